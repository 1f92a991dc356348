"""Find a reader by its name, and keep it to the protocol."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

from sayso.model import Document, Reader, Reading
from sayso.model.errors import GroundingError, ReaderError, SaysoError, UnreadableDocument

GROUP = "sayso.readers"
SETTLED = frozenset({"language", "empty", "too-large", "unsupported"})
"""Reasons that lie in the document: the same reader would give them again. What broke may be mended and is retried."""

_REPORT = "Report it with the document's id; the other documents were read."


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say why a document has no reading.

    `settled` means that the same reader would refuse it again, so that it is passed over next time; a failure is
    tried again.
    """

    code: str
    reason: str
    remedy: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """Name a reader, so that another process can load its own; or hold one that can be sent there."""

    reader: str | Reader
    vocabulary: Path | None = None

    def load(self) -> Reader:
        """Return the reader; raises ReaderError where there is none of this name or it does not load."""
        if not isinstance(self.reader, str):
            return self.reader
        found = next(iter(entry_points(group=GROUP, name=self.reader)), None)
        if found is None:
            known = ", ".join(sorted(point.name for point in entry_points(group=GROUP))) or "none"
            raise ReaderError(f"There is no reader {self.reader}. Installed are: {known}.")
        try:
            factory = found.load()
            reader = factory() if self.vocabulary is None else factory(vocabulary=[self.vocabulary])
        except SaysoError:
            raise
        except Exception as error:
            raise ReaderError(
                f"The reader {self.reader} does not load: {error}. Install it again, or choose another."
            ) from error
        if not isinstance(reader, Reader):
            raise ReaderError(f"{found.value} is not a reader: it lacks `version` or `read`. Choose another.")
        return reader


def read_chunk(reader: Reader, documents: Iterable[Document]) -> Iterator[Reading | Refusal]:
    """Yield one Reading or Refusal for each document, in order, whatever the reader does.

    Where a reader breaks its promise and raises, what it had not given yet is read one by one.
    """
    waiting = list(documents)
    done = 0
    try:
        for outcome in reader.read(iter(waiting)):
            yield settle(outcome, waiting[done])
            done += 1
    except ReaderError:
        raise
    except Exception as error:
        if len(waiting) == 1:
            yield settle(error, waiting[0])
            return
    if len(waiting) == 1 and done == 0:
        yield Refusal("failed", "The reader gave nothing", _REPORT)
        return
    for document in waiting[done:]:
        yield from read_chunk(reader, [document])


def settle(outcome: Reading | Exception, document: Document) -> Reading | Refusal:
    """Return a reading that keeps the protocol, or the reason why there is none."""
    if isinstance(outcome, UnreadableDocument):
        return Refusal(outcome.code, outcome.reason, outcome.remedy, settled=outcome.code in SETTLED)
    if isinstance(outcome, Exception):
        return Refusal("failed", f"The reader failed: {type(outcome).__name__}: {outcome}", _REPORT)
    try:
        _check(outcome, document)
    except GroundingError as error:
        return Refusal("ungrounded", str(error), _REPORT)
    return outcome


def _check(reading: Reading, document: Document) -> None:
    """Raise GroundingError unless every quote stands at its offsets and every actor is there."""
    text, actors = document.text, {actor.id for actor in reading.actors}
    if reading.text_id != document.text_id:
        raise GroundingError(f"The reading is of another text: {reading.text_id}, not {document.text_id}")
    for claim in reading.claims:
        quotes = [(claim.evidence.span, claim.evidence.words), (claim.subject.span, claim.subject.words)]
        quotes.append((claim.object.span, claim.object.words))
        quotes += [(s.span, s.words) for s in claim.sources if s.span is not None and s.words is not None]
        for span, words in quotes:
            if span.cut(text) != words:
                raise GroundingError(f"{claim.id} quotes {words!r}, the text has {span.cut(text)!r}")
        if not actors.issuperset([claim.subject.actor, claim.object.actor, *(s.actor for s in claim.sources)]):
            raise GroundingError(f"{claim.id} names an actor that the reading does not give")
    for frame in reading.frames:
        if frame.evidence.span.cut(text) != frame.evidence.words:
            raise GroundingError(f"{frame.id} quotes words that do not stand there")
        if not actors.issuperset(a.actor for a in frame.arguments if a.actor is not None):
            raise GroundingError(f"{frame.id} names an actor that the reading does not give")
