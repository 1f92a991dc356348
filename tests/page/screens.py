"""Name every screen of the page with an address that shows it, and tell which a table of addresses leaves out."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import sayso

LISTED = Path(__file__).parents[2] / "web" / "src" / "lib" / "screens.ts"
ADDRESSES = {
    "home": "/",
    "network": "/network",
    "review": "/review",
    "pairs": "/review?of=actors",
    "actors": "/actors",
    "timeline": "/timeline",
    "flows": "/flows",
    "contested": "/contested",
    "hypotheses": "/hypotheses",
    "matches": "/matches",
    "changes": "/changes?before=2018&after=2020",
    "sources": "/sources",
    "documents": "/documents",
    "search": "/search?words=harbour",
    "decisions": "/decisions",
    "dossier": "/actor/{actor}",
    "document": "/document/{document}",
    "tie": "/tie/{tie}",
    "claim": "/claim/{claim}",
    "paths": "/paths?start=Corvane+Lines&end=Joseph+Adair",
}
"""Where each screen is seen; `{...}` are ids of the casefile that is served."""
OF_A_TEAM = {"people": "/people", "account": "/account"}
"""Screens that stand on a team's server alone."""


def missing(addresses: Iterable[str], *, of_a_team: bool = False) -> set[str]:
    """Return the paths of the page's own list of screens that no address leads to."""
    rows = re.findall(r"\{ path: \"(/\w*)\",(.*)\}", LISTED.read_text("utf-8"))
    assert len(rows) > len(OF_A_TEAM)
    wanted = {path for path, rest in rows if ("needs:" in rest) == of_a_team}
    return wanted - {f"/{one.lstrip('/').split('/')[0].split('?')[0]}" for one in addresses}


def find_ids(server: str) -> dict[str, str]:
    """Return the first actor, document, tie and claim of a casefile; `none` where it has none."""

    def first(path: str) -> Any:
        with urlopen(f"{server}/api/v1{path}?limit=1") as answer:
            return next(iter(json.load(answer)["items"]), {})

    none = {"id": "none"}
    return {
        "actor": quote(first("/actors").get("id", "none"), safe=""),
        "document": quote(first("/documents").get("id", "none"), safe=""),
        "tie": first("/edges").get("edge", none)["id"],
        "claim": first("/claims").get("claim", none)["id"],
    }


def fill(case: Path, watchlist: Path) -> None:
    """Put into a casefile of the samples what people add: hypotheses with ratings, a watchlist, rulings, a grade."""
    watchlist.write_text("name,type,aliases,id\nCorvane Lines,organization,Corvane Shipping,e-1\n", "utf-8")
    with sayso.open(case) as opened:
        opened.watch_add(watchlist)
        asked, arms = "Did Corvane Lines arm the brigade?", "Corvane Lines | arms | Red Heron Brigade"
        opened.add_hypothesis(asked, "It did", arms, by="Ida")
        opened.add_hypothesis(asked, "It did not", f"{arms} | denied", by="Ida")
        row = opened.compare(asked).rows[0]
        for cell, rating in zip(row.cells, ("II", "CC"), strict=True):
            opened.rate(row.id, cell.hypothesis, rating, by="Ida")
        one, other, third, *_ = opened.claims(limit=3)
        opened.accept(one.claim.id, by="Ida")
        opened.reject(other.claim.id, by="Tom", why="misread")
        opened.note(third.claim.id, "ask the harbour office", by="Ida")
        opened.grade("Open Harbour Institute", "B", by="Ida", why="right so far")
