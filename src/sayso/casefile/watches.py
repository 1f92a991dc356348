"""Hold the casefile against lists: watchlists of others, and lists of known actors of one's own."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.casefile.rulings import Rulings
from sayso.model import Verdict
from sayso.model.decision import Ruling
from sayso.model.errors import NotFound
from sayso.model.watch import KnownReport, WatchEntry, Watchlist, WatchMatch, WatchReport

if TYPE_CHECKING:
    from sayso.casefile.watch_memory import MatchMemory


class Watches(Rulings):
    """Keep watchlists, show who in the casefile is like their entries, and take what people judge of it.

    A match says that names are alike, and no more: it is no proof, and nothing follows from it until a person judges.
    A judgement is a decision like any other; it goes with the actor through merging and reading again, and with the
    entry through every newer version of its list.
    """

    def watch_add(self, *paths: str | Path, name: str | None = None) -> WatchReport:
        """Add a watchlist, or a newer version of one, which takes the place of the older.

        Layouts are told by their content: FollowTheMoney JSON lines (`entities.ftm.json` of OpenSanctions too), the
        table `targets.simple.csv`, the UN's consolidated XML, OFAC's `sdn.csv` with `alt.csv` and `add.csv`, a CSV
        with the columns name and type. A line that is no entry is refused with its reason, the others go in. `name`
        is what the list is called here: by default `un`, `ofac`, or the file's name. Raises NotFound for a missing
        file, UsageError for a bad name, ExchangeError for an unknown layout or broken XML; nothing is added then.
        """
        from sayso.casefile.watching import add_watchlist

        return add_watchlist(self._store, [Path(path) for path in paths], name, self._now())

    def watchlists(self) -> list[Watchlist]:
        """Return the lists by name, each with its version."""
        return self._store.watchlists()

    def watch_remove(self, name: str) -> None:
        """Take a list out; what people judged of its entries stays. Raises NotFound."""
        if not self._store.drop_watchlist(name):
            raise NotFound(f"There is no watchlist {name!r}. `sayso watch list` names them.")

    def watch_entries(
        self,
        list: str | None = None,  # noqa: A002
        *,
        limit: int | None = None,
        after: str | None = None,
    ) -> Iterator[WatchEntry]:
        """Yield the entries of a list, of all by default, by list and id; `after` is LIST/ID. Raises NotFound."""
        from sayso.casefile.watching import entries_of

        yield from islice(entries_of(self._store, list, after), limit)

    def watch_matches(
        self,
        *,
        list: str | None = None,  # noqa: A002
        actor: str | None = None,
        min_score: float = 0.5,
        judged: str | None = None,
    ) -> "tuple[WatchMatch, ...]":
        """Return named actors that are like entries of lists: what the rules would join first, then the most alike.

        Names are compared by the rules that join actors of documents; `verdict` is the most that these would rule.
        What people judged is there whatever its score. `actor` is a name or id, `judged` open, same, different or
        unsure. Empty where no list was added. Raises NotFound for an unknown list or actor, UsageError.
        """
        from sayso.casefile.watching import MatchChoice, list_matches

        return tuple(list_matches(self._store, MatchChoice(list, actor, min_score, judged), self._match_memory))

    @cached_property
    def _match_memory(self) -> "MatchMemory":
        from sayso.casefile.watch_memory import MatchMemory

        return MatchMemory()

    def watch_judge(
        self, actor: str, entry: str, verdict: Verdict | str, *, by: str | None = None, why: str | None = None
    ) -> Ruling:
        """Rule that an actor is the one of an entry (same), is not (different), or that one cannot tell (unsure).

        `entry` is `LIST/ID`, or an id that one list alone has. Nothing else changes: the two are not merged.
        """
        return self._decider(by).judge_match(actor, entry, verdict, why)

    def known_add(
        self, path: str | Path, *, name: str | None = None, by: str | None = None, propose: bool = False
    ) -> KnownReport:
        """Add a list of known actors, and merge under each the actors that are certainly it, in the name of `by`.

        A CSV with the columns name, type, and if wanted aliases (parted by semicolons) and id. Certain is what the
        rules that join actors call the same by one of the names given, unless it fits two known actors or is parted
        from another of them by the rules or by a person; the rest is proposed. Each merge is a decision of its own.
        With `propose` nothing is merged. Raises as `watch_add`.
        """
        from sayso.casefile.knowing import add_known

        return add_known(
            self._store, Path(path), name, None if propose else self._decider(by), self._now(), self._match_memory
        )
