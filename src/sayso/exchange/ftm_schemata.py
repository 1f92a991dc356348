"""Say how records become FollowTheMoney: from data, so that no schema and no predicate stands in code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from sayso.model import Actor, ActorType
from sayso.vocabulary import Predicate

LINK = "UnknownLink"
"""The relation that takes any two ends."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Hold a relation's schema: the properties of its ends, the kinds of actor that they take, where a role goes.

    `status` is the property that says that it is contested, `sum` and `currency` those of a sum; None for none.
    """

    schema: str
    source: str
    target: str
    takes: tuple[frozenset[ActorType], frozenset[ActorType]]
    role: str = "role"
    status: str | None = "status"
    sum: str | None = None
    currency: str | None = None

    def fits(self, source: Actor, target: Actor) -> bool:
        """Tell whether two actors may stand at its ends."""
        return source.type in self.takes[0] and target.type in self.takes[1]


@dataclass(frozen=True, slots=True)
class Stand:
    """Hold a schema that is no relation and yet stands for a tie.

    `holds` says for each property what it has: label, ends, object or subject_name; `takes` are the kinds of actor of
    which both ends must be, None for any.
    """

    schema: str
    holds: Mapping[str, str]
    takes: frozenset[ActorType] | None

    def fits(self, subject: Actor, other: Actor) -> bool:
        """Tell whether two actors may be its ends."""
        return self.takes is None or {subject.type, other.type} <= self.takes


@dataclass(frozen=True, slots=True)
class Schemata:
    """Hold the schema of each kind of actor, the relations by schema, and the things that stand for a tie.

    `owned` is the schema of an organization that is owned.
    """

    actors: Mapping[ActorType, str]
    owned: str
    relations: Mapping[str, Relation]
    things: Mapping[str, Stand]

    def choose(self, predicate: Predicate | None, subject: Actor, other: Actor) -> tuple[Relation, bool]:
        """Return the relation that carries a predicate between two actors, and whether its source is the object.

        Where its own schema does not take them, it is a link of which only the role says what it is.
        """
        own = self.relations.get(predicate.ftm or "") if predicate is not None else None
        turned = predicate is not None and predicate.ftm_turned
        source, target = (other, subject) if turned else (subject, other)
        if own is not None and (own.fits(source, target) or self.owns(predicate, source, target)):
            return own, turned
        return self.relations[LINK], False

    def owns(self, predicate: Predicate | None, source: Actor, target: Actor) -> bool:
        """Tell whether a predicate says that an organization is owned as a company is."""
        if predicate is None or not predicate.ftm_company or target.type is not ActorType.ORGANIZATION:
            return False
        return source.type in self.relations[predicate.ftm or LINK].takes[0]

    def owned_by(self, predicate: Predicate | None, subject: Actor, other: Actor) -> str | None:
        """Return the id of the organization that a tie says is owned as a company is; None where there is none."""
        turned = predicate is not None and predicate.ftm_turned
        source, target = (other, subject) if turned else (subject, other)
        return target.id if self.owns(predicate, source, target) else None


@lru_cache(maxsize=1)
def load_schemata() -> Schemata:
    """Return the mapping of `data/ftm.yaml`."""
    import yaml

    held = yaml.safe_load(files("sayso.exchange").joinpath("data", "ftm.yaml").read_text(encoding="utf-8"))
    return Schemata(
        actors={ActorType(kind): schema for kind, schema in held["actors"].items()},
        relations={schema: _relation(schema, entry) for schema, entry in held["relations"].items()},
        owned=str(held["owned"]),
        things={schema: _stand(schema, entry) for schema, entry in held["things"].items()},
    )


def _relation(schema: str, entry: Mapping[str, Any]) -> Relation:
    first, second = (frozenset(map(ActorType, side)) for side in entry["takes"])
    named = {name: entry[name] for name in ("role", "status", "sum", "currency") if name in entry}
    return Relation(schema, str(entry["source"]), str(entry["target"]), (first, second), **named)


def _stand(schema: str, entry: Mapping[str, Any]) -> Stand:
    takes = frozenset(map(ActorType, entry["takes"])) if "takes" in entry else None
    return Stand(schema, dict(entry["holds"]), takes)
