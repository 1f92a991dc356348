"""Gather what a casefile has about one actor: ties in sections, commenters apart, own words, doubtful twins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.casefile.ask import make_row, view_claims
from sayso.casefile.names import Namer
from sayso.casefile.ties import EdgeMaker
from sayso.model import Certainty, Polarity, Verdict, Voice
from sayso.model.dossier import ActorDossier, CommentSections, DossierSection, DossierTie
from sayso.model.edge import Edge, PredicateTraits
from sayso.model.view import ActorRow, ClaimView
from sayso.store import ClaimQuery, Store
from sayso.store.fold import fold

_SURENESS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}


def gather_dossier(
    store: Store,
    canonical: str,
    asked: str,
    traits: Mapping[str, PredicateTraits],
    min_confidence: float = 0.0,
) -> ActorDossier:
    """Return all that is said about an actor, and what it said, without claims less sure."""
    raw = frozenset(store.unions([canonical])[canonical])
    about = list(view_claims(store, store.claims(ClaimQuery(actors=raw, min_confidence=min_confidence))))
    credited = ClaimQuery(docs=store.source_docs(raw), min_confidence=min_confidence)
    said = view_claims(store, store.claims(credited))
    counts = store.claim_counts(min_confidence)
    order = {doc: at for at, (_, doc) in enumerate(store.doc_names())}
    sections = _Sections(store, canonical, about, traits)
    return ActorDossier(
        actor=make_row(store.union_actors([canonical])[canonical], counts.get(canonical, 0), tuple(raw)),
        claims=tuple(sorted(about, key=lambda v: (v.claim.predicate, v.claim.time or "", order[v.claim.doc]))),
        said=tuple(view for view in said if any(source.actor in raw for source in view.claim.sources)),
        unsure=tuple(_unsure(store, raw, canonical, counts)),
        asked=asked,
        sections=sections.make([view for view in about if view.voice is not Voice.COMMENT]),
        comments=tuple(
            CommentSections(commenter, sections.make(views))
            for commenter, views in _by_commenter(view for view in about if view.voice is Voice.COMMENT)
        ),
    )


class _Sections:
    """Make the sections of one actor from any part of its claims."""

    def __init__(
        self, store: Store, canonical: str, about: Sequence[ClaimView], traits: Mapping[str, PredicateTraits]
    ) -> None:
        self._canonical, self._traits = canonical, traits
        self._views = {view.claim.id: view for view in about}
        self._edges = EdgeMaker(store, [view.claim for view in about], traits)
        self._namer = Namer(store)
        self._namer.learn(actor for view in about for actor in (view.claim.subject.actor, view.claim.object.actor))

    def make(self, views: Sequence[ClaimView]) -> tuple[DossierSection, ...]:
        """Return the ties that some of the claims make."""
        from sayso.analysis import build_dossier

        found = build_dossier(self._canonical, self._edges.make(view.claim for view in views), self._traits)
        return tuple(
            DossierSection(section.title, tuple(self._tie(edge) for edge in section.edges))
            for section in found.sections
        )

    def _tie(self, edge: Edge) -> DossierTie:
        from sayso.analysis import standing

        views = [self._views[item.claim] for item in edge.attestations]
        surest = sorted(views, key=_doubt)
        asserted = [view for view in views if view.claim.factuality.polarity is Polarity.ASSERTED] or views
        denials = [view for view in surest if view.claim.factuality.polarity is Polarity.DENIED]
        other = edge.object if edge.subject == self._canonical else edge.subject
        return DossierTie(
            edge=edge,
            other=self._namer.name(other),
            other_id=other,
            is_subject=edge.subject == self._canonical,
            standing=standing(edge),
            times=_in_order(view.claim.time for view in asserted),
            attested=_in_order(view.attested for view in asserted if not view.claim.time),
            best=surest[0],
            against=denials[0] if denials and denials[0] is not surest[0] and asserted is not views else None,
        )


def _doubt(view: ClaimView) -> tuple[bool, bool, int, float, str]:
    """Return what sorts the claim first that speaks most surely: asserted, actual, certain, then likely read right."""
    said = view.claim.factuality
    return (
        said.polarity is Polarity.DENIED,
        said.modality.value != "actual",
        _SURENESS[said.certainty],
        -round(view.claim.confidence, 6),
        view.claim.id,
    )


def _in_order(dates: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({date for date in dates if date}))


def _by_commenter(views: Iterable[ClaimView]) -> Iterator[tuple[str | None, list[ClaimView]]]:
    """Yield commenters with their claims, in order of name, nobody named last."""
    held: dict[str | None, list[ClaimView]] = {}
    for view in views:
        held.setdefault(view.commenter, []).append(view)
    yield from sorted(held.items(), key=lambda item: (item[0] is None, item[0] or ""))


def _unsure(store: Store, raw: frozenset[str], canonical: str, counts: Mapping[str, int]) -> Iterator[ActorRow]:
    """Yield actors that may be the same, those with most claims first: those judged so, and those that share a name."""
    from sayso.actors import effective

    held = [(pair, row.verdict) for pair, row in effective(store.judgements()).items() if raw.intersection(pair)]
    near = {other for pair, verdict in held if verdict is Verdict.UNSURE for other in pair}
    apart = {other for pair, verdict in held if verdict is Verdict.DIFFERENT for other in pair}
    for folded in {fold(name) for actor in store.actors(raw) for name in (actor.name, *actor.aliases)} - {""}:
        near.update(store.named(folded))
    ruled = {canonical, *store.canonical(apart - raw).values()}
    found = sorted(set(store.canonical(near - raw).values()) - ruled)
    rows = [make_row(held, counts.get(one, 0)) for one, held in store.union_actors(found).items()]
    yield from sorted((row for row in rows if row.named), key=lambda row: (-row.claims, row.name, row.id))
