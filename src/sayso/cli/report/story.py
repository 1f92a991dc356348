"""Tell in plain lines what a casefile holds: documents, strongest ties, one that is contested, one on a single root."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.cli.report.gather import Gathered, Tie, Word
from sayso.cli.wording import attestation_words, count_words

STRONGEST = 8
WORDS_A_SIDE = 5


def tell(found: Gathered) -> Iterator[str]:
    """Yield the story, line by line; white space at a line's start is its indent."""
    yield ""
    yield "DOCUMENTS"
    for row in found.documents:
        publisher = row.publisher or " and ".join(row.authors)
        by = ", ".join(part for part in (publisher, row.date) if part) or "no publisher, no date"
        copies = f" [shares text with {', '.join(row.copies)}]" if row.copies else ""
        yield f"  {row.title or row.name} ({by}): {count_words(row.claims, 'claim')}{copies}"
    yield ""
    yield "STRONGEST TIES, and on whose word each rests"
    for tie in found.ties[:STRONGEST]:
        yield f"  {state(tie)} [{tie.standing.value}]"
        yield f"    {name_roots(tie)}"
    yield ""
    yield "CONTESTED"
    yield from _contested(found)
    yield ""
    yield "OFTEN REPEATED, ONE ROOT"
    yield from _single_root(found)


def next_steps(case_file: Path, page: Path, found: Gathered) -> Iterator[str]:
    """Yield what was written and what to type next."""
    name = found.ties[0].object.name if found.ties else "a name"
    sayso = ".venv/bin/sayso" if Path(".venv/bin/sayso").exists() else "sayso"
    yield ""
    yield f"WROTE {page} (open it in a browser) and {case_file}"
    yield "NEXT"
    yield f'  {sayso} actor "{name}" --case {case_file}'
    yield f"  {sayso} claims --denied --case {case_file}"
    yield f"  {sayso} read YOUR-DOCUMENTS/"


def state(tie: Tie) -> str:
    """Return what is said, for use beside those who say it alone."""
    return f"{tie.subject.name} – {tie.predicate} – {tie.object.name}"


def name_roots(tie: Tie) -> str:
    """Return on whose word a tie rests, who only plans or supposes it, and who denies it."""
    roots = ", ".join(root.name for root in tie.edge.roots)
    keys = {root.key for root in tie.edge.roots}
    beside = {item.root.name for item in tie.edge.asserted if not item.actual and item.root.key not in keys}
    denying = ", ".join(root.name for root in tie.edge.denying_roots)
    parts = (
        f"said by {roots}" if roots else "",
        f"only planned or supposed by {', '.join(sorted(beside))}" if beside else "",
        f"denied by {denying}" if denying else "",
    )
    return "; ".join(part for part in parts if part)


def _contested(found: Gathered) -> Iterator[str]:
    """Yield the most contested tie with the words of both sides."""
    if not found.contested:
        yield "  No tie is affirmed by one root and denied by another."
        return
    tie = found.contested[0]
    yield f"  {state(tie)}"
    yield "  Those who say so:"
    yield from _words(tie.asserted)
    yield "  Those who deny it:"
    yield from _words(tie.denied)


def _single_root(found: Gathered) -> Iterator[str]:
    """Yield the tie that most documents repeat on one word."""
    if not found.single_root:
        yield "  No tie is repeated by several documents on one word."
        return
    tie = found.single_root[0]
    yield f"  {state(tie)}"
    yield f"  {count_words(len(tie.documents), 'document')}, one root: {tie.edge.roots[0].name}"
    yield from _words(tie.asserted)


def _words(words: Iterable[Word]) -> Iterator[str]:
    """Yield who says it and in which words, at most WORDS_A_SIDE."""
    listed = list(words)
    for word in listed[:WORDS_A_SIDE]:
        yield f"    {attestation_words(word.attestation)}:"
        yield f"      “{' '.join(word.quote.split())}” ({word.document})"
    if len(listed) > WORDS_A_SIDE:
        yield f"    and {len(listed) - WORDS_A_SIDE} more"
