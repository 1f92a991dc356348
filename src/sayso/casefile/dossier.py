"""Gather what a casefile has about one actor: ties in sections, commenters apart, own words, doubtful twins.

A page takes some ties of each section and the strongest of all, with their surest claims, and counts the rest: an actor
whom every document names costs no more than another.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.casefile.ask import make_row, view_claims
from sayso.casefile.base import TIES
from sayso.casefile.claim_keeper import filters_claims, make_keeper
from sayso.casefile.dossier_sections import SectionMaker, doubt_of, surest
from sayso.casefile.dossier_ties import ChosenTies, HeldTie, choose_ties
from sayso.casefile.filtering import Choice
from sayso.casefile.names import Namer
from sayso.casefile.steady import steadily
from sayso.model import Claim
from sayso.model.dossier import ActorDossier
from sayso.model.edge import PredicateTraits
from sayso.model.errors import UsageError
from sayso.model.view import ActorRow, ClaimView
from sayso.store import Store

SMALL = 100
"""Up to so many claims of an actor are all loaded and shown."""
CLAIMS_SHOWN = 60
"""How many claims are shown of an actor with more; the surest of each tie, where those are more."""
CLAIMS_A_TIE = 3
"""How many claims that assert, and that deny, are loaded of one tie of an actor with more."""
SIFTED_CLAIMS = 200
"""How many where a filter leaves few of them: roots and standing are of those that are left."""
SAID_SHOWN, SAID_ASKED = 20, 30
"""How many claims that rest on an actor's word a page shows, and among how many it looks for those that answer."""
TWINS_SHOWN = 20
RAW_SHOWN = 100
"""How many raw ids of an actor are shown, and asked for what they said and for rulings; of more, its root tells."""


@dataclass(frozen=True, slots=True)
class _Page:
    """Say how much of everything is shown; None shows all."""

    ties: int | None
    claims: int | None = SMALL
    said: int | None = SAID_SHOWN
    said_asked: int | None = SAID_ASKED
    twins: int | None = TWINS_SHOWN
    raw: int | None = RAW_SHOWN


WHOLE = _Page(*(None,) * 6)


@steadily
def gather_dossier(
    store: Store, choice: Choice, asked: str, traits: Mapping[str, PredicateTraits], ties: int | None = TIES
) -> ActorDossier:
    """Return what is said about the actor that a filter names, and what it said; see `Casefile.actor`.

    `ties` are shown; None or 0 shows all of everything. Raises UsageError for less than that.
    """
    if ties is not None and ties < 0:
        raise UsageError(f"ties must be 0 (for all) or more, not {ties}.")
    return _Gatherer(store, choice, traits, _Page(ties) if ties else WHOLE).gather(asked)


class _Gatherer:
    """Gather one dossier."""

    def __init__(self, store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], page: _Page) -> None:
        self._store, self._choice, self._traits, self._page = store, choice, traits, page
        self._actor = choice.actor or ""
        self._namer = Namer(store)
        self._room = page.claims

    def gather(self, asked: str) -> ActorDossier:
        """Return the dossier; `asked` is what was typed."""
        store, page = self._store, self._page
        known = store.union_actors([self._actor])[self._actor]
        raw = store.some_raw(self._actor, page.raw)
        claims, many = store.actor_counts([self._actor]).get(self._actor, (0, 0))
        if page.claims is not None and claims > SMALL:
            self._room = CLAIMS_SHOWN
        each = SMALL if claims <= SMALL else SIFTED_CLAIMS if filters_claims(self._choice) else CLAIMS_A_TIE
        chosen = choose_ties(store, self._choice, self._traits, page.ties, each)
        said, said_total = self._said(raw, whole=len(raw) >= known.members)
        views = self._load(chosen, said)
        about = [item.claim for tie in _all_ties(chosen) for item in tie.edge.attestations]
        if self._choice.min_confidence > 0:
            claims = store.count_claims(self._actor, self._choice.min_confidence)
        sections = SectionMaker(self._actor, self._traits, chosen, views, self._namer)
        ownwords = sorted((views[one] for one in said if one in views), key=_place)
        return ActorDossier(
            actor=make_row(known, claims, raw),
            claims=tuple(sorted((views[one] for one in about if one in views), key=_by_predicate)),
            said=tuple(ownwords[: page.said]),
            unsure=tuple(self._unsure(raw)),
            asked=asked,
            sections=sections.told(),
            comments=sections.commented(),
            claims_total=claims,
            ties_total=many,
            said_total=said_total,
            raw_total=known.members,
            capped=any(group.capped or group.total > len(group.ties) for group in chosen.groups)
            or said_total > min(len(ownwords), page.said or len(ownwords))
            or any(one not in views for one in about),
        )

    def _said(self, raw: Collection[str], *, whole: bool) -> tuple[list[str], int]:
        """Return the first claims that rest on the actor's word and answer, and how many there are."""
        store, most = self._store, self._page.said_asked
        if whole:
            ids = sorted(store.said_by(raw))
            total = len(ids)
        else:
            page = store.said_on_root(self._actor, most or 0)
            ids, total = list(page.claims), page.total
        ids = ids[:most]
        if not filters_claims(self._choice) and self._choice.predicates is None:
            return ids[: self._page.said], total
        named = self._choice.predicates
        edges = [one for one in store.edges_of_claims(ids) if named is None or one.predicate in named]
        items = [item for edge in edges for item in edge.attestations]
        wanted = make_keeper(store, self._choice, items)
        kept = sorted(item.claim for item in items if wanted(item))
        return kept, len(kept)

    def _load(self, chosen: ChosenTies, said: Sequence[str]) -> dict[str, ClaimView]:
        """Return the claims to show with their names: the surest of each tie, all of comments, and as many as fit."""
        first: dict[str, None] = dict.fromkeys(item.claim for tie in chosen.comments for item in tie.edge.attestations)
        first = dict.fromkeys(list(first)[: self._room])
        rest: dict[str, None] = {}
        for group in chosen.groups:
            for tie in group.ties:
                ordered = sorted(tie.edge.attestations, key=doubt_of)
                first.update(dict.fromkeys(item.claim for item in surest(ordered)))
                rest.update(dict.fromkeys(item.claim for item in ordered))
        room = None if self._room is None else max(0, self._room - len(first))
        more = [one for one in rest if one not in first][:room]
        held = self._store.claims_by_id({*first, *more, *said})
        self._namer.know(self._ends(chosen, held))
        return {view.claim.id: view for view in view_claims(self._store, held.values(), self._namer)}

    def _ends(self, chosen: ChosenTies, held: Mapping[str, Claim]) -> dict[str, str]:
        """Return the canonical ids of raw actors that the ties of some claims tell.

        A tie of a symmetric predicate does not tell which of its ends is whose.
        """
        found: dict[str, str] = {}
        for edge in (tie.edge for tie in _all_ties(chosen)):
            traits = self._traits.get(edge.predicate)
            if traits is None or traits.symmetric:
                continue
            for item in edge.attestations:
                claim = held.get(item.claim)
                if claim is not None and claim.predicate == edge.predicate:
                    found |= {claim.subject.actor: edge.subject, claim.object.actor: edge.object}
        return found

    def _unsure(self, raw: Collection[str]) -> Iterator[ActorRow]:
        """Yield actors that may be the same, those with most claims first."""
        store, floor = self._store, self._choice.min_confidence
        ids = store.twins(self._actor, raw, self._page.twins)
        found = store.union_actors(ids)
        for one in ids:
            yield make_row(found[one], store.count_claims(one, floor) if floor > 0 else None)


def _all_ties(chosen: ChosenTies) -> Iterator[HeldTie]:
    """Yield every tie that was chosen."""
    for group in chosen.groups:
        yield from group.ties
    yield from chosen.comments


def _place(view: ClaimView) -> tuple[str, str, int, int, str]:
    """Return what sorts a claim by where it stands."""
    claim, span = view.claim, view.claim.evidence.span
    return view.document, claim.doc, span.start, span.end, claim.id


def _by_predicate(view: ClaimView) -> tuple[str, str, tuple[str, str, int, int, str]]:
    return view.claim.predicate, view.claim.time or "", _place(view)
