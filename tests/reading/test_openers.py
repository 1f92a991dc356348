"""Which word opens a scope, over what, and to which effect."""

import pytest

from sayso.model.claim import Certainty, Factuality, Modality, Polarity
from sayso.reading.openers import Openers, name_effect
from tests.reading.conftest import ParseText


def openers(parse_text: ParseText, text: str, *hosts: str) -> list[tuple[str, str, tuple[str, ...]]]:
    parsed = parse_text(text)
    words = parsed.table.text
    found = Openers(parsed).find(0, [words.index(host) for host in hosts])
    return [(words[one.token], one.effect, tuple(words[token] for token in one.covers)) for one in found]


@pytest.mark.parametrize(
    ("text", "host", "opener", "effect"),
    [
        ("The yard did not sell the ferry.", "sell", "not", "denied"),
        ("The bank denied that it had paid the captain.", "paid", "denied", "denied"),
        ("The mayor may visit Brest.", "visit", "may", "possible"),
        ("The club reportedly hired the coach.", "hired", "reportedly", "probable"),
        ("The club tried to hire the coach.", "hire", "tried", "intended"),
        ("If the club hires the coach, it will win.", "hires", "If", "hypothetical"),
        ("Did the club hire the coach?", "hire", "?", "hypothetical"),
    ],
)
def test_the_word_is_found_without_which_it_would_be_judged_otherwise(
    parse_text: ParseText, text: str, host: str, opener: str, effect: str
) -> None:
    assert openers(parse_text, text, host) == [(opener, effect, (host,))]


def test_a_plain_sentence_has_no_opener(parse_text: ParseText) -> None:
    assert openers(parse_text, "The club hired the coach.", "hired") == []


def test_a_word_opens_over_all_that_it_reaches_and_no_more(parse_text: ParseText) -> None:
    text = "The judge said the bank did not pay Lee, and that the club hired Kim."
    assert openers(parse_text, text, "pay", "hired") == [("not", "denied", ("pay",))]


def test_looking_leaves_the_parse_as_it_was(parse_text: ParseText) -> None:
    parsed = parse_text("The mayor may not visit Brest.")
    before = (list(parsed.table.lower), list(parsed.table.lemma), list(parsed.table.tag), list(parsed.table.dep))
    Openers(parsed).find(0, range(len(before[0])))
    assert before == (parsed.table.lower, parsed.table.lemma, parsed.table.tag, parsed.table.dep)


def test_an_effect_names_each_scale_that_moved() -> None:
    weak = Factuality(Polarity.DENIED, Certainty.POSSIBLE, Modality.INTENDED)
    assert name_effect(weak, Factuality()) == "denied, possible, intended"
    assert name_effect(Factuality(), weak) == "asserted, certain, actual"
    assert name_effect(weak, weak) == ""
