"""Describe what the casefile has about one actor, tie by tie."""

from dataclasses import dataclass

from sayso.model.edge import Edge, Standing
from sayso.model.view import ActorRow, ClaimView


@dataclass(frozen=True, slots=True)
class DossierTie:
    """Show one edge of an actor.

    `other` is the actor at the other end, `is_subject` tells that the dossier's actor is the subject. `times` are the
    EDTF times that its claims tell, `attested` the dates on which undated ones were written; both in order, each once.
    `best` is the claim that speaks most surely for the edge (or the surest denial, where all deny), `against` the
    surest denial of an edge that others assert.
    """

    edge: Edge
    other: str
    other_id: str
    is_subject: bool
    standing: Standing
    times: tuple[str, ...]
    attested: tuple[str, ...]
    best: ClaimView
    against: ClaimView | None = None


@dataclass(frozen=True, slots=True)
class DossierSection:
    """Hold the ties that answer one question ("Led by"), best supported first."""

    title: str
    ties: tuple[DossierTie, ...]


@dataclass(frozen=True, slots=True)
class CommentSections:
    """Hold what one commenter of one publisher's pages says of an actor; `commenter` None is nobody named."""

    commenter: str | None
    sections: tuple[DossierSection, ...]


@dataclass(frozen=True, slots=True)
class ActorDossier:
    """Show all that the casefile has about one actor.

    `asked` is what was typed. `sections` are the ties that documents speak of in their own voice or quote, `comments`
    those of readers' comments, apart. `claims` are all of them, in order of predicate, time, document and place;
    `said` those that rest on the actor's word. `unsure` are actors that may be the same and were not merged.
    """

    actor: ActorRow
    claims: tuple[ClaimView, ...]
    said: tuple[ClaimView, ...] = ()
    unsure: tuple[ActorRow, ...] = ()
    asked: str = ""
    sections: tuple[DossierSection, ...] = ()
    comments: tuple[CommentSections, ...] = ()
