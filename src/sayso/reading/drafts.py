"""Hold claims before their scopes are known, and why a frame or a draft became none."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model.claim import Claim
from sayso.model.explanation import Reason
from sayso.reading.sight import RawFrame
from sayso.vocabulary import Predicate, Sense

PROPOSED = "pair"
"""The kind of sense of a draft that no rule made."""

ROLES: Mapping[str, str] = {"subj": "subject", "obj": "object", "iobj": "recipient", "attr": "attribute"}
"""What the roles of frames are called outside reading."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a claim before its scopes are known: predicate, heads of subject and object, and where it was read.

    `subject` is None where the agent is unknown. `slots` names the roles that were filled, `sense` the sense that fit;
    `strained` counts the sides whose guessed type had to be stretched; `chance` is what a model gives it, if one did.
    """

    predicate: Predicate
    subject: int | None
    object: int
    frame: RawFrame
    sense: Sense
    slots: tuple[str, str]
    strained: int = 0
    chance: float | None = None

    @property
    def proposed(self) -> bool:
        """Tell whether the relation model alone found it."""
        return self.sense.kind == PROPOSED


@dataclass(frozen=True, slots=True)
class Objection:
    """Say what kept a sense from a frame: on which side, in which role, and the head of what stands there."""

    reason: Reason
    sense: Sense | None = None
    side: str | None = None
    role: str | None = None
    head: int | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Hold a draft that became no claim, the reason, and the claim that it would have been, where it was made."""

    draft: Draft
    reason: Reason
    claim: Claim | None = None
