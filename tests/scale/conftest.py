"""Share a folder of documents, a reader that knows them, and a way to read them into shards."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.casefile.readers import ReaderChoice
from sayso.model import Reader
from sayso.scale import ShardReport, ShardTask, plan_shards, read_shard, read_shards
from tests.casefile.scenes import reader, write_texts

type ReadInto = Callable[..., ShardReport]
type WriteShards = Callable[..., None]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "texts")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shards"
    made.mkdir()
    return made


@pytest.fixture
def write_shards(folder: Path) -> WriteShards:
    """Read paths into small shards of one folder, in this process."""

    def write(*paths: Path, by: Reader | None = None) -> None:
        for shard in plan_shards(paths, 8):
            read_shard(by or reader(), shard, folder)

    return write


@pytest.fixture
def read_apart(folder: Path) -> ReadInto:
    """Read paths into shards of one folder, in processes."""

    def read(*paths: Path, by: Reader | None = None, target: int = 8, processes: int = 1) -> ShardReport:
        task = ShardTask(ReaderChoice(by or reader()), folder)
        return read_shards(task, plan_shards(paths, target), processes=processes)

    return read
