"""Check what claims become one item of a timeline, and what disagrees."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.analysis.timeline import Stretch, find_conflicts, find_stretches, load_lanes, load_once
from sayso.model import Certainty, Factuality, Modality, Polarity
from sayso.model.edge import Attestation, Edge, PredicateTraits, Root
from sayso.vocabulary import load_vocabulary

TRAITS = {"leads": PredicateTraits("membership", "state", 1), "founded": PredicateTraits("membership", "event", 1)}


def told(
    number: int, time: str | None, *, root: str = "r1", attested: str = "2019-06", denied: bool = False
) -> Attestation:
    said = Factuality(Polarity.DENIED if denied else Polarity.ASSERTED, Certainty.CERTAIN, Modality.ACTUAL)
    return Attestation(f"c{number}", "d1", said, Root(root, root), (root,), time, attested)


def stretches(*items: Attestation, predicate: str = "leads") -> tuple[Stretch, ...]:
    ordered = tuple(sorted(items, key=lambda item: item.claim))
    return find_stretches([Edge("e", "A", predicate, "B", 1, ordered)], TRAITS)


def conflicts(*items: Attestation, predicate: str = "leads") -> dict[str, tuple[str, ...]]:
    return find_conflicts(stretches(*items, predicate=predicate), TRAITS, lambda edge: edge.predicate == "founded")


def times(*items: Attestation, predicate: str = "leads") -> list[str | None]:
    return [one.time for one in stretches(*items, predicate=predicate)]


def test_no_edges_give_no_items() -> None:
    assert find_stretches([], TRAITS) == ()


def test_one_event_told_more_and_less_exactly_is_one_item() -> None:
    assert times(told(1, "1986"), told(2, "198X"), told(3, "1986-05"), predicate="founded") == ["1986-05"]


def test_a_plain_date_lies_in_the_stretch_that_holds_it() -> None:
    (one,) = stretches(told(1, "2010/.."), told(2, "2015"))
    assert one.time == "2010/.."
    assert one.sure is not None
    assert [day.isoformat() for day in one.sure] == ["2010-12-31", "2019-06-01"]


def test_two_terms_of_a_state_are_two_items_without_disagreement() -> None:
    items = told(1, "2001/2003"), told(2, "2010/2012")
    assert times(*items) == ["2001/2003", "2010/2012"]
    assert conflicts(*items) == {}


def test_two_starts_of_one_stretch_disagree() -> None:
    items = told(1, "1986/.."), told(2, "1990/..", root="r2")
    one, other = stretches(*items)
    assert conflicts(*items) == {one.id: (other.id,), other.id: (one.id,)}


def test_a_state_attested_beyond_a_stated_end_disagrees_with_it() -> None:
    assert len(conflicts(told(1, "1986/.."), told(2, "1986/1995", root="r2"))) == 2


def test_what_happens_once_cannot_happen_in_two_years() -> None:
    assert len(conflicts(told(1, "1986"), told(2, "1990"), predicate="founded")) == 2


def test_a_denial_disagrees_where_times_meet_and_another_root_speaks() -> None:
    assert len(conflicts(told(1, "2015"), told(2, "2015", root="r2", denied=True))) == 2
    assert conflicts(told(1, "2015"), told(2, "2016", root="r2", denied=True)) == {}
    assert conflicts(told(1, "2015"), told(2, "2015", denied=True)) == {}


def test_undated_claims_are_an_item_of_their_own_without_a_date() -> None:
    dated, undated = stretches(told(1, "2015"), told(2, None))
    assert (dated.time, undated.time, undated.told, undated.sure) == ("2015", None, None, None)


def test_a_date_that_cannot_be_read_counts_as_none() -> None:
    assert times(told(1, "some day")) == [None]


def test_what_the_data_name_is_in_the_vocabularies() -> None:
    known = {**load_vocabulary().predicates, **load_vocabulary(Path("ownership")).predicates}
    families = {
        one.family
        for vocabulary in (load_vocabulary(), load_vocabulary(Path("ownership")))
        for one in vocabulary.predicates.values()
    }
    assert load_once().keys() <= known.keys()
    assert load_lanes().keys() == families


@given(
    st.lists(
        st.sampled_from([None, "1986", "1986-05", "198X", "1986/..", "1990/..", "1986/1995", "../1995"]), max_size=7
    ),
    st.randoms(use_true_random=False),
    st.sampled_from(["leads", "founded"]),
)
@settings(max_examples=100, deadline=None)
def test_every_claim_stands_in_one_item_whatever_their_order(
    found: list[str | None], chance: object, predicate: str
) -> None:
    items = [told(at, time) for at, time in enumerate(found)]
    mixed = list(items)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    made, again = (find_stretches([Edge("e", "A", predicate, "B", 1, tuple(one))], TRAITS) for one in (mixed, items))
    assert sorted(item.claim for one in made for item in one.items) == sorted(item.claim for item in items)
    assert [(one.id, one.items, one.time, one.sure) for one in made] == [
        (one.id, one.items, one.time, one.sure) for one in again
    ]
    assert len({one.id for one in made}) == len(made)
