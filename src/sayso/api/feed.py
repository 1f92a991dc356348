"""Tell listeners what others do to a casefile, by whatever process: its revision is looked at twice a second.

A look costs one row. It is made once for all listeners of a process, and not at all where nobody listens. What a
listener has not taken is kept in a queue of bounded length; one that falls behind is told to load anew.
"""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from logging import getLogger

from starlette.concurrency import run_in_threadpool

from sayso.api.pool import CasePool
from sayso.api.wire import encode
from sayso.casefile import Casefile
from sayso.model.decision import DecisionKind, Ruling
from sayso.model.errors import SaysoError

POLL_S = 0.5
BEAT_S = 15.0
"""How often a line without meaning is sent, so that no proxy takes a quiet connection for a dead one."""

MOST_WAITING = 100
MOST_LISTENERS = 500
MOST_MISSED = 200
"""How many rulings one may have missed and still be told each of them."""

_ABOUT_CLAIMS = frozenset(
    {DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.CORRECT, DecisionKind.UNSURE, DecisionKind.NOTE}
)
log = getLogger("sayso.api")


@dataclass(frozen=True, slots=True)
class Heard:
    """Say that somebody ruled; `claims` are the ids of the claims that the ruling is attached to, if it is on any."""

    seq: int
    kind: DecisionKind
    by: str
    made_at: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Say that the casefile changed, and what it holds now."""

    revision: str
    documents: int
    claims: int


@dataclass(frozen=True, slots=True)
class _Look:
    """Hold what one look at the casefile showed: where it stands, and the rulings since the look before."""

    state: Changed
    seq: int
    rulings: tuple[Heard, ...] = ()
    missed: bool = False


type _Told = tuple[int, bytes]


class Feed:
    """Tell listeners of one casefile; used on the event loop alone."""

    def __init__(self, pool: CasePool) -> None:
        self._pool = pool
        self._listeners: set[asyncio.Queue[_Told | None]] = set()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether there are as many listeners as one process takes."""
        return len(self._listeners) >= MOST_LISTENERS

    async def listen(self, since: int | None, for_s: float) -> AsyncGenerator[bytes]:
        """Yield events as they are sent, for some seconds: what was missed after a number, then what comes.

        Without `since` nothing of the past is told but how the casefile stands.
        """
        queue: asyncio.Queue[_Told | None] = asyncio.Queue(MOST_WAITING)
        self._listeners.add(queue)
        try:
            until = asyncio.get_running_loop().time() + for_s
            look = await run_in_threadpool(self._look, since)
            seq = look.seq
            yield b"retry: 1000\n\n" + b"".join(piece for _, piece in _events(look))
            self._watch(replace(look, rulings=()))
            while (left := until - asyncio.get_running_loop().time()) > 0:
                try:
                    told = await asyncio.wait_for(queue.get(), min(left, BEAT_S))
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if told is None:
                    yield b"event: lost\ndata: {}\n\n"
                    return
                if told[0] > seq or b"event: ruling" not in told[1]:
                    seq = max(seq, told[0])
                    yield told[1]
        finally:
            self._listeners.discard(queue)

    def _watch(self, look: _Look) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._poll(look))

    async def _poll(self, look: _Look) -> None:
        """Look for as long as somebody listens, and tell all of them what is new."""
        while self._listeners:
            await asyncio.sleep(POLL_S)
            try:
                fresh = await run_in_threadpool(self._look, look.seq, look.state.revision)
            except SaysoError as error:
                log.warning("events: %s", type(error).__name__)
                continue
            if fresh.state.revision != look.state.revision:
                look = fresh
                for queue in self._listeners:
                    _tell(queue, _events(fresh))

    def _look(self, since: int | None, known: str | None = None) -> _Look:
        """Look at the casefile; where its revision is the one that is known, at nothing else."""
        with self._pool.lend() as case:
            revision = case.revision
            if revision == known:
                return _Look(Changed(revision, 0, 0), since or 0)
            return _look_closer(case, revision, since)


def _look_closer(case: Casefile, revision: str, since: int | None) -> _Look:
    last = case.latest_rulings()
    end = last[0].decision.seq if last else 0
    state = Changed(revision, *case.held)
    if since is None or end <= since:
        return _Look(state, end)
    found = case.latest_rulings(since, MOST_MISSED + 1)
    heard = tuple(_hear(one) for one in found[-MOST_MISSED:])
    return _Look(state, end, heard, len(found) > MOST_MISSED)


def _hear(ruling: Ruling) -> Heard:
    decision = ruling.decision
    claims = ruling.now if decision.kind in _ABOUT_CLAIMS else ()
    return Heard(decision.seq, decision.kind, decision.by, decision.made_at, claims)


def _events(look: _Look) -> list[_Told]:
    """Return what to tell of a look, each with the number after which a listener would go on."""
    if look.missed:
        return [(look.seq, _event("lost", look.seq, b"{}"))]
    told = [(one.seq, _event("ruling", one.seq, encode(one))) for one in look.rulings]
    return [*told, (look.seq, _event("change", look.seq, encode(look.state)))]


def _event(kind: str, seq: int, data: bytes) -> bytes:
    return b"event: %b\nid: %d\ndata: %b\n\n" % (kind.encode(), seq, data)


def _tell(queue: "asyncio.Queue[_Told | None]", events: list[_Told]) -> None:
    """Put events into a listener's queue; where they do not fit, nothing but that some were lost."""
    if queue.qsize() + len(events) >= MOST_WAITING:
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)
        return
    for one in events:
        queue.put_nowait(one)
