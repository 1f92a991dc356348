"""Show whose word an edge rests on."""

from typing import TYPE_CHECKING

import click

from sayso.cli.options import (
    case_option,
    examples,
    json_option,
    min_confidence_option,
    name_namesakes,
    open_case,
    repeat_case,
)
from sayso.cli.records import record_shape
from sayso.cli.wording import clean, count_words, name_predicate, short_id
from sayso.model.lineage import LinkKind

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    from sayso.model.lineage import LineageNode, LineageView, RootWord
    from sayso.model.view import ClaimView


@click.command(
    "roots",
    epilog=examples(
        'sayso roots "Bank of Lanthe" "Red Heron Brigade"',
        'sayso roots Maravia shelters "Red Heron Brigade"',
        'sayso roots "Corvane Lines" arms "Red Heron Brigade" --json',
    ),
)
@click.argument("subject")
@click.argument("words", nargs=-1, required=True, metavar="[PREDICATE] OBJECT")
@min_confidence_option
@case_option
@json_option
def roots_command(
    subject: str, words: tuple[str, ...], min_confidence: float | None, case_path: str | None, as_json: bool
) -> None:
    """Show whose word it rests on that SUBJECT does PREDICATE to OBJECT; without PREDICATE, all that ties the two.

    A tree leads from each document, over whom it credits, to the root; copies stand under the first document. Then
    come the roots with what they say, those that are unknown, related, or speak in their own matter marked as such,
    and circles of citations. The credibility is a proposal after the Admiralty code: people grade.
    """
    if len(words) > 2:
        raise click.UsageError("Give SUBJECT, PREDICATE and OBJECT; put names of several words in quotes.")
    predicate = words[0] if len(words) == 2 else None
    with open_case(case_path) as case:
        name_namesakes(case, subject, words[-1])
        found = case.roots(subject, words[-1], predicate=predicate, min_confidence=min_confidence)
    if as_json:
        from sayso.cli.shapes import dump

        click.echo(dump({"edges": record_shape(found)}))
        return
    if not found:
        click.echo("No claim says so. Ask the other way round, or see: sayso actor NAME")
        return
    from sayso.cli.tables import make_console

    console = make_console()
    for view in found:
        _print_lineage(console, view)
    first = found[0].claims[0]
    console.print(
        f"\nSee a claim in its paragraph: sayso show {short_id(first.claim.id)}{repeat_case(case_path)}", style="dim"
    )


def _print_lineage(console: "Console", view: "LineageView") -> None:
    from rich.padding import Padding
    from rich.text import Text

    lineage = view.lineage
    head = Text("\n── ", style="bold cyan")
    head.append(clean(view.subject), style="bold")
    head.append(f" – {name_predicate(view.edge.predicate)} – ")
    head.append(clean(view.object), style="bold")
    console.print(head)
    console.print(Padding(Text(f"{lineage.words} · {view.standing.value}"), (0, 0, 0, 3), expand=False))
    if view.capped:
        many = f"{count_words(view.claims_total, 'claim')}, {count_words(view.roots_total, 'root')}"
        denied = f", denied by {count_words(view.denying_roots_total, 'root')}" if view.denying_roots_total else ""
        console.print(Padding(Text(f"the surest of {many}{denied} in all"), (0, 0, 0, 3), expand=False))
    reason = f"proposed credibility {view.credibility.grade} of 6: {view.credibility.reason}"
    console.print(Padding(Text(clean(reason), style="dim"), (0, 0, 0, 3), expand=False))
    for node in lineage.tree:
        console.print(Padding(_tree(node), (0, 0, 0, 3), expand=False))
    claims = {claim.claim.id: claim for claim in view.claims}
    for word in lineage.roots:
        _print_root(console, word, claims)
    for one, other, why in lineage.related:
        words = f"related: {one.name} and {other.name} ({why})"
        console.print(Padding(Text(clean(words), style="yellow"), (0, 0, 0, 3), expand=False))
    for circle in lineage.circles:
        ring = " credits ".join((*circle.names, circle.names[0]))
        console.print(Padding(Text(clean(f"circle: {ring}"), style="bold red"), (0, 0, 0, 3), expand=False))


def _tree(node: "LineageNode") -> "Tree":
    """Return a document with those whom it credits, the root at the end of each way."""
    from rich.tree import Tree

    tree = Tree(_place(node), guide_style="dim")
    for child in node.children:
        tree.add(_tree(child))
    return tree


def _place(node: "LineageNode") -> "Text":
    from rich.text import Text

    if node.kind is LinkKind.DOCUMENT:
        text = Text(clean(node.name), style="bold")
        text.append(f", {clean(node.date or 'no date')}", style="not bold dim")
        if node.copies:
            text.append(f" and {count_words(len(node.copies), 'copy', 'copies')} of it", style="not bold yellow")
    else:
        text = Text(clean(node.name))
        text.append(f" ({node.kind.value})", style="dim")
    if node.root is None:
        return text
    own = node.kind is not LinkKind.DOCUMENT and clean(node.root.name) == clean(node.name)
    text.append(" ◂ root" if own else f" ◂ root: {clean(node.root.name)}", style="bold green")
    counts = [count_words(len(node.claims), "claim")] if node.claims else []
    counts += [f"{count_words(len(node.denials), 'denial')}"] if node.denials else []
    text.append(f", {', '.join(counts)}", style="dim")
    return text


def _print_root(console: "Console", word: "RootWord", claims: "dict[str, ClaimView]") -> None:
    """Print one root with its surest words on either side."""
    from rich.padding import Padding
    from rich.text import Text

    from sayso.cli.quoting import quoted_claim

    text = Text(clean(word.root.name), style="bold green")
    marks = ["unknown"] if word.unknown else []
    marks += [f"graded {word.root.grade}"] if word.root.grade else []
    marks += [f"in its own matter: {clean(word.party)}"] if word.party else []
    text.append(f" · in {count_words(word.documents, 'document')}", style="not bold dim")
    if marks:
        text.append(f" · {'; '.join(marks)}", style="not bold yellow")
    console.print(Padding(text, (0, 0, 0, 3), expand=False))
    for side in (word.asserted, word.denied):
        shown = max((claims[one] for one in side if one in claims), key=_sureness, default=None)
        if shown is not None:
            console.print(Padding(quoted_claim(shown), (0, 0, 0, 6), expand=False))


def _sureness(view: "ClaimView") -> tuple[bool, bool, float, str]:
    said = view.claim.factuality
    return said.modality.value == "actual", said.certainty.value == "certain", view.claim.confidence, view.claim.id
