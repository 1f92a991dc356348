"""Answer what is said to have happened or held, over time and in lanes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sayso.analysis.contest import contested
from sayso.analysis.lenses import load_exclusive
from sayso.analysis.standing import standing
from sayso.analysis.timeline import STATE, Stretch, find_conflicts, find_stretches, load_lanes, load_once
from sayso.casefile.filtering import Choice
from sayso.casefile.gathered import Gathered, gather
from sayso.model import Certainty
from sayso.model.edge import Edge, PredicateTraits
from sayso.model.errors import UsageError
from sayso.model.timeline import KnownDay, Lane, Timeline, TimelineItem
from sayso.store import Store

LANES = ("family", "kind", "event", "other", "source", "none")
"""What may make a lane: family of predicates, state or event, type of event, other actor, source; or one lane."""

_SURENESS = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
_KINDS = {STATE: "States", "event": "Events"}


def answer_timeline(
    store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], *, by: str = "family", limit: int | None = 500
) -> Timeline:
    """Return the timeline that answers; see `Casefile.timeline`."""
    if by not in LANES:
        raise UsageError(f"There are no lanes by {by!r}. Known are: {', '.join(LANES)}.")
    if by == "other" and choice.actor is None:
        raise UsageError("Lanes by other actor need an actor; name one.")
    held = gather(store, choice, traits)
    stretches = find_stretches(held.edges, traits)
    conflicts = find_conflicts(stretches, traits, _once_in(held), _rivals(held))
    dated = [one for one in stretches if one.told is not None]
    undated = [one for one in stretches if one.told is None]
    shown = [_item(one, held, choice.actor, conflicts) for one in _strongest(dated, limit)]
    lanes = _lanes(shown, _lane_of(by), _count_lanes(dated, held, choice.actor, by))
    if choice.actor is not None:
        held.namer.merge([choice.actor])
    return Timeline(
        lanes=lanes,
        undated=tuple(
            sorted((_item(one, held, choice.actor, conflicts) for one in _strongest(undated, limit)), key=_place)
        ),
        total=len(dated),
        undated_total=len(undated),
        by=by,
        first=min((day for one in shown for day in _days(one)), default=None),
        last=max((day for one in shown for day in _days(one)), default=None),
        known=_known(stretches),
        actor=choice.actor,
        actor_name=None if choice.actor is None else held.namer.name(choice.actor),
        undated_claims=held.undated,
    )


def _days(one: TimelineItem) -> list[str]:
    """Return the days between which an item lies, as far as the calendar goes.

    None where no text gives its year, for then it lies anywhere; what was before the year 1 stands at its first day.
    """
    if (one.earliest or "").startswith("0001-") and (one.latest or "").startswith("9999-"):
        return []
    return [day for day in (one.earliest, one.latest, one.sure_until) if day and day != str(date.min)]


def _once_in(held: Gathered) -> Callable[[Edge], bool]:
    """Return what tells whether an edge is of something that happens once."""
    once = load_once()

    def happens_once(edge: Edge) -> bool:
        types = once.get(edge.predicate)
        if types is None:
            return False
        actor = held.namer.actor(edge.object)
        return not types or (actor is not None and actor.named and actor.type.value in types)

    return happens_once


def _rivals(held: Gathered) -> list[tuple[str, str]]:
    """Return pairs of claims that put two subjects in one post at one time."""
    posts = load_exclusive()
    edges = [
        edge
        for edge in held.edges
        if edge.predicate in posts or ((known := held.traits.get(edge.predicate)) and known.exclusive)
    ]
    found = [contest for contest in contested(edges, held.traits) if len(contest.edges) > 1]
    return [(one, other) for contest in found for one in contest.claims for other in contest.against]


def _strongest(stretches: Sequence[Stretch], limit: int | None) -> list[Stretch]:
    """Return at most so many, those on most roots and claims first."""
    ranked = sorted(stretches, key=lambda one: (-len({i.root.key for i in one.items}), -len(one.items), one.id))
    return ranked[:limit]


def _item(one: Stretch, held: Gathered, actor: str | None, conflicts: Mapping[str, tuple[str, ...]]) -> TimelineItem:
    """Return one item with names, words and both clocks."""
    edge, told = one.edge, one.told
    known = held.traits.get(edge.predicate)
    other = edge.subject if edge.object == actor else edge.object
    best = min(one.items, key=lambda i: (_SURENESS.index(i.factuality.certainty), -i.confidence, i.claim))
    return TimelineItem(
        id=one.id,
        edge=edge.id,
        subject=held.namer.name(edge.subject),
        subject_id=edge.subject,
        predicate=edge.predicate,
        object=held.namer.name(edge.object),
        object_id=edge.object,
        other=held.namer.name(other),
        other_id=other,
        family=known.family if known else "",
        kind=known.kind if known else STATE,
        time=one.time,
        times=tuple(sorted({item.time for item in one.items if item.time})),
        earliest=None if told is None or told.earliest == date.min else told.earliest.isoformat(),
        latest=None if told is None or told.latest == date.max else told.latest.isoformat(),
        sure_from=None if one.sure is None else one.sure[0].isoformat(),
        sure_until=None if one.sure is None else one.sure[1].isoformat(),
        open_start=told is not None and told.earliest == date.min,
        open_end=told is not None and told.latest == date.max,
        denied=one.denied,
        certainty=best.factuality.certainty,
        modality=best.factuality.modality,
        standing=standing(edge),
        roots=tuple(sorted({item.root.key: item.root for item in one.items}.values())),
        say_so=tuple(dict.fromkeys(item.say_so for item in (best, *one.items))),
        words=held.views[best.claim].claim.evidence.words,
        best=best.claim,
        claims=tuple(item.claim for item in one.items),
        known=tuple(sorted({item.attested for item in one.items if item.attested})),
        undated_claims=sum(item.attested is None for item in one.items),
        conflicts_with=conflicts.get(one.id, ()),
    )


type _LaneOf = Callable[[TimelineItem], Iterable[tuple[str, str]]]


def _lane_of(by: str) -> _LaneOf:
    """Return what gives an item the keys and titles of its lanes."""
    titles = load_lanes()
    ways: dict[str, _LaneOf] = {
        "family": lambda one: [(one.family, titles.get(one.family, one.family or "other"))],
        "kind": lambda one: [(one.kind, _KINDS.get(one.kind, one.kind))],
        "event": lambda one: [(one.predicate, one.predicate.replace("_", " "))],
        "other": lambda one: [(one.other_id, one.other)],
        "source": lambda one: [(root.key, root.name) for root in one.roots],
        "none": lambda _: [("", "All")],
    }
    return ways[by]


def _count_lanes(dated: Sequence[Stretch], held: Gathered, actor: str | None, by: str) -> Counter[str]:
    """Count the items of each lane before any are cut."""

    def keys(one: Stretch) -> Iterable[str]:
        edge, known = one.edge, held.traits.get(one.edge.predicate)
        if by == "source":
            return sorted({item.root.key for item in one.items})
        single = {
            "family": known.family if known else "",
            "kind": known.kind if known else STATE,
            "event": edge.predicate,
            "other": edge.subject if edge.object == actor else edge.object,
        }
        return [single.get(by, "")]

    return Counter(key for one in dated for key in keys(one))


def _lanes(shown: Sequence[TimelineItem], lane_of: _LaneOf, counts: Counter[str]) -> tuple[Lane, ...]:
    """Put items into lanes: families in the order of the data, all else by how much there is, then by title."""
    held: defaultdict[tuple[str, str], list[TimelineItem]] = defaultdict(list)
    for one in sorted(shown, key=_place):
        for lane in lane_of(one):
            held[lane].append(one)
    order = {family: at for at, family in enumerate(load_lanes())}
    lanes = [Lane(key, title, tuple(items), counts[key]) for (key, title), items in held.items()]
    return tuple(sorted(lanes, key=lambda lane: (order.get(lane.key, len(order)), -lane.total, lane.title, lane.key)))


def _place(one: TimelineItem) -> tuple[str, ...]:
    """Return what sorts items by time; undated ones by when they were first published."""
    start = one.earliest or one.sure_from or one.latest or (one.known[0] if one.known else "~")
    return start, one.latest or "~", one.subject, one.predicate, one.object, one.id


def _known(stretches: Iterable[Stretch]) -> tuple[KnownDay, ...]:
    """Count claims by when they were published."""
    counts = Counter(item.attested for one in stretches for item in one.items)
    days = [KnownDay(day, counts[day]) for day in sorted(day for day in counts if day is not None)]
    return (*days, *([KnownDay(None, counts[None])] if None in counts else []))
