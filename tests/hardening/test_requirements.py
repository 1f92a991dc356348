"""What is installed is what was pinned: each package by version and hash, from no other place, all fitting together."""

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

PINNED = ("requirements.txt", "requirements-dev.txt", "requirements-page.txt", "requirements-ftm.txt")


def entries(path: Path) -> list[str]:
    """Return each requirement with its options, lines joined."""
    lines = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("name", PINNED)
def test_every_package_is_pinned_by_version_and_hash(repository: Path, name: str) -> None:
    found = entries(repository / name)
    assert found
    loose = [one for one in found if not re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+", one)]
    assert loose == [], "options, addresses and versions that may move are not for a file of pins"
    assert [one for one in found if not re.search(r"--hash=sha256:[0-9a-f]{64}", one)] == []


def test_what_users_need_is_pinned_for_tests_at_the_same_version(repository: Path) -> None:
    run, dev = (
        {one.split("--hash")[0].split(";")[0].strip() for one in entries(repository / name)} for name in PINNED[:2]
    )
    assert run <= dev


def test_every_package_that_is_asked_for_is_pinned(repository: Path) -> None:
    asked = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    pinned = {re.split(r"[=\[]", one)[0].lower().replace("_", "-") for one in entries(repository / "requirements.txt")}
    assert {re.split(r"[<>=\[]", one)[0].lower() for one in asked} <= pinned


def test_pins_are_installed_by_their_hashes(repository: Path) -> None:
    assert "--require-hashes" in (repository / ".ci" / "setup").read_text(encoding="utf-8")


@pytest.mark.skipif(find_spec("pip") is None, reason="this environment has no pip")
def test_what_is_installed_fits_together() -> None:
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
