"""Hold everything that is read off one document before claims are made."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.encoder import Encoded
from sayso.reading.factuality import FactualityJudge
from sayso.reading.language import Parsed
from sayso.reading.meaning import Meaning
from sayso.reading.parts import AmountExpression, Credit, Entities, TimeExpression


@dataclass(frozen=True)
class Scene:
    """Hold everything that was read off one document before claims are made; `sentences` where there is an encoder."""

    parsed: Parsed
    entities: Entities
    credits: Sequence[Credit]
    judge: FactualityJudge
    times: Sequence[TimeExpression]
    amounts: Sequence[AmountExpression]
    meaning: Meaning
    reader: str
    sentences: Sequence[Encoded] = ()
