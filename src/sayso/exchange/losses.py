"""Count what of a claim a form has no field for, so that whoever exports is told."""

from collections.abc import Iterable

from sayso.exchange.extract import Tally
from sayso.model import Claim
from sayso.model.view import ClaimView

OFFSETS = ("places of names in the text", "left out; jsonl keeps them")
READ = ("chances that a claim was read right", "left out; jsonl keeps them")
SAY_SO = ("chains of say-so", "told in the words alone")
WORDS = ("claims with their words and say-so", "counted on their tie")
IN_WORDS = "told in the words alone"


def lose_fields(tally: Tally, views: Iterable[ClaimView], fields: Iterable[str], instead: str = IN_WORDS) -> None:
    """Count the fields that claims fill, of some: role, place, about, amount, time."""
    named = tuple(fields)
    for view in views:
        for field in named:
            if getattr(view.claim, field):
                tally.lose(_NAMES[field], instead)


def lose_offsets(tally: Tally, claims: Iterable[Claim]) -> None:
    """Count the names of claims of which a form does not say where they stand: subject, object, each source."""
    for claim in claims:
        tally.lose(*OFFSETS, many=2 + sum(source.span is not None for source in claim.sources))


_NAMES = {
    "role": "roles",
    "place": "places",
    "about": "matters that a claim is about",
    "amount": "sums",
    "time": "times of claims",
}
