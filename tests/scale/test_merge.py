"""Test bringing shards into a casefile."""

import io
import json
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import NotFound, UsageError
from sayso.scale import merge_shards
from sayso.scale.shard_file import shard_files
from tests.casefile.scenes import reader
from tests.scale.conftest import WriteShards


def exported(case: Casefile) -> list[str]:
    out = io.StringIO()
    case.export(out)
    return sorted(out.getvalue().splitlines())


def actors(case: Casefile) -> list[tuple[str, str, int]]:
    return [(row.id, row.name, row.claims) for row in case.actors()]


def direct(tmp_path: Path, *paths: Path) -> Casefile:
    case = sayso.open(tmp_path / "direct.sayso", reader=reader())
    case.read(*paths)
    return case


def merged(tmp_path: Path, folder: Path) -> Casefile:
    case = sayso.open(tmp_path / "merged.sayso", reader=reader())
    merge_shards(case, folder)
    return case


def test_merging_gives_what_reading_gives(tmp_path: Path, texts: Path, folder: Path, write_shards: WriteShards) -> None:
    (texts / "blank.txt").write_bytes(b"")
    write_shards(texts)
    assert len(shard_files(folder)) > 1
    with direct(tmp_path, texts) as one, merged(tmp_path, folder) as two:
        assert exported(one) == exported(two)
        assert actors(one) == actors(two)
        assert list(one.documents()) == list(two.documents())
        assert list(one.unreadable()) == list(two.unreadable())
        assert list(one.frames()) == list(two.frames())
        assert two.doctor(recount=True) == []


def test_merging_again_changes_nothing(tmp_path: Path, texts: Path, folder: Path, write_shards: WriteShards) -> None:
    write_shards(texts)
    with merged(tmp_path, folder) as case:
        before, stats = exported(case), case.stats()
        report = merge_shards(case, folder).taken
        assert (report.read, report.known, report.claims) == (0, 3, 0)
        assert (exported(case), case.stats()) == (before, stats)


def test_more_shards_may_come_later(tmp_path: Path, texts: Path, folder: Path, write_shards: WriteShards) -> None:
    write_shards(texts / "court.txt")
    with merged(tmp_path, folder) as case, direct(tmp_path, texts) as whole:
        write_shards(texts / "paper.txt", texts / "sport.txt")
        report = merge_shards(case, folder).taken
        assert (report.read, report.known) == (2, 1)
        assert exported(case) == exported(whole)
        assert case.doctor(recount=True) == []


def test_a_copy_elsewhere_adds_its_place(tmp_path: Path, texts: Path, folder: Path, write_shards: WriteShards) -> None:
    (texts / "zcopy.txt").write_bytes((texts / "court.txt").read_bytes())
    write_shards(texts)
    with merged(tmp_path, folder) as case:
        assert len(list(case.documents())) == 3
        assert max(len(row.origins) for row in case.documents()) == 2
        assert case.doctor(recount=True) == []


def test_a_torn_file_is_named_and_passed_over(
    tmp_path: Path, texts: Path, folder: Path, write_shards: WriteShards
) -> None:
    write_shards(texts)
    torn = shard_files(folder)[0]
    torn.write_bytes(b"PAR1")
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        report = merge_shards(case, folder)
        assert report.files == len(shard_files(folder)) - 1
        assert [str(torn) in line for line in report.torn] == [True]
        assert case.doctor() == []


def test_files_of_two_readers_are_not_mixed(
    tmp_path: Path, texts: Path, folder: Path, write_shards: WriteShards
) -> None:
    write_shards(texts)
    later = reader(release="2")  # type: ignore[arg-type]
    write_shards(texts, by=later)
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        with pytest.raises(UsageError, match="several readers"):
            merge_shards(case, folder)
        assert merge_shards(case, folder, reader=str(later.version)).taken.read == 3
        with pytest.raises(NotFound, match="no file of"):
            merge_shards(case, folder, reader="nobody/1")


def test_a_folder_without_shards_is_said_so(tmp_path: Path, folder: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case, pytest.raises(NotFound, match="no shards"):
        merge_shards(case, folder)


def test_what_broke_the_reader_is_kept_as_failed(
    tmp_path: Path, texts: Path, folder: Path, write_shards: WriteShards
) -> None:
    write_shards(texts, by=reader(broken=frozenset({"sport"}), foreign=frozenset({"paper"})))
    with merged(tmp_path, folder) as case:
        assert [row.status for row in case.documents()] == ["read", "unreadable", "failed"]
        again = merge_shards(case, folder).taken
        assert (again.known, len(again.failed)) == (2, 1)


def test_every_exported_line_is_a_claim(tmp_path: Path, texts: Path, folder: Path, write_shards: WriteShards) -> None:
    write_shards(texts)
    with merged(tmp_path, folder) as case:
        assert {json.loads(line)["predicate"] for line in exported(case)} == {"accuses", "leads"}
