"""Check the measurements themselves: small runs that must come out clean, and floors that must bite."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import REPOSITORY

SAMPLES = REPOSITORY / "samples" / "documents"


def measure(script: str, *options: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one measurement to its end."""
    command = [sys.executable, str(REPOSITORY / "benchmarks" / script), *map(str, options)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def figures_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return what a measurement printed; fail with its own words where it failed."""
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def write_perfect_claims(gold: Path, target: Path, **changed: str) -> Path:
    """Write what a reader would say that reads as the gold does, with some fields changed."""
    lines = []
    for path in sorted(gold.glob("*.json")):
        marked = json.loads(path.read_text(encoding="utf-8"))
        actors = {actor["id"]: {"name": actor["name"], "aliases": actor["aliases"]} for actor in marked["actors"]}
        for claim in marked["claims"]:
            sides = {side: actors[claim[side]] for side in ("subject", "object")}
            sources = [actors[source] for source in claim["sources"]]
            said = claim | sides | {"doc": marked["doc"], "sources": sources, "evidence": {"text": claim["evidence"]}}
            lines.append(json.dumps(said | changed))
    target.write_text("\n".join(lines), encoding="utf-8")
    return target


@pytest.mark.shared
def test_a_perfect_reader_scores_one_on_every_class(shared: Path, tmp_path: Path) -> None:
    claims = write_perfect_claims(shared / "bench" / "gold-dev" / "claims", tmp_path / "perfect.jsonl")
    result = figures_of(measure("claims.py", "--predictions", claims, "--json", "--check"))
    assert result["scores"]["all.strict"]["f1"] > 0.99
    rows = [row for labels in result["classes"].values() for row in labels.values()]
    assert all(row["precision"] > 0.97 and row["recall"] > 0.97 for row in rows if row["gold"] > 20)


@pytest.mark.shared
def test_a_reader_that_asserts_everything_is_seen_to_miss_denials(shared: Path, tmp_path: Path) -> None:
    gold = shared / "bench" / "gold-dev" / "claims"
    claims = write_perfect_claims(gold, tmp_path / "asserting.jsonl", polarity="+")
    polarity = figures_of(measure("claims.py", "--predictions", claims, "--json"))["classes"]["polarity"]
    assert polarity["-"]["recall"] == 0
    assert polarity["+"]["recall"] == 1


@pytest.mark.shared
def test_a_reader_that_says_nothing_breaks_the_floors(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    done = measure("claims.py", "--predictions", tmp_path / "none.jsonl", "--check")
    assert done.returncode == 1
    floor = json.loads((REPOSITORY / "benchmarks" / "floors.json").read_text())["claims"]["named.strict.f1"]
    assert f"named.strict.f1 is 0.0, the floor is {floor}" in done.stderr


@pytest.mark.slow
def test_broken_inputs_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    make = "import sys, pathlib, broken_inputs as b; b.make_all(pathlib.Path(sys.argv[1]), 33, 3, 1)"
    for name in ("once", "again"):
        (tmp_path / name).mkdir()
        command = [sys.executable, "-c", make, str(tmp_path / name)]
        subprocess.run(command, cwd=REPOSITORY / "benchmarks", check=True)
    once = {path.name: path.read_bytes() for path in (tmp_path / "once").iterdir() if path.exists()}
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir() if path.exists()}
    assert len(once) == 32
    assert [name for name in once if once[name] != again[name]] == []


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_killed_reading_loses_nothing_that_it_reported() -> None:
    done = measure("faults.py", "--json", "--check", "--kills", "2", "--bad-inputs", "0", "--folder", SAMPLES)
    figures = figures_of(done)
    assert (figures["kills"], figures["lost"], figures["torn"]) == (2, 0, 0), figures


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_bad_file_of_every_kind_gets_an_outcome() -> None:
    done = measure("faults.py", "--json", "--check", "--kills", "0", "--bad-inputs", "33")
    figures = figures_of(done)
    assert (figures["bad_inputs"], figures["stopped"]) == (33, 0), figures


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_quote_of_the_samples_stands_in_its_document() -> None:
    figures = figures_of(measure("quotes.py", "--json", "--paths", SAMPLES))
    assert figures["quotes"] > 100
    assert (figures["mismatches"], figures["rows_added"], figures["same_bytes"], figures["findings"]) == (0, 0, True, 0)


@pytest.mark.shared
def test_events_count_as_right_by_class_and_by_both_sides(tmp_path: Path) -> None:
    sides = {"source": [{"actorText": "Norway", "code": "NOR"}], "target": [{"actorText": "Belarus", "code": "BLR"}]}
    text = "Norway imposed sanctions on Belarus."
    records = [
        {"id": "right", "event": "SANCTION", "text": text, **sides},
        {"id": "other class", "event": "AID", "text": text, **sides},
        {"id": "other side", "event": "SANCTION", "text": text, "source": sides["target"], "target": sides["source"]},
    ]
    (tmp_path / "records.json").write_text(json.dumps(records), encoding="utf-8")
    figures = figures_of(measure("plover.py", "--records", tmp_path / "records.json", "--json"))
    assert (figures["class"], figures["class_and_actors"]) == (0.6667, 0.3333)


@pytest.mark.shared
def test_a_listed_name_inside_a_longer_name_links_nobody(tmp_path: Path) -> None:
    texts = {
        "QDe.901": ("Harbour Front was listed on 3 May 2009.", []),
        "QDi.902": ("Anna Berg was listed on 4 May 2009.\n\nBerg raised money for the Harbour Front.", ["QDe.901"]),
        "QDi.903": ("Karl Lund was listed on 5 May 2009.\n\nLund opened the Harbour Front Museum.", []),
    }
    records = [
        {"file": f"{listed}.html", "id": listed, "text": text, "gold": gold, "related": gold}
        for listed, (text, gold) in texts.items()
    ]
    (tmp_path / "narratives.json").write_text(json.dumps(records), encoding="utf-8")
    figures = figures_of(measure("un.py", "--data", tmp_path / "narratives.json", "--json"))
    assert (figures["links_own_f1"], figures["edges_f1"], figures["links_own_gold"]) == (1.0, 1.0, 1)


@pytest.mark.parametrize(
    ("guesses", "error"),
    [([], "0.0"), ([(0.95, True)] * 19 + [(0.95, False)], "0.0"), ([(0.9, False), (0.9, True)], "0.4")],
)
def test_the_calibration_error_is_the_gap_between_confidence_and_right(
    guesses: list[tuple[float, bool]], error: str
) -> None:
    script = f"import reliability as r; print(r.calibration_error(r.fill_bins({guesses!r})))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY / "benchmarks", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == error


@pytest.mark.shared
@pytest.mark.slow
def test_every_claim_that_is_missed_or_extra_has_one_cause() -> None:
    figures = figures_of(measure("causes.py", "--json"))
    scores = figures_of(measure("claims.py", "--json"))["scores"]["all.strict"]
    assert sum(row["all"] for row in figures["missed"].values()) == scores["gold"] - scores["hit"]
    assert sum(row["all"] for row in figures["extra"].values()) == scores["predicted"] - scores["hit"]
    assert figures["missed"]["evidence not found"]["all"] == 0


@pytest.mark.shared
@pytest.mark.slow
def test_confidence_keeps_to_its_ceiling() -> None:
    assert figures_of(measure("reliability.py", "--json", "--check"))["calibration_error"] <= 0.07


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_kill_while_reading_merging_or_ruling_loses_and_tears_nothing_on_either_store(database: str) -> None:
    del database  # where there is no PostgreSQL this is left out
    figures = figures_of(measure("kills.py", "--json", "--check", "--kills", "16"))
    assert (figures["kills"], figures["lost"], figures["torn"]) == (16, 0, 0), figures


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_of_a_team_at_work_no_ruling_is_lost_and_both_of_two_at_once_stand(database: str) -> None:
    del database  # where there is no PostgreSQL this is left out
    figures = figures_of(measure("load.py", "--json", "--people", "4", "--seconds", "8", "--claims", "500"))
    assert (figures["errors"], figures["lost"], figures["unsound"]) == (0, 0, 0), figures
    assert figures["sent"] == figures["stand"] >= 20
