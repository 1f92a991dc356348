"""Check the invented casefiles that questions are measured on: sound, the same each time, made by the reading code."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso.testing import assert_grounded
from tests.house.sources import REPOSITORY

sys.path.append(str(REPOSITORY / "benchmarks"))

import generated_case
import generated_text
import questions
import questions_added
from generated_world import World
from questions_asked import QUESTIONS

WORLD = World(400)


def dump(path: Path) -> list[str]:
    """Return every row of a casefile as SQL, but for pages of the search index, what counts transactions, and the ids
    that edges had in between.
    """
    connection = sqlite3.connect(path)
    try:
        connection.execute("DELETE FROM roots WHERE key NOT IN (SELECT root FROM attestations)")
        aside = tuple(f'INSERT INTO "{table}"' for table in ("search_data", "search_idx", "revisions", "moved_edges"))
        return sorted(line for line in connection.iterdump() if not line.startswith(aside))
    finally:
        connection.close()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small invented casefile, many documents a transaction."""
    path = tmp_path_factory.mktemp("generated") / "bulk.sayso"
    generated_case.make_case(path, WORLD, WORLD.documents, at_once=15)
    return path


def test_the_doctor_finds_nothing_in_an_invented_casefile(case: Path) -> None:
    with sayso.open(case) as opened:
        assert opened.doctor() == []
        assert opened.stats().claims > 300


def test_many_documents_a_transaction_write_the_rows_of_one_each(case: Path, tmp_path: Path) -> None:
    generated_case.make_case(tmp_path / "single.sayso", WORLD, WORLD.documents, at_once=1)
    assert dump(tmp_path / "single.sayso") == dump(case)


def test_a_document_is_the_same_whatever_was_written_before() -> None:
    whole = [generated_text.compose(WORLD, number, "r") for number in range(30)]
    assert whole[29] == generated_text.compose(World(400), 29, "r")
    assert whole[29] != generated_text.compose(World(400, seed=8), 29, "r")


def test_every_planted_claim_quotes_the_words_at_its_place() -> None:
    for number in range(40):
        document, reading = generated_text.compose(WORLD, number, "r")
        for claim in reading.claims:
            assert_grounded(claim, document)


def test_what_is_planted_has_the_shares_that_are_promised() -> None:
    world = World(20_000)
    claims = [claim for number in range(300) for claim in generated_text.compose(world, number, "r")[1].claims]
    share = {
        "denied": sum(claim.factuality.polarity.value == "-" for claim in claims) / len(claims),
        "hedged": sum(claim.factuality.certainty.value != "certain" for claim in claims) / len(claims),
        "intended": sum(claim.factuality.modality.value == "intended" for claim in claims) / len(claims),
    }
    assert share == {
        "denied": pytest.approx(0.06, abs=0.02),
        "hedged": pytest.approx(0.12, abs=0.025),
        "intended": pytest.approx(0.04, abs=0.02),
    }
    assert {len(claim.sources) for claim in claims} == {0, 1, 2, 3}
    assert any(claim.amount and claim.amount.part_of for claim in claims)
    assert sum(generated_text.copied(world, number) is not None for number in range(2_000)) == pytest.approx(60, abs=20)


@pytest.mark.slow
def test_questions_are_measured_on_a_small_casefile_without_an_error(tmp_path: Path) -> None:
    options = ["--claims", "300", "--rounds", "4", "--adds", "3", "--mixed-seconds", "1", "--json"]
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "benchmarks" / "questions.py"), *options],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    figures = json.loads(done.stdout)
    assert figures["mixed_errors"] == 0, figures
    assert figures["dossier_p95_ms"] > 0
    assert figures["search_p95_ms"] > 0
    assert figures["add_document_ratio"] > 0


def test_a_missed_target_and_a_missing_figure_are_named() -> None:
    assert questions.missed_targets({"dossier_p95_ms": 61})[0] == "dossier_p95_ms is 61, the target is 60"
    good: dict[str, object] = {f"{name}_p95_ms": 1 for name in QUESTIONS}
    good |= {"http_max_p95_ms": 99, "add_document_ratio": 1.2, "mixed_errors": 0}
    assert questions.missed_targets(good) == []
    assert questions.missed_targets(good | {"mixed_errors": 1}) == ["mixed_errors is 1, the target is 0"]


def test_the_nearest_rank_of_a_hundred_times_is_the_ninety_fifth() -> None:
    times = [number / 1000 for number in range(1, 101)]
    assert questions_added.quantile(times, 0.95) == 95.0
    assert questions_added.quantile([0.007], 0.95) == 7.0
