"""Find words."""

from collections.abc import Sequence

import click

from sayso.cli.options import (
    case_option,
    examples,
    json_option,
    limit_option,
    min_confidence_option,
    open_case,
    repeat_case,
)
from sayso.cli.shapes import dump, hit_shape
from sayso.cli.wording import clean, count_words, short_id
from sayso.model.view import HitKind, SearchHit


@click.command(
    "search", epilog=examples("sayso search three fishing companies", "sayso search rifles --limit 5 --json")
)
@click.argument("words", nargs=-1, required=True)
@min_confidence_option
@limit_option(20)
@case_option
@json_option
def search_command(
    words: tuple[str, ...], min_confidence: float | None, limit: int, case_path: str | None, as_json: bool
) -> None:
    """Find words in documents, claims and frames, best first; all of them must stand there."""
    with open_case(case_path) as case:
        hits = case.search(" ".join(words), limit, min_confidence=min_confidence)
    if as_json:
        click.echo(dump({"hits": [hit_shape(hit) for hit in hits]}))
        return
    if not hits:
        click.echo("Nothing found.")
        return
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
    shown = next((hit for hit in hits if hit.kind is HitKind.CLAIM), None)
    if shown:
        click.echo(f"See a claim with who says so: sayso show {short_id(shown.id)}{repeat_case(case_path)}")


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
