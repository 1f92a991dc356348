"""Hold what people judged of actors and entries of watchlists: each judgement is a decision of the chain.

A judgement names a raw actor, and so follows it to the canonical actor that it is under; the entry is named by list
and id, and so outlives every newer version of its list. The entry as it was is kept in the decision.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sayso.model import Actor, ActorType, Verdict
from sayso.model.decision import Decision, DecisionKind, DecisionQuery, Ruling
from sayso.model.errors import NotFound, UsageError
from sayso.model.watch import WatchEntry, WatchJudgement
from sayso.store import Store, read_entry
from sayso.store.fold import fold

KNOWN = "known"
"""The form of a list of known actors."""
FIELD, ENTRY = "match", "entry"
"""The changes of a judgement: the verdict, and the version of the list with the entry as it was."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold the judgements in force on one match, in order; the latest stands."""

    entry: WatchEntry
    judgements: tuple[WatchJudgement, ...]

    @property
    def stands(self) -> Verdict:
        """Return what the latest judgement says."""
        return self.judgements[-1].verdict

    @property
    def disputed(self) -> bool:
        """Tell whether people differ, each by what they judged last."""
        return len(set({one.by: one.verdict for one in self.judgements}.values())) > 1


def judgements_by_match(
    store: Store, lists: Collection[str] | None = None, actor: str | None = None
) -> dict[tuple[str, tuple[str, str]], Judged]:
    """Return the judgements in force by canonical actor and entry; of some lists or one actor alone where given."""
    rulings = store.rulings(DecisionQuery(kind=DecisionKind.MATCH, effective=True))
    attached = [one for one in rulings if one.now and (lists is None or entry_key(one.now[1])[0] in lists)]
    canonical = store.canonical({one.now[0] for one in attached}) if attached else {}
    found: dict[tuple[str, tuple[str, str]], list[Ruling]] = {}
    for one in attached:
        whom = canonical.get(one.now[0], one.now[0])
        if actor is None or whom == actor:
            found.setdefault((whom, entry_key(one.now[1])), []).append(one)
    return {key: _gather(some) for key, some in found.items()}


def _gather(rulings: Sequence[Ruling]) -> Judged:
    made = [one.decision for one in rulings]
    judgements = tuple(
        WatchJudgement(one.seq, Verdict(_after(one, FIELD)), one.by, one.made_at, one.why) for one in made
    )
    return Judged(judged_entry(made[-1]), judgements)


def judged_entry(decision: Decision) -> WatchEntry:
    """Return the entry as it was judged."""
    return read_entry(entry_key(decision.targets[1].id)[0], _after(decision, ENTRY))


def _after(decision: Decision, field: str) -> str:
    return next(one.after or "" for one in decision.change if one.field == field)


def entry_key(written: str) -> tuple[str, str]:
    """Return list and id of an entry written `list/id`."""
    listed, _, key = written.partition("/")
    return listed, key


def find_entry(store: Store, written: str) -> WatchEntry:
    """Return the entry that `list/id` names, or an id alone where one list has it; raises NotFound and UsageError."""
    listed, key = entry_key(written)
    lists = [one.name for one in store.watchlists()]
    wanted = [(listed, key)] if key and listed in lists else [(name, written) for name in lists]
    found = store.watch_entries(wanted)
    if not found:
        raise NotFound(f"No watchlist has an entry {written!r}. `sayso watch match` lists entries as LIST/ID.")
    if len(found) > 1:
        raise UsageError(f"{written!r} is in several lists: {', '.join(f'{a}/{b}' for a, b in found)}. Name the list.")
    return next(iter(found.values()))


def read_verdict(written: str) -> Verdict:
    """Return a verdict; raises UsageError for a word that is none."""
    try:
        return Verdict(written.strip().casefold())
    except ValueError as error:
        raise UsageError(f"{written!r} is no judgement. Give one of: {', '.join(Verdict)}.") from error


def known_bearers(store: Store, name: str) -> list[str]:
    """Return the canonical actors that people judged to be a known actor of this name or alias, none else."""
    lists = [one.name for one in store.watchlists() if one.form == KNOWN]
    if not lists:
        return []
    asked = Actor("asked", "", name, ActorType.THING, named=True)
    near = store.entries_like([asked], lists)["asked"]
    wanted = fold(name)
    keys = {(one.list, one.id) for one in near if wanted in map(fold, (one.name, *one.aliases))}
    judged = judgements_by_match(store, lists) if keys else {}
    return sorted({actor for (actor, key), one in judged.items() if key in keys and one.stands is Verdict.SAME})
