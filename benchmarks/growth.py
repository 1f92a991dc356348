"""Measure what a word costs as documents grow in number: words a second and memory at 500, 5,000 and 50,000 documents.

The documents of the largest size are the corpora again and again, in an order drawn once; from the second time on
every name within a sentence is another one. A smaller size is every k-th document of the largest, so that texts and
names are as hard on average at each. `words_per_s` counts from when the workers stand: what one short document takes
(`start_s`) is taken off. `peak_mib` is the largest process. `by_part` gives the words a second of twentieths of a run,
by when the files of its shards were done. `spread` is by how much the fastest size is above the slowest. Two workers;
the machine must have nothing else to do.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from measuring import CORPORA, Json, floors, need_shared, report, scratch
from scale import shard

SIZES = "500,5000,50000"
PARTS = 20
FEWEST_SHARDS = 20  # of one part of a run: fewer say more of their own length than of the pace
WIDTH, HEIGHT, EDGE = 520, 240, 56
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")


def main() -> None:
    """Measure and print; `--check` ends with 1 where a spread is above its ceiling in floors.json."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    parser.add_argument("--check", action="store_true", help="end with 1 where a bound is broken")
    parser.add_argument("--documents", default=SIZES, metavar="N,N", help=f"how many documents ({SIZES})")
    parser.add_argument("--processes", type=int, default=2, help="how many read (2)")
    parser.add_argument("--picture", type=Path, help="also draw the figures into this SVG file")
    parser.add_argument("--printed", type=Path, help="measure nothing: take what an earlier run printed as JSON")
    arguments = parser.parse_args()
    if arguments.printed:
        figures = json.loads(arguments.printed.read_text(encoding="utf-8"))
    else:
        need_shared()
        figures = measure([int(size) for size in arguments.documents.split(",")], arguments.processes)
    if arguments.picture:
        arguments.picture.write_text(draw(figures["sizes"]) + "\n", encoding="utf-8")
    report(figures, as_json=arguments.json)
    ceilings = {name: bound for name, bound in floors("growth").items() if float(str(figures[name])) > bound}
    if arguments.check and ceilings:
        sys.exit(f"above their ceilings: {', '.join(f'{name} {figures[name]}' for name in ceilings)}")


def measure(sizes: Sequence[int], processes: int) -> dict[str, list[Json] | float]:
    """Read as many documents as each size says; each row also goes to standard error as soon as it is there."""
    with scratch() as folder:
        start_s = start(folder, processes)
        rows: list[Json] = []
        for size in sizes:
            rows.append(linear(folder, range(0, max(sizes), max(sizes) // size)[:size], start_s, processes))
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    return {
        "start_s": round(start_s, 2),
        "spread": above([float(str(row["words_per_s"])) for row in rows]),
        "memory_spread": above([float(str(row["peak_mib"])) for row in rows]),
        "sizes": rows,
    }


def above(values: Sequence[float]) -> float:
    """Return by what share the highest is above the lowest."""
    return round(max(values) / min(values) - 1, 3)


def start(folder: Path, processes: int) -> float:
    """Return the seconds that one short document takes: programs and models are loaded, and little else is done.

    The lower of two: the first reads its programs from the disk.
    """
    source = folder / "one"
    source.mkdir()
    (source / "one.txt").write_text("The bank said on Monday that it had lent the yard a million dollars.\n")
    return min(float(str(shard(source, folder / f"shards-one-{turn}", processes)["wall_s"])) for turn in range(2))


def linear(folder: Path, numbers: range, start_s: float, processes: int) -> Json:
    """Read the documents of these numbers and return words a second, the peak of memory, and the pace of parts."""
    source, into = folder / f"repeated-{len(numbers)}", folder / f"shards-{len(numbers)}"
    repeat(source, numbers)
    found = shard(source, into, processes)
    return {
        "documents": len(numbers),
        "words": found["words"],
        "words_per_s": round(int(str(found["words"])) / (float(str(found["wall_s"])) - start_s)),
        "peak_mib": found["peak_mib"],
        "by_part": rates_of(into),
    }


def repeat(folder: Path, numbers: range) -> None:
    """Write the documents of these numbers: the corpora again and again, with other names each time."""
    folder.mkdir()
    paths = sorted(CORPORA.rglob("*.txt"))
    random.Random(691).shuffle(paths)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    for number in numbers:
        turn, at = divmod(number, len(texts))
        ending = "" if turn == 0 else "".join("aeiou"[int(digit) % 5] + "lnrst"[int(digit) // 2] for digit in str(turn))
        (folder / f"{number:06}.txt").write_text(_NAME.sub(rf"\g<0>{ending}", texts[at]), encoding="utf-8")


def rates_of(folder: Path) -> list[int]:
    """Return the words a second of each part of a run; empty where its parts would be too short to say."""
    from sayso.scale.shard_file import read_header

    done = sorted((path.stat().st_mtime, read_header(path).words) for path in folder.glob("*.parquet"))
    ends = [round(part * (len(done) - 1) / PARTS) for part in range(PARTS + 1)]
    return [
        round(sum(words for _, words in done[first + 1 : last + 1]) / (done[last][0] - done[first][0]))
        for first, last in pairwise(ends)
        if last - first >= FEWEST_SHARDS
    ]


def draw(rows: Sequence[Json]) -> str:
    """Return a picture as SVG: a bar of words a second for each size, and beside them the pace along the largest."""
    paces = [int(str(row["words_per_s"])) for row in rows]
    last = rows[-1]["by_part"] if rows else []
    parts = [int(str(pace)) for pace in last] if isinstance(last, list) else []
    most = max([*paces, *parts], default=1) * 1.1
    low = EDGE + HEIGHT
    found = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 2 * EDGE} {HEIGHT + 2 * EDGE}" '
        f'width="{WIDTH + 2 * EDGE}" height="{HEIGHT + 2 * EDGE}" font-family="sans-serif" font-size="11">',
        "<title>Words read a second by how many documents there are, and along the largest run</title>",
        f'<rect width="{WIDTH + 2 * EDGE}" height="{HEIGHT + 2 * EDGE}" fill="#ffffff"/>',
        f'<text x="{EDGE}" y="{EDGE - 26}">words a second, with the peak memory of a process</text>',
    ]
    step = WIDTH / 2 / max(1, len(rows))
    for at, (row, pace) in enumerate(zip(rows, paces, strict=True)):
        x, tall = EDGE + at * step, pace / most * HEIGHT
        middle = f'x="{x + step / 2:.1f}" text-anchor="middle"'
        found += [
            f'<rect x="{x + 8:.1f}" y="{low - tall:.1f}" width="{step - 16:.1f}" height="{tall:.1f}" fill="#2a6f97"/>',
            f'<text {middle} y="{low - tall - 6:.1f}">{pace:,}</text>',
            f'<text {middle} y="{low - 8}" fill="#ffffff">{row["peak_mib"]} MiB</text>',
            f'<text {middle} y="{low + 18}">{int(str(row["documents"])):,}</text>',
        ]
    left = EDGE + WIDTH / 2 + 24
    if parts:
        wide = (WIDTH / 2 - 24) / max(1, len(parts) - 1)
        points = " ".join(f"{left + at * wide:.1f},{low - pace / most * HEIGHT:.1f}" for at, pace in enumerate(parts))
        label = f"along {int(str(rows[-1]['documents'])):,} documents"
        found += [
            f'<polyline points="{points}" fill="none" stroke="#c1121f" stroke-width="1.5"/>',
            f'<text x="{(left + EDGE + WIDTH) / 2:.1f}" y="{low + 18}" text-anchor="middle">{label}</text>',
        ]
    axis = f'<path d="M{EDGE} {EDGE - 8}V{low}H{EDGE + WIDTH}" stroke="#333333" fill="none"/>'
    zero = f'<text x="{EDGE - 6}" y="{low}" text-anchor="end">0</text>'
    name = f'<text x="{EDGE + WIDTH / 4}" y="{low + 36}" text-anchor="middle">documents</text>'
    return "\n".join([*found, axis, zero, name, "</svg>"])


if __name__ == "__main__":
    main()
