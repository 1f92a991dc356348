"""Test that links survive what happens to actors, and that a casefile is told from another."""

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

import sayso
from sayso.api import make_app
from sayso.api.route import PREFIX
from tests.api.conftest import HERE
from tests.casefile.scenes import reader, write_texts


def get(client: TestClient, path: str) -> dict[str, Any]:
    found = client.get(f"{PREFIX}{path}")
    assert found.status_code == 200, found.text
    answer: dict[str, Any] = found.json()
    return answer


def test_an_edge_answers_by_its_id_before_a_merge_and_says_moved(own_file: Path) -> None:
    with TestClient(make_app(own_file), base_url=HERE) as client:
        before = {one["edge"]["id"] for one in get(client, "/edges")["items"]}
        merge = {"left": "Mira Holt", "right": "Lowick Guild", "by": "ann"}
        assert client.post(f"{PREFIX}/decisions/merge", json=merge).status_code == 201
        after = {one["edge"]["id"] for one in get(client, "/edges")["items"]}
        (gone,) = before - after
        found = get(client, f"/edges/{gone}")
        assert found["moved"] == gone
        assert found["edge"]["id"] in after
        assert get(client, f"/edges/{found['edge']['id']}")["moved"] is None


def test_an_edge_whose_claims_were_rejected_says_which_claim_it_had(own_file: Path) -> None:
    with TestClient(make_app(own_file), base_url=HERE) as client:
        (claim,) = (one["claim"]["id"] for one in get(client, "/claims?predicate=accuses")["items"])
        (edge,) = (one["edge"]["id"] for one in get(client, "/edges?predicate=accuses")["items"])
        assert client.post(f"{PREFIX}/decisions/reject", json={"claim": claim, "by": "ann"}).status_code == 201
        found = client.get(f"{PREFIX}/edges/{edge}")
        assert found.status_code == 404
        assert claim in found.json()["detail"]
        assert get(client, f"/claims/{claim}")["view"]["ruling"] == "rejected"


def test_health_and_stats_tell_a_casefiles_own_mark(own_file: Path, tmp_path: Path) -> None:
    with sayso.open(tmp_path / "other.sayso", reader=reader()) as case:
        case.read(write_texts(tmp_path / "others"))
    marks = []
    for path in (own_file, tmp_path / "other.sayso", own_file):
        with TestClient(make_app(path), base_url=HERE) as client:
            mark = get(client, "/health")["casefile"]
            assert get(client, "/stats")["casefile"] == mark
            marks.append(mark)
    assert marks[0] == marks[2] != marks[1]
    assert len(marks[0]) == 16
