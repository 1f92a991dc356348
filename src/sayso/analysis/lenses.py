"""Load how a dossier groups edges; data, so that no predicate is named in code."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

from sayso.model.edge import PredicateTraits

_UNKNOWN = PredicateTraits(family="", kind="", sign=0)


class Tie(Protocol):
    """Give the ends of an edge and what ties them; whole edges fit, and edges without their claims."""

    @property
    def subject(self) -> str:
        """Return the canonical subject."""
        ...

    @property
    def predicate(self) -> str:
        """Return the predicate."""
        ...

    @property
    def object(self) -> str:
        """Return the canonical object."""
        ...

    @property
    def sign(self) -> int:
        """Return the sign of the predicate."""
        ...


@dataclass(frozen=True, slots=True)
class Lens:
    """Select edges round an actor for one section.

    `side` says where the actor stands: `subject`, `object` or `either`. Empty filters let everything through; an edge
    goes to the first lens that takes it. A symmetric predicate has no sides.
    """

    title: str
    side: str
    predicates: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    signs: frozenset[int] = frozenset()

    def takes(self, edge: Tie, actor: str, traits: PredicateTraits | None) -> bool:
        """Tell whether an edge of the actor belongs to this section; without traits only unfiltered lenses take it."""
        known = traits or _UNKNOWN
        stands = {"subject": edge.subject == actor, "object": edge.object == actor}.get(self.side, True)
        return (
            (stands or known.symmetric)
            and (not self.predicates or edge.predicate in self.predicates)
            and (not self.families or known.family in self.families)
            and (not self.kinds or known.kind in self.kinds)
            and (not self.signs or edge.sign in self.signs)
        )


@lru_cache(maxsize=1)
def load_lenses() -> tuple[Lens, ...]:
    """Return the built-in lenses, in the order of the sections."""
    return tuple(
        Lens(
            title=entry["title"],
            side=entry["side"],
            predicates=frozenset(entry.get("predicates", ())),
            families=frozenset(entry.get("families", ())),
            kinds=frozenset(entry.get("kinds", ())),
            signs=frozenset(entry.get("signs", ())),
        )
        for entry in _read()["lenses"]
    )


@lru_cache(maxsize=1)
def load_exclusive() -> frozenset[str]:
    """Return the predicates of posts that one subject holds at a time."""
    return frozenset(_read()["exclusive"])


@lru_cache(maxsize=1)
def load_related() -> frozenset[str]:
    """Return the families whose ties make two sources no strangers to each other."""
    return frozenset(_read()["related"])


def _read() -> dict[str, Any]:
    """Read the room's data file."""
    import yaml

    text = files("sayso.analysis").joinpath("data", "lenses.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
