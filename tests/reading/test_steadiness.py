"""A document's claims do not depend on the process that reads it, and its cost is bounded."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import pytest

from sayso.model.errors import UnreadableDocument
from sayso.model.reading import Reading
from sayso.reading import language
from sayso.reading.reader import RuleReader
from sayso.reading.tokenizing import Piece
from tests.reading.conftest import make_document

TEXTS = (
    "Police arrested Ana Lind in Bergen on 3 May 2021.\n\nShe denied that she had attacked the mayor.",
    "Kestrel Airways bought Fjord Ferries. The union said that the company had dismissed Omar Haddad.",
    "The court in Lima fined Andes Mining.\n\n" + "Rosa Quispe sued the company in 2019. " * 20,
    "Home",
)


def read_texts(texts: tuple[str, ...]) -> dict[str, Reading | Exception]:
    """Return what a reader of its own makes of each text."""
    documents = [make_document(text) for text in texts]
    return dict(zip(texts, RuleReader().read(documents), strict=True))


@pytest.fixture(scope="module")
def alone() -> dict[str, Reading | Exception]:
    """Return the reading of each text, read by itself."""
    reader = RuleReader()
    return {text: reader.read_one(make_document(text)) for text in TEXTS}


@pytest.mark.slow
def test_two_processes_read_what_one_reads(alone: dict[str, Reading | Exception]) -> None:
    assert sum(len(reading.claims) for reading in alone.values() if isinstance(reading, Reading)) >= 4
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        halves = list(pool.map(read_texts, [TEXTS[::2], TEXTS[1::2]]))
    assert halves[0] | halves[1] == alone


def test_a_document_over_the_limit_is_refused_before_it_is_parsed() -> None:
    reader = RuleReader(max_words=100)
    with pytest.raises(UnreadableDocument, match="the limit is 100") as refused:
        reader.read_one(make_document("ferry " * 101))
    assert refused.value.code == "too-slow"
    assert "max_words" in refused.value.remedy
    assert "language" not in vars(reader)


def test_the_parser_holds_few_tokens_at_a_time(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    parse_batch = language._parse_batch

    def count_and_parse(nlp: Any, pieces: list[Piece]) -> Any:
        held.append(sum(len(piece.words) for piece in pieces))
        return parse_batch(nlp, pieces)

    monkeypatch.setattr(language, "_parse_batch", count_and_parse)
    monkeypatch.setattr(language, "BATCH_TOKENS", 100)
    parsed = language.parse(nlp, make_document("\n\n".join(["The ferry left."] * 60)))
    assert len(parsed.table.text) == sum(held) == 240
    assert held == [100, 100, 40]
