"""Run what docs/exchange.md shows: every form has its command there, and each example works as it stands."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sayso.casefile import Casefile
from sayso.cli.app import app
from tests.exchange.scenes import make_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    with make_case(tmp_path_factory.mktemp("documented")) as made:
        yield made


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "exchange.md").read_text(encoding="utf-8")


def blocks(page: str, start: str) -> str:
    """Return the indented block that begins with these words, without its indent."""
    lines = page.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith(f"    {start}"))
    last = next(at for at in range(first, len(lines)) if not lines[at].startswith("    "))
    return "\n".join(line[4:] for line in lines[first:last])


def write(case: Casefile, form: str, target: Path, **asked: Any) -> Path:
    binary = next(one.binary for one in case.export_forms() if one.name == form)
    stream: Any = io.BytesIO() if binary else io.StringIO()
    case.export(stream, form, **asked)
    target.parent.mkdir(exist_ok=True)
    written = stream.getvalue()
    target.write_bytes(written if binary else written.encode("utf-8"))
    return target


def test_every_form_has_a_row_and_a_command(case: Casefile, page: str) -> None:
    for form in (one.name for one in case.export_forms()):
        assert f"`{form}`" in page
        assert form == "parquet" or f"--format {form}" in page or form == "jsonl", form


def test_every_command_to_export_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Casefile("sayso.sayso"):
        pass
    commands = dict.fromkeys(re.findall(r"`sayso (export --format [a-z]+[^`|…]*)`", page))
    assert len(commands) >= 6
    for command in commands:
        result = CliRunner().invoke(app, [*command.split(), "--case", "sayso.sayso"])
        assert result.exit_code == 0, (command, result.output)


def test_the_question_in_sql_is_answered_from_parquet(case: Casefile, page: str, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    line = blocks(page, "duckdb")
    asked = line.partition('"')[2].rpartition('"')[0].replace("'tables/ties.parquet'", "ties").replace("> 1", "> 0")
    ties = polars.read_parquet(write(case, "parquet", tmp_path / "ties.parquet", table="ties"))
    found = polars.SQLContext(ties=ties).execute(asked).collect()
    assert found.columns == ["said_by", "subject", "object"]
    assert "the auditors" in found["said_by"].to_list()[0]


def test_the_lines_for_networkx_choose_ties_by_standing(case: Casefile, page: str, tmp_path: Path) -> None:
    pytest.importorskip("networkx")
    target = write(case, "graphml", tmp_path / "network.graphml")
    code = (
        blocks(page, "import networkx").replace("network.graphml", str(target)).replace("well supported", "contested")
    )
    held: dict[str, Any] = {}
    exec(code, held)
    assert [edge[2]["standing"] for edge in held["sure"]] == ["contested"]


def test_the_question_in_sparql_names_who_says_so(case: Casefile, page: str, tmp_path: Path) -> None:
    oxigraph = pytest.importorskip("pyoxigraph")
    store = oxigraph.Store()
    store.load(write(case, "rdf", tmp_path / "case.trig").read_bytes(), format=oxigraph.RdfFormat.TRIG)
    found = [
        {name: row[name].value for name in ("subject", "object", "polarity", "who")}
        for row in store.query(blocks(page, "PREFIX"))
    ]
    assert {
        "subject": "Northwind Ferries",
        "object": "Tern Bank",
        "polarity": "asserted",
        "who": "the auditors",
    } in found


def test_the_known_actors_shown_are_taken(case: Casefile, page: str, tmp_path: Path) -> None:
    told = page.partition("file=known.csv\n")[2].partition("```")[0]
    (tmp_path / "known.csv").write_text(told, encoding="utf-8")
    report = case.known_add(tmp_path / "known.csv", by="Ida", propose=True)
    assert (report.added.list.entries, report.added.refusals) == (1, 0)
