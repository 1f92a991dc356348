from collections.abc import Iterable
from itertools import pairwise

import pytest

from sayso.analysis.adjacency import MemoryTies
from sayso.analysis.neighbourhood import PAIRED, EgoQuery, FoundTies, find_neighbourhood
from sayso.analysis.network import find_network
from sayso.analysis.ties import Moment
from sayso.model import Claim
from sayso.model.errors import UsageError
from tests.analysis.build import TRAITS, claim, document, edges_of

NOW = Moment(TRAITS)


def pays(pairs: Iterable[str], doc: str = "d1", first: int = 0) -> list[Claim]:
    """Make a claim of each pair: `ab` is a paying b."""
    return [claim(first + number, pair[0], "pays", pair[1], doc=doc) for number, pair in enumerate(pairs)]


def ask(claims: Iterable[Claim], query: EgoQuery, moment: Moment = NOW) -> FoundTies:
    return find_neighbourhood(MemoryTies(edges_of(claims)), query, moment)


def pairs(found: FoundTies) -> list[str]:
    return sorted(dated.card.subject + dated.card.object for dated in found.ties)


def test_one_hop_has_the_ties_among_those_met_and_two_hops_what_lies_behind() -> None:
    claims = pays(["ab", "ca", "bc", "cd", "de"])
    found = ask(claims, EgoQuery("a", hops=1))
    assert pairs(found) == ["ab", "bc", "ca"]
    assert (found.hops, found.in_all, found.capped) == ({"a": 0, "b": 1, "c": 1}, 2, False)
    assert pairs(ask(claims, EgoQuery("a", hops=2))) == ["ab", "bc", "ca", "cd"]


def test_a_hub_shows_its_strongest_ties_and_how_many_it_has() -> None:
    claims = pays([f"a{leaf}" for leaf in "bcdefgh"]) + pays(["af", "ah"], "d2", 50)
    found = ask(claims, EgoQuery("a", hops=1, limit=3))
    assert [dated.card.object for dated in found.ties][:2] in (["f", "h"], ["h", "f"])
    assert (len(found.ties), found.in_all, found.capped) == (3, 7, True)


def test_the_first_hop_leaves_room_for_the_second() -> None:
    claims = pays([f"a{leaf}" for leaf in "bcdefgh"] + ["bx", "cy"])
    found = ask(claims, EgoQuery("a", hops=2, limit=5, first=4))
    assert sum("a" in pair for pair in pairs(found)) == 4
    assert found.capped


@pytest.mark.parametrize("leaves", [PAIRED, PAIRED + 1, 3 * PAIRED])
def test_all_ties_among_those_met_are_found_however_many_they_are(leaves: int) -> None:
    names = [chr(ord("b") + at) for at in range(leaves)]
    chain = [one + other for one, other in pairwise(names)]
    found = ask(pays([f"a{leaf}" for leaf in names] + chain), EgoQuery("a", hops=1))
    assert set(chain) <= set(pairs(found))
    assert (len(found.ties), found.capped) == (2 * leaves - 1, False)


def test_who_has_more_ties_than_are_read_is_looked_up_by_two_and_two() -> None:
    names = [chr(ord("b") + at) for at in range(2 * PAIRED)]
    claims = pays([f"a{leaf}" for leaf in names] + ["bc"])
    claims += pays([f"{hub}{number}" for hub in "bc" for number in range(10)] * 2, "d2", 100)
    found = ask(claims, EgoQuery("a", hops=1, each=5))
    assert "bc" in pairs(found)
    assert not found.capped


def test_ties_that_join_those_met_are_no_more_than_the_own_where_hops_are_asked() -> None:
    claims = pays(["ab", "bc", "bd", "be", "cd", "ce", "de"])
    assert len(ask(claims, EgoQuery("a", hops=2, first=1)).ties) == 5
    assert ask(claims, EgoQuery("a", hops=2, first=1)).capped
    assert len(ask(claims, EgoQuery("a", hops=2)).ties) == 7


def test_each_tie_is_answered_for_the_date_and_the_undated_are_counted() -> None:
    claims = [claim(1, "a", "pays", "b", time="2001/2003"), claim(2, "a", "pays", "c", time="1990")]
    claims += [claim(3, "a", "pays", "d", time="2009"), claim(4, "a", "pays", "e", doc="undated")]
    cards = MemoryTies(edges_of(claims, [document("undated", date=None)]))
    found = find_neighbourhood(cards, EgoQuery("a"), Moment(TRAITS, as_of="2002"))
    assert {dated.card.object: str(dated.answer) for dated in found.ties} == {"b": "holds", "c": "last attested 1990"}
    assert (found.undated, found.in_all) == (1, 4)


def test_an_actor_without_ties_has_an_empty_neighbourhood() -> None:
    found = ask([], EgoQuery("a"))
    assert (found.ties, found.in_all, found.capped) == ((), 0, False)


def test_hops_and_limits_that_make_no_sense_are_refused() -> None:
    for query in (EgoQuery("a", hops=4), EgoQuery("a", limit=0)):
        with pytest.raises(UsageError):
            ask([], query)


def test_a_network_takes_the_strongest_ties_and_says_how_many_there_are() -> None:
    claims = pays(["ab", "cd", "ef"]) + pays(["cd"], "d2", 50)
    found = find_network(MemoryTies(edges_of(claims)), NOW, limit=2)
    assert (found.ties[0].card.subject, len(found.ties), found.in_all, found.capped) == ("c", 2, 3, True)
    assert not find_network(MemoryTies(edges_of(claims)), NOW, limit=3).capped
