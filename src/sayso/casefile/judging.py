"""Find the claim that a person means, and hold it as it is judged."""

from collections.abc import Mapping

from sayso.casefile.find import SHOWN
from sayso.model import Actor, Claim, Span
from sayso.model.decision import JudgedActor, JudgedClaim
from sayso.model.errors import NotFound, UsageError
from sayso.store import Store
from sayso.store.attach import head_words, trigger_words

LOOKS = 4
"""How often a claim is looked for: a colleague's ruling may move it from one shelf to the other between two looks."""


def find_claim(store: Store, start: str) -> Claim:
    """Return the claim of an id or the start of one, rejected ones among them.

    Raises NotFound, or UsageError where several ids begin so.
    """
    for _ in range(LOOKS):
        if (found := _look_for(store, start)) is not None:
            return found
    raise NotFound(f"There is no claim {start!r}. List them with `sayso claims`.")


def _look_for(store: Store, start: str) -> Claim | None:
    """Return the claim where one look finds it."""
    ids = sorted({*store.claim_ids(start, SHOWN + 1), *store.rejected_ids(start, SHOWN + 1)}) if start else []
    ids = [start] if start in ids else ids
    if not ids:
        return None
    if len(ids) > 1:
        raise UsageError(f"{start!r} begins several claims: {', '.join(ids[:SHOWN])}. Give more of the id.")
    found = store.claims_by_id(ids)
    return found[ids[0]] if found else next(iter(store.rejected(ids)), None)


def judge_actor(actor: Actor) -> JudgedActor:
    """Return a raw actor as it is judged."""
    return JudgedActor(actor.id, actor.doc, actor.name, actor.type.value, actor.aliases)


def judge_claim(store: Store, claim: Claim) -> JudgedClaim:
    """Return a claim as it is judged: with names, and the words at the heads."""
    sides = (claim.subject, claim.object)
    raws = {ref.actor for ref in sides} | {source.actor for source in claim.sources}
    actors = {actor.id: actor for actor in store.actors(raws)}
    fact, amount = claim.factuality, claim.amount
    return JudgedClaim(
        id=claim.id,
        doc=claim.doc,
        document=store.cards([claim.doc])[claim.doc].name,
        text_id=claim.text_id,
        subject=_side(actors, claim.subject.actor, claim.subject.head, head_words(claim.subject)),
        predicate=claim.predicate,
        object=_side(actors, claim.object.actor, claim.object.head, head_words(claim.object)),
        polarity=fact.polarity.value,
        certainty=fact.certainty.value,
        modality=fact.modality.value,
        time=claim.time,
        place=claim.place,
        amount=None if amount is None else str(amount),
        amount_status=None if amount is None else amount.status,
        amount_part_of=None if amount is None else amount.part_of,
        amount_approximate=amount is not None and amount.approximate,
        role=claim.role,
        about=claim.about,
        sources=tuple(_side(actors, source.actor, source.span, source.words or "") for source in claim.sources),
        trigger=claim.trigger,
        trigger_words=trigger_words(claim),
        evidence=claim.evidence.span,
        words=claim.evidence.words,
        reader=claim.reader,
        confidence=claim.confidence,
    )


def _side(actors: Mapping[str, Actor], raw: str, head: Span | None, words: str) -> JudgedActor:
    actor = actors[raw]
    return JudgedActor(raw, actor.doc, actor.name, actor.type.value, actor.aliases, head, words)
