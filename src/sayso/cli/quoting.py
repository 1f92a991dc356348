"""Print a claim as who says it, in which words: the line under everything that rests on claims."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sayso.cli.dossier import short_quote
from sayso.cli.wording import chain_words, clean, count_words, flags_of, short_id

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.model.edge import Root
    from sayso.model.view import ClaimView

ROOTS_NAMED = 4


def quoted_claim(view: "ClaimView") -> "Text":
    """Return who says something, when that was written, in which words, with the claim's id."""
    from rich.text import Text

    text = Text(chain_words(view.say_so), style="green")
    if view.attested:
        text.append(f", {clean(view.attested)}", style="dim green")
    text.append(": ", style="green")
    for flag in flags_of(view.claim.factuality):
        text.append(f"{flag.word} ", style=flag.style)
    text.append(f"“{clean(short_quote(view))}”", style="not green")
    text.append(f" [{short_id(view.claim.id)}]", style="dim")
    return text


def print_claims(console: "Console", views: Iterable["ClaimView"], *, most: int, indent: int = 6) -> None:
    """Print claims one under another, and how many more there are."""
    from rich.padding import Padding

    held = list(views)
    for view in held[:most]:
        console.print(Padding(quoted_claim(view), (0, 0, 0, indent), expand=False))
    if len(held) > most:
        console.print(f"{' ' * indent}and {count_words(len(held) - most, 'more claim')}", style="dim")


def name_roots(roots: Sequence["Root"]) -> str:
    """Return the names of roots, unknown ones and graded ones marked as such."""
    named = [_root_name(root) for root in roots[:ROOTS_NAMED]]
    more = f" and {len(roots) - ROOTS_NAMED} more" if len(roots) > ROOTS_NAMED else ""
    return clean(", ".join(named)) + more if named else "nobody"


def _root_name(root: "Root") -> str:
    marks = [] if root.named else ["unnamed"]
    marks += [f"graded {root.grade}"] if root.grade else []
    return f"{root.name} ({', '.join(marks)})" if marks else root.name
