"""Check that what was counted can be taken off again, and that counts are found."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select

from sayso.store.counting import EdgeCount
from sayso.store.edge_tables import edge_roots
from sayso.store.fetching import Paired
from sayso.store.prepared import insert_new

DAYS = st.tuples(st.integers(1, 9), st.integers(0, 3)).map(lambda pair: (pair[0], sum(pair)))


@st.composite
def attestations(draw: st.DrawFn) -> dict[str, Any]:
    row: dict[str, Any] = {
        "polarity": draw(st.sampled_from("+-")),
        "modality": draw(st.sampled_from(("actual", "planned"))),
        "certainty": draw(st.sampled_from(("certain", "probable"))),
        "root": draw(st.sampled_from("abc")),
        "speaks": draw(st.booleans()),
        "ended": draw(st.booleans()),
    }
    for name in ("may", "known", "sure"):
        days = draw(DAYS) if name == "may" else draw(st.none() | DAYS)
        row |= {f"{name}_from": days and days[0], f"{name}_to": days and days[1]}
    return row


def count(rows: list[dict[str, Any]]) -> tuple[EdgeCount, dict[str, dict[str, Any]]]:
    counted, roots = EdgeCount(), dict[str, dict[str, Any]]()
    for row in rows:
        root = roots.setdefault(row["root"], {"actual": 0, "certain": 0, "planned": 0, "denied": 0})
        counted.add(row)
        counted.add_root(root, row, trusted=row["root"] == "a")
    return counted, roots


@given(kept=st.lists(attestations(), max_size=6), gone=st.lists(attestations(), min_size=1, max_size=4))
def test_what_is_left_after_taking_off_is_as_if_it_had_never_come(
    kept: list[dict[str, Any]], gone: list[dict[str, Any]]
) -> None:
    counted, roots = count([*kept, *gone])
    outer = [counted.take(row) for row in gone]
    for row in gone:
        counted.take_root(roots[row["root"]], row, trusted=row["root"] == "a")
    wanted, wanted_roots = count(kept)
    if any(outer):
        counted.may, counted.known, counted.sure = wanted.may, wanted.known, wanted.sure
    assert counted == wanted
    assert {key: root for key, root in roots.items() if any(root.values())} == wanted_roots
    assert counted.empty == (not kept)


def test_pairs_are_asked_for_as_pairs_however_many() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        edge_roots.create(connection)
        counts = {"actual": 1, "certain": 0, "planned": 0, "denied": 0}
        rows = [{"edge": f"e{n}", "root": f"r{m}"} | counts for n in range(15) for m in range(15)]
        insert_new(connection, edge_roots, rows)
        asked = Paired(lambda: select(edge_roots), edge_roots.c.edge, edge_roots.c.root)
        for many in (0, 1, 2, 9, 150):
            wanted = {(row["edge"], row["root"]) for row in rows[:many]}
            found = [(row["edge"], row["root"]) for row in asked.named(connection, {*wanted, ("e1", "none")})]
            assert sorted(found) == sorted(wanted)
