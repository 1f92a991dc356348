"""What an explanation says of each sentence, and that it is of the reading itself."""

import pytest

from sayso.model.errors import UnreadableDocument
from sayso.model.explanation import FrameNote, MeaningNote, Reason, SentenceNote
from sayso.reading.reader import RuleReader
from tests.reading.bank import load_cases
from tests.reading.conftest import make_document

TEXT = (
    "Maria Tell, the head of Northwind Ferries, denied on 3 May 2016 that she had met Oskar Venn. "
    "Northwind Ferries might sue Oskar Venn in 2018."
)


def explain(reader: RuleReader, text: str) -> tuple[SentenceNote, ...]:
    return reader.explain(make_document(text)).sentences


def frame_at(sentence: SentenceNote, words: str, kind: str = "verb") -> FrameNote:
    return next(frame for frame in sentence.frames if (frame.words, frame.kind) == (words, kind))


def only(frame: FrameNote) -> MeaningNote:
    (meaning,) = frame.meanings
    return meaning


def test_the_claims_explained_are_those_of_the_reading(reader: RuleReader) -> None:
    document = make_document("\n\n".join(case.text for case in load_cases()[:60] if case.comment is None))
    explained = reader.explain(document)
    claims = [m.claim for s in explained.sentences for frame in s.frames for m in frame.meanings]
    assert {claim.id: claim for claim in claims} == {claim.id: claim for claim in reader.read_one(document).claims}


def test_every_span_holds_its_words(reader: RuleReader) -> None:
    for sentence in explain(reader, TEXT):
        assert all(mention.span.cut(TEXT) == mention.words for mention in sentence.mentions)
        assert all(scope.span.cut(TEXT) == scope.words for scope in sentence.scopes)
        assert all(time.span.cut(TEXT) == time.words for time in sentence.times)
        assert all(frame.trigger.cut(TEXT) == frame.words for frame in sentence.frames)
        assert all(part.span.cut(TEXT) == part.words for frame in sentence.frames for part in frame.arguments)


def test_a_pronoun_carries_the_number_of_its_actor(reader: RuleReader) -> None:
    first = explain(reader, TEXT)[0]
    number = {mention.words: mention.number for mention in first.mentions}
    assert number["she"] == number["Maria Tell"] != number["Oskar Venn"]


def test_a_claim_names_its_source_and_the_word_that_denies_it(reader: RuleReader) -> None:
    first = explain(reader, TEXT)[0]
    meaning = only(frame_at(first, "met"))
    assert [(credit.source, credit.cue) for credit in first.credits] == [("Maria Tell", "denied")]
    assert [(scope.words, scope.effect) for scope in meaning.scopes] == [("denied", "denied")]
    assert [source.name for source in meaning.claim.sources] == ["Maria Tell"]


def test_a_claim_names_the_expression_that_dates_it_and_the_sense_that_fit(reader: RuleReader) -> None:
    meaning = only(frame_at(explain(reader, TEXT)[1], "sue"))
    assert [(time.words, time.edtf) for time in meaning.times] == [("2018", "2018")]
    assert (meaning.sense, meaning.slots) == ("verb sue", ("subject", "object"))
    assert meaning.factors


@pytest.mark.parametrize(
    ("text", "trigger", "reason"),
    [
        ("Northwind Ferries painted Tern Bank.", "painted", Reason.NO_SENSE),
        ("Oskar Venn married Denmark.", "married", Reason.TYPE),
        ("Oskar Venn and Maria Tell funded.", "funded", Reason.NO_ARGUMENT),
        ("They met Oskar Venn.", "met", Reason.NO_ACTOR),
    ],
)
def test_a_frame_without_a_claim_says_why(reader: RuleReader, text: str, trigger: str, reason: Reason) -> None:
    frame = frame_at(explain(reader, text)[0], trigger)
    assert not any(meaning.sense for meaning in frame.meanings)
    assert reason in [objection.reason for objection in frame.objections]


def test_what_is_said_twice_is_said_already(reader: RuleReader) -> None:
    twice = explain(reader, "Oskar Venn met Maria Tell. Oskar Venn met Maria Tell.")[1]
    assert [one.reason for one in frame_at(twice, "met").objections if one.confidence] == [Reason.SAID_ALREADY]


def test_a_document_that_is_not_read_is_not_explained(reader: RuleReader) -> None:
    with pytest.raises(UnreadableDocument):
        RuleReader(max_words=3).explain(make_document(TEXT))
