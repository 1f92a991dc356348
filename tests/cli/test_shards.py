"""Test planning, reading and merging shards from the command line."""

import json
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.scale.shard_file import shard_files


def test_a_folder_is_planned_read_and_merged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, into, case = tmp_path / "texts", tmp_path / "shards", tmp_path / "case.sayso"
    texts.mkdir()
    (texts / "one.txt").write_text("In May 2019 Mira Holt accused Dunmore Steel of fraud.", encoding="utf-8")
    (texts / "blank.txt").write_bytes(b"")
    assert main(["plan", str(texts), "--into", str(into), "--json"]) == 0
    planned = json.loads(capsys.readouterr().out)
    assert (planned["shards"], planned["items"]) == (1, 2)
    assert main(["shard", "--into", str(into), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["shards"], read["rows"], read["read"], read["lost"]) == (1, 2, 1, [])
    assert main(["shard", str(texts), "--into", str(into)]) == 0
    assert "1 of them read before" in capsys.readouterr().out
    assert main(["merge", str(into), "--case", str(case), "--json"]) == 1
    merged = json.loads(capsys.readouterr().out)
    assert (merged["files"], merged["torn"], merged["taken"]["read"]) == (1, [], 1)
    assert [one["code"] for one in merged["taken"]["unreadable"]] == ["empty"]
    assert merged["taken"]["claims"] >= 1
    shard_files(into)[0].write_bytes(b"torn")
    assert main(["merge", str(into), "--case", str(case)]) == 1
    assert "not whole" in capsys.readouterr().out


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
def test_what_is_typed_wrongly_is_refused(typed: list[str], code: int, tmp_path: Path) -> None:
    assert main([part.format(tmp_path) for part in typed]) == code
