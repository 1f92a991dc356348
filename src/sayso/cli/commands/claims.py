"""List claims, and show one where it stands."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.decided import decision_line
from sayso.cli.filters import filter_options
from sayso.cli.options import (
    case_option,
    examples,
    json_option,
    limit_option,
    min_confidence_option,
    name_namesakes,
    open_case,
    repeat_case,
)
from sayso.cli.shapes import claim_shape, context_shape, dump, dump_line
from sayso.cli.wording import chain_words, clean, count_words, full_start, short_id, when_words

if TYPE_CHECKING:
    from rich.text import Text

    from sayso.casefile import Casefile
    from sayso.model.view import ClaimInContext, ClaimView

MARK_STYLES = {
    "subject": "bold underline",
    "object": "bold underline",
    "predicate": "bold cyan",
    "source": "italic green",
}
CSV_COLUMNS = (
    *("id", "document", "say_so", "subject", "predicate", "object", "polarity", "certainty", "modality"),
    *("time", "attested", "place", "amount", "role", "about", "confidence", "quote"),
)


@click.command(
    "claims",
    epilog=examples(
        'sayso claims --actor "Red Heron Brigade" --denied',
        'sayso claims --source "Almery Courier" --min-confidence 0.5',
        "sayso claims --predicate funds --predicate arms --as-of 2018 --format csv",
    ),
)
@filter_options()
@min_confidence_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="The form.",
)
@click.option("--after", metavar="CLAIM", help="Go on after this claim (its whole id).")
@limit_option(None)
@case_option
@json_option
def claims_command(
    form: str,
    after: str | None,
    limit: int | None,
    case_path: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """List claims in order of document and place, each with its say-so.

    What somebody denies is marked DENIED, what is hedged probable or possible, what is planned or supposed intended or
    hypothetical. A date after `said` is when it was said, where the text does not tell when it was so.
    """
    with open_case(case_path) as case:
        name_namesakes(case, asked["actor"])
        found = case.claims(limit=limit, after=after, **asked)
        if as_json:
            click.echo(dump({"claims": [claim_shape(view) for view in found]}))
        elif form == "jsonl":
            for view in found:
                click.echo(dump_line(claim_shape(view)))
        elif form == "csv":
            _print_csv(found)
        else:
            views = list(found)
            _print_table(views, repeat_case(case_path))
            if after is None and (limit is None or len(views) < limit):
                _print_undated(case, asked)


def _print_undated(case: "Casefile", asked: dict[str, Any]) -> None:
    """Say how many claims a filter by date left out for want of any date that could answer it."""
    dates = [name for name in ("as_of", "known_on", "since", "until") if asked[name] is not None]
    if not dates:
        return
    rest = case.claims(**(asked | dict.fromkeys(dates)))
    told = dates != ["known_on"]
    left = sum(not view.attested and not (told and view.claim.time) for view in rest)
    if left:
        options = " and ".join("--" + name.replace("_", "-") for name in dates)
        have = "has no date" if left == 1 else "have no date"
        click.echo(
            f"\n{count_words(left, 'claim')} {have} that could answer; to see what there is, leave out {options}."
        )


def _print_table(views: "list[ClaimView]", case_words: str) -> None:
    """Print claims as a table, with what to type next."""
    if not views:
        click.echo("No claim answers to that.")
        return
    from sayso.cli.tables import claims_table, make_console

    make_console().print(claims_table(views))
    click.echo(f"\nSee one in its paragraph: sayso show {short_id(views[0].claim.id)}{case_words}")


def _print_csv(views: "Iterable[ClaimView]") -> None:
    """Print claims as CSV (RFC 4180) with a heading."""
    import csv
    import sys

    writer = csv.writer(sys.stdout)
    writer.writerow(CSV_COLUMNS)
    for view in views:
        row = {
            **claim_shape(view),
            "subject": view.subject,
            "object": view.object,
            "document": view.document,
            "say_so": chain_words(view.say_so),
            "quote": view.claim.evidence.words,
        }
        writer.writerow([row[column] for column in CSV_COLUMNS])


@click.command("show", epilog=examples("sayso show 1f8a2b3c", "sayso show 1f8a2b3c --json"))
@click.argument("claim")
@case_option
@json_option
def show_command(claim: str, case_path: str | None, as_json: bool) -> None:
    """Show a claim in its paragraph, marked, with its say-so.

    CLAIM is an id or the start of one, as `sayso claims` prints it.
    """
    with open_case(case_path) as case:
        shown = case.show(full_start(claim))
    if as_json:
        click.echo(dump(context_shape(shown)))
        return
    from sayso.cli.tables import make_console, print_all, statement_text

    view = shown.view
    title = f"{view.title} " if view.title and view.title != view.document else ""
    place = f"{title}({view.document})" if title else view.document
    page = f", page {shown.page}" if shown.page else ""
    rows = (
        ("Who says so", chain_words(view.say_so)),
        ("When", when_words(view)),
        ("Document", clean(f"{place}{page}, {view.date or 'no date'}")),
        ("Found at", clean("; ".join(origin.location for origin in shown.origins)) or "unknown"),
        ("Voice", view.voice.value),
        ("Reader", f"{view.claim.reader}, confidence {view.claim.confidence:.2f}"),
        ("Claim", view.claim.id),
    )
    ruled = [("Ruled", line.strip()) for ruling in view.rulings for line in decision_line(ruling).splitlines()]
    lines = (f"  {label:<13}{words}" for label, words in (*rows, *ruled))
    print_all(make_console(), statement_text(view), *lines, "", marked_text(shown))


def marked_text(shown: "ClaimInContext") -> "Text":
    """Return the paragraph with its sentence in « » and its parts styled; the sentence shows without colour too."""
    from rich.text import Text

    text = Text(clean(shown.text), style="dim")
    text.stylize("not dim", shown.sentence.start, shown.sentence.end)
    for mark in shown.marks:
        if mark.what in MARK_STYLES:
            text.stylize(f"not dim {MARK_STYLES[mark.what]}", mark.span.start, mark.span.end)
    before, sentence, after = text.divide([shown.sentence.start, shown.sentence.end])
    return Text.assemble(before, "«", sentence, "»", after)
