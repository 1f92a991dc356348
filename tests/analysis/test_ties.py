from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis import holds_on, parse_interval
from sayso.analysis.adjacency import MemoryTies, pick_claims
from sayso.analysis.ties import answer_tie, known_edge, known_tie, make_tie, may_count
from sayso.model import Certainty, Modality
from sayso.model.edge import Attestation, Edge, Root, Standing
from sayso.model.network import TieQuery
from tests.analysis.build import TRAITS, claim, edge_of, edges_of

TIMES = [
    None,
    "2005",
    "2005-06",
    "198X",
    "2001/2003",
    "2001/..",
    "../2004",
    "2004~",
    "2002-05-05",
    "nonsense",
    "[1999..]",
]
ASKED = ["1979", "1985", "2000", "2001-02", "2002-05-05", "2003", "2004-12-31", "2005-06-15", "2007", "2015", "199X"]
WRITTEN = [None, "2006-02-01", "2010", "2003-07"]


@st.composite
def edges(draw: st.DrawFn, predicate: str) -> Edge:
    count = draw(st.integers(1, 4))
    claims = [
        claim(
            number,
            "a",
            predicate,
            "b",
            time=draw(st.sampled_from(TIMES)),
            denied=draw(st.integers(0, 5)) == 0,
            certainty=draw(st.sampled_from(Certainty)),
            modality=draw(st.sampled_from([Modality.ACTUAL, Modality.ACTUAL, Modality.INTENDED])),
        )
        for number in range(count)
    ]
    edge = edge_of(*claims)
    dated = tuple(replace(item, attested=draw(st.sampled_from(WRITTEN))) for item in edge.attestations)
    return replace(edge, attestations=dated)


@given(st.sampled_from(["pays", "fights"]).flatmap(edges), st.sampled_from(ASKED))
def test_the_dates_of_a_tie_answer_as_its_claims_do(edge: Edge, asked: str) -> None:
    traits = TRAITS[edge.predicate]
    quick = answer_tie(make_tie(edge, traits), parse_interval(asked))
    if quick is not None:
        whole = holds_on(edge, asked, traits)
        assert (quick.value, quick.as_of, may_count(quick)) == (whole.value, whole.as_of, may_count(whole))


@given(edges("pays"), st.sampled_from([date(2003, 1, 1), date(2006, 2, 1), date(2008, 1, 1), date(2020, 1, 1)]))
def test_what_had_been_published_is_told_from_the_tie_as_from_its_claims(edge: Edge, day: date) -> None:
    quick, kept = known_tie(make_tie(edge), day), known_edge(edge, day)
    if quick is not None:
        assert quick is (kept is not None)
        assert not quick or kept == edge


def test_a_plain_dated_edge_is_answered_without_its_claims() -> None:
    tie = make_tie(edge_of(claim(1, "a", "pays", "b", time="2001"), claim(2, "a", "pays", "b", time="2005")))
    values = [answer_tie(tie, parse_interval(asked)) for asked in ("2003", "2007", "1999")]
    assert [str(value) for value in values] == ["holds", "last attested 2005", "unknown"]


def test_ties_come_strongest_first_and_an_edge_to_itself_is_none() -> None:
    claims = [
        claim(1, "a", "pays", "b"),
        claim(2, "a", "pays", "c"),
        claim(3, "a", "pays", "c", doc="d2"),
        claim(4, "a", "pays", "a"),
        claim(5, "a", "fights", "b", denied=True),
    ]
    held = MemoryTies(edges_of(claims), TRAITS)
    assert next(tie.object for tie in held.neighbours(["a", "nobody"], 2)["a"]) == "c"
    assert held.total() == held.degree(["a"])["a"] == 3
    assert [tie.predicate for tie in held.strongest(TieQuery(standings=frozenset({Standing.DENIED})))] == ["fights"]


def test_few_claims_name_many_roots_and_both_sides() -> None:
    def word(number: int, root: str) -> Attestation:
        (item,) = edge_of(claim(number, "a", "pays", "b")).attestations
        return replace(item, root=Root(root, root))

    held = edge_of(claim(9, "a", "pays", "b", denied=True))
    edge = replace(held, attestations=(word(1, "x"), word(2, "x"), word(3, "y"), *held.attestations))
    assert [item.claim for item in pick_claims(edge, 2)] == ["c1", "c3", "c9"]
