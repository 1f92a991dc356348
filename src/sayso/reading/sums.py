"""Carry a claim about a sum of money on to its parts and to later sums that name no side of their own.

"$512 million in aid for X was appropriated, and $242 million of this was earmarked": the second sum has the first one's
giver and taker, and stays marked as its part. A later "$344 million in aid was requested" without a side of its own
takes those of the nearest sum before it in the same document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model.claim import Claim
from sayso.reading.language import Parsed
from sayso.reading.parts import AmountExpression

MAX_SENTENCES = 80
ASKED = frozenset({"requested", "offered"})


@dataclass(frozen=True, slots=True)
class CarriedSum:
    """Say that a sum speaks of the same two sides as an earlier claim: its expression, its verb or noun, the claim.

    `asked` tells a sum that is only requested or offered, itself or as part of one that is.
    """

    expression: AmountExpression
    host: int
    like: Claim
    asked: bool


def carry_sums(parsed: Parsed, amounts: Sequence[AmountExpression], claims: Sequence[Claim]) -> Iterator[CarriedSum]:
    """Yield the sums that no claim has taken up and whose sides an earlier claim gives, in order of the text."""
    taken = {claim.amount for claim in claims if claim.amount is not None}
    known = [claim for claim in claims if claim.amount is not None]
    asked: set[str | None] = set()
    wholes = {str(claim.amount): claim for claim in reversed(known)}
    for expression in amounts:
        amount = expression.amount
        if amount in taken or (amount.status is None and amount.part_of is None):
            continue
        like = wholes.get(amount.part_of or "") or _nearest(parsed, expression, known)
        if like is not None:
            wholes.setdefault(str(amount), like)
            if amount.status in ASKED or amount.part_of in asked:
                asked.add(str(amount))
            yield CarriedSum(expression, _host(parsed, expression), like, str(amount) in asked)


def _nearest(parsed: Parsed, expression: AmountExpression, known: Sequence[Claim]) -> Claim | None:
    """Return the last claim about a sum in the same currency before this one, if it is not far."""
    start = parsed.starts[expression.first]
    before = [
        c for c in known if c.trigger.start < start and c.amount and c.amount.currency == expression.amount.currency
    ]
    if not before or expression.amount.part_of is not None:
        return None
    last = max(before, key=lambda claim: claim.trigger.start)
    here = parsed.sentence_of[expression.head]
    there = next(
        (n for n, (a, b) in enumerate(parsed.sentences) if parsed.starts[a] <= last.trigger.start < parsed.ends[b]),
        here,
    )
    return last if here - there <= MAX_SENTENCES else None


def _host(parsed: Parsed, expression: AmountExpression) -> int:
    """Return the verb that a sum is subject or object of, or the sum's own head."""
    t = parsed.table
    head = t.head[expression.head]
    governs = t.pos[head] in ("VERB", "AUX") and t.dep[expression.head] in ("dobj", "nsubjpass", "nsubj", "attr")
    return head if governs else expression.head
