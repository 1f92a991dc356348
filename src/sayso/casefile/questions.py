"""Ask a casefile: roots, paths, networks, flows, timelines, contests, changes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from sayso.casefile.base import TIES, floor_of
from sayso.casefile.lookups import Lookups

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from sayso.casefile.filtering import Asked
    from sayso.model.change import Changes
    from sayso.model.contest import ContestView
    from sayso.model.filter import Filter
    from sayso.model.flow import Flows, Sums
    from sayso.model.lineage import CircleView, LineageView
    from sayso.model.network import Network, NetworkMeasures, PathAnswer
    from sayso.model.prose import DossierProse
    from sayso.model.timeline import Timeline


class Questions(Lookups):
    """Answer what an analyst asks; each answer is worked out in a file of its own."""

    def flows(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        kind: str | Sequence[str] = (),
        currency: str | None = None,
        period: str = "year",
        limit: int | None = None,
        **asked: "Unpack[Asked]",
    ) -> "Flows":
        """Return who is said to pay, arm, shelter or train whom, with every sum, its parts, and who says so.

        Takes every field of `Filter`, one by one or whole. `kind` names kinds of flow (`money`, `arms`, `shelter`,
        `training`, …), `currency` is an ISO 4217 code, `period` the length of the periods that sums are put into
        (`day`, `month`, `year`, `decade`, `century`, `all`). Flows with sums come first, then those on most
        independent roots; `limit` cuts the list, not the totals. One sum told by many counts once, a part never
        counts beside its whole, and what is denied, hedged, intended or only requested is never added to what was
        paid; each total says what it leaves out and why. Circles of money are netted. Nothing found gives empty
        lists. Raises NotFound, UsageError.
        """
        from sayso.casefile.flows import answer_flows

        kinds = [kind] if isinstance(kind, str) else list(kind)
        choice = self._choose(filter, **asked)
        return answer_flows(
            self._store, choice, self._traits, kind=kinds, currency=currency, period=period, limit=limit
        )

    def sums(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        currency: str | None = None,
        period: str = "year",
        limit: int | None = None,
        **asked: "Unpack[Asked]",
    ) -> "Sums":
        """Return every sum of money that a claim names, flow or not, with status, parts and who says so.

        Wholes stand before their parts, in order of giver, receiver and time. Arguments as in `flows()`.
        """
        from sayso.casefile.flows import answer_sums

        choice = self._choose(filter, **asked)
        return answer_sums(self._store, choice, self._traits, currency=currency, period=period, limit=limit)

    def timeline(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        by: str = "family",
        limit: int | None = 500,
        **asked: "Unpack[Asked]",
    ) -> "Timeline":
        """Return what is said to have happened or held, in order of time and in lanes, with who says so.

        Takes every field of `Filter`, one by one or whole. `by` makes the lanes: `family`, `kind` (states, events),
        `event` (the type), `other` (the other actor; needs `actor`), `source`, or `none`. Claims of one event whose
        times agree are one item; what disagrees is linked. What no text dates stands apart and gets no date. At most
        `limit` items and as many undated ones, those on most roots first; totals count all. Nothing found gives no
        lanes. Raises NotFound, UsageError.
        """
        from sayso.casefile.timelines import answer_timeline

        choice = self._choose(filter, **asked)
        return answer_timeline(self._store, choice, self._traits, by=by, limit=limit)

    def paths(
        self,
        start: str,
        end: str,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        max_hops: int = 4,
        limit: int = 5,
        strongest: bool = False,
        through: Sequence[str] = (),
        avoid: Sequence[str] = (),
        hub_limit: int | None = None,
        **asked: "Unpack[Asked]",
    ) -> "PathAnswer":
        """Return how two actors are connected: paths over ties either way round, each step with its claims.

        `start`, `end`, `through` and `avoid` are names or ids. Short paths come first, of as many steps the strong
        ones; with `strongest` the other way round: by the independent roots of the weakest step, then by the mean.
        A step needs a tie that somebody asserts as certain, contested or not, unless `standing` names what will do.
        Actors with more ties than `hub_limit` (200 by default, 0 for no limit) are not led through unless `through`
        names them. `max_hops` is at most 6. Takes the fields of `Filter` but `actor` and `type`; with `as_of` every
        step holds, may hold or was last attested before, and says which; with `known_on` only claims count that had
        been published. The answer says whether it is complete, and what it left out. Unconnected actors give no
        paths. Raises NotFound, UsageError.
        """
        from sayso.casefile.paths import answer_paths

        return answer_paths(
            self._store,
            start,
            end,
            self._choose(filter, **asked),
            self._traits,
            max_hops=max_hops,
            limit=limit,
            strongest=strongest,
            through=[through] if isinstance(through, str) else through,
            avoid=[avoid] if isinstance(avoid, str) else avoid,
            hub_limit=hub_limit,
        )

    def network(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        hops: int = 2,
        limit: int = 200,
        layout: bool = False,
        **asked: "Unpack[Asked]",
    ) -> "Network":
        """Return actors and the strongest ties between them; with `actor`, those up to `hops` (1 to 3) round it.

        A tie is all claims of one pair and predicate; denied, hedged and intended ones are there too, marked by their
        standing. At most `limit` ties; totals say how many there are. Takes every field of `Filter`, one by one or
        whole: `as_of` keeps ties that hold then, may hold or were last attested before, each with its answer;
        filters on claims (`source`, `doc`, `since`, …) make ties of the claims that answer alone. `layout` gives each
        actor a place in the unit square, the same for the same ties. Nothing found gives no ties. Raises NotFound,
        UsageError.
        """
        from sayso.casefile.networks import answer_network

        choice = self._choose(filter, **asked)
        return answer_network(self._store, choice, self._traits, hops=hops, limit=limit, layout=layout)

    def contests(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        kind: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        **asked: "Unpack[Asked]",
    ) -> "list[ContestView]":
        """Return where claims disagree, with both sides' words and roots: most roots on the weaker side first.

        `kind` is `denial`, `opposite sign`, `two holders` or `different sums`. Of Filter's fields, `actor`,
        `predicate`, `family`, `type`, `sign`, `standing`, `source`, `root`, `as_of` and `denied` (True: denials alone)
        choose contests of which one side answers, for `as_of` both; all others choose the claims of which contests
        are made: with `known_on`, the contests as they stood on that date. Two holders of whom one is not named are
        left out: they may be one. `after` is the id of the contest after which to go on. Nothing found gives an empty
        list. Raises NotFound, UsageError.
        """
        from sayso.casefile.contests import list_contests

        choice = self._choose(filter, **asked)
        return list_contests(self._store, choice, self._traits, kind=kind, limit=limit, after=after)

    def measures(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        hops: int = 2,
        limit: int = 1000,
        **asked: "Unpack[Asked]",
    ) -> "NetworkMeasures":
        """Return the measures of the network that `network()` has for these filters: who lies between, who brokers.

        Degree, betweenness, constraint and effective size of each actor, communities, and the balance of friendly and
        hostile ties, each with its definition; the same on any machine. Taken on the `limit` strongest ties that
        somebody asserts as certain, unless `standing` names others, as they stand on `as_of` and `known_on`. No ties
        give no figures. Raises NotFound, UsageError.
        """
        from sayso.casefile.measures import answer_measures

        choice = self._choose(filter, **asked)
        return answer_measures(self._store, choice, self._traits, hops=hops, limit=limit)

    def dossier_prose(
        self,
        name_or_id: str,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        ties: int | None = TIES,
        **asked: "Unpack[Asked]",
    ) -> "DossierProse":
        """Return an actor's dossier as it is read: sentences, tables, a picture, and notes with the exact words.

        Each sentence that tells of a claim names who says so and has its notes' numbers; hedges, denials and plans
        are words of it. What commenters say stands apart. Arguments as in `actor()`. Raises NotFound, UsageError.
        """
        from sayso.casefile.dossier import gather_dossier
        from sayso.casefile.prose import compose_prose

        choice = self._choose_about(name_or_id, filter, asked)
        dossier = gather_dossier(self._store, choice, name_or_id, self._traits, ties)
        return compose_prose(self._store, dossier, self._traits)

    def write_dossier(
        self,
        name_or_id: str,
        target: "str | Path | IO[bytes]",
        format: str = "html",  # noqa: A002
        filter: "Filter | None" = None,  # noqa: A002
        *,
        ties: int | None = TIES,
        **asked: "Unpack[Asked]",
    ) -> "DossierProse":
        """Write an actor's dossier to a path or a stream of bytes, and return what was written.

        `format` is `html` (one page, complete in itself), `docx`, `md` or `text`; all else is as in `dossier_prose()`.
        Raises NotFound, UsageError for an unknown format, before anything is written.
        """
        from sayso.casefile.prose import check_format, write_prose

        check_format(format)
        prose = self.dossier_prose(name_or_id, filter, ties=ties, **asked)
        write_prose(prose, target, format)
        return prose

    def changes(
        self,
        before: str | Sequence[str],
        after: str | Sequence[str],
        filter: "Filter | None" = None,  # noqa: A002
        *,
        by: str = "held",
        kind: str | Sequence[str] = (),
        limit: int | None = None,
        start_after: str | None = None,
        **asked: "Unpack[Asked]",
    ) -> "Changes":
        """Return what changed: edges new, gone quiet, ended, reversed, strengthened, weakened, newly denied, refined.

        `by` says what `before` and `after` are: `held`, two dates on which things held; `known`, two dates by which
        they had been published; `doc`, names or ids of documents, one or several on each side; `source`, of sources.
        Takes every field of `Filter`, which choose the claims that are compared. `kind` keeps some kinds of change;
        `totals` count all. `start_after` is the id of the change after which to go on. Claims that no date can place
        are listed in `undated`. Raises NotFound, UsageError.
        """
        from sayso.casefile.changes import list_changes

        return list_changes(
            self._store,
            self._choose(filter, **asked),
            self._traits,
            before=[before] if isinstance(before, str) else list(before),
            after=[after] if isinstance(after, str) else list(after),
            by=by,
            kind=[kind] if isinstance(kind, str) else list(kind),
            limit=limit,
            start_after=start_after,
        )

    def roots(
        self,
        subject: str,
        object: str,  # noqa: A002
        *,
        predicate: str | Sequence[str] | None = None,
        min_confidence: float | None = None,
    ) -> "list[LineageView]":
        """Return whom each edge from one actor to another rests on: documents, whom they credit, roots, claims.

        `subject` and `object` are names or ids; an edge that has no direction is found either way round. Those on most
        independent roots come first. Nothing found gives an empty list. Raises NotFound, UsageError.
        """
        from sayso.casefile.find import find_actor
        from sayso.casefile.lineage import list_lineages

        ends = find_actor(self._store, subject), find_actor(self._store, object)
        named = self._find_predicates(predicate)
        return list_lineages(self._store, self._traits, *ends, named, floor_of(min_confidence))

    def circles(
        self,
        filter: "Filter | None" = None,  # noqa: A002
        *,
        limit: int | None = None,
        **asked: "Unpack[Asked]",
    ) -> "list[CircleView]":
        """Return where sources credit each other in a ring for one thing, in order of edge and names.

        Takes every field of `Filter`. Read are at most 20,000 claims of 50,000 ties, the strongest first; `left_out` of
        the list says where there were more. Nothing found gives an empty list. Raises NotFound, UsageError.
        """
        from sayso.casefile.lineage import list_circles

        return list_circles(self._store, self._choose(filter, **asked), self._traits, limit)
