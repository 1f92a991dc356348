"""Tell of many edges at once what their claims say of some days, without reading all claims of any.

On either side of an edge its surest claims lie first, so that a few that answer are found soon; what asks of all claims
of an edge counts inside the database and gives one row.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, and_, bindparam, case, func, or_, select

from sayso.model import Modality, Polarity
from sayso.model.spoken import LAST_DAY, Named, Spoken
from sayso.store.asking import Asker
from sayso.store.attest import SPOKEN, spoken_in
from sayso.store.edge_tables import attestations, roots
from sayso.store.fetching import Listed, Stacked
from sayso.store.told_store import Reach

_A = attestations.c
_SPOKEN = tuple(_A[name] for name in SPOKEN)
_NAMED = (_A.claim, _A.root, _A.time, _A.attested)
_FIRST: BindParameter[int] = bindparam("first", type_=Integer)
_LAST: BindParameter[int] = bindparam("last", type_=Integer)
_MOST: BindParameter[int] = bindparam("most", type_=Integer)
_MEETS = or_(
    and_(_A.sure_from <= _LAST, _A.sure_to >= _FIRST),
    and_(_A.told_from >= _FIRST, _A.told_to <= _LAST),
)
_MAY_MEET = and_(
    _A.modality == Modality.ACTUAL.value,
    _A.told_from <= _LAST,
    _A.told_to >= _FIRST,
    or_(_A.told_to < LAST_DAY, _A.sure_to.is_(None), _A.sure_to >= _FIRST),
)


def _side(denied: bool) -> ColumnElement[bool]:
    return _A.polarity == (Polarity.DENIED if denied else Polarity.ASSERTED).value


def _of(
    edge: ColumnElement[str], denied: bool, *conditions: ColumnElement[bool], columns: Sequence[Any] = _SPOKEN
) -> Select[Any]:
    """Ask for claims of one side that say what is asked, the surest first."""
    asked = select(_A.edge, *columns).where(_A.edge == edge, _side(denied), *conditions)
    return asked.order_by(_A.doubt, _A.claim).limit(_MOST)


def _meeting(denied: bool) -> Stacked:
    return Stacked(lambda edge, _: _of(edge, denied, _A.speaks, _MEETS))


def _surest(denied: bool) -> Stacked:
    return Stacked(lambda edge, _: _of(edge, denied, columns=_NAMED))


def _ending(*order: ColumnElement[Any]) -> Stacked:
    """Ask for the claim whose spell ends on a day, the first in an order."""
    return Stacked(
        lambda edge, day: (
            select(_A.edge, *_SPOKEN)
            .where(_A.edge == edge, _side(False), _A.speaks, _A.spell_to == day)
            .order_by(*order)
            .limit(1)
        )
    )


_WHOLE = Listed(
    lambda: select(_A.edge, *_SPOKEN).order_by(_A.edge, _A.polarity, _A.doubt, _A.claim),
    _A.edge,
)
_MAYBE = Stacked(lambda edge, _: _of(edge, False, _MAY_MEET))
_REACH = Listed(
    lambda: (
        select(
            _A.edge,
            func.max(case((and_(_A.speaks, _A.spell_to < _FIRST), _A.spell_to))),
            func.min(case((and_(_A.speaks, _A.spell_from > _LAST), _A.spell_from))),
            func.min(case((and_(_A.speaks, _A.sure_from > _LAST), _A.sure_from))),
            func.max(case((and_(_A.speaks, _A.spell_from <= _LAST, _A.spell_to >= _FIRST), 1), else_=0)),
            func.max(case((_MAY_MEET, 1), else_=0)),
        )
        .where(_side(False))
        .group_by(_A.edge)
    ),
    _A.edge,
)
_MEETING = {denied: _meeting(denied) for denied in (False, True)}
_SUREST = {denied: _surest(denied) for denied in (False, True)}
_ENDING = {True: _ending(_A.spell_from, _A.claim), False: _ending(_A.claim)}
_STOP = Stacked(
    lambda edge, day: (
        select(_A.edge, func.min(_A.told_from))
        .where(_A.edge == edge, _side(True), _A.speaks, _A.told_from > day)
        .group_by(_A.edge)
    )
)
_NAMES = Listed(lambda: select(roots.c.key, roots.c.name), roots.c.key)


class ToldShelf(Asker):
    """Tell what claims say of some days; unknown edges are left out of every answer."""

    def spoken(self, edge_ids: Collection[str]) -> dict[str, list[Spoken]]:
        """Return all claims of edges, on either side the surest first."""
        return self._grouped(_WHOLE, edge_ids)

    def surest(self, edge_ids: Collection[str], most: int, *, denied: bool = False) -> dict[str, list[Named]]:
        """Return at most `most` claims of one side of each edge, the surest first."""
        held: dict[str, list[Named]] = {}
        with self._forks.reading() as c:
            keys = [(edge, None) for edge in sorted(set(edge_ids))]
            for edge, claim, root, time, attested in _SUREST[denied].fetch(self._forks, c, keys, most=most):
                held.setdefault(edge, []).append(Named(claim, denied, root, time, attested))
        return held

    def meeting(
        self, edge_ids: Collection[str], first: int, last: int, most: int, *, denied: bool = False
    ) -> dict[str, list[Spoken]]:
        """Return at most `most` claims of one side that certainly speak of the days asked, the surest first."""
        return self._stacked(_MEETING[denied], edge_ids, first=first, last=last, most=most)

    def maybe_meeting(self, edge_ids: Collection[str], first: int, last: int, most: int) -> dict[str, list[Spoken]]:
        """Return at most `most` claims that assert and may speak of the days asked, the surest first."""
        return self._stacked(_MAYBE, edge_ids, first=first, last=last, most=most)

    def reaches(self, edge_ids: Collection[str], first: int, last: int) -> dict[str, Reach]:
        """Tell how near claims come to the days asked that do not certainly speak of them."""
        with self._forks.reading() as c:
            rows = list(_REACH.fetch(self._forks, c, edge_ids, first=first, last=last))
        return {row[0]: Reach(row[1], row[2], row[3], bool(row[4]), bool(row[5])) for row in rows}

    def ending(self, days: Mapping[str, int], *, by_start: bool) -> dict[str, Spoken]:
        """Return the claim whose spell ends on the day given for its edge: the first to begin, or the first by id."""
        with self._forks.reading() as c:
            rows = list(_ENDING[by_start].fetch(self._forks, c, list(days.items())))
        return {row[0]: spoken_in(row) for row in rows}

    def next_denial(self, days: Mapping[str, int]) -> dict[str, int]:
        """Return the first day of the next denial after the day given for its edge."""
        with self._forks.reading() as c:
            return dict(_STOP.fetch(self._forks, c, list(days.items())))

    def root_names(self, keys: Collection[str]) -> dict[str, str]:
        """Return the names of roots."""
        with self._forks.reading() as c:
            return dict(_NAMES.fetch(self._forks, c, keys))

    def _grouped(self, asked: Listed, keys: Collection[str]) -> dict[str, list[Spoken]]:
        held: dict[str, list[Spoken]] = {}
        with self._forks.reading() as c:
            for row in asked.fetch(self._forks, c, keys):
                held.setdefault(row[0], []).append(spoken_in(row))
        return held

    def _stacked(self, asked: Stacked, edge_ids: Collection[str], **values: int) -> dict[str, list[Spoken]]:
        held: dict[str, list[Spoken]] = {}
        with self._forks.reading() as c:
            for row in asked.fetch(self._forks, c, [(edge, None) for edge in sorted(set(edge_ids))], **values):
                held.setdefault(row[0], []).append(spoken_in(row))
        return held
