"""Tests for the ties that make two actors no strangers to each other."""

from typing import Any

from sqlalchemy import delete

from sayso.model import Modality, Polarity
from sayso.model.edge import Root, Standing
from sayso.store import open_store
from sayso.store.attest import root_row
from sayso.store.casebook import SqlStore
from sayso.store.edge_tables import attestations, edge_roots, edges, roots

ENDS = [("a", "b", 1), ("b", "a", 3), ("a", "c", 0), ("a", "a", 5), ("c", "b", 2)]
ROOTS = ("x", "y", "z")


def kept() -> SqlStore:
    store = open_store(":memory:")
    assert isinstance(store, SqlStore)
    with store._forks.writing() as c:
        c.execute(delete(edges))
        store._forks.insert_new(c, edges, [_edge(*ends) for ends in ENDS])
        store._forks.insert_new(c, roots, [root_row(Root(one, one)) for one in ROOTS])
        counted = {"actual": 1, "certain": 1, "planned": 0, "denied": 0}
        store._forks.insert_new(c, edge_roots, [counted | {"edge": "ba", "root": one} for one in ROOTS])
        planned = {"edge": "cb", "root": "z", "actual": 0, "planned": 1, "denied": 0, "certain": 0}
        store._forks.insert_new(c, edge_roots, [counted | {"edge": "cb", "root": "x"}, planned])
        store._forks.insert_new(c, attestations, [_claim(doubt, one) for doubt, one in enumerate("zyx")])
    return store


def _edge(one: str, other: str, count: int) -> dict[str, Any]:
    plain: dict[str, Any] = {column.name: 0 for column in edges.columns}
    named = {"id": one + other, "subject": one, "object": other, "predicate": "pays", "roots": count}
    return plain | named | {"standing": Standing.SINGLE_ROOT.value, "asserted": count}


def _claim(doubt: int, root: str) -> dict[str, Any]:
    plain: dict[str, Any] = {column.name: 0 for column in attestations.columns}
    said = {"polarity": Polarity.ASSERTED.value, "modality": Modality.ACTUAL.value}
    return plain | said | {"edge": "ba", "doubt": doubt, "claim": root, "root": root}


def test_of_each_pair_the_tie_on_most_roots_is_told_whichever_way_it_leads() -> None:
    found = kept().bonds(["a", "b", "c"], {"pays"}, 9)
    assert [(one.id, [root.key for root in one.roots]) for one in found] == [("ba", ["x", "y", "z"]), ("cb", ["x"])]
    assert found[0].roots[0] == Root("x", "x")


def test_of_a_tie_of_many_claims_the_surest_tell_the_roots() -> None:
    assert [root.key for root in kept().bonds(["a", "b"], {"pays"}, 2)[0].roots] == ["y", "z"]


def test_ties_of_other_predicates_and_of_nobody_are_none() -> None:
    store = kept()
    assert store.bonds(["a", "b"], {"leads"}, 9) == store.bonds([], {"pays"}, 9) == store.bonds(["a"], (), 9) == []
