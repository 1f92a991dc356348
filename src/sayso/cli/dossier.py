"""Print what is known of one actor as an analyst reads it: sections of ties, each with dates, standing and say-so."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.cli.date_words import date_words
from sayso.cli.wording import (
    chain_words,
    clean,
    count_words,
    distinct_names,
    flags_of,
    name_predicate,
    qualifiers_of,
    short_id,
)
from sayso.model.claim import Certainty, Modality
from sayso.model.edge import Standing

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.model.dossier import ActorDossier, DossierSection, DossierTie
    from sayso.model.view import ActorRow, ClaimView

QUOTE_LETTERS = 150
DATES_SHOWN = 3
STYLES = {
    Standing.CONTESTED: "bold red",
    Standing.DENIED: "bold red",
    Standing.ONLY_HEDGED: "yellow",
    Standing.ONLY_INTENDED: "magenta",
}


def print_dossier(console: "Console", dossier: "ActorDossier", case_words: str) -> None:
    """Print an actor: which one was taken, its ties, what commenters say, its own words, doubtful twins."""
    from sayso.cli.tables import list_names

    row = dossier.actor
    counts = f"{count_words(row.claims, 'claim')} in {count_words(row.documents, 'document')}"
    console.print(f"{clean(row.name)} ({row.type.value}), {counts}", style="bold")
    names = distinct_names(row.name, row.aliases)
    if names:
        console.print(f"also called {list_names(names, 12)}", style="dim")
    for section in dossier.sections:
        _print_section(console, section)
    if not dossier.sections:
        console.print("\nNo document says anything of it in its own voice.")
    for comments in dossier.comments:
        console.print()
        console.print(f"══ Comment by {clean(comments.commenter or 'an unnamed reader')}", style="bold")
        for section in comments.sections:
            _print_section(console, section)
    if dossier.said:
        console.print(f"\n── On the word of {clean(row.name)}", style="bold")
        for view in dossier.said:
            _print_said(console, view)
        if dossier.said_total > len(dossier.said):
            console.print(f"  and {count_words(dossier.said_total - len(dossier.said), 'claim')} more", style="dim")
    _print_unsure(console, row, dossier.unsure, case_words)
    shown = next((view for view in (*dossier.claims, *dossier.said)), None)
    if shown:
        console.print(f"\nSee a claim in its paragraph: sayso show {short_id(shown.claim.id)}{case_words}", style="dim")


def _print_section(console: "Console", section: "DossierSection") -> None:
    """Print the ties that answer one question."""
    from rich.padding import Padding

    many = f", {len(section.ties)} of {'at least ' if section.capped else ''}{section.total:,} ties"
    console.print(f"\n── {section.title}{many if section.left_out or section.capped else ''}", style="bold cyan")
    for tie in section.ties:
        console.print(Padding(_head(tie), (0, 0, 0, 2), expand=False))
        console.print(Padding(_word(tie.best), (0, 0, 0, 6), expand=False))
        if tie.against is not None:
            console.print(Padding(_word(tie.against), (0, 0, 0, 6), expand=False))


def _head(tie: "DossierTie") -> "Text":
    """Return the other actor, what ties the two, when, and how well it stands."""
    from rich.text import Text

    text = Text(clean(tie.other), style="bold")
    text.append(f" ({', '.join((name_predicate(tie.edge.predicate), *qualifiers_of(tie.best)))})", style="not bold")
    text.append(f" · {when_of(tie)} · ", style="not bold")
    text.append(standing_words(tie), style=f"not bold {STYLES.get(tie.standing, 'green')}")
    if tie.holds is not None:
        text.append(f" · {tie.holds}", style="not bold")
    return text


def when_of(tie: "DossierTie") -> str:
    """Return when a tie is said to hold, else as of when it is attested, else `undated`."""
    told = _list_dates([date_words(time) for time in tie.times])
    if told:
        return told
    if not tie.attested:
        return "undated"
    first, last = tie.attested[0], tie.attested[-1]
    return f"attested {date_words(first)}" + (f" to {date_words(last)}" if first != last else "")


def _list_dates(dates: Sequence[str]) -> str:
    """Return the first few of some dates."""
    more = f" and {len(dates) - DATES_SHOWN} more" if len(dates) > DATES_SHOWN else ""
    return "; ".join(dates[:DATES_SHOWN]) + more


def standing_words(tie: "DossierTie") -> str:
    """Return how a tie stands, and on how many independent roots: `asserted, 2 roots`, `DENIED by 1 root`."""
    asserting, denying = count_words(tie.roots, "root"), count_words(tie.denying_roots, "root")
    if tie.standing is Standing.DENIED:
        return f"DENIED by {denying}"
    if tie.standing is Standing.CONTESTED:
        return f"CONTESTED: asserted by {asserting}, denied by {denying}"
    if tie.standing is Standing.ONLY_INTENDED:
        said = tie.best.claim.factuality
        return said.modality.value if said.modality is not Modality.ACTUAL else Modality.INTENDED.value
    if tie.standing is Standing.ONLY_HEDGED:
        sure = tie.best.claim.factuality.certainty
        return f"hedged ({(Certainty.POSSIBLE if sure is Certainty.CERTAIN else sure).value}), {asserting}"
    return f"asserted, {asserting}"


def _word(view: "ClaimView") -> "Text":
    """Return who says something, in which words, with the claim's id."""
    from rich.text import Text

    text = Text()
    text.append(f"{chain_words(view.say_so)}: ", style="green")
    for flag in flags_of(view.claim.factuality):
        text.append(f"{flag.word} ", style=flag.style)
    text.append(f"“{clean(short_quote(view))}”")
    text.append(f" [{short_id(view.claim.id)}]", style="dim")
    return text


def short_quote(view: "ClaimView") -> str:
    """Return the exact words round the trigger, whole where they are short; `…` stands for what is left out."""
    claim = view.claim
    words, base = claim.evidence.words, claim.evidence.span.start
    if len(words) <= QUOTE_LETTERS:
        return " ".join(words.split())
    parts = [span for span in (claim.subject.span, claim.trigger, claim.object.span) if span.start < span.end]
    inside = [span for span in parts if claim.evidence.span.contains(span)] or [claim.evidence.span]
    first, last = min(span.start for span in inside) - base, max(span.end for span in inside) - base
    if last - first > QUOTE_LETTERS:  # too far apart: what the trigger says of the one nearest to it
        middle = (claim.trigger.start + claim.trigger.end) // 2 - base
        first, last = middle - QUOTE_LETTERS // 2, middle + QUOTE_LETTERS // 2
    spare = max(0, QUOTE_LETTERS - (last - first)) // 2
    start, end = _whole_words(words, max(0, first - spare), min(len(words), last + spare))
    cut = " ".join(words[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(words) else ''}"


def _whole_words(words: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends of a stretch outwards to the ends of words, as far as 20 letters."""
    left = words.rfind(" ", max(0, start - 20), start + 1)
    right = words.find(" ", end, end + 20)
    start = 0 if start < 12 else left + 1 if left >= 0 else start
    end = len(words) if end > len(words) - 12 else right if right >= 0 else end
    return start, end


def _print_said(console: "Console", view: "ClaimView") -> None:
    """Print a claim that rests on the actor's word."""
    from rich.padding import Padding

    from sayso.cli.tables import statement_text

    console.print(Padding(statement_text(view), (0, 0, 0, 2), expand=False))
    console.print(Padding(_word(view), (0, 0, 0, 6), expand=False))


def _print_unsure(console: "Console", row: "ActorRow", unsure: Sequence["ActorRow"], case_words: str) -> None:
    """Print actors that may be the same, with how to rule."""
    if not unsure:
        return
    console.print("\n── May be the same, kept apart", style="bold")
    for line in _unsure_lines(unsure):
        console.print(line)
    first = unsure[0]
    console.print(f'One and the same? sayso same "{clean(row.name)}" {first.id}{case_words}', style="dim")
    console.print(f'Not the same?     sayso different "{clean(row.name)}" {first.id}{case_words}', style="dim")


def _unsure_lines(unsure: Sequence["ActorRow"], most: int = 8) -> Iterator[str]:
    """Yield the likeliest twins, one a line, and how many more there are."""
    for other in unsure[:most]:
        yield f"  {clean(other.name)} ({other.type.value}), {count_words(other.claims, 'claim')}, {other.id}"
    if len(unsure) > most:
        yield f"  and {len(unsure) - most} more"
