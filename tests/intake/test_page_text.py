"""Check the text of a saved page: comments with and without names, furniture behind them."""

from sayso.model import Voice
from tests.intake.conftest import Taker

PAGE = """Port strike ends

The dockers ended their strike on Tuesday after the company gave in, the mayor said in a long statement to the press.

Ada Quist is a Senior Fellow at the Institute of Ports.

Tags: , , ,


  • The company was never going to keep its promise, as anyone in this town could have told you.

  • Bram Olsen says:

    The union started it.

    It will do so again.

  • ida says:

    Bram is wrong.

Older stories

Ferries
"""


def test_commenters_keep_their_comments(take_text: Taker) -> None:
    document = take_text(PAGE)
    comments = [(s.speaker, s.span.cut(document.text)) for s in document.segments if s.voice is Voice.COMMENT]
    assert [speaker for speaker, _ in comments] == [None, "Bram Olsen", "Bram Olsen", "ida"]
    assert comments[2][1] == "It will do so again."


def test_names_tags_and_what_follows_are_furniture(take_text: Taker) -> None:
    document = take_text(PAGE)
    furniture = [s.span.cut(document.text) for s in document.segments if s.voice is Voice.FURNITURE]
    assert furniture == ["Tags: , , ,", "Bram Olsen says:", "ida says:", "Older stories", "Ferries"]


def test_comments_without_bullets_are_found_by_two_heads(take_text: Taker) -> None:
    document = take_text(
        "Port strike ends\n\nThe dockers ended their strike.\n\nBram says:\nMarch 5, 2021 at 8:00 am\n\nIt was time.\n"
        "\nIda says:\n\nIt was not.\n"
    )
    comments = [(s.speaker, s.speaker_date) for s in document.segments if s.voice is Voice.COMMENT]
    assert comments == [("Bram", "2021-03-05"), ("Ida", None)]


def test_a_quotation_of_one_speaker_is_no_comment(take_text: Taker) -> None:
    document = take_text("The mayor says:\n\n“We have a deal with the dockers of the port.”\n")
    assert not [s for s in document.segments if s.voice is Voice.COMMENT]
