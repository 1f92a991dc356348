"""Show how words or a file are read, without a casefile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.casefile.readers import ReaderChoice
from sayso.model import Document, Explainer, Origin, Unreadable
from sayso.model.errors import NotFound, UnreadableDocument, UsageError
from sayso.model.explanation import Explanation
from sayso.settings import text_setting

if TYPE_CHECKING:
    from sayso.model.reading import Reader

TYPED = "(typed)"


def explain(
    what: str | Path,
    *,
    date: str | None = None,
    reader: "str | Reader | None" = None,
    vocabulary: str | Path | None = None,
) -> Explanation:
    """Return how a text, or the one document of a file, is read: mentions, sources, scopes, frames, claims, and why.

    A `str` is the words themselves, a `Path` a file. `date` (EDTF) is when the words were written, against which
    relative dates count; a file's own date gives way to it. `reader` and `vocabulary` are as in `sayso.open`; give a
    Reader where many texts follow, for a name loads its model each time. Nothing is stored. Raises NotFound,
    UnreadableDocument; UsageError for a file of several documents, and where the reader cannot explain.
    """
    document = _take_file(what) if isinstance(what, Path) else _take_words(what)
    if date is not None:
        document = replace(document, metadata=replace(document.metadata, date=date, date_found="argument"))
    return _explainer(reader, vocabulary).explain(document)


def _explainer(reader: "str | Reader | None", vocabulary: str | Path | None) -> Explainer:
    """Load the reader; raises ReaderError, and UsageError where it only reads."""
    named = text_setting("vocabulary", None if vocabulary is None else str(vocabulary))
    chosen = reader if reader is not None else text_setting("reader")
    loaded = ReaderChoice(chosen, Path(named) if named else None).load()
    if not isinstance(loaded, Explainer):
        raise UsageError(f"The reader {loaded.version.name} reads but cannot explain. Choose another, such as rules.")
    return loaded


def _take_words(words: str) -> Document:
    """Return words as a document; of what language a few words are cannot be told, so they are read as they come."""
    from sayso.intake import take_bytes

    document = take_bytes(words.encode(), "text.txt", Origin(TYPED), "text/plain")
    return replace(document, name=TYPED, metadata=replace(document.metadata, language=None))


def _take_file(path: Path) -> Document:
    """Return the one document of a file."""
    found = list(_first_two(path))
    if len(found) > 1:
        raise UsageError(f"{path} holds several documents. Name one file.")
    if not found:
        raise NotFound(f"{path} holds no document. Name a file.")
    return found[0]


def _first_two(path: Path) -> Iterator[Document]:
    """Yield at most two documents; raises NotFound and UnreadableDocument."""
    from sayso.casefile.apart import taking_apart
    from sayso.intake import take

    with taking_apart() as opened:
        for number, taken in enumerate(take([path], opened=opened)):
            if isinstance(taken, Unreadable):
                if taken.code == "not-found":
                    raise NotFound(f"{taken.reason}. {taken.remedy}")
                raise UnreadableDocument(taken.code, taken.reason, taken.remedy)
            yield taken
            if number:
                return
