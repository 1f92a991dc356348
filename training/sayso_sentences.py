"""Write PolNeAR's sentences with begin-inside-outside marks of source, cue and content, for the teacher of say-so.

    python training/sayso_sentences.py ../shared/bench/polnear/train OUT.jsonl

Tokens and sentences are our parse's. Where spans of one kind overlap, the longest is kept.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from attribution import KINDS, Attribution, read_document, read_gold

from sayso.reading.language import Parsed, load_language, parse


def mark(parsed: Parsed, gold: list[Attribution], kind: str) -> list[str]:
    """Return one of B, I, O for every token."""
    marks = ["O"] * len(parsed.table.text)
    spans = sorted((span for one in gold for span in one.spans[kind]), key=lambda s: -sum(b - a for a, b in s))
    for span in spans:
        for start, end in span:
            inside = [i for i in range(len(marks)) if parsed.starts[i] < end and parsed.ends[i] > start]
            if inside and all(marks[i] == "O" for i in inside):
                marks[inside[0]] = "B"
                for i in inside[1:]:
                    marks[i] = "I"
    return marks


def main(folder: Path, out: Path) -> None:
    """Write all sentences of a folder of PolNeAR."""
    nlp = load_language()
    with out.open("w", encoding="utf-8") as lines:
        for path in sorted((folder / "text").glob("*.txt")):
            annotated = next((folder / "attributions").glob(f"{path.stem}_*.ann"), None)
            if annotated is None:
                continue
            parsed = parse(nlp, read_document(path))
            gold = read_gold(annotated)
            marks = {kind: mark(parsed, gold, kind) for kind in KINDS}
            for first, last in parsed.sentences:
                row = {kind: "".join(marks[kind][first : last + 1]) for kind in KINDS}
                lines.write(json.dumps({"words": parsed.table.text[first : last + 1], **row}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
