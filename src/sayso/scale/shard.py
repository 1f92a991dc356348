"""Describe a shard: which bytes it holds, what it is called, and what is written of each document."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from sayso.casefile.readers import Refusal
from sayso.model import Document, Reading, Unreadable

LAYOUT = 1
"""The layout of a shard's file, beside what follows from the records themselves."""


@dataclass(frozen=True, slots=True)
class Item:
    """Name bytes that are read: a file, or some records of a WARC one after another.

    `key` is a hash of the bytes and of the name under which they are read, since a name may date a document. `start`
    is where the first record begins in the WARC as it lies there, `records` how many there are; 0 means a whole file.
    `words` is an estimate.
    """

    key: str
    location: str
    words: int
    start: int = 0
    records: int = 0


@dataclass(frozen=True)
class Shard:
    """Hold what one file of readings is made from: items in order. Never empty."""

    items: tuple[Item, ...]

    @cached_property
    def id(self) -> str:
        """Return a hash of the documents and of the version of intake, which decides what their text is."""
        from sayso.intake import INTAKE_VERSION

        digest = hashlib.sha256(f"{LAYOUT}\n{INTAKE_VERSION}\n".encode())
        for item in self.items:
            digest.update(f"{item.key}\n".encode())
        return digest.hexdigest()[:24]

    @property
    def words(self) -> int:
        """Return about how many words there are."""
        return sum(item.words for item in self.items)


@dataclass(frozen=True, slots=True)
class ShardRow:
    """Hold what came of one document or of one file that gave none, in the order of the shard.

    `document` with `reading` where it was read, with `refusal` where the reader gave none; `unreadable` alone where
    intake gave none. `fingerprint` is the sketch by which copies are found, `signature` the shorter one of MinHash.
    """

    document: Document | None = None
    reading: Reading | None = None
    refusal: Refusal | None = None
    unreadable: Unreadable | None = None
    fingerprint: bytes | None = None
    signature: bytes | None = None


def file_name(shard: str, version: str) -> str:
    """Return the name of a shard's file: its hash and the reader's version in letters that any disk takes."""
    return f"{shard}-{re.sub(r'[^A-Za-z0-9.]+', '-', version)}.parquet"
