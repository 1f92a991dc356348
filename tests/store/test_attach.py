"""Test how decisions find their claims again, and how an older casefile gets its chain."""

from dataclasses import replace

from sqlalchemy import insert, select

from sayso.casefile.judging import judge_claim
from sayso.model import Claim, Judgement, Span, Verdict
from sayso.model.decision import Attached
from sayso.store import ClaimQuery, Store
from sayso.store import tables as t
from sayso.store.attach import Standing, attach_actor, attach_all
from sayso.store.casebook import SqlStore
from sayso.store.decision_step import lay_out_decisions
from sayso.store.encode import judgement_row
from tests.store.scenes import FERRY, commit_of, ferry_document

OLD, NEW = frozenset({"old"}), frozenset({"new"})


def one_claim(store: Store) -> Claim:
    store.commit(commit_of(ferry_document()))
    return next(claim for claim in store.claims(ClaimQuery()) if claim.evidence.words == FERRY)


def moved(claim: Claim, name: str, *, subject: int = 0, object_: int = 0, trigger: int = 0) -> Claim:
    """Return a claim of another id with heads at other places."""
    return replace(
        claim,
        id=name,
        subject=replace(claim.subject, head=claim.subject.head.shift(subject)),
        object=replace(claim.object, head=claim.object.head.shift(object_)),
        trigger=claim.trigger.shift(trigger),
    )


def standing(*claims: Claim, old: tuple[str, ...] = ()) -> Standing:
    runs = {claim.id: NEW for claim in claims}
    return Standing({claim.id: claim for claim in claims}, runs | {name: runs.get(name, OLD) | OLD for name in old})


def test_a_claim_is_carried_by_its_trigger_and_one_argument(store: Store) -> None:
    claim = one_claim(store)
    judged = judge_claim(store, claim)
    new = moved(claim, "claim-new", object_=1)
    assert attach_all([judged], standing(new, old=(claim.id,))) == {claim.id: ("claim-new", Attached.CARRIED)}
    other = moved(claim, "claim-other", subject=1)
    assert attach_all([judged], standing(new, other))[claim.id] == (None, Attached.ORPHAN)
    both = moved(claim, "claim-both")
    assert attach_all([judged], standing(new, other, both))[claim.id] == ("claim-both", Attached.CARRIED)


def test_what_stood_beside_the_old_claim_is_another_claim(store: Store) -> None:
    claim = one_claim(store)
    twin = moved(claim, "claim-twin", object_=1)
    found = attach_all([judge_claim(store, claim)], standing(twin, old=(claim.id, twin.id)))
    assert found[claim.id] == (None, Attached.ORPHAN)


def test_two_claims_that_stood_side_by_side_are_not_both_carried_to_one(store: Store) -> None:
    claim = one_claim(store)
    first = judge_claim(store, claim)
    second = replace(first, id="claim-second", object=replace(first.object, head=Span(0, 1)))
    new = moved(claim, "claim-new", object_=2)
    found = attach_all([first, second], standing(new, old=(first.id, second.id)))
    assert set(found.values()) == {(None, Attached.ORPHAN)}


def test_another_text_is_searched_for_the_same_words(store: Store) -> None:
    claim = one_claim(store)
    judged = judge_claim(store, claim)
    new = replace(claim, id="claim-new", text_id="text-new", trigger=claim.trigger)
    assert attach_all([judged], standing(new))[claim.id] == ("claim-new", Attached.BY_WORDS)
    assert attach_all([judged], standing(new, replace(new, id="claim-2")))[claim.id] == (None, Attached.ORPHAN)


def test_an_actor_gives_way_to_the_only_namesake_of_whom_claims_speak(store: Store) -> None:
    judged = judge_claim(store, one_claim(store)).subject
    assert attach_actor(judged, True, {judged.id}, []) == (judged.id, Attached.BY_ID)
    assert attach_actor(judged, True, {"new"}, ["new", judged.id]) == ("new", Attached.CARRIED)
    assert attach_actor(judged, True, {"a", "b"}, ["a", "b"]) == (judged.id, Attached.BY_ID)
    assert attach_actor(judged, False, {"a", "b"}, ["a", "b"]) == (None, Attached.ORPHAN)


def test_persons_judgements_of_an_older_casefile_become_decisions(store: Store) -> None:
    assert isinstance(store, SqlStore)
    store.commit(commit_of(ferry_document()))
    left, right = sorted((store.named("osprey")[0], store.named("barlow lines")[0]))
    rows = [Judgement(left, right, Verdict.DIFFERENT, by, 1.0, (), None) for by in ("sayso/1", "Ida")]
    with store._forks.writing() as c:
        c.execute(insert(t.judgements), [judgement_row(row) for row in rows])
        lay_out_decisions(c)
        lay_out_decisions(c)
        assert list(c.execute(select(t.judgements.c.by)).scalars()) == ["sayso/1"]
    assert [row.by for row in store.judgements()] == ["sayso/1", "Ida"]
    assert [(one.kind, one.made_at) for one in store.decisions()] == [("keep apart", "")]
    assert store.audit().sound
