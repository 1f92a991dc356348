"""Tell which claims of some edges answer to a filter, from what edges keep of them."""

from collections.abc import Callable, Sequence

from sayso.casefile.filter_values import given_fields
from sayso.casefile.filtering import Choice, speaks_of, was_known
from sayso.model import Voice
from sayso.model.decision import ClaimRulings
from sayso.model.edge import Attestation
from sayso.store import Store

OF_CLAIMS = frozenset(
    {"source", "root", "doc", "known_on", "since", "until", "denied", "certainty", "modality", "voice", "ruling"}
)
"""The filters that choose among the claims of one edge; all others choose edges, or are asked of the store."""


def filters_claims(choice: Choice) -> bool:
    """Tell whether a filter chooses among the claims of one edge."""
    return choice.min_confidence > 0 or not OF_CLAIMS.isdisjoint(given_fields(choice.filter))


def make_keeper(store: Store, choice: Choice, items: Sequence[Attestation]) -> Callable[[Attestation], bool]:
    """Return what tells of some claims whether they answer; what only the store knows of them is asked at once."""
    asked, ids = choice.filter, {item.claim for item in items}
    tests: list[Callable[[Attestation], bool]] = []
    if choice.docs is not None:
        docs = choice.docs
        tests.append(lambda item: item.doc in docs)
    if asked.root is not None:
        tests.append(lambda item: item.root.key == asked.root)
    if asked.denied is not None:
        tests.append(lambda item: item.denied is asked.denied)
    if asked.certainty:
        tests.append(lambda item: item.factuality.certainty in asked.certainty)
    if asked.modality:
        tests.append(lambda item: item.factuality.modality in asked.modality)
    if choice.known_by is not None:
        day = choice.known_by
        tests.append(lambda item: was_known(item.attested, day))
    if choice.between is not None:
        between = choice.between
        tests.append(lambda item: speaks_of(item.time, item.attested, between))
    if choice.min_confidence > 0:
        tests.append(lambda item: item.confidence >= choice.min_confidence)
    if asked.voice:
        spoken = frozenset[str]().union(*(store.spoken_by(ids, Voice(voice)) for voice in asked.voice))
        tests.append(lambda item: item.claim in spoken)
    if asked.ruling is not None:
        ruled = store.claim_rulings(ids)
        tests.append(lambda item: ruled.get(item.claim, ClaimRulings()).ruled == asked.ruling)
    if choice.sayer is not None:
        tests.append(_says(store, choice, items))
    return lambda item: all(test(item) for test in tests)


def _says(store: Store, choice: Choice, items: Sequence[Attestation]) -> Callable[[Attestation], bool]:
    """Return what tells whether a source is a link of a claim's say-so."""
    sayer = choice.sayer
    if sayer is None:
        return lambda _: True
    held = store.claims_by_id({item.claim for item in items if item.doc in sayer.docs})
    said = {
        item.claim
        for item in items
        if item.claim in held and sayer.answers({source.actor for source in held[item.claim].sources}, item.say_so)
    }
    return lambda item: item.claim in said
