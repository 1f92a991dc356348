"""Add lists of known actors, and merge under each the actors of the casefile that are certainly it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.actors import compare
from sayso.casefile.watch_judging import judgements_by_match
from sayso.casefile.watch_memory import MatchMemory
from sayso.casefile.watching import LEAST, Pair, add_watchlist, find_pairs
from sayso.exchange.watch import KNOWN, open_watchlist
from sayso.model import Actor, ActorType, Verdict
from sayso.model.decision import DecisionKind, DecisionQuery
from sayso.model.errors import UsageError
from sayso.model.watch import KnownActor, KnownAs, KnownReport, WatchEntry
from sayso.store import Store

if TYPE_CHECKING:
    from sayso.casefile.deciding import Decider


def add_known(
    store: Store, path: Path, name: str | None, decider: "Decider | None", added_at: str, memory: MatchMemory
) -> KnownReport:
    """Add a list and merge what is certain; without a decider nothing is merged. See `Watches.known_add`."""
    if path.is_file() and open_watchlist([path], "").form != KNOWN:
        raise UsageError(f"{path.name} is no list of known actors: a CSV with the columns name and type.")
    added = add_watchlist(store, [path], name, added_at)
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for pair in find_pairs(store, {added.list.name: added.list}, None, LEAST, memory):
        pairs[pair.entry.id].append(pair)
    fits: dict[str, set[str]] = defaultdict(set)
    for some in pairs.values():
        for pair in some:
            if _is_certain(pair.actor.actor, pair.entry):
                fits[pair.actor.actor.id].add(pair.entry.id)
    parted = _parted(store)
    found = [_sort_out(some, fits, parted) for _, some in sorted(pairs.items())]
    if decider is not None:
        judged = {key for _, (_, key) in judgements_by_match(store, {added.list.name})}
        found = [_merge(one, decider, added.list.name, linked=one.entry.id in judged) for one in found]
    return KnownReport(added, tuple(found))


def _is_certain(actor: Actor, entry: WatchEntry) -> bool:
    """Tell whether the rules call an actor the same as a bearer of one of the names that the list's maker gave."""
    kind = entry.type or actor.type
    plain = replace(actor, canonical=None)
    names = (entry.name, *entry.aliases)
    return actor.type is not ActorType.AMOUNT and any(
        compare(plain, Actor("known", "", one, kind, named=True)).verdict is Verdict.SAME for one in names
    )


def _parted(store: Store) -> set[frozenset[str]]:
    """Return the pairs of canonical actors that people hold apart."""
    apart = store.rulings(DecisionQuery(kind=DecisionKind.KEEP_APART, effective=True))
    sides = [one.now for one in apart if len(one.now) == 2]
    canonical = store.canonical({raw for pair in sides for raw in pair}) if sides else {}
    return {frozenset(canonical.get(raw, raw) for raw in pair) for pair in sides}


def _sort_out(pairs: Sequence[Pair], fits: dict[str, set[str]], parted: set[frozenset[str]]) -> KnownActor:
    """Tell who is certainly a known actor from who may be it, and say why that is left open."""
    certain: list[Actor] = []
    proposed: list[KnownAs] = []
    for pair in sorted(pairs, key=lambda one: (-one.actor.claims, one.actor.actor.name, one.actor.actor.id)):
        actor = pair.actor.actor
        if pair.entry.id not in fits[actor.id]:
            reason = ", ".join(pair.found.reasons)
        elif len(fits[actor.id]) > 1:
            reason = "it fits several known actors"
        elif any(frozenset((actor.id, one.id)) in parted for one in certain):
            reason = "a person keeps it apart from another that fits"
        elif any(compare(actor, one).verdict is Verdict.DIFFERENT for one in certain):
            reason = "its name contradicts another that fits"
        else:
            certain.append(actor)
            continue
        proposed.append(KnownAs(actor.id, actor.name, reason))
    return KnownActor(pairs[0].entry, tuple(KnownAs(one.id, one.name) for one in certain), tuple(proposed))


def _merge(found: KnownActor, decider: "Decider", listed: str, *, linked: bool) -> KnownActor:
    """Merge those that are certainly one known actor, and tie the first to its entry, each by a decision."""
    if not found.certain:
        return found
    first, *others = (one.actor for one in found.certain)
    why = f"known actor {found.entry.name} ({listed}/{found.entry.id})"
    made = [decider.rule_pair(DecisionKind.MERGE, first, other, why).decision.seq for other in others]
    if not linked:
        made.append(decider.judge_match(first, f"{listed}/{found.entry.id}", Verdict.SAME, why).decision.seq)
    return replace(found, decisions=tuple(made))
