"""Test that imported claims stand where they say."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.exchange import ClaimLine, Grounder, find_words, format_claim, parse_claim
from sayso.model import Span
from sayso.model.errors import GroundingError
from sayso.testing import assert_grounded, make_document

TEXT = "The vote was held on Sunday. Rosa Lind won the vote.\nThe vote was close, said Rosa Lind.\n"


def line(words: str, start: int | None = None, end: int | None = None, **more: object) -> ClaimLine:
    data = {
        "doc": "vote",
        "subject": {"name": "Rosa Lind", "type": "person"},
        "predicate": "controls",
        "object": {"name": "the vote", "type": "event", "aliases": ["The vote"]},
        "evidence": {"start": start, "end": end, "text": words},
    }
    return parse_claim(json.dumps(data | more))


def test_words_are_found_at_their_offsets() -> None:
    assert find_words(line("The vote", 53, 61), TEXT) == Span(53, 61)


def test_words_are_found_where_line_ends_differ() -> None:
    found = find_words(line("won the\n vote. The vote", 1, 2), TEXT)
    assert found.cut(TEXT) == "won the vote.\nThe vote"


def test_words_at_two_places_need_offsets() -> None:
    with pytest.raises(GroundingError, match="2 places"):
        find_words(line("The vote"), TEXT)


def test_words_that_stand_nowhere_are_refused() -> None:
    with pytest.raises(GroundingError, match="does not stand"):
        find_words(line("Rosa Lind lost", 0, 14), TEXT)


@given(st.text(alphabet="ab \n", min_size=1, max_size=40), st.data())
def test_any_stretch_of_a_text_is_found_at_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    if words.strip():
        assert find_words(line(words, start, end), text) == Span(start, end)


def test_mentions_are_found_in_the_evidence() -> None:
    document = make_document(TEXT, "vote")
    grounder = Grounder(document, (), "import")
    grounder.add(line("Rosa Lind won the vote.", sources=[{"name": "Rosa Lind", "aliases": []}]))
    (claim,) = grounder.reading().claims
    assert_grounded(claim, document)
    assert (claim.subject.words, claim.object.words) == ("Rosa Lind", "the vote")


def test_an_actor_that_the_evidence_does_not_name_has_an_empty_mention() -> None:
    document = make_document(TEXT, "vote")
    grounder = Grounder(document, (), "import")
    grounder.add(line("The vote was held on Sunday."))
    (claim,) = grounder.reading().claims
    assert claim.subject.words == ""
    assert_grounded(claim, document)


def test_a_claim_goes_out_as_it_came_in() -> None:
    document = make_document(TEXT, "vote")
    grounder = Grounder(document, (), "import")
    grounder.add(line("Rosa Lind won the vote.", amount="12 EUR", time="2020", id="claim-7"))
    reading = grounder.reading()
    out = format_claim(reading.claims[0], "vote", {actor.id: actor for actor in reading.actors})
    again = Grounder(document, (), "import")
    again.add(parse_claim(out))
    assert again.reading() == reading
    assert json.loads(out)["amount"] == "12 EUR"


def told(**more: object) -> dict[str, object]:
    """Return details that count in the text of this file."""
    return {"details": {"text": make_document(TEXT, "vote").text_id} | more}


def test_details_of_another_text_give_no_offsets() -> None:
    grounder = Grounder(make_document(TEXT, "vote"), (), None)
    more = told(text="text-of-somebody", subject={"id": "actor-9", "at": [0, 3]}, confidence=0.25)
    grounder.add(line("Rosa Lind won the vote.", 29, 52, **more))
    (claim,) = grounder.reading().claims
    assert (claim.subject.words, claim.confidence, claim.subject.actor == "actor-9") == ("Rosa Lind", 0.25, False)


def test_offsets_beyond_the_text_are_refused() -> None:
    grounder = Grounder(make_document(TEXT, "vote"), (), None)
    with pytest.raises(GroundingError, match="beyond the end"):
        grounder.add(line("Rosa Lind won the vote.", 29, 52, **told(subject={"id": "actor-9", "at": [0, 900]})))


def test_the_id_of_another_actor_is_not_taken_over() -> None:
    """Two actors of one name stay two, and an id that somebody else bears gives a new one."""
    grounder = Grounder(make_document(TEXT, "vote"), (), None, lambda one: one == "actor-9")
    for number, actor in enumerate(("actor-7", "actor-8", "actor-9")):
        more = told(subject={"id": actor, "at": [29, 38]}, trigger=[39, 42])
        grounder.add(line("Rosa Lind won the vote.", 29, 52, id=f"claim-{number}", **more))
    bearers = [claim.subject.actor for claim in grounder.reading().claims]
    assert bearers[:2] == ["actor-7", "actor-8"]
    assert len(set(bearers)) == 3
    assert "actor-9" not in bearers


def test_lines_without_an_id_that_differ_in_their_time_are_two() -> None:
    grounder = Grounder(make_document(TEXT, "vote"), (), "import")
    for time in ("2019", "2020"):
        grounder.add(line("Rosa Lind won the vote.", time=time))
    assert len(grounder.reading().claims) == 2
