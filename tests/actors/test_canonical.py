import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.actors import canonical_ids, effective, judge
from sayso.model import Judgement, Verdict
from sayso.model.errors import UsageError

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


def machine(left: str, right: str, verdict: Verdict = SAME, score: float = 0.9) -> Judgement:
    return judge(left, right, verdict, "sayso/actors-1", score=score)


def ines(left: str, right: str, verdict: Verdict = SAME) -> Judgement:
    return judge(left, right, verdict, "ines")


def test_the_smallest_raw_id_names_a_union_and_unjudged_ids_name_themselves() -> None:
    assert canonical_ids([machine("b", "c"), machine("a", "c")], ["z"]) == {"a": "a", "b": "a", "c": "a", "z": "z"}


def test_unsure_joins_nothing() -> None:
    assert canonical_ids([machine("a", "b", UNSURE)]) == {"a": "a", "b": "b"}


def test_a_persons_verdict_beats_the_machines_whichever_came_first() -> None:
    for rows in ([machine("a", "b"), ines("a", "b", DIFFERENT)], [ines("a", "b", DIFFERENT), machine("a", "b")]):
        assert canonical_ids(rows) == {"a": "a", "b": "b"}


def test_a_persons_later_verdict_beats_an_earlier_one() -> None:
    assert canonical_ids([ines("a", "b", DIFFERENT), ines("a", "b")])["b"] == "a"


def test_different_inside_a_chain_breaks_the_weakest_link() -> None:
    rows = [machine("a", "b", score=0.99), machine("b", "c", score=0.91), machine("a", "c", DIFFERENT)]
    assert canonical_ids(rows) == {"a": "a", "b": "a", "c": "c"}


def test_a_long_chain_between_two_that_differ_is_split_once() -> None:
    rows = [machine("a", "b"), machine("b", "c", score=0.8), machine("c", "d"), ines("a", "d", DIFFERENT)]
    assert canonical_ids(rows) == {"a": "a", "b": "a", "c": "c", "d": "c"}


def test_persons_chain_stands_against_the_machines_different() -> None:
    rows = [ines("a", "b"), ines("b", "c"), machine("a", "c", DIFFERENT)]
    assert set(canonical_ids(rows).values()) == {"a"}


def test_persons_different_stands_against_persons_chain() -> None:
    found = canonical_ids([ines("a", "b"), ines("b", "c"), ines("a", "c", DIFFERENT)])
    assert found["a"] != found["c"]


def test_the_effective_row_of_a_pair_is_the_persons() -> None:
    row = ines("b", "a", UNSURE)
    assert effective([row, machine("a", "b")]) == {("a", "b"): row}


@pytest.mark.parametrize(("left", "right", "by"), [("a", "a", "ines"), ("a", "b", "")])
def test_a_judgement_needs_two_actors_and_somebody_who_judges(left: str, right: str, by: str) -> None:
    with pytest.raises(UsageError):
        judge(left, right, SAME, by)


_PAIRS = st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda pair: pair[0] != pair[1])
_ROWS = st.lists(
    st.builds(
        lambda pair, verdict, score: machine(pair[0], pair[1], verdict, score),
        _PAIRS,
        st.sampled_from(list(Verdict)),
        st.sampled_from([0.5, 0.7, 0.9]),
    ),
    unique_by=lambda row: (row.left, row.right),
)


@given(_ROWS)
def test_what_is_different_never_has_one_id_and_no_id_is_larger_than_its_members(rows: list[Judgement]) -> None:
    found = canonical_ids(rows)
    assert all(found[row.left] != found[row.right] for row in rows if row.verdict is DIFFERENT)
    assert all(name <= raw and found[name] == name for raw, name in found.items())


@given(_ROWS)
def test_the_order_of_the_machines_rows_does_not_matter(rows: list[Judgement]) -> None:
    assert canonical_ids(rows) == canonical_ids(reversed(rows))


@given(_ROWS, _PAIRS)
def test_merging_and_unmerging_leaves_everything_as_it_was(rows: list[Judgement], pair: tuple[str, str]) -> None:
    apart = [*rows, ines(pair[0], pair[1], DIFFERENT)]
    merged_and_back = [*rows, ines(pair[0], pair[1]), ines(pair[0], pair[1], DIFFERENT)]
    assert canonical_ids(merged_and_back) == canonical_ids(apart)
