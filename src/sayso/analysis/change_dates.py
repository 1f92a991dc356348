"""Find what changed between two dates: what holds on the one and on the other, as `holds_on` answers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sayso.analysis.change import Spoken, find_changes
from sayso.analysis.holds import holds_on
from sayso.analysis.interval import parse_interval
from sayso.analysis.span import spoken_time
from sayso.model.change import Change
from sayso.model.edge import Answer, Attestation, Edge, Holding, PredicateTraits

_HAPPENED = frozenset({Holding.HOLDS, Holding.LAST_ATTESTED})


def compare_dates(
    edges: Iterable[Edge], before: str, after: str, traits: Mapping[str, PredicateTraits]
) -> tuple[Change, ...]:
    """Return what changed between two EDTF dates in what edges say, in the order of `compare_claims`.

    A state is new where it holds or may hold on the later date and did not on the earlier; an event where it happened
    after the earlier date and by the later. A state that is last attested before the later date has gone quiet. Claims
    without any date answer nothing. Raises UsageError where a date is no EDTF.
    """
    return find_changes([_lay_out(edge, before, after, traits.get(edge.predicate)) for edge in edges])


def find_dateless(edges: Iterable[Edge]) -> tuple[str, ...]:
    """Return the ids of claims that no date can place, in order."""
    return tuple(sorted(item.claim for edge in edges for item in edge.attestations if spoken_time(item) is None))


def _lay_out(edge: Edge, before: str, after: str, traits: PredicateTraits | None) -> Spoken:
    """Lay what is said of one edge on two dates side by side."""
    first, second = holds_on(edge, before, traits), holds_on(edge, after, traits)
    denials = Spoken(
        edge,
        denied_before=_claims(edge, first, before, denied=True),
        denied_after=_claims(edge, second, after, denied=True),
        adds=False,
    )
    if traits is not None and traits.kind != "state":
        happened = second.value in _HAPPENED and first.value not in _HAPPENED and not first.may_hold
        return replace(denials, after=_claims(edge, second, after), is_state=False) if happened else denials
    return replace(
        denials,
        before=_claims(edge, first, before) if first.may_hold else (),
        after=_claims(edge, second, after) if second.may_hold else (),
        over=_claims(edge, second, after) if second.value is Holding.DOES_NOT_HOLD else (),
        silent=second.value is Holding.LAST_ATTESTED,
    )


def _claims(edge: Edge, answer: Answer, date: str, *, denied: bool = False) -> tuple[Attestation, ...]:
    """Return the claims behind an answer that assert the edge, or that deny it: those that may speak of the very date,
    or else all, where only together they run over it.
    """
    ids, asked = frozenset(answer.claims), parse_interval(date)
    found = tuple(item for item in edge.attestations if item.claim in ids and item.denied is denied)
    own = tuple(item for item in found if (time := spoken_time(item)) is not None and time.may_meet(asked))
    return own or found
