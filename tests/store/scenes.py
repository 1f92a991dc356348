"""Make commits for the store's tests."""

from collections.abc import Mapping

from sayso.analysis.upkeep import TieRules
from sayso.model import Document, Metadata, TextLink
from sayso.model.decision import Decision, DecisionKind, JudgedActor, Target
from sayso.model.edge import PredicateTraits
from sayso.store import Commit, Store
from sayso.testing import Planted, ScriptedReader, make_document

FERRY = "Barlow Lines bought the ferry Osprey in May."
DENIAL = "Ann Reyes said Barlow Lines never owned Osprey."
PLANTED = (
    Planted(FERRY, "Barlow Lines", "controls", "Osprey", time="2019-05"),
    Planted(DENIAL, "Barlow Lines", "controls", "Osprey", polarity="-", source="Ann Reyes"),
    Planted("The crew cheered the ferry", "crew", None, "ferry"),
)
READER = ScriptedReader(PLANTED)
TRAITS = {"controls": PredicateTraits("business", "state", 1)}


def make_rules() -> TieRules:
    return TieRules(TRAITS)


def ferry_document(name: str = "ferry", more: str = "") -> Document:
    text = f"{FERRY}\n{DENIAL}\nThe crew cheered the ferry.\n{more}"
    return make_document(text, name, Metadata(title="A ferry sold", publisher="Quay Post", date="2019-06-01"))


def commit_of(
    document: Document,
    reader: ScriptedReader = READER,
    canonical: Mapping[str, str] | None = None,
    links: tuple[TextLink, ...] = (),
) -> Commit:
    (reading,) = reader.read([document])
    if isinstance(reading, Exception):
        raise reading
    return Commit(
        document,
        reading=reading,
        run=str(reader.version),
        fingerprint=b"\x00print",
        links=links,
        canonical=canonical or {},
    )


def pair_decision(store: Store, kind: DecisionKind, left: str, right: str, by: str = "Ida") -> Decision:
    """Make a decision on two raw actors."""
    found = {actor.id: actor for actor in store.actors([left, right])}
    actors = tuple(
        JudgedActor(raw, found[raw].doc, found[raw].name, found[raw].type.value) for raw in sorted((left, right))
    )
    targets = tuple(Target(actor.id, actor.name) for actor in actors)
    return Decision(0, kind, targets, by, "2020-01-02T03:04:05+00:00", actors=actors)
