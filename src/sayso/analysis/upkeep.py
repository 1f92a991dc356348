"""Answer what the store asks to keep edges in step with claims."""

from collections.abc import Mapping, Sequence

from sayso.actors.lexicon import plain_name
from sayso.analysis.contest import contested
from sayso.analysis.edges import UNKNOWN, attest, edge_id, edge_key
from sayso.analysis.holds import speak
from sayso.analysis.interval import Interval
from sayso.analysis.lenses import load_exclusive
from sayso.analysis.roots import ONE_TEXT, RootFinder, voice_of
from sayso.analysis.span import published, window
from sayso.analysis.standing import grade_tally, trusted
from sayso.model import Claim, Metadata
from sayso.model.edge import Edge, PredicateTraits, Root
from sayso.store.rules import Days, Facts, Tally, Weighed


class TieRules:
    """Keep `sayso.store.rules.EdgeRules` by the rules of this room and the traits of a vocabulary."""

    def __init__(self, traits: Mapping[str, PredicateTraits]) -> None:
        self._traits = traits

    @property
    def one_text(self) -> float:
        """Return the share of a text that must stand in another for the two to be one root."""
        return ONE_TEXT

    def weigh(self, claims: Sequence[Claim], facts: Facts) -> list[Weighed]:
        """Return each claim as its edge counts it, in the order given."""
        finder = RootFinder(
            canonical=facts.canonical,
            documents=facts.documents,
            named=facts.named,
            first=facts.first,
            voices=facts.voices,
            grades=facts.grades,
        )
        return [self._weigh(claim, facts, finder) for claim in claims]

    def _weigh(self, claim: Claim, facts: Facts, finder: RootFinder) -> Weighed:
        subject, predicate, other = edge_key(claim, facts.canonical, self._traits)
        held = self._traits.get(predicate, UNKNOWN)
        item = attest(claim, facts.documents.get(claim.doc), finder)
        return Weighed(
            edge=edge_id(subject, predicate, other),
            subject=subject,
            predicate=predicate,
            object=other,
            sign=held.sign,
            attestation=item,
            may=_whole(window(item)),
            known=None if (seen := published(item)) is None else _whole(seen),
            spoken=speak(item),
        )

    def key(self, subject: str, predicate: str, other: str) -> tuple[str, str, str]:
        """Return the id of an edge between canonical actors, and its subject and object in the order of its kind."""
        if self._traits.get(predicate, UNKNOWN).symmetric and other < subject:
            subject, other = other, subject
        return edge_id(subject, predicate, other), subject, other

    def stand(self, tally: Tally) -> str:
        """Return the standing of an edge."""
        return grade_tally(
            actual=tally.actual,
            refused=tally.refused,
            certain=tally.certain,
            trusted_roots=tally.trusted_roots,
            contested=tally.contested,
        ).value

    def disputes(self, one: Edge, other: Edge | None = None) -> frozenset[str]:
        """Return the kinds of contest within one edge, or between two."""
        if other is None:
            return frozenset(found.kind.value for found in contested([one], self._traits))
        both = contested([one, other], self._traits)
        return frozenset(found.kind.value for found in both if len(found.edges) > 1)

    def post(self, predicate: str) -> bool:
        """Tell whether a predicate is one that a single subject holds at a time."""
        return self._traits.get(predicate, UNKNOWN).exclusive or predicate in load_exclusive()

    def trusts(self, root: Root) -> bool:
        """Tell whether a root counts towards being well supported."""
        return trusted(root)

    def voice(self, metadata: Metadata) -> str | None:
        """Return the plain name in which a document speaks, or None."""
        name = voice_of(metadata)
        return plain_name(name) if name else None

    def plain(self, name: str) -> str:
        """Return the plain form of an actor's name."""
        return plain_name(name)


def _whole(interval: Interval) -> Days:
    return interval.earliest.toordinal(), interval.latest.toordinal()
