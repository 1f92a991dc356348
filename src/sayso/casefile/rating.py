"""Check a rating and append it."""

from sayso.casefile.deciding import Decider
from sayso.casefile.hypotheses import latest_rating
from sayso.casefile.judging import find_claim
from sayso.casefile.stating import find_hypothesis
from sayso.model.decision import Change, Ruling, Target
from sayso.model.errors import UsageError
from sayso.model.hypothesis import Rating, Relevance
from sayso.store import Store


def rate_claim(
    store: Store, decider: Decider, said: tuple[str, str, str], relevance: str | None, why: str | None
) -> Ruling:
    """Rate a claim for a hypothesis: `said` are the claim, the hypothesis and the rating as people give them."""
    start, named, written = said
    rating, bearing = _read_rating(written), _read_relevance(relevance)
    hypothesis = find_hypothesis(store, named)
    claim = find_claim(store, start)
    before, told = latest_rating(store, claim.id, hypothesis.id)
    changes = [Change("rating", before, rating.value)]
    if bearing is not None:
        changes.append(Change("relevance", told, bearing.value))
    return decider.rate(claim.id, Target(hypothesis.id, hypothesis.title), tuple(changes), why)


def _read_rating(written: str) -> Rating:
    try:
        return Rating(written.strip().upper())
    except ValueError as error:
        raise UsageError(
            f"{written!r} is no rating. Give CC (very consistent), C, N (neutral), I or II (very inconsistent)."
        ) from error


def _read_relevance(written: str | None) -> Relevance | None:
    if written is None or not written.strip():
        return None
    try:
        return Relevance(written.strip().casefold())
    except ValueError as error:
        raise UsageError(f"{written!r} is no relevance. Give one of: {', '.join(Relevance)}.") from error
