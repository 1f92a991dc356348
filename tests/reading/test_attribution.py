"""Check credits and their chains on sentences of our own."""

import pytest

from sayso.reading.attribution import credits_of, find_credits
from tests.reading.conftest import ParseText

# (text, word, sources of the word outermost first)
CHAINS = [
    ("Anna Mori said that the ferry sank.", "sank", ["Mori"]),
    ("The ferry sank, Mori said.", "sank", ["Mori"]),
    ("The deal, Mori said, will close soon.", "close", ["Mori"]),
    ('"We lost the ferry," said Anna Mori.', "lost", ["Mori"]),
    ("She told the council that the ferry sank.", "sank", ["She"]),
    ("According to the port office, the crew fled.", "fled", ["office"]),
    ("The crew fled, according to the port office.", "fled", ["office"]),
    ("According to El Diario, police said the crew fled.", "fled", ["Diario", "police"]),
    (
        "The Courier, citing two officials, reported that the ministry had said that the bridge fell.",
        "fell",
        ["Courier", "officials", "ministry"],
    ),
    ("The mill denied reports that it had paid the inspector.", "paid", ["mill"]),
    ("The mill rejected a report by the Daily Star that it had paid the inspector.", "paid", ["mill"]),
    ("The Daily Star published a report that the mill had paid the inspector.", "paid", ["Star"]),
    ("The bank hid losses, the Daily Star reported, citing an audit.", "hid", ["Star", "audit"]),
    ("The coach was quoted by the Daily Star as saying that the talks failed.", "failed", ["Star", "coach"]),
    ("As the paper noted, the firm paid bribes.", "paid", ["paper"]),
    ("In the words of the coach, the team collapsed.", "collapsed", ["coach"]),
    ("The firm is said to have bribed a judge.", "bribed", [None]),
    ("It was rumored that the club sold the keeper.", "sold", [None]),
    ("It was reported that the club sold the keeper.", "sold", [None]),
    ("The firm was reportedly funded by a bank.", "funded", [None]),
    ("The firm was allegedly funded by a bank.", "funded", [None]),
    ("It was reported by the Daily Star that the club sold the keeper.", "sold", ["Star"]),
    ("The senator accused the brewer of bribing a judge.", "bribing", ["senator"]),
    ("The senator blamed the brewer for poisoning the river.", "poisoning", ["senator"]),
    ("The brewer denied bribing a judge.", "bribing", ["brewer"]),
    ("The brewer denied that it had bribed a judge.", "bribed", ["brewer"]),
    ("The minister has leveled charges against the bank for aiding the smugglers.", "aiding", ["minister"]),
    ("Allegations by the union that the firm hid profits were false.", "hid", ["union"]),
    ("The mayor's claim that the clerk stole the money was false.", "stole", ["mayor"]),
    ("The union called on the mine to raise wages.", "raise", ["union"]),
    ("The union urged the mine to raise wages.", "raise", ["union"]),
    ("The judge ordered the release of the captain.", "release", ["judge"]),
    ("Protesters called for the removal of the dean.", "removal", ["Protesters"]),
    ("Files show that the bank paid the rebels.", "paid", ["Files"]),
    ("A report by the auditors says the fund lost money.", "lost", ["report"]),
    ("The inquiry found no evidence that the firm paid bribes.", "paid", ["inquiry"]),
    ("The mayor believes that the clerk stole the money.", "stole", ["mayor"]),
    ("Officials said on condition of anonymity that the cargo was stolen.", "stolen", ["Officials"]),
    ("The owner, explaining that sales fell, closed the shop.", "fell", ["owner"]),
    ("The mayor and the bishop said the mill burned.", "burned", ["mayor", "bishop"]),
    ("He went on to say that the port was closed.", "closed", ["He"]),
    ("Navarro noted: If the vote is lost, the party will respect the outcome.", "respect", ["Navarro"]),
    ("It is simple, tell them the crew fled.", "fled", []),
    ("The union offered to help the mine; however, any deal is at odds with the plan to close it.", "odds", []),
    ("The mayor said that the crew left the port, adding that the ferry sank.", "sank", ["mayor"]),
    ("The mayor said the guards kept watch, explaining that the ferry sank.", "sank", ["mayor", "mayor"]),
]
OWN_VOICE = [
    ("The ferry sank off the coast.", "sank"),
    ("Mori knew that the ferry sank.", "sank"),
    ("Mori learned that the ferry sank.", "sank"),
    ("The firm promised to raise wages.", "raise"),
    ("The envoy did not say whether the army burned the village.", "burned"),
    ("The mine owns the railway that the union said was unsafe.", "owns"),
]


def chain(parse_text: ParseText, text: str, word: str) -> list[str | None]:
    parsed = parse_text(text)
    place = max(i for i, token in enumerate(parsed.tokens) if token.text == word)
    found = credits_of(find_credits(parsed), place)
    return [None if credit.source is None else parsed.tokens[credit.source].text for credit in found]


@pytest.mark.parametrize(("text", "word", "wanted"), CHAINS)
def test_a_word_stands_on_its_chain_of_sources(
    parse_text: ParseText, text: str, word: str, wanted: list[str | None]
) -> None:
    assert chain(parse_text, text, word) == wanted


@pytest.mark.parametrize(("text", "word"), OWN_VOICE)
def test_the_author_s_own_voice_has_no_credit(parse_text: ParseText, text: str, word: str) -> None:
    assert chain(parse_text, text, word) == []


def test_the_speaker_is_not_content(parse_text: ParseText) -> None:
    assert chain(parse_text, "The deal, Mori said, will close soon.", "Mori") == []


def test_coordinated_sources_share_content_and_depth(parse_text: ParseText) -> None:
    first, second = find_credits(parse_text("The mayor and the bishop said the mill burned."))
    assert (first.content, first.depth) == (second.content, second.depth)


def test_a_paper_that_cites_another_passes_on(parse_text: ParseText) -> None:
    found = find_credits(parse_text("The Courier, citing two officials, reported that the bridge fell."))
    assert [credit.passes_on for credit in sorted(found, key=lambda one: one.depth)] == [True, False]


def test_a_bare_report_is_named(parse_text: ParseText) -> None:
    (credit,) = find_credits(parse_text("The bank reportedly sold its shares."))
    assert credit.source is None
    assert credit.bare == "(unattributed report)"


def test_credits_are_found_without_the_index_too(parse_text: ParseText) -> None:
    found = find_credits(parse_text("According to El Diario, police said the crew fled."))
    assert credits_of(list(found), 9) == credits_of(found, 9)


def test_an_empty_document_has_no_credits(parse_text: ParseText) -> None:
    assert find_credits(parse_text("")) == []


def test_turns_of_an_interview_are_the_words_of_whom_the_capitals_name(parse_text: ParseText) -> None:
    text = "HOLM: The yard burned down in May.\n\nREYES: The owners set the fire."
    assert chain(parse_text, text, "burned") == ["HOLM"]
    assert chain(parse_text, text, "set") == ["REYES"]


@pytest.mark.parametrize("label", ["UPDATE", "WARNING"])
def test_a_lone_label_in_capitals_speaks_for_nobody(parse_text: ParseText, label: str) -> None:
    text = f"The mill burned down.\n\n{label}: Police arrested two men.\n\n{label}: The fire is out."
    assert chain(parse_text, text, "arrested") == []
