"""Answer how two actors are connected, each step with its claims."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.casefile.ask import view_claims
from sayso.casefile.find import find_actor
from sayso.casefile.networks import Drawer
from sayso.casefile.steady import steadily
from sayso.casefile.tie_source import choose_ties, open_ties
from sayso.model.edge import PredicateTraits, Standing
from sayso.model.errors import UsageError
from sayso.model.network import ActorPath, NetworkActor, PathAnswer, PathStep, StepTie
from sayso.model.view import ClaimView
from sayso.store import Store

if TYPE_CHECKING:
    from sayso.analysis.paths import FoundPath, FoundPaths
    from sayso.analysis.ties import Dated
    from sayso.casefile.filtering import Choice

ASSERTED = frozenset({Standing.WELL_SUPPORTED, Standing.SINGLE_ROOT, Standing.CONTESTED})
"""What makes a step where no standing is asked for: somebody asserts it as certain."""
TIES_SHOWN, HUBS_SHOWN = 4, 10
_CAPPED = {
    "ties": "Of actors with many ties the strongest alone were followed; longer or weaker paths may be missing.",
    "actors": "Of the actors met the most strongly tied alone were gone on from; some paths may be missing.",
    "candidates": "More paths were met than could be weighed; stronger ones may be missing.",
}


@steadily
def answer_paths(
    store: Store,
    start: str,
    end: str,
    choice: "Choice",
    traits: Mapping[str, PredicateTraits],
    *,
    max_hops: int,
    limit: int,
    strongest: bool,
    through: Sequence[str],
    avoid: Sequence[str],
    hub_limit: int | None,
) -> PathAnswer:
    """Return the paths; see `Casefile.paths`."""
    from sayso.analysis.paths import HUB_LIMIT, PathQuery, find_paths
    from sayso.analysis.ties import Moment

    if choice.actor is not None or choice.filter.type:
        raise UsageError("A path is asked between two actors; name others with through or avoid.")
    limit_of_hubs = HUB_LIMIT if hub_limit is None else hub_limit
    if limit_of_hubs < 0:
        raise UsageError(f"hub_limit must be 0 (no limit) or more, not {limit_of_hubs}.")
    asked = choice.filter
    query = PathQuery(
        start=find_actor(store, start),
        end=find_actor(store, end),
        max_hops=max_hops,
        limit=limit,
        strongest=strongest,
        ties=choose_ties(choice, ASSERTED),
        through=frozenset(find_actor(store, one) for one in through),
        avoid=frozenset(find_actor(store, one) for one in avoid),
        hub_limit=limit_of_hubs or None,
    )
    adjacency = open_ties(store, choice, traits)
    drawer = Drawer(store, adjacency, query.ties, traits)
    found = find_paths(adjacency, query, Moment(traits, asked.as_of, asked.known_on), drawer.nameless)
    shower = _Shower(store, drawer, found, query.start, query.end)
    return PathAnswer(
        start=shower.actor(query.start),
        end=shower.actor(query.end),
        paths=tuple(shower.show(path) for path in found.paths),
        max_hops=max_hops,
        strongest=strongest,
        complete=found.complete,
        hub_limit=limit_of_hubs,
        hubs_avoided=shower.hubs,
        hubs_in_all=len(found.hubs),
        expanded=found.expanded,
        as_of=asked.as_of,
        known_on=asked.known_on,
        undated=found.undated,
        notes=_notes(found, shower.hubs, limit_of_hubs),
    )


class _Shower:
    """Show paths with names and claims, looked up for all of them at once."""

    def __init__(self, store: Store, drawer: Drawer, found: "FoundPaths", start: str, end: str) -> None:
        self._drawer = drawer
        hubs = [hub for hub, _ in found.hubs[:HUBS_SHOWN]]
        shown = [dated for path in found.paths for step in path.steps for dated in step[:TIES_SHOWN]]
        drawer.learn([dated.card for dated in shown], [start, end, *hubs])
        met = [start, end, *hubs, *(actor for path in found.paths for actor in path.actors)]
        ties = {actor: set[str]() for actor in met}
        for dated in shown:
            for one in (dated.card.subject, dated.card.object):
                ties[one].add(dated.card.id)
        self._actors = {one.id: one for one in drawer.draw({actor: len(held) for actor, held in ties.items()})}
        self._words = drawer.sample(shown)
        claims = store.claims_by_id({item.claim for words in self._words.values() for item in words})
        self._views = {view.claim.id: view for view in view_claims(store, [claims[one] for one in sorted(claims)])}
        self.hubs = tuple(self._actors[hub] for hub in hubs)

    def actor(self, actor: str) -> NetworkActor:
        """Return one of the actors met."""
        return self._actors[actor]

    def show(self, path: "FoundPath") -> ActorPath:
        """Return one path."""
        actors = tuple(map(self.actor, path.actors))
        steps = zip(actors, actors[1:], path.steps, strict=False)
        return ActorPath(actors, tuple(self._step(*step) for step in steps), path.weakest, round(path.mean, 4))

    def _step(self, left: NetworkActor, right: NetworkActor, ties: Sequence["Dated"]) -> PathStep:
        """Return one step with its strongest ties."""
        shown = tuple(
            StepTie(self._drawer.tie(dated, self._words.get(dated.card.id, ())), self._claims(dated.card.id))
            for dated in ties[:TIES_SHOWN]
        )
        return PathStep(left, right, ties[0].card.roots, ties[0].card.standing, shown, len(ties))

    def _claims(self, tie: str) -> tuple[ClaimView, ...]:
        """Return the claims of a tie that are shown."""
        return tuple(self._views[item.claim] for item in self._words.get(tie, ()) if item.claim in self._views)


def _notes(found: "FoundPaths", hubs: Sequence[NetworkActor], hub_limit: int) -> tuple[str, ...]:
    """Say what was capped, avoided or passed over."""
    notes = [_CAPPED[one] for one in found.capped]
    if hubs:
        first = ", ".join(f"{hub.name} ({ties:,} ties)" for hub, (_, ties) in zip(hubs[:3], found.hubs, strict=False))
        more = f" and {len(found.hubs) - 3} more" if len(found.hubs) > 3 else ""
        notes.append(f"No path was led through actors with more than {hub_limit:,} ties: {first}{more}.")
    if found.undated:
        notes.append(f"{found.undated:,} ties were passed over: nothing about them is dated.")
    return tuple(notes)
