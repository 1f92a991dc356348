"""Compute what reading many pages costs, from what was measured on one machine; prints the table of docs/scale.md.

What was not measured is an assumption and says so: how long a page is, how many are English, what a core costs.
"""

import argparse

MEASURED = {
    "words a second a core, from the file to the shard": 350_249 / 131.6,
    "seconds of intake a page": 0.010,
    "claims a word": 18_074 / 351_475,
    "bytes of a shard a word": 9_812_422 / 351_475,
    "claims a second that a merge takes": 543,
    "bytes of a casefile a claim": 88_125_440 / 11_835,
    "share of sentences that the gate passes over": 0.27,
}
ASSUMED = {
    "words a page": 600,
    "share of pages in English": 0.45,
    "share of pages that are no near-duplicates": 0.7,
    "share of pages that name somebody of the file": 0.02,
    "euros a core-hour": 0.03,
}
PAGES = (10**6, 10**8, 10**10)


def cost(pages: int, *, gated: bool) -> dict[str, float]:
    """Return core hours of intake and reading, claims, bytes, hours of one writer."""
    kept = pages * ASSUMED["share of pages in English"] * ASSUMED["share of pages that are no near-duplicates"]
    if gated:
        kept *= ASSUMED["share of pages that name somebody of the file"]
    words = kept * ASSUMED["words a page"]
    parsed = words * (1 - MEASURED["share of sentences that the gate passes over"]) if gated else words
    intake = pages * MEASURED["seconds of intake a page"] / 3600
    reading = parsed / MEASURED["words a second a core, from the file to the shard"] / 3600
    claims = words * MEASURED["claims a word"]
    return {
        "core hours": intake + reading,
        "of them intake": intake,
        "euros": (intake + reading) * ASSUMED["euros a core-hour"],
        "days on 1,000 cores": (intake + reading) / 24_000,
        "claims": claims,
        "shards, GB": words * MEASURED["bytes of a shard a word"] / 1e9,
        "casefile, GB": claims * MEASURED["bytes of a casefile a claim"] / 1e9,
        "days of one writer": claims / MEASURED["claims a second that a merge takes"] / 86_400,
    }


def shown(value: float) -> str:
    """Return a number with two digits that count."""
    if value < 10:
        return f"{value:.2g}"
    digits = len(str(int(value))) - 2
    return f"{round(value, -digits):,.0f}"


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None).parse_args()
    columns = [cost(pages, gated=gated) for gated in (False, True) for pages in PAGES]
    heads = [f"{pages:,}{', gated' if gated else ''}" for gated in (False, True) for pages in PAGES]
    print(f"| pages | {' | '.join(heads)} |")
    print("|---" * (len(heads) + 1) + "|")
    for name in columns[0]:
        print(f"| {name} | {' | '.join(shown(column[name]) for column in columns)} |")
    for title, known in (("Measured", MEASURED), ("Assumed", ASSUMED)):
        print(f"\n{title}: " + "; ".join(f"{name} {value:,.4g}" for name, value in known.items()) + ".")


if __name__ == "__main__":
    main()
