"""Check what is kept in the repository: no addresses to download from, no built things, pins with hashes."""

import re
from pathlib import Path

import pytest

from tests.house.sources import REPOSITORY, relative, tracked_files

# Put together here, so that this file does not hold what it looks for.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("debian", "org"),
        ("anaconda", "org"),
        ("huggingface", "co"),
        ("githubusercontent", "com"),
    )
)
OPTIONS = ("--index" + "-url", "--extra-index" + "-url", "--find" + "-links")
MOST_BYTES = 2_000_000
MOST_WEIGHTS = 25_000_000


def texts() -> list[tuple[Path, str]]:
    """Return every tracked file that is text."""
    found = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content[:4096]:
            found.append((path, content.decode("utf-8", "replace")))
    return found


@pytest.mark.parametrize("needle", [*HOSTS, *OPTIONS])
def test_no_tracked_file_holds_a_place_to_download_from(needle: str) -> None:
    assert [relative(path) for path, text in texts() if needle in text] == []


def most_bytes(path: Path) -> int:
    """Return how large a file may be: weights of a model that ships, tens of megabytes."""
    return MOST_WEIGHTS if path.suffix == ".onnx" and path.parent.parent.name == "data" else MOST_BYTES


def test_no_tracked_file_is_built_or_huge() -> None:
    odd = [p for p in tracked_files() if p.suffix in {".pyc", ".sayso", ".so"} or p.stat().st_size > most_bytes(p)]
    assert [relative(path) for path in odd] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash(name: str) -> None:
    pins = re.split(r"\n(?=\S)", (REPOSITORY / name).read_text(encoding="utf-8"))
    loose = [pin.splitlines()[0] for pin in pins if not pin.startswith("#") and "--hash=sha256:" not in pin]
    assert loose == []


def test_both_sets_of_pins_agree_on_every_version() -> None:
    def versions(name: str) -> dict[str, str]:
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))

    run, dev = versions("requirements.txt"), versions("requirements-dev.txt")
    assert run
    assert {name: dev.get(name) for name in run} == run
