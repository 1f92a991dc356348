"""Test that a reader is kept to its protocol."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.casefile.readers import Refusal, read_chunk
from sayso.model import Document, Evidence, ReaderVersion, Reading
from sayso.testing import make_document
from tests.casefile.scenes import TEXTS, reader


@dataclass
class Wayward:
    """Read as the scripted reader does, and then break a promise."""

    fault: str

    @property
    def version(self) -> ReaderVersion:
        return ReaderVersion("wayward", "1", "0")

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Exception]:
        for document in documents:
            (reading,) = reader().read([document])
            if self.fault == "raise" and document.name == "paper":
                raise RuntimeError("out of order")
            if self.fault == "silent" and document.name == "paper":
                return
            if self.fault == "misquote" and isinstance(reading, Reading):
                claims = tuple(replace(c, evidence=Evidence(c.evidence.span, "made up")) for c in reading.claims)
                yield replace(reading, claims=claims)
                continue
            if self.fault == "nobody" and isinstance(reading, Reading):
                yield replace(reading, actors=())
                continue
            yield reading


def outcomes(fault: str) -> list[str]:
    documents = [make_document(text, name) for name, text in TEXTS.items()]
    found = read_chunk(Wayward(fault), documents)
    return [outcome.code if isinstance(outcome, Refusal) else "read" for outcome in found]


def test_a_reader_that_raises_loses_one_document() -> None:
    assert outcomes("raise") == ["read", "failed", "read"]


def test_a_reader_that_falls_silent_loses_one_document() -> None:
    assert outcomes("silent") == ["read", "failed", "read"]


def test_a_misquotation_is_refused() -> None:
    assert outcomes("misquote") == ["ungrounded", "ungrounded", "read"]


def test_a_claim_on_nobody_is_refused() -> None:
    assert set(outcomes("nobody")) == {"ungrounded"}
