from collections.abc import Iterable
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.adjacency import MemoryTies
from sayso.analysis.paths import FoundPaths, PathQuery, find_paths
from sayso.analysis.ties import Moment
from sayso.model import Claim
from sayso.model.edge import Standing
from sayso.model.errors import UsageError
from sayso.model.network import TieQuery
from tests.analysis.build import TRAITS, claim, edges_of

NOW = Moment(TRAITS)


def pays(pairs: Iterable[str]) -> list[Claim]:
    """Make a claim of each pair: `ab` is a paying b."""
    return [claim(number, pair[0], "pays", pair[1]) for number, pair in enumerate(pairs)]


def ask(claims: Iterable[Claim], query: PathQuery, moment: Moment = NOW) -> FoundPaths:
    return find_paths(MemoryTies(edges_of(claims)), query, moment)


def ways(found: FoundPaths) -> list[str]:
    return ["".join(path.actors) for path in found.paths]


def test_shorter_paths_come_first_whichever_way_the_ties_point() -> None:
    found = ask(pays(["ax", "bx", "xy", "yb", "ab"]), PathQuery("a", "b"))
    assert ways(found) == ["ab", "axb", "axyb"]
    assert found.complete


def test_the_strongest_path_is_that_of_the_strongest_weakest_step() -> None:
    twice = [claim(90 + n, *pair, doc="d2") for n, pair in enumerate([("a", "pays", "x"), ("x", "pays", "y")])]
    claims = [*pays(["ab", "ax", "xy", "yb"]), *twice, claim(99, "y", "pays", "b", doc="d2")]
    found = ask(claims, PathQuery("a", "b", strongest=True))
    assert ways(found) == ["axyb", "ab"]
    assert (found.paths[0].weakest, found.paths[0].mean) == (2, 2.0)


def test_a_hub_is_not_led_through_and_is_named() -> None:
    claims = pays(["ah", "hb", *(f"h{leaf}" for leaf in "cdefg"), "ax", "xy", "yb"])
    found = ask(claims, PathQuery("a", "b", hub_limit=4))
    assert ways(found) == ["axyb"]
    assert found.hubs == (("h", 7),)
    assert ways(ask(claims, PathQuery("a", "b", hub_limit=None))) == ["ahb", "axyb"]
    assert ways(ask(claims, PathQuery("a", "b", hub_limit=4, through=frozenset("h")))) == ["ahb"]


def test_a_hub_may_be_an_end_of_a_path() -> None:
    claims = pays(["hb", *(f"h{leaf}" for leaf in "cdefg")])
    assert ways(ask(claims, PathQuery("h", "b", hub_limit=3))) == ["hb"]


def test_actors_to_avoid_are_avoided() -> None:
    claims = pays(["ax", "xb", "ay", "yb"])
    assert ways(ask(claims, PathQuery("a", "b", avoid=frozenset("x")))) == ["ayb"]


def test_no_path_is_led_through_a_barred_actor() -> None:
    found = find_paths(MemoryTies(edges_of(pays(["ax", "xb", "ay", "yb"]))), PathQuery("a", "b"), NOW, lambda _: "x")
    assert ways(found) == ["ayb"]


def test_unconnected_actors_have_no_path() -> None:
    found = ask(pays(["ax", "yb"]), PathQuery("a", "b"))
    assert (found.paths, found.complete) == ((), True)
    assert ask([], PathQuery("a", "b")).paths == ()


def test_a_step_stands_only_on_the_date_asked() -> None:
    claims = [claim(1, "a", "pays", "b", time="2001/2003"), claim(2, "a", "pays", "x", time="1990")]
    claims += [claim(3, "x", "pays", "b", time="1990")]
    (path,) = ask(claims, PathQuery("a", "b"), Moment(TRAITS, as_of="2002")).paths[:1]
    assert [str(step[0].answer) for step in path.steps] == ["holds"]
    assert ways(ask(claims, PathQuery("a", "b"), Moment(TRAITS, as_of="1995"))) == ["axb"]
    assert ways(ask(claims, PathQuery("a", "b"), Moment(TRAITS, known_on="2009"))) == []


def test_denied_ties_make_a_step_only_where_asked_for() -> None:
    claims = [claim(1, "a", "pays", "b", denied=True)]
    asserted = TieQuery(standings=frozenset({Standing.SINGLE_ROOT}))
    assert ways(ask(claims, PathQuery("a", "b", ties=asserted))) == []
    (path,) = ask(claims, PathQuery("a", "b")).paths
    assert path.steps[0][0].card.standing is Standing.DENIED


def test_a_bound_that_is_met_is_said() -> None:
    claims = pays([f"a{leaf}" for leaf in "cdefghijklmnopqrstuvwxyz"] + ["zb"])
    found = ask(claims, PathQuery("a", "b", max_hops=1, ties_each=1))
    assert (found.complete, found.capped) == (False, ("ties",))


@pytest.mark.parametrize(
    "query",
    [
        PathQuery("a", "a"),
        PathQuery("a", "b", max_hops=7),
        PathQuery("a", "b", limit=0),
        PathQuery("a", "b", avoid=frozenset("a")),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(query: PathQuery) -> None:
    with pytest.raises(UsageError):
        ask([], query)


def every_path(pairs: set[frozenset[str]], hops: int) -> set[str]:
    """Try all orders of actors."""
    found = set()
    for count in range(hops):
        for middle in permutations("cdef", count):
            way = ("a", *middle, "b")
            if all(frozenset(step) in pairs for step in pairwise(way)):
                found.add("".join(way))
    return found


@given(
    st.sets(st.sampled_from([one + other for one in "abcdef" for other in "abcdef" if one != other])), st.integers(1, 6)
)
def test_all_simple_paths_are_found_and_no_others(ties: set[str], hops: int) -> None:
    found = ask(pays(sorted(ties)), PathQuery("a", "b", max_hops=hops, limit=1000, strongest=True))
    assert found.complete
    assert sorted(ways(found)) == sorted(every_path({frozenset(tie) for tie in ties}, hops))
