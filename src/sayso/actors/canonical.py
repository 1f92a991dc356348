"""Turn judgements into canonical ids."""

from collections.abc import Iterable, Sequence

from sayso.model import Judgement, Verdict


def is_machine(by: str) -> bool:
    """Tell whether a judgement's `by` names Sayso itself (`sayso` or `sayso/…`) and not a person."""
    return by == "sayso" or by.startswith("sayso/")


def judge(
    left: str,
    right: str,
    verdict: Verdict,
    by: str,
    *,
    score: float = 1.0,
    reasons: tuple[str, ...] = (),
    made_at: str | None = None,
) -> Judgement:
    """Make a judgement of two raw ids, in either order; raises UsageError where they are one id."""
    raise NotImplementedError


def effective(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """Return the judgement that counts for each pair: a person's before the machine's, then the later row."""
    raise NotImplementedError


def canonical_ids(judgements: Iterable[Judgement], raw_ids: Sequence[str] = ()) -> dict[str, str]:
    """Return the canonical id of every raw id that is judged or listed in `raw_ids`."""
    raise NotImplementedError
