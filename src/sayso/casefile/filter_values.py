"""Check the values of a filter: one vocabulary of names, values that records know, dates that can be read."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import TypedDict

from sayso.analysis.interval import parse_interval
from sayso.model import ActorType, Certainty, Modality, Voice
from sayso.model.edge import Standing
from sayso.model.errors import UsageError
from sayso.model.filter import FIELDS_OF_MANY, Filter

RULINGS = ("accepted", "rejected", "corrected", "unsure", "none")
VALUES: Mapping[str, tuple[str, ...]] = {
    "certainty": tuple(Certainty),
    "modality": tuple(Modality),
    "voice": tuple(Voice),
    "standing": tuple(Standing),
    "type": tuple(ActorType),
    "ruling": RULINGS,
}
"""The values that a filter knows, by its field."""
DATES = ("as_of", "known_on", "since", "until")
"""The filters that are EDTF dates."""

type OneOrMany = str | Sequence[str] | None


class Asked(TypedDict, total=False):
    """Name the arguments that a question takes beside or instead of a whole Filter; the names are Filter's."""

    actor: str | None
    predicate: OneOrMany
    family: OneOrMany
    source: str | None
    root: str | None
    doc: OneOrMany
    type: OneOrMany
    as_of: str | None
    known_on: str | None
    since: str | None
    until: str | None
    denied: bool | None
    certainty: OneOrMany
    modality: OneOrMany
    voice: OneOrMany
    standing: OneOrMany
    sign: int | None
    contested: bool | None
    ruling: str | None
    min_confidence: float | None


def make_filter(whole: Filter | None = None, /, **asked: object) -> Filter:
    """Return a filter with single arguments laid over a whole one; None and nothing at all change nothing.

    A string stands for a list of one. Raises UsageError for a name that Filter has not.
    """
    known = {field.name for field in fields(Filter)}
    changed: dict[str, object] = {}
    for name, value in asked.items():
        if name not in known:
            raise UsageError(f"There is no filter {name!r}.{near_words(name, sorted(known))}")
        if value is None or value == () or value == []:
            continue
        changed[name] = _listed(value) if name in FIELDS_OF_MANY else value
    return check_filter(replace(whole or Filter(), **changed))  # type: ignore[arg-type]


def check_filter(asked: Filter) -> Filter:
    """Return the filter with its values as records write them; raises UsageError for a value or date that is none."""
    changed: dict[str, object] = {}
    for name, known in VALUES.items():
        value = getattr(asked, name)
        if isinstance(value, tuple):
            changed[name] = tuple(dict.fromkeys(_value_of(name, one, known) for one in value))
        elif value is not None:
            changed[name] = _value_of(name, value, known)
    for name in DATES:
        _read_date(name, getattr(asked, name))
    if asked.sign not in (None, -1, 0, 1):
        raise UsageError(f"sign must be 1, 0 or -1, not {asked.sign}.")
    return replace(asked, **changed)  # type: ignore[arg-type]


def given_fields(asked: Filter) -> tuple[str, ...]:
    """Return the names of the filters that are set, in their order."""
    return tuple(field.name for field in fields(Filter) if getattr(asked, field.name) not in (None, ()))


def _read_date(name: str, edtf: str | None) -> None:
    """Refuse a date that is none, naming the filter."""
    if edtf is None:
        return
    try:
        parse_interval(edtf)
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from error


def _value_of(name: str, given: str, known: Sequence[str]) -> str:
    """Return a value as records write it, whatever its case and hyphens; raises UsageError with the near one."""
    plain = str(given).strip().casefold().replace("_", " ").replace("-", " ")
    if plain in known:
        return str(plain)
    raise UsageError(f"{name} cannot be {given!r}.{near_words(plain, known)} Known are: {join_words(known)}.")


def near_words(given: str, known: Sequence[str]) -> str:
    """Return a question with the known word that comes nearest, or nothing."""
    near = get_close_matches(given, [str(one) for one in known], 1)
    return f" Did you mean {near[0]!r}?" if near else ""


def join_words(known: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    return ", ".join(str(one) for one in known)


def _listed(value: object) -> tuple[str, ...]:
    """Return one or many strings as a tuple without twins, in their order."""
    if isinstance(value, str):
        return (value,)
    return tuple(dict.fromkeys(value))  # type: ignore[call-overload]
