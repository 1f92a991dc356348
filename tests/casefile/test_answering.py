"""Hold answers from a few claims to the answers of whole edges."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from sayso.analysis.answering import answer_cards
from sayso.analysis.holds import asked_days, holds_on, speak, stands
from sayso.analysis.ties import make_card
from sayso.model import Certainty, Factuality, Modality, Polarity
from sayso.model.edge import Attestation, Edge, Holding, Root
from sayso.store import open_store
from sayso.store.attest import attestation_row
from sayso.store.casebook import SqlStore
from sayso.store.edge_tables import attestations
from sayso.store.rules import Weighed
from tests.analysis.build import TRAITS

DATED = (None, "2005", "2005-06", "198X", "2001/2003", "2001/..", "../2004", "2004~", "2002-05-05", "1999-01/2004~")
ODD = ("nonsense", "[1999..]", "200X/2006", "2006/200X", "1990/1995-03", "../..", "2003-05-01/..", "2003-08")
ASKED = (
    "1979",
    "1985",
    "1994",
    "2000",
    "2001-02",
    "2002-05-05",
    "2003",
    "2004-12-31",
    "2005-06-15",
    "2007",
    "199X",
    "2003-06",
)
WRITTEN = (None, "2006-02-01", "2010", "2003-07", "1996-12-31")


def attested(number: int, time: str | None, written: str | None, said: Factuality, root: str, role: str) -> Attestation:
    return Attestation(f"c{number}", "d", said, Root(root, root), (), time, written, role or None, number % 7 / 10)


SAID = st.builds(
    Factuality,
    st.sampled_from([Polarity.ASSERTED, Polarity.ASSERTED, Polarity.ASSERTED, Polarity.DENIED]),
    st.sampled_from(Certainty),
    st.sampled_from([Modality.ACTUAL, Modality.ACTUAL, Modality.ACTUAL, Modality.INTENDED]),
)
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from([*DATED, *DATED, *ODD]),
        st.sampled_from(WRITTEN),
        SAID,
        st.sampled_from("xyz"),
        st.sampled_from(["", "", "", "former chief"]),
    ),
    min_size=1,
    max_size=9,
)


@pytest.fixture(scope="module")
def store() -> SqlStore:
    opened = open_store(":memory:")
    assert isinstance(opened, SqlStore)
    return opened


def keep(store: SqlStore, edges: Sequence[Edge]) -> None:
    rows = [
        attestation_row(Weighed(edge.id, "a", edge.predicate, "b", 0, item, (1, 2), None, speak(item)))
        for edge in edges
        for item in edge.attestations
    ]
    with store._forks.writing() as c:
        c.execute(delete(attestations))
        store._forks.insert_new(c, attestations, rows)


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(["pays", "fights"]), CLAIMS), min_size=1, max_size=3), st.sampled_from(ASKED))
def test_a_few_claims_answer_as_all_of_them_do(
    store: SqlStore,
    drawn: list[tuple[str, list[tuple[str | None, str | None, Factuality, str, str]]]],
    asked: str,
) -> None:
    edges = [
        Edge(f"e{at}", "a", predicate, "b", 0, tuple(attested(at * 10 + n, *one) for n, one in enumerate(claims)))
        for at, (predicate, claims) in enumerate(drawn)
    ]
    keep(store, edges)
    for light in (0, 4):
        found = answer_cards(store, map(make_card, edges), asked_days(asked), TRAITS, light)
        whole = {edge.id: holds_on(edge, asked, TRAITS[edge.predicate]) for edge in edges}
        standing = {edge: answer for edge, answer in whole.items() if stands(answer)}
        shown = {edge: (answer.value, answer.as_of, answer.contested) for edge, answer in found.items()}
        assert shown == {edge: (one.value, one.as_of, one.contested) for edge, one in standing.items()}
        assert all(set(answer.claims) <= set(whole[edge].claims) for edge, answer in found.items())
        assert all(answer.claims for answer in found.values())


VAGUE_ENDS = [
    (("../200X", "2006"), "2003"),
    (("../200X", "2008"), "2003"),
    (("2001/2005~", "2006"), "2004-12-31"),
    (("../2005?", "199X/200X"), "2003"),
    (("../2004~", "../2005?"), "2004-12-31"),
]


@pytest.mark.parametrize(("times", "asked"), VAGUE_ENDS)
def test_a_vague_end_across_the_date_is_joined_by_a_later_claim(
    store: SqlStore, times: Sequence[str], asked: str
) -> None:
    said = Factuality(Polarity.ASSERTED, Certainty.CERTAIN, Modality.ACTUAL)
    claims = tuple(attested(n, time, "2012", said, "xy"[n], "") for n, time in enumerate(times))
    edge = Edge("e", "a", "pays", "b", 0, claims)
    keep(store, [edge])
    (answer,) = answer_cards(store, [make_card(edge)], asked_days(asked), TRAITS, light=0).values()
    assert answer.value is holds_on(edge, asked, TRAITS["pays"]).value is Holding.HOLDS
