"""Check the judgement of words against sentences of our own, one case a line of `factuality_cases.txt`."""

from pathlib import Path

import pytest

from sayso.model.claim import Factuality
from sayso.reading.effects import effects
from sayso.reading.factuality import FactualityJudge
from tests.reading.conftest import ParseText

CASES = [
    [part.strip() for part in line.split("|")]
    for line in Path(__file__).with_name("factuality_cases.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def judge_word(parse_text: ParseText, word: str, text: str) -> Factuality:
    parsed = parse_text(text)
    place = max(i for i, token in enumerate(parsed.tokens) if token.text == word)
    return FactualityJudge(parsed).judge(place)


@pytest.mark.parametrize(("wanted", "word", "text"), CASES, ids=[f"{case[1]}-{n}" for n, case in enumerate(CASES)])
def test_a_word_is_judged_by_what_it_stands_under(parse_text: ParseText, wanted: str, word: str, text: str) -> None:
    judged = judge_word(parse_text, word, text)
    assert f"{judged.polarity} {judged.certainty} {judged.modality}" == wanted


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 120


def test_who_says_it_never_lowers_it(parse_text: ParseText) -> None:
    plain = judge_word(parse_text, "sold", "The heirs sold the castle.")
    said = judge_word(parse_text, "sold", "The notary told the court that witnesses said the heirs sold the castle.")
    assert plain == said == Factuality()


def test_a_word_is_judged_the_same_twice(parse_text: ParseText) -> None:
    parsed = parse_text("The heirs refused to sell the castle or lease the mill.")
    judge = FactualityJudge(parsed)
    assert [judge.judge(i) for i in range(len(parsed.tokens))] == [judge.judge(i) for i in range(len(parsed.tokens))]


def test_no_word_stands_in_two_classes_of_verbs() -> None:
    import yaml

    data = yaml.safe_load((Path(__file__).parents[2] / "src/sayso/reading/data/factuality.yaml").read_text("utf-8"))
    words = [word for entry in data["verbs"].values() for word in entry["words"].split()]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_every_class_of_adjectives_has_an_effect() -> None:
    assert effects().adjectives["unlikely"].asserted.positive is False
