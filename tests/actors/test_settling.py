from collections.abc import Collection, Mapping, Sequence

from sayso.actors import judge
from sayso.actors.settling import settle_new
from sayso.model import Judgement, Verdict

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


class Held:
    """Hold unions and judgements, and count whose judgements were asked for."""

    def __init__(self, canonical: Mapping[str, str], rows: Sequence[Judgement] = ()) -> None:
        self._canonical, self._rows = canonical, rows
        self.asked: set[str] = set()

    def canonical(self, raw: Collection[str]) -> Mapping[str, str]:
        return {one: self._canonical[one] for one in raw if one in self._canonical}

    def sizes(self, unions: Collection[str]) -> Mapping[str, int]:
        return {union: len(self.members([union])) for union in unions}

    def members(self, unions: Collection[str]) -> Mapping[str, str]:
        return {raw: union for raw, union in self._canonical.items() if union in unions}

    def judgements_on(self, raw: Collection[str]) -> Sequence[Judgement]:
        self.asked |= set(raw)
        return [row for row in self._rows if row.left in raw or row.right in raw]


def test_a_newcomer_joins_a_union_without_a_look_at_its_judgements() -> None:
    held = Held({f"b{n:04}": "b0000" for n in range(5_000)})
    assert settle_new(["c"], [judge("c", "b0007", SAME, "sayso")], held) == {"c": "b0000"}
    assert held.asked == set()


def test_a_smaller_id_renames_the_union() -> None:
    held = Held({"b": "b", "c": "b"})
    assert settle_new(["a"], [judge("a", "c", SAME, "sayso")], held) == {"a": "a", "b": "a", "c": "a"}


def test_a_newcomer_makes_two_unions_one_at_the_cost_of_the_smaller() -> None:
    held = Held({**{f"b{n}": "b0" for n in range(9)}, "d": "d"})
    rows = [judge("e", "b3", SAME, "sayso"), judge("e", "d", SAME, "sayso")]
    assert settle_new(["e"], rows, held) == {"d": "b0", "e": "b0"}
    assert held.asked == {"d"}


def test_unions_that_are_held_apart_stay_two_and_the_stronger_link_wins() -> None:
    held = Held({"b": "b", "d": "d"}, [judge("b", "d", DIFFERENT, "sayso", score=0.6)])
    rows = [judge("e", "b", SAME, "sayso", score=0.9), judge("e", "d", SAME, "sayso", score=0.95)]
    assert settle_new(["e"], rows, held) == {"e": "d"}


def test_no_rows_leave_each_by_itself() -> None:
    assert settle_new(["a", "b"], [], Held({})) == {"a": "a", "b": "b"}
