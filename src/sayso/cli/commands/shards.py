"""Plan, read and merge shards: more documents than one process reads."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.commands.reading import exit_code, report_lines, show_progress
from sayso.cli.options import Decorated, case_option, examples, find_case, json_option, open_case, repeat_case
from sayso.cli.outcome import ExitCode
from sayso.cli.shapes import dump, read_shape
from sayso.cli.wording import clean, count_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.scale import MergeReport, Shard, ShardReport


def into_option(command: Decorated) -> Decorated:
    """Add `--into`."""
    return click.option(
        "--into", "folder", required=True, metavar="DIR", help="The folder of the shards; made where there is none."
    )(command)


def words_option(command: Decorated) -> Decorated:
    """Add `--words`."""
    return click.option(
        "--words",
        type=click.IntRange(min=1),
        metavar="N",
        help="About how many words make a shard (600,000: some two minutes).",
    )(command)


@click.command(
    "plan",
    epilog=examples("sayso plan crawl/ --into shards/", "sayso plan s3://bucket/2024/ @more.txt --into shards/ --json"),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@into_option
@words_option
@json_option
def plan_command(paths: tuple[str, ...], folder: str, words: int | None, as_json: bool) -> None:
    """Cut documents into shards, and write the plan for machines that each read a part.

    PATH is a file, a folder, a WARC, an address in a store such as s3://bucket/prefix, or @FILE, a list of paths. The
    same documents give the same plan. `sayso shard` plans for itself where it is given paths.
    """
    from sayso.scale import read_plan, write_plan
    from sayso.scale.run import make_folder

    path = write_plan(make_folder(Path(folder)), _plan(paths, words))
    shards = items = total = 0
    for shard in read_plan(Path(folder)):
        shards, items, total = shards + 1, items + len(shard.items), total + shard.words
    if as_json:
        click.echo(dump({"plan": str(path), "shards": shards, "items": items, "words": total}))
    else:
        click.echo(
            f"{count_words(shards, 'shard')} of {count_words(items, 'file')} or runs of records, about "
            f"{count_words(total, 'word')}: {path}."
        )


@click.command(
    "shard",
    epilog=examples(
        "sayso shard crawl/ --into shards/ --processes 8",
        "sayso shard --into shards/ --part 3/16 --processes 32",
        "sayso shard --into shards/ --engine ray --address 10.0.0.1:6379 --processes 96",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@into_option
@words_option
@click.option("--processes", type=click.IntRange(min=1), help="How many processes parse; default: the setting, or 1.")
@click.option("--part", metavar="3/16", help="Read the third of every sixteen shards alone.")
@click.option("--engine", type=click.Choice(["processes", "ray"]), default="processes", show_default=True)
@click.option("--address", metavar="HOST:PORT", help="Where Ray's scheduler is.")
@click.option("--seconds", type=click.FloatRange(min=1), default=120, show_default=True, help="A document's time.")
@click.option(
    "--memory", type=click.IntRange(min=512), default=4096, show_default=True, help="A process's memory in MiB."
)
@click.option("--skip-copies", is_flag=True, help="Keep documents that are nearly the same as another, unread.")
@click.option("--known", multiple=True, metavar="DIR", help="With --skip-copies: shards of earlier crawls; several.")
@json_option
def shard_command(
    paths: tuple[str, ...],
    folder: str,
    words: int | None,
    processes: int | None,
    part: str | None,
    engine: str,
    address: str | None,
    seconds: float,
    memory: int,
    skip_copies: bool,
    known: tuple[str, ...],
    as_json: bool,
) -> int:
    """Read documents into files, one a shard, that `sayso merge` brings into a casefile.

    Without PATH the folder's plan is read. A shard that has its file is passed over, so the same command goes on where
    it stopped, on this machine or another. A document that ends its process twice, takes too long or too much memory
    is kept with its reason, and the rest is read.
    """
    from sayso.scale import read_plan, read_shards
    from sayso.scale.plan import take_part
    from sayso.scale.run import make_folder, make_task
    from sayso.settings import int_setting

    if known and not skip_copies:
        raise click.UsageError("--known says which copies are skipped: it goes with --skip-copies.")
    target = make_folder(Path(folder))
    chosen = _part(part)
    shards = take_part(_plan(paths, words), chosen) if paths else read_plan(target, chosen)
    task = make_task(target, seconds=seconds, memory_mib=memory, skip_copies=skip_copies, known=known)
    with show_progress() as progress:
        report = read_shards(
            task,
            shards,
            processes=int_setting("processes", processes),
            engine=engine,
            address=address,
            progress=progress,
        )
    _tell_shards(report, folder, as_json)
    if report.interrupted:
        return ExitCode.INTERRUPTED
    return ExitCode.PROBLEMS if report.lost or report.failed else ExitCode.FINE


@click.command("merge", epilog=examples("sayso merge shards/", "sayso merge shards/ --case crawl.sayso --json"))
@click.argument("folder", metavar="DIR")
@click.option("--reader", metavar="VERSION", help="Take the shards of this reader, where there are several.")
@case_option
@json_option
def merge_command(folder: str, reader: str | None, case_path: str | None, as_json: bool) -> int:
    """Bring shards into the casefile; make it where there is none.

    What the casefile has is passed over, so merging again, or while shards are still read, does no harm. A file that
    is not whole is named and left out; one of another version of Sayso is refused before anything is written.
    """
    from sayso.scale import merge_shards

    with open_case(case_path, must_exist=False) as case, show_progress() as progress:
        report = merge_shards(case, Path(folder), reader=reader, progress=progress)
    if as_json:
        taken = read_shape(report.taken)
        click.echo(dump({"files": report.files, "torn": list(report.torn), "taken": taken}))
    else:
        _tell_merge(report, case_path)
    return ExitCode.PROBLEMS if report.torn and not report.taken.interrupted else exit_code(report.taken)


def _plan(paths: tuple[str, ...], words: int | None) -> "Iterable[Shard]":
    from sayso.scale import plan_shards

    return plan_shards(paths) if words is None else plan_shards(paths, words)


def _part(part: str | None) -> tuple[int, int]:
    """Return `3/16` as numbers; raises BadParameter."""
    if part is None:
        return 1, 1
    this, _, of = part.partition("/")
    if not (this.isdecimal() and of.isdecimal()):
        raise click.BadParameter(f"{part} is no part; write it as 3/16.", param_hint="--part")
    return int(this), int(of)


def _tell_shards(report: "ShardReport", folder: str, as_json: bool) -> None:
    if as_json:
        lost = [{"shard": shard, "reason": reason} for shard, reason in report.lost]
        shape = {name: getattr(report, name) for name in report.__slots__}
        click.echo(dump({**shape, "seconds": round(report.seconds, 3), "lost": lost}))
        return
    speed = f", {report.words / report.seconds:,.0f} words/s" if report.words and report.seconds else ""
    click.echo(
        f"{count_words(report.shards, 'shard')}, {report.known:,} of them read before. Read "
        f"{count_words(report.read, 'document')} of {report.rows:,}: {count_words(report.words, 'word')} in "
        f"{report.seconds:.1f} s{speed}."
    )
    if report.failed:
        click.echo(f"{count_words(report.failed, 'document')} broke the reader; the merge names them.")
    for shard, reason in report.lost:
        click.echo(f"Shard {shard} has no file: {clean(reason)}")
    click.echo(
        "Stopped. The files stay; type the same again to go on."
        if report.interrupted
        else f"Next: sayso merge {folder}"
    )


def _tell_merge(report: "MergeReport", case_path: str | None) -> None:
    for line in report_lines(report.taken):
        click.echo(line)
    for torn in report.torn:
        click.echo(clean(torn))
    click.echo(f"Casefile: {find_case(case_path)}. Next: sayso actors{repeat_case(case_path)}")
