"""Every question with a least confidence is answered as if claims less sure were not there."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.cli.report.gather import gather
from sayso.model.edge import Edge
from sayso.model.errors import UsageError
from sayso.testing import Planted, ScriptedReader
from tests.casefile.scenes import PLANTED, write_texts

FLOOR = 0.5
type Ask = Callable[[Casefile, float | None], object]


def export(case: Casefile, floor: float | None) -> list[str]:
    stream = io.StringIO()
    count = case.export(stream, min_confidence=floor).count("claims")
    lines = stream.getvalue().splitlines()
    assert count == len(lines)
    return [line.split('"id": ')[1][:20] for line in lines]


def told(edge: Edge) -> list[str]:
    """Return the claims of an edge: their ids are of the text, those of edges of whoever else is known."""
    return [item.claim for item in edge.attestations]


def counts(case: Casefile, floor: float | None) -> object:
    stats = case.stats(min_confidence=floor)
    return stats.claims, stats.denied, stats.sources, stats.edges, stats.predicates


ASKED: dict[str, Ask] = {
    "claims": lambda case, floor: [view.claim.id for view in case.claims(min_confidence=floor)],
    "actors": lambda case, floor: [(row.name, row.claims) for row in case.actors(min_confidence=floor) if row.claims],
    "actor": lambda case, floor: [view.claim.id for view in case.actor("Lowick Guild", min_confidence=floor).claims],
    "sections": lambda case, floor: [
        (told(tie.edge), tie.standing, tie.against)
        for section in case.actor("Dunmore Steel", min_confidence=floor).sections
        for tie in section.ties
    ],
    "said": lambda case, floor: [view.claim.id for view in case.actor("Mira Holt", min_confidence=floor).said],
    "edges": lambda case, floor: [told(edge) for edge in case.edges(min_confidence=floor)],
    "contested": lambda case, floor: [told(edge) for edge in case.edges(contested=True, min_confidence=floor)],
    "stats": counts,
    "docs": lambda case, floor: [(row.name, row.claims) for row in case.documents(min_confidence=floor)],
    "search": lambda case, floor: [
        (hit.kind, hit.id) for hit in case.search("Lowick", min_confidence=floor).hits if hit.kind == "claim"
    ],
    "export": export,
    "report": lambda case, floor: [told(tie.edge) for tie in gather(case, min_confidence=floor).ties],
}


@pytest.fixture(scope="module")
def sure_case(tmp_path_factory: pytest.TempPathFactory) -> Casefile:
    """Give a casefile of the same documents in which nothing less sure was ever claimed."""
    folder = tmp_path_factory.mktemp("sure")
    sure = ScriptedReader(tuple(one for one in PLANTED if one.predicate is None or one.confidence >= FLOOR))
    case = sayso.open(folder / "case.sayso", reader=sure)
    case.read(write_texts(folder / "texts"))
    return case


@pytest.mark.parametrize("asked", ASKED)
def test_it_is_as_if_claims_less_sure_were_not_there(read_case: Casefile, sure_case: Casefile, asked: str) -> None:
    assert ASKED[asked](read_case, FLOOR) == ASKED[asked](sure_case, None)


@pytest.mark.parametrize("asked", sorted({*ASKED} - {"said", "report"}))
def test_without_a_floor_all_are_there(read_case: Casefile, sure_case: Casefile, asked: str) -> None:
    assert ASKED[asked](read_case, None) != ASKED[asked](sure_case, None)


def test_the_setting_holds_where_no_argument_is_given(read_case: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_MIN_CONFIDENCE", "0.5")
    assert len(list(read_case.claims())) == 2
    assert len(list(read_case.claims(min_confidence=0.0))) == 3


def test_the_settings_file_holds_too(read_case: Casefile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sayso.toml").write_text("[sayso]\nmin_confidence = 0.5\n")
    monkeypatch.chdir(tmp_path)
    assert read_case.stats().claims == 2


@pytest.mark.parametrize("floor", [-0.1, 1.01, float("nan")])
def test_what_is_no_probability_is_refused(read_case: Casefile, floor: float) -> None:
    with pytest.raises(UsageError, match="from 0 to 1"):
        read_case.stats(min_confidence=floor)


def test_search_looks_past_claims_less_sure_for_its_limit(tmp_path: Path) -> None:
    lines = [f"Kite Rail number {number:02} sued Moss Bank." for number in range(30)]
    planted = tuple(
        Planted(line, "Kite Rail", "accuses", "Moss Bank", confidence=0.9 if number == 29 else 0.2)
        for number, line in enumerate(lines)
    )
    (tmp_path / "rail.txt").write_text("\n\n".join(lines))
    with sayso.open(":memory:", reader=ScriptedReader(planted)) as case:
        case.read(tmp_path / "rail.txt")
        found = case.search("Moss", limit=40, min_confidence=0.5).hits
    assert sum(hit.kind == "claim" for hit in found) == 1
