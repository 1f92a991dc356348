"""Take what a bibliography says of the documents: find whose each item is, and rule what it corrects."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sayso.casefile.describing import change_fields
from sayso.exchange.csl_items import Source, read_csl
from sayso.model.errors import UsageError
from sayso.model.view import DocumentRow, SourcesReport
from sayso.store import Store
from sayso.store.fold import fold

if TYPE_CHECKING:
    from sayso.casefile.deciding import Decider

_WEB = ("http://", "https://")


class _Shelf:
    """Find documents by what a bibliography may know of them."""

    def __init__(self, store: Store) -> None:
        self.by_id: dict[str, DocumentRow] = {}
        self._by_address: dict[str, list[str]] = {}
        self._by_title: dict[str, list[str]] = {}
        for row in store.documents():
            self.by_id[row.id] = row
            for one in row.origins:
                if one.location.startswith(_WEB):
                    self._by_address.setdefault(_plain(one.location), []).append(row.id)
            for title in {fold(row.title or ""), fold(row.name)} - {""}:
                self._by_title.setdefault(title, []).append(row.id)

    def find(self, source: Source) -> tuple[list[str], str]:
        """Return the documents that an item may be, and by what: one is found, several or none are not."""
        if source.digest is not None:
            return [source.digest] if source.digest in self.by_id else [], "the SHA-256 in its note"
        if source.address is not None and (found := self._by_address.get(_plain(source.address))):
            return list(dict.fromkeys(found)), "its address"
        named = self._by_title.get(fold(source.title or ""), [])
        found = [doc for doc in named if _agree(self.by_id[doc].date, source.date)]
        return found, "its title and date"


def import_csl(store: Store, text: str, decider: "Decider", why: str | None) -> SourcesReport:
    """Take a bibliography in; see `Rulings.import_sources`."""
    shelf, items, found = _Shelf(store), 0, 0
    seen: dict[str, str] = {}
    made: list[int] = []
    refused: list[tuple[str, str]] = []
    for source in read_csl(text):
        items += 1
        if not isinstance(source, Source):
            refused.append(source)
            continue
        docs, by_what = shelf.find(source)
        reason = _refuse(docs, by_what, seen)
        if reason is not None:
            refused.append((source.label, reason))
            continue
        found += 1
        row = shelf.by_id[docs[0]]
        seen[row.id] = source.label
        wanted = _wanted(row, source)
        try:
            if wanted and change_fields(store.name_docs([row.id])[row.id].metadata, wanted):
                words = why or f"bibliography, by {by_what}"
                made.append(decider.describe(row.id, wanted, words).decision.seq)
        except UsageError as error:
            refused.append((source.label, str(error)))
    return SourcesReport(items, found, tuple(made), tuple(refused))


def _refuse(docs: list[str], by_what: str, seen: Mapping[str, str]) -> str | None:
    if not docs:
        return f"no document of the casefile has {by_what}; put its SHA-256 into the note (`sayso docs --json` has it)"
    if len(docs) > 1:
        return f"{len(docs)} documents have {by_what}: give the SHA-256 of the one in its note"
    if docs[0] in seen:
        return f"{seen[docs[0]]} is the same document"
    return None


def _wanted(row: DocumentRow, source: Source) -> dict[str, object]:
    """Return the fields of which the item says something; an export gives the file's name where there is no title."""
    held: dict[str, object] = {"publisher": source.publisher, "date": source.date}
    if source.title is not None and not (row.title is None and source.title == row.name):
        held["title"] = source.title
    if source.authors:
        held["authors"] = list(source.authors)
    return {field: value for field, value in held.items() if value is not None}


def _agree(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two dates are one, or one is a part of the other (2018-05 and 2018-05-03)."""
    if not ours or not theirs:
        return False
    return ours == theirs or ours.startswith(f"{theirs}-") or theirs.startswith(f"{ours}-")


def _plain(address: str) -> str:
    """Return an address without what does not matter: the scheme, the part of a page, a last slash."""
    return address.split("#")[0].split("://", 1)[-1].rstrip("/")
