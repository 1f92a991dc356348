"""Rank claims by what a ruling on them would settle.

An answer changes most where a ruling decides a disagreement, next where one reading alone carries a tie of actors that
much is said about. So claims come in five ranks: on which colleagues disagree; that stand on a side of a contest;
that hold the only root of a tie of two central actors; whose reading is unsure, of a central actor; the rest. Within a
rank those come first that weigh most: by the roots of the weaker side of their contest, else by how much is said of
the ends of their edge, and by how unsure the reading is. Uncertainty alone would fill the queue with what matters to
nobody (Settles, "Active Learning Literature Survey", 2009, section 3.6, on weighing it with density).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10

from sayso.model.edge import ContestKind
from sayso.model.review import ReviewReason

UNSURE_BELOW = 0.6
"""A reading that is less likely right is called unsure: hardly better than the toss of a coin."""
_RANKS = list(reversed(ReviewReason))
_SHARE = 1_000_000
"""What one rank is wide in `value`."""
_MOST_CLAIMS = 6.0
"""Powers of ten of claims of an actor beyond which more make no difference."""
_MOST_ROOTS = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold what ranking must know of one claim.

    `contest` is the kind of contest on a side of which it stands, `side` and `against` count the roots of that side
    and of the other. `roots` counts the independent roots that assert its edge. `ends` counts the claims of the ends of
    its edge, `central` how many of the two are central.
    """

    claim: str
    edge: str
    confidence: float
    contest: ContestKind | None = None
    side: int = 0
    against: int = 0
    roots: int = 0
    denied: bool = False
    ends: tuple[int, int] = (0, 0)
    central: int = 0
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hold a claim's place in the queue; see `ReviewItem`."""

    claim: str
    edge: str
    reason: ReviewReason
    reasons: tuple[str, ...]
    value: int


def rank_claims(candidates: Iterable[Candidate]) -> list[Ranked]:
    """Return claims by falling value, then by id; of several candidates for one claim the most valuable counts.

    Nothing gives an empty list.
    """
    best: dict[str, Ranked] = {}
    for one in candidates:
        ranked = _rank(one)
        if one.claim not in best or ranked.value > best[one.claim].value:
            best[one.claim] = ranked
    return sorted(best.values(), key=lambda one: (-one.value, one.claim))


def _rank(one: Candidate) -> Ranked:
    reasons = _reasons(one)
    first = reasons[0][0]
    words = (*(words for reason, words in reasons if words), f"likelihood {one.confidence:.2f}")
    value = _RANKS.index(first) * _SHARE + round(_weigh(one, first) * (_SHARE - 1))
    return Ranked(one.claim, one.edge, first, words, value)


def _reasons(one: Candidate) -> list[tuple[ReviewReason, str]]:
    """Return why a claim is worth ruling on, the best reason first; the last always holds."""
    found = []
    if one.disputed:
        found.append((ReviewReason.DISPUTED, str(ReviewReason.DISPUTED)))
    if one.contest is not None:
        found.append((ReviewReason.CONTESTED, f"contested ({one.contest}): {_roots(one.side)} against {one.against}"))
    if one.roots == 1 and one.central == 2 and not one.denied:
        found.append((ReviewReason.ONLY_ROOT, str(ReviewReason.ONLY_ROOT)))
    if one.confidence < UNSURE_BELOW and one.central:
        found.append((ReviewReason.UNSURE, str(ReviewReason.UNSURE)))
    return found or [(ReviewReason.LEFT, "")]


def _roots(many: int) -> str:
    return "1 root" if many == 1 else f"{many} roots"


def _weigh(one: Candidate, reason: ReviewReason) -> float:
    """Return a weight from 0 to 1: what hangs on the claim before how unsure its reading is."""
    doubt = min(1.0, max(0.0, 1 - one.confidence))
    if reason is ReviewReason.CONTESTED:
        return 0.8 * min(one.side, one.against, _MOST_ROOTS) / _MOST_ROOTS + 0.2 * doubt
    weight = min(log10(1 + max(0, min(one.ends))), _MOST_CLAIMS) / _MOST_CLAIMS
    return 0.6 * weight + 0.4 * doubt
