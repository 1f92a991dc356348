"""Put ties of a network into words: who, what, when, how well it stands, on whose word."""

from typing import TYPE_CHECKING

from sayso.cli.date_words import date_words
from sayso.cli.wording import clean, count_words, name_predicate
from sayso.model.edge import Standing

if TYPE_CHECKING:
    from rich.text import Text

    from sayso.model.network import NetworkTie

DATES_SHOWN = 3
STYLES = {
    Standing.CONTESTED: "bold red",
    Standing.DENIED: "bold red",
    Standing.ONLY_HEDGED: "yellow",
    Standing.ONLY_INTENDED: "magenta",
}


def tie_text(tie: "NetworkTie") -> "Text":
    """Return subject, predicate and object, with DENIED, hedged or intended before them where nothing stronger is."""
    from rich.text import Text

    text = Text()
    flag = {Standing.DENIED: "DENIED", Standing.ONLY_HEDGED: "hedged", Standing.ONLY_INTENDED: "intended"}
    if tie.standing in flag:
        text.append(f"{flag[tie.standing]} ", style=STYLES[tie.standing])
    text.append(clean(tie.subject), style="bold")
    text.append(f" – {name_predicate(tie.predicate)} – ", style="cyan")
    text.append(clean(tie.object), style="bold")
    return text


def standing_text(tie: "NetworkTie") -> "Text":
    """Return how a tie stands, and on how many independent roots."""
    from rich.text import Text

    asserting, denying = count_words(tie.roots, "root"), count_words(tie.denying_roots, "root")
    words = {
        Standing.DENIED: f"DENIED by {denying}",
        Standing.CONTESTED: f"CONTESTED: {asserting} for, {denying} against",
        Standing.ONLY_INTENDED: "intended",
        Standing.ONLY_HEDGED: f"hedged, {asserting}",
    }
    return Text(words.get(tie.standing, f"asserted, {asserting}"), style=STYLES.get(tie.standing, "green"))


def when_words(tie: "NetworkTie") -> str:
    """Return when a tie is said to hold, else as of when it is attested, else `undated`; then the answer asked for."""
    if tie.times:
        more = f" and {len(tie.times) - DATES_SHOWN} more" if len(tie.times) > DATES_SHOWN else ""
        words = "; ".join(date_words(time) for time in tie.times[:DATES_SHOWN]) + more
    elif tie.attested:
        first, last = tie.attested[0], tie.attested[-1]
        words = f"said {date_words(first)}" + (f" to {date_words(last)}" if first != last else "")
    else:
        words = "undated"
    return words if tie.holds is None else f"{words}\n{tie.holds}"


def who_words(tie: "NetworkTie") -> str:
    """Return some of the roots that a tie rests on, those that deny it apart; `and N more` where there are more."""
    sides = []
    for names, total, before in ((tie.said_by, tie.roots, ""), (tie.denied_by, tie.denying_roots, "denied by ")):
        if names:
            more = f" and {total - len(names)} more" if total > len(names) else ""
            sides.append(before + clean(", ".join(names)) + more)
    return "; ".join(sides) or "nobody named"
