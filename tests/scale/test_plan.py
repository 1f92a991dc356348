"""Test how sources are cut into shards."""

from pathlib import Path

import pytest

from sayso.model.errors import NotFound, UsageError
from sayso.scale import Shard, plan_shards, read_plan, write_plan
from sayso.scale.plan import take_part


def write_many(folder: Path, many: int, words: int = 50) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(many):
        (folder / f"{number:04}.txt").write_text(f"number {number} " + "word " * words, encoding="utf-8")
    return folder


def ids(*paths: Path, target: int = 500) -> list[str]:
    return [shard.id for shard in plan_shards(paths, target)]


def test_every_file_is_in_one_shard(tmp_path: Path) -> None:
    folder = write_many(tmp_path / "texts", 200)
    found = [item.location for shard in plan_shards([folder], 500) for item in shard.items]
    assert found == sorted(map(str, folder.iterdir()))


def test_shards_are_near_their_target(tmp_path: Path) -> None:
    shards = list(plan_shards([write_many(tmp_path / "texts", 300)], 500))
    assert all(250 <= shard.words <= 800 for shard in shards[:-1])
    assert 300 < sum(shard.words for shard in shards) / len(shards) < 700


def test_the_cut_is_the_same_wherever_the_folder_stands(tmp_path: Path) -> None:
    write_many(tmp_path / "here", 60)
    write_many(tmp_path / "there", 60)
    assert ids(tmp_path / "here") == ids(tmp_path / "there")


def test_a_file_that_comes_changes_few_shards(tmp_path: Path) -> None:
    folder = write_many(tmp_path / "texts", 300)
    before = ids(folder)
    (folder / "0150a.txt").write_text("one more " * 20, encoding="utf-8")
    after = ids(folder)
    assert len(set(after) - set(before)) <= 3
    assert len(set(before) & set(after)) >= len(before) - 3


def test_another_name_makes_another_shard_since_a_name_may_date(tmp_path: Path) -> None:
    folder = write_many(tmp_path / "texts", 1)
    before = ids(folder)
    (folder / "0000.txt").rename(folder / "2019-03-04.txt")
    assert ids(folder) != before


def test_the_same_bytes_under_the_same_name_are_planned_once(tmp_path: Path) -> None:
    write_many(tmp_path / "one", 3)
    write_many(tmp_path / "two", 3)
    assert sum(len(shard.items) for shard in plan_shards([tmp_path / "one", tmp_path / "two"])) == 3


def test_a_plan_that_is_written_is_read_back_in_parts(tmp_path: Path) -> None:
    shards = list(plan_shards([write_many(tmp_path / "texts", 100)], 300))
    write_plan(tmp_path, shards)
    assert list(read_plan(tmp_path)) == shards
    parts = [list(read_plan(tmp_path, (this, 3))) for this in (1, 2, 3)]
    assert sorted(shard.id for part in parts for shard in part) == sorted(shard.id for shard in shards)


def test_no_plan_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="sayso plan"):
        read_plan(tmp_path)


@pytest.mark.parametrize("part", [(0, 2), (3, 2), (1, 0)])
def test_a_part_that_makes_no_sense_is_refused(part: tuple[int, int]) -> None:
    empty: list[Shard] = []
    with pytest.raises(UsageError, match="3/16"):
        take_part(empty, part)


def test_an_empty_folder_has_no_shards(tmp_path: Path) -> None:
    assert list(plan_shards([tmp_path])) == []


def test_a_target_of_no_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="1 word"):
        list(plan_shards([tmp_path], 0))


def test_a_file_that_cannot_be_opened_is_planned_so_that_reading_says_why(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert [item.location for shard in plan_shards([tmp_path]) for item in shard.items] == [str(tmp_path / "gone.txt")]
