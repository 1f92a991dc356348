"""Files of strangers are taken in apart while shards are read, and come out the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.casefile.readers import ReaderChoice
from sayso.model import Document
from sayso.scale import ShardTask, plan_shards, read_shard, read_shards
from sayso.scale.bounds import Bounds
from sayso.scale.run import make_task
from sayso.scale.shard_file import read_rows, shard_files
from sayso.scale.taking import units_of
from tests.casefile.scenes import reader
from tests.scale.crawl import answer, page, sentences, write_warc


@pytest.fixture
def task(folder: Path) -> Iterator[ShardTask]:
    made = ShardTask(ReaderChoice(reader()), folder, None, apart=True)
    yield made
    made.close()


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    answers = [(f"http://news.test/{n}?a=1", answer(page(f"Story {n}", sentences([f"Ort{n}"])))) for n in range(5)]
    answers.insert(2, ("http://news.test/gone", answer(b"no", "404 Not Found")))
    return write_warc(tmp_path / "crawl.warc.gz", answers)


def taken(task: ShardTask | None, *paths: Path | str) -> list[object]:
    opened = None if task is None else task.opened
    units = (unit for shard in plan_shards(paths, 30) for item in shard.items for unit in units_of(item, opened))
    return [one for unit in units for one in unit()]


def refuse(*_: object) -> None:
    raise AssertionError("a stranger's file is parsed by the process that reads")


def test_files_and_records_come_from_apart_as_they_would_from_here(
    task: ShardTask, crawl: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = repository / "samples" / "documents"
    here = taken(None, samples, crawl)
    assert sum(isinstance(one, Document) for one in here) > 15
    monkeypatch.setattr("sayso.intake.formats.read_bytes", refuse)
    assert taken(task, samples, crawl) == here


def test_what_is_left_of_a_damaged_archive_does_so_too(task: ShardTask, crawl: Path) -> None:
    data = crawl.read_bytes()
    crawl.write_bytes(data[: len(data) * 2 // 3])
    assert taken(task, crawl) == taken(None, crawl)


def test_so_does_a_file_of_a_store(task: ShardTask, monkeypatch: pytest.MonkeyPatch) -> None:
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://bucket/a.html", "wb") as file:
        file.write(page("A story", sentences(["Ort"])))
    here = taken(None, "memory://bucket/a.html")
    assert isinstance(here[0], Document)
    monkeypatch.setattr("sayso.intake.formats.read_bytes", refuse)
    assert taken(task, "memory://bucket/a.html") == here


def test_a_process_that_reads_writes_the_same_file_either_way(texts: Path, crawl: Path, folder: Path) -> None:
    rows = []
    for apart in (False, True):
        into = folder / str(apart)
        into.mkdir()
        made = ShardTask(ReaderChoice(reader()), into, Bounds(30), apart=apart)
        assert read_shards(made, plan_shards([texts, crawl], 30)).lost == ()
        rows.append([row for path in shard_files(into) for row in read_rows(path)])
    assert rows[0] == rows[1]


def test_a_file_that_takes_too_long_ends_the_process_that_takes_it_in(
    task: ShardTask, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.intake.apart._START", "import time; time.sleep(60)")
    slow = ShardTask(task.choice, task.folder, Bounds(0.3), apart=True)
    (shard,) = plan_shards([texts / "court.txt"])
    (row,) = read_rows(read_shard(reader(), shard, task.folder, task=slow))
    assert row.unreadable is not None
    assert row.unreadable.code == "too-slow"
    assert slow._taker._process is None


@pytest.mark.parametrize(("setting", "apart"), [("0", False), ("1", True)])
def test_the_setting_says_where(folder: Path, monkeypatch: pytest.MonkeyPatch, setting: str, apart: bool) -> None:
    monkeypatch.setenv("SAYSO_APART", setting)
    assert make_task(folder).apart is apart
