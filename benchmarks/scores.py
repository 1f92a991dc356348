"""Run every measurement and write docs/scores.md: the figures, the day, and the command that gives each."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from measuring import Json, machine, need_shared, run

HERE = Path(__file__).parent
HEAD = """# Scores

What Sayso does on texts that it was not made for, as it came out, with the command and the day of each figure. `make
bench` measures reading and writes this page; `make bench-long` also measures speed, quotes, faults and questions, which
else stay as they were, with their day. Both need `../shared`. Floors stand in `benchmarks/floors.json` and CI checks
them; lowering one takes a reason in the commit. Figures of time are of the machine named here; ratios travel.

{day}, {machine}.
"""


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=HERE.parent / "docs" / "scores.md", help="docs/scores.md")
    parser.add_argument("--quick", action="store_true", help="small subsets: to try the page out, not to publish")
    parser.add_argument(
        "--long", action="store_true", help="measure times, quotes, faults, kills, load too; else they are kept"
    )
    parser.add_argument(
        "--take", nargs=2, metavar=("SCRIPT", "FILE"), help="put in what one long measurement printed, and no more"
    )
    arguments = parser.parse_args()
    if arguments.take:
        take(arguments.out, arguments.take[0], json.loads(Path(arguments.take[1]).read_text(encoding="utf-8")))
        return
    need_shared()
    quick = arguments.quick
    parts = [HEAD.format(day=datetime.now(UTC).date(), machine=machine())]
    for gold in ("gold-dev", *(() if quick else ("gold-free",))):
        parts.append(section(claims_tables, "claims.py", "--set", gold))
    parts.append(section(causes_tables, "causes.py"))
    parts.append(section(reliability_table, "reliability.py", "--picture", "docs/reliability.svg"))
    for script, options in LONG.items():
        known = "" if quick or arguments.long else kept(arguments.out, TITLES[script])
        chosen = options if quick else PUBLISHED.get(script, ())
        parts.append(known or section(figures_table, script, *chosen))
    parts += [section(figures_table, script) for script in FIGURES]
    parts.append(section(bank_table, "bank.py"))
    arguments.out.write_text("\n".join(parts), encoding="utf-8")
    print(f"wrote {arguments.out}")


def section(lay_out: Callable[[Json], str], script: str, *options: str) -> str:
    """Run one measurement and return its part of the page."""
    print(f"measuring: {script} {' '.join(options)}", flush=True)
    figures = json.loads(run([sys.executable, HERE / script, *options, "--json"]).out)
    return lay_out_section(lay_out, script, figures, *options)


def lay_out_section(lay_out: Callable[[Json], str], script: str, figures: Json, *options: str) -> str:
    """Return the part of the page that tells some figures."""
    title = TITLES[script]
    if script == "claims.py":
        title = f"{title}: {figures['set']}"
    command = " ".join(["python benchmarks/" + script, *(options or PUBLISHED.get(script, ()))])
    day = datetime.now(UTC).date()
    return f"## {title}\n\n`{command}`, {day}\n\n{NOTES.get(script, '')}{lay_out(figures)}"


def take(page: Path, script: str, figures: Json) -> None:
    """Put the figures of a measurement of times in place of those that the page has, or before the next that it has."""
    found = page.read_text(encoding="utf-8").split("\n## ")
    text = lay_out_section(figures_table, script, figures).removeprefix("## ")
    titles = [one.split("\n", 1)[0] for one in found]
    if TITLES[script] in titles:
        found[titles.index(TITLES[script])] = text
    else:
        order = list(TITLES.values())
        after = [at for at, one in enumerate(titles) if one in order and order.index(one) > order.index(TITLES[script])]
        found.insert(min(after, default=len(found)), text)
    page.write_text("\n## ".join(one.rstrip() + "\n" for one in found), encoding="utf-8")


def kept(page: Path, title: str) -> str:
    """Return one section of the page as it stands, empty where there is none."""
    sections = page.read_text(encoding="utf-8").split("\n## ") if page.is_file() else []
    found = next((text for text in sections if text.startswith(f"{title}\n")), None)
    return "" if found is None else f"## {found.rstrip()}\n"


def causes_tables(figures: Json) -> str:
    """Lay out the causes of what is missed, extra and wrong, each with its share."""
    tables = []
    for title in ("missed", "extra", "matched, but wrong in"):
        causes = figures[title]
        assert isinstance(causes, dict)
        rows = [[cause, *row.values()] for cause, row in causes.items()]
        tables.append(rows_of((title, "all", "share", "named", "share", "what it means"), rows))
    return "\n".join(tables)


def reliability_table(figures: Json) -> str:
    """Lay out the ten bins of confidence."""
    bins = figures["bins"]
    assert isinstance(bins, dict)
    error = f"Expected calibration error {figures['calibration_error']} over {figures['claims']} claims.\n\n"
    return error + rows_of(
        ("confidence", "claims", "mean", "right"), [[name, *row.values()] for name, row in bins.items()]
    )


def claims_tables(result: Json) -> str:
    """Lay out the scores and the classes of each phenomenon."""
    scores, classes = result["scores"], result["classes"]
    assert isinstance(scores, dict)
    assert isinstance(classes, dict)
    measured = {name: row for name, row in scores.items() if not name.startswith("attribute.")}
    text = rows_of(
        ("match", "precision", "recall", "F1", "macro F1", "hit", "predicted", "gold"),
        [[name, *row.values()] for name, row in measured.items()],
    )
    attributes = [
        [name.removeprefix("attribute."), row["accuracy"], row["count"]]
        for name, row in scores.items()
        if name.startswith("attribute.")
    ]
    text += "\n" + rows_of(("attribute of strict matches", "accuracy", "matches"), attributes)
    lines = [
        [phenomenon, label, row["precision"], row["recall"], row["gold"], row["said"]]
        for phenomenon, labels in classes.items()
        for label, row in labels.items()
    ]
    return text + "\n" + rows_of(("phenomenon", "class", "precision", "recall", "gold", "said"), lines)


def figures_table(figures: Json) -> str:
    """Lay out one figure a row; a nested one as pairs."""
    rows = []
    for name, value in figures.items():
        shown = [pairs(each) for each in value] if isinstance(value, list) else pairs(value)
        rows.append([name, "; ".join(map(str, shown)) if isinstance(shown, list) else shown])
    return rows_of(("figure", "value"), rows)


def pairs(value: object) -> object:
    """Return a nested figure as words; any other as it is."""
    if not isinstance(value, dict):
        return value
    return ", ".join(f"{key} {' '.join(map(str, of)) if isinstance(of, list) else of}" for key, of in value.items())


def bank_table(figures: Json) -> str:
    """Lay out one phenomenon and part a row."""
    rows = figures["rows"]
    assert isinstance(rows, list)
    return rows_of(tuple(rows[0]), [list(row.values()) for row in rows])


def rows_of(head: tuple[str, ...], rows: list[list[object]]) -> str:
    """Write a Markdown table."""
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join("–" if value is None else str(value) for value in row) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


LONG = {
    "read.py": ("--documents", "30", "--rounds", "1"),
    "quotes.py": ("--documents", "10"),
    "faults.py": ("--kills", "1", "--bad-inputs", "20"),
    "questions.py": ("--claims", "1000", "--rounds", "20", "--adds", "20", "--mixed-seconds", "5"),
    "scale.py": ("--documents", "24"),
    "growth.py": ("--documents", "12,24"),
    "kills.py": ("--kills", "16"),
    "load.py": ("--seconds", "10", "--claims", "1000"),
}
PUBLISHED = {"kills.py": ("--kills", "1000"), "growth.py": ("--picture", "docs/growth.svg")}
"""What is measured for the page where it is not what a script does by itself."""
FIGURES = ("names.py", "un.py", "watch.py", "plover.py", "attribution.py", "coreference.py", "dates.py")
TITLES = {
    "claims.py": "Claims",
    "causes.py": "Causes of what is missed and extra (gold-dev)",
    "reliability.py": "Confidence (gold-dev)",
    "read.py": "Speed and memory",
    "quotes.py": "Quotes, second readings, same bytes",
    "faults.py": "Faults",
    "questions.py": "Questions to a generated casefile",
    "scale.py": "Reading in shards: workers, engines, faults",
    "growth.py": "What a word costs as documents grow in number",
    "kills.py": "Kills",
    "load.py": "A team at work",
    "names.py": "Same actor or not, by name",
    "un.py": "Listed actors and their network (UN narratives)",
    "watch.py": "Matches with a watchlist (UN narratives, name_bench)",
    "plover.py": "Event classes (PLOVER)",
    "attribution.py": "Attribution (PolNeAR dev)",
    "coreference.py": "Coreference (GUM) and actors of the gold",
    "dates.py": "Dates (GUM)",
    "bank.py": "Phenomena (bank of our own sentences)",
}
NOTES = {
    "claims.py": "Classes are counted over claims that match strictly (for polarity: strictly but for polarity).\n"
    "The models learn from gold-free, so that its figures are not held out; gold-dev's are.\n\n",
    "causes.py": "Each claim goes to the first stage on its way that was wrong; `named` counts those of two names.\n\n",
    "reliability.py": "![Bars of the share of right claims by confidence](reliability.svg)\n\n"
    "The weights are trained on gold-free and our own passages; a claim is right where it matches strictly.\n\n",
    "read.py": "Starting Python and loading the model count on both sides; `ratio_to_parser` is the parser's time\n"
    "over Sayso's for the same words, peak memory that of one process.\n\n",
    "quotes.py": "`unread` and `findings` are exit codes of `sayso read` and `sayso doctor`: 0 is clean.\n\n",
    "bank.py": "`held` cases are for testing only: nobody tunes on them. `f1` is strict; `own` is what a phenomenon\n"
    "is about, `right` its share of the `asked`: strict matches that mark it (polarity: strict but for it).\n\n",
    "un.py": "`links` counts actors that have a name, `links_own` those with a narrative of their own, `links_all`\n"
    "also ids that nothing in the set names; `edges` joins actors with narratives, `edges_bound` is what perfect\n"
    "links would give of `edges_all`.\n\n",
    "watch.py": "`same` is what the rules that join actors call the same, `lead` all from 0.7 on, against a list made\n"
    "of the set's own names; `_linked` counts the narratives alone that have links. `false_merges` would be one actor\n"
    "by the rules and are not by the gold, `bench_false_merges` by the hand-made judgements of name_bench.\n\n",
    "plover.py": "18 classes of PLOVER 0.5; `merged` counts FIGHT as ASSAULT and INVESTIGATE as ACCUSE.\n\n",
    "scale.py": "`two_workers_ratio` is one worker's time over that of two, `engine_overhead` Ray's over processes';\n"
    "`lost_or_doubled` and `resume_reads_again` count documents.\n\n",
    "growth.py": "![Bars of words a second by documents, and the pace along the largest run](growth.svg)\n\n"
    "The corpora again and again with other names, two workers, 90 minutes; `spread` is by how much the fastest size\n"
    "is above the slowest, `memory_spread` the same of the largest process, `by_part` the pace of twentieths.\n\n",
    "kills.py": "`lost` counts commits that were told and are not there, `torn` casefiles with a finding of `doctor\n"
    "--recount` or `audit`; `finished` were killed until all was there, and hold what an undisturbed run leaves.\n\n",
    "load.py": "20 people, 20,000 claims on PostgreSQL. Times are p50 / p95 / most in ms, how many; `sent` rulings\n"
    "were answered, `lost` of them do not stand, `unsound` is 1 where `doctor` or `audit` find something.\n\n",
    "faults.py": "`bad_faults` and `kill_faults`, where they stand here, name what went wrong.\n\n",
}

if __name__ == "__main__":
    main()
