"""Look up in a casefile by id or name: documents, edges, actors, the vocabulary; and what to rule on next."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Unpack

from sayso.casefile.base import CaseBase, floor_of

if TYPE_CHECKING:
    from sayso.casefile.filtering import Asked
    from sayso.casefile.listing import Listing
    from sayso.model import CanonicalActor, Frame
    from sayso.model.filter import Filter
    from sayso.model.lineage import LineageView
    from sayso.model.review import ReviewItem, TwinPair
    from sayso.model.shown import DocumentMarks, DocumentText, EdgeView, FrameView, PredicateRow
    from sayso.model.source import SourceRow


class Lookups(CaseBase):
    """Find one thing or the first of many; each answer is worked out in a file of its own."""

    def document(self, name_or_id: str, *, min_confidence: float | None = None) -> "DocumentText":
        """Return one document with its text, its voices and its claims in order of place.

        Raises NotFound; UsageError where several documents bear the name.
        """
        from sayso.casefile.find import find_doc
        from sayso.casefile.showing import show_document

        return show_document(self._store, find_doc(self._store, name_or_id), floor_of(min_confidence))

    def document_marks(self, name_or_id: str, *, min_confidence: float | None = None) -> "DocumentMarks":
        """Return one document to read: as `document`, but of each claim only what its text is marked with.

        A third of the size and a fifth of the time. Raises NotFound; UsageError where several documents bear the name.
        """
        from sayso.casefile.find import find_doc
        from sayso.casefile.marks import show_marks

        return show_marks(self._store, find_doc(self._store, name_or_id), floor_of(min_confidence))

    def review(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        limit: int | None = None,
        **asked: "Unpack[Asked]",
    ) -> "list[ReviewItem]":
        """Return what a person should rule on next, the most valuable first, at most 200 claims, each with reasons.

        Claims on which colleagues disagree come first, then contested ones, then the only roots of ties of two
        central actors, then unsure readings of central actors; claims that somebody ruled on are left out unless
        colleagues disagree. The best contests and the strongest ties of central actors are looked at, with `actor`
        those of this one, and under a filter on claims the first that answer. Takes every field of `Filter`; with
        `ruling` what was ruled so comes, to be looked at again. Nothing to rule on gives an empty list. Raises
        NotFound, UsageError.
        """
        from sayso.casefile.reviewing import list_review

        return list_review(self._store, self._choose(filter, **asked), self._traits, limit)

    def review_actors(self, actor: str | None = None, *, limit: int | None = None) -> "list[TwinPair]":
        """Return pairs of actors that may be one, those first on which most claims hang, with claims to judge by.

        Of `actor`, a name or id, or of the actors of whom most is said; of these a pair of which somebody said that
        nobody can tell is left out. Nothing found gives an empty list. Raises NotFound, UsageError.
        """
        from sayso.casefile.twins import list_pairs

        return list_pairs(self._store, actor, limit)

    def sources(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        like: str | None = None,
        named: bool | None = None,
        limit: int | None = None,
        after: str | None = None,
        **asked: "Unpack[Asked]",
    ) -> "list[SourceRow]":
        """Return the roots on whose word ties rest, those behind most ties first, with how many rest on each alone.

        `like` are letters that stand in the name; `named` True leaves out those without a name, such as "officials" of
        one document. `after` is the key of the root after which to go on. Takes every field of `Filter`: the numbers
        are then of the claims that answer; 20,000 claims are read at most, the strongest ties first, and `left_out`
        of the list says where there were more. Nothing found gives an empty list. Raises NotFound, UsageError.
        """
        from sayso.casefile.source_list import list_sources

        choice = self._choose(filter, **asked)
        return list_sources(self._store, choice, self._traits, like=like, named=named, limit=limit, after=after)

    def source_ties(
        self,
        root: str,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        alone: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> "list[EdgeView]":
        """Return the edges of which a root speaks, strongest first; with `alone`, those of which no other root does.

        `root` is the key of a root, as `sources()` has it; `after` is the id of the edge after which to go on. Takes
        every other field of `Filter`, and edges are then made of the claims that answer, as many as `sources()` reads.
        An unknown root gives an empty list. Raises NotFound, UsageError.
        """
        from sayso.casefile.source_list import list_source_ties

        choice = self._choose(filter)
        return list_source_ties(self._store, choice, self._traits, root, alone=alone, limit=limit, after=after)

    def page_picture(self, name_or_id: str, page: int, *, width: int = 900) -> bytes:
        """Return a page of a PDF, counted from 1, as a PNG of so many pixels width, at most 2,000.

        It is drawn from a file, a zip's member or a mail's attachment where the document was found and that still
        holds the very same bytes. Raises NotFound where there is none any more, for another kind of document and for
        a page that it has not; UsageError.
        """
        from sayso.casefile.find import find_doc
        from sayso.casefile.page_pictures import picture_page

        return picture_page(self._store, find_doc(self._store, name_or_id), page, width)

    def edge(self, edge_id: str, *, min_confidence: float | None = None) -> "LineageView":
        """Return one edge by its id, or the start of it, with whom it rests on: documents, roots, claims.

        Raises NotFound; UsageError where several ids start so.
        """
        from sayso.casefile.showing import show_edge

        return show_edge(self._store, self._traits, edge_id, floor_of(min_confidence))

    def find_actor(self, name_or_id: str) -> str:
        """Return the canonical id of an actor, by any id or name of it; raises as `actor()`."""
        from sayso.casefile.find import find_actor

        return find_actor(self._store, name_or_id)

    def namesakes(self, name_or_id: str) -> "tuple[CanonicalActor, ...]":
        """Return all actors that a name may mean, those with most claims first; for an id that actor alone.

        Where several answer, questions take the one that outweighs the others, or refuse. Raises NotFound.
        """
        from sayso.casefile.find import find_namesakes

        return find_namesakes(self._store, name_or_id)

    def list_edges(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        limit: int | None = None,
        after: str | None = None,
        **asked: "Unpack[Asked]",
    ) -> "Listing[EdgeView]":
        """Yield edges with names and standing, those on most independent roots first, then by id.

        Takes every field of `Filter`. Each edge comes with a few of its claims, those most likely right; with
        `as_of`, `known_on`, `root`, `min_confidence` or a filter of claims (`source`, `doc`, `certainty`, `modality`,
        `voice`, `ruling`) with all that answer, of which standing and roots are then worked out. Rejected claims make
        no edge, so `ruling="rejected"` gives none. `after` is the id of the edge after which to go on. Raises NotFound,
        UsageError.
        """
        from itertools import islice

        from sayso.casefile.edge_list import list_edges
        from sayso.casefile.listing import list_ties

        choice = self._choose(filter, **asked)
        return list_ties(islice(list_edges(self._store, choice, self._traits, after), limit))

    def name_frames(self, frames: "Iterable[Frame]") -> "tuple[FrameView, ...]":
        """Return frames with who says so, in the order given."""
        from sayso.casefile.showing import view_frames

        return view_frames(self._store, frames)

    def predicates(self) -> "tuple[PredicateRow, ...]":
        """Return the predicates of the vocabulary with family, kind and sign, in order of family and name."""
        from sayso.casefile.showing import list_predicates

        return list_predicates(self._vocabulary)
