"""Check that flows and timelines are printed with who says so."""

import json

import pytest

from sayso.casefile import Casefile
from sayso.cli import main
from tests.casefile.test_flows import money

__all__ = ["money"]


def ask(capsys: pytest.CaptureFixture[str], *typed: str) -> str:
    with pytest.raises(SystemExit) as left:
        main([*typed])
    assert left.value.code in (0, None)
    return capsys.readouterr().out


def test_flows_name_who_says_so(money: Casefile, capsys: pytest.CaptureFixture[str]) -> None:
    out = ask(capsys, "flows", "--case", str(money.path))
    assert "Harrow Bank – gives money to – Vale League" in out
    assert "Ida Moss (DENIED)" in out
    assert "Money that is said to come back" in out


def test_flows_and_timelines_are_json_on_request(money: Casefile, capsys: pytest.CaptureFixture[str]) -> None:
    case = ("--case", str(money.path), "--json")
    assert json.loads(ask(capsys, "flows", *case))["total"] == 4
    assert json.loads(ask(capsys, "flows", "--sums", *case))["sums"] == []
    assert json.loads(ask(capsys, "timeline", "Vale League", *case))["total"] == 2


def test_a_timeline_names_who_says_so_and_what_is_undated(money: Casefile, capsys: pytest.CaptureFixture[str]) -> None:
    out = ask(capsys, "timeline", "Vale League", "--case", str(money.path))
    assert "No text says when" in out
    assert "accounts" in out.lower()
