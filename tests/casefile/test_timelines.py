"""Check timelines asked of a casefile."""

from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.casefile.timelines import LANES
from sayso.model.errors import UsageError
from sayso.testing import Planted, ScriptedReader
from tests.casefile.test_flows import money

__all__ = ["money"]


def test_a_timeline_has_lanes_in_order_of_time(money: Casefile) -> None:
    found = money.timeline(actor="Vale League")
    assert [(lane.key, [item.time for item in lane.items]) for lane in found.lanes] == [("support", ["2017", "2018"])]
    assert (found.total, found.undated_total, found.first, found.last) == (2, 2, "2017-01-01", "2018-12-31")


def test_what_no_text_dates_stands_apart_without_a_date(money: Casefile) -> None:
    undated = money.timeline().undated
    assert {item.time for item in undated} == {item.earliest for item in undated} == {None}
    assert {(item.predicate, item.denied) for item in undated} == {("arms", False), ("funds", True)}


def test_every_item_says_who_says_so_in_its_words(money: Casefile) -> None:
    found = money.timeline()
    items = [item for lane in found.lanes for item in lane.items] + list(found.undated)
    assert all(item.say_so and all(item.say_so) and item.words and item.claims for item in items)


@pytest.mark.parametrize("by", LANES)
def test_lanes_count_all_their_items(money: Casefile, by: str) -> None:
    found = money.timeline(actor="Vale League", by=by)
    assert all(len(lane.items) == lane.total for lane in found.lanes)
    assert {item.id for lane in found.lanes for item in lane.items} != set()


def test_the_limit_cuts_items_and_not_counts(money: Casefile) -> None:
    found = money.timeline(limit=1)
    assert (sum(len(lane.items) for lane in found.lanes), found.total) == (1, 2)
    assert found.lanes[0].total == 2


def test_lanes_by_other_actor_need_an_actor(money: Casefile) -> None:
    with pytest.raises(UsageError):
        money.timeline(by="other")
    with pytest.raises(UsageError):
        money.timeline(by="mood")


def test_a_time_without_a_year_does_not_stretch_the_axis(tmp_path: Path) -> None:
    text = tmp_path / "news.txt"
    said = "Ada Brandt met Bo Lind on 31 March. Ada Brandt met Osman Vale in 2016. Cole left Lowick in 500 BC."
    text.write_text(f"Times\n\n{said}\n", "utf-8")
    planted = (
        Planted("Ada Brandt met Bo Lind on 31 March", "Ada Brandt", "meets", "Bo Lind", time="XXXX-03-31"),
        Planted("Ada Brandt met Osman Vale in 2016", "Ada Brandt", "meets", "Osman Vale", time="2016"),
        Planted("Cole left Lowick in 500 BC", "Cole", "leaves", "Lowick", time="-0499"),
    )
    with sayso.open(tmp_path / "case.sayso", reader=ScriptedReader(planted)) as case:
        case.read(text)
        found = case.timeline()
    assert (found.total, found.first, found.last) == (3, "2016-01-01", "2016-12-31")
