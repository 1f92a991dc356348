"""Describe watchlists: what a list says of whom, how an actor of the casefile is like an entry, what people judged."""

from dataclasses import dataclass

from sayso.model.actor import ActorType, Verdict


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """Hold one entry of a list, in the list's own words.

    `id` is the list's own. `type` is None where the list leaves open what it is. `weak` are names that the list itself
    calls weak. `births` are EDTF dates of birth or founding, `countries` codes of ISO 3166 in small letters, or words
    where no code fits. `topics` are programmes and reasons for listing.
    """

    list: str
    id: str
    name: str
    type: ActorType | None = None
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    remarks: str | None = None


@dataclass(frozen=True, slots=True)
class Watchlist:
    """Describe a list as it was last added.

    `form` is the layout that it came in, `version` the list's own date, None where it gives none; `digest` is the
    SHA-256 of its files, `added_at` when it was added, in UTC.
    """

    name: str
    form: str
    version: str | None
    digest: str
    added_at: str
    entries: int


@dataclass(frozen=True, slots=True)
class WatchReport:
    """Say what adding a list did: entries new, changed, gone since the version before, lines refused with reasons.

    `passed` are pairs of a kind of record that is no entry and how many there were; `refused` holds the first of
    `refusals` as pairs of a place and a reason.
    """

    list: Watchlist
    new: int
    changed: int
    gone: int
    refusals: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    passed: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WatchJudgement:
    """Hold what a person judged of an actor and an entry; `seq` is the number of the decision."""

    seq: int
    verdict: Verdict
    by: str
    made_at: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class WatchMatch:
    """Show an actor of the casefile beside an entry that it is like: a lead, and no proof that they are one.

    `score` is how like the names are, 0 to 1; `verdict` what the rules that join actors say of the two at most;
    `reasons` speak for it, `against` against it. `judged` is what people ruled, the latest in force, None where nobody
    did; `disputed` tells that people differ. `listed` is False where the list as it is now has no such entry, and
    `altered` tells that the entry has changed since it was judged. `aliases` are the actor's other names
    here, `documents` how many name it.
    """

    actor: str
    name: str
    type: ActorType
    claims: int
    entry: WatchEntry
    version: str | None
    score: float
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    judged: Verdict | None = None
    disputed: bool = False
    judgements: tuple[WatchJudgement, ...] = ()
    listed: bool = True
    altered: bool = False
    aliases: tuple[str, ...] = ()
    documents: int = 0


@dataclass(frozen=True, slots=True)
class KnownAs:
    """Name an actor of the casefile that is, or may be, a known one; `reason` says why it is left open."""

    actor: str
    name: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """Say what became of one known actor: who is certainly it, who may be, and the numbers of the decisions made."""

    entry: WatchEntry
    certain: tuple[KnownAs, ...] = ()
    proposed: tuple[KnownAs, ...] = ()
    decisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownReport:
    """Say what adding a list of known actors did; `found` has those alone of whom something was found."""

    added: WatchReport
    found: tuple[KnownActor, ...] = ()
