"""Test planning, reading and merging shards from the command line."""

import json
from pathlib import Path

import pytest

from sayso.scale.shard_file import shard_files
from tests.cli.conftest import Type


def test_a_folder_is_planned_read_and_merged(tmp_path: Path, type_command: Type) -> None:
    texts, into, case = tmp_path / "texts", tmp_path / "shards", tmp_path / "case.sayso"
    texts.mkdir()
    (texts / "one.txt").write_text("In May 2019 Mira Holt accused Dunmore Steel of fraud.", encoding="utf-8")
    (texts / "blank.txt").write_bytes(b"")
    planned = type_command("plan", str(texts), "--into", str(into), "--json")
    assert planned.code == 0
    assert [json.loads(planned.out)[name] for name in ("shards", "items")] == [1, 2]
    read = type_command("shard", "--into", str(into), "--json")
    assert read.code == 0
    assert [json.loads(read.out)[name] for name in ("shards", "rows", "read", "lost")] == [1, 2, 1, []]
    again = type_command("shard", str(texts), "--into", str(into))
    assert "1 of them read before" in again.out
    merged = type_command("merge", str(into), "--case", str(case), "--json")
    found = json.loads(merged.out)
    assert (merged.code, found["files"], found["torn"], found["taken"]["read"]) == (1, 1, [], 1)
    assert [one["code"] for one in found["taken"]["unreadable"]] == ["empty"]
    assert found["taken"]["claims"] >= 1
    shard_files(into)[0].write_bytes(b"torn")
    torn = type_command("merge", str(into), "--case", str(case))
    assert torn.code == 1
    assert "not whole" in torn.out


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["shard", "--into", "{}"], 3),
        (["shard", "{}", "--into", "{}", "--part", "3"], 2),
        (["shard", "{}", "--into", "{}", "--part", "3/2"], 2),
        (["shard", "{}", "--into", "{}", "--known", "{}"], 2),
        (["shard", "{}", "--into", "{}", "--engine", "ray"], 2),
        (["merge", "{}"], 3),
        (["plan", "{}/nowhere", "--into", "{}"], 3),
    ],
)
def test_what_is_typed_wrongly_is_refused(typed: list[str], code: int, tmp_path: Path, type_command: Type) -> None:
    assert type_command(*(part.format(tmp_path) for part in typed)).code == code
