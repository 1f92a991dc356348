"""Turn the chosen ties of an actor into sections with names, dates and the claims that speak most surely."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.analysis.dossier import find_section
from sayso.analysis.lenses import load_lenses
from sayso.analysis.standing import standing
from sayso.casefile.dossier_ties import ChosenTies, HeldTie
from sayso.casefile.names import Namer
from sayso.model import Certainty
from sayso.model.dossier import CommentSections, DossierSection, DossierTie
from sayso.model.edge import Attestation, PredicateTraits
from sayso.model.view import ClaimView

_SURENESS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}


def doubt_of(item: Attestation) -> tuple[bool, bool, int, float, str]:
    """Return what sorts the claim first that speaks most surely: asserted, actual, certain, then likely read right."""
    fact = item.factuality
    return item.denied, not item.actual, _SURENESS[fact.certainty], -round(item.confidence, 6), item.claim


def surest(ordered: Sequence[Attestation]) -> tuple[Attestation, ...]:
    """Return the first of some claims in order of doubt, and the surest denial where others assert."""
    denial = next((item for item in ordered if item.denied), None)
    return ordered[0:1] if denial in (None, ordered[0]) else (ordered[0], denial)  # type: ignore[return-value]


class SectionMaker:
    """Make the sections of one actor."""

    def __init__(
        self,
        actor: str,
        traits: Mapping[str, PredicateTraits],
        chosen: ChosenTies,
        views: Mapping[str, ClaimView],
        namer: Namer,
    ) -> None:
        self._actor, self._traits, self._chosen, self._views = actor, traits, chosen, views
        self._namer = namer
        ties = [*(tie for group in chosen.groups for tie in group.ties), *chosen.comments]
        self._namer.merge({end for tie in ties for end in (tie.edge.subject, tie.edge.object)})

    def told(self) -> tuple[DossierSection, ...]:
        """Return what documents say, section by section."""
        return tuple(
            DossierSection(group.title, tuple(map(self._tie, group.ties)), group.total, group.capped)
            for group in self._chosen.groups
            if group.title is not None
        )

    def commented(self) -> tuple[CommentSections, ...]:
        """Return what readers' comments say, commenter by commenter, nobody named last."""
        held: dict[str | None, list[HeldTie]] = {}
        for tie in self._chosen.comments:
            for commenter, part in self._by_commenter(tie):
                held.setdefault(commenter, []).append(part)
        ordered = sorted(held.items(), key=lambda item: (item[0] is None, item[0] or ""))
        return tuple(CommentSections(commenter, tuple(self._sections(ties))) for commenter, ties in ordered)

    def _by_commenter(self, tie: HeldTie) -> Iterator[tuple[str | None, HeldTie]]:
        """Yield the parts of a tie that each commenter says, as far as its claims are at hand."""
        parts: dict[str | None, list[Attestation]] = {}
        for item in tie.edge.attestations:
            if item.claim in self._views:
                parts.setdefault(self._views[item.claim].commenter, []).append(item)
        for commenter, items in parts.items():
            edge = replace(tie.edge, attestations=tuple(items))
            counts = (len(items), len(edge.roots), len(edge.denying_roots))
            yield commenter, HeldTie(edge, standing(edge), *counts, tie.holds)

    def _sections(self, ties: Iterable[HeldTie]) -> Iterator[DossierSection]:
        """Yield sections of one commenter's ties."""
        taken: dict[str | None, list[HeldTie]] = {lens.title: [] for lens in load_lenses()}
        for tie in ties:
            taken.setdefault(find_section(self._actor, tie.edge, self._traits), []).append(tie)
        for title, held in taken.items():
            if title is not None and held:
                ordered = sorted(held, key=lambda tie: tie.strength)
                yield DossierSection(title, tuple(map(self._tie, ordered)), len(ordered))

    def _tie(self, held: HeldTie) -> DossierTie:
        edge = held.edge
        ordered = sorted(edge.attestations, key=doubt_of)
        best, *denial = surest(ordered)
        asserted = edge.asserted or edge.attestations
        is_subject = edge.subject == self._actor
        other = edge.object if is_subject else edge.subject
        return DossierTie(
            edge=edge,
            other=self._namer.name(other),
            other_id=other,
            is_subject=is_subject,
            standing=held.standing,
            times=_in_order(item.time for item in asserted),
            attested=_in_order(item.attested for item in asserted if not item.time),
            best=self._views[best.claim],
            against=self._views[denial[0].claim] if denial else None,
            claims=held.claims,
            roots=held.roots,
            denying_roots=held.denying_roots,
            holds=held.holds,
        )


def _in_order(dates: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({date for date in dates if date}))
