"""Tell how likely a claim is right, from how it was read: a logistic model over features of its structure.

The weights in `data/confidence.json` are made by `training/train_confidence.py` from claims marked by reading in texts
that are free; they hold no words of those texts but the base forms of frequent trigger words.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model.actor import ActorType
from sayso.model.claim import Claim
from sayso.model.document import Voice
from sayso.reading.parts import Entities, Entity, Mention

if TYPE_CHECKING:
    from sayso.reading.drafts import Draft
    from sayso.reading.language import Parsed

WEIGHTS = Path(__file__).parent / "data" / "confidence.json"
UNTRAINED = 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold a bias and one weight a feature; features without a weight count nothing."""

    bias: float
    by_feature: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability for a claim with these features, rounded to three digits."""
        score = self.bias + math.fsum(self.by_feature.get(name, 0.0) * value for name, value in features.items())
        return round(1.0 / (1.0 + math.exp(-score)), 3)


@cache
def load_weights() -> Weights | None:
    """Load the weights that come with the reader; None where there are none, as before the first training."""
    if not WEIGHTS.is_file():
        return None
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(float(data["bias"]), {str(k): float(v) for k, v in data["weights"].items()})


def estimate(draft: "Draft", claim: Claim, parsed: "Parsed", entities: Entities) -> float:
    """Return the probability that a claim is right; 0.5 where there are no weights."""
    weights = load_weights()
    if weights is None:
        return UNTRAINED
    return weights.probability(dict(features_of(draft, claim, parsed, entities)))


def weigh(draft: "Draft", claim: Claim, parsed: "Parsed", entities: Entities) -> list[tuple[str, float]]:
    """Return how far each feature moved a claim's confidence, in log odds, those that moved it most first."""
    weights = load_weights()
    known = {} if weights is None else weights.by_feature
    moved = [(name, known.get(name, 0.0) * value) for name, value in features_of(draft, claim, parsed, entities)]
    return sorted(((name, by) for name, by in moved if by), key=lambda pair: (-abs(pair[1]), pair[0]))


def features_of(draft: "Draft", claim: Claim, parsed: "Parsed", entities: Entities) -> Iterator[tuple[str, float]]:
    """Yield the features of one claim: how the trigger, both sides and the scopes look."""
    frame, sense = draft.frame, draft.sense
    yield f"kind={frame.kind}", 1.0
    yield f"predicate={draft.predicate.name}", 1.0
    yield f"family={draft.predicate.family}", 1.0
    yield f"word={frame.kind}:{sense.word}", 1.0
    way = way_of(draft)
    yield way, 1.0
    yield f"{way} family={draft.predicate.family}", 1.0
    for side, head in (("subject", draft.subject), ("object", draft.object)):
        if head is not None and not _actor_at(head, entities)[0].named:
            yield f"{way} {draft.predicate.family} {side} without name", 1.0
    yield f"slots={frame.kind}:{draft.slots[0]}>{draft.slots[1]}", 1.0
    yield "strained", float(draft.strained)
    yield from _chance(draft)
    yield f"rank={min(sense.rank, 4)}", 1.0
    yield from _side("subject", draft.subject, frame.trigger, parsed, entities)
    yield from _side("object", draft.object, frame.trigger, parsed, entities)
    yield from _scopes(claim, parsed)
    first, last = parsed.sentences[parsed.sentence_of[frame.trigger]]
    yield "sentence length", min((last - first) / 40.0, 2.0)
    yield "host apart", float(frame.host != frame.trigger)


def way_of(draft: "Draft") -> str:
    """Return how a draft was found: by the rules, or by the model alone."""
    return "proposed" if draft.proposed else "ruled"


def _chance(draft: "Draft") -> Iterator[tuple[str, float]]:
    """Yield what the relation model gives a claim, as log odds; it is not asked where the sides stand apart."""
    if draft.chance is None:
        yield "chance unknown", 1.0
        return
    odds = math.log(max(draft.chance, 0.001) / max(1.0 - draft.chance, 0.001))
    yield "chance", odds / 4.0
    yield f"chance, {way_of(draft)}", odds / 4.0


def _scopes(claim: Claim, parsed: "Parsed") -> Iterator[tuple[str, float]]:
    """Yield the features of what a claim stands under."""
    yield f"polarity={claim.factuality.polarity.value}", 1.0
    yield f"certainty={claim.factuality.certainty.value}", 1.0
    yield f"modality={claim.factuality.modality.value}", 1.0
    yield "sources", float(min(len(claim.sources), 2))
    yield "dated", float(claim.time is not None)
    yield "with a sum", float(claim.amount is not None)
    voice = parsed.document.segments[claim.segment].voice
    yield "comment", float(voice is Voice.COMMENT)
    yield "title", float(voice is Voice.TITLE)


def _side(
    side: str, head: int | None, trigger: int, parsed: "Parsed", entities: Entities
) -> Iterator[tuple[str, float]]:
    """Yield the features of subject or object."""
    if head is None:
        yield f"{side} unknown", 1.0
        return
    entity, mention = _actor_at(head, entities)
    yield f"{side} {mention.kind.value}", 1.0
    yield f"{side} type={entity.type.value}", 1.0
    yield f"{side} named", float(entity.named)
    yield f"{side} plural", float(entity.plural)
    yield f"{side} seen once", float(len(entity.mentions) == 1)
    yield f"{side} thing", float(entity.type in (ActorType.THING, ActorType.EVENT, ActorType.DOCUMENT))
    yield f"{side} length", min(len(entity.name.split()) / 4.0, 3.0)
    yield f"{side} lower case", float(entity.name.islower())
    yield f"{side} distance", min(abs(head - trigger) / 10.0, 3.0)
    yield f"{side} elsewhere", float(parsed.sentence_of[head] != parsed.sentence_of[trigger])


def _actor_at(head: int, entities: Entities) -> tuple[Entity, Mention]:
    """Return the actor and mention at a head that meaning has accepted."""
    mention = entities.mention_over(head)
    return entities.entities[mention.entity], mention
