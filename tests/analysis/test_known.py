"""Test what had been published by a date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis import holds_on
from sayso.analysis.known import known_by, split_undated
from sayso.analysis.span import spoken_time
from sayso.model import Claim
from sayso.model.edge import Edge, Holding
from sayso.model.errors import UsageError
from tests.analysis.build import claim, document, edges_of

DATES = {"d1": "2005-03-01", "d2": "2010", "d3": None, "d4": "2012-06"}
CARDS = [document(name, author=f"author of {name}", date=date) for name, date in DATES.items()]


def edge_of(*claims: Claim) -> Edge:
    (edge,) = edges_of(claims, CARDS)
    return edge


EDGE = edge_of(*(claim(n, "a", "pays", "b", doc=f"d{n}", time="2001") for n in (1, 2, 3, 4)))


@pytest.mark.parametrize(
    ("known_on", "claims"),
    [
        ("2005-02", []),
        ("2005-03-01", ["c1"]),
        ("2010-06", ["c1"]),
        ("2010", ["c1", "c2"]),
        ("2010-12-31", ["c1", "c2"]),
        ("2030", ["c1", "c2", "c4"]),
    ],
)
def test_a_claim_is_known_when_its_document_had_certainly_been_published(known_on: str, claims: list[str]) -> None:
    known = known_by(EDGE, known_on)
    assert [item.claim for item in (known.attestations if known else ())] == claims


def test_undated_claims_are_listed_apart() -> None:
    dated, undated = split_undated(EDGE)
    assert dated is not None
    assert [item.claim for item in dated.attestations] == ["c1", "c2", "c4"]
    assert [item.claim for item in undated] == ["c3"]
    assert split_undated(edge_of(claim(3, "a", "pays", "b", doc="d3")))[0] is None
    assert split_undated(dated) == (dated, ())


def test_what_is_asked_of_the_past_is_answered_from_what_was_known_then() -> None:
    edge = edge_of(claim(1, "a", "pays", "b", doc="d1"), claim(2, "a", "pays", "b", doc="d2", time="2007", denied=True))
    assert str(holds_on(edge, "2007", known_on="2009")) == "last attested 2005-03-01"
    assert str(holds_on(edge, "2007", known_on="2011")) == "does not hold"
    assert str(holds_on(edge, "2007", known_on="2004")) == "unknown"


def test_a_date_of_publication_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError):
        known_by(EDGE, "lately")


years = st.integers(1990, 2020)
spells = st.one_of(
    years.map(str),
    years.map(lambda year: f"{year}/.."),
    years.map(lambda year: f"../{year}"),
    st.tuples(years, st.integers(0, 9)).map(lambda pair: f"{pair[0]}/{pair[0] + pair[1]}"),
    st.sampled_from(["199X", "200X", "201X", "2004~", None]),
)
told = st.lists(st.tuples(spells, st.booleans(), st.sampled_from(["d1", "d2", "d3", "d4"])), min_size=1, max_size=6)


def _claims(many: list[tuple[str | None, bool, str]], start: int = 0) -> list[Claim]:
    return [
        claim(number, "a", "pays", "b", time=time, denied=denied, doc=doc)
        for number, (time, denied, doc) in enumerate(many, start)
    ]


@given(told, told, years)
def test_what_is_said_later_of_a_later_time_never_makes_untrue_what_held(
    before: list[tuple[str | None, bool, str]], newer: list[tuple[str | None, bool, str]], year: int
) -> None:
    edge = edge_of(*_claims(before))
    if holds_on(edge, str(year)).value is not Holding.HOLDS:
        return
    whole = edge_of(*_claims(before), *_claims(newer, start=10))
    later = [
        item.claim
        for item in whole.attestations
        if (time := spoken_time(item)) is not None and time.earliest.year > year
    ]
    kept = [one for one in (*_claims(before), *_claims(newer, start=10)) if int(one.id[1:]) < 10 or one.id in later]
    assert holds_on(edge_of(*kept), str(year)).value is not Holding.DOES_NOT_HOLD


@given(told, years)
def test_nothing_expires_because_time_goes_by(many: list[tuple[str | None, bool, str]], year: int) -> None:
    """What holds is last attested later on, for good, unless an end or a denial was told."""
    assertions = [(time, False, doc) for time, _, doc in many if time is None or "/" not in time or time.endswith("..")]
    if not assertions:
        return
    edge = edge_of(*_claims(assertions))
    if holds_on(edge, str(year)).value is Holding.HOLDS:
        for later in (str(year + 1), str(year + 30), "2999"):
            assert holds_on(edge, later).value is not Holding.DOES_NOT_HOLD


@given(told, st.sampled_from(["2004", "2006", "2010", "2011", "2013"]), years)
def test_what_was_known_on_a_date_does_not_change_with_what_is_published_later(
    many: list[tuple[str | None, bool, str]], known_on: str, year: int
) -> None:
    claims = _claims(many)
    whole = edge_of(*claims)
    known = known_by(whole, known_on)
    early = [one for one in claims if known and one.id in {item.claim for item in known.attestations}]
    answer = holds_on(edge_of(*early), str(year)) if early else None
    assert holds_on(whole, str(year), known_on=known_on).value is (answer.value if answer else Holding.UNKNOWN)


def test_an_undated_claim_does_not_make_a_stated_start_uncertain() -> None:
    edge = edge_of(claim(1, "a", "pays", "b", doc="d1", time="2001/.."), claim(3, "a", "pays", "b", doc="d3"))
    assert str(holds_on(edge, "1999")) == "does not hold"
