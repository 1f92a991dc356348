"""Describe a dossier as it is read: sentences that name who says so, each with the words it rests on."""

from dataclasses import dataclass

from sayso.model.actor import ActorType


@dataclass(frozen=True, slots=True)
class Citation:
    """Hold one note: where the exact words stand.

    `number` counts from 1 in the order in which the text needs it; `claim` is the claim's id, `document` the file's
    name without its last ending, `page` counts from 1, for a PDF alone. `say_so` is the chain, outermost first.
    """

    number: int
    claim: str
    document: str
    title: str | None
    date: str | None
    page: int | None
    say_so: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold one sentence, or two that belong together, with full stops.

    `notes` are numbers of citations, `claims` the claims it tells of. A sentence without claims says nothing of an
    actor that a document would have to answer for: it counts or lists.
    """

    words: str
    notes: tuple[int, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold the sentences that answer one question ("Led by"); `left_out` counts ties that are not told."""

    title: str
    sentences: tuple[Sentence, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class CommentPassages:
    """Hold what one commenter says; `commenter` None is nobody named."""

    commenter: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class TieLine:
    """Hold one line of the table of ties: who, what, whom as it is said, and on whose word.

    `when` are the times told in words, `last_attested` the latest EDTF date on which it was written; empty where none
    is known. `roots` assert it as actual, `against` deny it, both by name.
    """

    subject: str
    predicate: str
    object: str
    when: str
    last_attested: str
    standing: str
    roots: tuple[str, ...]
    against: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DatedLine:
    """Hold one line of the timeline: the time in words and as EDTF, what is said of it and by whom."""

    when: str
    time: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ContestLine:
    """Hold one disagreement: its kind, what the one side says and what the other."""

    kind: str
    said: tuple[Sentence, ...]
    against: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class DossierProse:
    """Hold a dossier in prose and tables, in the order in which it is read.

    `opening` says how much the casefile has, `unknown` what it does not know. `sums` tell of money, one sentence a
    sum, never added up. `picture` is the network of the strongest ties as one SVG element, empty where there are none.
    `citations` are all notes, in order of number.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...]
    opening: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    said: Passage
    comments: tuple[CommentPassages, ...]
    ties: tuple[TieLine, ...]
    timeline: tuple[DatedLine, ...]
    sums: tuple[Sentence, ...]
    contested: tuple[ContestLine, ...]
    unknown: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    picture: str = ""
