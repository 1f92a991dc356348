"""Be the front door: one class with everything that a user may ask of a casefile."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, Unpack

from sayso.casefile.base import TIES, floor_of
from sayso.casefile.questions import Questions
from sayso.casefile.rivalries import Rivalries
from sayso.casefile.watches import Watches
from sayso.model import Frame
from sayso.model.document import Unreadable
from sayso.model.errors import UsageError
from sayso.model.export import ExportForm, ExportReport
from sayso.model.filter import Filter
from sayso.model.search import SearchPage
from sayso.model.view import (
    ActorRow,
    ClaimInContext,
    ClaimView,
    Copied,
    CopyReport,
    DocumentRow,
    Finding,
    ImportReport,
    Progress,
    ReadReport,
    Stats,
)
from sayso.settings import int_setting
from sayso.store import ClaimQuery

if TYPE_CHECKING:
    from sayso.casefile.filtering import Asked
    from sayso.casefile.listing import Listing
    from sayso.casefile.taking_in import Made
    from sayso.model.dossier import ActorDossier
    from sayso.model.edge import Edge
    from sayso.model.reading import Reader


def open(  # noqa: A001
    path: str | Path,
    *,
    reader: "str | Reader | None" = None,
    vocabulary: str | Path | None = None,
    must_exist: bool = False,
) -> "Casefile":
    """Open a casefile, or make one where there is none.

    `path` is a file, `:memory:` for one that is gone when closed, or an address of PostgreSQL such as
    `postgresql:///name?schema=strait` (docs/postgres.md). `reader` is a name of the entry-point group
    `sayso.readers` or a Reader (setting `reader`, `rules` by default); it is loaded only when something is read.
    `vocabulary` is a vocabulary file that the reader adds to its own. Raises NotFound where `must_exist` and there is
    no file, NotACasefile, CasefileTooNew, CasefileBusy.
    """
    return Casefile(path, reader=reader, vocabulary=vocabulary, must_exist=must_exist)


class Casefile(Questions, Rivalries, Watches):
    """Hold one body of work: documents, claims, actors and judgements.

    A context manager; one instance serves one thread. Iterators are lazy and read what stands at the time.
    Where a question takes `min_confidence` (setting `min_confidence`, 0 by default), it is answered as if claims that
    are less likely to be right than this were not there; raises UsageError for a value outside 0 to 1.
    """

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
        from sayso.casefile.apart import taking_apart
        from sayso.casefile.readers import ReaderChoice
        from sayso.casefile.run import ReadRun, refuse_missing

        refuse_missing(paths)
        many, chunk = int_setting("processes", processes), int_setting("chunk")
        if many < 1 or chunk < 1:
            raise UsageError(f"processes and chunk must be 1 or more, not {many} and {chunk}.")
        choice = ReaderChoice(self._reader, self._vocabulary_path)
        with taking_apart() as opened:  # it begins while the reader is loaded
            return ReadRun(self._store, choice, self._symmetric, progress, opened).run(paths, many, chunk)

    def take_in(
        self,
        made: "Iterable[Made | Unreadable]",
        version: str,
        *,
        progress: Callable[[Progress], None] | None = None,
        at_once: int | None = None,
    ) -> ReadReport:
        """Take in readings that were made elsewhere by a reader of this version, `at_once` documents a transaction.

        What this version has read before is passed over, as `read` does. The casefile is the one that `read` makes of
        the same documents in the same order. Ctrl-C rolls back the transaction at work. Raises CasefileBusy.
        """
        from sayso.casefile.taking_in import AT_ONCE, TakingIn

        return TakingIn(self._store, version, self._symmetric, progress).run(made, at_once or AT_ONCE)

    def documents(
        self,
        *,
        min_confidence: float | None = None,
        order: Literal["name", "newest"] = "name",
        limit: int | None = None,
        after: str | None = None,
    ) -> Iterator[DocumentRow]:
        """Yield the documents in order of name and id, or those first that were read last, with their counts.

        `after` is the id of the document after which to go on; raises NotFound where it is not there. A document that
        is read again keeps its place.
        """
        if order not in ("name", "newest"):
            raise UsageError(f"There is no order {order!r}. Known are: name, newest.")
        return self._store.documents(floor_of(min_confidence), limit=limit, after=after, newest=order == "newest")

    def unreadable(self) -> Iterator[Unreadable]:
        """Yield the files that could not be read, in order of location, with reason and remedy."""
        return self._store.problems()

    def claims(
        self,
        filter: Filter | None = None,  # noqa: A002
        *,
        limit: int | None = None,
        after: str | None = None,
        **asked: "Unpack[Asked]",
    ) -> "Listing[ClaimView]":
        """Yield claims in order of document name and place in the text, as they are read; also as a data frame.

        Takes every field of `Filter`, one by one or whole (single arguments come first); what may be given several
        times takes a string or a list. `actor` and `source` are a name or an id, as in `actor()`; `source` matches
        any link of the say-so, publisher and author too. With `as_of`, `holds` of each says whether it holds then.
        `after` is the id of the claim after which to go on. Empty where nothing answers. Raises NotFound for an
        unknown actor, source, predicate or document, UsageError for a value or date that makes no sense.
        """
        from sayso.casefile.ask import view_claims
        from sayso.casefile.filtering import filter_views
        from sayso.casefile.listing import list_claims

        choice = self._choose(filter, **asked)
        found = view_claims(self._store, self._store.claims(choice.query(after)))
        return list_claims(islice(filter_views(self._store, found, choice, lambda: self._traits), limit))

    def show(self, claim_id: str) -> ClaimInContext:
        """Return a claim in its paragraph, by its id or the start of it.

        Raises NotFound; UsageError where several ids start so.
        """
        from sayso.casefile.ask import show_claim

        return show_claim(self._store, claim_id)

    def frames(
        self,
        filter: Filter | None = None,  # noqa: A002
        *,
        lemma: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        **asked: "Unpack[Asked]",
    ) -> Iterator[Frame]:
        """Yield the frames that no predicate fits, in order of document name and place in the text.

        Filters apply as in `claims()`; what claims alone have (predicate, standing, …) raises UsageError. `after` is
        the id of the frame after which to go on.
        """
        from sayso.casefile.frame_filter import filter_frames

        choice = self._choose(filter, **asked)
        return islice(filter_frames(self._store, choice, lemma, after), limit)

    def actors(
        self,
        *,
        type: str | None = None,  # noqa: A002
        named: bool | None = None,
        like: str | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> "Listing[ActorRow]":
        """Yield canonical actors, those with most claims first, then by name and id.

        `like` keeps those with a name or alias in which a word begins so, or, where there is none, that holds these
        letters, case and accents aside. `after` is the id of an actor: those that come after it in order alone; raises
        UsageError where there is none. Rows of a list leave `raw` empty.
        """
        from sayso.casefile import listing
        from sayso.casefile.ask import list_actors
        from sayso.store import ActorQuery
        from sayso.store.fold import fold

        query = ActorQuery(type, named, None if like is None else fold(like), after)
        found = list_actors(self._store, query, limit=limit, min_confidence=floor_of(min_confidence))
        return listing.list_actors(found)

    def actor(
        self,
        name_or_id: str,
        filter: Filter | None = None,  # noqa: A002
        *,
        ties: int | None = TIES,
        **asked: "Unpack[Asked]",
    ) -> "ActorDossier":
        """Return what is said about one actor and what it said, in sections; commenters' claims apart.

        Finds by id, then by folded name, then by folded alias. `ties` are shown, some of each section and then those
        on most roots, with the surest of their claims; totals count the rest. 0 or None shows all of everything, which
        takes long where every document names the actor. Takes the fields of `Filter` but `actor`: with `as_of` ties
        that hold then, may hold or were last attested before, each with its answer; filters on claims leave the claims
        that answer alone, and roots and standing are of these. Of ties with very many claims, those filters look at
        the surest. Raises NotFound, naming near names; UsageError, listing them, where several actors answer.
        """
        from sayso.casefile.dossier import gather_dossier

        choice = self._choose_about(name_or_id, filter, asked)
        return gather_dossier(self._store, choice, name_or_id, self._traits, ties)

    def edges(
        self,
        *,
        actor: str | None = None,
        predicate: str | None = None,
        contested: bool = False,
        as_of: str | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
    ) -> "list[Edge]":
        """Return edges, those that rest on most independent roots first, then by names.

        `contested` keeps the contested ones alone; `as_of` those with a claim that holds or may hold then.
        """
        from sayso.analysis import parse_interval
        from sayso.casefile.find import find_actor
        from sayso.casefile.ties import choose_edges, make_edges

        centre = None if actor is None else find_actor(self._store, actor)
        predicates = self._find_predicates(predicate)
        if as_of is not None:
            parse_interval(as_of)
        # A contest may be with an edge of other actors, so all are looked at.
        around = None if centre is None or contested else self._raw(centre)
        named = None if contested else predicates
        query = ClaimQuery(actors=around, predicates=named, min_confidence=floor_of(min_confidence))
        edges = make_edges(self._store, query, self._traits)

        def wanted(edge: "Edge") -> bool:
            named = predicates is None or edge.predicate in predicates
            return named and (centre is None or centre in (edge.subject, edge.object))

        chosen = choose_edges(edges, self._traits, contested=contested, as_of=as_of, wanted=wanted)
        return chosen[:limit]

    def search(
        self,
        words: str = "",
        filter: Filter | None = None,  # noqa: A002
        *,
        kind: str | Sequence[str] | None = None,
        limit: int = 20,
        after: str | None = None,
        **asked: "Unpack[Asked]",
    ) -> SearchPage:
        """Find words in segments, claims and frames, best first, with counts by field.

        All words must stand there, in any order; `"words in quotes"` one after another, `-word` not at all, `word*`
        as the start of a word; of `one OR other` either. Case and accents do not count. Takes every field of
        `Filter`, as `claims()`; what only claims have leaves claims alone. `kind` is `segment`, `claim` or `frame`,
        or several. At most 500 places are ranked and counted; `more` tells that there are others. Without words
        come the claims that answer, newest and most certain first; without words and filter nothing. `after` is the
        key of the hit after which to go on. Raises NotFound and UsageError, never an error of the database.
        """
        from sayso.casefile.searching import search_case

        choice = self._choose(filter, **asked)
        return search_case(self._store, words, choice, lambda: self._traits, kind=kind, limit=limit, after=after)

    def stats(self, *, min_confidence: float | None = None) -> Stats:
        """Count what the casefile holds; of claims, their sources and edges those that are sure enough."""
        return self._store.stats(floor_of(min_confidence))

    def copy_to(
        self, target: str | Path, *, progress: Callable[[Copied], None] | None = None, check: bool = False
    ) -> CopyReport:
        """Copy everything into a casefile that is empty or not there yet, in a file or on PostgreSQL.

        Every row as it is, with ids, decisions, their chain and the revision, in one transaction; the rows of every
        table are counted and the chain is checked before it ends. `progress` is called after each batch, `check` also
        checks every quote and reference of the copy. Raises UsageError where the target holds something, StoreError
        where the copy is not the original.
        """
        from sayso.casefile.copying import copy_casefile

        return copy_casefile(self._store, target, self._open_beside, progress, check=check)

    def back_up(self, target: str | Path, *, progress: Callable[[Copied], None] | None = None) -> CopyReport:
        """Write a backup: a casefile in a file, which appears when it is whole and every quote is checked.

        Others may go on to read and write meanwhile. Raises UsageError where the file is there already, StoreError.
        """
        from sayso.casefile.copying import back_up

        return back_up(self._store, Path(target), self._open_beside, progress)

    def _open_beside(self, path: str | Path) -> "Casefile":
        """Open another casefile with the same vocabulary."""
        return Casefile(path, vocabulary=self._vocabulary_path)

    def doctor(self, *, recount: bool = False, repair: bool = False) -> list[Finding]:
        """Check every quote against its text, every reference, every counter; an empty list is a clean bill.

        `recount` also builds edges, roots, contests and counts from nothing and compares row by row; `repair` does so
        and keeps the new ones, so that what it returns is what was wrong.
        """
        found = list(self._store.check(frozenset(self._vocabulary.predicates)))
        if recount or repair:
            found += self._store.recount(repair=repair)
        return found

    def export(
        self,
        stream: IO[str] | IO[bytes],
        format: str = "jsonl",  # noqa: A002
        filter: Filter | None = None,  # noqa: A002
        *,
        table: str | None = None,
        tlp: str | None = None,
        **asked: "Unpack[Asked]",
    ) -> ExportReport:
        """Write what a filter leaves to a stream in one of `export_forms()`; say what was written and what was lost.

        `table` names the part of a form that has several: claims, ties or actors. `tlp` is the mark of a STIX bundle
        (white, green, amber, red). Takes the fields of `Filter`, as `claims()`; with `as_of`, ties are those that hold
        then or may. Text forms want a text stream, binary ones a binary one. Order is document name, document id,
        place in the text, id; two runs on the same input are byte-identical. Raises UsageError for an unknown format,
        table or mark, and as `claims()` does.
        """
        from sayso.casefile.extracting import CaseExtract, leave_out_frames
        from sayso.exchange import write_form

        extract = CaseExtract(self._store, self._choose(filter, **asked), self._traits, self._vocabulary.predicates)
        settings = {} if tlp is None else {"tlp": tlp}
        with self._store.snapshot():
            report = write_form(format, extract, stream, table, **settings)
            return leave_out_frames(report, extract, self._store, table)

    def export_forms(self) -> tuple[ExportForm, ...]:
        """Return the forms in which a casefile can be written, with their tables."""
        from sayso.exchange import FORMS

        return tuple(FORMS.values())

    def import_(self, lines: Iterable[str], *, by: str | None = None) -> ImportReport:
        """Take claims JSONL in; each line must be grounded in a document of the casefile.

        Refused lines are in the report with number and reason; the others go in, under the reader name `by`, else the
        one that the line tells, else `import`. What `export` wrote comes in without loss.
        """
        from sayso.casefile.carry import import_jsonl

        return import_jsonl(self._store, lines, by, self._vocabulary)
