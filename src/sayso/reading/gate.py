"""Tell, at the speed of a search for words, which sentences can hold a claim, so that the rest is never parsed.

A claim has a word that the vocabulary gives a meaning, and somebody or something with a name. A sentence without both
is blanked: its letters become spaces, so that every offset stays where it is. A document in which no sentence is left,
or that names nobody of a list of names, is not parsed at all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from sayso.model.claim import ActorRef, Claim, Evidence, SourceRef
from sayso.model.document import Document, Segment, Voice
from sayso.model.errors import UsageError
from sayso.model.frame import Argument, Frame
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_CAPITAL = re.compile(r"[A-Z][\w’'-]+")
_FIRST = 3
"""A capital further on than this is no sentence's first: an opening quotation mark or bracket may stand before one."""

_OPENERS = frozenset(
    re.findall(
        r"\w+",
        """
        the a an this that these those it he she they we i you in on at by for of to from with and but or as if when
        while after before since although here there his her their its our my no not all some many most both each such
        other another however despite during under over between among then
        """,
    )
)
_VOWELS = frozenset("aeiou")


class GateLevel(StrEnum):
    """Say what is passed over: nothing, whole documents, or single sentences too."""

    OFF = "off"
    DOCUMENTS = "documents"
    SENTENCES = "sentences"


@dataclass(frozen=True)
class Gate:
    """Hold the forms of the words that may mean something, and the names of which a document must have one, if any."""

    forms: frozenset[str]
    names: re.Pattern[str] | None = None
    level: GateLevel = GateLevel.SENTENCES

    def needs(self, words: str) -> bool:
        """Tell whether a sentence may hold a claim: it has the shape of a name, and a word that means something."""
        if not any(m.start() >= _FIRST or m.group().lower() not in _OPENERS for m in _CAPITAL.finditer(words)):
            return False
        return any(word in self.forms for word in _WORD.findall(words.lower()))

    def thin(self, document: Document) -> Document | None:
        """Return the document as it is to be parsed, None where nothing is."""
        if self.names is not None and self.names.search(document.text) is None:
            return None
        spans = [span for one in document.segments if one.voice is not Voice.FURNITURE for span in _cut(document, one)]
        spare = [span for span in spans if not self.needs(span.cut(document.text))]
        if len(spare) == len(spans):
            return None
        if self.level is GateLevel.DOCUMENTS or not spare:
            return document
        return replace(document, text=_blank(document.text, spare))


def make_gate(level: str, names: str, vocabulary: Vocabulary, irregular: Mapping[str, Iterable[str]]) -> Gate:
    """Make the gate of a vocabulary; raises UsageError for a level or a file of names that is not there.

    `names` is the path of a file with a name a line, empty for none; `irregular` gives the forms of a base form that
    follow no rule ("fought").
    """
    if level not in frozenset(GateLevel):
        raise UsageError(f"gate must be one of {', '.join(GateLevel)}, not {level!r}.")
    bases = {word.split("_")[0] for _, word in vocabulary.senses} | vocabulary.support | vocabulary.support_reverse
    forms = {form for base in bases for form in (*inflect(base), *irregular.get(base, ()))}
    return Gate(frozenset(forms), _pattern(Path(names)) if names else None, GateLevel(level))


def inflect(base: str) -> Iterator[str]:
    """Yield the regular forms of a base form, more rather than fewer: as verb, noun and adjective."""
    yield from (base, f"{base}s", f"{base}ed", f"{base}ing", f"{base}d", f"{base}es", f"{base}'s", f"{base}’s")
    if base.endswith("e"):
        yield f"{base[:-1]}ing"
    if base.endswith("y"):
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied")
    if len(base) > 2 and base[-1] not in _VOWELS and base[-2] in _VOWELS:
        yield from (f"{base}{base[-1]}ed", f"{base}{base[-1]}ing")
    if base.endswith("man"):
        yield f"{base[:-3]}men"


def restore(reading: Reading, document: Document) -> Reading:
    """Return a reading of a thinned text with the words that stand in the whole one."""
    text = document.text
    return replace(
        reading,
        claims=tuple(_restore_claim(claim, text) for claim in reading.claims),
        frames=tuple(_restore_frame(frame, text) for frame in reading.frames),
    )


def _cut(document: Document, segment: Segment) -> Iterator[Span]:
    """Yield the sentences of a segment, roughly: too long does no harm."""
    at = segment.span.start
    for end in _END.finditer(document.text, segment.span.start, segment.span.end):
        yield Span(at, end.end())
        at = end.end()
    if at < segment.span.end:
        yield Span(at, segment.span.end)


def _blank(text: str, spans: Iterable[Span]) -> str:
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], re.sub(r"[^\n]", " ", span.cut(text))]
        at = span.end
    return "".join((*parts, text[at:]))


def _pattern(path: Path) -> re.Pattern[str]:
    if not path.is_file():
        raise UsageError(f"There is no file of names {path}. Name one with a name a line, or leave gate_names out.")
    names = sorted({line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()})
    if not names:
        raise UsageError(f"{path} holds no name: nothing would be read.")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def _restore_claim(claim: Claim, text: str) -> Claim:
    return replace(
        claim,
        subject=_restore_ref(claim.subject, text),
        object=_restore_ref(claim.object, text),
        evidence=Evidence(claim.evidence.span, claim.evidence.span.cut(text)),
        sources=tuple(_restore_source(one, text) for one in claim.sources),
    )


def _restore_frame(frame: Frame, text: str) -> Frame:
    arguments = tuple(Argument(one.role, one.span, one.span.cut(text), one.actor) for one in frame.arguments)
    evidence = Evidence(frame.evidence.span, frame.evidence.span.cut(text))
    sources = tuple(_restore_source(one, text) for one in frame.sources)
    return replace(frame, arguments=arguments, evidence=evidence, sources=sources)


def _restore_ref(ref: ActorRef, text: str) -> ActorRef:
    return replace(ref, words=ref.span.cut(text))


def _restore_source(source: SourceRef, text: str) -> SourceRef:
    return source if source.span is None or source.words is None else replace(source, words=source.span.cut(text))
