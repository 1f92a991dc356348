"""Test what a notebook shows, and what becomes a data frame; the tutorial runs from its first cell to its last."""

import json
from html import unescape
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model import ActorType, Certainty, Factuality, Modality, Polarity
from sayso.model.errors import NotFound, UsageError
from sayso.model.notebook import doubts_of
from sayso.model.view import ActorRow
from tests.casefile.scenes import reader, write_texts
from tests.house.sources import REPOSITORY

TUTORIAL = REPOSITORY / "docs" / "tutorial.ipynb"


def test_a_listing_is_gone_through_once_and_lazily(read_case: Casefile) -> None:
    listing = read_case.claims()
    first = next(listing)
    assert len([first, *listing]) == 3
    assert list(listing) == []


def test_looking_takes_nothing_away(read_case: Casefile) -> None:
    listing = read_case.claims()
    assert "<table>" in listing._repr_html_()
    assert len(list(listing)) == 3


def test_what_a_document_says_is_text_in_a_notebook(read_case: Casefile) -> None:
    shown = read_case.claims()._repr_html_()
    words = next(read_case.claims()).claim.evidence.words
    assert words in shown.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
    assert "<script" not in shown
    assert read_case.claims(denied=True, certainty="possible")._repr_html_() == "<p>nothing answers</p>"


def test_a_claim_is_shown_with_who_says_so_before_what_is_said(read_case: Casefile) -> None:
    for view in read_case.claims():
        shown = unescape(view._repr_html_())
        assert shown.index(view.say_so[-1]) < shown.index(f"<bdi>{view.claim.predicate.replace('_', ' ')}</bdi>")
        assert view.claim.evidence.words in shown
        assert ("DENIED" in shown) is (view.claim.factuality.polarity == "-")


def test_what_is_hedged_or_planned_is_marked_as_such() -> None:
    hedged = Factuality(Polarity.DENIED, Certainty.POSSIBLE, Modality.INTENDED)
    assert doubts_of(hedged) == ("denied", "possible", "intended")
    assert doubts_of(Factuality(Polarity.ASSERTED, Certainty.CERTAIN, Modality.ACTUAL)) == ()


def test_a_tie_is_shown_with_its_standing_and_an_actor_with_its_names(read_case: Casefile) -> None:
    for view in read_case.list_edges():
        shown = unescape(view._repr_html_())
        assert view.standing.value.upper() in shown
        assert ("<strong>DENIED</strong> by" in shown) is bool(view.denied)
        assert ("asserted by nobody" in shown) is not bool(view.asserted)
        assert all(root.name in shown for root in (*view.edge.roots, *view.edge.denying_roots))
    for row in read_case.actors():
        assert row.name in unescape(row._repr_html_())


def test_no_name_is_markup_in_a_notebook() -> None:
    row = ActorRow("a", "<script>x</script>", ActorType.THING, True, ("<b>\u202e",), 1, 1)
    shown = row._repr_html_()
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "\u202e" not in shown


def test_pandas_gets_every_column_with_its_type(read_case: Casefile) -> None:
    pytest.importorskip("pandas")
    frame = read_case.claims().to_pandas()
    assert len(frame) == 3
    assert {"say_so", "polarity", "words", "confidence"} <= set(frame.columns)
    assert (str(frame.dtypes["start"]), str(frame.dtypes["confidence"])) == ("Int64", "Float64")
    assert len(read_case.claims(denied=True, certainty="possible").to_pandas().columns) == len(frame.columns)


def test_polars_gets_the_same(read_case: Casefile) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    ours, theirs = read_case.claims().to_polars(), read_case.claims().to_pandas()
    assert ours.columns == list(theirs.columns)
    assert ours["words"].to_list() == list(theirs["words"])
    assert read_case.actors().to_polars().height == read_case.stats().actors
    assert read_case.list_edges().to_polars().height == read_case.stats().edges


def test_a_missing_library_is_named(read_case: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", refuse)
    with pytest.raises(UsageError, match="pip install pandas"):
        read_case.claims().to_pandas()


def test_the_tutorial_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell of code runs after the one before."""
    pytest.importorskip("pandas")
    monkeypatch.chdir(REPOSITORY)
    names: dict[str, object] = {}
    cells = [cell for cell in json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    for cell in cells:
        exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    report = names["report"]
    assert getattr(report, "read", 0) == 13
    assert len(names["claims"]) == getattr(report, "claims", 0)  # type: ignore[arg-type]
    assert all(cell["outputs"] == [] for cell in cells)


def test_documents_come_by_name_or_the_newest_read_first_a_page_at_a_time(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        texts = write_texts(tmp_path / "texts")
        for name in ("paper", "court", "sport"):
            case.read(texts / f"{name}.txt")
        case.read(texts / "paper.txt")  # what is read again keeps its place
        assert [row.name for row in case.documents()] == ["court", "paper", "sport"]
        newest = list(case.documents(order="newest"))
        assert [row.name for row in newest] == ["sport", "court", "paper"]
        assert [row.name for row in case.documents(order="newest", after=newest[0].id, limit=1)] == ["court"]
        with pytest.raises(UsageError):
            list(case.documents(order="oldest"))  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            list(case.documents(order="newest", after="nowhere"))
