"""Part the claims of edges into what one timeline item shows: one event, or one stretch of a state.

Claims of one edge, polarity and modality are one item where their times agree. Times of an event agree where they may
meet; the narrow ones come first, and a wide one that meets several that do not meet each other stands alone. Times of
a state agree where stated starts may be one, stated ends may be one, and no claim attests it beyond the other's end;
a plain date ("in 2005") belongs to the stretch in which it lies. Undated claims are an item of their own, never given
a date. The order of claims changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from sayso.analysis.interval import Interval
from sayso.analysis.periods import read_time
from sayso.analysis.span import spoken_time
from sayso.model import content_id
from sayso.model.edge import Attestation, Edge, PredicateTraits

type Bounds = tuple[date, date]

STATE = "state"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold the claims of one item; `time` is the EDTF time told most exactly and `told` what it reads as.

    `sure` are the days between which the claims together are certain; all three are None for undated claims.
    """

    id: str
    edge: Edge
    items: tuple[Attestation, ...]
    time: str | None = None
    told: Interval | None = None
    sure: Bounds | None = None

    @property
    def denied(self) -> bool:
        """Tell whether it is what the claims deny."""
        return self.items[0].denied


@lru_cache(maxsize=1)
def load_lanes() -> dict[str, str]:
    """Return the titles of lanes by family, in their order."""
    return dict(_read()["lanes"])


@lru_cache(maxsize=1)
def load_once() -> dict[str, frozenset[str]]:
    """Return what happens once: the predicates, and the types of object to which that is limited (empty for any)."""
    return {predicate: frozenset(types) for predicate, types in _read()["once"].items()}


def find_stretches(edges: Iterable[Edge], traits: Mapping[str, PredicateTraits]) -> tuple[Stretch, ...]:
    """Return the items of edges, undated ones among them, in order of edge, polarity, modality and time.

    A predicate without traits is a state.
    """
    found = []
    for edge in sorted(edges, key=lambda one: one.id):
        held = traits.get(edge.predicate)
        parts: defaultdict[tuple[str, str], list[Attestation]] = defaultdict(list)
        for item in edge.attestations:
            parts[item.factuality.polarity.value, item.factuality.modality.value].append(item)
        for key in sorted(parts):
            found += _part(edge, parts[key], is_state=held is None or held.kind == STATE)
    return tuple(found)


def find_conflicts(
    stretches: Sequence[Stretch],
    traits: Mapping[str, PredicateTraits],
    happens_once: Callable[[Edge], bool],
    rivals: Iterable[tuple[str, str]] = (),
) -> dict[str, tuple[str, ...]]:
    """Return, by id, the items that disagree with an item, in order; items without disagreement are left out.

    Of one edge disagree: what is asserted and what is denied by another root for times that may meet; two times of
    what `happens_once`; two starts or two ends of one stretch. `rivals` are pairs of claims of two edges that
    disagree, such as two holders of one post.
    """
    pairs: set[tuple[str, str]] = set()
    by_edge: defaultdict[str, list[Stretch]] = defaultdict(list)
    of_claim: dict[str, str] = {}
    for stretch in stretches:
        of_claim |= {item.claim: stretch.id for item in stretch.items}
        if stretch.told is not None and stretch.items[0].actual:
            by_edge[stretch.edge.id].append(stretch)
    for held in by_edge.values():
        once = happens_once(held[0].edge)
        known = traits.get(held[0].edge.predicate)
        is_state = known is None or known.kind == STATE
        pairs |= {
            (one.id, other.id)
            for one, other in combinations(held, 2)
            if _disagree(one, other, once=once, is_state=is_state)
        }
    pairs |= {(of_claim[one], of_claim[other]) for one, other in rivals if one in of_claim and other in of_claim}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return {one: tuple(sorted(others)) for one, others in found.items()}


def _disagree(one: Stretch, other: Stretch, *, once: bool, is_state: bool) -> bool:
    assert one.told is not None
    assert other.told is not None
    meets = one.told.may_meet(other.told)
    if one.denied is not other.denied:
        return meets and _other_word(one, other)
    if one.denied:
        return False
    if is_state:
        return meets and _stated(one.told) and _stated(other.told)
    return once and not meets


def _other_word(one: Stretch, other: Stretch) -> bool:
    """Tell whether two items rest on different roots."""
    return {item.root.key for item in one.items} != {item.root.key for item in other.items}


def _part(edge: Edge, items: Sequence[Attestation], *, is_state: bool) -> list[Stretch]:
    """Part claims of one edge, polarity and modality into items."""
    dated = [(time, item) for item in items if (time := read_time(item.time))]
    undated = [item for item in items if read_time(item.time) is None]
    stated = [(time, item) for time, item in dated if is_state and _stated(time)]
    plain = [(time, item) for time, item in dated if not (is_state and _stated(time))]
    groups = _join_stated(stated)
    rest = []
    for time, item in sorted(plain, key=_width):
        inside = next((group for group in groups if _lies_in(time, group)), None)
        if inside is None:
            rest.append((time, item))
        else:
            inside.append((time, item))
    groups += _join_meeting(rest)
    found = [_make(edge, group, is_state=is_state) for group in groups]
    found.sort(key=lambda one: (one.told.earliest, one.told.latest, one.id) if one.told else (date.max, date.max, ""))
    if undated:
        held = tuple(sorted(undated, key=lambda item: item.claim))
        found.append(Stretch(_stretch_id(edge, held[0], "undated"), edge, held))
    return found


type _Dated = tuple[Interval, Attestation]


def _width(one: _Dated) -> tuple[int, date, str]:
    time, item = one
    return time.latest.toordinal() - time.earliest.toordinal(), time.earliest, item.claim


def _stated(time: Interval) -> bool:
    return time.starts or time.ends


def _join_stated(dated: Sequence[_Dated]) -> list[list[_Dated]]:
    """Join times with a stated start or end that may be one stretch; each joins the first that all agree with."""
    groups: list[list[_Dated]] = []
    for one in sorted(dated, key=_width):
        fitting = next((group for group in groups if all(_agree(one, other) for other in group)), None)
        if fitting is None:
            groups.append([one])
        else:
            fitting.append(one)
    return groups


def _agree(one: _Dated, other: _Dated) -> bool:
    """Tell whether two times of a state may be one stretch."""
    first, second = spoken_time(one[1]) or one[0], spoken_time(other[1]) or other[0]
    if not first.may_meet(second):
        return False
    if first.starts and second.starts and not _share(_start(first), _start(second)):
        return False
    if first.ends and second.ends and not _share(_end(first), _end(second)):
        return False
    return not (_outlasts(first, second) or _outlasts(second, first))


def _start(time: Interval) -> Bounds:
    return time.earliest, time.sure[0] if time.sure else time.latest


def _end(time: Interval) -> Bounds:
    return time.sure[1] if time.sure else time.earliest, time.latest


def _share(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _outlasts(one: Interval, other: Interval) -> bool:
    """Tell whether one is certain on a day after the stated end of the other, or before its stated start."""
    if one.sure is None:
        return False
    return (other.ends and not one.ends and one.sure[1] > other.latest) or (
        other.starts and not one.starts and one.sure[0] < other.earliest
    )


def _lies_in(time: Interval, group: Sequence[_Dated]) -> bool:
    """Tell whether a plain date lies in a stretch of time."""
    first, last = max(one.earliest for one, _ in group), min(one.latest for one, _ in group)
    return first <= time.earliest and time.latest <= last


def _join_meeting(dated: Sequence[_Dated]) -> list[list[_Dated]]:
    """Join times that may all meet, narrow ones first; one that meets several groups stands alone."""
    times: defaultdict[Bounds, list[_Dated]] = defaultdict(list)
    for one in sorted(dated, key=_width):
        times[one[0].earliest, one[0].latest].append(one)
    groups: list[tuple[Bounds, list[_Dated]]] = []
    for bounds, held in times.items():
        met = [at for at, (shared, _) in enumerate(groups) if _share(shared, bounds)]
        if len(met) == 1:
            shared, group = groups[met[0]]
            groups[met[0]] = ((max(shared[0], bounds[0]), min(shared[1], bounds[1])), [*group, *held])
        else:
            groups.append((bounds, list(held)))
    return [group for _, group in groups]


def _make(edge: Edge, group: Sequence[_Dated], *, is_state: bool) -> Stretch:
    """Make an item of claims whose times agree."""
    ordered = sorted(group, key=lambda one: (is_state and not _stated(one[0]), _width(one)[:2], one[1].time or ""))
    told, best = ordered[0]
    spans = [time.sure for one in group if (time := spoken_time(one[1]) if is_state else one[0]) and time.sure]
    sure = (min(one[0] for one in spans), max(one[1] for one in spans)) if spans and is_state else told.sure
    items = tuple(sorted((item for _, item in group), key=lambda item: item.claim))
    return Stretch(_stretch_id(edge, best, best.time or ""), edge, items, best.time, told, sure)


def _stretch_id(edge: Edge, item: Attestation, time: str) -> str:
    said = item.factuality
    return content_id("stretch", edge.id, said.polarity.value, said.modality.value, time)


def _read() -> dict[str, Any]:
    """Read the room's data file."""
    import yaml

    text = files("sayso.analysis").joinpath("data", "timeline.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
