"""Find texts that are nearly the same among very many, by MinHash in bands, so that a crawl is not read twice.

MinHash (Broder 1997) over the word shingles that intake makes: 128 permutations (multiply and shift; Dietzfelbinger and
others 1997) of which 16 bits each are kept, in 16 bands of 8 rows. Two texts that share 0.8 of their shingles meet in a
band in 95 of 100 cases, 0.9 in all but one of 5,000, 0.5 in 6 of 100, and are compared then. A text takes 256 bytes in
a file and 450 in memory; the sketches of the casefile take up to 16 KiB, and find excerpts too.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

NEAR = 0.8
"""The least share of equal rows: as near-duplicates are told elsewhere."""

_ROWS, _BANDS = 128, 16
_AT_ONCE = 1 << 20

type Signature = NDArray[np.uint16]


def sign(shingles: NDArray[np.uint64]) -> bytes | None:
    """Return the signature of a text's shingles; None for a text without any."""
    if not len(shingles):
        return None
    factors, terms = _permutations()
    least = np.full(_ROWS, np.iinfo(np.uint64).max, np.uint64)
    step = max(1, _AT_ONCE // _ROWS)
    with np.errstate(over="ignore"):
        for at in range(0, len(shingles), step):
            some = factors[:, None] * shingles[None, at : at + step] + terms[:, None]
            np.minimum(least, some.min(axis=1), out=least)
        mixed = (least ^ (least >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(48)).astype("<u2").tobytes()


class Copies:
    """Know which texts came before: those of earlier folders, which never change, and those of one shard."""

    def __init__(self, known: "_Known") -> None:
        self._known = known
        self._docs: list[str] = []
        self._signatures: list[Signature] = []
        self._bands: dict[tuple[int, int], list[int]] = {}

    @classmethod
    def of_folders(cls, folders: Iterable[Path]) -> Self:
        """Know the texts of the shards in some folders; raises TornFile, OtherLayout."""
        from sayso.scale.shard_file import read_signatures, shard_files

        files = [path for folder in folders for path in shard_files(folder)]
        return cls(_Known([pair for path in files for pair in read_signatures(path)]))

    @property
    def digest(self) -> str:
        """Return a hash of the texts of earlier folders: what is skipped follows from them."""
        return self._known.digest

    def fresh(self) -> "Copies":
        """Return one that knows the earlier folders and no other text."""
        return Copies(self._known)

    def add(self, doc: str, signature: bytes) -> None:
        """Remember a text."""
        rows = _rows(signature)
        for band, key in enumerate(_keys(rows[None, :])[0].tolist()):
            self._bands.setdefault((band, key), []).append(len(self._docs))
        self._docs.append(doc)
        self._signatures.append(rows)

    def find(self, signature: bytes) -> str | None:
        """Return the first text that is nearly the same, those of earlier folders before; None where there is none."""
        rows = _rows(signature)
        keys = _keys(rows[None, :])[0]
        if (known := self._known.find(rows, keys)) is not None:
            return known
        places = {place for band, key in enumerate(keys.tolist()) for place in self._bands.get((band, key), ())}
        near = (place for place in sorted(places) if _likeness(rows, self._signatures[place]) >= NEAR)
        return next((self._docs[place] for place in near), None)


class _Known:
    """Hold very many texts in arrays: for each band the keys in order, and whose they are."""

    def __init__(self, pairs: list[tuple[str, bytes]]) -> None:
        self._docs = np.array([doc for doc, _ in pairs], dtype="S64")
        self._rows = np.array([_rows(signature) for _, signature in pairs], np.uint16).reshape(-1, _ROWS)
        keys = _keys(self._rows)
        self._order = np.argsort(keys, axis=0, kind="stable").astype(np.uint32)
        self._keys = np.take_along_axis(keys, self._order.astype(np.intp), axis=0)
        named = hashlib.sha256(self._docs.tobytes() + self._rows.tobytes())
        self.digest = f"copies.{named.hexdigest()[:8]}"

    def find(self, rows: Signature, keys: NDArray[np.uint64]) -> str | None:
        places: set[int] = set()
        for band in range(_BANDS):
            held = self._keys[:, band]
            first, last = np.searchsorted(held, keys[band], "left"), np.searchsorted(held, keys[band], "right")
            places |= set(self._order[int(first) : int(last), band].tolist())
        near = (place for place in sorted(places) if _likeness(rows, self._rows[place]) >= NEAR)
        return next((self._docs[place].decode() for place in near), None)


def _likeness(one: Signature, two: Signature) -> float:
    return float(np.count_nonzero(one == two)) / _ROWS


def _rows(signature: bytes) -> Signature:
    return np.frombuffer(signature, "<u2").astype(np.uint16)


def _keys(rows: Signature) -> NDArray[np.uint64]:
    """Return a number of 64 bits for each band of each text."""
    folded = np.zeros((len(rows), _BANDS), np.uint64)
    cut = rows.reshape(len(rows), _BANDS, _ROWS // _BANDS).astype(np.uint64)
    with np.errstate(over="ignore"):
        for row in range(cut.shape[2]):
            folded = (folded ^ cut[:, :, row]) * np.uint64(0x9E3779B97F4A7C15)
            folded ^= folded >> np.uint64(29)
    return folded


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return odd factors and terms, the same in every process and every version of numpy."""
    drawn = np.frombuffer(hashlib.shake_256(b"sayso minhash 1").digest(_ROWS * 16), "<u8").astype(np.uint64)
    return drawn[:_ROWS] | np.uint64(1), drawn[_ROWS:]
