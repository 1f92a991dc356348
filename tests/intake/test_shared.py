"""Check the shared texts where they are at hand: every quoted word is found, dates are right."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sayso.intake import take
from sayso.model import Document, Voice

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "bench" / "gold-dev"


def read(path: Path) -> Document:
    (found,) = take([path])
    assert isinstance(found, Document)
    return found


@pytest.mark.shared
@pytest.mark.skipif(not GOLD.exists(), reason="needs the shared folder")
def test_every_quote_of_the_gold_stands_in_the_clean_text() -> None:
    for path in sorted((GOLD / "claims").glob("*.json")):
        gold: dict[str, Any] = json.loads(path.read_text())
        document = read(GOLD / "docs" / f"{gold['doc']}.txt")
        flat = document.text.replace("\n\n", " ")
        quotes = [claim["evidence"] for claim in gold["claims"]]
        assert all(re.sub(r"\s+", " ", quote).strip() in flat for quote in quotes)
        assert document.metadata.date == gold["date"]


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="needs the shared folder")
def test_the_seeds_are_repaired_and_parted() -> None:
    first, second = (read(path) for path in sorted((SHARED / "seeds").glob("*.txt")))
    assert not re.search(r"[a-z][.,]\d|\n\n[a-z]|[a-z]{2}[A-Z]|  ", first.text.replace("WikiLeaks", ""))
    assert len([s for s in first.segments if s.voice is Voice.TITLE]) == 2
    assert len({s.speaker for s in second.segments if s.voice is Voice.COMMENT}) > 5
    assert second.metadata.title
    assert second.metadata.authors
