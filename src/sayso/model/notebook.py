"""Show one claim, actor or tie as HTML in a notebook: who says so stands first, and a denial never looks plain."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from sayso.model.claim import Certainty, Factuality, Modality, Polarity
from sayso.model.plain_words import clean

if TYPE_CHECKING:
    from sayso.model.shown import EdgeView
    from sayso.model.view import ActorRow, ClaimView


def show_claim(view: "ClaimView") -> str:
    """Return a claim: its whole say-so, what is said with its doubts, the exact words, and where they stand."""
    claim = view.claim
    said = (view.subject, claim.predicate.replace("_", " "), view.object)
    told = [claim.role, claim.about, claim.place, None if claim.amount is None else str(claim.amount), claim.time]
    more = f" ({_join(', ', filter(None, told))})" if any(told) else ""
    doubts = "".join(f"<strong>{escape(word.upper())}</strong> " for word in doubts_of(claim.factuality))
    where = _join(", ", (view.title or view.document, view.attested or "undated"))
    return (
        f"<p>{_join(' › ', view.say_so)}: {doubts}{' '.join(map(_bdi, said))}{more}</p>"
        f"<blockquote>{_bdi(claim.evidence.words)}</blockquote><p>{where}</p>"
    )


def doubts_of(said: Factuality) -> tuple[str, ...]:
    """Return in words what keeps a claim from being a plain assertion; nothing for one that is."""
    found = ("denied",) if said.polarity is Polarity.DENIED else ()
    if said.certainty is not Certainty.CERTAIN:
        found = (*found, said.certainty.value)
    return found if said.modality is Modality.ACTUAL else (*found, said.modality.value)


def show_actor(row: "ActorRow") -> str:
    """Return an actor: name, type, other names, and how much stands under it."""
    named = "" if row.named else " (a description, not a name)"
    others = f"<p>also: {_join(', ', row.aliases)}</p>" if row.aliases else ""
    return (
        f"<p><strong>{_bdi(row.name)}</strong>{named}, {escape(row.type.value)}</p>{others}"
        f"<p>claims: {row.claims:,}, documents: {row.documents:,}</p>"
    )


def show_tie(view: "EdgeView") -> str:
    """Return a tie: on whose word it rests and who denies it, before what it is said to be."""
    edge = view.edge
    who = _join(", ", dict.fromkeys(root.name for root in edge.roots)) or "nobody as actual"
    against = _join(", ", dict.fromkeys(root.name for root in edge.denying_roots))
    parts = ["asserted by nobody"]
    if view.asserted:
        parts = [f"said by {who} (roots: {view.roots:,}, claims: {view.asserted:,})"]
    if view.denied:
        parts.append(f"<strong>DENIED</strong> by {against} (roots: {view.denying_roots:,}, claims: {view.denied:,})")
    said = (view.subject, edge.predicate.replace("_", " "), view.object)
    standing = escape(view.standing.value.upper())
    return f"<p><strong>{standing}</strong>: {' '.join(map(_bdi, said))}</p><p>{'; '.join(parts)}</p>"


def _bdi(words: str) -> str:
    return f"<bdi>{escape(clean(words))}</bdi>"


def _join(mark: str, words: Iterable[str | None]) -> str:
    return mark.join(_bdi(word) for word in words if word)
