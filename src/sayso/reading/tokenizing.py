"""Cut the readable segments of a document into pieces of tokens that a parser can hold.

Repairs happen on tokens, before the parser sees them, so that every token keeps its exact place in the text: short
asides in brackets are taken out (and kept as `Aside`), names held together by hyphens and titles of texts become one
token, typographic quotes and hyphens are made plain one for one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.model.document import Document, Voice
from sayso.model.span import Span
from sayso.reading.gazetteer import is_country_word
from sayso.reading.parsed import Aside
from sayso.reading.title_names import find_titles

if TYPE_CHECKING:
    from spacy.language import Language

type Offsets = list[tuple[int, int]]

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "‐": "-", "\u00a0": " ", "ʼ": "'"})
MAX_ASIDE_TOKENS = 7
MAX_STRETCH_CHARS = 100_000
MAX_PIECE_TOKENS = 2_000
ENDS = frozenset(".!?")
NAME_JOINT = re.compile(r"^(?:[A-Z]\w*|e|al|el|ul|i|bin|ibn|as|ar|an|ad|us|ush|ur|ud|y|de|la)$")
LINKED = re.compile(r"^(?:in|of|the|at|to|up|out|general|elect|de|camp)$")
OPENING = {"(": ")", "[": "]"}
UNWORDLY = re.compile(r"\S{500,}")
UNREAD = frozenset({Voice.FURNITURE})
SEGMENT_WORDS = 2
WORDLIKE = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold up to MAX_PIECE_TOKENS tokens of one segment, to be parsed by themselves.

    `words` are plain; `starts` and `ends` are offsets in the document's text. The `after` of an aside counts from the
    piece's first token.
    """

    segment: int
    words: Sequence[str]
    spaces: Sequence[bool]
    starts: Sequence[int]
    ends: Sequence[int]
    asides: Sequence[Aside] = ()

    def asides_from(self, first: int) -> Iterator[Aside]:
        """Give the asides for a document in which the piece begins at token `first`."""
        return (replace(aside, after=aside.after + first) for aside in self.asides)


def count_words(document: Document) -> int:
    """Return about how many tokens the readable segments have, without tokenizing.

    Every mark of punctuation counts, and every segment as two words more: that is what one costs the parser (0.4 ms).
    """
    return sum(
        SEGMENT_WORDS + sum(1 for _ in WORDLIKE.finditer(document.text, segment.span.start, segment.span.end))
        for segment in document.segments
        if segment.voice not in UNREAD
    )


def cut(nlp: "Language", document: Document) -> Iterator[Piece]:
    """Yield the pieces of all readable segments in order; a piece never crosses a segment."""
    for segment in document.segments:
        if segment.voice not in UNREAD:
            for base, text in _stretches(segment.span, document.text):
                yield from _pieces(nlp, document.text, segment.index, base, text)


def _stretches(span: Span, text: str) -> Iterator[tuple[int, str]]:
    """Cut a segment into plain stretches that the tokenizer can hold, at white space; nearly always one."""
    at = span.start
    while at < span.end:
        end = min(span.end, at + MAX_STRETCH_CHARS)
        if end < span.end:
            space = text.rfind(" ", at, end)
            end = space if space > at else end
        yield at, text[at:end].translate(PLAIN)
        at = end


def _pieces(nlp: "Language", whole: str, segment: int, base: int, text: str) -> Iterator[Piece]:
    """Tokenize a stretch that begins at `base` and cut its tokens into pieces."""
    tokens = _tokenize(nlp, text)
    kept, dropped = _take_out_asides(tokens, text)
    merged = _join_titles(_join_names([tokens[i] for i in kept], text), text)
    begins = [start for start, _ in merged]
    asides = [_aside(whole, base, bisect_left(begins, first) - 1, first, last) for first, last in dropped]
    first = 0
    for last in _ends_of_pieces(merged, text):
        here = merged[first:last]
        follows = [b for b, _ in here[1:]]
        yield Piece(
            segment,
            [text[a:b] for a, b in here],
            [begin > end for (_, end), begin in zip(here, follows, strict=False)] + [True] * bool(here),
            [base + a for a, _ in here],
            [base + b for _, b in here],
            [replace(aside, after=aside.after - first) for aside in asides if first <= aside.after < last],
        )
        first = last


def _ends_of_pieces(tokens: Offsets, text: str) -> Iterator[int]:
    """Yield where each piece ends: at the last sentence's end before it grows too long, or where it is full."""
    at = 0
    while len(tokens) - at > MAX_PIECE_TOKENS:
        full = at + MAX_PIECE_TOKENS
        ends = (i for i in range(full, at + MAX_PIECE_TOKENS // 2, -1) if text[tokens[i - 1][0]] in ENDS)
        at = next(ends, full)
        yield at
    yield len(tokens)


def _tokenize(nlp: "Language", text: str) -> Offsets:
    """Return the offsets of the tokens that are not white space.

    A run of hundreds of characters without a space is no word; it becomes one token unseen, for the tokenizer's time
    grows with the square of its length (a minute for 100,000 ampersands).
    """
    offsets: Offsets = []
    at = 0
    for run in [*UNWORDLY.finditer(text), None]:
        end = len(text) if run is None else run.start()
        offsets += [(at + t.idx, at + t.idx + len(t)) for t in nlp.tokenizer(text[at:end]) if not t.is_space]
        if run is not None:
            offsets.append(run.span())
            at = run.end()
    return offsets


def _take_out_asides(tokens: Offsets, text: str) -> tuple[list[int], Offsets]:
    """Return the indices of the tokens to keep and each aside's first and last character; the first token stays."""
    kept: list[int] = []
    dropped: Offsets = []
    i = 0
    while i < len(tokens):
        word = text[tokens[i][0] : tokens[i][1]]
        close = _closing(tokens, text, i) if word in OPENING else None
        if close is not None and kept:
            dropped.append((tokens[i][0], tokens[close][1]))
            i = close + 1
        else:
            kept.append(i)
            i += 1
    return kept, dropped


def _closing(tokens: Offsets, text: str, opening: int) -> int | None:
    """Return the index of the bracket that closes a short aside, or None where it is long or open."""
    wanted = OPENING[text[tokens[opening][0] : tokens[opening][1]]]
    for j in range(opening + 1, min(len(tokens), opening + MAX_ASIDE_TOKENS + 2)):
        if text[tokens[j][0] : tokens[j][1]] == wanted:
            return j
    return None


def _aside(text: str, base: int, after: int, start: int, end: int) -> Aside:
    """Build an Aside from its brackets' first and last character, counted from `base` in the document's text."""
    span = Span(base + start + 1, base + end - 1)
    return Aside(after, span, span.cut(text), text[base + start] == "[")


def _join_names(tokens: Offsets, text: str) -> Offsets:
    """Join tokens that stand without a space as one hyphenated name ("Band-e-Amir", "al-Hayat").

    The tokenizer splits at hyphens between letters. A joint is a capitalised word or a particle; one side at least must
    be a particle or the whole must hold two capitalised words, and no side may be the name of a country, for then the
    hyphen joins two actors ("India-Pakistan").
    """
    joined: Offsets = []
    i = 0
    while i < len(tokens):
        last = _end_of_name(tokens, text, i)
        joined.append((tokens[i][0], tokens[last][1]))
        i = last + 1
    return joined


def _join_titles(tokens: Offsets, text: str) -> Offsets:
    """Join the tokens of the title of a text, which then is one word with spaces in it; what cuts a token is none."""
    joined, begins, ends = list(tokens), {a for a, _ in tokens}, {b for _, b in tokens}
    for start, end in find_titles(text):
        if start in begins and end in ends:
            first, after = bisect_left(joined, (start, start)), bisect_left(joined, (end, end))
            joined[first:after] = [(start, end)]
    return joined


def _end_of_name(tokens: Offsets, text: str, first: int) -> int:
    """Return the index of the last token of the hyphenated name that begins at `first`, or `first` itself."""
    last = first
    while last + 2 < len(tokens) and _is_joint(tokens, text, last):
        last += 2
    return last


def _is_joint(tokens: Offsets, text: str, at: int) -> bool:
    """Tell whether token `at`, a hyphen and the next token stand without spaces and are parts of one name."""
    (a, b), (c, d), (e, f) = tokens[at : at + 3]
    if b != c or d != e or text[c:d] != "-":
        return False
    left, right = text[a:b], text[e:f]
    if LINKED.match(right) or (LINKED.match(left) and a and text[a - 1] == "-"):
        return True
    if not (NAME_JOINT.match(left) and NAME_JOINT.match(right)):
        return False
    return not (is_country_word(left) and is_country_word(right))
