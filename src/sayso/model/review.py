"""Describe what there is to rule on, the most valuable first."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.view import ActorRow, ClaimView


class ReviewReason(StrEnum):
    """Name why a claim is worth a person's time, the best reason first; the rules stand at `sayso.analysis.review`."""

    DISPUTED = "colleagues disagree"
    CONTESTED = "contested"
    ONLY_ROOT = "only root of a tie of two central actors"
    UNSURE = "unsure reading of a central actor"
    LEFT = "not ruled on yet"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Show one claim to rule on.

    `edge` is the id of its edge. `reason` is the best reason, `reasons` all of them in words, the likelihood of the
    reading among them. `value` orders the queue, the highest first; it compares within one casefile and means nothing
    else.
    """

    view: ClaimView
    edge: str
    reason: ReviewReason
    reasons: tuple[str, ...]
    value: int


@dataclass(frozen=True, slots=True)
class TwinPair:
    """Show two actors that may be one and were not merged.

    `left` has the most claims. `why` says what makes them alike. `left_claims` and `right_claims` are a few of the
    surest claims of each, to judge by. `value` orders the pairs, the highest first.
    """

    left: ActorRow
    right: ActorRow
    why: str
    left_claims: tuple[ClaimView, ...]
    right_claims: tuple[ClaimView, ...]
    value: int
