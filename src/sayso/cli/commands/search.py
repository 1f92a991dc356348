"""Find words."""

from collections.abc import Sequence
from typing import Any

import click

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
from sayso.cli.shapes import dump, search_shape
from sayso.cli.wording import clean, count_words, short_id
from sayso.model.search import HitKind, SearchHit, SearchPage

FACETS_SHOWN = 8
"""How many values of a field one line lists."""


@click.command(
    "search",
    epilog=examples(
        "sayso search three fishing companies",
        "sayso search '\"in quotation marks\" harbo* -ferry' --kind claim",
        "sayso search rifles OR ammunition --actor Calder --since 2015 --facets",
    ),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("words", nargs=-1)
@click.option(
    "--kind",
    type=click.Choice([one.value for one in HitKind]),
    multiple=True,
    help="Look in segments, claims or frames; may be given several times.",
)
@filter_options()
@min_confidence_option
@click.option("--facets", is_flag=True, help="Print how many places were found by kind, predicate, document and more.")
@click.option("--after", metavar="KEY", help="Go on after this hit, as the end of the page before names it.")
@limit_option(20)
@case_option
@json_option
def search_command(
    words: tuple[str, ...],
    kind: tuple[str, ...],
    facets: bool,
    after: str | None,
    limit: int,
    case_path: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Find words in documents, claims and frames, best first; all of them must stand there.

    Quotation marks hold words together, - before a word leaves out, * after it takes it for the start of a word, OR
    takes either. With options alone the claims that answer are listed, newest first.
    """
    with open_case(case_path) as case:
        name_namesakes(case, asked["actor"])
        page = case.search(" ".join(words), kind=list(kind) or None, limit=limit, after=after, **asked)
    if as_json:
        click.echo(dump(search_shape(page)))
        return
    if not page.hits:
        click.echo("Nothing found.")
        return
    _print_hits(page.hits)
    if facets:
        for line in _facet_lines(page):
            click.echo(line)
        click.echo()
    case_words = repeat_case(case_path)
    if page.after:
        many = f"more than {page.total:,} places" if page.more else count_words(page.total, "place")
        click.echo(f"{many}; the next page: --after {page.after}")
    shown = next((hit for hit in page.hits if hit.kind is HitKind.CLAIM), None)
    if shown:
        click.echo(f"See a claim with who says so: sayso show {short_id(shown.id)}{case_words}")


def _print_hits(hits: Sequence[SearchHit]) -> None:
    """Print excerpts with what was found in them."""
    from rich.text import Text

    from sayso.cli.tables import make_console

    console = make_console()
    for held in _by_words(hits):
        hit = held[0]
        text = Text(clean(hit.text))
        for span in hit.marks:
            text.stylize("bold yellow", span.start, span.end)
        console.print(Text(f"{clean(hit.title or hit.document)}: {_kinds(held)}", style="dim"))
        console.print(text)
        console.print()


def _facet_lines(page: SearchPage) -> list[str]:
    """Return a line a field: `predicate: funds 12, arms 3`."""
    lines = [f"Of {'the first ' if page.more else ''}{count_words(page.total, 'place')}:"]
    for facet in page.facets:
        counts = [f"{clean(one.label)} {one.count:,}" for one in facet.counts[:FACETS_SHOWN]]
        more = facet.more + len(facet.counts) - len(counts)
        lines.append(f"  {facet.name}: {', '.join(counts)}{f' and {more} more' if more else ''}")
    return lines


def _by_words(hits: Sequence[SearchHit]) -> list[list[SearchHit]]:
    """Gather hits that show the same words of one document, in the order of the first of them, the longest first."""
    groups: list[list[SearchHit]] = []
    for hit in hits:
        group = next((one for one in groups if one[0].document == hit.document and _hold(one[0], hit)), None)
        if group is None:
            groups.append([hit])
        else:
            group.insert(0 if len(hit.text) > len(group[0].text) else len(group), hit)
    return groups


def _hold(one: SearchHit, other: SearchHit) -> bool:
    """Tell whether the words of one excerpt stand in the other."""
    short, whole = sorted((one.text.strip(" ….\n"), other.text), key=len)
    return short.strip(" ….\n") in whole


def _kinds(hits: Sequence[SearchHit]) -> str:
    """Return what was found in one place: the text, claims by their short ids, frames."""
    claims = [short_id(hit.id) for hit in hits if hit.kind is HitKind.CLAIM]
    frames = sum(1 for hit in hits if hit.kind is HitKind.FRAME)
    parts = ["text"] if any(hit.kind is HitKind.SEGMENT for hit in hits) else []
    parts += [f"{'claim' if len(claims) == 1 else 'claims'} {', '.join(claims)}"] if claims else []
    parts += [count_words(frames, "untyped frame")] if frames else []
    return ", ".join(parts)
