"""Claims carry their scopes: who says so, how sure, when, where, how much, in which words."""

from collections.abc import Callable

import pytest

from sayso.model import Claim, Document, Reading, Voice
from sayso.reading.reader import RuleReader
from tests.reading.conftest import make_document

type ReadText = Callable[..., Reading]


@pytest.fixture(scope="module")
def read(reader: RuleReader) -> ReadText:
    """Return a function that reads a text: `read(text, date=None, voice=Voice.BODY)`."""

    def read_text(text: str, date: str | None = "2019-06-14", voice: Voice = Voice.BODY) -> Reading:
        return reader.read_one(make_document(text, date, voice))

    return read_text


def only(reading: Reading, predicate: str) -> Claim:
    """Return the only claim with a predicate."""
    found = [claim for claim in reading.claims if claim.predicate == predicate]
    assert len(found) == 1, found
    return found[0]


def test_the_evidence_is_the_whole_sentence(read: ReadText) -> None:
    text = "It rained. Norway sued Kestrel Airways in May. Nobody came."
    assert only(read(text), "accuses").evidence.words == "Norway sued Kestrel Airways in May."


def test_the_mention_is_what_stands_there_and_the_actor_has_the_name(read: ReadText) -> None:
    reading = read("Anna Berg left Norway. She sued Kestrel Airways.")
    claim = only(reading, "accuses")
    name = next(actor.name for actor in reading.actors if actor.id == claim.subject.actor)
    assert (claim.subject.words, name) == ("She", "Anna Berg")


def test_an_unknown_agent_has_an_empty_span_at_the_trigger(read: ReadText) -> None:
    reading = read("Omar Nasser was arrested.")
    claim = only(reading, "arrests")
    agent = next(actor for actor in reading.actors if actor.id == claim.subject.actor)
    assert (claim.subject.words, claim.subject.span.start) == ("", claim.trigger.start)
    assert (agent.name, agent.named) == ("(unknown)", False)


def test_two_unknown_agents_are_not_the_same(read: ReadText) -> None:
    claims = read("Omar Nasser was arrested. Paul Hagen was arrested.").claims
    assert len({claim.subject.actor for claim in claims}) == 2


def test_time_place_and_role_stand_with_the_claim(read: ReadText) -> None:
    claim = only(read("Grace Mwangi met Raul Duarte in Geneva on 4 April 2018."), "meets")
    assert (claim.time, claim.place) == ("2018-04-04", "Geneva")
    assert only(read("Nina Petrov, deputy head of the Volga Rail Authority, left."), "member_of").role == "deputy head"


def test_what_is_asked_is_in_about(read: ReadText) -> None:
    claim = only(read("River Watch urged Norway to close the mine."), "requests")
    assert claim.about is not None
    assert "close the mine" in claim.about


def test_a_chain_of_sources_runs_from_the_outermost_to_the_innermost(read: ReadText) -> None:
    text = "According to the Harbor Times, the Fraud Office said Lakeside Bank financed the Red Kite Group."
    chain = only(read(text), "funds").sources
    assert [source.name for source in chain] == ["Harbor Times", "Fraud Office"]
    assert all(source.span is not None and source.span.cut(text) == source.words for source in chain)


def test_a_post_in_apposition_keeps_no_source(read: ReadText) -> None:
    reading = read("Lakeside Bank chief Ilse Brandt said that Norway had sued Kestrel Airways.")
    assert only(reading, "leads").sources == ()
    assert [source.name for source in only(reading, "accuses").sources] == ["Ilse Brandt"]


def test_the_words_of_a_comment_rest_on_the_commenter(reader: RuleReader) -> None:
    claim = only(reader.read_one(comment("Lakeside Bank bankrolled the Liberal Union.", "Old Sailor")), "funds")
    assert [(source.name, source.span) for source in claim.sources] == [("Old Sailor", None)]


def test_a_commenter_without_a_name_is_a_source_without_a_name(reader: RuleReader) -> None:
    reading = reader.read_one(comment("Lakeside Bank bankrolled the Liberal Union.", None))
    (source,) = only(reading, "funds").sources
    assert not next(actor for actor in reading.actors if actor.id == source.actor).named


def test_a_statement_made_twice_is_one_claim(read: ReadText) -> None:
    text = "Norway sued Kestrel Airways. Last week Norway sued Kestrel Airways."
    assert len([c for c in read(text, date=None).claims if c.predicate == "accuses"]) <= 2
    assert only(read("Norway sued Kestrel Airways. Norway sued Kestrel Airways."), "accuses")


def test_an_assertion_and_its_denial_are_two_claims(read: ReadText) -> None:
    claims = read("Norway sued Kestrel Airways. Norway never sued Kestrel Airways.").claims
    assert sorted(claim.factuality.polarity for claim in claims) == ["+", "-"]


def test_a_frame_without_a_predicate_is_kept_with_its_arguments(read: ReadText) -> None:
    reading = read("Anna Berg measured the lighthouse in May.")
    assert reading.claims == ()
    (frame,) = reading.frames
    assert (frame.lemma, frame.time) == ("measure", "2019-05")
    assert {"subject", "object"} <= {argument.role for argument in frame.arguments}


def comment(text: str, speaker: str | None) -> Document:
    """Return a document that is one reader comment."""
    from dataclasses import replace

    document = make_document(text, voice=Voice.COMMENT)
    return replace(document, segments=tuple(replace(part, speaker=speaker) for part in document.segments))


def test_a_hedging_adverb_does_not_reach_a_clause_beside_it(read: ReadText) -> None:
    reading = read("Pavel Orsic, who led Lakeside Bank from 1998 to 2004, reportedly met Yusuf Bakri in Oslo.")
    assert only(reading, "leads").sources == ()
    assert [source.cue for source in only(reading, "meets").sources] == ["reportedly"]


def test_what_a_claim_is_about_begins_after_the_preposition(read: ReadText) -> None:
    assert only(read("Kenya asked Norway for help."), "requests").about == "help"
    assert only(read("Norway accused Kestrel Airways of fraud."), "accuses").about == "fraud"


def test_who_is_said_to_have_done_it_is_no_source_of_it(read: ReadText) -> None:
    reading = read("Ivo Babic is said to have funded the Hill Guard.")
    names = {actor.id: actor.name for actor in reading.actors}
    assert "Ivo Babic" not in [names[source.actor] for source in only(reading, "funds").sources]


def test_a_role_noun_says_nothing_of_two_who_do_not_hold_it(read: ReadText) -> None:
    reading = read("Teresa Campos's sister is married to a colonel in the presidential guard.")
    names = {actor.id: actor.name for actor in reading.actors}
    said = {
        frozenset(names[side.actor] for side in (claim.subject, claim.object)): claim.role
        for claim in reading.claims
        if claim.predicate == "related_to"
    }
    assert said[frozenset({"Teresa Campos's sister", "Teresa Campos"})] == "sister"
    assert "sister" not in [role for pair, role in said.items() if "Teresa Campos's sister" not in pair]
