"""Hold what is to be carried out: claims, ties, actors and documents, each asked for when it is needed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from sayso.model import Actor, Certainty, Claim, Factuality, Polarity
from sayso.model.claim import Modality
from sayso.model.edge import Answer, Attestation, Edge, Standing
from sayso.model.export import ExportReport, Loss
from sayso.model.view import ActorRow, ClaimView, DocumentRow
from sayso.vocabulary import Predicate

PLAIN = Factuality(Polarity.ASSERTED, Certainty.CERTAIN, Modality.ACTUAL)
"""What may become a plain relation: asserted, not hedged, and told as actual."""


@dataclass(frozen=True, slots=True)
class Told:
    """Hold a claim with the canonical actors at its ends; `tie` is the id of the edge that it belongs to."""

    view: ClaimView
    subject: Actor
    object: Actor
    tie: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Hold an edge with the canonical actors at its ends and its claims in the order of their ids.

    The edge has the claims that were chosen and no others; `standing` is of these. `holds` answers for the date asked.
    """

    edge: Edge
    subject: Actor
    object: Actor
    standing: Standing
    claims: tuple[ClaimView, ...]
    holds: Answer | None = None

    @property
    def plain(self) -> tuple[ClaimView, ...]:
        """Return the claims that assert it as actual without a hedge."""
        return tuple(view for view in self.claims if view.claim.factuality == PLAIN)

    @property
    def qualified(self) -> tuple[ClaimView, ...]:
        """Return the claims that deny it, hedge it, or tell it as planned or supposed."""
        return tuple(view for view in self.claims if view.claim.factuality != PLAIN)


class Extract(Protocol):
    """Give what was chosen of a casefile; each method may be called more than once and gives the same again.

    Claims come by document name, document and place; ties strongest first; actors by id; documents by name and id.
    Actors are those at an end of a chosen claim or credited in one, documents those that have a chosen claim.
    """

    @property
    def predicates(self) -> Mapping[str, Predicate]:
        """Return the vocabulary's predicates by name."""
        ...

    @property
    def standings(self) -> tuple[str, ...]:
        """Return the standings that were asked for, empty for all."""
        ...

    def lines(self) -> Iterator[tuple[Claim, str, Mapping[str, Actor]]]:
        """Yield the claims as their documents have them: each with its document's name and that document's actors."""
        ...

    def claims(self) -> Iterator[Told]:
        """Yield the claims under canonical names."""
        ...

    def ties(self) -> Iterator[Tie]:
        """Yield the ties."""
        ...

    def actors(self) -> Iterator[ActorRow]:
        """Yield the actors."""
        ...

    def documents(self) -> Iterator[DocumentRow]:
        """Yield the documents."""
        ...


class Tally:
    """Count what is written and what is lost."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._written: Counter[str] = Counter()
        self._lost: Counter[tuple[str, str]] = Counter()

    def wrote(self, what: str, many: int = 1) -> None:
        """Count something written."""
        self._written[what] += many

    def lose(self, what: str, instead: str, many: int = 1) -> None:
        """Count something that the form cannot hold."""
        self._lost[what, instead] += many

    def report(self) -> ExportReport:
        """Return the counts, in the order in which they began."""
        lost = tuple(Loss(what, many, instead) for (what, instead), many in self._lost.items())
        return ExportReport(self._form, tuple(self._written.items()), lost)


def last_attested(items: Iterable[Attestation]) -> str | None:
    """Return the latest date of publication among claims, as EDTF; None where none is dated."""
    from sayso.analysis.span import published

    dated = [(seen.latest, item.attested) for item in items if (seen := published(item)) is not None]
    return max(dated)[1] if dated else None
