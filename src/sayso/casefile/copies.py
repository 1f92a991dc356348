"""Find out whether the words of a new document stand in those before it."""

from collections import Counter

from sayso.intake.duplicates import Fingerprint, link
from sayso.model import Document, TextLink
from sayso.store import Store


class CopyFinder:
    """Hold the fingerprints of a casefile's texts; grows with each document.

    Shingles lead to the texts that hold them, so that a new text is compared with those alone that share some: 691
    texts compared each with each would take as long as writing them.
    """

    def __init__(self, store: Store) -> None:
        self._kept: dict[str, Fingerprint] = {}
        self._holders: dict[int, tuple[str, ...]] = {}
        for doc, data in store.fingerprints():
            self._add(Fingerprint.from_bytes(doc, data))

    def find(self, document: Document) -> tuple[bytes, tuple[TextLink, ...]]:
        """Return the document's fingerprint, and its links to the documents before it."""
        fingerprint = Fingerprint.of(document.id, document.text)
        shared: Counter[str] = Counter()
        for shingle in fingerprint.hashes.tolist():
            shared.update(self._holders.get(shingle, ()))
        links = link(fingerprint, (self._kept[doc] for doc in sorted(shared) if doc != document.id))
        self._add(fingerprint)
        return fingerprint.to_bytes(), tuple(links)

    def _add(self, fingerprint: Fingerprint) -> None:
        if fingerprint.doc in self._kept:
            return
        self._kept[fingerprint.doc] = fingerprint
        for shingle in fingerprint.hashes.tolist():
            self._holders[shingle] = (*self._holders.get(shingle, ()), fingerprint.doc)
