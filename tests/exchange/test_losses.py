"""Test that each form tells what it has no room for, how often, and what stands there instead."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sayso.casefile import Casefile
from sayso.cli.app import app
from sayso.exchange.losses import OFFSETS, READ, SAY_SO, WORDS
from tests.exchange.scenes import PLANTED, make_case

LOSSY = ("csv", "parquet", "ftm", "stix", "graphml", "gexf", "rdf", "csl")
"""All forms but the interchange form."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    with make_case(tmp_path_factory.mktemp("losses")) as made:
        yield made


def lost(case: Casefile, form: str, **asked: Any) -> dict[str, int]:
    """Return what an export says that it lost, by what it is."""
    binary = next(one.binary for one in case.export_forms() if one.name == form)
    stream: Any = io.BytesIO() if binary else io.StringIO()
    report = case.export(stream, form, **asked)
    assert len({loss.what for loss in report.lost}) == len(report.lost)
    assert all(loss.instead and loss.many > 0 for loss in report.lost)
    return {loss.what: loss.many for loss in report.lost}


def test_every_form_but_one_is_held_to_be_lossy(case: Casefile) -> None:
    assert {one.name for one in case.export_forms()} - set(LOSSY) == {"jsonl"}
    assert lost(case, "jsonl") == {}


@pytest.mark.parametrize("form", LOSSY)
def test_a_lossy_form_says_so(case: Casefile, form: str) -> None:
    assert lost(case, form)


@pytest.mark.parametrize("table", ["claims", "ties", "actors"])
def test_a_table_counts_a_loss_for_each_row(case: Casefile, table: str) -> None:
    csv, parquet = lost(case, "csv", table=table), lost(case, "parquet", table=table)
    assert parquet.items() <= csv.items()
    assert list(parquet.values()) == [{"claims": 7, "ties": 6, "actors": 6}[table]]


def test_followthemoney_has_no_say_so_and_no_chances(case: Casefile) -> None:
    found = lost(case, "ftm")
    assert (found[SAY_SO[0]], found[READ[0]]) == (len(PLANTED), len(PLANTED))
    assert found[OFFSETS[0]] == 2 * len(PLANTED) + sum(one.source is not None for one in PLANTED)
    assert "roles" not in found
    assert found["times of claims"] == 1


def test_stix_keeps_who_says_so_and_tells_fields_in_words(case: Casefile) -> None:
    found = lost(case, "stix")
    assert SAY_SO[0] not in found
    assert (found["roles"], found["sums"]) == (1, 1)
    assert found["times of claims"] == 1


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks_count_claims_on_their_ties(case: Casefile, form: str) -> None:
    found = lost(case, form)
    assert found[WORDS[0]] == 5
    assert (found["vague times"], found["sums"], found["roles"]) == (1, 1, 1)
    assert found["actors who are only credited, or whose ties are left out"] == 2


def test_nanopublications_lose_the_places_of_names_alone(case: Casefile) -> None:
    assert list(lost(case, "rdf")) == [OFFSETS[0]]


def test_a_bibliography_says_that_it_holds_no_claims(case: Casefile) -> None:
    assert lost(case, "csl") == {"documents without what is said in them": 2}


def test_what_is_told_in_words_stands_in_the_words(case: Casefile) -> None:
    """A loss is said to be in the words: it is."""
    for form in ("ftm", "stix"):
        stream = io.StringIO()
        case.export(stream, form)
        assert "the 1990s" in stream.getvalue()
        assert "managing director" in stream.getvalue()


@pytest.mark.parametrize("form", LOSSY)
def test_the_command_prints_what_was_lost(tmp_path: Path, form: str) -> None:
    (tmp_path / "note.txt").write_text("Vera Holm leads Tern Bank, Per Dahl said.\n", encoding="utf-8")
    with Casefile(tmp_path / "own.sayso") as own:
        own.read(tmp_path / "note.txt")
        assert own.stats().claims
    target = str(tmp_path / "out")
    result = CliRunner().invoke(
        app, ["export", "--format", form, "--out", target, "--case", str(tmp_path / "own.sayso")]
    )
    assert result.exit_code == 0
    assert "not kept: " in result.stderr


def test_a_tie_whose_actor_is_not_kept_is_left_out_of_a_bundle(case: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.casefile.extracting.CaseExtract.actors", lambda _: iter(()))
    assert lost(case, "stix") == {"ties of actors that are not kept": 6}
