"""Test reading one shard into its file."""

import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.casefile.readers import ReaderChoice
from sayso.model import Document, ReaderVersion, Reading
from sayso.scale import Shard, ShardTask, plan_shards, read_shard
from sayso.scale.bounds import Bounds
from sayso.scale.shard_file import OtherLayout, TornFile, read_header, read_rows, shard_files, write_rows
from tests.casefile.scenes import TEXTS, reader
from tests.scale.conftest import ReadInto


def one_shard(*paths: Path) -> Shard:
    (shard,) = plan_shards(paths)
    return shard


def test_a_shard_is_written_once(texts: Path, folder: Path) -> None:
    shard, by = one_shard(texts), reader()
    path = read_shard(by, shard, folder)
    written = path.stat().st_mtime_ns
    assert by.seen == sorted(TEXTS)
    assert read_shard(by, shard, folder) == path
    assert path.stat().st_mtime_ns == written
    assert by.seen == sorted(TEXTS)


def test_a_file_has_what_the_reader_gave(texts: Path, folder: Path) -> None:
    by = reader()
    rows = list(read_rows(read_shard(by, one_shard(texts), folder)))
    documents = [row.document for row in rows if row.document]
    assert [row.reading for row in rows] == list(by.read(documents))
    assert [document.name for document in documents] == sorted(TEXTS)


def test_a_file_says_what_is_in_it(texts: Path, folder: Path) -> None:
    (texts / "blank.txt").write_bytes(b"")
    shard, by = one_shard(texts), reader(broken=frozenset({"paper"}))
    header = read_header(read_shard(by, shard, folder))
    assert (header.shard, header.reader) == (shard.id, str(by.version))
    assert (header.rows, header.read, header.failed) == (4, 2, 1)


def test_two_versions_of_a_reader_write_two_files(texts: Path, folder: Path) -> None:
    shard = one_shard(texts)
    assert read_shard(reader(), shard, folder) != read_shard(reader(release="2"), shard, folder)  # type: ignore[arg-type]


def test_nothing_but_the_file_is_left(texts: Path, folder: Path) -> None:
    path = read_shard(reader(), one_shard(texts), folder)
    assert list(folder.iterdir()) == [path]


def test_a_shard_that_breaks_off_leaves_no_file(texts: Path, folder: Path) -> None:
    def rows() -> Iterator[None]:
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        write_rows(folder / "a.parquet", "a", "b", rows())  # type: ignore[arg-type]
    assert list(folder.iterdir()) == []


def test_a_torn_file_is_known_for_one(texts: Path, folder: Path) -> None:
    path = read_shard(reader(), one_shard(texts), folder)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(TornFile, match="not whole"):
        read_header(path)


def test_a_file_of_another_layout_is_refused(texts: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = read_shard(reader(), one_shard(texts), folder)
    monkeypatch.setattr("sayso.scale.shard_file.LAYOUT", 99)
    with pytest.raises(OtherLayout, match="layout"):
        read_header(path)


def test_a_document_that_ends_its_process_twice_is_given_up(texts: Path, read_apart: ReadInto, folder: Path) -> None:
    report = read_apart(texts, by=reader(deadly=frozenset({"paper"})), target=1000)
    assert (report.rows, report.read, report.failed, report.lost) == (3, 2, 1, ())
    (path,) = shard_files(folder)
    (refusal,) = [row.refusal for row in read_rows(path) if row.refusal]
    assert (refusal.code, refusal.settled) == ("died", False)
    assert list(folder.iterdir()) == [path]


@dataclass(frozen=True)
class OddReader:
    """Do something unkind at one document."""

    deed: str

    @property
    def version(self) -> ReaderVersion:
        return ReaderVersion("odd", "1", self.deed)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Exception]:
        for document in documents:
            if document.name == "paper":
                self.act()
            yield Reading(document.id, document.text_id, str(self.version), (), (), (), 1)

    def act(self) -> None:
        if self.deed == "slow":
            while True:
                try:
                    time.sleep(0.01)
                except Exception:
                    continue
        elif self.deed == "greedy":
            assert len(b"x" * (40 << 30)) > 0
        elif self.deed == "killed":
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("deed", "code"), [("slow", "too-slow"), ("greedy", "failed"), ("killed", "died")])
def test_what_one_document_may_cost_is_bounded(deed: str, code: str, texts: Path, folder: Path) -> None:
    from sayso.scale import read_shards

    task = ShardTask(ReaderChoice(OddReader(deed)), folder, Bounds(seconds=0.3, memory_mib=2048))
    report = read_shards(task, plan_shards([texts]))
    assert (report.read, report.failed) == (2, 1)
    rows = read_rows(shard_files(folder)[0])
    assert [row.refusal.code for row in rows if row.refusal] == [code]
