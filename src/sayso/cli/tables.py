"""Lay claims, documents and actors out in columns that can be read at 80 characters."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sayso.cli.wording import (
    chain_words,
    clean,
    distinct_names,
    flags_of,
    name_predicate,
    qualifiers_of,
    ruling_words,
    short_id,
    when_words,
)

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from sayso.model.view import ActorRow, ClaimView, DocumentRow


def make_console(*, to_error: bool = False) -> "Console":
    """Return a console on standard output (or error); 80 columns where no terminal tells another width."""
    from rich.console import Console

    return Console(stderr=to_error, highlight=False, markup=False, emoji=False, soft_wrap=False)


def make_table(*columns: tuple[str, dict[str, object]]) -> "Table":
    """Return an empty table with the house's look; each column is a heading and its rich options."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False, expand=True)
    for heading, options in columns:
        table.add_column(heading, **options)  # type: ignore[arg-type]
    return table


def statement_text(view: "ClaimView") -> "Text":
    """Return subject, predicate and object with the flags that must stand beside them."""
    from rich.text import Text

    text = Text()
    for flag in flags_of(view.claim.factuality):
        text.append(flag.word, style=flag.style)
        text.append(" ")
    text.append(clean(view.subject), style="bold")
    text.append(f" – {name_predicate(view.claim.predicate)} – ", style="cyan")
    text.append(clean(view.object), style="bold")
    for phrase in qualifiers_of(view):
        text.append(f", {phrase}", style="dim")
    if ruled := ruling_words(view):
        text.append(f" [{ruled}]", style="magenta")
    return text


def claims_table(views: Iterable["ClaimView"]) -> "Table":
    """Return claims as a table: id, who says so, what is said, when."""
    from rich.text import Text

    table = make_table(
        ("Claim", {"no_wrap": True}),
        ("Who says so", {"ratio": 5, "overflow": "fold"}),
        ("What is said", {"ratio": 6, "overflow": "fold"}),
        ("When", {"no_wrap": True}),
    )
    for view in views:
        said = Text(chain_words(view.say_so))
        when = Text(_two_lines(when_words(view)))
        if view.holds is not None:
            when.append(f"\n{view.holds.value.replace('last ', 'last\n')}", style="cyan")
        table.add_row(Text(short_id(view.claim.id), style="dim"), said, statement_text(view), when)
    return table


def _two_lines(when: str) -> str:
    """Return a date so that it takes ten columns: an interval on two lines, `said` above its date."""
    if len(when) <= len("2012-06-30"):
        return when
    return when.replace("/", "/\n", 1).replace("said ", "said\n", 1).replace("attested ", "attested\n", 1)


def documents_table(rows: Iterable["DocumentRow"]) -> "Table":
    """Return documents as a table: name, publisher and author, date, words, claims, what stands out."""
    from rich.text import Text

    table = make_table(
        ("Document", {"ratio": 4, "overflow": "fold"}),
        ("Published by", {"ratio": 3, "overflow": "fold"}),
        ("Date", {"no_wrap": True}),
        ("Words", {"justify": "right", "no_wrap": True}),
        ("Claims", {"justify": "right", "no_wrap": True}),
    )
    for row in rows:
        title = Text(clean(row.title or row.name), style="bold")
        if row.title and row.title != row.name:
            title.append(f"\n{clean(row.name)}", style="dim")
        if row.copies:
            title.append(f"\nshares text with {clean(', '.join(row.copies))}", style="yellow")
        if row.status != "read":
            title.append(f"\n{row.status}: {clean(row.reason or 'not read yet')}", style="red")
        by = ", ".join(part for part in (row.publisher, *row.authors) if part)
        table.add_row(title, Text(clean(by) or "–"), row.date or "–", f"{row.words:,}", f"{row.claims:,}")
    return table


def list_names(names: Sequence[str], most: int = 4) -> str:
    """Return the first names of a list, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return clean(", ".join(names[:most])) + more


def actors_table(rows: Iterable["ActorRow"]) -> "Table":
    """Return actors as a table: name with other names, type, documents, claims."""
    from rich.text import Text

    table = make_table(
        ("Actor", {"ratio": 1, "overflow": "fold"}),
        ("Type", {"no_wrap": True}),
        ("Docs", {"justify": "right", "no_wrap": True}),
        ("Claims", {"justify": "right", "no_wrap": True}),
    )
    for row in rows:
        name = Text(clean(row.name), style="bold" if row.named else "")
        others = distinct_names(row.name, row.aliases)
        if others:
            name.append(f"\nalso {list_names(others)}", style="dim")
        table.add_row(name, row.type.value, f"{row.documents:,}", f"{row.claims:,}")
    return table


def print_all(console: "Console", *parts: "RenderableType") -> None:
    """Print parts one under another."""
    for part in parts:
        console.print(part)
