"""Lay a dossier out once for every format: headings, sentences, tables and notes, in the order of reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model.plain_words import clean
from sayso.model.prose import Citation, DossierProse, Passage, Sentence, TieLine

NO_CLAIM = "Nothing of this is known to be so: each sentence names who says it, each number leads to the exact words."


@dataclass(frozen=True, slots=True)
class Heading:
    """Open a part; `level` is 1 for parts, 2 for what stands inside them; `picture` that it holds no more than one."""

    words: str
    level: int = 1
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table: its columns, and rows of cells; each row has the numbers of its notes."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold an SVG element; formats that cannot show one leave it out."""

    svg: str


type Block = Heading | Sentence | Table | Picture


def lay_out(prose: DossierProse) -> Iterator[Block]:
    """Yield the blocks of a dossier, without its title and its notes; parts without content are left out."""
    names = [name for name in prose.aliases if not name.islower()]
    if names:
        yield Sentence(f"Also called {', '.join(names[:12])}.")
    yield from prose.opening
    yield Sentence(NO_CLAIM)
    if prose.picture:
        yield Heading("Strongest ties", picture=True)
        yield Picture(prose.picture)
    for passage in prose.passages:
        yield from _passage(passage)
    yield from _contested(prose)
    if prose.sums:
        yield Heading("Sums that are told")
        yield Sentence("Each as it is told; none is added to another.")
        yield from prose.sums
    if prose.timeline:
        yield Heading("Timeline")
        rows = tuple(((line.when, line.sentence.words), line.sentence.notes) for line in prose.timeline)
        yield Table(("When", "What is said, and by whom"), rows)
    if prose.said.sentences:
        yield from _passage(prose.said)
    for one in prose.comments:
        yield Heading(f"Comments by {one.commenter}" if one.commenter else "Comments by readers who give no name")
        for passage in one.passages:
            yield from _passage(passage, level=2)
    if prose.ties:
        yield Heading("All ties")
        columns = ("What is said", "When", "Last attested", "How it stands", "Said by", "Denied by")
        yield Table(columns, tuple((_cells(line), line.notes) for line in prose.ties))
    if prose.unknown:
        yield Heading("What the casefile does not know")
        yield from prose.unknown


def cite(note: Citation) -> str:
    """Return where a note's words stand: title, date, page, chain of say-so; not the words."""
    place = [f"“{note.title or note.document}”", note.date or "undated", f"p. {note.page}" if note.page else ""]
    return clean(", ".join(part for part in place if part) + f" ({' › '.join(note.say_so)})")


def short_claim(note: Citation) -> str:
    """Return what may be typed to see a claim in its paragraph."""
    return clean(note.claim.removeprefix("claim-")[:8])


def _passage(passage: Passage, level: int = 1) -> Iterator[Block]:
    yield Heading(passage.title, level)
    yield from passage.sentences
    if passage.left_out:
        yield Sentence(f"{passage.left_out:,} more are not told here.")


def _contested(prose: DossierProse) -> Iterator[Block]:
    if not prose.contested:
        return
    yield Heading("Where sources disagree")
    for contest in prose.contested:
        yield Heading(contest.kind.capitalize(), 2)
        yield from contest.said
        yield Sentence("Against it:")
        yield from contest.against


def _cells(line: TieLine) -> tuple[str, ...]:
    return (
        f"{line.subject} – {line.predicate} – {line.object}",
        line.when or "not told",
        line.last_attested or "undated",
        line.standing,
        _names(line.roots),
        _names(line.against),
    )


def _names(names: Sequence[str], most: int = 5) -> str:
    shown = list(dict.fromkeys(names))
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return (", ".join(shown[:most]) + more) or "–"
