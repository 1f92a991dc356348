"""Write an actor's dossier in prose: ask the casefile, put it into sentences, lay it out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sayso.casefile.picture import Node, Rank, draw
from sayso.model.dossier import ActorDossier, DossierTie
from sayso.model.edge import Edge, PredicateTraits, Standing
from sayso.model.errors import UsageError
from sayso.model.prose import DossierProse
from sayso.model.view import ClaimView
from sayso.store import Store

STRANDS = 22
"""How many lines the picture has at most: more cannot be read at a page's width."""


@dataclass(frozen=True, slots=True)
class _Tie:
    """Hold one tie as the picture needs it."""

    subject: Node
    object: Node
    standing: Standing
    edge: Edge

    @property
    def predicate(self) -> str:
        """Return the predicate as words."""
        return self.edge.predicate.replace("_", " ")

    @property
    def sign(self) -> int:
        """Return the predicate's sign."""
        return self.edge.sign

    @property
    def rank(self) -> Rank:
        """Return what sorts ties with most roots first."""
        items = self.edge.attestations
        sure = sum(item.confidence for item in items) / len(items)
        voices = len(self.edge.roots) + len(self.edge.denying_roots)
        return (-voices, -len(items), -sure, self.subject.name, self.predicate, self.object.name)


def compose_prose(store: Store, dossier: ActorDossier, traits: Mapping[str, PredicateTraits]) -> DossierProse:
    """Return an actor's dossier in sentences, with its notes, its disagreements and its picture."""
    from sayso.analysis import contested
    from sayso.analysis.prose import ProseWriter

    ties = [tie for section in dossier.sections for tie in section.ties]
    contests = contested([tie.edge for tie in ties], traits)
    views = [*dossier.claims, *dossier.said]
    writer = ProseWriter(dossier, traits, find_pages(store, views))
    return writer.write(contests, draw_ties(store, dossier, ties))


def find_pages(store: Store, views: Iterable[ClaimView]) -> dict[str, int | None]:
    """Return the page of each claim that stands on one, by the claim's id."""
    held = list(views)
    cards = store.cards({view.claim.doc for view in held})
    pages = {(doc, part.index): part.page for doc, card in cards.items() for part in card.segments if part.page}
    return {
        view.claim.id: pages[view.claim.doc, view.claim.segment]
        for view in held
        if (view.claim.doc, view.claim.segment) in pages
    }


def draw_ties(store: Store, dossier: ActorDossier, ties: Sequence[DossierTie]) -> str:
    """Return the strongest ties of an actor as one SVG element; empty where it has none with others."""
    from sayso.casefile.names import Namer

    namer = Namer(store)
    namer.merge({dossier.actor.id, *(tie.other_id for tie in ties)})

    def node(actor: str) -> Node:
        found = namer.actor(actor)
        known = found or dossier.actor
        return Node(actor, namer.name(actor), known.type, known.named)

    shown = [
        _Tie(node(tie.edge.subject), node(tie.edge.object), tie.standing, tie.edge)
        for tie in ties
        if tie.edge.subject != tie.edge.object
    ]
    return draw(shown, f"Ties of {dossier.actor.name}", most=STRANDS) if shown else ""


def _html(prose: DossierProse) -> bytes:
    from sayso.exchange.dossier_html import write_html

    return write_html(prose).encode()


def _docx(prose: DossierProse) -> bytes:
    from sayso.exchange.dossier_docx import write_docx

    return write_docx(prose)


def _markdown(prose: DossierProse) -> bytes:
    from sayso.exchange.dossier_markdown import write_markdown

    return write_markdown(prose).encode()


def _text(prose: DossierProse) -> bytes:
    from sayso.exchange.dossier_markdown import write_text

    return write_text(prose).encode()


FORMATS: Mapping[str, Callable[[DossierProse], bytes]] = {
    "text": _text,
    "html": _html,
    "docx": _docx,
    "md": _markdown,
}
"""What writes each format."""


def check_format(form: str) -> None:
    """Raise UsageError for an unknown format."""
    if form not in FORMATS:
        raise UsageError(f"There is no format {form!r} for a dossier. Known are: {', '.join(FORMATS)}.")


def write_prose(prose: DossierProse, target: str | Path | IO[bytes], form: str) -> None:
    """Write a dossier to a path or a stream of bytes; raises UsageError for an unknown format."""
    check_format(form)
    data = FORMATS[form](prose)
    if isinstance(target, str | Path):
        Path(target).write_bytes(data)
    else:
        target.write(data)
