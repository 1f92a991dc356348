"""Hold the casefile against watchlists."""

from typing import TYPE_CHECKING

import click

from sayso.cli.commands.decide import ruling_options
from sayso.cli.decided import report_ruling
from sayso.cli.options import case_option, examples, json_option, limit_option, open_case, repeat_case
from sayso.cli.outcome import ExitCode
from sayso.cli.shapes import Shape, dump
from sayso.cli.wording import clean, count_words
from sayso.model.watch import WatchEntry, Watchlist, WatchMatch, WatchReport

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_PROOF = "A match says that names are alike. It is no proof that they are one."


@click.group(
    "watch",
    epilog=examples(
        "sayso watch add entities.ftm.json --name harbour",
        "sayso watch add sdn.csv alt.csv add.csv",
        "sayso watch match --min-score 0.8",
        'sayso watch judge "Vera Holm" harbour/x-1 different --why "born too late"',
    ),
)
def watch_command() -> None:
    """Show who in the casefile is like an entry of a watchlist; a person judges whether they are one."""


@watch_command.command("add")
@click.argument("files", nargs=-1, required=True)
@click.option("--name", metavar="NAME", help="What the list is called here; default: un, ofac, or the file's name.")
@case_option
@json_option
def add_command(files: tuple[str, ...], name: str | None, case_path: str | None, as_json: bool) -> int:
    """Add a list, or a newer version of one.

    FILES: FollowTheMoney JSON lines, targets.simple.csv, the UN's consolidated XML, OFAC's sdn.csv with alt.csv and
    add.csv. A line that is no entry is refused with its reason, the others go in, and the exit code is 1.
    """
    with open_case(case_path) as case:
        report = case.watch_add(*files, name=name)
    if as_json:
        click.echo(dump(report_shape(report)))
    else:
        tell_added(report)
        click.echo(f"Who is like them: sayso watch match --list {report.list.name}{repeat_case(case_path)}")
    return ExitCode.PROBLEMS if report.refusals else ExitCode.FINE


@watch_command.command("list")
@click.option("--entries", "shown", metavar="NAME", help="The entries of this list.")
@limit_option(50)
@case_option
@json_option
def list_command(shown: str | None, limit: int, case_path: str | None, as_json: bool) -> None:
    """List the lists with their versions, or the entries of one."""
    with open_case(case_path) as case:
        lists = case.watchlists()
        entries = None if shown is None else list(case.watch_entries(shown, limit=limit))
    if entries is not None:
        click.echo(dump({"entries": [entry_shape(one) for one in entries]}) if as_json else _entry_lines(entries))
        return
    if as_json:
        click.echo(dump({"lists": [_list_shape(one) for one in lists]}))
        return
    for one in lists:
        click.echo(clean(f"{one.name}: {count_words(one.entries, 'entry', 'entries')}, {_version(one)}, {one.form}"))
    if not lists:
        click.echo("There is no watchlist. Add one: sayso watch add FILE")


@watch_command.command("match")
@click.option("--list", "listed", metavar="NAME", help="Entries of this list alone.")
@click.option("--actor", help="This actor alone: a name or id.")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="How like at least.")
@click.option("--judged", metavar="HOW", help="open, same, different or unsure: what people judged.")
@limit_option(50)
@case_option
@json_option
def match_command(
    listed: str | None,
    actor: str | None,
    min_score: float,
    judged: str | None,
    limit: int,
    case_path: str | None,
    as_json: bool,
) -> None:
    """List the actors that are like entries, with what speaks for and against it; leads, never proofs."""
    with open_case(case_path) as case:
        lists = {one.name: one for one in case.watchlists()}
        found = case.watch_matches(list=listed, actor=actor, min_score=min_score, judged=judged)
    shown = found[:limit]
    if as_json:
        held = [one for name, one in lists.items() if listed in (None, name)]
        click.echo(
            dump(
                {
                    "note": NO_PROOF,
                    "lists": [_list_shape(one) for one in held],
                    "total": len(found),
                    "matches": [match_shape(one) for one in shown],
                }
            )
        )
        return
    for one in shown:
        click.echo(clean(_match_lines(one, lists.get(one.entry.list))))
    if not lists:
        click.echo("There is no watchlist. Add one: sayso watch add FILE")
    elif not found:
        click.echo("Nobody is so like an entry.")
    else:
        more = f" {len(found) - limit:,} more: --limit." if len(found) > limit else ""
        click.echo(f"{count_words(len(found), 'match', 'matches')}. {NO_PROOF}{more}")


@watch_command.command("judge")
@click.argument("actor")
@click.argument("entry")
@click.argument("verdict", type=click.Choice(["same", "different", "unsure"]))
@ruling_options
def judge_command(
    actor: str, entry: str, verdict: str, by: str | None, why: str | None, case_path: str | None, as_json: bool
) -> None:
    """Rule whether an actor is the one of an entry: same, different or unsure.

    ENTRY is LIST/ID, as `sayso watch match` prints it. It is a decision like any other: `sayso undo` takes it back.
    """
    with open_case(case_path) as case:
        ruling = case.watch_judge(actor, entry, verdict, by=by, why=why)
    report_ruling(ruling, case_path, as_json)


@watch_command.command("remove")
@click.argument("name")
@case_option
def remove_command(name: str, case_path: str | None) -> None:
    """Take a list out; what people judged of its entries stays."""
    with open_case(case_path) as case:
        case.watch_remove(name)
    click.echo(f"Took out {clean(name)}. Judgements stay: sayso decisions --kind match{repeat_case(case_path)}")


def tell_added(report: WatchReport) -> None:
    """Say what came in, what was refused and what was passed over."""
    one = report.list
    counts = f"{report.new:,} new, {report.changed:,} changed, {report.gone:,} gone"
    entries = count_words(one.entries, "entry", "entries")
    click.echo(clean(f"{one.name}: {entries} ({counts}), {_version(one)}."))
    if report.passed:
        kinds = ", ".join(f"{many:,} {kind}" for kind, many in report.passed)
        click.echo(clean(f"  passed over: {kinds}"))
    for place, reason in report.refused:
        click.echo(clean(f"  refused: {place}: {reason}"))
    if report.refusals > len(report.refused):
        click.echo(f"  refused: {report.refusals - len(report.refused):,} more")


def _version(one: Watchlist) -> str:
    dated = f"version {one.version}" if one.version else f"undated, SHA-256 {one.digest[:12]}"
    return f"{dated}, added {one.added_at[:10]}"


def _match_lines(one: WatchMatch, listed: Watchlist | None) -> str:
    """Return a match in some lines: the two names, score, signs, what people judged, list and version."""
    entry = one.entry
    kind = entry.type or "of no told type"
    lines = [f"{one.score:.2f}  {one.name} ({one.type}, {count_words(one.claims, 'claim')})  {one.actor}"]
    where = _version(listed) if listed is not None else "no such list here now"
    lines.append(f"      is like {entry.name} ({kind})  {entry.list}/{entry.id}, {where}")
    told = [*entry.births, *entry.countries, *entry.topics]
    if told:
        lines.append(f"      the list says: {', '.join(told)}")
    lines.append(f"      for: {'; '.join(one.reasons) or '–'}")
    if one.against:
        lines.append(f"      against: {'; '.join(one.against)}")
    if not one.listed:
        lines.append("      the list as it is now has no such entry")
    if one.altered:
        lines.append("      the entry has changed since it was judged")
    for judged in one.judgements:
        why = f": {judged.why}" if judged.why else ""
        lines.append(f"      {judged.by} judged {judged.verdict} ({judged.made_at[:10]}, decision {judged.seq}){why}")
    if one.disputed:
        lines.append("      people differ")
    return "\n".join(lines)


def _entry_lines(entries: "Sequence[WatchEntry]") -> str:
    lines = (f"{one.list}/{one.id}  {one.name} ({one.type or 'of no told type'})" for one in entries)
    return clean("\n".join(lines)) or "The list has no entry."


def match_shape(one: WatchMatch) -> Shape:
    """Return a match with all that is known of it."""
    return {
        "actor": {"id": one.actor, "name": one.name, "type": one.type.value, "claims": one.claims},
        "entry": entry_shape(one.entry),
        "version": one.version,
        "score": one.score,
        "verdict": one.verdict.value,
        "reasons": list(one.reasons),
        "against": list(one.against),
        "judged": None if one.judged is None else one.judged.value,
        "disputed": one.disputed,
        "judgements": [
            {"seq": each.seq, "verdict": each.verdict.value, "by": each.by, "made_at": each.made_at, "why": each.why}
            for each in one.judgements
        ],
        "listed": one.listed,
        "altered": one.altered,
    }


def entry_shape(one: WatchEntry) -> Shape:
    """Return an entry in its list's own words."""
    kind = None if one.type is None else one.type.value
    lists = {name: list(getattr(one, name)) for name in ("aliases", "weak", "births", "countries", "topics")}
    return {"list": one.list, "id": one.id, "name": one.name, "type": kind, **lists, "remarks": one.remarks}


def _list_shape(one: Watchlist) -> Shape:
    names = ("name", "form", "version", "digest", "added_at", "entries")
    return {name: getattr(one, name) for name in names}


def report_shape(report: WatchReport) -> Shape:
    """Return what adding a list did."""
    return {
        "list": _list_shape(report.list),
        "new": report.new,
        "changed": report.changed,
        "gone": report.gone,
        "refusals": report.refusals,
        "refused": [{"place": place, "reason": reason} for place, reason in report.refused],
        "passed": dict(report.passed),
    }
