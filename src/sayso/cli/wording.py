"""Put claims into words: every line names who says it, and shows a denial, a hedge or a plan as one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model.claim import Certainty, Factuality, Modality, Polarity
from sayso.model.decision import DecisionKind, Ruled
from sayso.model.edge import Attestation
from sayso.model.plain_words import clean as clean  # shown by every command
from sayso.model.view import ClaimView

CHAIN = " › "
ID_PREFIX = "claim-"
SHORT_ID = 8
RULINGS = {
    DecisionKind.ACCEPT: Ruled.ACCEPTED,
    DecisionKind.REJECT: Ruled.REJECTED,
    DecisionKind.CORRECT: Ruled.CORRECTED,
    DecisionKind.UNSURE: Ruled.UNSURE,
}
"""What stands of a claim after the latest ruling of a kind."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Hold one word that must stand beside a statement, and the style in which a terminal shows it."""

    word: str
    style: str


def short_id(claim_id: str) -> str:
    """Return the start of a claim's id that is shown and may be typed: eight letters after `claim-`."""
    return clean(claim_id.removeprefix(ID_PREFIX)[:SHORT_ID])


def full_start(typed: str) -> str:
    """Return what an id starts with, from what was typed: `claim-` goes before bare hex digits."""
    bare = re.fullmatch(r"[0-9a-f]{1,16}", typed)
    return f"{ID_PREFIX}{typed}" if bare else typed


def name_predicate(predicate: str) -> str:
    """Return a predicate as words: `based_in` becomes `based in`."""
    return predicate.replace("_", " ")


def flags_of(factuality: Factuality) -> tuple[Flag, ...]:
    """Return what must be said beside a statement; empty for a plain assertion."""
    found = []
    if factuality.polarity is Polarity.DENIED:
        found.append(Flag("DENIED", "bold red"))
    if factuality.certainty is not Certainty.CERTAIN:
        found.append(Flag(factuality.certainty.value, "yellow"))
    if factuality.modality is not Modality.ACTUAL:
        found.append(Flag(factuality.modality.value, "magenta"))
    return tuple(found)


def chain_words(say_so: tuple[str, ...]) -> str:
    """Return the say-so on one line, outermost first; `nobody named` where it is empty."""
    return clean(CHAIN.join(say_so)) if say_so else "nobody named"


def qualifiers_of(view: ClaimView) -> tuple[str, ...]:
    """Return role, sum, place, matter and time of a claim as short phrases, those that it has."""
    claim = view.claim
    amount = None
    if claim.amount is not None:
        parts = [str(claim.amount)]
        if claim.amount.approximate:
            parts.insert(0, "about")
        if claim.amount.status:
            parts.append(claim.amount.status)
        if claim.amount.part_of:
            parts.append(f"part of {claim.amount.part_of}")
        amount = " ".join(parts)
    pairs = (("as", claim.role), ("sum", amount), ("in", claim.place), ("about", claim.about))
    return tuple(clean(f"{label} {value}") for label, value in pairs if value)


def ruling_words(view: ClaimView) -> str:
    """Return what people ruled of a claim: `corrected by Ida (disputed)`; empty where nobody did."""
    words = []
    if view.ruling is not Ruled.NONE:
        kind = next(kind for kind, ruled in RULINGS.items() if ruled is view.ruling)
        by = [one.decision.by for one in view.rulings if one.decision.kind is kind]
        words.append(f"{view.ruling.value} by {by[-1]}" if by else view.ruling.value)
    if view.disputed:
        words.append("disputed")
    notes = sum(one.decision.kind is DecisionKind.NOTE for one in view.rulings)
    if notes:
        words.append(count_words(notes, "note"))
    return clean(", ".join(words))


def when_words(view: ClaimView) -> str:
    """Return the claim's time, or `said <date>` where it has none, or `undated`."""
    if view.claim.time:
        return view.claim.time
    attested = view.attested or view.date
    return f"said {attested}" if attested else "undated"


def statement(view: ClaimView) -> str:
    """Return what is said without who says it; for use beside a say-so alone."""
    return clean(f"{view.subject} – {name_predicate(view.claim.predicate)} – {view.object}")


def attestation_words(item: Attestation) -> str:
    """Return who stands behind one claim of an edge, with its flags: `Courier › Calder (probable)`."""
    flags = ", ".join(flag.word for flag in flags_of(item.factuality))
    return chain_words(item.say_so) + (f" ({flags})" if flags else "")


def count_words(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 claim`, `1,204 claims`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def distinct_names(name: str, aliases: Iterable[str]) -> list[str]:
    """Return the other names to show: once whatever their article and case, without descriptions in small letters."""
    seen = {_bare(name)}
    shown = []
    for alias in aliases:
        if _bare(alias) not in seen and not alias.islower():
            seen.add(_bare(alias))
            shown.append(alias)
    return shown


def _bare(name: str) -> str:
    """Return a name without its article, in small letters."""
    return re.sub(r"^(?:the|an?) ", "", name.casefold())
