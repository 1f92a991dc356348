"""Check who is said to give what to whom, and the circles of money."""

from decimal import Decimal
from pathlib import Path

from sayso.analysis.circles import find_circles
from sayso.analysis.flow_kinds import load_flow_kinds
from sayso.model import Modality
from sayso.model.edge import Standing
from sayso.model.flow import SumStatus
from sayso.vocabulary import load_vocabulary
from tests.analysis.sums_build import flows_of, row


def test_no_edges_give_no_flows() -> None:
    assert flows_of() == ()


def test_support_without_a_sum_is_a_flow_of_its_kind() -> None:
    (flow,) = flows_of(row(1, None, predicate="arms"))
    assert (flow.kind, flow.giver.name, flow.receiver.name, flow.sums) == ("arms", "A", "B", ())


def test_what_is_no_support_is_no_flow() -> None:
    assert flows_of(row(1, 5, predicate="praises")) == ()


def test_a_penalty_is_a_flow_only_with_the_sum_that_it_withholds() -> None:
    (flow,) = flows_of(row(1, 5, predicate="sanctions", status=None), row(2, None, predicate="sanctions"))
    assert [one.status for one in flow.sums] == [SumStatus.WITHHELD]


def test_those_who_are_not_named_stand_under_the_words_for_them() -> None:
    (flow,) = flows_of(row(1, 5, giver="u1"), row(2, 5, giver="u2", doc="d2"))
    assert (flow.giver.named, flow.giver.actors, len(flow.sums)) == (False, ("u1", "u2"), 1)


def test_a_flow_that_one_root_denies_is_contested() -> None:
    (flow,) = flows_of(row(1, None), row(2, None, root="r2", denied=True))
    assert flow.standing is Standing.CONTESTED
    assert [root.key for root in flow.denying_roots] == ["r2"]


def test_flows_with_sums_come_first() -> None:
    flows = flows_of(row(1, None, giver="C"), row(2, None, giver="C", root="r2"), row(3, 5))
    assert [flow.giver.name for flow in flows] == ["A", "C"]


def test_money_that_comes_back_is_found_and_netted() -> None:
    flows = flows_of(
        row(1, 10), row(2, 7, giver="B", receiver="C"), row(3, 8, giver="C", receiver="A"), row(4, 9, receiver="D")
    )
    (circle,), capped = find_circles(flows)
    assert [party.name for party in circle.parties] == ["A", "B", "C"]
    assert [(net.value, net.left) for net in circle.netted] == [(Decimal(7), (Decimal(3), Decimal(0), Decimal(1)))]
    assert not capped


def test_what_went_round_once_does_not_go_round_again() -> None:
    flows = flows_of(row(1, 10), row(2, 10, giver="B", receiver="A"), row(3, 10, giver="B", receiver="C"),
                     row(4, 10, giver="C", receiver="A"))  # fmt: skip
    circles, _ = find_circles(flows)
    assert [len(circle.netted) for circle in circles] == [1, 0]


def test_a_circle_without_sums_is_named_and_not_netted() -> None:
    (circle,), _ = find_circles(flows_of(row(1, None), row(2, 5, giver="B", receiver="A")))
    assert circle.netted == ()


def test_denied_or_planned_money_closes_no_circle() -> None:
    denied = flows_of(row(1, 5), row(2, 5, giver="B", receiver="A", denied=True))
    planned = flows_of(row(1, 5), row(2, 5, giver="B", receiver="A", modality=Modality.INTENDED))
    assert find_circles(denied) == find_circles(planned) == ((), False)


def test_the_unnamed_close_no_circle() -> None:
    assert find_circles(flows_of(row(1, 5, giver="u1"), row(2, 5, giver="B", receiver="u2"))) == ((), False)


def test_circles_are_capped_and_say_so() -> None:
    names = "ABCDEFG"
    pairs = [(one, other) for one in names for other in names if one != other]
    flows = flows_of(*(row(at, None, giver=one, receiver=other) for at, (one, other) in enumerate(pairs)))
    circles, capped = find_circles(flows, most=20)
    assert (len(circles), capped) == (20, True)
    assert [len(circle.parties) for circle in circles[:20]] == [2] * 20


def test_every_predicate_that_the_data_names_is_in_a_vocabulary() -> None:
    named = {predicate for kind in load_flow_kinds() for predicate in kind.predicates}
    assert named <= load_vocabulary().predicates.keys() | load_vocabulary(Path("ownership")).predicates.keys()
