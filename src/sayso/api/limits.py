"""Limit how often somebody may ask: a bucket of tries for each key, filled at a steady rate, in bounded memory."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock

from sayso.api.problems import TOO_MANY, Refused

MOST_KEYS = 20_000
"""How many keys are remembered; the one not seen for longest is forgotten first, and its bucket would be full again
soon."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Say how many tries there are at once, and after how many seconds one comes back."""

    burst: float
    every_s: float


class Limiter:
    """Count tries by key in this process; threads: any number."""

    def __init__(self, rate: Rate, *, most: int = MOST_KEYS, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._most, self._clock = rate, most, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> None:
        """Take one try; raises Refused with the seconds to wait where none is left."""
        wait = self.wait(key, take=True)
        if wait > 0:
            raise too_many(wait)

    def wait(self, key: str, *, take: bool = False) -> float:
        """Return how long to wait for a try, 0 where there is one; `take` takes it."""
        now = self._clock()
        with self._lock:
            left, since = self._buckets.pop(key, (self._rate.burst, now))
            left = min(self._rate.burst, left + (now - since) / self._rate.every_s)
            has = left >= 1
            self._buckets[key] = (left - 1 if has and take else left, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        return 0.0 if has else (1 - left) * self._rate.every_s


def too_many(wait_s: float) -> Refused:
    """Return the refusal of who asks too often."""
    seconds = max(1, ceil(wait_s))
    return Refused(TOO_MANY, f"You asked too often. Wait {seconds} seconds.", headers={"Retry-After": str(seconds)})


class Limits:
    """Hold the limits of a team's server.

    A wrong password costs a try of the name at this address, of the address and of the name. The last is wide, so
    that nobody can keep a colleague out by guessing at them from elsewhere.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.asks = Limiter(Rate(300, 0.05), clock=clock)
        self.strangers = Limiter(Rate(120, 0.5), clock=clock)
        self._pair = Limiter(Rate(8, 60), clock=clock)
        self._address = Limiter(Rate(60, 10), clock=clock)
        self._name = Limiter(Rate(200, 20), clock=clock)

    def check_sign_in(self, name: str, address: str) -> None:
        """Take one try at a name from an address; raises Refused."""
        for limiter, key in ((self._address, address), (self._name, name), (self._pair, f"{address} {name}")):
            limiter.take(key)
