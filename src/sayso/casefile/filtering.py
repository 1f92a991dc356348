"""Turn a Filter into what the store understands: names become ids, dates are read, values are checked.

`make_filter` joins a whole Filter with single arguments; `choose` finds what it names; the `Choice` that it gives has
the store's query for claims and frames, and tells of claims with names whether they answer to the rest.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sayso.analysis.interval import Interval, parse_interval
from sayso.casefile.ask import Sayer
from sayso.casefile.base import floor_of
from sayso.casefile.edge_facts import filter_by_edges
from sayso.casefile.filter_values import Asked, check_filter, given_fields, join_words, make_filter, near_words
from sayso.casefile.find import find_actor, find_doc
from sayso.casefile.names import Namer
from sayso.casefile.ties import answer_on, may_answer
from sayso.model.decision import Ruled
from sayso.model.errors import UsageError
from sayso.model.filter import Filter
from sayso.model.view import ClaimView
from sayso.store import ClaimQuery, EdgeQuery, FrameQuery, Store

if TYPE_CHECKING:
    from sayso.model.edge import PredicateTraits

__all__ = ["Asked", "Choice", "choose", "filter_views", "make_filter", "speaks_of", "was_known"]

type Traits = "Callable[[], Mapping[str, PredicateTraits]]"


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold a filter with every name found and every value checked.

    `filter` has the values as they are written in records. `actor` is the canonical id; `raw` narrows it to raw ids;
    `predicates` joins predicate, family and sign; `docs` are ids of documents; `between` is the time from `since`
    to `until`; `known_by` the latest day of `known_on`. None lets everything through.
    """

    filter: Filter
    actor: str | None = None
    raw: tuple[str, ...] | None = None
    predicates: frozenset[str] | None = None
    docs: frozenset[str] | None = None
    sayer: Sayer | None = None
    between: Interval | None = None
    known_by: date | None = None
    min_confidence: float = 0.0

    def query(self, after: str | None = None) -> ClaimQuery:
        """Return what the store is asked for; `after` is the id of the claim after which to go on."""
        asked = self.filter
        return ClaimQuery(
            actors=self.raw,
            canonical=self.actor,
            predicates=self.predicates,
            docs=self.spoken_docs(),
            denied=asked.denied,
            min_confidence=self.min_confidence,
            certainty=asked.certainty or None,
            modality=asked.modality or None,
            voices=asked.voice or None,
            after=after,
            ruled=None if asked.ruling is None else Ruled(asked.ruling),
        )

    def edge_query(self, *, standing: bool) -> EdgeQuery:
        """Return what the store is asked for where edges are; without `standing`, however they stand."""
        asked = self.filter
        return EdgeQuery(
            predicates=self.predicates,
            standings=asked.standing or None if standing else None,
            sign=asked.sign,
            contested=asked.contested,
            denied=asked.denied,
            known_by=self.known_by,
            from_day=None if self.between is None else self.between.earliest,
            to_day=None if self.between is None else self.between.latest,
        )

    def frame_query(self, lemma: str | None, after: str | None = None) -> FrameQuery:
        """Return what the store is asked for frames."""
        return FrameQuery(lemma, self.raw, self.actor, self.docs, voices=self.filter.voice or None, after=after)

    def spoken_docs(self) -> frozenset[str] | None:
        """Return the documents that can hold a claim that answers; None for all."""
        if self.sayer is None:
            return self.docs
        said = frozenset(self.sayer.docs)
        return said if self.docs is None else said & self.docs

    @property
    def claims_alone(self) -> tuple[str, ...]:
        """Return the filters given that ask what claims alone have, in the order of Filter's fields."""
        asked = {"predicate", "family", "root", "type", "as_of", "standing", "sign", "contested", "ruling"}
        return tuple(name for name in given_fields(self.filter) if name in asked)

    @property
    def needs_edges(self) -> bool:
        """Tell whether what a claim's edge is matters."""
        asked = self.filter
        return bool(asked.standing or asked.contested is not None or asked.root is not None)


def choose(
    store: Store,
    asked: Filter,
    traits: "Traits",
    find_predicates: Callable[[Sequence[str]], Collection[str] | None],
) -> Choice:
    """Find what a filter names.

    Raises NotFound for an actor, source, predicate or document that is not there, UsageError for a name that means
    several or a value that makes no sense. `traits` is called only where a family or a sign is asked for.
    """
    asked = check_filter(asked)
    actor = None if asked.actor is None else find_actor(store, asked.actor)
    return Choice(
        filter=asked,
        actor=actor,
        predicates=_predicates(asked, traits, find_predicates),
        docs=frozenset(find_doc(store, one) for one in asked.doc) if asked.doc else None,
        sayer=None if asked.source is None else Sayer(store, asked.source),
        between=_between(asked.since, asked.until),
        known_by=None if asked.known_on is None else parse_interval(asked.known_on).latest,
        min_confidence=floor_of(asked.min_confidence),
    )


def filter_views(store: Store, views: Iterable[ClaimView], choice: Choice, traits: "Traits") -> Iterator[ClaimView]:
    """Yield the claims that answer to what the store's query leaves open, in their order.

    With `as_of`, each has its answer in `holds`.
    """
    asked = choice.filter
    if choice.sayer is not None:
        views = filter(choice.sayer.says, views)
    if choice.known_by is not None:
        views = (view for view in views if was_known(view.attested, choice.known_by))
    if choice.between is not None:
        views = (view for view in views if speaks_of(view.claim.time, view.attested, choice.between))
    if asked.type:
        views = _of_types(store, views, frozenset(asked.type))
    if asked.ruling is not None:
        views = (view for view in views if view.ruling == asked.ruling)
    if choice.needs_edges:
        views = filter_by_edges(store, views, asked)
    if asked.as_of is not None:
        views = _holding(views, asked.as_of, traits())
    yield from views


def was_known(attested: str | None, by: date) -> bool:
    """Tell whether words of an EDTF date had been published by a day; those without a readable date never had."""
    when = read_quietly(attested)
    return when is not None and when.latest <= by


def speaks_of(time: str | None, attested: str | None, between: Interval) -> bool:
    """Tell whether a claim may speak of a stretch of time; its document's date counts where it has none of its own.

    A claim without any readable date speaks of no stretch.
    """
    told = read_quietly(time) or read_quietly(attested)
    return told is not None and told.may_meet(between)


def read_quietly(edtf: str | None) -> Interval | None:
    """Read an EDTF date; None where there is none or it cannot be read."""
    if not edtf:
        return None
    try:
        return parse_interval(edtf)
    except UsageError:
        return None


def _of_types(store: Store, views: Iterable[ClaimView], wanted: frozenset[str]) -> Iterator[ClaimView]:
    """Yield the claims of which one end is an actor of these types."""
    namer = Namer(store)
    for view in views:
        namer.learn((view.claim.subject.actor, view.claim.object.actor))
        ends = (namer.actor(view.subject_id), namer.actor(view.object_id))
        if any(end is not None and end.type in wanted for end in ends):
            yield view


def _holding(views: Iterable[ClaimView], as_of: str, traits: "Mapping[str, PredicateTraits]") -> Iterator[ClaimView]:
    """Yield the claims that hold on a date or may, each with its answer."""
    for view in views:
        answer = answer_on(view, as_of, traits)
        if may_answer(answer):
            yield replace(view, holds=answer)


def _predicates(
    asked: Filter,
    traits: "Traits",
    find_predicates: Callable[[Sequence[str]], Collection[str] | None],
) -> frozenset[str] | None:
    """Return the predicates that answer to predicate, family and sign together; None for all."""
    named = find_predicates(asked.predicate) if asked.predicate else None
    if not asked.family and asked.sign is None:
        return None if named is None else frozenset(named)
    known = traits()
    families = sorted({one.family for one in known.values()})
    for family in asked.family:
        if family not in families:
            raise UsageError(
                f"There is no family {family!r}.{near_words(family, families)} Known are: {join_words(families)}."
            )
    return frozenset(
        name
        for name, one in known.items()
        if (named is None or name in named)
        and (not asked.family or one.family in asked.family)
        and (asked.sign is None or one.sign == asked.sign)
    )


def _between(since: str | None, until: str | None) -> Interval | None:
    """Return the stretch from the first possible day of `since` to the last possible day of `until`."""
    if since is None and until is None:
        return None
    first = date.min if since is None else parse_interval(since).earliest
    last = date.max if until is None else parse_interval(until).latest
    if first > last:
        raise UsageError(f"since {since} is after until {until}; give the earlier date first.")
    return Interval(first, last, None)
