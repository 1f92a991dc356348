"""Test what rulings on claims do, and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.casefile import Casefile
from sayso.model import Certainty
from sayso.model.decision import Attached, Ruled
from sayso.model.errors import NotFound, UsageError
from tests.casefile.ruled import export, find, make_case, state_of, write_texts


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casefile]:
    with make_case() as opened:
        opened.read(write_texts(tmp_path / "texts"))
        yield opened


def test_a_rejected_claim_answers_nothing_and_can_be_listed(case: Casefile) -> None:
    view = find(case, "Northwind Ferries paid Tern Bank")
    before = case.stats()
    ruling = case.reject(view.claim.id, by="Ida", why="another bank")
    assert ruling.now == (view.claim.id,)
    after = case.stats()
    assert (after.claims, after.edges) == (before.claims - 1, before.edges - 1)
    assert case.held == (after.documents, after.claims)
    assert view.claim.id not in export(case)
    assert view.claim.id not in {one.claim.id for one in case.claims()}
    assert [item.claim for edge in case.edges() for item in edge.attestations if item.claim == view.claim.id] == []
    (listed,) = case.claims(ruling="rejected")
    assert (listed.claim, listed.ruling) == (view.claim, Ruled.REJECTED)
    assert case.show(view.claim.id).view.rulings[0].decision.why == "another bank"
    assert case.doctor() == []


def test_a_rejected_claim_is_not_found_by_its_words(case: Casefile) -> None:
    view = find(case, "hid the captain")
    assert "claim" in {hit.kind for hit in case.search("hid captain").hits}
    case.reject(view.claim.id)
    assert "claim" not in {hit.kind for hit in case.search("hid captain").hits}


def test_a_correction_keeps_id_and_quote_and_changes_the_fields(case: Casefile) -> None:
    view = find(case, "Northwind Ferries paid Tern Bank")
    ruling = case.correct(
        view.claim.id,
        by="Ida",
        time="1986",
        object="Per Dahl",
        certainty="probable",
        amount="1,500 EUR",
        amount_status="paid",
        sources=["Vera Holm"],
    )
    fields = [change.field for change in ruling.decision.change]
    assert fields == ["object", "certainty", "time", "amount", "amount_status", "sources"]
    corrected = find(case, "Northwind Ferries paid Tern Bank")
    assert (corrected.claim.id, corrected.claim.evidence) == (view.claim.id, view.claim.evidence)
    assert (corrected.object, corrected.claim.time, corrected.ruling) == ("Per Dahl", "1986", Ruled.CORRECTED)
    assert corrected.claim.factuality.certainty is Certainty.PROBABLE
    assert str(corrected.claim.amount) == "1500 EUR"
    assert corrected.say_so[-1] == "Vera Holm"
    assert view.claim.id in {one.claim.id for one in case.claims(actor="Per Dahl")}
    assert case.doctor() == []


def test_corrections_add_up_and_the_latest_of_a_field_counts(case: Casefile) -> None:
    name = find(case, "Northwind Ferries paid Tern Bank").claim.id
    case.correct(name, by="Ida", time="1986", role="lender")
    case.correct(name, by="Bo", time="1987")
    held = case.show(name).view
    assert (held.claim.time, held.claim.role, held.disputed) == ("1987", "lender", True)
    assert [one.decision.by for one in held.rulings] == ["Ida", "Bo"]
    case.accept(name, by="Ida")
    assert not case.show(name).view.disputed


def test_an_empty_value_takes_a_qualifier_away(case: Casefile) -> None:
    name = find(case, "Northwind Ferries paid Tern Bank").claim.id
    case.correct(name, time="")
    assert case.show(name).view.claim.time is None


def test_the_latest_of_two_peoples_rulings_counts_and_both_are_shown(case: Casefile) -> None:
    name = find(case, "hid the captain").claim.id
    case.reject(name, by="Ida")
    case.accept(name, by="Bo")
    held = case.show(name).view
    assert (held.ruling, held.disputed, len(held.rulings)) == (Ruled.ACCEPTED, True, 2)
    assert name in {view.claim.id for view in case.claims()}


def test_notes_and_doubts_change_no_answer(case: Casefile) -> None:
    name = find(case, "hid the captain").claim.id
    before = export(case)
    case.reject(name, by="Ida")
    case.unsure(name, by="Bo")
    case.note(name, "see the log", by="Bo")
    assert case.show(name).view.ruling is Ruled.REJECTED
    case.undo(1)
    held = case.show(name).view
    assert (held.ruling, export(case)) == (Ruled.UNSURE, before)
    assert [one.decision.kind for one in held.rulings] == ["unsure", "note"]


def test_an_undo_of_an_undo_puts_the_ruling_back(case: Casefile) -> None:
    name = find(case, "hid the captain").claim.id
    plain = state_of(case)
    case.reject(name)
    rejected = state_of(case)
    case.undo(1)
    assert state_of(case) == plain
    case.undo(2)
    assert state_of(case) == rejected
    assert [one.undone_by for one in case.decisions()] == [None, 3, None]


def test_a_decision_undone_twice_is_refused_with_what_would_do(case: Casefile) -> None:
    case.reject(find(case, "hid the captain").claim.id)
    case.undo(1)
    with pytest.raises(UsageError, match="Undo 2 to put it back"):
        case.undo(1)
    with pytest.raises(NotFound, match="no decision 9"):
        case.undo(9)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"colour": "red"}, "A claim has no colour"),
        ({}, "Say what to correct"),
        ({"time": "someday"}, "someday"),
        ({"amount": "much money"}, "242300000 USD"),
        ({"amount": "NaN USD"}, "242300000 USD"),
        ({"amount_status": "paid"}, "no amount"),
        ({"polarity": "maybe"}, "no polarity"),
        ({"polarity": ""}, "no polarity"),
        ({"predicate": "dances_with"}, "no predicate"),
        ({"predicate": "related_to"}, "takes no organization"),
        ({"object": "Northwind Ferries"}, "both subject and object"),
        ({"time": "2019-05"}, "nothing to correct"),
        ({"sources": "Vera Holm"}, "must be a list"),
        ({"role": 7}, "must be text"),
    ],
)
def test_what_cannot_be_corrected_is_refused_and_leaves_no_row(
    case: Casefile, changes: dict[str, object], words: str
) -> None:
    name = find(case, "Northwind Ferries paid Tern Bank").claim.id
    with pytest.raises(UsageError, match=words):
        case.correct(name, **changes)  # type: ignore[arg-type]
    assert case.decisions() == []


def test_unknown_claims_actors_and_rulers_are_refused(case: Casefile) -> None:
    name = find(case, "hid the captain").claim.id
    with pytest.raises(NotFound, match="no claim"):
        case.accept("claim-zz")
    with pytest.raises(UsageError, match="begins several"):
        case.accept("claim-")
    with pytest.raises(NotFound, match="no actor"):
        case.correct(name, subject="Nobody At All")
    with pytest.raises(UsageError, match="is the name of a person"):
        case.accept(name, by="sayso/1.0")
    with pytest.raises(UsageError, match="needs words"):
        case.note(name, "  ")
    with pytest.raises(UsageError, match="no kind of decision"):
        case.decisions(kind="shrug")


def test_decisions_are_found_by_claim_actor_person_and_kind(case: Casefile) -> None:
    name = find(case, "hid the captain").claim.id
    case.reject(name, by="Ida")
    case.merge("Northwind", "Northwind Ferries", by="Bo")
    case.grade("Vera Holm", "c", by="Bo")
    case.undo(1, by="Ida")

    def numbers(**asked: object) -> list[int]:
        return [one.decision.seq for one in case.decisions(**asked)]  # type: ignore[arg-type]

    assert numbers(claim=name) == [1]
    assert numbers(actor="Northwind") == [2]
    assert numbers(actor="Vera Holm") == [3]
    assert numbers(by="Ida") == [1, 4]
    assert numbers(kind="keep-apart") == []
    assert numbers(kind="merge") == [2]
    assert numbers(effective=False) == [1]
    assert numbers(by="Nobody") == []


def test_the_snapshot_is_the_claim_as_it_was_judged(case: Casefile) -> None:
    view = find(case, "hid the captain")
    case.correct(view.claim.id, time="1999", by="Ida")
    judged = case.reject(view.claim.id, by="Bo").decision.claim
    assert judged is not None
    assert (judged.time, judged.document, judged.words) == ("1999", "harbour", view.claim.evidence.words)
    assert (judged.subject.name, judged.subject.words) == ("Northwind Ferries", "Northwind Ferries")
    assert (judged.trigger, judged.sources[0].name) == (view.claim.trigger, "Vera Holm")


def test_a_merge_joins_and_its_undo_parts(case: Casefile) -> None:
    plain = state_of(case)
    ruling = case.merge("Northwind", "Northwind Ferries", by="Ida", why="short form")
    assert ruling.attached is Attached.BY_ID
    assert {row.reasons for row in case._store.judgements() if row.by == "Ida"} == {("short form",)}
    assert len(case.actor("Northwind").actor.raw) == 3
    case.undo(1)
    assert state_of(case) == plain
    assert case.doctor() == []


def test_actors_that_are_one_already_cannot_be_ruled_on(case: Casefile) -> None:
    with pytest.raises(UsageError, match="one actor already"):
        case.merge("Northwind Ferries", "Northwind Ferries")


def test_grades_stand_under_the_actor_and_the_voices_name(case: Casefile) -> None:
    case.grade("Vera Holm", "B", by="Ida")
    ruling = case.grade("Vera Holm", "d", by="Bo")
    assert [(change.before, change.after) for change in ruling.decision.change] == [("B", "D")]
    canonical = case.actor("Vera Holm").actor.id
    assert case.grades() == {canonical: "D"}
    case.undo(2)
    assert case.grades() == {canonical: "B"}
    with pytest.raises(UsageError, match="no grade"):
        case.grade("Vera Holm", "G")
    with pytest.raises(NotFound, match="no actor"):
        case.grade("The Moon", "A")
