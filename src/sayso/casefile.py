"""Join the rooms: open a casefile, read documents into it, ask it.

This is the front door for Python, the command line and every other face.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from sayso.model import Frame, Judgement, Verdict
from sayso.model.document import Unreadable
from sayso.model.view import (
    ActorDossier,
    ActorRow,
    ClaimInContext,
    ClaimView,
    DocumentRow,
    Finding,
    ImportReport,
    Progress,
    ReadReport,
    SearchHit,
    Stats,
)

if TYPE_CHECKING:
    from sayso.model.edge import Edge
    from sayso.model.reading import Reader


def open(  # noqa: A001
    path: str | Path,
    *,
    reader: "str | Reader" = "rules",
    vocabulary: str | Path | None = None,
    must_exist: bool = False,
) -> "Casefile":
    """Open a casefile, or make one where there is none.

    `path` is a file, or `:memory:` for one that is gone at exit. `reader` is a name of the entry-point group
    `sayso.readers` or a Reader; it is loaded only when something is read. `vocabulary` is a vocabulary file that the
    reader adds to its own. Raises NotFound where `must_exist` and there is no file, NotACasefile, CasefileTooNew.
    """
    return Casefile(path, reader=reader, vocabulary=vocabulary, must_exist=must_exist)


class Casefile:
    """Hold one body of work: documents, claims, actors and judgements.

    A context manager; one instance serves one thread. Iterators are lazy and read what stands at the time.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        reader: "str | Reader" = "rules",
        vocabulary: str | Path | None = None,
        must_exist: bool = False,
    ) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        raise NotImplementedError

    @property
    def path(self) -> Path:
        """Return where the casefile is."""
        raise NotImplementedError

    def read(
        self,
        *paths: str | Path,
        progress: Callable[[Progress], None] | None = None,
        processes: int | None = None,
    ) -> ReadReport:
        """Read files, folders and archives into the casefile, one transaction a document.

        Documents that this reader has read before are passed over before parsing; a file that cannot be read is
        recorded with its reason, and the run goes on. `progress` is called after each document. `processes` is how
        many workers parse (setting `processes`, 1 by default); the order of documents is the same for any number.
        Ctrl-C rolls back the document at work and returns what was read, with `interrupted` set. Raises NotFound for
        a path that is not there, before anything is read; CasefileBusy; ReaderError.
        """
        raise NotImplementedError

    def documents(self) -> Iterator[DocumentRow]:
        """Yield the documents in order of name and id, with their counts."""
        raise NotImplementedError

    def unreadable(self) -> Iterator[Unreadable]:
        """Yield the files that could not be read, in order of location, with reason and remedy."""
        raise NotImplementedError

    def claims(
        self,
        *,
        actor: str | None = None,
        predicate: str | Sequence[str] | None = None,
        source: str | None = None,
        as_of: str | None = None,
        denied: bool | None = None,
        doc: str | None = None,
        min_confidence: float = 0.0,
        limit: int | None = None,
    ) -> Iterator[ClaimView]:
        """Yield claims in order of document name and place in the text.

        `actor` and `source` are a name or an id, as in `actor()`; `source` matches any link of the say-so, publisher
        and author too. `as_of` is an EDTF date: claims that hold then or may hold. `denied` True gives denials alone,
        False assertions alone. `doc` is a document's name or id. Empty where nothing answers. Raises NotFound for an
        unknown actor, source, predicate or document.
        """
        raise NotImplementedError

    def show(self, claim_id: str) -> ClaimInContext:
        """Return a claim in its paragraph, by its id or the start of it.

        Raises NotFound; UsageError where several ids start so.
        """
        raise NotImplementedError

    def frames(
        self, *, lemma: str | None = None, actor: str | None = None, doc: str | None = None, limit: int | None = None
    ) -> Iterator[Frame]:
        """Yield the frames that no predicate fits, in order of document name and place in the text."""
        raise NotImplementedError

    def actors(
        self,
        *,
        type: str | None = None,  # noqa: A002
        named: bool | None = None,
        like: str | None = None,
        limit: int | None = None,
    ) -> Iterator[ActorRow]:
        """Yield canonical actors, those with most claims first, then by name.

        `like` keeps those with a name or alias that holds these letters, case and accents aside.
        """
        raise NotImplementedError

    def actor(self, name_or_id: str) -> ActorDossier:
        """Return what is said about one actor and what it said.

        Finds by id, then by folded name, then by folded alias. Raises NotFound, naming near names; UsageError, listing
        them, where several actors answer.
        """
        raise NotImplementedError

    def edges(
        self,
        *,
        actor: str | None = None,
        predicate: str | None = None,
        contested: bool = False,
        as_of: str | None = None,
        limit: int | None = None,
    ) -> "list[Edge]":
        """Return edges, those that rest on most independent roots first, then by names.

        `contested` keeps the contested ones alone; `as_of` those with a claim that holds or may hold then.
        """
        raise NotImplementedError

    def judge(self, left: str, right: str, verdict: Verdict | str, by: str) -> Judgement:
        """Rule that two actors are the same, different or unsure; one more row, nothing is deleted.

        `left` and `right` are names or ids of actors, `by` who rules. Raises NotFound, UsageError.
        """
        raise NotImplementedError

    def search(self, words: str, limit: int = 20) -> list[SearchHit]:
        """Find words in segments, claims and frames, best first; all words must stand there. Empty words find none."""
        raise NotImplementedError

    def stats(self) -> Stats:
        """Count what the casefile holds."""
        raise NotImplementedError

    def doctor(self) -> list[Finding]:
        """Check every quote against its text, every reference, every counter; an empty list is a clean bill."""
        raise NotImplementedError

    def export(self, stream: IO[str], format: str = "jsonl") -> int:  # noqa: A002
        """Write claims to a stream, line by line, and return how many.

        Order is document name, document id, place in the text, id; two runs on the same input are byte-identical.
        Raises UsageError for an unknown format.
        """
        raise NotImplementedError

    def import_(self, lines: Iterable[str], *, by: str = "import") -> ImportReport:
        """Take claims JSONL in; each line must be grounded in a document of the casefile.

        Refused lines are in the report with number and reason; the others go in, under the reader name `by`.
        """
        raise NotImplementedError
