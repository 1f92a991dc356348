"""A file that brings the process down, stalls it or takes it over costs itself and no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.casefile.apart import Painter
from sayso.casefile.explaining import explain
from sayso.intake import Limits, apart, take
from sayso.intake.apart import Apart
from sayso.model import Document, Unreadable
from sayso.model.errors import UnreadableDocument
from sayso.testing import ScriptedReader

ANSWERING = """
import json, os, pickle, socket, sys, time
link = socket.socket(fileno={number})
def send(data): link.sendall(len(data).to_bytes(8) + data)
while True:
    data, numbers, _, _ = socket.recv_fds(link, 2**20, 1)
    if not data: break
    text = open(numbers[0], errors="replace").read()
    {does}
"""
SOUND = "send(b'J' + json.dumps(('unreadable', (None, 'ok', text, '', None, 0))).encode()); send(b'Jnull')"


@pytest.fixture(scope="module")
def child() -> Iterator[Apart]:
    with Apart() as started:
        yield started


@pytest.fixture
def three(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"The court of {name} said on Tuesday that the port was closed.")
    return tmp_path


def make_fake(monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Put a process in place that does as a parser would that a file has taken over."""
    monkeypatch.setattr(apart, "_START", ANSWERING.replace("{does}", does))


def outcomes(folder: Path, **limits: float) -> list[tuple[str, str]]:
    bounds = Limits(**limits)  # type: ignore[arg-type]
    with Apart(bounds) as started:
        found = list(take([folder], limits=bounds, opened=started.take_open))
    return [(one.code, one.reason) if isinstance(one, Unreadable) else ("read", one.name) for one in found]


def test_what_comes_from_apart_is_what_would_be_made_here(child: Apart, repository: Path) -> None:
    samples = repository / "samples"
    assert list(take([samples], opened=child.take_open)) == list(take([samples]))


def test_a_page_is_drawn_apart_as_it_is_here(child: Apart, repository: Path) -> None:
    from sayso.intake.pdf_picture import draw_page

    data = next((repository / "samples").rglob("*.pdf")).read_bytes()
    assert child.draw(data, 1, 80) == draw_page(data, 1, 80)
    assert child.draw(data, 99, 80) is None


def test_a_process_that_ends_costs_one_document(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_fake(monkeypatch, f"os.kill(os.getpid(), 11) if 'of b' in text else None\n    {SOUND}")
    (first, _), (code, reason), (last, _) = outcomes(three)
    assert (first, code, last) == ("ok", "died", "ok")
    assert "SIGSEGV" in reason


def test_a_process_that_stalls_costs_one_document(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_fake(monkeypatch, f"time.sleep(60 if 'of b' in text else 0)\n    {SOUND}")
    assert [code for code, _ in outcomes(three, max_wait_s=1.5)] == ["ok", "too-slow", "ok"]


@pytest.mark.parametrize(
    "answer",
    [
        "pickle.dumps(os.system)",
        "b'cos\\nsystem\\n(S\"touch /tmp/sayso-was-here\"\\ntR.'",
        "b'J' + json.dumps(('document', ((1, 2, 3),) * 5)).encode()",
        "b'J' + json.dumps(('unreadable', (None, 7, text, '', None, 0))).encode()",
        "b'J' + json.dumps(('other', ())).encode()",
        "b'J' + b'[' * 100_000",
        "b'J' + b'9' * 10_000",
        "b'Pa picture'",
        "b'nothing at all'",
        "b''",
    ],
)
def test_what_a_process_sends_can_only_be_a_record(three: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    make_fake(monkeypatch, f"send({answer})\n    send(b'Jnull')")
    assert [code for code, _ in outcomes(three)] == ["died"] * 3
    assert not Path("/tmp/sayso-was-here").exists()


def test_an_answer_without_end_is_not_taken(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_fake(monkeypatch, "link.sendall((2**40).to_bytes(8))")
    assert [code for code, _ in outcomes(three)] == ["died"] * 3


def test_memory_that_runs_out_is_a_reason(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("The court said that the port was closed. " * 200_000)
    (tmp_path / "small.txt").write_text("The court said that the port was closed.")
    (code, _), (after, _) = outcomes(tmp_path, max_memory_bytes=200 * 2**20)
    assert code in {"too-large", "died", "broken"}
    assert after == "read"


def test_the_process_knows_no_password_of_this_one(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_TOKEN", "a secret")
    make_fake(monkeypatch, "text = str(sorted(os.environ))\n    " + SOUND)
    assert "SAYSO_TOKEN" not in outcomes(three)[0][1]


def test_leaving_a_container_early_ends_its_process_and_the_next_file_is_read(three: Path) -> None:
    with Apart() as started:
        for _ in take([three], opened=started.take_open):
            break
        assert all(isinstance(one, Document) for one in take([three], opened=started.take_open))


def test_the_language_of_what_is_not_plain_english_is_told_apart_too(child: Apart, tmp_path: Path) -> None:
    """Its model is loaded by way of a temporary file, which a confined process has not."""
    (tmp_path / "hafen.txt").write_text("Der Hafen bleibt nach dem Streik der Arbeiter bis Dienstag geschlossen.")
    (document,) = take([tmp_path], opened=child.take_open)
    assert isinstance(document, Document), document
    assert document.metadata.language == "de"


def test_a_casefile_and_an_explanation_take_files_in_apart(
    three: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_APART", "1")
    make_fake(monkeypatch, SOUND)
    with sayso.open(tmp_path_factory.mktemp("case") / "case.sayso", reader=ScriptedReader()) as case:
        assert [one.code for one in case.read(three).unreadable] == ["ok"] * 3
    with pytest.raises(UnreadableDocument, match="ok"):
        explain(three / "a.txt", reader=ScriptedReader())


def test_pages_are_drawn_apart_and_the_process_rests_after_a_while(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = next((repository / "samples").rglob("*.pdf")).read_bytes()
    monkeypatch.setenv("SAYSO_APART", "1")
    painter = Painter()
    drawn = painter.draw(data, 1, 60)
    painter.rest()
    assert drawn == painter.draw(data, 1, 60)
    painter.rest()
    make_fake(monkeypatch, "os.kill(os.getpid(), 9)")
    with pytest.raises(UnreadableDocument, match="SIGKILL"):
        painter.draw(b"%PDF-", 1, 60)
    painter.rest()
