"""Test the demo as a newcomer sees it: the real reader on the sample documents."""

import re
from pathlib import Path

import pytest

from sayso.cli.app import app
from sayso.cli.outcome import run_guarded

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.slow
def test_the_demo_finds_a_contested_tie_and_one_on_a_single_root(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_guarded(app, ["demo", str(SAMPLES), "--out", str(tmp_path)]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "Read 13 documents" in words
    assert "Those who deny it:" in words
    repeated = re.search(r"(\d+) documents, one root: Open Harbour Institute", words)
    assert repeated is not None
    assert int(repeated[1]) >= 3
    page = (tmp_path / "report.html").read_text()
    assert "Red Heron Brigade" in page
    assert page.count("<li>") > 100
