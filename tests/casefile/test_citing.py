"""Take what a bibliography says of documents: a decision each, and what rests on it counted anew."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.casefile import Casefile
from sayso.model.errors import ExchangeError, UsageError
from sayso.model.view import DocumentRow
from sayso.testing import FixedClock, ScriptedReader
from tests.exchange.scenes import PLANTED, make_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casefile]:
    with make_case(tmp_path) as held:
        yield held


def row(case: Casefile, name: str = "ledger") -> DocumentRow:
    return next(one for one in case.documents() if one.name == name)


def item(case: Casefile, **more: object) -> str:
    return json.dumps([{"id": "z1", "note": f"sha256: {row(case).id}", **more}])


def test_a_bibliography_corrects_a_document_by_a_decision(case: Casefile) -> None:
    text = item(
        case,
        title="The Ferry Affair",
        author=[{"given": "Ada", "family": "Brandt"}, {"literal": "The Desk"}],
        **{"container-title": "Lowick Courier", "issued": {"date-parts": [[2020, 5, 3]]}},
    )
    report = case.import_sources(text, by="Ida")
    assert (report.items, report.found, len(report.corrected), report.refused) == (1, 1, 1, ())
    held = row(case)
    assert (held.title, held.authors, held.publisher) == (
        "The Ferry Affair",
        ("Ada Brandt", "The Desk"),
        "Lowick Courier",
    )
    assert (held.date, held.date_found) == ("2020-05-03", "decision")
    assert case.audit().sound


def test_say_so_roots_and_what_was_known_follow(case: Casefile) -> None:
    before = {one.claim.id: one for one in case.claims(doc="ledger")}
    case.describe("ledger", by="Ida", publisher="Lowick Courier", date="2020-05-03")
    for one in case.claims(doc="ledger"):
        assert one.say_so[0] == "Lowick Courier" != before[one.claim.id].say_so[0]
        assert one.attested == "2020-05-03"
    assert "Lowick Courier" in {root.name for edge in case.edges() for root in edge.roots}
    assert list(case.claims(known_on="2019", doc="ledger")) == []
    assert case.doctor(recount=True) == []


def test_an_undo_puts_back_what_reading_found(case: Casefile) -> None:
    before, edges = row(case), list(case.edges())
    first = case.describe("ledger", by="Ida", title="One", date="2020")
    second = case.describe("ledger", by="Ida", title="Two", authors=["Ada Brandt"])
    case.undo(first.decision.seq, by="Ida")
    assert (row(case).title, row(case).date, row(case).authors) == ("Two", before.date, ("Ada Brandt",))
    case.undo(second.decision.seq, by="Ida")
    assert row(case) == before
    assert list(case.edges()) == edges
    assert case.doctor(recount=True) == []


def test_a_description_outlives_another_reading(case: Casefile, tmp_path: Path) -> None:
    case.describe("ledger", by="Ida", publisher="Lowick Courier")
    case._reader = ScriptedReader(PLANTED, "2")
    case.read(tmp_path / "texts")
    assert row(case).publisher == "Lowick Courier"
    assert {one.say_so[0] for one in case.claims(doc="ledger")} == {"Lowick Courier"}
    (ruling,) = case.decisions()
    case.undo(ruling.decision.seq, by="Ida")
    assert row(case).publisher is None
    assert case.doctor(recount=True) == []


def test_a_description_waits_for_its_document(case: Casefile, tmp_path: Path) -> None:
    case.describe("ledger", by="Ida", publisher="Lowick Courier")
    lines = io.StringIO()
    case.export_decisions(lines)
    with Casefile(":memory:", reader=ScriptedReader(PLANTED), clock=FixedClock()) as other:
        other.import_decisions(lines.getvalue().splitlines())
        assert len(other.orphans()) == 1
        other.read(tmp_path / "texts")
        assert row(other).publisher == "Lowick Courier"
        assert other.orphans() == []
        assert other.doctor(recount=True) == []


def test_an_export_comes_in_again_and_changes_nothing(case: Casefile) -> None:
    case.describe("ledger", by="Ida", publisher="Lowick Courier", date="2020-05-03", authors=["Ada Brandt"])
    text = io.StringIO()
    case.export(text, "csl")
    report = case.import_sources(text.getvalue(), by="Ida")
    assert (report.items, report.found, report.corrected) == (2, 2, ())


def test_an_item_is_found_by_title_and_date_too(case: Casefile) -> None:
    case.describe("ledger", by="Ida", title="The Ferry Affair", date="2020-05-03")
    text = json.dumps(
        [{"title": "Ferry affair", "publisher": "Lowick Courier", "issued": {"date-parts": [["2020", "5"]]}}]
    )
    assert case.import_sources(text, by="Ida").found == 1
    assert (row(case).publisher, row(case).title, row(case).date) == ("Lowick Courier", "Ferry affair", "2020-05")


def test_items_that_are_no_documents_are_named(case: Casefile) -> None:
    items = [
        {"id": "a", "title": "Elsewhere"},
        7,
        {"id": "b", "note": "sha256: " + "0" * 64},
        {"note": row(case).id, "title": "One"},
        {"note": row(case).id, "title": "Two"},
        {"note": row(case, "answer").id, "issued": {"literal": "some day"}},
    ]
    report = case.import_sources(json.dumps(items), by="Ida")
    assert (report.items, report.found) == (6, 2)
    assert [re.split("[:;]", reason)[0] for _, reason in report.refused][:4] == [
        "no document of the casefile has its title and date",
        "it is no item with fields",
        "no document of the casefile has the SHA-256 in its note",
        "item 4 (One) is the same document",
    ]
    assert "item 6" in report.refused[4][0]


@pytest.mark.parametrize("text", ["{", "[", "{}", '"a"', "[" * 5000])
def test_what_is_no_bibliography_is_refused(case: Casefile, text: str) -> None:
    with pytest.raises(ExchangeError):
        case.import_sources(text, by="Ida")


@pytest.mark.parametrize(
    "fields", [{"date": "May"}, {"date": "2018/2019"}, {"authors": ["A; B"]}, {"colour": "red"}, {}]
)
def test_a_description_that_makes_no_sense_is_refused(case: Casefile, fields: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        case.describe("ledger", by="Ida", **fields)  # type: ignore[arg-type]
