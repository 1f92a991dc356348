"""Make up what is as large as the page must bear: answers with networks, a casefile with a long document."""

import random
from pathlib import Path
from typing import Any

import sayso
from sayso.testing import Planted, ScriptedReader

type Answer = dict[str, Any]

SEED = 20
CLAIMS = 2_000
STANDINGS = ("single root", "single root", "well supported", "contested", "denied", "only hedged", "only intended")
PREDICATES = (("arms", "support", 1), ("leads", "membership", 1), ("attacks", "violence", -1), ("meets", "talk", 0))
TYPES = ("person", "organization", "state", "place")
WORDS = ("harbour", "council", "ship", "letter", "report", "night", "guard", "money", "camp", "border", "road", "bank")


def make_network(actors: int, ties: int) -> Answer:
    """Return a network as /network answers: few actors have many ties, most have few."""
    draw = random.Random(SEED)
    ends: list[int] = list(range(actors))
    pairs: list[tuple[int, int]] = []
    for one in range(ties):
        # who has ties gets more of them
        left = one % actors if one < actors else draw.choice(ends)
        right = draw.choice(ends)
        while right == left:
            right = draw.choice(ends)
        pairs.append((left, right))
        ends += [left, right]
    count = [0] * actors
    for left, right in pairs:
        count[left] += 1
        count[right] += 1
    return {
        "actors": [_make_actor(at, count[at], draw) for at in range(actors)],
        "ties": [_make_tie(at, left, right, draw) for at, (left, right) in enumerate(pairs)],
        "ties_in_all": ties,
        "complete": True,
        "centre": None,
        "hops": None,
        "as_of": None,
        "known_on": None,
        "undated": 0,
        "notes": [],
    }


def _make_actor(at: int, ties: int, draw: random.Random) -> Answer:
    name = f"{draw.choice(WORDS).title()} {draw.choice(WORDS)} {at}"
    kind = draw.choice(TYPES)
    return {"id": f"actor-{at}", "name": name, "type": kind, "named": True} | {
        "ties": ties,
        "ties_in_all": ties,
        "hop": None,
        "x": None,
        "y": None,
    }


def _make_tie(at: int, left: int, right: int, draw: random.Random) -> Answer:
    predicate, family, sign = draw.choice(PREDICATES)
    standing = draw.choice(STANDINGS)
    year = draw.randint(1980, 2020)
    return {
        "id": f"edge-{at}",
        "subject_id": f"actor-{left}",
        "subject": f"Actor {left}",
        "predicate": predicate,
        "object_id": f"actor-{right}",
        "object": f"Actor {right}",
        "family": family,
        "sign": sign,
        "directed": predicate != "meets",
        "standing": standing,
        "roots": 0 if standing == "denied" else draw.randint(1, 4),
        "denying_roots": 1 if standing in {"denied", "contested"} else 0,
        "claims": draw.randint(1, 9),
        "sample": [],
        "said_by": [] if standing == "denied" else [f"Source {draw.randint(1, 50)}"],
        "denied_by": [f"Source {draw.randint(51, 99)}"] if standing in {"denied", "contested"} else [],
        "first": f"{year}-01-01",
        "last": f"{year}-12-31",
        "may_from": f"{year}-01-01",
        "may_to": f"{year + 1}-12-31",
        "times": [str(year)],
        "attested": [],
        "holds": None,
    }


def make_long_case(folder: Path) -> tuple[Path, str]:
    """Make a casefile of one document of 26,000 words with 2,000 claims; return it and the document's name.

    The text ends with the word LASTWORD.
    """
    names = [f"{one}{two}" for one in ("Al", "Be", "Co", "Du", "El") for two in ("mar", "nor", "sted", "vik", "dan")]
    told, planted = [], []
    for at in range(CLAIMS):
        one, other = f"{names[at % 25]} {names[at % 7]}son", f"{names[(at * 3 + 1) % 25]} Guild"
        words = f"{one} said in note {at} that it had paid the {other}"
        told.append(f"{words}.")
        planted.append(Planted(words, one, "funds", other, polarity="-" if at % 9 == 0 else "+"))
    paragraphs = [" ".join(told[at : at + 5]) for at in range(0, CLAIMS, 5)]
    text = folder / "long.txt"
    text.write_text("A long report\n\n" + "\n\n".join(paragraphs) + "\n\nLASTWORD.\n", "utf-8")
    path = folder / "long.sayso"
    with sayso.open(path, reader=ScriptedReader(tuple(planted))) as case:
        case.read(text)
        if (found := case.stats().claims) != CLAIMS:
            raise ValueError(f"the long document should hold {CLAIMS} claims and holds {found}")
    return path, text.stem
