import math
from collections.abc import Iterable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.measures import Figures, define_measures, measure, rank_brokers
from sayso.analysis.ties import make_card
from sayso.model import Claim
from tests.analysis.build import claim, edges_of

PAIRS = [one + other for at, one in enumerate("abcdefg") for other in "abcdefg"[at + 1 :]]


def figures_of(claims: Iterable[Claim]) -> Figures:
    return measure(map(make_card, edges_of(claims)))


def pays(pairs: Iterable[str], predicate: str = "pays", first: int = 0, doc: str = "d1") -> list[Claim]:
    return [claim(first + n, pair[0], predicate, pair[1], doc=doc) for n, pair in enumerate(pairs)]


def test_no_ties_give_no_figures() -> None:
    assert figures_of([]) == Figures((), (), None, (), 0)
    assert figures_of([claim(1, "a", "pays", "a")]).actors == ()


def test_who_joins_two_groups_lies_between_and_brokers() -> None:
    found = figures_of(pays(["ab", "bc", "ac", "cx", "xd", "de", "ef", "df"]))
    top = found.actors[0]
    assert (top.actor, top.degree, top.betweenness) == ("x", 2, 0.6)
    assert rank_brokers(found.actors)[0].actor == "x"
    assert sorted(map(sorted, found.communities)) in (  # x may go either way
        [["a", "b", "c", "x"], ["d", "e", "f"]],
        [["a", "b", "c"], ["d", "e", "f", "x"]],
    )


def test_a_pair_weighs_its_independent_roots() -> None:
    found = figures_of([*pays(["ab", "bc"]), *pays(["ab"], first=5, doc="d2"), *pays(["ba"], first=7)])
    weights = {one.actor: (one.degree, one.weighted_degree) for one in found.actors}
    assert weights == {"a": (1, 3), "b": (2, 4), "c": (1, 1)}
    assert found.pairs == 2


def test_the_enemy_of_a_friend_who_is_a_friend_is_unbalanced() -> None:
    found = figures_of([*pays(["ab", "bc"]), *pays(["ac"], "fights", 5), *pays(["ac"], "fights", 7, "d2")])
    (triangle,) = found.triangles
    assert (triangle.signs, triangle.balanced, triangle.frustration, found.balance) == ((1, 1, -1), False, 1, 0.0)
    assert len(triangle.ties) == 3


def test_a_pair_as_friendly_as_hostile_has_no_sign() -> None:
    found = figures_of([*pays(["ab", "bc", "ac"]), *pays(["ac"], "fights", 5)])
    assert (found.triangles, found.mixed, found.balance) == ((), 1, None)


@given(st.sets(st.sampled_from(PAIRS), min_size=1), st.sets(st.sampled_from(PAIRS)))
def test_brokerage_is_what_the_library_says(once: set[str], twice: set[str]) -> None:
    found = figures_of([*pays(sorted(once)), *pays(sorted(twice & once), first=50, doc="d2")])
    graph: nx.Graph[str] = nx.Graph()
    for pair in sorted(once):
        graph.add_edge(pair[0], pair[1], weight=1 + (pair in twice))
    constraint = nx.constraint(graph, list(graph), weight="weight")
    size = nx.effective_size(graph, list(graph))
    for one in found.actors:
        assert one.constraint is not None
        assert math.isclose(one.constraint, constraint[one.actor], abs_tol=1e-6)
        assert one.effective_size == pytest.approx(size[one.actor], abs=1e-6)


@given(st.permutations(pays(PAIRS[::2])))
def test_the_order_of_ties_changes_no_figure(claims: list[Claim]) -> None:
    assert figures_of(claims) == figures_of(pays(PAIRS[::2]))


def test_every_measure_says_what_it_is_and_whose_idea() -> None:
    notes = define_measures(figures_of(pays(["ab"])))
    assert all(note.definition and note.source and note.how for note in notes)
    assert {"betweenness", "constraint", "communities", "balance"} <= {note.measure for note in notes}
