"""Load which claims are flows; data, so that no predicate is named in code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from sayso.model.edge import PredicateTraits
from sayso.model.errors import UsageError

_UNKNOWN = PredicateTraits(family="", kind="", sign=0)


@dataclass(frozen=True, slots=True)
class FlowKind:
    """Say which claims are flows of one kind.

    `name` is the kind, `says` the words between giver and receiver. Empty filters let everything through. `reverse`
    tells that the object gives to the subject, `money` that its sums change hands, `with_amount` that only claims with
    a sum count, `status` what became of a sum where the text does not tell.
    """

    name: str
    says: str
    predicates: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    signs: frozenset[int] = frozenset()
    reverse: bool = False
    money: bool = False
    with_amount: bool = False
    status: str | None = None

    def takes(self, predicate: str, traits: PredicateTraits | None) -> bool:
        """Tell whether claims of a predicate are of this kind."""
        known = traits or _UNKNOWN
        return (
            (not self.predicates or predicate in self.predicates)
            and (not self.families or known.family in self.families)
            and (not self.signs or known.sign in self.signs)
        )


@lru_cache(maxsize=1)
def load_flow_kinds() -> tuple[FlowKind, ...]:
    """Return the built-in kinds of flows, in the order in which they are tried."""
    import yaml

    text = files("sayso.analysis").joinpath("data", "flows.yaml").read_text(encoding="utf-8")
    return tuple(
        FlowKind(
            name=entry["kind"],
            says=entry["says"],
            predicates=frozenset(entry.get("predicates", ())),
            families=frozenset(entry.get("families", ())),
            signs=frozenset(entry.get("signs", ())),
            reverse=entry.get("giver", "subject") == "object",
            money=bool(entry.get("money")),
            with_amount=bool(entry.get("with_amount")),
            status=entry.get("status"),
        )
        for entry in yaml.safe_load(text)["kinds"]
    )


def choose_kinds(names: Sequence[str], kinds: Sequence[FlowKind] | None = None) -> tuple[FlowKind, ...]:
    """Return the kinds so named, all where none is named; raises UsageError for one that is not there."""
    known = load_flow_kinds() if kinds is None else tuple(kinds)
    missing = set(names) - {kind.name for kind in known}
    if missing:
        listed = ", ".join(dict.fromkeys(kind.name for kind in known))
        raise UsageError(f"There is no kind of flow {', '.join(sorted(missing))}. Known are: {listed}.")
    return tuple(kind for kind in known if not names or kind.name in names)


def flow_predicates(kinds: Sequence[FlowKind], traits: Mapping[str, PredicateTraits]) -> frozenset[str]:
    """Return the predicates that may be flows of these kinds: those that the data name and those of their families."""
    named = {predicate for kind in kinds for predicate in kind.predicates}
    return frozenset(named | {name for name, held in traits.items() if any(kind.takes(name, held) for kind in kinds)})


def find_kind(
    kinds: Sequence[FlowKind], predicate: str, traits: PredicateTraits | None, *, has_amount: bool
) -> FlowKind | None:
    """Return the first kind that takes a claim, or None."""
    return next(
        (kind for kind in kinds if kind.takes(predicate, traits) and (has_amount or not kind.with_amount)), None
    )
