"""What holds of every reading, whatever the text: quotes, ids, order, independence, errors in their place."""

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Claim, Document, Frame, Metadata, Reader, Reading
from sayso.model.errors import UnreadableDocument
from sayso.reading.reader import RuleReader
from sayso.testing import assert_grounded, make_document
from tests.reading.bank import load_cases
from tests.reading.conftest import BankReadings
from tests.reading.test_dates import OPEN

CASES = load_cases()
TEXTS = [case.text for case in CASES if case.comment is None]
PASSAGES = ["\n".join(TEXTS[at : at + 8]) for at in range(0, 64, 8)]
NAMED = Metadata(date="2019-06-14", date_found="byline", language="en")
passages = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6, unique=True)
few = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def documents(texts: Iterable[str]) -> list[Document]:
    return [make_document(text, f"text-{number}", NAMED) for number, text in enumerate(texts)]


def read(reader: Reader, texts: Sequence[str]) -> list[Reading]:
    found = list(reader.read(documents(texts)))
    assert all(isinstance(one, Reading) for one in found), found
    return [one for one in found if isinstance(one, Reading)]


def assert_sound(reading: Reading, document: Document, reader: RuleReader) -> None:
    """Check what must hold of any reading."""
    actors = {actor.id for actor in reading.actors}
    for claim in reading.claims:
        assert_grounded(claim, document)
        assert claim.predicate in reader.vocabulary.predicates
        assert claim.subject.actor != claim.object.actor
        assert actors.issuperset({claim.subject.actor, claim.object.actor, *(s.actor for s in claim.sources)})
        assert claim.evidence.span.contains(claim.trigger)
    for frame in reading.frames:
        assert frame.evidence.span.cut(document.text) == frame.evidence.words
        assert all(part.span.cut(document.text) == part.words for part in frame.arguments)
        assert actors.issuperset(part.actor for part in frame.arguments if part.actor is not None)
    statements: list[Claim | Frame] = [*reading.claims, *reading.frames]
    assert len({one.id for one in statements}) == len(statements)
    for one in statements:
        fact = one.factuality
        assert (fact.polarity in "+-", bool(fact.certainty), bool(fact.modality)) == (True, True, True)
        assert one.time is None or parse_edtf(OPEN.sub("", one.time))
    assert len(actors) == len(reading.actors)
    assert (reading.doc, reading.text_id) == (document.id, document.text_id)


def test_every_reading_of_the_bank_is_sound(reader: RuleReader, bank: BankReadings) -> None:
    for case in CASES:
        assert_sound(bank.reading(case), case.document(), reader)


def test_passages_of_several_sentences_are_read_soundly(reader: RuleReader) -> None:
    for reading, document in zip(read(reader, PASSAGES), documents(PASSAGES), strict=True):
        assert_sound(reading, document, reader)
        assert reading.claims


@few
@given(texts=passages)
def test_sentences_in_any_order_are_read_soundly(reader: RuleReader, texts: list[str]) -> None:
    (document,) = documents(["\n".join(texts)])
    (reading,) = read(reader, ["\n".join(texts)])
    assert_sound(reading, document, reader)


@few
@given(texts=passages)
def test_a_text_without_letters_between_the_sentences_changes_nothing(reader: RuleReader, texts: list[str]) -> None:
    plain, spaced = read(reader, ["\n".join(texts), "\n\n* * *\n\n".join(texts)])
    assert [claim.predicate for claim in plain.claims] == [claim.predicate for claim in spaced.claims]


def test_reading_twice_gives_the_same(reader: RuleReader) -> None:
    assert read(reader, PASSAGES[:3]) == read(reader, PASSAGES[:3])


def test_another_reader_of_the_same_make_gives_the_same(nlp: Any, reader: RuleReader) -> None:
    other = RuleReader()
    other.language = nlp
    assert read(other, PASSAGES[:1]) == read(reader, PASSAGES[:1])
    assert other.version == reader.version


def test_neighbours_and_their_order_change_nothing(reader: RuleReader) -> None:
    together = {reading.doc: reading for reading in read(reader, PASSAGES)}
    turned = {
        reading.doc: reading for reading in reader.read(documents(PASSAGES)[::-1]) if isinstance(reading, Reading)
    }
    alone = read(reader, PASSAGES[4:5])[0]
    assert list(turned) == list(together)[::-1]
    assert {key: one.claims for key, one in turned.items()} == {key: one.claims for key, one in together.items()}
    assert together[alone.doc] == alone


def test_readings_come_in_the_order_of_the_documents(reader: RuleReader) -> None:
    given_ids = [document.id for document in documents(PASSAGES)]
    assert [reading.doc for reading in read(reader, PASSAGES)] == given_ids


def test_claims_stand_in_the_order_of_their_sentences(reader: RuleReader) -> None:
    for reading in read(reader, PASSAGES):
        starts = [claim.evidence.span.start for claim in reading.claims]
        assert starts == sorted(starts)


def test_documents_are_taken_one_by_one(reader: RuleReader) -> None:
    taken: list[str] = []

    def endless() -> Iterable[Document]:
        for document in documents(PASSAGES):
            taken.append(document.name)
            yield document

    next(iter(reader.read(endless())))
    assert len(taken) < len(PASSAGES)


def test_a_claim_keeps_its_id_whatever_follows_in_other_documents(reader: RuleReader) -> None:
    text = "Norway sued Kestrel Airways."
    first, _ = read(reader, [text, "Kenya sued Kestrel Airways."])
    (second,) = read(reader, [text])
    assert [claim.id for claim in first.claims] == [claim.id for claim in second.claims] != []


def test_a_document_in_another_language_is_refused_in_its_place(reader: RuleReader) -> None:
    first, last = documents(PASSAGES[:2])
    foreign = make_document("Norwegen verklagt die Fluglinie.", "foreign", Metadata(language="de"))
    found = list(reader.read([first, foreign, last]))
    assert [type(one) for one in found] == [Reading, UnreadableDocument, Reading]
    assert isinstance(found[1], UnreadableDocument)
    assert found[1].code == "language"
    assert found[1].remedy


def test_an_error_inside_one_document_does_not_stop_the_next(
    reader: RuleReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_one = RuleReader.read_one

    def breaking(self: RuleReader, document: Document) -> Reading:
        if document.name == "text-1":
            raise IndexError("list index out of range")
        return read_one(self, document)

    monkeypatch.setattr(RuleReader, "read_one", breaking)
    found = list(reader.read(documents(PASSAGES[:3])))
    assert [type(one) for one in found] == [Reading, UnreadableDocument, Reading]
    assert isinstance(found[1], UnreadableDocument)
    assert found[1].code == "broken"
    assert "list index out of range" in found[1].reason


@pytest.mark.parametrize("text", ["", "\n", "!!! ??? …", "1 2 3", "\u202e\u0000", "(((((", "“”", "a" * 3000])
def test_a_text_without_a_sentence_makes_no_claim(reader: RuleReader, text: str) -> None:
    (reading,) = read(reader, [text])
    assert reading.claims == ()


def test_the_reader_is_found_by_its_name() -> None:
    (point,) = entry_points(group="sayso.readers", name="rules")
    assert point.load() is RuleReader
    assert isinstance(RuleReader(), Reader)


def test_the_version_names_reader_rules_and_data(reader: RuleReader) -> None:
    assert re.fullmatch(r"rules/\S+\+[0-9a-f]{12}", str(reader.version))
    assert all(one.reader == str(reader.version) for one in read(reader, PASSAGES[:1])[0].claims)


def test_another_vocabulary_is_another_version_of_the_reader(reader: RuleReader, tmp_path: Path) -> None:
    path = tmp_path / "shipping.yaml"
    path.write_text("name: shipping\npredicates: {}\n", encoding="utf-8")
    assert RuleReader(vocabulary=[path]).version.digest != reader.version.digest


def test_the_model_does_not_grow_by_the_names_of_documents(reader: RuleReader) -> None:
    read(reader, PASSAGES[:1])
    before = len(reader.language.vocab.strings)
    read(reader, [f"Ivo Babic{at} met Karin Ots{at} of Zelkova{at} Lines in Oslo." for at in range(50)])
    assert len(reader.language.vocab.strings) == before


def test_threads_read_one_after_another(reader: RuleReader) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda text: read(reader, [text]), PASSAGES[:4] * 2))
    assert found == [read(reader, [text]) for text in PASSAGES[:4] * 2]
