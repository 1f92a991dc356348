"""Test the processes that read shards."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from sayso.casefile.readers import ReaderChoice
from sayso.model.errors import ReaderError, UsageError
from sayso.model.view import Progress
from sayso.scale import ShardTask, plan_shards, read_shards
from sayso.scale.crew import Done, map_here
from sayso.scale.shard_file import read_rows, shard_files
from tests.casefile.scenes import reader
from tests.scale.conftest import ReadInto
from tests.scale.test_plan import write_many


def documents(folder: Path) -> list[str]:
    rows = [row for path in shard_files(folder) for row in read_rows(path)]
    return sorted(row.document.name for row in rows if row.document)


def test_two_processes_write_what_one_writes(tmp_path: Path, read_apart: ReadInto, folder: Path) -> None:
    texts = write_many(tmp_path / "texts", 40)
    report = read_apart(texts, target=200, processes=2)
    names = {path.name for path in shard_files(folder)}
    assert (report.read, report.shards) == (40, len(names))
    assert documents(folder) == sorted(path.stem for path in texts.iterdir())
    assert names == {ShardTask(ReaderChoice(reader()), folder).path_of(one).name for one in plan_shards([texts], 200)}


def test_what_is_there_is_not_read_again(tmp_path: Path, read_apart: ReadInto, folder: Path) -> None:
    texts = write_many(tmp_path / "texts", 12)
    first = read_apart(texts, target=100)
    shard_files(folder)[0].unlink()
    second = read_apart(texts, target=100)
    assert second.known == first.shards - 1
    assert 0 < second.read < 12
    third = read_apart(texts, target=100)
    assert (third.known, third.read) == (first.shards, 0)


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, folder: Path) -> None:
    texts = write_many(tmp_path / "texts", 60)
    task = ShardTask(ReaderChoice(reader()), folder)
    done: list[Done] = []
    killed = 0
    for one in map_here(task, plan_shards([texts], 150), 2):
        done.append(one)
        if killed < 3:
            os.kill(kill_one(), signal.SIGKILL)
            killed += 1
    assert killed == 3
    assert documents(folder) == sorted(path.stem for path in texts.iterdir())
    assert len({one.shard.id for one in done}) == len(done) == len(shard_files(folder))


def test_a_worker_whose_driver_is_gone_ends_in_silence(texts: Path, folder: Path) -> None:
    from multiprocessing import Pipe

    from sayso.scale.crew import work

    ours, theirs = Pipe()
    (shard,) = plan_shards([texts])
    ours.send(shard)
    ours.close()
    before = signal.getsignal(signal.SIGINT)
    try:
        work(ShardTask(ReaderChoice(reader()), folder, None), theirs)
    finally:
        signal.signal(signal.SIGINT, before)


class Reset:
    """Be a pipe whose other end was killed with words of ours still in it."""

    def send(self, told: object) -> None:
        if told != "ready":
            raise BrokenPipeError

    def recv(self) -> None:
        raise ConnectionResetError


def test_so_does_one_whose_driver_was_killed_with_words_unheard(folder: Path) -> None:
    from sayso.scale.crew import work

    before = signal.getsignal(signal.SIGINT)
    try:
        work(ShardTask(ReaderChoice(reader()), folder, None), Reset())  # type: ignore[arg-type]
    finally:
        signal.signal(signal.SIGINT, before)


def kill_one() -> int:
    """Return the id of a process that reads."""
    from multiprocessing import active_children

    pid = active_children()[0].pid
    assert pid is not None
    return pid


def test_a_reader_that_does_not_load_is_said_once(texts: Path, folder: Path) -> None:
    with pytest.raises(ReaderError, match="oracle"):
        read_shards(ShardTask(ReaderChoice("oracle"), folder), plan_shards([texts]))


def test_a_folder_that_cannot_be_written_is_said(texts: Path, tmp_path: Path) -> None:
    task = ShardTask(ReaderChoice(reader()), tmp_path / "nowhere")
    with pytest.raises(ReaderError, match="cannot be written"):
        read_shards(task, plan_shards([texts]))


def test_ctrl_c_ends_the_processes_and_keeps_files(tmp_path: Path, folder: Path) -> None:
    from multiprocessing import active_children

    def stop(step: Progress) -> None:
        raise KeyboardInterrupt

    texts = write_many(tmp_path / "texts", 12)
    task = ShardTask(ReaderChoice(reader()), folder)
    report = read_shards(task, plan_shards([texts], 100), progress=stop)
    assert report.interrupted
    assert len(shard_files(folder)) >= 1
    assert active_children() == []


def test_nothing_to_read_starts_no_process(tmp_path: Path, folder: Path) -> None:
    begun = time.monotonic()
    report = read_shards(ShardTask(ReaderChoice(reader()), folder), plan_shards([tmp_path / "shards"]))
    assert report.shards == 0
    assert threading.active_count() == 1 or time.monotonic() - begun < 1


@pytest.mark.parametrize(
    ("given", "match"),
    [({"engine": "oxen"}, "engine"), ({"processes": 0}, "processes"), ({"engine": "ray"}, "address")],
)
def test_what_makes_no_sense_is_refused(given: dict[str, object], match: str, folder: Path) -> None:
    with pytest.raises(UsageError, match=match):
        read_shards(ShardTask(ReaderChoice(reader()), folder), [], **given)  # type: ignore[arg-type]
