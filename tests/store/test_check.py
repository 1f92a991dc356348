"""Plant faults in a casefile; doctor must find each."""

import sqlite3
from pathlib import Path

import pytest

from sayso.store import open_store
from tests.store.scenes import commit_of, ferry_document, make_rules

FAULTS = [
    ("UPDATE claims SET words = 'Barlow Lines sold it'", "quote"),
    ("UPDATE frames SET words = 'The crew booed'", "quote"),
    ("UPDATE claims SET places = replace(places, '\"Osprey\"', '\"Heron\"')", "quote"),
    ("UPDATE claims SET subject = 'actor-none'", "actor-missing"),
    ("UPDATE claim_sources SET actor = 'actor-none'", "actor-missing"),
    ("UPDATE actors SET canonical = 'actor-none'", "canonical"),
    ("UPDATE edges SET asserted = asserted + 1", "counter"),
    ("DELETE FROM edges", "counter"),
    ("DELETE FROM runs", "orphan"),
    ("DELETE FROM claims", "orphan"),
    ("DELETE FROM texts", "text-missing"),
    ('UPDATE segments SET "end" = 99999', "segment"),
    ("UPDATE texts SET body = body || ' more'", "offsets"),
    ("DELETE FROM search_rows WHERE id = 1", "search"),
    ("INSERT INTO judgements VALUES (1, 'actor-x', 'actor-y', 'same', 'Ida', 1.0, '[]', NULL)", "judgement"),
]


@pytest.mark.parametrize(("fault", "code"), FAULTS)
def test_doctor_finds_what_is_wrong(tmp_path: Path, fault: str, code: str) -> None:
    path = tmp_path / "case.sayso"
    store = open_store(path, rules=make_rules)
    store.commit(commit_of(ferry_document()))
    store.close()
    with sqlite3.connect(path) as raw:
        raw.execute(fault)
    raw.close()
    store = open_store(path, rules=make_rules)
    findings = list(store.check())
    store.close()
    assert code in {finding.code for finding in findings}
    assert all(finding.id and finding.problem and finding.remedy for finding in findings)
