"""Sums of money are found with currency, status and part-of, and tied to what they pay for."""

from decimal import Decimal

import pytest

from sayso.model.claim import Amount
from sayso.reading.amounts import amount_of, find_amounts
from tests.reading.conftest import ParseText


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("It cost $512.4 million.", ["512400000 USD"]),
        ("It cost US$5m.", ["5000000 USD"]),
        ("It cost €3,000.", ["3000 EUR"]),
        ("It cost A$4.5bn.", ["4500000000 AUD"]),
        ("It cost Rs 40 crore.", ["400000000 INR"]),
        ("It cost £1.2bn and NZ$26 million.", ["1200000000 GBP", "26000000 NZD"]),
        ("It cost 5 million dollars.", ["5000000 USD"]),
        ("It cost five million Canadian dollars.", ["5000000 CAD"]),
        ("It cost 30 million U.S. dollars.", ["30000000 USD"]),
        ("The mill in Pakistan cost 2 billion rupees.", ["2000000000 PKR"]),
        ("It cost EUR 20 million.", ["20000000 EUR"]),
        ("It cost 20 million USD.", ["20000000 USD"]),
        ("A $2-million grant was given.", ["2000000 USD"]),
        ("It cost half a million dollars.", ["500000 USD"]),
        ("It cost $1.5-2 million.", ["1500000 USD"]),
        ("It cost 40 pesos.", []),
        ("He won 5 games and the top 10 prize.", []),
    ],
)
def test_a_sum_is_read_with_its_currency(parse_text: ParseText, text: str, sums: list[str]) -> None:
    assert [str(found.amount) for found in find_amounts(parse_text(text))] == sums


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The state requested $5 million.", "requested"),
        ("The council appropriated $5 million.", "appropriated"),
        ("$5 million was earmarked for cranes.", "appropriated"),
        ("The bank offered $5 million.", "offered"),
        ("The bank offered to pay $5 million.", "offered"),
        ("The bank withheld $5 million.", "withheld"),
        ("The club received $5 million.", "paid"),
        ("The mill is worth $5 million.", None),
    ],
)
def test_the_governing_verb_tells_the_status(parse_text: ParseText, text: str, status: str | None) -> None:
    (found,) = find_amounts(parse_text(text))
    assert found.amount.status == status


def test_about_makes_a_sum_approximate(parse_text: ParseText) -> None:
    rough, exact = find_amounts(parse_text("The port paid about $5 million and the mill paid $6 million."))
    assert (rough.amount.approximate, exact.amount.approximate) == (True, False)


def test_a_part_points_to_its_whole(parse_text: ParseText) -> None:
    text = (
        "The council appropriated $512.4 million for the port. $242.3 million of this was earmarked for cranes. "
        "This figure includes approximately $100 million for rail."
    )
    whole, cranes, rail = (found.amount for found in find_amounts(parse_text(text)))
    assert whole.part_of is None
    assert cranes == Amount(Decimal(242300000), "USD", "appropriated", str(whole))
    assert rail.part_of == str(whole)


def test_what_is_included_is_a_part_of_the_nearest_sum(parse_text: ParseText) -> None:
    text = "The state requested $350 million, of which $100 million went to schools, including $5 million for books."
    assert [found.amount.part_of for found in find_amounts(parse_text(text))] == [
        None,
        "350000000 USD",
        "100000000 USD",
    ]


def test_sums_that_nothing_ties_are_no_parts(parse_text: ParseText) -> None:
    found = find_amounts(parse_text("The bank lent $90 million. The mill repaid $10 million."))
    assert [one.amount.part_of for one in found] == [None, None]


@pytest.mark.parametrize(
    ("text", "word", "amount"),
    [
        ("The firm paid $5 million to the club and gave the league €3,000.", "paid", "5000000 USD"),
        ("The firm paid $5 million to the club and gave the league €3,000.", "gave", "3000 EUR"),
        ("The bank agreed to provide aid worth $7 million.", "provide", "7000000 USD"),
        ("The bank approved a $7 million loan.", "loan", "7000000 USD"),
        ("The bank sued the firm, which had sold a mill for $7 million.", "sued", None),
    ],
)
def test_an_event_takes_the_sum_below_it(parse_text: ParseText, text: str, word: str, amount: str | None) -> None:
    parsed = parse_text(text)
    found = amount_of(parsed, find_amounts(parsed), parsed.table.text.index(word))
    assert (str(found) if found else None) == amount
