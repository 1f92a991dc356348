"""State rival hypotheses, rate what is said against them, and show what is least contradicted."""

import click

from sayso.cli.commands.decide import ruling_options
from sayso.cli.decided import report_ruling
from sayso.cli.options import case_option, examples, json_option, limit_option, open_case, repeat_case
from sayso.cli.wording import clean, count_words, full_start
from sayso.model.hypothesis import Rating, Relevance


@click.group(
    "hypotheses",
    invoke_without_command=True,
    epilog=examples(
        'sayso hypotheses add "Who paid for the ship?" "The port did" -s "Port | funds | Ship"',
        "sayso hypotheses show",
        'sayso hypotheses rate 1f8a2b3c "The port did" II --why "the invoices name another"',
        "sayso hypotheses --json",
    ),
)
@case_option
@json_option
@click.pass_context
def hypotheses_command(context: click.Context, case_path: str | None, as_json: bool) -> None:
    """Compare rival hypotheses: which is least contradicted by what is said, and on whose word that hangs.

    Evidence counts once for each independent root. What is consistent with a hypothesis proves nothing; what is least
    contradicted is not thereby true. Without a command the questions are listed.
    """
    given = {"case_path": case_path, "as_json": as_json}
    context.default_map = dict.fromkeys(hypotheses_command.commands, given)
    if context.invoked_subcommand is None:
        context.invoke(_list, **given)


@hypotheses_command.command("list")
@case_option
@json_option
def _list(case_path: str | None, as_json: bool) -> None:
    """List the questions with their hypotheses."""
    with open_case(case_path) as case:
        rows = case.hypotheses()
    if as_json:
        from sayso.cli.records import record_shape
        from sayso.cli.shapes import dump

        click.echo(dump({"questions": record_shape(rows)}))
        return
    for row in rows:
        click.echo(f"{clean(row.question)}  [{row.id}] · {count_words(row.ratings, 'rating')}")
        for at, title in enumerate(row.hypotheses, 1):
            click.echo(f"  H{at} {clean(title)}")
    if not rows:
        click.echo('No hypothesis yet. State one: sayso hypotheses add QUESTION TITLE -s "A | predicate | B"')


@hypotheses_command.command("show")
@click.argument("question", required=False)
@limit_option(40)
@case_option
@json_option
def _show(question: str | None, limit: int, case_path: str | None, as_json: bool) -> None:
    """Show what is said beside the hypotheses on QUESTION: its words, its id, or the start of either.

    A proposal stands in brackets and counts nowhere.
    """
    with open_case(case_path) as case:
        matrix = case.compare(question, limit=limit)
    if as_json:
        from sayso.cli.records import dump_record

        click.echo(dump_record(matrix))
        return
    from sayso.cli.matrix import print_matrix

    print_matrix(matrix, repeat_case(case_path))


@hypotheses_command.command("add")
@click.argument("question")
@click.argument("title")
@click.option(
    "-s",
    "--statement",
    "statements",
    multiple=True,
    required=True,
    metavar="STATEMENT",
    help='"A | predicate | B", then "| denied" and "| as of DATE"; or free words. Several are meant together.',
)
@ruling_options
def _add(
    question: str,
    title: str,
    statements: tuple[str, ...],
    by: str | None,
    why: str | None,
    case_path: str | None,
    as_json: bool,
) -> None:
    """State a hypothesis on a question; `sayso undo` takes it away."""
    with open_case(case_path) as case:
        ruling = case.add_hypothesis(question, title, statements, by=by, why=why)
    report_ruling(ruling, case_path, as_json)


@hypotheses_command.command("reword")
@click.argument("hypothesis")
@click.option("--title", help="What it is called from now on.")
@click.option("-s", "--statement", "statements", multiple=True, metavar="STATEMENT", help="In place of all before.")
@ruling_options
def _reword(
    hypothesis: str,
    title: str | None,
    statements: tuple[str, ...],
    by: str | None,
    why: str | None,
    case_path: str | None,
    as_json: bool,
) -> None:
    """Word a hypothesis anew; its ratings stay. HYPOTHESIS is its id, the start of it, or its title."""
    with open_case(case_path) as case:
        ruling = case.reword_hypothesis(hypothesis, title=title, statements=statements or None, by=by, why=why)
    report_ruling(ruling, case_path, as_json)


@hypotheses_command.command("rate")
@click.argument("claim")
@click.argument("hypothesis")
@click.argument("rating", type=click.Choice([one.value for one in Rating], case_sensitive=False))
@click.option(
    "--relevance",
    type=click.Choice([one.value for one in Relevance]),
    help="How much it bears on the question; for its row.",
)
@ruling_options
def _rate(
    claim: str,
    hypothesis: str,
    rating: str,
    relevance: str | None,
    by: str | None,
    why: str | None,
    case_path: str | None,
    as_json: bool,
) -> None:
    """Rate how what CLAIM says goes with HYPOTHESIS.

    CC very consistent, C consistent, N neutral or not applicable, I inconsistent, II very inconsistent. It holds for
    all that the same root says to the same effect.
    """
    with open_case(case_path) as case:
        ruling = case.rate(full_start(claim), hypothesis, rating, relevance=relevance, by=by, why=why)
    report_ruling(ruling, case_path, as_json)
