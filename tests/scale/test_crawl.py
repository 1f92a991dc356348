"""Test reading a crawl: records of web archives, other languages, copies."""

from pathlib import Path

import pytest

import sayso
from sayso.casefile.readers import ReaderChoice
from sayso.model import Document
from sayso.scale import ShardTask, merge_shards, plan_shards, read_shard
from sayso.scale.shard import ShardRow
from sayso.scale.shard_file import read_rows, shard_files
from tests.casefile.scenes import reader
from tests.scale.crawl import answer, page, sentences, write_warc

GERMAN = (
    "Der Rat der Stadt hat gestern beschlossen, dass die alte Brücke im kommenden Jahr nicht mehr befahren wird. "
    "Die Bürger sind darüber nicht erfreut, weil der Weg über die andere Brücke viel länger ist als der bisherige."
)


def rows_of(folder: Path) -> list[ShardRow]:
    return [row for path in shard_files(folder) for row in read_rows(path)]


def addresses(rows: list[ShardRow]) -> list[str]:
    return sorted(str(row.document.origins[0].member) for row in rows if row.document)


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    answers = [
        (f"http://news.test/{n}", answer(page(f"Story {n}", sentences([f"Ort{n}", f"Tal{n}"])))) for n in range(9)
    ]
    answers.insert(2, ("http://news.test/gone", answer(b"no", "404 Not Found")))
    answers.insert(4, ("http://news.test/logo.png", answer(b"\x89PNG", kind="image/png")))
    return write_warc(tmp_path / "crawl.warc.gz", answers)


def test_a_crawl_is_cut_at_its_records_and_read_as_it_is_whole(crawl: Path, folder: Path) -> None:
    shards = list(plan_shards([crawl], 30))
    assert len(shards) > 2
    assert sum(item.records for shard in shards for item in shard.items) == 11
    for shard in shards:
        read_shard(reader(), shard, folder)
    rows = rows_of(folder)
    from sayso.intake import take

    direct = [one for one in take([crawl]) if isinstance(one, Document)]
    assert addresses(rows) == sorted(str(one.origins[0].member) for one in direct)
    assert {row.document for row in rows} == set(direct)
    assert len(direct) == 9


def test_of_a_page_the_article_alone_is_read(crawl: Path, folder: Path) -> None:
    for shard in plan_shards([crawl]):
        read_shard(reader(), shard, folder)
    document = rows_of(folder)[0].document
    assert document is not None
    spoken = " ".join(s.span.cut(document.text) for s in document.segments if s.voice.value == "body")
    assert "council" in spoken
    assert "All rights reserved" not in spoken


def test_another_language_is_told_before_parsing(tmp_path: Path, folder: Path) -> None:
    warc = write_warc(tmp_path / "de.warc.gz", [("http://zeitung.test/1", answer(page("Die Brücke", GERMAN * 2)))])
    from sayso.reading.reader import RuleReader

    (shard,) = plan_shards([warc])
    read_shard(RuleReader(), shard, folder)
    (row,) = rows_of(folder)
    assert row.refusal is not None
    assert (row.refusal.code, row.refusal.settled) == ("language", True)


def test_a_damaged_crawl_gives_what_came_before(crawl: Path, folder: Path) -> None:
    data = crawl.read_bytes()
    crawl.write_bytes(data[: len(data) * 2 // 3])
    for shard in plan_shards([crawl], 30):
        read_shard(reader(), shard, folder)
    rows = rows_of(folder)
    assert 3 <= len(addresses(rows)) < 9


def test_an_empty_crawl_says_so(tmp_path: Path, folder: Path) -> None:
    (shard,) = plan_shards([write_warc(tmp_path / "none.warc.gz", [])])
    read_shard(reader(), shard, folder)
    assert [row.unreadable.code for row in rows_of(folder) if row.unreadable] == ["empty"]


LONG = sentences([f"Ort{n}" for n in range(30)])


def test_copies_are_kept_and_not_read_within_and_across_crawls(tmp_path: Path, folder: Path) -> None:
    other = sentences([f"Berg{n}" for n in range(30)])
    first = [
        ("http://a.test/1", LONG),
        ("http://b.test/wire", LONG + " Reported by another."),
        ("http://a.test/2", other),
    ]
    second = [("http://c.test/late", "Late: " + LONG), ("http://c.test/new", sentences([f"See{n}" for n in range(30)]))]
    later = tmp_path / "later"
    later.mkdir()
    for name, pages, into, known in (("one", first, folder, ()), ("two", second, later, (folder,))):
        warc = write_warc(tmp_path / f"{name}.warc.gz", [(url, answer(page("News", text))) for url, text in pages])
        task = ShardTask(ReaderChoice(reader()), into, None, skip_copies=True, known=known)
        for shard in plan_shards([warc]):
            task.read(shard)
    assert [row.refusal.code if row.refusal else None for row in rows_of(folder)] == [None, "copy", None]
    assert [row.refusal.code if row.refusal else None for row in rows_of(later)] == ["copy", None]
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        merge_shards(case, folder)
        merge_shards(case, later)
        assert [row.status for row in case.documents()].count("unreadable") == 2
        assert case.stats().links >= 2
        assert case.doctor() == []


def test_what_is_known_decides_the_name_of_the_file(tmp_path: Path, folder: Path, crawl: Path) -> None:
    (shard,) = plan_shards([crawl])
    known = tmp_path / "known"
    known.mkdir()
    plain, skipping, later = (
        ShardTask(ReaderChoice(reader()), folder, None, skip, (known,)) for skip in (False, True, True)
    )
    names = {plain.path_of(shard).name, skipping.path_of(shard).name}
    plain.read(shard).rename(known / "a.parquet")
    assert len(names | {later.path_of(shard).name}) == 3
