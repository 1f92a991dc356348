"""Test finding and opening files, on this machine and in stores."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.model.errors import NotFound, UsageError
from sayso.scale import plan_shards, read_shard
from sayso.scale.shard_file import read_rows
from sayso.scale.sources import find_files
from tests.casefile.scenes import TEXTS, reader
from tests.scale.crawl import answer, page, sentences, write_warc


@pytest.fixture
def bucket() -> Iterator[Any]:
    import fsspec

    store = fsspec.filesystem("memory")
    yield store
    store.rm("/bucket", recursive=True)


def test_a_list_of_paths_names_files_and_folders(texts: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"{texts}/sport.txt\n\n{texts}\n", encoding="utf-8")
    names = [Path(one).stem for one in find_files([f"@{listed}"])]
    assert names == ["sport", *sorted(TEXTS)]


def test_a_store_is_read_as_a_folder_is(bucket: Any, texts: Path, folder: Path) -> None:
    for path in [*texts.iterdir(), texts / "court.txt"]:
        bucket.pipe(f"/bucket/2024/{path.name}", path.read_bytes())
    bucket.pipe("/bucket/2024/.hidden/x.txt", b"no")
    (far,), (near,) = plan_shards(["memory://bucket/2024"]), plan_shards([texts])
    assert far.id == near.id
    rows = list(read_rows(read_shard(reader(), far, folder)))
    origins = [row.document.origins[0].location for row in rows if row.document]
    assert origins == [f"memory:///bucket/2024/{name}.txt" for name in sorted(TEXTS)]


def test_a_crawl_in_a_store_is_cut_at_its_records(bucket: Any, tmp_path: Path, folder: Path) -> None:
    pages = [(f"http://a.test/{n}", answer(page("News", sentences([f"Ort{n}"])))) for n in range(4)]
    bucket.pipe("/bucket/one.warc.gz", write_warc(tmp_path / "one.warc.gz", pages).read_bytes())
    shards = list(plan_shards(["memory://bucket/one.warc.gz"], 10))
    rows = [row for shard in shards for row in read_rows(read_shard(reader(), shard, folder))]
    assert len(shards) > 1
    assert len([row for row in rows if row.document]) == 4


def test_what_goes_from_a_store_meanwhile_is_said(bucket: Any, folder: Path) -> None:
    bucket.pipe("/bucket/a.txt", b"some words")
    (shard,) = plan_shards(["memory://bucket/a.txt"])
    bucket.pipe("/bucket/b.txt", b"others")
    bucket.rm("/bucket/a.txt")
    (row,) = read_rows(read_shard(reader(), shard, folder))
    assert row.unreadable is not None
    assert row.unreadable.code == "broken"


@pytest.mark.parametrize("path", ["memory://bucket/nowhere", "/nowhere/at/all", "@/nowhere/list"])
def test_what_is_not_there_is_refused(path: str) -> None:
    with pytest.raises(NotFound):
        list(find_files([path]))


@pytest.mark.parametrize("path", ["https://news.test/a", "gopher-of-old://a/b"])
def test_what_cannot_be_opened_is_refused_with_a_remedy(path: str) -> None:
    with pytest.raises(UsageError, match=r"Save it first|Install"):
        list(find_files([path]))
