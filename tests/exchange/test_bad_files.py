"""Test what people bring by mistake: a clear refusal each, and one bad line never stops the rest."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.casefile import Casefile
from sayso.cli.app import app
from sayso.cli.outcome import run_guarded
from sayso.exchange.csl_items import Source, read_csl
from sayso.exchange.csv_rows import MOST_LINES, read_rows
from sayso.exchange.parse import parse_claim
from sayso.exchange.watch_items import Refused
from sayso.model.errors import ExchangeError
from sayso.testing import ScriptedReader
from tests.exchange import lists
from tests.exchange.scenes import make_case

type Run = Callable[..., tuple[int, str]]
GOOD = {"doc": "note", "subject": "Vera Holm", "predicate": "leads", "object": "Tern Bank"}


def line(**more: object) -> str:
    return json.dumps(GOOD | {"evidence": {"text": "Vera Holm leads Tern Bank"}} | more)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a casefile that holds one document and no claim."""
    (tmp_path / "note.txt").write_text("Vera Holm leads Tern Bank.\n", encoding="utf-8")
    with Casefile(tmp_path / "own.sayso", reader=ScriptedReader()) as case:
        case.read(tmp_path / "note.txt")
    return tmp_path / "own.sayso"


@pytest.fixture
def run(own: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what types a command at the casefile, with a file of these bytes: exit code, and all that is printed."""

    def typed(command: str, raw: bytes, *more: str) -> tuple[int, str]:
        (own.parent / "brought.txt").write_bytes(raw)
        arguments = [*command.split(), str(own.parent / "brought.txt"), *more, "--case", str(own)]
        code = run_guarded(app, arguments)
        said = capsys.readouterr()
        return code, said.out + said.err

    return typed


BROUGHT = {
    "a mark of UTF-8": (b"\xef\xbb\xbf" + line(id="own-1").encode(), "1 line: 1 new, 0 known, 0 refused"),
    "line ends of Windows": (f"{line(id='own-1')}\r\n{line(id='own-2')}\r\n".encode(), "2 lines: 2 new"),
    "nothing": (b"", "0 lines"),
    "blank lines": (b"\n \n", "0 lines"),
    "UTF-16": (line().encode("utf-16"), "line 1: is UTF-16 and not UTF-8: save the file as UTF-8"),
    "another encoding": (
        f"{line(place='X').replace('X', 'Ærø')}\n{line(id='own-2')}\n".encode("latin-1"),
        "1 new, 0 known, 1 refused.\n  line 1: is no UTF-8",
    ),
    "half a letter": (f"{line(place='X').replace('X', '\\ud800')}\n{line()}".encode(), "line 1: holds half a letter"),
    "a null": (f"{line(role='X').replace('X', '\\u0000')}\n{line()}".encode(), "1 new, 0 known, 1 refused"),
    "a huge number": (b'{"id": ' + b"9" * 5000 + b"}\n" + line().encode(), "line 1: is not JSON that can be read"),
    "a huge sum": (f"{line(amount='9' * 400 + ' USD')}\n{line()}".encode(), "line 1: amount has more than 30 digits"),
    "a huge offset": (
        line(evidence={"start": 10**30, "end": 10**31, "text": "no"}).encode(),
        "line 1: the evidence does not stand",
    ),
    "a huge field": (f"{line(about='x' * 20_000)}\n{line()}".encode(), "line 1: about has 20,000 letters"),
    "an id of two words": (f"{line(id='a b')}\n{line()}".encode(), "line 1: id is 'a b'; it must be one word"),
    "an id that steers": (f"{line(id='a\x1b[2J')}\n{line()}".encode(), "line 1: id is"),
    "no words": (f"{json.dumps(GOOD)}\n{line()}".encode(), "line 1: evidence is missing"),
    "nested to the ground": (b'{"a":' * 100_000 + b"\n" + line().encode(), "line 1: is not JSON that can be read"),
    "claims in an array": (f"[{line()}]".encode(), "item 1: it is a claim: claims stand one a line"),
}


@pytest.mark.parametrize("what", BROUGHT)
def test_claims_are_taken_or_refused_by_their_line(run: Run, what: str) -> None:
    raw, told = BROUGHT[what]
    code, said = run("import", raw)
    assert told in said
    assert code == (0 if " 0 refused" in said else 1)


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: raw.decode("utf-8", "surrogateescape")))
@settings(max_examples=200)
def test_no_line_ends_the_parser_but_by_refusal(noise: str) -> None:
    with pytest.raises(ExchangeError):
        parse_claim(noise)


SOURCES = {
    "a mark of UTF-8": (b'\xef\xbb\xbf[{"title": "note"}]', "1 item: 0 found"),
    "an object round the items": (b'{"items": [{"title": "note"}]}', "1 item: 0 found"),
    "the same over several lines": (b'{\n "items": [{"title": "note"}]\n}', "1 item: 0 found"),
    "another encoding": ('[{"title": "été"}]'.encode("latin-1"), "The bibliography is no UTF-8"),
    "no end": (b'[{"title": "note"},', "The bibliography is no JSON"),
    "a huge number": (b'[{"volume": ' + b"9" * 5000 + b"}]", "too many digits"),
    "nothing in it": (b"[]", "0 items"),
    "a stranger": (b'[{"title": "note"}]', "put its SHA-256 into the note"),
    "half a letter": (b'[{"title": "\\ud800"}, {"title": "note"}]', "item 1: it holds half a letter"),
}


@pytest.mark.parametrize("what", SOURCES)
def test_bibliographies_are_taken_or_refused_with_a_reason(run: Run, what: str) -> None:
    raw, told = SOURCES[what]
    assert told in run("import", raw, "--by", "Ida")[1]


def test_no_letter_of_another_encoding_becomes_a_correction(tmp_path: Path) -> None:
    """A sign that stands for what could not be read is no title."""
    with make_case(tmp_path) as case:
        stream = io.StringIO()
        case.export(stream, "csl")
        (item, *_) = json.loads(stream.getvalue())
        raw = json.dumps([item | {"title": "été"}], ensure_ascii=False).encode("latin-1")
        with pytest.raises(ExchangeError, match="save the file as UTF-8"):
            case.import_sources(raw.decode("utf-8", "surrogateescape"), by="Ida")
        assert not list(case.decisions())


@given(st.recursive(st.none() | st.integers() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_any_item_gives_a_source_or_a_reason(item: object) -> None:
    for found in read_csl(json.dumps([item])):
        assert isinstance(found, Source) or found[1]


WATCHED = {
    "nothing": (b"", "is empty"),
    "UTF-16": ("name,type\nVera Holm,person\n".encode("utf-16"), "is UTF-16. Save it as UTF-8"),
    "semicolons": (b"name;type\nVera Holm;person\n", "parted by semicolons"),
    "a column too many": (b"name,type,shoe\nVera Holm,person,9\n", "not: shoe"),
    "a workbook": (b"PK\x03\x04" + bytes(40), "is a ZIP archive or a workbook"),
    "some text": (b"Vera Holm\n", "in no layout of a list that is known"),
    "a head alone": (b"name,type\n", "has no entry that can be taken"),
    "broken rows alone": (b"name,type\nVera Holm,ghost\n", "1 refused, first line 2: 'ghost' is no kind"),
    "broken XML": (lists.UN[:900].encode(), "The XML is broken"),
    "a page": (b"<html>CONSOLIDATED_LIST</html>", "Fetch the list itself"),
    "half a letter": (
        b'{"id": "a", "schema": "Person", "properties": {"name": ["Vera Holm"]}}\n'
        b'{"id": "b", "schema": "Person", "properties": {"name": ["\\ud800"]}}\n',
        "line 2: it holds half a letter",
    ),
    "an id that is none": (
        b'{"id": "a", "schema": "Person", "properties": {"name": ["Vera Holm"]}}\n'
        b'{"id": [1], "schema": "Person", "properties": {"name": ["Vera Holm"]}}\n',
        "line 2: it has no id",
    ),
}


@pytest.mark.parametrize("what", WATCHED)
def test_lists_are_taken_or_refused_with_a_reason(run: Run, what: str) -> None:
    raw, told = WATCHED[what]
    code, said = run("watch add", raw)
    assert told in said
    assert code == 1


def test_a_list_without_an_entry_does_not_replace_one_that_has_some(run: Run, own: Path) -> None:
    assert run("watch add", b"name,type\nVera Holm,person\n", "--name", "own")[0] == 0
    assert run("watch add", b"name,type\n", "--name", "own")[0] == 1
    with Casefile(own) as case:
        assert [one.entries for one in case.watchlists()] == [1]


def test_a_date_of_a_list_that_is_none_is_no_version(run: Run) -> None:
    raw = b'{"id": "a", "schema": "Person", "last_change": [1], "properties": {"name": ["Vera Holm"]}}\n'
    assert "undated" in run("watch add", raw)[1]


def rows(text: str) -> list[list[str] | str]:
    return [row.reason if isinstance(row, Refused) else row for _, row in read_rows(io.BytesIO(text.encode()))]


def test_a_cell_may_have_several_lines() -> None:
    assert rows('a,"b\nc ""d""",e\nf\n') == [["a", 'b\nc "d"', "e"], ["f"]]


@pytest.mark.parametrize("more", [0, 1, MOST_LINES + 5])
def test_a_mark_that_is_not_closed_costs_its_own_line_alone(more: int) -> None:
    found = rows('a,"b\n' + "c\n" * more)
    assert found == ["it is no row of a table: a quotation mark is not closed", *[["c"]] * more]


def test_letters_after_a_closing_mark_are_taken() -> None:
    assert rows('"a" b,c\n') == [["a b", "c"]]
