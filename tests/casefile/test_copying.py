"""Copy casefiles between databases: nothing may be lost, nothing may be half there."""

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import NotFound, SaysoError, StoreError, UsageError
from sayso.model.search import SearchHit
from sayso.model.view import Copied
from tests.casefile.test_upkeep import World


def fill(case: Casefile, seed: int = 7) -> World:
    """Do what people do: read, read again, rule, take back."""
    world = World(case, seed)
    for _ in range(3):
        world.add()
    for _ in range(14):
        try:
            world.rng.choice((world.add, world.read_again, world.rule, world.rule))()
        except SaysoError:
            continue
    return world


def written(export: Callable[[io.StringIO], object]) -> str:
    stream = io.StringIO()
    export(stream)
    return stream.getvalue()


def everything(case: Casefile) -> dict[str, object]:
    """Return what a casefile answers, in bytes where it exports."""
    stats = case.stats()
    return {
        "claims": written(case.export),
        "decisions": written(case.export_decisions),
        "audit": case.audit(),
        "revision": case.revision,
        "edges": list(case.list_edges()),
        "contests": list(case.contests()),
        "found": [
            (hit.key, hit.rank) for words in ("met", "fern", '"and birch"', "-met cedar") for hit in hits(case, words)
        ],
        "counts": (stats.documents, stats.claims, stats.frames, stats.raw_actors, stats.links, stats.judgements),
    }


def hits(case: Casefile, words: str) -> list[SearchHit]:
    return list(case.search(words).hits)


@pytest.mark.parametrize("order", [("file", "postgresql", "file"), ("postgresql", "postgresql"), ("file", "file")])
def test_a_copy_answers_as_the_original_to_the_byte(tmp_path: Path, new_address: str, order: tuple[str, ...]) -> None:
    places = [
        str(tmp_path / f"{at}.sayso") if kind == "file" else f"{new_address}x{at}" for at, kind in enumerate(order)
    ]
    with sayso.open(places[0]) as case:
        fill(case)
        wanted = everything(case)
        assert wanted["decisions"]
    for source, target in pairwise(places):
        with sayso.open(source, must_exist=True) as case:
            told: list[Copied] = []
            report = case.copy_to(target, progress=told.append, check=True)
        assert told[-1].done == told[-1].total == report.rows
        with sayso.open(target, must_exist=True) as copy:
            assert everything(copy) == wanted
            assert [*copy._store.check(), *copy._store.recount()] == []


def test_a_copy_goes_on_where_the_original_stood(tmp_path: Path, new_address: str) -> None:
    with sayso.open(tmp_path / "one.sayso") as case:
        fill(case)
        case.copy_to(new_address)
        case.copy_to(tmp_path / "other.sayso")
    answers = []
    for place in (new_address, str(tmp_path / "other.sayso")):
        with sayso.open(place) as copy:
            world = World(copy, 11)
            world.texts = [("", None, ())] * 40  # type: ignore[list-item]
            world.add()
            copy.grade("Gorse Post", "B", by="Ida")
            actors = [row.id for row in copy.actors()]
            copy.keep_apart(actors[0], actors[1], by="Ida")
            assert [*copy._store.check(), *copy._store.recount()] == []
            assert copy.audit().sound
            answers.append(written(copy.export))
    assert answers[0] == answers[1]


def test_a_target_that_holds_something_is_refused_and_stays(tmp_path: Path, new_address: str) -> None:
    with sayso.open(tmp_path / "one.sayso") as case, sayso.open(new_address) as full:
        fill(case)
        World(full, 3).add()
        before = everything(full)
        with pytest.raises(UsageError, match="holds something already"):
            case.copy_to(new_address)
        assert everything(full) == before


@pytest.mark.parametrize("kind", ["file", "postgresql"])
def test_a_copy_that_breaks_off_leaves_nothing(tmp_path: Path, new_address: str, kind: str) -> None:
    target = str(tmp_path / "copy.sayso") if kind == "file" else new_address

    def stop(copied: Copied) -> None:
        if copied.table == "claims":
            raise RuntimeError("pulled the plug")

    with sayso.open(":memory:") as case:
        fill(case)
        with pytest.raises(RuntimeError, match="plug"):
            case.copy_to(target, progress=stop)
        if kind == "file":
            assert not list(tmp_path.iterdir())
        case.copy_to(target, check=True)


def test_a_broken_chain_of_decisions_is_not_copied(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "one.sayso") as case:
        fill(case)
        with case._store._forks.writing() as c:  # type: ignore[attr-defined]
            c.exec_driver_sql("UPDATE decisions SET body = replace(body, 'Ida', 'Eve') WHERE seq = 1")
        with pytest.raises(StoreError, match="sayso audit"):
            case.copy_to(tmp_path / "other.sayso")
    assert not (tmp_path / "other.sayso").exists()


@pytest.mark.parametrize("kind", ["file", "postgresql"])
def test_a_backup_is_a_casefile_that_can_be_restored(tmp_path: Path, new_address: str, kind: str) -> None:
    place = str(tmp_path / "one.sayso") if kind == "file" else new_address
    with sayso.open(place) as case:
        fill(case)
        wanted = everything(case)
        report = case.back_up(tmp_path / "backup.sayso")
        assert report.checked
        with pytest.raises(UsageError, match="already"):
            case.back_up(tmp_path / "backup.sayso")
    assert sorted(path.name for path in tmp_path.iterdir() if "backup" in path.name) == ["backup.sayso"]
    with sayso.open(tmp_path / "backup.sayso", must_exist=True) as backup:
        assert everything(backup) == wanted
        backup.copy_to(f"{new_address}restored", check=True)
    with sayso.open(f"{new_address}restored", must_exist=True) as restored:
        assert everything(restored) == wanted


def test_a_backup_with_a_fault_is_not_kept(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "one.sayso") as case:
        fill(case)
        with case._store._forks.writing() as c:  # type: ignore[attr-defined]
            c.exec_driver_sql("UPDATE texts SET body = 'x' || body")
        with pytest.raises(StoreError, match="faults, the first: "):
            case.back_up(tmp_path / "backup.sayso")
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


def test_what_is_not_there_cannot_be_opened(new_address: str) -> None:
    with pytest.raises(NotFound, match="no casefile in the schema"):
        sayso.open(new_address, must_exist=True)
