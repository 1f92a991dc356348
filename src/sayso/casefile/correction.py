"""Turn what a person writes into corrections of a claim, each checked."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

from sayso.casefile.find import find_actor
from sayso.casefile.names import Namer
from sayso.model import Amount, Certainty, Claim, Modality, Polarity
from sayso.model.decision import Change
from sayso.model.errors import UsageError
from sayso.store import Store
from sayso.store.correcting import SOURCES, correct_claim

if TYPE_CHECKING:
    from sayso.vocabulary import Vocabulary

STATUSES = ("requested", "appropriated", "offered", "withheld", "paid")


class Correction(TypedDict, total=False):
    """Name the fields of a claim that a person may correct; None or an empty string takes a qualifier away.

    `subject`, `object` and `sources` (outermost first) are names or ids of actors. `time` is EDTF, `amount` a decimal
    and an ISO 4217 code ("242300000 USD"); `amount_status`, `amount_part_of` and `amount_approximate` say more of it.
    """

    subject: str
    object: str
    predicate: str
    polarity: str
    certainty: str
    modality: str
    time: str | None
    place: str | None
    amount: str | None
    amount_status: str | None
    amount_part_of: str | None
    amount_approximate: bool
    role: str | None
    about: str | None
    sources: Sequence[str]


FIELDS = tuple(Correction.__annotations__)


def correct_fields(
    store: Store, vocabulary: "Vocabulary", claim: Claim, wanted: Mapping[str, object]
) -> tuple[Change, ...]:
    """Return what changes, field by field, in the order of `Correction`.

    Raises UsageError for an unknown field, a value that makes no sense, actors whose types the predicate does not
    take, and where nothing changes; NotFound for an unknown actor.
    """
    unknown = wanted.keys() - set(FIELDS)
    if unknown:
        raise UsageError(f"A claim has no {', '.join(sorted(unknown))}. Correct one of: {', '.join(FIELDS)}.")
    if not wanted:
        raise UsageError(f"Say what to correct: one of {', '.join(FIELDS)}.")
    writer = _Writer(store, vocabulary, claim)
    changes = tuple(change for name in FIELDS if name in wanted and (change := writer.change(name, wanted[name])))
    if not changes:
        raise UsageError("The claim says so already; nothing to correct. To confirm it, accept it.")
    corrected = correct_claim(claim, changes)
    changed = {change.field for change in changes}
    if changed & {"amount_status", "amount_part_of", "amount_approximate"} and corrected.amount is None:
        raise UsageError("The claim has no amount of which to say that. Give the amount too, as in 242300000 USD.")
    if changed & {"subject", "object", "predicate"}:
        _check_types(store, vocabulary, corrected)
    return changes


class _Writer:
    """Write the changes of one claim."""

    def __init__(self, store: Store, vocabulary: "Vocabulary", claim: Claim) -> None:
        self._store, self._vocabulary, self._claim = store, vocabulary, claim
        self._namer = Namer(store)

    def change(self, field: str, value: object) -> Change | None:
        """Return the change of one field, None where it says so already."""
        if field in ("subject", "object"):
            return self._change_side(field, _text(field, value))
        if field == "sources":
            return self._change_sources(value)
        before, after = self._before(field), self._after(field, value)
        return None if before == after else Change(field, before, after)

    def _before(self, field: str) -> str | None:
        claim = self._claim
        if hasattr(claim.factuality, field):
            return str(getattr(claim.factuality, field).value)
        if field == "amount":
            return None if claim.amount is None else str(claim.amount)
        if field.startswith("amount_"):
            held = None if claim.amount is None else getattr(claim.amount, field.removeprefix("amount_"))
            return ("yes" if held else "no") if field == "amount_approximate" else held
        return getattr(claim, field)  # type: ignore[no-any-return]

    def _after(self, field: str, value: object) -> str | None:
        if field == "amount_approximate":
            return "yes" if value in (True, "yes") else "no"
        if value is not None and not isinstance(value, str):
            raise UsageError(f"{field} must be text, not {value!r}.")
        written = (value or "").strip()
        check = _CHECKS.get(field)
        if field == "predicate":
            if written not in self._vocabulary.predicates:
                known = ", ".join(sorted(self._vocabulary.predicates))
                raise UsageError(f"There is no predicate {written!r}. Known are: {known}.")
            return written
        if check is not None and (written or field in _NEEDED):
            return check(written)
        return written or None

    def _change_side(self, field: str, name: str) -> Change | None:
        held = getattr(self._claim, field).actor
        raw, canonical = self._pick(name, (held,))
        self._namer.learn([held, raw])
        before = self._namer.canonical(held)
        if before == canonical:
            return None
        return Change(field, self._namer.name(before), self._namer.name(canonical), (raw,))

    def _change_sources(self, value: object) -> Change | None:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise UsageError("sources must be a list of names or ids, outermost first; an empty list takes them away.")
        held = tuple(source.actor for source in self._claim.sources)
        picked = [self._pick(_text("sources", name), held) for name in value]
        self._namer.learn([*held, *(raw for raw, _ in picked)])
        if tuple(canonical for _, canonical in picked) == tuple(map(self._namer.canonical, held)):
            return None
        after = SOURCES.join(self._plain(canonical) for _, canonical in picked)
        before = SOURCES.join(source.name for source in self._claim.sources)
        return Change("sources", before or None, after or None, tuple(raw for raw, _ in picked))

    def _plain(self, canonical: str) -> str:
        return self._namer.name(canonical).replace(SOURCES, " > ")

    def _pick(self, name_or_id: str, held: Sequence[str]) -> tuple[str, str]:
        """Return the raw actor to put in, and its canonical id.

        A raw id is taken as it is; of the actor that a name means, one that stands there already, then one of the
        claim's document, else the one that names it.
        """
        canonical = find_actor(self._store, name_or_id)
        if name_or_id != canonical and self._store.canonical([name_or_id]):
            return name_or_id, canonical
        union = self._store.unions([canonical])[canonical]
        there = [raw for raw in held if raw in union]
        here = sorted(actor.id for actor in self._store.actors(union) if actor.doc == self._claim.doc)
        return next(iter([*there, *here, canonical])), canonical


def _text(field: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{field} must be a name or an id, not {value!r}.")
    return value.strip()


def _one_of(kind: type[StrEnum]) -> Callable[[str], str]:
    def check(written: str) -> str:
        try:
            return str(kind(written).value)
        except ValueError as error:
            raise UsageError(f"{written!r} is no {kind.__name__.lower()}. Give one of: {', '.join(kind)}.") from error

    return check


def _check_time(written: str) -> str:
    from sayso.analysis import parse_interval

    parse_interval(written)
    return written


def _check_amount(written: str) -> str:
    number, _, currency = written.partition(" ")
    try:
        value = Decimal(number.replace(",", ""))
    except InvalidOperation as error:
        raise _bad_amount(written) from error
    if not value.is_finite() or value < 0 or not (len(currency) == 3 and currency.isalpha() and currency.isupper()):
        raise _bad_amount(written)
    return str(Amount(value, currency))


def _bad_amount(written: str) -> UsageError:
    return UsageError(f"{written!r} is no amount. Write a number and a currency's code, as in 242300000 USD.")


def _check_status(written: str) -> str:
    if written not in STATUSES:
        raise UsageError(f"{written!r} is no status of a sum. Give one of: {', '.join(STATUSES)}.")
    return written


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "polarity": _one_of(Polarity),
    "certainty": _one_of(Certainty),
    "modality": _one_of(Modality),
    "time": _check_time,
    "amount": _check_amount,
    "amount_status": _check_status,
    "amount_part_of": _check_amount,
}
_NEEDED = frozenset({"polarity", "certainty", "modality"})


def _check_types(store: Store, vocabulary: "Vocabulary", claim: Claim) -> None:
    """Refuse actors that the predicate does not take, and a claim of an actor about itself."""
    predicate = vocabulary.predicates[claim.predicate]
    namer = Namer(store)
    namer.learn([claim.subject.actor, claim.object.actor])
    ends = {side: namer.canonical(getattr(claim, side).actor) for side in ("subject", "object")}
    if ends["subject"] == ends["object"]:
        raise UsageError(f"{namer.name(ends['subject'])} would be both subject and object. Give another actor.")
    for side, canonical in ends.items():
        actor, taken = namer.actor(canonical), getattr(predicate, side)
        if actor is not None and taken and actor.type not in taken:
            kinds = ", ".join(sorted(taken))
            raise UsageError(
                f"{predicate.name} takes no {actor.type} such as {actor.name} as its {side}, but: {kinds}. "
                "Give another predicate or another actor."
            )
