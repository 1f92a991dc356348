"""Print rival hypotheses against what is said: a row for what each root says, a column for each hypothesis."""

from typing import TYPE_CHECKING

from sayso.cli.quoting import quoted_claim
from sayso.cli.tables import make_console, make_table
from sayso.cli.wording import clean, count_words, short_id
from sayso.model.hypothesis import Telling

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.model.hypothesis import Cell, EvidenceRow, RivalMatrix

BAR = 4


def print_matrix(matrix: "RivalMatrix", case_words: str) -> None:
    """Print the hypotheses, the matrix, what becomes of the order when a root falls, and what is missing."""
    from rich.text import Text

    console = make_console()
    console.print(Text(clean(matrix.question), style="bold"))
    for rival in matrix.rivals:
        stands = rival.standing
        rank = "not compared: nothing rated" if stands.rank is None else f"place {stands.rank}"
        line = Text(f"{rival.label} {clean(rival.hypothesis.title)}", style="bold cyan")
        told = f" · {rank} · inconsistency {stands.inconsistency:g}, from {count_words(stands.against, 'root')}"
        line.append(f"{told}; {stands.agreeing} agree", style="not bold not cyan")
        console.print(line)
        for one in rival.hypothesis.statements:
            console.print(Text(f"   {clean(one.words)}", style="dim"))
    if matrix.rows:
        console.print()
        _print_rows(console, matrix)
    console.print(Text(f"\n{clean(matrix.words)}", style="bold"))
    for fall in matrix.falls:
        if fall.changes_order:
            console.print(Text(f"  {clean(fall.words)}"))
    _print_rest(console, matrix, case_words)


def _print_rows(console: "Console", matrix: "RivalMatrix") -> None:
    from rich.text import Text

    table = make_table(
        ("Who says so, in which words", {"ratio": 1, "overflow": "fold"}),
        *((rival.label, {"no_wrap": True, "justify": "center"}) for rival in matrix.rivals),
        ("Tells apart", {"no_wrap": True}),
    )
    for row in matrix.rows:
        table.add_row(quoted_claim(row.view), *map(_cell, row.cells), Text(_telling(row)))
    console.print(table)


def _cell(cell: "Cell") -> "Text":
    """Return a rating; a proposal in brackets."""
    from rich.text import Text

    if cell.rating is not None:
        return Text(
            cell.rating.value + ("!" if cell.disputed else ""), style="bold red" if cell.rating.against else "bold"
        )
    return Text(f"({cell.proposal.rating.value})" if cell.proposal else "·", style="dim")


def _telling(row: "EvidenceRow") -> str:
    if row.spread is None:
        return ""
    if row.telling is not Telling.TELLS_APART:
        return row.telling.value
    filled = round(row.spread * BAR)
    return "■" * filled + "□" * (BAR - filled)


def _print_rest(console: "Console", matrix: "RivalMatrix", case_words: str) -> None:
    """Say what is missing, what was left out, and what to type next."""
    if matrix.missing:
        console.print(
            f"{count_words(matrix.missing, 'cell')} of {matrix.total_rows * len(matrix.rivals)} not rated yet."
        )
    if matrix.total_rows > len(matrix.rows):
        console.print(f"{matrix.total_rows - len(matrix.rows)} more rows: --limit {matrix.total_rows}")
    if matrix.set_aside:
        console.print(f"Left aside: ratings of {count_words(matrix.set_aside, 'claim')} that somebody rejected.")
    if matrix.orphans:
        console.print(
            f"{count_words(len(matrix.orphans), 'rating')} no longer found: sayso decisions --orphans{case_words}"
        )
    if any(cell.proposal and cell.rating is None for row in matrix.rows for cell in row.cells):
        console.print("In brackets: proposals, which count nowhere. ! marks ratings that differ.", style="dim")
    first = next((row for row in matrix.rows if any(cell.rating is None for cell in row.cells)), None)
    if first is not None:
        named = matrix.rivals[0].hypothesis.id
        line = f"Rate: sayso hypotheses rate {short_id(first.id)} {named} C{case_words}"
        console.print(line, style="dim")
