"""Check every quote, that reading again adds nothing, and that two runs give the same bytes.

Over the documents of gold-dev, the seeds and the corpora. Quotes are checked against the text that intake gives anew,
not against what the casefile stored: the evidence of every claim and frame, every mention of an actor, every source.
Rows are counted in every table of the file, so that nothing can grow unseen.
"""

import argparse
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import BENCH, CORPORA, SEEDS, Json, export, need_shared, read_into, report, sayso, scratch

type Quote = tuple[str, int, int, str]


def main() -> None:
    """Check and print; `--check` ends with 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    parser.add_argument("--check", action="store_true", help="end with 1 where a quote is wrong or a run differs")
    parser.add_argument("--documents", type=int, metavar="N", help="of the corpora, N documents at even distance")
    parser.add_argument("--paths", type=Path, nargs="+", help="check these paths, not the shared ones")
    parser.add_argument("--processes", type=int, default=2, help="processes that parse (2)")
    arguments = parser.parse_args()
    paths = arguments.paths or shared_paths(arguments.documents)
    figures = measure(paths, arguments.processes)
    report(figures, as_json=arguments.json)
    broken = [name for name in ("mismatches", "rows_added", "findings", "unread") if figures[name]]
    broken += [name for name in ("same_bytes",) if not figures[name]]
    broken += [name for name in ("documents", "quotes") if not figures[name]]
    if arguments.check and broken:
        sys.exit(f"not as it should be: {', '.join(broken)}")


def shared_paths(documents: int | None) -> list[Path]:
    """Return the documents of the shared folder."""
    need_shared()
    corpora = sorted(CORPORA.rglob("*.txt"))
    if documents is not None:
        corpora = corpora[:: max(1, len(corpora) // documents)][:documents]
    return [*sorted((BENCH / "gold-dev" / "docs").glob("*.txt")), *sorted(SEEDS.glob("*.txt")), *corpora]


def measure(paths: list[Path], processes: int) -> Json:
    """Read twice into one casefile and once into another; return what was found."""
    with scratch() as folder:
        first, second = folder / "first.sayso", folder / "second.sayso"
        ran = read_into(first, *paths, processes=processes)
        rows, exported = count_rows(first), export(first, folder / "first.jsonl").read_bytes()
        read_into(first, *paths, processes=processes)
        again = count_rows(first)
        read_into(second, *paths, processes=1)
        same = exported == export(second, folder / "second.jsonl").read_bytes()
        same = same and exported == export(first, folder / "again.jsonl").read_bytes()
        doctor = sayso("doctor", "--recount", "--case", first, check=False)  # counters follow from 18,000 claims
        counts = check_quotes(first, paths)
    return {
        **counts,
        "unread": ran.code,
        "rows": sum(rows.values()),
        "rows_added": sum(again.values()) - sum(rows.values()),
        "same_bytes": same,
        "findings": doctor.code,
    }


def count_rows(case: Path) -> dict[str, int]:
    """Return the rows of every table of the file."""
    connection = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
    try:
        names = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in names}
    finally:
        connection.close()


def check_quotes(case: Path, paths: list[Path]) -> Json:
    """Compare every quote with the text at its offsets; print the first few that differ."""
    texts = dict(texts_of(paths))
    quotes = mismatches = 0
    for doc, start, end, words in quotes_of(case):
        quotes += 1
        if texts[doc][start:end] != words:
            mismatches += 1
            if mismatches <= 5:
                print(f"{doc} [{start}, {end}) is {texts[doc][start:end]!r}, not {words!r}", file=sys.stderr)
    return {"documents": len(texts), "quotes": quotes, "mismatches": mismatches}


def texts_of(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Yield id and clean text of every document that intake can read."""
    from sayso.intake import take
    from sayso.model import Document

    for found in take(paths):
        if isinstance(found, Document):
            yield found.id, found.text


def quotes_of(case_path: Path) -> Iterator[Quote]:
    """Yield every stretch of words that the casefile claims to stand in a document."""
    import sayso
    from sayso.model import SourceRef

    def of_sources(doc: str, sources: tuple[SourceRef, ...]) -> Iterator[Quote]:
        for source in sources:
            if source.span is not None and source.words is not None:
                yield doc, source.span.start, source.span.end, source.words

    with sayso.open(case_path, must_exist=True) as case:
        for view in case.claims():
            claim = view.claim
            yield claim.doc, claim.evidence.span.start, claim.evidence.span.end, claim.evidence.words
            for side in (claim.subject, claim.object):
                yield claim.doc, side.span.start, side.span.end, side.words
            yield from of_sources(claim.doc, claim.sources)
        for frame in case.frames():
            yield frame.doc, frame.evidence.span.start, frame.evidence.span.end, frame.evidence.words
            for argument in frame.arguments:
                yield frame.doc, argument.span.start, argument.span.end, argument.words
            yield from of_sources(frame.doc, frame.sources)


if __name__ == "__main__":
    main()
