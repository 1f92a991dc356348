"""Export the same readings from every kind of store: the bytes are the same, in every form."""

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from sayso.casefile import Casefile
from sayso.casefile.readers import ReaderChoice
from sayso.model import Document, Reader, Reading
from sayso.model.errors import SaysoError
from sayso.testing import FixedClock, Planted, ScriptedReader
from tests.casefile.test_upkeep import World
from tests.exchange.scenes import PLANTED, TEXTS

ODD = {
    "letters": "Ærø Line funds Éclair Line.\nzebra Line funds Zebra Line.\nİzmir Line funds ärger Line.\n"
    "_Line funds 9 Line 🐦.\n東京 Line funds \u202eטרן Line\u202c “so to speak” & <so>.\n",
}
SCRIPT = (
    *PLANTED,
    Planted("Ærø Line funds Éclair Line", "Ærø Line", "funds", "Éclair Line", time="2019-03"),
    Planted("zebra Line funds Zebra Line", "zebra Line", "funds", "Zebra Line", confidence=1 / 3),
    Planted("İzmir Line funds ärger Line", "İzmir Line", "funds", "ärger Line", certainty="probable"),
    Planted("_Line funds 9 Line", "_Line", "funds", "9 Line", role="Ältester"),
    Planted("東京 Line funds \u202eטרן Line", "東京 Line", "funds", "טרן Line"),
)


class Kept:
    """Read with another reader, each document once: the stores shall differ, not the readings."""

    def __init__(self, reader: Reader) -> None:
        self.version, self._reader = reader.version, reader
        self._kept: dict[str, Reading | Exception] = {}

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Exception]:
        """Yield as the other reader."""
        for document in documents:
            if document.id not in self._kept:
                (self._kept[document.id],) = self._reader.read([document])
            yield self._kept[document.id]


def exports_of(case: Casefile) -> dict[str, bytes | str]:
    """Return what every form and table writes, and what is told to be lost."""
    written: dict[str, bytes | str] = {}
    for form in case.export_forms():
        for table in form.tables or (None,):
            stream: io.BytesIO | io.StringIO = io.BytesIO() if form.binary else io.StringIO()
            report = case.export(stream, form.name, table=table)
            written[f"{form.name} {table}"] = stream.getvalue()
            written[f"{form.name} {table} lost"] = repr((report.written, report.lost))
    written["decisions"] = "".join(lines_of(case.export_decisions))
    return written


def lines_of(export: Callable[[io.StringIO], object]) -> str:
    stream = io.StringIO()
    export(stream)
    return stream.getvalue()


def differing(
    reader: Reader, texts: Path, places: Iterable[str | Path], fill: Callable[[Casefile], object]
) -> set[str]:
    """Read, rule and export at every place; return the names of the exports that are not the same at all."""
    every = []
    for place in places:
        with Casefile(place, reader=reader, clock=FixedClock()) as case:
            case.read(texts)
            fill(case)
            every.append(exports_of(case))
            assert case.audit().sound
    assert len(every[0]) > 25
    return {name for name in every[0] if len({one[name] for one in every}) > 1}


def rule(case: Casefile) -> None:
    """Rule on claims and actors, so that exports have something to tell of it."""
    views = sorted(case.claims(), key=lambda view: view.claim.id)
    case.reject(views[0].claim.id, by="Ida", why="ärgerlich")
    case.correct(views[1].claim.id, by="Ida", time="2015")
    actors = sorted(row.id for row in case.actors())
    case.keep_apart(actors[0], actors[1], by="Ida")
    case.merge(actors[1], actors[2], by="Ída")


@pytest.fixture
def places(tmp_path: Path, new_address: str) -> tuple[str | Path, ...]:
    """Return a place of each kind of store."""
    return ":memory:", tmp_path / "case.sayso", new_address


def test_the_same_readings_and_rulings_export_alike_from_every_store(
    tmp_path: Path, places: tuple[str | Path, ...]
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in (TEXTS | ODD).items():
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    assert differing(ScriptedReader(SCRIPT), texts, places, rule) == set()


@pytest.mark.parametrize("seed", [3, 8])
def test_so_does_whatever_people_did_by_chance(tmp_path: Path, places: tuple[str | Path, ...], seed: int) -> None:
    def live(case: Casefile) -> None:
        world = World(case, seed)
        for _ in range(3):
            world.add()
        for _ in range(12):
            try:
                world.rng.choice((world.add, world.read_again, world.rule, world.rule))()
            except SaysoError:
                continue

    (tmp_path / "texts").mkdir()
    assert differing(ScriptedReader(), tmp_path / "texts", places, live) == set()


@pytest.mark.shared
@pytest.mark.slow
def test_the_seeds_export_alike_from_every_store(shared: Path, places: tuple[str | Path, ...]) -> None:
    reader = Kept(ReaderChoice("rules").load())
    assert differing(reader, shared / "seeds", places, rule) == set()
