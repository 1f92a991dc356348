"""Draw inputs for the targets with hypothesis: the seeds with bytes changed, cut, doubled and put in, and any bytes.

For seconds in the tests; for longer as `python -m fuzz.drawn intake --seconds 600`, which starts anew from another
number each time and prints how many inputs were tried.
"""

import argparse
import random
import time

from hypothesis import strategies as st

from fuzz.targets import TARGETS, Target

_WORDS = (
    b"\x00",
    b"\xff",
    b'"',
    b"'",
    b"--",
    b"\r\n",
    b"*",
    b"(",
    b")",
    b"%",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
    b"9" * 20,
)


def inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Return a strategy of inputs for a target."""
    return st.one_of(
        st.binary(max_size=min(target.most_bytes, 400)),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", errors="surrogatepass")),
        st.builds(mutate, st.sampled_from(target.seeds), st.integers(0, 2**32)),
    )


def mutate(seed: bytes, number: int) -> bytes:
    """Return a seed with a few changes, the same for the same number."""
    rng, data = random.Random(number), bytearray(seed)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            data[at:at] = rng.choice(_WORDS)
        elif kind == 1:
            del data[at : at + rng.randint(1, 16)]
        elif kind == 2 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 3:
            data[at:at] = data[at : at + rng.randint(1, 64)] * rng.randint(1, 4)
        else:
            data[at:] = data[at:][::-1] if rng.random() < 0.1 else data[at:]
    return bytes(data)


def main() -> None:
    """Try mutations of the seeds until the time is over."""
    parser = argparse.ArgumentParser(description="Try mutations of the seeds.")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    target, ends, tried = TARGETS[given.target], time.monotonic() + given.seconds, 0
    start = time.time_ns()
    while time.monotonic() < ends:
        data = mutate(random.Random(start + tried).choice(target.seeds), start + tried)
        try:
            target.run(data)
        except BaseException:
            print(f"after {tried:,} inputs, this one: {data!r}")
            raise
        tried += 1
    print(f"{given.target}: {tried:,} inputs, no promise broken")


if __name__ == "__main__":
    main()
