"""Put a claim into words for forms that have room for words alone: who says what, the exact words, where they stand."""

from sayso.analysis.sentences import tell_claim, tell_doubt
from sayso.model.edge import PredicateTraits
from sayso.model.plain_words import clean
from sayso.model.view import ClaimView
from sayso.vocabulary import Predicate


def tell(view: ClaimView, predicate: Predicate | None) -> str:
    """Return a claim as a sentence that names its whole say-so, with the exact words and where they stand."""
    return f"{tell_claim(view, traits_of(predicate))}. “{clean(view.claim.evidence.words)}” ({place_of(view)})"


def doubt_of(view: ClaimView) -> str:
    """Return in one word how surely a claim is said, empty for a plain assertion."""
    return tell_doubt(view.claim.factuality)


def place_of(view: ClaimView) -> str:
    """Return title, date and say-so of a claim."""
    known = (clean(view.title or view.document), view.attested or "undated", " › ".join(map(clean, view.say_so)))
    return ", ".join(known)


def traits_of(predicate: Predicate | None) -> PredicateTraits | None:
    """Return what sentences must know of a predicate."""
    if predicate is None:
        return None
    return PredicateTraits(predicate.family, predicate.kind, predicate.sign, predicate.symmetric)
