"""Test that claims become sentences that name who says so."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.sentences import is_many, list_names, tell_amount, tell_claim, tell_denial
from sayso.analysis.wording import load_wording
from sayso.model import (
    ActorRef,
    Amount,
    Certainty,
    Claim,
    Evidence,
    Factuality,
    Modality,
    Polarity,
    SourceRef,
    Span,
    Voice,
)
from sayso.model.edge import PredicateTraits
from sayso.model.view import ClaimView
from sayso.vocabulary import load_vocabulary

EVENT = PredicateTraits("violence", "event", -1)


def view(
    predicate: str = "funds",
    *,
    said: Factuality | None = None,
    voices: tuple[str, ...] = ("The Courier", "A. Reed"),
    credited: tuple[str, ...] = (),
    subject: str = "Dunmore Steel",
) -> ClaimView:
    """Return a claim with its names."""
    at = Span(0, 1)
    claim = Claim(
        id="claim-1",
        doc="d",
        text_id="t",
        segment=0,
        subject=ActorRef("s", at, at, "x"),
        predicate=predicate,
        object=ActorRef("o", at, at, "x"),
        trigger=at,
        evidence=Evidence(at, "x"),
        reader="r",
        factuality=said or Factuality(),
        sources=tuple(SourceRef(name, name) for name in credited),
    )
    return ClaimView(claim, subject, "the guild", "s", "o", (*voices, *credited), "doc", title="A guild")


def test_the_publisher_the_author_and_each_source_lead_the_sentence() -> None:
    told = tell_claim(view(credited=("officials",)))
    assert told == "The Courier (A. Reed) reported that officials said that Dunmore Steel funds the guild"


def test_a_document_that_nobody_signs_is_named_by_its_title() -> None:
    assert tell_claim(view(voices=("A guild",))).startswith("“A guild” reported that")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Factuality(Polarity.DENIED), "Dunmore Steel does not fund the guild"),
        (Factuality(certainty=Certainty.PROBABLE), "Dunmore Steel probably funds the guild"),
        (Factuality(certainty=Certainty.POSSIBLE), "Dunmore Steel possibly funds the guild"),
        (Factuality(modality=Modality.INTENDED), "Dunmore Steel plans, is told, offers or tries to fund the guild"),
        (Factuality(modality=Modality.HYPOTHETICAL), "Dunmore Steel would, in a case that is only supposed, fund"),
        (Factuality(Polarity.DENIED, Certainty.POSSIBLE), "Dunmore Steel possibly does not fund the guild"),
    ],
)
def test_hedges_denials_and_plans_are_words_of_the_sentence(said: Factuality, words: str) -> None:
    assert words in tell_claim(view(said=said))


def test_what_happened_is_told_in_the_past_and_denied_so() -> None:
    assert "Dunmore Steel attacked the guild" in tell_claim(view("attacks"), EVENT)
    assert "did not attack" in tell_claim(view("attacks", said=Factuality(Polarity.DENIED)), EVENT)


def test_several_subjects_take_the_plural() -> None:
    assert "two officials fund the guild" in tell_claim(view(subject="two officials"))
    assert is_many("members of the brigade")
    assert not is_many("United States")
    assert not is_many("a witness")
    assert not is_many("")


def test_a_denial_names_who_denies() -> None:
    denied = Factuality(Polarity.DENIED)
    assert tell_denial(view(said=denied, credited=("Osman Vale",))).endswith("reported that Osman Vale denied it")
    assert tell_denial(view(said=denied)) == "The Courier (A. Reed) reported that it is not so"
    hedged = replace(denied, certainty=Certainty.PROBABLE)
    assert tell_denial(view(said=hedged, credited=("Osman Vale",))).endswith("Osman Vale probably denied it")


def test_a_comment_says_that_it_is_one() -> None:
    spoken = replace(view(voices=("The Courier", "Tessa")), voice=Voice.COMMENT, commenter="Tessa")
    assert tell_claim(spoken).startswith("Tessa, a reader commenting at The Courier, wrote that")
    nobody = replace(view(voices=("The Courier", "unnamed commenter")), voice=Voice.COMMENT)
    assert tell_claim(nobody).startswith("A reader who gives no name, commenting at The Courier, wrote that")


def test_a_predicate_without_words_is_named_as_it_is() -> None:
    assert "Dunmore Steel is tied by “lends ships to” to the guild" in tell_claim(view("lends_ships_to"))


def test_every_predicate_of_the_vocabulary_has_its_words() -> None:
    assert set(load_vocabulary().predicates) - set(load_wording().verbs) == set()


def test_a_sum_keeps_its_status_and_its_whole() -> None:
    amount = Amount(Decimal("300000000"), "USD", "withheld", "900000000 USD", approximate=True)
    assert tell_amount(amount) == "about 300,000,000 USD, withheld (part of 900000000 USD)"


def test_names_are_listed_as_people_list_them() -> None:
    assert [list_names(names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


@given(
    st.lists(st.sampled_from(["The Courier", "Reed", "Wire"]), min_size=1, max_size=2, unique=True),
    st.lists(st.sampled_from(["officials", "Osman Vale", "the report"]), max_size=3, unique=True),
    st.sampled_from(list(Polarity)),
    st.sampled_from(list(Certainty)),
    st.sampled_from(list(Modality)),
    st.sampled_from(sorted(load_vocabulary().predicates)),
)
def test_every_name_of_the_say_so_stands_before_what_is_said(
    voices: list[str],
    credited: list[str],
    polarity: Polarity,
    certainty: Certainty,
    modality: Modality,
    predicate: str,
) -> None:
    said = Factuality(polarity, certainty, modality)
    told = tell_claim(view(predicate, said=said, voices=tuple(voices), credited=tuple(credited)))
    before, _, after = told.rpartition("Dunmore Steel")
    assert all(name in before for name in (*voices, *credited))
    assert before.endswith("that ")
    assert "the guild" in after
