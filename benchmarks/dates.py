"""Measure dates: GUM's annotated date expressions, and the times of gold claims against what is found in their words.

    dates.py [--json] [--errors N]

A GUM value is right where our EDTF covers the same first and last day, a season or century within the slack that its
annotators use. `point` rows hold the expressions with one value (`when`), absolute those with a year of four digits.
`gum` resolves each expression's words alone, `gum in text` reads the document with our own parse, where tense counts;
there one side of a range that we read is enough, a relation that GUM leaves out of the words is taken off again, and
what stands in an aside, which is no part of the parse, is not counted. `half` figures are those of every other document
by a hash of its name. GUM's own slips (a year 2010 for 2016, a month for a day) are counted as ours.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from coreference import make_document, read_gum

from sayso.reading.anchoring import Anchor, anchor_form
from sayso.reading.date_calendar import Day, read_day, read_last_day
from sayso.reading.date_forms import Duration
from sayso.reading.date_words import split_atoms
from sayso.reading.dates import resolve, scan
from sayso.reading.language import load_language, parse
from sayso.reading.time import find_times

BENCH = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
FOUR_DIGITS = re.compile(r"\d{4}|\d{3}0s")
SLACK_DAYS = 31


def bounds(edtf: str | None) -> tuple[Day, Day] | None:
    """Return the first and last day of an EDTF string; unknown years read as the year 0."""
    if not edtf:
        return None
    known = edtf.replace("XXXX", "0000")
    first, last = (side for side in (known.split("/") if "/" in known else (known, known)))
    wide = {first: first.replace("X", "0"), last: last.replace("X", "9")}
    start = read_day(wide[first]) if first != last else read_day(first.replace("X", "0"))
    end = read_last_day(last.replace("X", "9"))
    return (start.first(), end.last()) if start and end else None


def gold_bounds(attrs: dict[str, str]) -> tuple[str | None, str | None]:
    """Return the two sides of a GUM value as EDTF-like strings."""
    if "when" in attrs:
        return attrs["when"][:10], attrs["when"][:10]
    return attrs.get("from") or attrs.get("notBefore"), attrs.get("to") or attrs.get("notAfter")


def is_right(edtf: str | None, attrs: dict[str, str]) -> bool:
    """Tell whether our value covers the days that the gold value covers."""
    gold = [side.replace("--", "0000-", 1) if side and side.startswith("--") else side for side in gold_bounds(attrs)]
    if "when" in attrs:
        ours = bounds(edtf)
        return ours is not None and ours == bounds(gold[0])
    if edtf is None:
        return False
    ours = bounds(edtf.replace("../", f"{gold[0]}/").replace("/..", f"/{gold[1]}"))
    if ours is None or not all(gold):
        return bool(ours) and any(side is not None and side[:4] in edtf for side in gold)
    theirs = read_day(gold[0]), read_day(gold[1])
    if theirs[0] is None or theirs[1] is None:
        return False
    return _near(ours[0], theirs[0].first()) and _near(ours[1], theirs[1].last())


def _near(one: Day, two: Day) -> bool:
    """Tell two days that lie within the annotators' slack."""
    days = [(day.year * 365 + day.month * 30 + day.day) for day in (one, two)]
    return abs(days[0] - days[1]) <= SLACK_DAYS


def measure_gum(errors: int) -> dict[str, Any]:
    """Resolve every GUM surface, each with the date that the last one gave as its reference."""
    counts = {key: [0, 0] for key in ("point absolute", "point relative", "all absolute", "all relative")}
    reference, doc = None, None
    for row in json.loads((BENCH / "gum" / "dates.json").read_text()):
        if row["doc"] != doc:
            doc, reference = row["doc"], None
        edtf = resolve(row["surface"], row["doc_date"], reference)
        if read_day(edtf):
            reference = edtf
        right = is_right(edtf, row["attrs"])
        kind = "absolute" if FOUR_DIGITS.search(row["surface"]) else "relative"
        for group in ("all", *(("point",) if "when" in row["attrs"] else ())):
            counts[f"{group} {kind}"][0] += right
            counts[f"{group} {kind}"][1] += 1
        if not right and errors > 0 and "when" in row["attrs"]:
            errors -= 1
            print(doc, row["doc_date"], "|", row["surface"], "|", row["attrs"], "|", edtf, file=sys.stderr)
    return {key: {"share": round(right / n, 3), "n": n} for key, (right, n) in counts.items()}


def read_times(doc: str, date: str | None, nlp: Any, rows: Sequence[dict[str, Any]]) -> list[tuple[str | None, bool]]:
    """Read a GUM document; return what we found at each row and whether its words are part of the parse."""
    gum = read_gum(BENCH / "gum" / "conllu" / f"{doc}.conllu")
    made = make_document(gum.text, gum.paragraphs)
    parsed = parse(nlp, replace(made, metadata=replace(made.metadata, date=date)))
    spans = [(parsed.span(i, i).start, parsed.span(i, i).end) for i in range(len(parsed.table.text))]
    read = {start for start, _ in spans}
    times = [(spans[time.first][0], spans[time.last][1], time.edtf) for time in find_times(parsed)]
    results: list[tuple[str | None, bool]] = []
    for row in rows:
        start, end = gum.tokens[row["start"]][0], gum.tokens[row["start"] + len(row["surface"].split()) - 1][1]
        here = [edtf for first, last, edtf in times if first < end and last > start]
        inside = any(start <= place < end for place in read)
        results.append((next((edtf for edtf in here if edtf), None), inside or bool(here)))
    return results


def is_right_in_text(edtf: str | None, attrs: dict[str, str]) -> bool:
    """Tell whether a value read in the text, or one side of it, covers the days of a gold value."""
    if edtf is None or "when" not in attrs:
        return is_right(edtf, attrs)
    return any(is_right(side, attrs) for side in (edtf.removeprefix("../").removesuffix("/.."), *edtf.split("/")))


def measure_gum_text(errors: int) -> dict[str, Any]:
    """Read all GUM documents that have dates and resolve each expression where it stands."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    nlp = load_language()
    every = json.loads((BENCH / "gum" / "dates.json").read_text())
    for doc, group in groupby(every, key=lambda row: str(row["doc"])):
        rows = list(group)
        half = int(sha256(doc.encode()).hexdigest(), 16) % 2
        for row, (edtf, counted) in zip(rows, read_times(doc, rows[0]["doc_date"], nlp, rows), strict=True):
            if not counted:
                continue
            right = is_right_in_text(edtf, row["attrs"])
            shape = "point" if "when" in row["attrs"] else "other"
            kind = f"{shape} {'absolute' if FOUR_DIGITS.search(row['surface']) else 'relative'}"
            for key in (kind, f"{kind}, half {half}"):
                counts[key][0] += right
                counts[key][1] += 1
            if not right and errors > 0 and shape == "point":
                errors -= 1
                print(doc, row["doc_date"], "|", row["surface"], "|", row["attrs"], "|", edtf, file=sys.stderr)
    return {key: {"share": round(right / n, 3), "n": n} for key, (right, n) in sorted(counts.items())}


def measure_gold(folder: str, errors: int) -> dict[str, Any]:
    """Count the gold claims whose time is among the dates found in their evidence, over those with a time."""
    right = total = 0
    for path in sorted((BENCH / folder / "claims").glob("*.json")):
        gold = json.loads(path.read_text())
        for claim in gold["claims"]:
            if not claim.get("time"):
                continue
            total += 1
            line = " ".join(split_atoms(claim["evidence"]))
            at = Anchor(read_day(gold.get("date")), None)
            times = {anchor_form(f.form, at) for f in scan(line, 0, len(line)) if not isinstance(f.form, Duration)}
            right += claim["time"] in times
            if claim["time"] not in times and times and errors > 0:
                errors -= 1
                print(
                    gold.get("date"), claim["time"], times, " ".join(claim["evidence"].split())[:150], file=sys.stderr
                )
    return {"share": round(right / total, 3), "n": total}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each set")
    given = parser.parse_args()
    figures = {
        "gum": measure_gum(given.errors),
        "gum in text": measure_gum_text(given.errors),
        "gold": {folder: measure_gold(folder, given.errors) for folder in ("gold-dev", "gold-free")},
    }
    print(json.dumps(figures) if given.json else json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
