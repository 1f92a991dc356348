"""Check hypotheses as people state and rate them: kept, undone, carried over a new reading, counted by root."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.casefile import Casefile
from sayso.model.decision import Ruled
from sayso.model.errors import NotFound, UsageError
from sayso.model.hypothesis import Rating, Relevance, RivalMatrix, Telling
from sayso.testing import Planted
from tests.casefile.ruled import find, make_case, reread, scripted

ASKED = "Who hid Ada Moor?"
FERRIES, OTHERS = "The ferries did", "Somebody else did"
TEXTS = {
    "harbour": "The harbour papers\n\nNorthwind Ferries hid Ada Moor, Vera Holm claims.\n",
    "answer": "No captain here\n\nPer Dahl says Northwind Ferries did not hide Ada Moor.\n",
}
HID = Planted(
    "Northwind Ferries hid Ada Moor, Vera Holm", "Northwind Ferries", "shelters", "Ada Moor", source="Vera Holm"
)
DENIED = replace(HID, words="Per Dahl says Northwind Ferries did not hide Ada Moor", polarity="-", source="Per Dahl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


@pytest.fixture(params=["memory", "postgresql"])
def case(folder: Path, request: pytest.FixtureRequest) -> Iterator[Casefile]:
    where = ":memory:" if request.param == "memory" else str(request.getfixturevalue("emptied_address"))
    with make_case(where) as opened:
        reread(opened, folder, scripted(HID, DENIED))
        yield opened


def state(case: Casefile) -> None:
    case.add_hypothesis(ASKED, FERRIES, "Northwind Ferries | shelters | Ada Moor", by="Ida")
    case.add_hypothesis(ASKED, OTHERS, ["Northwind Ferries | shelters | Ada Moor | denied", "it was dark"], by="Ida")


def rate(case: Casefile, words: str, *ratings: str, by: str = "Ida") -> list[int]:
    claim = find(case, words).claim.id
    return [
        case.rate(claim, name, one, by=by).decision.seq for name, one in zip((FERRIES, OTHERS), ratings, strict=True)
    ]


def cells(found: RivalMatrix, words: str) -> list[Rating | None]:
    row = next(one for one in found.rows if words in one.view.claim.evidence.words)
    return [cell.rating for cell in row.cells]


def test_what_is_said_of_a_statement_comes_with_proposals_that_count_nowhere(case: Casefile) -> None:
    state(case)
    found = case.compare()
    proposed = {one.root.name: [c.proposal.rating for c in one.cells if c.proposal] for one in found.rows}
    assert proposed == {
        "Vera Holm": [Rating.VERY_CONSISTENT, Rating.VERY_INCONSISTENT],
        "Per Dahl": [Rating.VERY_INCONSISTENT, Rating.VERY_CONSISTENT],
    }
    assert (found.least, found.missing, found.roots) == ((), 4, 2)
    assert "rate what is said" in found.words


def test_the_answer_names_whom_it_hangs_on_and_calls_nothing_true(case: Casefile) -> None:
    state(case)
    rate(case, "hid Ada Moor", "C", "II")
    rate(case, "did not hide", "I", "C")
    found = case.compare(ASKED)
    assert [one.hypothesis.title for one in found.rivals if one.hypothesis.id in found.least] == [FERRIES]
    assert [fall.root.name for fall in found.falls if fall.changes_least] == ["Vera Holm"]
    assert "hangs on the word of Vera Holm" in found.words
    assert "shows none of them true" in found.words


def test_a_grade_weighs(case: Casefile) -> None:
    state(case)
    rate(case, "hid Ada Moor", "C", "I")
    rate(case, "did not hide", "I", "C")
    assert len(case.compare().least) == 2
    case.grade("Per Dahl", "E", by="Ida")
    assert [one.hypothesis.title for one in case.compare().rivals if one.hypothesis.id in case.compare().least] == [
        FERRIES
    ]


def test_the_latest_rating_counts_and_two_people_may_differ(case: Casefile) -> None:
    state(case)
    rate(case, "hid Ada Moor", "N", "N")
    rate(case, "hid Ada Moor", "C", "I")
    rate(case, "hid Ada Moor", "C", "II", by="Per")
    row = next(one for one in case.compare().rows if one.root.name == "Vera Holm")
    assert [cell.rating for cell in row.cells] == [Rating.CONSISTENT, Rating.VERY_INCONSISTENT]
    assert [cell.disputed for cell in row.cells] == [False, True]
    assert [voice.by for voice in row.cells[1].voices] == ["Ida", "Per"]


def test_a_rating_rules_nothing_of_the_claim(case: Casefile) -> None:
    state(case)
    rate(case, "hid Ada Moor", "C", "I")
    view = find(case, "hid Ada Moor")
    assert (view.ruling, view.rulings, view.disputed) == (Ruled.NONE, (), False)


def test_a_rating_is_undone_and_so_is_a_hypothesis(case: Casefile) -> None:
    state(case)
    seq, _ = rate(case, "hid Ada Moor", "C", "I")
    case.undo(seq, by="Ida")
    assert cells(case.compare(), "hid Ada Moor") == [None, Rating.INCONSISTENT]
    first = case.compare().rivals[0].hypothesis.seq
    back = case.undo(first, by="Ida").decision.seq
    assert case.hypotheses()[0].hypotheses == (OTHERS,)
    case.undo(back, by="Ida")
    assert case.hypotheses()[0].hypotheses == (FERRIES, OTHERS)


def test_a_hypothesis_that_was_taken_away_can_be_stated_again(case: Casefile) -> None:
    state(case)
    case.undo(case.compare().rivals[0].hypothesis.seq, by="Ida")
    case.add_hypothesis(ASKED, FERRIES, "it was them", by="Per")
    found = {one.hypothesis.title: one.hypothesis for one in case.compare().rivals}
    assert (found[FERRIES].by, [one.words for one in found[FERRIES].statements]) == ("Per", ["it was them"])


def test_words_are_changed_and_ratings_stay(case: Casefile) -> None:
    state(case)
    rate(case, "hid Ada Moor", "C", "I")
    case.reword_hypothesis(OTHERS, title="A stranger did", statements="a stranger", by="Per", why="clearer")
    found = case.compare()
    assert [one.hypothesis.title for one in found.rivals] == [FERRIES, "A stranger did"]
    assert cells(found, "hid Ada Moor") == [Rating.CONSISTENT, Rating.INCONSISTENT]
    with pytest.raises(UsageError, match="Nothing would change"):
        case.reword_hypothesis("A stranger did", by="Per")


def test_relevance_holds_for_the_row(case: Casefile) -> None:
    state(case)
    rate(case, "hid Ada Moor", "C", "I")
    case.rate(find(case, "hid Ada Moor").claim.id, OTHERS, "I", relevance="high", by="Ida")
    row = next(one for one in case.compare().rows if one.root.name == "Vera Holm")
    assert (row.relevance, row.weight, row.telling) == (Relevance.HIGH, 1.5, Telling.TELLS_APART)


def test_ratings_follow_a_new_reading_and_orphans_are_listed(case: Casefile, folder: Path) -> None:
    state(case)
    rate(case, "hid Ada Moor", "C", "I")
    rate(case, "did not hide", "I", "C")
    turned = replace(HID, predicate="assists")
    reread(case, folder, scripted(turned, release="2"))
    found = case.compare()
    assert cells(found, "hid Ada Moor") == [Rating.CONSISTENT, Rating.INCONSISTENT]
    lost = [one.decision.claim.words for one in found.orphans if one.decision.claim]
    assert lost == ["Per Dahl says Northwind Ferries did not hide Ada Moor"] * 2


def test_a_rejected_claim_is_set_aside(case: Casefile) -> None:
    state(case)
    rate(case, "hid Ada Moor", "C", "I")
    case.reject(find(case, "hid Ada Moor").claim.id, by="Ida")
    found = case.compare()
    assert (found.set_aside, found.total_rows) == (1, 1)


def test_a_copy_of_a_document_changes_nothing(case: Casefile, folder: Path) -> None:
    state(case)
    rate(case, "hid Ada Moor", "C", "II")
    rate(case, "did not hide", "I", "C")
    before = case.compare()
    copy = (folder / "harbour.txt").read_text("utf-8").replace("The harbour papers", "The harbour papers, once more")
    (folder / "again.txt").write_text(copy, encoding="utf-8")
    case.read(folder)
    after = case.compare()
    assert len(next(one for one in after.rows if one.root.name == "Vera Holm").claims) == 2
    assert [one.standing for one in after.rivals] == [one.standing for one in before.rivals]
    for name in ("falls", "least", "hangs_on", "missing", "total_rows", "words"):
        assert getattr(before, name) == getattr(after, name)


def test_hypotheses_travel_with_decisions(case: Casefile, folder: Path) -> None:
    state(case)
    rate(case, "hid Ada Moor", "C", "II")
    rate(case, "did not hide", "I", "C")
    stream = io.StringIO()
    case.export_decisions(stream)
    with make_case() as other:
        reread(other, folder, scripted(HID, DENIED))
        other.import_decisions(stream.getvalue().splitlines())
        assert other.compare() == case.compare()
        assert other.audit().sound


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("Northwind Ferries | shelters", "is no statement"),
        ("Northwind Ferries | shelters | Ada Moor | maybe", "unknown in a statement"),
        ("Northwind Ferries | shelters | Ada Moor | as of yesterday", "yesterday"),
        ("", "needs a statement"),
        ("x" * 600, "at most"),
    ],
)
def test_what_is_no_statement_is_refused(case: Casefile, statement: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        case.add_hypothesis(ASKED, FERRIES, statement, by="Ida")
    assert case.decisions() == []


def test_unknown_names_titles_and_ratings_are_refused(case: Casefile) -> None:
    with pytest.raises(NotFound):
        case.add_hypothesis(ASKED, FERRIES, "Nobody Known | shelters | Ada Moor", by="Ida")
    with pytest.raises(NotFound):
        case.add_hypothesis(ASKED, FERRIES, "Northwind Ferries | adores | Ada Moor", by="Ida")
    with pytest.raises(NotFound, match="none yet"):
        case.compare()
    state(case)
    with pytest.raises(UsageError, match="already"):
        case.add_hypothesis(ASKED, FERRIES.upper(), "again", by="Ida")
    with pytest.raises(UsageError, match="no rating"):
        rate(case, "hid Ada Moor", "X", "C")
    with pytest.raises(NotFound, match="no hypothesis"):
        case.rate(find(case, "hid Ada Moor").claim.id, "Nothing", "C", by="Ida")
    assert case.hypotheses()[0].ratings == 0
