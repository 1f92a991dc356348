"""Check how rival hypotheses are compared: by what contradicts them, root by root, whatever the order of rows."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.hypotheses import compare_hypotheses, weight_of
from sayso.model.hypothesis import Evidence, Rating, Relevance, Telling

RIVALS = ("h1", "h2", "h3")
CC, C, N, I, II = Rating  # noqa: E741


def row(name: str, root: str, *ratings: Rating | None, weight: int = 6) -> Evidence:
    held = {rival: one for rival, one in zip(RIVALS, ratings, strict=False) if one is not None}
    return Evidence(name, root, weight, held)


_RATINGS = st.dictionaries(st.sampled_from(RIVALS), st.sampled_from(Rating))
_ROWS = st.lists(
    st.builds(Evidence, st.uuids().map(str), st.sampled_from("abcd"), st.integers(1, 15), _RATINGS),
    max_size=12,
    unique_by=lambda one: one.id,
)


def test_the_least_contradicted_stands_best_however_much_agrees_with_another() -> None:
    rows = [row("e1", "a", CC, N), row("e2", "b", CC, N), row("e3", "c", I, N)]
    found = compare_hypotheses(rows, RIVALS[:2])
    assert found.least == ("h2",)
    assert [(one.hypothesis, one.rank, one.inconsistency) for one in found.standings] == [("h2", 1, 0), ("h1", 2, 1)]
    assert found.standings[1].agreeing == 2


def test_ten_rows_of_one_root_count_once_by_the_heaviest() -> None:
    rows = [row(f"e{at}", "a", I, C) for at in range(9)] + [row("e9", "a", II, C)]
    standing = {one.hypothesis: one for one in compare_hypotheses(rows, RIVALS[:2]).standings}
    assert (standing["h1"].inconsistency, standing["h1"].against) == (2, 1)


def test_the_order_hangs_on_the_root_whose_fall_changes_it() -> None:
    rows = [row("e1", "a", II, C), row("e2", "b", C, I), row("e3", "c", N, N)]
    found = compare_hypotheses(rows, RIVALS[:2])
    assert (found.least, found.hangs_on) == (("h2",), ("a",))
    fall = next(one for one in found.falls if one.root == "a")
    assert (fall.least, fall.order) == (("h1",), (("h1",), ("h2",)))


def test_what_agrees_with_all_or_is_rated_alike_is_worth_nothing() -> None:
    rows = [row("e1", "a", CC, C), row("e2", "b", I, I), row("e3", "c", C, II), row("e4", "d", C)]
    found = {one.row: one for one in compare_hypotheses(rows, RIVALS[:2]).diagnoses}
    assert [found[name].telling for name in sorted(found)] == [
        Telling.CONSISTENT_WITH_ALL,
        Telling.ALIKE,
        Telling.TELLS_APART,
        Telling.UNTOLD,
    ]
    assert (found["e3"].spread, found["e4"].spread) == (0.75, None)


def test_a_hypothesis_that_nobody_rated_is_not_compared() -> None:
    found = compare_hypotheses([row("e1", "a", I, N)], RIVALS)
    last = found.standings[-1]
    assert (last.hypothesis, last.rank, last.missing) == ("h3", None, 1)
    assert compare_hypotheses([row("e1", "a", I)], RIVALS[:1]).least == ()
    assert compare_hypotheses([], RIVALS).least == ()


def test_a_grade_and_relevance_weigh() -> None:
    assert weight_of(None, None) == weight_of("F", Relevance.MEDIUM) == weight_of("C", None) == 6
    assert weight_of("E", Relevance.LOW) < weight_of("E", None) < weight_of("A", None) < weight_of("A", Relevance.HIGH)


@given(_ROWS, st.randoms(use_true_random=False))
def test_no_order_of_rows_or_hypotheses_changes_anything(rows: list[Evidence], random: object) -> None:
    shuffled, rivals = list(rows), list(RIVALS)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(rivals)  # type: ignore[attr-defined]
    assert compare_hypotheses(shuffled, rivals) == compare_hypotheses(rows, RIVALS)


@given(_ROWS)
def test_a_copy_of_a_row_changes_no_score_and_no_order(rows: list[Evidence]) -> None:
    copies = [replace(one, id=f"{one.id} again") for one in rows]
    once, twice = compare_hypotheses(rows, RIVALS), compare_hypotheses([*rows, *copies], RIVALS)
    assert (once.least, once.falls, once.hangs_on) == (twice.least, twice.falls, twice.hangs_on)
    assert [replace(one, missing=0) for one in once.standings] == [replace(one, missing=0) for one in twice.standings]


@given(_ROWS)
def test_dropping_a_root_is_never_having_had_it(rows: list[Evidence]) -> None:
    for fall in compare_hypotheses(rows, RIVALS).falls:
        without = compare_hypotheses([one for one in rows if one.root != fall.root], RIVALS)
        assert fall.least == without.least
        ranked = [one.hypothesis for one in without.standings if one.rank is not None]
        assert [name for group in fall.order for name in group] == ranked


@given(_ROWS)
def test_more_against_one_never_lifts_it(rows: list[Evidence]) -> None:
    before = compare_hypotheses(rows, RIVALS)
    after = compare_hypotheses([*rows, row("~", "new", II)], RIVALS)
    score = {one.hypothesis: one.inconsistency for one in before.standings}
    assert all(one.inconsistency >= score[one.hypothesis] for one in after.standings)
