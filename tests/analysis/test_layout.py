from sayso.analysis import lay_out
from sayso.analysis.ties import make_card
from tests.analysis.build import claim, edges_of

TIES = tuple(
    map(make_card, edges_of([claim(1, "a", "pays", "b"), claim(2, "b", "pays", "c"), claim(3, "d", "pays", "a")]))
)


def test_the_same_edges_give_the_same_positions_in_any_order() -> None:
    assert lay_out(TIES) == lay_out(tuple(reversed(TIES)))


def test_every_actor_has_a_place_in_the_unit_square() -> None:
    places = lay_out(TIES)
    assert set(places) == {"a", "b", "c", "d"}
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert len(set(places.values())) == 4


def test_no_edges_give_no_positions() -> None:
    assert lay_out([]) == {}


def test_an_edge_to_itself_is_placed_in_the_middle() -> None:
    assert lay_out(map(make_card, edges_of([claim(1, "a", "pays", "a")]))) == {"a": (0.5, 0.5)}
