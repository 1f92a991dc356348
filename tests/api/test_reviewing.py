"""Check the addresses of what there is to rule on, and of a page's picture."""

from pathlib import Path

from starlette.testclient import TestClient

import sayso
from sayso.api import make_app
from tests.api.conftest import HERE
from tests.casefile.scenes import reader
from tests.casefile.test_reviewing import write_pdf


def test_the_queue_comes_in_pages_that_join(client: TestClient) -> None:
    whole = client.get("/api/v1/review").json()
    assert whole["next"] is None
    first = client.get("/api/v1/review", params={"limit": 1}).json()
    rest = client.get("/api/v1/review", params={"limit": 9, "after": first["next"]}).json()
    assert first["items"] + rest["items"] == whole["items"]
    assert len(whole["items"]) > 1


def test_a_page_goes_on_though_its_last_claim_was_ruled_on_meanwhile(own_file: Path) -> None:
    with TestClient(make_app(own_file), base_url=HERE) as client:
        whole = [one["view"]["claim"]["id"] for one in client.get("/api/v1/review").json()["items"]]
        first = client.get("/api/v1/review", params={"limit": 1}).json()
        assert client.post("/api/v1/decisions/accept", json={"claim": whole[0], "by": "Mira"}).status_code == 201
        rest = client.get("/api/v1/review", params={"after": first["next"]}).json()["items"]
        assert [one["view"]["claim"]["id"] for one in rest] == whole[1:]


def test_pairs_of_actors_come_as_a_list(client: TestClient) -> None:
    assert client.get("/api/v1/review/actors").json() == {"items": [], "next": None, "left_out": None}


def test_a_page_comes_as_a_picture_or_says_why_not(tmp_path: Path) -> None:
    doc = write_pdf(tmp_path / "report.pdf")
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        case.read(tmp_path / "report.pdf")
    with TestClient(make_app(tmp_path / "case.sayso"), base_url=HERE) as client:
        good = client.get(f"/api/v1/documents/{doc}/pages/1.png", params={"width": 200})
        assert (good.status_code, good.headers["content-type"]) == (200, "image/png")
        assert client.get(f"/api/v1/documents/{doc}/pages/7.png").status_code == 404
        assert client.get(f"/api/v1/documents/{doc}/pages/one.png").status_code == 404
        (tmp_path / "report.pdf").unlink()
        gone = client.get(f"/api/v1/documents/{doc}/pages/1.png")
        assert gone.status_code == 404
        assert "read it again" in gone.json()["detail"]
        assert str(tmp_path) not in gone.text
