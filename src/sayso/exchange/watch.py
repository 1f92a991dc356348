"""Tell which layout a watchlist is in, and read it: files in, entries and refusals out."""

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sayso.exchange.known_csv import is_known, read_known
from sayso.exchange.watch_ftm import read_ftm, read_targets
from sayso.exchange.watch_items import Dated, Item, Passed, Refused
from sayso.exchange.watch_ofac import ADD, ALT, SDN, read_ofac
from sayso.exchange.watch_un import read_un
from sayso.model.errors import ExchangeError, UsageError
from sayso.model.watch import WatchEntry

HEAD = 2**16
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
MOST_REFUSED = 200
"""Refusals that are told one by one; the others are counted."""
KNOWN = "known"
"""The form of a list of known actors."""


@dataclass(slots=True)
class WatchFile:
    """Read a list from its files.

    `form`, `digest` are known at once; `version`, `refused`, `passed` when `entries` has been read to its end.
    """

    paths: Sequence[Path]
    listed: str
    form: str
    digest: str
    version: str | None = None
    refusals: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)

    def entries(self) -> Iterator[WatchEntry]:
        """Yield the entries, of several with one id the first; the others are refused."""
        seen: set[str] = set()
        self.version, self.refusals = None, 0
        self.refused.clear()
        self.passed.clear()
        with ExitStack() as opened:
            streams = [opened.enter_context(path.open("rb")) for path in self.paths]
            for item in _read(self.form, streams, self.listed):
                entry = self._note(item, seen)
                if entry is not None:
                    yield entry

    def _note(self, item: Item, seen: set[str]) -> WatchEntry | None:
        match item:
            case Refused(place, reason):
                self._refuse(place, reason)
            case Passed(kind):
                self.passed[kind] += 1
            case Dated(date):
                self.version = max(self.version or "", date) if _DATE.fullmatch(date) else self.version
            case WatchEntry(id=key) if key in seen:
                self._refuse(key, "another entry has this id")
            case WatchEntry(id=key):
                seen.add(key)
                return item
        return None

    def _refuse(self, place: str, reason: str) -> None:
        self.refusals += 1
        if len(self.refused) < MOST_REFUSED:
            self.refused.append((place, reason))


def open_watchlist(paths: Sequence[Path], listed: str) -> WatchFile:
    """Return a list to be read from files, which together are one; raises ExchangeError for an unknown layout."""
    if not paths:
        raise UsageError("A list needs a file. Name one.")
    forms = {_form_of(path) for path in paths}
    form = "ofac" if forms <= _OFAC.keys() else next(iter(forms))
    if len(paths) > 1 and form != "ofac":
        raise UsageError("Only the tables of OFAC are several files of one list. Add others one by one.")
    if form == "ofac" and f"ofac {SDN}" not in forms:
        raise ExchangeError("These are OFAC's other names or addresses without sdn.csv. Give them together with it.")
    return WatchFile(paths, listed, form, _digest(paths))


def _digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 over the SHA-256 of each file."""
    parts = []
    for path in paths:
        with path.open("rb") as stream:
            parts.append(hashlib.file_digest(stream, "sha256").hexdigest())
    return parts[0] if len(parts) == 1 else hashlib.sha256("".join(parts).encode()).hexdigest()


_OFAC = {f"ofac {width}": width for width in (SDN, ALT, ADD)}


def _form_of(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    form = sniff(head)
    if form is None:
        raise ExchangeError(f"{path.name} {_say_why(head)}")
    return form


def _say_why(head: bytes) -> str:
    """Return why no layout is told by the first bytes of a file, and what to do."""
    if not head.strip():
        return "is empty. Fetch or save it again."
    for mark, told in _OTHERS.items():
        if head.startswith(mark):
            return told
    line = head.decode("utf-8-sig", errors="replace").split("\n", 1)[0]
    names = [cell.strip().casefold() for cell in line.split(";")]
    if is_known(names):
        return "has its columns parted by semicolons. Save it with commas between them."
    more = [cell.strip() for cell in line.split(",")]
    if {"name", "type"} <= {cell.casefold() for cell in more}:
        odd = ", ".join(cell[:40] for cell in more if not is_known(["name", "type", cell]))
        return f"has columns that known actors have not: {odd}. Take them out; name, type, aliases and id may be there."
    return (
        "is in no layout of a list that is known: FollowTheMoney JSON lines, targets.simple.csv of OpenSanctions, the "
        "UN's consolidated XML, OFAC's sdn.csv, or a CSV with the columns name and type."
    )


_OTHERS = {
    b"\xff\xfe": "is UTF-16. Save it as UTF-8.",
    b"\xfe\xff": "is UTF-16. Save it as UTF-8.",
    b"PK": "is a ZIP archive or a workbook. Unpack it, or save its table as CSV.",
    b"\x1f\x8b": "is compressed with gzip. Unpack it.",
    b"%PDF": "is a PDF. Lists come as XML, CSV or JSON lines.",
}


def sniff(head: bytes) -> str | None:
    """Return the layout of a list from its first bytes: `un`, `ftm`, `targets`, `known`, `ofac N`; None for others."""
    text = head.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("<"):
        return "un" if "CONSOLIDATED_LIST" in text else None
    line = text.split("\n", 1)[0]
    if text.startswith("{"):
        return "ftm" if '"schema"' in line and '"properties"' in line and _is_json(line, len(head)) else None
    try:
        cells = [cell.strip() for cell in next(csv.reader([line], skipinitialspace=True), [])]
    except csv.Error:
        return None
    if {"id", "schema", "name"} <= set(cells):
        return "targets"
    if cells and cells[0].isdigit() and f"ofac {len(cells)}" in _OFAC:
        return f"ofac {len(cells)}"
    return KNOWN if is_known(cells) else None


def _is_json(line: str, size: int) -> bool:
    """Tell whether a line is an object, where its end is at hand."""
    if size >= HEAD and len(line.encode()) >= HEAD - 4:
        return True
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read(form: str, streams: Sequence[IO[bytes]], listed: str) -> Iterator[Item]:
    if form == "ofac":
        tables = []
        for stream in streams:
            width = _OFAC[sniff(stream.read(HEAD)) or ""]
            stream.seek(0)
            tables.append((width, stream))
        return read_ofac(tables, listed)
    one = {"ftm": read_ftm, "targets": read_targets, "un": read_un, KNOWN: read_known}[form]
    return one(streams[0], listed)
