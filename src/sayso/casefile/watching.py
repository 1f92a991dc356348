"""Add watchlists, and show which actors of the casefile are like their entries: leads for a person, never proofs."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from sayso.actors.comparison import Comparison
from sayso.actors.watching import compare_entry
from sayso.casefile.find import find_actor
from sayso.casefile.watch_judging import Judged, entry_key, judgements_by_match
from sayso.casefile.watch_memory import MatchMemory
from sayso.casefile.watch_signs import read_signs
from sayso.exchange.watch import open_watchlist
from sayso.model import CanonicalActor, Verdict
from sayso.model.errors import ExchangeError, NotFound, UsageError
from sayso.model.watch import WatchEntry, Watchlist, WatchMatch, WatchReport
from sayso.store import ActorQuery, Store

AT_ONCE = 200
LEAST = 0.5
"""The least score that is shown unless another is asked for: a name that agrees in full, of another type of actor."""
STANDS = ("open", *Verdict)
"""By what matches may be chosen: those that nobody judged, and by what people judged."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_NO_NAME = re.compile(r"[^a-z0-9._-]+")
_USUAL = {"un": "un", "ofac": "ofac"}


class Pair(NamedTuple):
    """Hold an actor beside an entry, and how like they are."""

    actor: CanonicalActor
    entry: WatchEntry
    found: Comparison


@dataclass(frozen=True, slots=True)
class MatchChoice:
    """Say which matches are wanted: of which list, which actor, from which score on, judged how; None for all."""

    listed: str | None = None
    actor: str | None = None
    min_score: float = LEAST
    judged: str | None = None


def add_watchlist(store: Store, paths: Sequence[Path], name: str | None, added_at: str) -> WatchReport:
    """Add a list, or a newer version of it; see `Watches.watch_add`."""
    for path in paths:
        if not path.is_file():
            raise NotFound(f"There is no file {path}. Name one.")
    held = open_watchlist(paths, "")
    held.listed = _check_name(name) if name else _name_of(held.form, paths[0])

    def describe(entries: int) -> Watchlist:
        if not entries:
            why = f" ({held.refusals:,} refused, first {': '.join(held.refused[0])})" if held.refused else ""
            raise ExchangeError(f"{paths[0].name} has no entry that can be taken{why}. Nothing was changed.")
        return Watchlist(held.listed, held.form, held.version, held.digest, added_at, entries)

    change = store.put_watchlist(held.listed, held.entries(), describe)
    (put,) = (one for one in store.watchlists() if one.name == held.listed)
    return WatchReport(
        put, *change, held.refusals, tuple(held.refused), tuple(sorted(held.passed.items(), key=lambda one: one[0]))
    )


def find_watchlist(store: Store, name: str) -> Watchlist:
    """Return a list by name; raises NotFound, naming those that there are."""
    lists = {one.name: one for one in store.watchlists()}
    if name not in lists:
        there = f"Known are: {', '.join(lists)}." if lists else "Add one with `sayso watch add`."
        raise NotFound(f"There is no watchlist {name!r}. {there}")
    return lists[name]


def list_matches(store: Store, choice: MatchChoice, memory: MatchMemory) -> list[WatchMatch]:
    """Return the matches that are wanted; see `Watches.watch_matches`. `memory` spares what was compared before."""
    if choice.judged is not None and choice.judged not in STANDS:
        raise UsageError(f"{choice.judged!r} is no judgement. Give one of: {', '.join(STANDS)}.")
    if not 0 <= choice.min_score <= 1:
        raise UsageError(f"min_score must be from 0 to 1, not {choice.min_score:g}.")
    lists = {one.name: one for one in store.watchlists()}
    if choice.listed is not None:
        find_watchlist(store, choice.listed)
        lists = {choice.listed: lists[choice.listed]}
    wanted = None if choice.actor is None else find_actor(store, choice.actor)
    with store.snapshot():
        judged = judgements_by_match(store, lists if choice.listed else None, wanted)
        pairs = {
            (one.actor.actor.id, _key(one.entry)): one
            for one in find_pairs(store, lists, wanted, choice.min_score, memory)
        }
        pairs |= _judged_pairs(store, judged, pairs.keys())
        kept = [one for key, one in pairs.items() if _stands(judged.get(key), choice.judged)]
        kept.sort(key=_order)
        signs = read_signs(store, [(one.actor.actor, one.entry) for one in kept])
        there = store.watch_entries({_key(one.entry) for one in kept})
    return [
        _show(one, judged.get((one.actor.actor.id, _key(one.entry))), lists, there, signs[at])
        for at, one in enumerate(kept)
    ]


def find_pairs(
    store: Store, lists: Mapping[str, Watchlist], wanted: str | None, least: float, memory: MatchMemory
) -> Iterator[Pair]:
    """Yield named actors with the entries that the rules do not hold for others, of at least this score."""
    for some in _actors(store, wanted):
        for one, likes in zip(some, memory.like(store, [one.actor for one in some], lists), strict=True):
            yield from (Pair(one, like.entry, like.found) for like in likes if like.found.score >= least)


def _actors(store: Store, wanted: str | None) -> Iterator[list[CanonicalActor]]:
    if wanted is not None:
        yield list(store.union_actors([wanted]).values())
        return
    after = None
    while page := store.list_unions(ActorQuery(named=True, after=after), AT_ONCE):
        yield page
        after = page[-1].actor.id


def _judged_pairs(
    store: Store, judged: "dict[tuple[str, tuple[str, str]], Judged]", there: Collection[tuple[str, tuple[str, str]]]
) -> "dict[tuple[str, tuple[str, str]], Pair]":
    """Return what people judged and no likeness brings up now: by the entry as it is, else as it was judged."""
    missing = {key: one for key, one in judged.items() if key not in there}
    actors = store.union_actors({canonical for canonical, _ in missing})
    entries = store.watch_entries({key for _, key in missing})
    found = {}
    for (canonical, key), one in missing.items():
        if canonical in actors:
            entry = entries.get(key, one.entry)
            found[canonical, key] = Pair(actors[canonical], entry, compare_entry(actors[canonical].actor, entry))
    return found


def _show(
    pair: Pair,
    judged: "Judged | None",
    lists: "dict[str, Watchlist]",
    there: Collection[tuple[str, str]],
    signs: tuple[tuple[str, ...], tuple[str, ...]],
) -> WatchMatch:
    one, entry = pair.actor, pair.entry
    listed = lists.get(entry.list)
    plain = WatchMatch(
        actor=one.actor.id,
        name=one.actor.name,
        type=one.actor.type,
        aliases=one.actor.aliases,
        documents=one.documents,
        claims=one.claims,
        entry=entry,
        version=None if listed is None else listed.version,
        score=round(pair.found.score, 3),
        verdict=pair.found.verdict,
        reasons=(*pair.found.reasons, *signs[0]),
        against=signs[1],
        listed=_key(entry) in there,
    )
    if judged is None:
        return plain
    return replace(
        plain,
        judged=judged.stands,
        disputed=judged.disputed,
        judgements=judged.judgements,
        altered=plain.listed and entry != judged.entry,
    )


def _stands(judged: "Judged | None", wanted: str | None) -> bool:
    if wanted is None:
        return True
    return judged is None if wanted == "open" else judged is not None and judged.stands == wanted


def _order(pair: Pair) -> tuple[object, ...]:
    """Put what the rules would join first, then the most alike, then who has most claims."""
    one, found = pair.actor, pair.found
    return (
        found.verdict is not Verdict.SAME,
        -found.score,
        -one.claims,
        one.actor.name,
        one.actor.id,
        _key(pair.entry),
    )


def _key(entry: WatchEntry) -> tuple[str, str]:
    return entry.list, entry.id


def _check_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot name a list. Take small letters, digits, dots and hyphens.")
    return name


def _name_of(form: str, path: Path) -> str:
    """Return the name of a list where none was given: that of its authority, or of its file."""
    slug = _NO_NAME.sub("-", path.name.split(".")[0].casefold()).strip("-._")[:64]
    return _USUAL.get(form) or (slug if _NAME.fullmatch(slug) else "list")


def entries_of(store: Store, name: str | None, after: str | None) -> Iterator[WatchEntry]:
    """Yield the entries of a list, or of all, by list and id, those after one; raises NotFound for an unknown list."""
    lists = [one.name for one in store.watchlists()] if name is None else [find_watchlist(store, name).name]
    from_list, last = entry_key(after or "")
    for listed in lists:
        if listed < from_list:
            continue
        at = last if listed == from_list else None
        while some := store.entries_in(listed, at, AT_ONCE):
            yield from some
            at = some[-1].id
