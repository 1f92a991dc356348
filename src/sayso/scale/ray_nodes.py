"""Map shards over a Ray cluster: plain actors that Ray restarts, each with one shard at a time.

Nothing of Ray's own is relied on but that a function runs somewhere and that its end is told: what is done is what has
its file. An actor that is lost with its node comes back where there is room, and its shard goes to whoever is free.
"""

import contextlib
import logging
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.model.errors import ReaderError, SaysoError, UsageError
from sayso.scale.crew import MOST_DEATHS, MOST_STILLBORN, Done
from sayso.scale.reading import ShardTask
from sayso.scale.shard import Shard

WAIT_S = 30.0
"""How often it is looked whether somebody asks to stop where no shard ends."""


class ShardActor:
    """Read shards on whatever machine this is; errors that stop all reading are returned, not raised."""

    def __init__(self, task: ShardTask) -> None:
        self._task = task
        if task.bounds is not None:
            task.bounds.limit_memory()

    def ready(self) -> SaysoError | None:
        """Load the reader."""
        try:
            _ = self._task.version
        except SaysoError as error:
            return error
        return None

    def read(self, shard: Shard) -> str | SaysoError:
        """Read a shard and return its path."""
        try:
            return str(self._task.read(shard))
        except SaysoError as error:
            return error
        except OSError as error:
            reason = error.strerror or error
            return ReaderError(f"{self._task.folder} cannot be written: {reason}. All machines need the same folder.")


def map_on_ray(task: ShardTask, shards: Iterable[Shard], processes: int, address: str) -> Iterator[Done]:
    """Read shards with as many actors as `processes`, one core each, and yield each as it is done.

    `address` is that of the cluster's scheduler; this machine is one of its nodes. Every node sees the folder and the
    sources under the same paths and has Sayso installed. Raises UsageError where Ray is missing or not there,
    ReaderError where the reader does not load.
    """
    ray = _connect(address)
    mine = _Actors(ray, task, iter(shards), processes)
    try:
        while mine.busy:
            yield from mine.hear()
    finally:
        mine.end()
        ray.shutdown()


def _connect(address: str) -> Any:
    try:
        import ray
    except ImportError as error:
        raise UsageError(f"Ray is missing: {error}. Install sayso[ray], on every machine.") from error
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, configure_logging=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageError(f"There is no Ray cluster at {address}: {error}. Start one with `ray start`.") from error
    return ray


class _Actors:
    """Keep the actors, what each reads, and what has to be read again."""

    def __init__(self, ray: Any, task: ShardTask, shards: Iterator[Shard], processes: int) -> None:
        self._ray, self._shards = ray, shards
        self._again: deque[Shard] = deque()
        self._deaths: Counter[str] = Counter()
        self._stillborn = 0
        self._idle: list[Any] = []
        kind = ray.remote(num_cpus=1, max_restarts=-1)(ShardActor)
        self._actors = [kind.remote(task) for _ in range(processes)]
        self._waiting: dict[Any, tuple[Any, Shard | None]] = {}
        self._reading = 0
        self._left = True
        for actor in self._actors:
            self._await(actor)

    @property
    def busy(self) -> bool:
        """Tell whether a shard is read or still to be read."""
        return self._reading > 0 or bool(self._again) or self._left

    def hear(self) -> Iterator[Done]:
        """Wait until an actor says something or is lost; yield what is done by that."""
        done, _ = self._ray.wait(list(self._waiting), num_returns=1, timeout=WAIT_S)
        for told in done:
            actor, shard = self._waiting.pop(told)
            self._reading -= shard is not None
            try:
                answer = self._ray.get(told)
            except self._ray.exceptions.RayError as error:
                yield from self._lose(actor, shard, error)
                continue
            if isinstance(answer, SaysoError):
                raise answer
            self._stillborn = 0
            if shard is not None:
                yield Done(shard, Path(answer))
            self._idle.append(actor)
        while self._idle and (shard := self._next()) is not None:
            actor = self._idle.pop()
            self._waiting[actor.read.remote(shard)] = (actor, shard)
            self._reading += 1

    def end(self) -> None:
        """End the actors, whatever they do."""
        for actor in self._actors:
            with contextlib.suppress(self._ray.exceptions.RayError):
                self._ray.kill(actor)

    def _await(self, actor: Any) -> None:
        """Wait until an actor is there, or there again: this call is repeated by Ray, that of a shard by us."""
        self._waiting[actor.ready.options(max_task_retries=-1).remote()] = (actor, None)

    def _next(self) -> Shard | None:
        if self._again:
            return self._again.popleft()
        shard = next(self._shards, None) if self._left else None
        self._left = shard is not None
        return shard

    def _lose(self, actor: Any, shard: Shard | None, error: Exception) -> Iterator[Done]:
        """Put a shard back, and wait for its actor to come to life again."""
        if shard is None:
            self._stillborn += 1
            if self._stillborn >= MOST_STILLBORN * len(self._actors):
                raise ReaderError(f"No actor of Ray comes to life: {error}") from error
        self._await(actor)
        if shard is None:
            return
        self._deaths[shard.id] += 1
        if self._deaths[shard.id] > MOST_DEATHS:
            yield Done(shard, None, f"{MOST_DEATHS} processes ended on it")
        else:
            self._again.append(shard)
