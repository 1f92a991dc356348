"""Test how claims are put into words."""

from sayso.cli.wording import chain_words, clean, count_words, flags_of, full_start, short_id
from sayso.model.claim import Certainty, Factuality, Modality, Polarity


def test_a_denial_a_hedge_and_a_plan_all_show() -> None:
    said = Factuality(Polarity.DENIED, Certainty.POSSIBLE, Modality.INTENDED)
    assert [flag.word for flag in flags_of(said)] == ["DENIED", "possible", "intended"]


def test_a_plain_assertion_has_no_flag() -> None:
    assert flags_of(Factuality()) == ()


def test_terminal_escapes_from_a_document_are_never_printed() -> None:
    assert clean("bad\x1b[2Jname\u202e") == "bad�[2Jname�"


def test_an_empty_chain_says_that_nobody_is_named() -> None:
    assert chain_words(()) == "nobody named"


def test_what_is_shown_of_an_id_can_be_typed() -> None:
    claim_id = "claim-0123456789abcdef"
    assert claim_id.startswith(full_start(short_id(claim_id)))


def test_an_id_of_another_form_is_taken_as_typed() -> None:
    assert full_start("my-claim") == "my-claim"


def test_one_claim_is_not_one_claims() -> None:
    assert (count_words(1, "claim"), count_words(1204, "claim")) == ("1 claim", "1,204 claims")
