"""Test what the operator says of people on the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Type

GOOD = "seven herons on a pier"


def test_a_person_is_added_gets_a_role_and_a_token_and_is_kept_out(type_command: Type, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        done = type_command("people", "--team", str(tmp_path), *words)
        assert done.code == 0, done.err
        return done.out

    run("add", "mira", "--display", "Mira Holt", "--without-password")
    run("casefile", "harbour", "harbour.sayso")
    run("grant", "mira", "harbour", "owner")
    token = run("token", "mira", "harbour", "editor", "--days", "3").split("\n")[0]
    assert token.startswith("sayso_")
    listed = json.loads(run("tokens", "--json"))
    assert [(one["role"], one["start"]) for one in listed] == [("editor", token[:12])]
    assert "harbour owner" in run("list")
    run("tokens", "--revoke", listed[0]["id"])
    assert "revoked" in run("tokens", "mira")
    assert run("invite", "harbour", "reader").startswith("/join/")
    run("keep-out", "mira")
    assert "(kept out)" in run("list")
    assert json.loads(run("log", "--json"))[0]["what"] == "account kept out"
    assert token not in run("log")


def test_what_is_wrong_is_said_with_its_exit_code(type_command: Type, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none.db")
    assert type_command("people", "--team", nowhere, "list").code == 3
    assert type_command("people", "list").code == 2
    type_command("people", "--team", str(tmp_path), "add", "mira", "--without-password")
    assert type_command("people", "--team", str(tmp_path), "add", "mira", "--without-password").code == 2
    assert type_command("people", "--team", str(tmp_path), "grant", "mira", "none", "reader").code == 3
