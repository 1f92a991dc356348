"""Test what a casefile answers about contests, changes, roots and circles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile, answering
from sayso.model.bounded import Bounded
from sayso.model.change import ChangeKind
from sayso.model.edge import ContestKind
from sayso.model.errors import NotFound, UsageError
from sayso.model.filter import Filter
from sayso.testing import Planted, ScriptedReader
from tests.casefile.disputes import fill_case


@pytest.fixture(scope="module")
def weighed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    with sayso.open(fill_case(tmp_path_factory.mktemp("weighed"))) as case:
        yield case


def kinds(case: Casefile, **asked: str) -> set[ContestKind]:
    return {view.kind for view in case.contests(**asked)}  # type: ignore[arg-type]


def test_contests_show_both_sides_with_words_and_roots(weighed: Casefile) -> None:
    (view,) = weighed.contests(kind="denial")
    assert view.words == (
        "Courier and Gazette say that Dunmore Steel – funds – Lowick Guild; "
        "Ada Brandt denies that Dunmore Steel – funds – Lowick Guild."
    )
    assert (view.side.total, view.against.total, view.against.denies) == (2, 1, True)
    assert [claim.claim.factuality.polarity.value for claim in view.against.claims] == ["-"]
    assert [root.name for root in view.against.roots] == ["Ada Brandt"]


def test_contests_are_of_every_kind_that_stands_there(weighed: Casefile) -> None:
    assert kinds(weighed) == {ContestKind.DENIAL, ContestKind.OPPOSITE_SIGN, ContestKind.TWO_HOLDERS}


def test_contests_are_chosen_by_what_they_are_of(weighed: Casefile) -> None:
    assert kinds(weighed, predicate="leads") == {ContestKind.TWO_HOLDERS}
    assert kinds(weighed, actor="Bo Lind") == {ContestKind.TWO_HOLDERS}
    assert kinds(weighed, source="Ada Brandt") == {ContestKind.DENIAL}
    assert kinds(weighed, known_on="2019-04") == {ContestKind.TWO_HOLDERS}
    assert kinds(weighed, as_of="1990") == set()


def test_contests_are_paged_by_the_id_of_the_last(weighed: Casefile) -> None:
    every = [view.id for view in weighed.contests()]
    first = weighed.contests(limit=1)
    rest = weighed.contests(after=first[0].id)
    assert [view.id for view in (*first, *rest)] == every
    with pytest.raises(UsageError, match="begin again"):
        weighed.contests(after="contest-0")


def test_what_one_root_says_of_friend_and_foe_comes_last(tmp_path: Path) -> None:
    texts = (
        "Bo pays the mill. Bo sued the mill.",
        "Dunmore Steel pays the Lowick Guild.",
        "Dunmore Steel never paid the Lowick Guild.",
    )
    planted = (
        Planted("Bo pays the mill", "Bo", "funds", "mill"),
        Planted("Bo sued the mill", "Bo", "accuses", "mill"),
        Planted("Dunmore Steel pays the Lowick Guild", "Dunmore Steel", "funds", "Lowick Guild"),
        Planted("Dunmore Steel never paid the Lowick Guild", "Dunmore Steel", "funds", "Lowick Guild", polarity="-"),
    )
    with sayso.open(":memory:", reader=ScriptedReader(planted)) as case:
        for writer, text in zip(("Mira Holt", "Olaf Quist", "Ines Ford"), texts, strict=True):
            (tmp_path / f"{writer}.txt").write_text(f"A sum\n\nBy {writer}\n\n2 March 2019\n\n{text}\n")
        case.read(tmp_path)
        found = case.contests()
        assert [len(view.both) for view in found] == [0, 1]
        assert [view.id for view in case.contests(after=found[0].id)] == [found[1].id]
        assert case.contests(after=found[1].id) == []
        assert [view.id for view in case.contests(known_on="2020")] == [view.id for view in found]


def test_a_kind_that_is_none_is_refused(weighed: Casefile) -> None:
    with pytest.raises(UsageError, match="denial"):
        weighed.contests(kind="quarrel")
    with pytest.raises(UsageError, match="refined"):
        weighed.changes("2018", "2019", kind="better")
    with pytest.raises(UsageError, match="known"):
        weighed.changes("2018", "2019", by="luck")


def test_the_lineage_of_an_edge_leads_from_documents_to_roots(weighed: Casefile) -> None:
    (view,) = weighed.roots("Dunmore Steel", "Lowick Guild", predicate="funds")
    assert view.lineage.words == "3 documents, 2 roots; denied by 1"
    assert [node.name for node in view.lineage.tree] == ["The fee", "A guild and its money", "No money"]
    assert {word.root.name: word.party for word in view.lineage.roots}["Ada Brandt"] == (
        "leads ties it to the subject, says Ines Ford"
    )
    assert [claim.document for claim in view.claims] == ["gazette", "courier", "reply"]
    assert (view.standing.value, view.credibility.grade) == ("contested", 3)


def test_roots_without_a_predicate_are_those_of_all_ties_one_way(weighed: Casefile) -> None:
    assert [view.edge.predicate for view in weighed.roots("Dunmore Steel", "Lowick Guild")] == ["funds", "accuses"]
    assert weighed.roots("Lowick Guild", "Dunmore Steel") == []
    with pytest.raises(NotFound):
        weighed.roots("Nobody Known", "Lowick Guild")


def test_changes_between_what_was_known_on_two_dates(weighed: Casefile) -> None:
    found = weighed.changes("2019-04", "2019-06", by="known")
    turned, denied = found.changes
    assert (turned.kind, [edge.predicate for edge in turned.edges]) == (ChangeKind.REVERSED, ["funds", "accuses"])
    assert turned.words == "Mira Holt says that it is hostile, where Courier and Gazette told the opposite"
    assert denied.kind is ChangeKind.NEWLY_DENIED
    assert denied.words == "denied by Ada Brandt, by nobody before"
    assert (denied.before_total, [claim.document for claim in denied.after]) == (2, ["reply"])


def test_changes_between_documents_and_between_sources(weighed: Casefile) -> None:
    docs = weighed.changes("gazette", ["courier", "reply"], by="doc", predicate="funds")
    assert dict(docs.totals) == {ChangeKind.NEWLY_DENIED: 1, ChangeKind.STRENGTHENED: 1}
    sources = weighed.changes("Courier", "Ada Brandt", by="source")
    assert [one.kind for one in sources.changes] == [ChangeKind.NEWLY_DENIED]


def test_changes_between_dates_on_which_things_held(weighed: Casefile) -> None:
    found = weighed.changes("2017", "2019-03-04", predicate="leads")
    assert {one.kind for one in found.changes} == {ChangeKind.NEW}
    assert len(found.changes) == 2
    page = weighed.changes("2017", "2019-03-04", predicate="leads", start_after=found.changes[0].id)
    assert page.changes == found.changes[1:]
    with pytest.raises(UsageError):
        weighed.changes("2017", ["2018", "2019"])


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[Casefile]:
    planted = (
        Planted(
            "Ada Brandt says Dunmore Steel pays Tern Bank", "Dunmore Steel", "funds", "Tern Bank", source="Ada Brandt"
        ),
        Planted("Bo Lind says Dunmore Steel pays Tern Bank", "Dunmore Steel", "funds", "Tern Bank", source="Bo Lind"),
    )
    texts = {"Bo Lind": "Money\n\nBy Bo Lind\n\n2 March 2019\n\nAda Brandt says Dunmore Steel pays Tern Bank.\n"}
    texts["Ada Brandt"] = "More money\n\nBy Ada Brandt\n\n3 March 2019\n\nBo Lind says Dunmore Steel pays Tern Bank.\n"
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with sayso.open(tmp_path / "case.sayso", reader=ScriptedReader(planted)) as case:
        case.read(*(tmp_path / f"{name}.txt" for name in texts))
        yield case


def test_a_circle_of_citations_is_named(ring: Casefile) -> None:
    (circle,) = ring.circles()
    assert circle.words == "Ada Brandt credits Bo Lind, who credits Ada Brandt, for: Dunmore Steel – funds – Tern Bank."
    assert len(circle.claims) == 2
    assert ring.circles(predicate="leads") == []
    assert ring.circles(doc="Bo Lind") == []


def test_what_is_not_read_for_circles_and_sources_is_told(weighed: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = weighed.sources(denied=False)
    assert isinstance(whole, Bounded)
    assert whole.left_out == ""
    monkeypatch.setattr(answering, "MOST_CLAIMS", 1)
    monkeypatch.setattr(answering, "AT_ONCE", 1)
    found = (
        weighed.circles(),
        weighed.sources(denied=False),
        weighed.source_ties(whole[0].root.key, Filter(denied=False)),
    )
    for one in found:
        assert isinstance(one, Bounded)
        assert one.left_out.startswith("Looked at were the 1 strongest ties")
    assert len(found[1]) < len(whole)


def test_an_empty_casefile_answers_with_nothing() -> None:
    with sayso.open(":memory:") as case:
        assert case.contests() == []
        assert case.circles() == []
        assert case.changes("2001", "2002").changes == ()
