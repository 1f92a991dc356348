"""Check quotations and their speakers, within and across sentences and paragraphs."""

import pytest

from sayso.model.document import Voice
from sayso.reading.attribution import credits_of, find_credits
from sayso.reading.quote_marks import find_quotes
from tests.reading.conftest import ParseText

SPEAKERS = [
    ('"We lost the ferry," said Anna Mori. "It was old. Nobody checked it."', "checked", ["Mori"]),
    ('"The club sold him," the agent said, "because the bank asked."', "asked", ["agent"]),
    ('Anna Mori said the ferry was old. "Nobody checked it," she said.', "checked", ["she"]),
    ('Mori defended the crew. "They paid nobody. They hid nothing."', "hid", ["Mori"]),
    ('Mori said the crew was honest. "They paid nobody. They hid nothing."', "hid", ["Mori"]),
    ('"They paid nobody," she said.\n\n"They hid nothing."', "hid", ["she"]),
    ("“The firm paid the guards,” Mori said. “The guards slept.\n\n“The trucks passed the gate.”", "passed", ["Mori"]),
    ("The senator blasted the bank for “housing the worst thieves” in the city.", "housing", ["senator"]),
    ('He added: "The bank, which the police say laundered money, owns the club."', "owns", ["He"]),
    ('He added: "The bank, which the police say laundered money, owns the club."', "laundered", ["He", "police"]),
    ('The songbook "The Last Harbour Lights" was sold.', "Lights", []),
    ('The so-called "bargain" was sold.', "bargain", []),
    ('"We lost the ferry," said Anna Mori. The port closed.', "closed", []),
]


@pytest.mark.parametrize(("text", "word", "wanted"), SPEAKERS)
def test_a_quotation_is_credited_to_its_speaker(parse_text: ParseText, text: str, word: str, wanted: list[str]) -> None:
    parsed = parse_text(text)
    place = max(i for i, token in enumerate(parsed.tokens) if token.text == word)
    found = credits_of(find_credits(parsed), place)
    assert [parsed.tokens[credit.source].text for credit in found if credit.source is not None] == wanted


def test_a_quotation_that_opens_again_in_each_paragraph_runs_on(parse_text: ParseText) -> None:
    first, second = find_quotes(parse_text("“The guards slept.\n\n“The trucks passed.” He left."))
    assert first.runs_on
    assert not second.runs_on


def test_a_mark_that_is_never_closed_opens_nothing(parse_text: ParseText) -> None:
    assert find_quotes(parse_text("The mast was 6“ thick.\n\nThe guards slept.")) == []


def test_a_headline_s_colon_credits_who_stands_before_it(parse_text: ParseText) -> None:
    parsed = parse_text("Minister: bank paid the smugglers", voice=Voice.TITLE)
    (credit,) = find_credits(parsed)
    assert (credit.source, credit.content) == (0, ((2, 5),))


def test_an_interview_s_label_credits_the_paragraph(parse_text: ParseText) -> None:
    parsed = parse_text("ROSA LUND, COUNCILLOR: The mayor sold the ferry.")
    words = [token.text for token in parsed.tokens]
    (credit,) = credits_of(find_credits(parsed), words.index("sold"))
    assert credit.source == words.index("LUND")


def test_a_label_before_a_colon_speaks_for_nobody(parse_text: ParseText) -> None:
    assert find_credits(parse_text("Analysis: bank paid the smugglers", voice=Voice.TITLE)) == []


def test_a_transcript_s_bracket_names_the_speaker(parse_text: ParseText) -> None:
    parsed = parse_text("We have a report from Rosa Lund.\n\n[Begin recording] [Lund] The storm cut the line.")
    words = [token.text for token in parsed.tokens]
    (credit,) = credits_of(find_credits(parsed), words.index("cut"))
    assert credit.source == words.index("Lund")
