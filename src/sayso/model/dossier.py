"""Describe what the casefile has about one actor, tie by tie."""

from dataclasses import dataclass

from sayso.model.edge import Answer, Edge, Standing
from sayso.model.view import ActorRow, ClaimView


@dataclass(frozen=True, slots=True)
class DossierTie:
    """Show one edge of an actor.

    `other` is the actor at the other end, `is_subject` tells that the dossier's actor is the subject. `times` are the
    EDTF times that its claims tell, `attested` the dates on which undated ones were written; both in order, each once.
    `best` is the claim that speaks most surely for the edge (or the surest denial, where all deny), `against` the
    surest denial of an edge that others assert. Of an edge with very many claims, `edge`, `times` and `attested` have
    the surest ones; `claims`, `roots` and `denying_roots` count all. `holds` answers where a date was asked.
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
    claims: int = 0
    roots: int = 0
    denying_roots: int = 0
    holds: Answer | None = None


@dataclass(frozen=True, slots=True)
class DossierSection:
    """Hold the ties that answer one question ("Led by"), best supported first.

    `total` counts the ties found, shown or not; `capped` tells that there may be more than that, weaker ones.
    """

    title: str
    ties: tuple[DossierTie, ...]
    total: int = 0
    capped: bool = False

    @property
    def left_out(self) -> int:
        """Return how many ties that were found are not shown."""
        return max(0, self.total - len(self.ties))


@dataclass(frozen=True, slots=True)
class CommentSections:
    """Hold what one commenter of one publisher's pages says of an actor; `commenter` None is nobody named."""

    commenter: str | None
    sections: tuple[DossierSection, ...]


@dataclass(frozen=True, slots=True)
class ActorDossier:
    """Show what the casefile has about one actor.

    `asked` is what was typed. `sections` are the ties that documents speak of in their own voice or quote, `comments`
    those of readers' comments, apart. `claims` are those of the ties, in order of predicate, time, document and place;
    `said` those that rest on the actor's word. `unsure` are actors that may be the same and were not merged.
    `claims_total`, `ties_total`, `said_total` and `raw_total` count what there is, shown or not, without the filters;
    `capped` tells that something of it is not shown or was not looked at.
    """

    actor: ActorRow
    claims: tuple[ClaimView, ...]
    said: tuple[ClaimView, ...] = ()
    unsure: tuple[ActorRow, ...] = ()
    asked: str = ""
    sections: tuple[DossierSection, ...] = ()
    comments: tuple[CommentSections, ...] = ()
    claims_total: int = 0
    ties_total: int = 0
    said_total: int = 0
    raw_total: int = 0
    capped: bool = False
