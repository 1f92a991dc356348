"""Check prose of several layouts: what is one paragraph, what is a heading, what is parted."""

import pytest

from sayso.model import Voice
from tests.intake.conftest import Taker

WRAPPED = """Lisbon, 14 Aug 93 (NORDPRESS) -- [Text] The shipping company
Atlantica has sold three of its ferries to a rival, the harbour
master said in a statement that was read on the radio.

   The buyer, a firm from Porto, will pay 12 million dollars for the
three ferries. It has not said what it means to do with the crews of
the vessels.

   A court in Porto must still approve the sale.
"""


def test_wrapped_lines_become_whole_paragraphs(take_text: Taker) -> None:
    texts = [segment.span.cut(document.text) for document in [take_text(WRAPPED)] for segment in document.segments]
    assert texts[1].startswith("The shipping company Atlantica has sold")
    assert texts[2].endswith("the crews of the vessels.")
    assert len(texts) == 4


def test_a_dateline_gives_date_and_publisher_and_stands_apart(take_text: Taker) -> None:
    document = take_text(WRAPPED)
    assert (document.metadata.date, document.metadata.date_found) == ("1993-08-14", "dateline")
    assert document.metadata.publisher == "NORDPRESS"
    assert document.segments[0].voice is Voice.FURNITURE
    assert document.segments[0].span.cut(document.text) == "Lisbon, 14 Aug 93 (NORDPRESS) -- [Text]"


def test_a_long_bracket_behind_a_dateline_is_a_statement(take_text: Taker) -> None:
    document = take_text(
        "Oslo, 3 May 91 (RADIO) -- [Letter sent by the harbour master to the mayor of Bergen] [Text]\nDear mayor, "
        "the ferries will not sail before the court has ruled on the matter.\n"
    )
    assert [s.voice for s in document.segments] == [Voice.FURNITURE, Voice.BODY, Voice.FURNITURE, Voice.BODY]


def test_a_sentence_cut_by_a_blank_line_is_joined(take_text: Taker) -> None:
    document = take_text(
        "The union was losing faith in the talks with the company and\nwas beginning to ask the mayor about possible\n"
        "\nways to end the strike. Nobody on the council had expected\nthat the talks would take so long this time.\n"
    )
    assert "possible ways to end" in document.text
    assert len(document.segments) == 1


def test_headings_and_list_items_stay_apart(take_text: Taker) -> None:
    document = take_text(
        "New faces on the council\n\nMonday, May 18, 2015\n\nVoters chose a new council on Sunday, for example:\n\n"
        "in the north, a teacher beat the old mayor;\n\nin the south, a docker won.\n"
    )
    voices = [segment.voice for segment in document.segments]
    assert voices == [Voice.TITLE, Voice.FURNITURE, Voice.BODY, Voice.BODY, Voice.BODY]
    assert document.metadata.title == "New faces on the council"
    assert document.metadata.date == "2015-05-18"


def test_a_date_before_the_first_sentence_is_parted(take_text: Taker) -> None:
    document = take_text("Flag contest opens\n\nThursday, May 7, 2015 On Tuesday, the council opened a contest.\n")
    assert document.segments[2].span.cut(document.text).startswith("On Tuesday")


def test_labelled_dates_of_the_head_date_the_document_by_the_last(take_text: Taker) -> None:
    document = take_text(
        "HARBOUR REGISTER\n\nDate on which the entry was made: 7 April 2011\n\nDates on which the entry was updated: "
        "3 June 2014, 1 May 2013\n\nThe company was listed in the register of the harbour on 6 October 2001.\n"
    )
    assert (document.metadata.date, document.metadata.date_found) == ("2014-06-03", "header")


def test_long_lines_without_blank_lines_are_paragraphs(take_text: Taker) -> None:
    line = "The harbour master told the council that the ferries had been sold to a rival from the south. " * 5
    assert len(take_text(f"{line}\n{line}\n{line}\n").segments) == 3


def test_an_author_is_found_at_the_head_and_at_the_foot(take_text: Taker) -> None:
    head = take_text("Ferries sold\n\nBy Ada Quist and Bram Olsen\n\nThe company sold three ferries on Monday.\n")
    foot = take_text("The company sold three ferries.\n\nAda Quist is the author of a book on the harbour.\n")
    assert head.metadata.authors == ("Ada Quist", "Bram Olsen")
    assert head.segments[1].voice is Voice.FURNITURE
    assert foot.metadata.authors == ("Ada Quist",)


def test_an_editors_note_names_the_publisher(take_text: Taker) -> None:
    document = take_text(
        "The company sold three ferries.\n\nAda Quist is a Senior Fellow at the Institute of Ports and the editor "
        "of the Harbour Review.\n"
    )
    assert document.metadata.publisher == "Harbour Review"


def test_a_date_in_a_title_is_not_the_documents_date(take_text: Taker) -> None:
    assert take_text("June 9, 2016 Meeting at the Harbour\n\nThe council met the union.\n").metadata.date is None


def test_a_date_in_the_file_name_is_the_last_resort(take_text: Taker) -> None:
    document = take_text("The company sold three ferries.", name="ferries_2016-09-12.txt")
    assert (document.metadata.date, document.metadata.date_found) == ("2016-09-12", "file name")
    assert document.name == "ferries_2016-09-12"


@pytest.mark.parametrize(
    ("opening", "parted"),
    [("10 May 2022. ", "10 May 2022."), ("Tuesday, May 10, 2022: ", "Tuesday, May 10, 2022:")],
)
def test_a_day_with_a_stop_that_opens_a_report_dates_it(take_text: Taker, opening: str, parted: str) -> None:
    document = take_text(f"Court fines shipper\n\n{opening}A court in Lagos fined the firm.\n\nIt will appeal.\n")
    assert (document.metadata.date, document.metadata.date_found) == ("2022-05-10", "dateline")
    assert parted in [s.span.cut(document.text) for s in document.segments if s.voice is Voice.FURNITURE]


def test_the_days_of_a_chronology_stay_with_their_events(take_text: Taker) -> None:
    document = take_text("The strike\n\n10 May 1922. The dockers walked out.\n\n12 May 1922. The port closed.\n")
    assert document.metadata.date is None
    assert all(segment.voice is not Voice.FURNITURE for segment in document.segments)


def test_a_date_within_the_first_sentence_is_no_dateline(take_text: Taker) -> None:
    assert take_text("On 10 May 1922 a court in Lagos fined the firm. It paid.\n").metadata.date is None
