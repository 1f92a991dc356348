from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis import holds_on
from sayso.analysis.adjacency import MemoryTies, pick_claims
from sayso.analysis.known import known_by
from sayso.analysis.ties import Dated, Moment, make_card
from sayso.model import Certainty, Modality
from sayso.model.edge import Attestation, Edge, Holding, Root, Standing
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


def by_card(edge: Edge, **dates: str) -> list[Dated]:
    return Moment(TRAITS, **dates).settle([make_card(edge)], MemoryTies([edge]))


@given(st.sampled_from(["pays", "fights"]).flatmap(edges), st.sampled_from(ASKED))
def test_a_tie_stands_on_a_date_as_its_claims_say(edge: Edge, asked: str) -> None:
    whole = holds_on(edge, asked, TRAITS[edge.predicate])
    stands = whole.may_hold or whole.value is Holding.LAST_ATTESTED
    assert [str(dated.answer) for dated in by_card(edge, as_of=asked)] == [str(whole)] * stands


@given(edges("pays"), st.sampled_from(["2003", "2006-02-01", "2008", "2020"]))
def test_only_what_had_been_published_counts(edge: Edge, known_on: str) -> None:
    kept = known_by(edge, known_on)
    assert [dated.card for dated in by_card(edge, known_on=known_on)] == ([make_card(kept)] if kept else [])


def test_a_plain_state_is_answered_without_loading_its_claims() -> None:
    edge = edge_of(claim(1, "a", "pays", "b", time="2001"), claim(2, "a", "pays", "b", time="2005"))

    nothing = MemoryTies([])
    assert [str(one.answer) for one in Moment(TRAITS, as_of="2003").settle([make_card(edge)], nothing)] == ["holds"]
    assert Moment(TRAITS, as_of="1999").settle([make_card(edge)], nothing) == []


def test_ties_come_strongest_first_and_an_edge_to_itself_is_none() -> None:
    claims = [
        claim(1, "a", "pays", "b"),
        claim(2, "a", "pays", "c"),
        claim(3, "a", "pays", "c", doc="d2"),
        claim(4, "a", "pays", "a"),
        claim(5, "a", "fights", "b", denied=True),
    ]
    held = MemoryTies(edges_of(claims))
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
    assert [item.claim for item in pick_claims(edge, 1, ["c3"])] == ["c3", "c9"]
