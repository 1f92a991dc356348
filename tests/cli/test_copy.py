"""Test the commands that copy, back up and restore."""

import json
from pathlib import Path

from tests.cli.conftest import Type


def test_a_casefile_is_copied_to_a_server_and_back(
    type_command: Type, read_file: Path, tmp_path: Path, new_address: str
) -> None:
    copied = type_command("copy", str(read_file), new_address, "--check")
    assert copied.code == 0
    assert "every quote, reference and decision checked" in copied.out
    back = json.loads(type_command("copy", new_address, str(tmp_path / "back.sayso"), "--json").out)
    assert back["checked"] is False
    exports = [type_command("export", "--case", case).out for case in (str(read_file), new_address, back["location"])]
    assert exports[0]
    assert exports == [exports[0]] * 3


def test_a_casefile_on_a_server_is_asked_as_any_other(type_command: Type, read_file: Path, new_address: str) -> None:
    type_command("copy", str(read_file), new_address)
    for command in ("doctor", "audit", "docs", "actors", "contested"):
        asked = [type_command(command, "--case", case, "--json") for case in (str(read_file), new_address)]
        assert asked[0].code == asked[1].code == 0
        assert asked[0].out == asked[1].out
    assert type_command("doctor", "--recount", "--case", new_address).code == 0


def test_a_backup_is_restored_from_one_file(
    type_command: Type, read_file: Path, tmp_path: Path, new_address: str
) -> None:
    backup = str(tmp_path / "backup.sayso")
    assert type_command("backup", backup).code == 0
    assert "is there already" in type_command("backup", backup).err
    assert type_command("restore", backup, "--case", new_address).code == 0
    again = type_command("restore", backup, "--case", new_address)
    assert (again.code, "holds something already" in again.err) == (2, True)
    assert type_command("export", "--case", new_address).out == type_command("export").out


def test_a_server_that_is_not_there_is_named_without_the_password(type_command: Type, tmp_path: Path) -> None:
    typed = type_command("claims", "--case", f"postgresql://ida:secret@/press?host={tmp_path}&password=secret")
    assert typed.code == 4
    assert "cannot be reached" in typed.err
    assert "secret" not in typed.err
