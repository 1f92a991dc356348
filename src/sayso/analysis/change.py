"""Find what changed: between two dates, two states of knowledge, two sets of documents, two sets of sources.

What is compared are the claims that speak before and those that speak after; only claims about what is (actual) speak.

- *reversed*: all that ties a pair was friendly and all that newly ties it is hostile, or the other way round. The
  edges of a reversed pair are not listed as new or gone quiet besides.
- *newly denied*: somebody denies it, and nobody did before.
- *ended*: it is said to be over (a stated end), and was not before.
- *strengthened*: it rests on independent roots that did not say so before, or is told with more certainty.
- *weakened*: the other way: fewer roots (where dates are compared), less certainty, or told as a plan alone.
- *refined*: told more exactly; `sayso.analysis.refining` has the rules.
- *new*: asserted, and nobody asserted it before.
- *gone quiet*: asserted before, no longer, and not said to be over: nothing expires, so this is neither true nor false.

A repetition by the same root is no change.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.analysis.refining import find_refinements
from sayso.analysis.span import spoken_time
from sayso.model import Certainty
from sayso.model.change import Change, ChangeKind
from sayso.model.edge import Attestation, Edge, PredicateTraits, Root

_SURENESS = {Certainty.CERTAIN: 2, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 0}
_KINDS = list(ChangeKind)
NAMED = 3
"""How many roots words name."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold what is said of one edge before and after: claims that assert and that deny it, as actual.

    `fresh` are those of after that did not speak before. `is_state` tells that the edge may go on or end. `silent`
    tells that nothing at all is said after, `planned` that after it is told as a plan or supposition alone; `over` are
    the claims by which it has ended after. `adds` tells that what is after adds to what was before, as with documents:
    then fewer roots are no weakening; where two dates are compared, what holds at the one does not add to the other.
    """

    edge: Edge
    before: tuple[Attestation, ...] = ()
    after: tuple[Attestation, ...] = ()
    denied_before: tuple[Attestation, ...] = ()
    denied_after: tuple[Attestation, ...] = ()
    is_state: bool = True
    silent: bool = False
    planned: bool = False
    over: tuple[Attestation, ...] = ()
    adds: bool = True

    @property
    def fresh(self) -> tuple[Attestation, ...]:
        """Return the asserting claims that did not speak before."""
        known = {item.claim for item in self.before}
        return tuple(item for item in self.after if item.claim not in known)

    @property
    def telling(self) -> tuple[Attestation, ...]:
        """Return the asserting claims that make what is after: the fresh ones where they add, else all."""
        return self.fresh if self.adds else self.after


def compare_claims(
    before: Iterable[Edge], after: Iterable[Edge], traits: Mapping[str, PredicateTraits]
) -> tuple[Change, ...]:
    """Return what changed between two sets of claims, each made into edges.

    The sets may share claims, as what was known on two dates does. Reversed pairs come first, then the other kinds in
    the order of ChangeKind, each by falling number of roots and then by edge. Equal sets give no change.
    """
    first, second = {edge.id: edge for edge in before}, {edge.id: edge for edge in after}
    spoken = [_speak(first.get(one), second.get(one), traits) for one in sorted(first.keys() | second.keys())]
    return find_changes(spoken)


def find_changes(spoken: Sequence[Spoken]) -> tuple[Change, ...]:
    """Return the changes in what is said of edges, in the order of `compare_claims`."""
    turned = list(_reversed(spoken))
    done = {edge for change in turned for edge in change.edges}
    found = [*turned, *(change for one in spoken for change in _changes_of(one, done))]
    return tuple(sorted(found, key=lambda one: (_KINDS.index(one.kind), -len(one.roots), one.edges)))


def roots_of(items: Iterable[Attestation]) -> tuple[Root, ...]:
    """Return the roots of claims, each once, in order of key."""
    held = {item.root.key: item.root for item in items}
    return tuple(held[key] for key in sorted(held))


def _speak(before: Edge | None, after: Edge | None, traits: Mapping[str, PredicateTraits]) -> Spoken:
    """Lay two versions of one edge side by side."""
    edge = after or before
    assert edge is not None
    known = traits.get(edge.predicate)
    planned = after is not None and bool(after.asserted) and not any(item.actual for item in after.attestations)
    return Spoken(
        edge=edge,
        before=_actual(before.asserted) if before else (),
        after=_actual(after.asserted) if after else (),
        denied_before=_actual(before.denied) if before else (),
        denied_after=_actual(after.denied) if after else (),
        is_state=known is None or known.kind == "state",
        silent=after is None,
        planned=planned,
    )


def _changes_of(one: Spoken, reversed_edges: set[str]) -> Iterator[Change]:
    """Yield the changes of one edge."""
    turned = one.edge.id in reversed_edges
    if one.denied_after and not one.denied_before:
        words = _tell(one, "denied", one.denied_after)
        yield _change(ChangeKind.NEWLY_DENIED, one, one.before, one.denied_after, words)
    if one.after and not one.before and not turned:
        again = f", denied before by {_names(one.denied_before)}" if one.denied_before else ""
        words = _tell(one, "asserted", one.after) + again
        yield _change(ChangeKind.NEW, one, one.denied_before, one.after, words)
    if one.before and one.over:
        words = f"said to be over by {_names(one.over)}"
        yield _change(ChangeKind.ENDED, one, one.before, one.over, words)
    elif one.before and one.silent and not turned and not _ends(one.before):
        words = f"asserted before by {_names(one.before)}, not spoken of any more and not said to be over"
        if not one.adds:
            words = f"said of the earlier date by {_names(one.before)}, of the later by nobody, and not said to be over"
        yield _change(ChangeKind.GONE_QUIET, one, one.before, (), words)
    if one.before and one.after:
        yield from _both(one)
    elif one.before and one.planned:
        words = f"asserted before by {_names(one.before)}, now told as a plan or supposition alone"
        yield _change(ChangeKind.WEAKENED, one, one.before, (), words)


def _both(one: Spoken) -> Iterator[Change]:
    """Yield the changes of an edge that is asserted before and after."""
    yield from _weighed(one)
    if not one.adds:
        return
    ends = [item for item in one.fresh if _ends([item])] if one.is_state else []
    if ends and not _ends(one.before):
        yield _change(ChangeKind.ENDED, one, one.before, ends, f"said to be over by {_names(ends)}")
    for found in find_refinements(one.before, one.fresh):
        before = [item for item in one.before if item.claim in found.before]
        after = [item for item in one.fresh if item.claim in found.after]
        yield _change(ChangeKind.REFINED, one, before, after, f"{found.words}, says {_names(after)}")


def _weighed(one: Spoken) -> Iterator[Change]:
    """Yield that an edge is better or worse supported."""
    had, has = roots_of(one.before), roots_of(one.after)
    keys = {root.key for root in had}
    gained = [item for item in one.fresh if item.root.key not in keys]
    surer = _surest(one.after) - _surest(one.before)
    if gained and (one.adds or len(has) > len(had)) and surer >= 0:
        total = len(keys | {root.key for root in has}) if one.adds else len(has)
        words = f"asserted by {_names(gained)} too, {total} independent roots where there {_were(len(had))}"
        yield _change(ChangeKind.STRENGTHENED, one, one.before, gained, words)
    elif surer > 0:
        certain = [item for item in one.after if _SURENESS[item.factuality.certainty] == _surest(one.after)]
        words = f"told as {certain[0].factuality.certainty} by {_names(certain)}, only hedged before"
        yield _change(ChangeKind.STRENGTHENED, one, one.before, certain, words)
    elif surer < 0:
        words = f"told as {_word(one.after)} at most by {_names(one.after)}, as {_word(one.before)} before"
        yield _change(ChangeKind.WEAKENED, one, one.before, one.after, words)
    elif not one.adds and len(has) < len(had):
        words = f"asserted by {_names(one.after)} alone, {len(has)} of {len(had)} roots"
        yield _change(ChangeKind.WEAKENED, one, one.before, one.after, words)


def _reversed(spoken: Sequence[Spoken]) -> Iterator[Change]:
    """Yield the pairs of actors whose ties turned from friendly to hostile or back."""
    pairs: defaultdict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for one in spoken:
        edge = one.edge
        if edge.sign and edge.subject != edge.object:
            pairs[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(one)
    for held in pairs.values():
        had = [one for one in held if one.before]
        has = [one for one in held if one.telling]
        before, after = {one.edge.sign for one in had}, {one.edge.sign for one in has}
        if len(before) == len(after) == 1 and before != after:
            old = [item for one in had for item in one.before]
            new = [item for one in has for item in one.telling]
            turn = "hostile" if after == {-1} else "friendly"
            words = f"{_names(new)} {_say(new)} it is {turn}, where {_names(old)} told the opposite"
            edges = tuple(one.edge.id for one in (*had, *has))
            yield Change(ChangeKind.REVERSED, edges, _ids(old), _ids(new), roots_of(new), words)


def _tell(one: Spoken, verb: str, items: Sequence[Attestation]) -> str:
    """Return who says what nobody said before, or said of the earlier date."""
    if one.adds:
        return f"{verb} by {_names(items)}, by nobody before"
    return f"{verb} of the later date by {_names(items)}, of the earlier by nobody"


def _change(
    kind: ChangeKind, one: Spoken, before: Iterable[Attestation], after: Iterable[Attestation], words: str
) -> Change:
    first, second = list(before), list(after)
    return Change(kind, (one.edge.id,), _ids(first), _ids(second), roots_of(second or first), words)


def _ids(items: Iterable[Attestation]) -> tuple[str, ...]:
    return tuple(sorted({item.claim for item in items}))


def _actual(items: Iterable[Attestation]) -> tuple[Attestation, ...]:
    return tuple(item for item in items if item.actual)


def _ends(items: Iterable[Attestation]) -> bool:
    """Tell whether a claim states an end."""
    return any(time.ends for item in items if (time := spoken_time(item)) is not None)


def _surest(items: Iterable[Attestation]) -> int:
    return max(_SURENESS[item.factuality.certainty] for item in items)


def _word(items: Sequence[Attestation]) -> str:
    """Return the greatest certainty of some claims, as a word."""
    return max((item.factuality.certainty for item in items), key=lambda one: _SURENESS[one]).value


def _names(items: Iterable[Attestation]) -> str:
    """Return the names of the roots of claims, the first few of many."""
    names = sorted({root.name for root in roots_of(items)})
    if len(names) > NAMED:
        return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    return ", ".join([*names[:-2], " and ".join(names[-2:])])


def _say(items: Iterable[Attestation]) -> str:
    return "says that" if len(roots_of(items)) == 1 else "say that"


def _were(number: int) -> str:
    return "was 1" if number == 1 else f"were {number}"
