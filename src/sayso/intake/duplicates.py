"""Find texts that stand in other texts, wholly or in part: near-duplicates and excerpts.

A text's word 5-shingles (Broder 1997) are hashed and all hashes of residue 0 modulo a power of two are kept: a
modulo sketch. Unlike MinHash or bottom-k it estimates containment as well as likeness, whatever the lengths, since
the same shingles survive in every text. The modulus depends on the text's own length, and two sketches are compared
at the coarser of the two: short texts keep every shingle and are compared exactly.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from sayso.model import TextLink

type Hashes = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_SHINGLE = 5
_MOST_KEPT = 2_048
_ALL_INDEXED = 400
_LEAST_WORDS = 25
_LEAST_SHARED = 12
# Measured on 691 public reports (238,395 pairs, among them country pages of one pattern and sanctions lists with the
# same formulas) against texts made from them. Copies with a twentieth of the words changed keep .65-.84 of their
# shingles, with a tenth .46-.67; a half keeps .89 and more. Pages of one pattern share up to .72 where they are short
# (36 shingles) and .50 else; pages with legal formulas .22. So .5 with forty shingles: no unrelated pair, and 97-100 %
# of the copies. From .3 on a whole passage is shared: 8 pairs, 5 of them true, good enough to be shown and no more.
_NEAR = 0.8
_EXCERPT, _EXCERPT_SHARED = 0.5, 40
_PASSAGE, _PASSAGE_SHARED = 0.3, 60
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hold a text's sketch: sorted distinct shingle hashes that are 0 modulo 2 to the power of `level`.

    `doc` is the document's id. Texts of fewer than 25 words have an empty sketch and are linked to nothing.
    """

    doc: str
    level: int
    hashes: Hashes

    @classmethod
    def of(cls, doc: str, text: str) -> Self:
        """Return the fingerprint of a text; the same words give the same one, whatever their case and spacing."""
        return cls.of_shingles(doc, shingles_of(text))

    @classmethod
    def of_shingles(cls, doc: str, hashes: Hashes) -> Self:
        """Return the fingerprint of a text from what `shingles_of` gives for it."""
        level = max(0, (len(hashes) // _MOST_KEPT).bit_length())
        return cls(doc, level, _thin(hashes, level))

    @classmethod
    def from_bytes(cls, doc: str, data: bytes) -> Self:
        """Return the fingerprint that `to_bytes` gave."""
        return cls(doc, data[0] if data else 0, np.frombuffer(data[1:], "<u8").astype(np.uint64))

    def to_bytes(self) -> bytes:
        """Return one byte for the level, then the hashes as little-endian 64-bit numbers: at most 16 KiB or so."""
        return bytes([self.level]) + self.hashes.astype("<u8").tobytes()


def link(fingerprint: Fingerprint, others: Iterable[Fingerprint]) -> list[TextLink]:
    """Return how a text is linked to others, those with the larger share first.

    A near-duplicate shares 0.8 of the shingles of both. An excerpt has 0.8 of the shorter text's shingles in the
    longer, or 0.5 and forty of them; or it shares a passage, 0.3 and sixty. `doc` is then the one that is a part,
    which may be the other text. `share` tells them apart: whoever counts roots takes 0.5 and more for one text. Links
    need 12 shared shingles at least, so that a common phrase makes none; formulas that many documents have make none
    as long as most of the text is something else.
    """
    links = []
    for other in others:
        if other.doc != fingerprint.doc and (found := _compare(fingerprint, other)):
            links.append(found)
    return sorted(links, key=lambda found: (-found.share, found.doc, found.other))


class LinkIndex:
    """Find the texts that may be linked to one, among many, without comparing all pairs.

    Holds a posting list a hash, in memory: all hashes of short texts, one in four of longer ones. Texts come back in
    the order in which they were added.
    """

    def __init__(self) -> None:
        self._texts: list[Fingerprint] = []
        self._postings: dict[int, list[int]] = {}

    def add(self, fingerprint: Fingerprint) -> None:
        """Remember a text."""
        place = len(self._texts)
        self._texts.append(fingerprint)
        for key in _keys(fingerprint):
            self._postings.setdefault(key, []).append(place)

    def link(self, fingerprint: Fingerprint) -> list[TextLink]:
        """Return what `link` gives for the remembered texts that share a key with this one."""
        places = {place for key in fingerprint.hashes.tolist() for place in self._postings.get(key, ())}
        return link(fingerprint, (self._texts[place] for place in sorted(places)))


def _keys(fingerprint: Fingerprint) -> list[int]:
    hashes = fingerprint.hashes
    level = max(2, fingerprint.level) if len(hashes) > _ALL_INDEXED else fingerprint.level
    keys: list[int] = _thin(hashes, level).tolist()
    return keys


def _compare(one: Fingerprint, two: Fingerprint) -> TextLink | None:
    level = max(one.level, two.level)
    mine, theirs = _thin(one.hashes, level), _thin(two.hashes, level)
    if not len(mine) or not len(theirs):
        return None
    shared = int(np.intersect1d(mine, theirs, assume_unique=True).size)
    if shared << level < _LEAST_SHARED:
        return None
    part, whole, share = one, two, shared / len(mine)
    if shared / len(theirs) > share:
        part, whole, share = two, one, shared / len(theirs)
    if shared >= _NEAR * max(len(mine), len(theirs)):
        return TextLink(one.doc, two.doc, "near-duplicate", round(shared / len(mine), 4))
    found = shared << level
    if (
        share >= _NEAR
        or (share >= _EXCERPT and found >= _EXCERPT_SHARED)
        or (share >= _PASSAGE and found >= _PASSAGE_SHARED)
    ):
        return TextLink(part.doc, whole.doc, "excerpt", round(share, 4))
    return None


def shingles_of(text: str) -> Hashes:
    """Return the sorted distinct hashes of a text's word 5-shingles; none for fewer than 25 words."""
    words = _WORD.findall(text.casefold())
    return _shingles(words) if len(words) >= _LEAST_WORDS else np.empty(0, np.uint64)


def _thin(hashes: Hashes, level: int) -> Hashes:
    if not level:
        return hashes
    kept: Hashes = hashes[(hashes & np.uint64((1 << level) - 1)) == 0]
    return kept


def _shingles(words: list[str]) -> Hashes:
    """Return the sorted distinct hashes of runs of five words; fewer words than that give none."""
    if len(words) < _SHINGLE:
        return np.empty(0, np.uint64)
    known: dict[str, int] = {}
    for word in words:
        if word not in known:
            known[word] = _hash_word(word)
    single = np.fromiter((known[word] for word in words), np.uint64, len(words))
    mixed = np.zeros(len(words) - _SHINGLE + 1, np.uint64)
    with np.errstate(over="ignore"):
        for place in range(_SHINGLE):
            mixed = (mixed ^ single[place : len(single) - _SHINGLE + 1 + place]) * _PRIME
            mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def _hash_word(word: str) -> int:
    """Return a 64-bit hash that is the same in every process, as Python's own is not."""
    import hashlib

    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
