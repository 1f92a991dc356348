"""Make a casefile on which people rule, and say what state it is in."""

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

from sayso.casefile import Casefile
from sayso.model.view import ClaimView
from sayso.testing import FixedClock, Planted, ScriptedReader
from sayso.vocabulary import Vocabulary, load_vocabulary

TEXTS = {
    "harbour": "The harbour papers\n\nNorthwind Ferries paid Tern Bank in May.\n"
    "Northwind Ferries hid the captain, Vera Holm claims.\n",
    "answer": "No captain here\n\nPer Dahl says Northwind Ferries did not hide the captain.\n"
    "Tern Bank paid Northwind Ferries twice.\n",
    "letter": "A letter\n\nNorthwind paid Tern Bank, Vera Holm said.\n",
}
PAID = Planted("Northwind Ferries paid Tern Bank", "Northwind Ferries", "funds", "Tern Bank", time="2019-05")
HID = Planted(
    "Northwind Ferries hid the captain, Vera Holm", "Northwind Ferries", "shelters", "captain", source="Vera Holm"
)
DENIED = replace(HID, words="Per Dahl says Northwind Ferries did not hide the captain", polarity="-", source="Per Dahl")
BACK = Planted("Tern Bank paid Northwind Ferries", "Tern Bank", "funds", "Northwind Ferries")
SHORT = Planted("Northwind paid Tern Bank, Vera Holm", "Northwind", "funds", "Tern Bank", source="Vera Holm")
PLANTED = (PAID, HID, DENIED, BACK, SHORT)


def scripted(*planted: Planted, release: str = "1") -> ScriptedReader:
    return ScriptedReader(planted or PLANTED, release)


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def make_case(path: str | Path = ":memory:") -> Casefile:
    """Open a casefile with a fixed clock; a vocabulary loaded once spares each a part of a second."""
    case = Casefile(path, reader=scripted(), clock=FixedClock())
    case.__dict__["_vocabulary"] = vocabulary()
    return case


def write_texts(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def reread(case: Casefile, folder: Path, reader: ScriptedReader) -> None:
    """Read the same documents with another reader."""
    case._reader = reader
    case.read(folder)


def find(case: Casefile, words: str) -> ClaimView:
    """Return the only claim whose evidence has these words."""
    (found,) = [view for view in case.claims() if words in view.claim.evidence.words]
    return found


def export(case: Casefile) -> str:
    stream = io.StringIO()
    case.export(stream)
    return stream.getvalue()


def chain(case: Casefile) -> str:
    stream = io.StringIO()
    case.export_decisions(stream)
    return stream.getvalue()


def state_of(case: Casefile) -> object:
    """Return all that answers questions: claims, canonical actors, edges, counts, what is exported."""
    stats = case.stats()
    return (
        [replace(view, rulings=()) for view in case.claims()],
        case._store.canonical(),
        sorted((edge.id, edge.attestations) for edge in case.edges()),
        (stats.claims, stats.denied, stats.edges, stats.sources, stats.actors, stats.predicates),
        sorted((row.id, row.claims) for row in case.actors()),
        export(case),
        case.grades(),
    )
