"""Test the answers: the same as the casefile's own, page by page, each with its say-so."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import sayso
from sayso.api import make_app
from sayso.api.route import PREFIX
from tests.api.conftest import HERE
from tests.casefile.scenes import PLANTED, reader


def get(client: TestClient, path: str, **asked: Any) -> Any:
    found = client.get(PREFIX + path, params=asked)
    assert found.status_code == 200, found.text
    return found.json()


def pages(client: TestClient, path: str) -> list[dict[str, Any]]:
    """Return all of a list, page by page, by the Link header."""
    items: list[dict[str, Any]] = []
    address: str | None = PREFIX + path
    while address is not None:
        found = client.get(address)
        items += found.json()["items"]
        link = found.headers.get("link")
        assert (link is None) is (found.json()["next"] is None)
        address = None if link is None else link[1 : link.index(">")]
    return items


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"denied": "true"},
        {"predicate": ["leads", "accuses"]},
        {"actor": "Dunmore Steel", "denied": "false"},
        {"source": "Mira Holt"},
        {"as_of": "2019-03"},
        {"min_confidence": "0.5"},
        {"doc": "paper"},
        {"certainty": "certain", "modality": "actual"},
    ],
)
def test_claims_over_http_are_those_of_the_casefile(client: TestClient, case_file: Path, asked: dict[str, Any]) -> None:
    typed = {"true": True, "false": False}
    values: dict[str, Any] = {
        name: typed.get(value, value) if isinstance(value, str) else value for name, value in asked.items()
    }
    values |= {"min_confidence": float(asked["min_confidence"])} if "min_confidence" in asked else {}
    with sayso.open(case_file) as case:
        expected = [view.claim.id for view in case.claims(**values)]
    assert [item["claim"]["id"] for item in get(client, "/claims", **asked)["items"]] == expected


def test_every_claim_names_its_say_so(client: TestClient) -> None:
    items = get(client, "/claims")["items"]
    assert len(items) == 3
    assert all(item["say_so"] and item["claim"]["evidence"]["words"] for item in items)


def test_a_claim_is_shown_in_its_paragraph(client: TestClient) -> None:
    first = get(client, "/claims")["items"][0]["claim"]["id"]
    shown = get(client, f"/claims/{first}")
    start, end = shown["sentence"]["start"], shown["sentence"]["end"]
    assert shown["text"][start:end] == shown["view"]["claim"]["evidence"]["words"]


@pytest.mark.parametrize("path", ["/claims", "/documents", "/actors", "/edges", "/frames"])
def test_pages_of_one_hold_what_one_page_of_all_holds(client: TestClient, path: str) -> None:
    whole = get(client, path)["items"]
    assert whole
    assert pages(client, f"{path}?limit=1") == whole


def test_a_page_of_another_question_is_refused(client: TestClient) -> None:
    after = get(client, "/claims", limit=1)["next"]
    assert client.get(f"{PREFIX}/claims", params={"after": after, "denied": "true"}).status_code == 400
    assert client.get(f"{PREFIX}/documents", params={"after": after}).status_code == 400


def test_paging_gives_each_claim_once_while_documents_are_added(own_file: Path, tmp_path: Path) -> None:
    with TestClient(make_app(own_file), base_url=HERE) as client, sayso.open(own_file, reader=reader()) as writer:
        before = [item["claim"]["id"] for item in get(client, "/claims")["items"]]
        seen: list[str] = []
        after: str | None = None
        for number in range(20):
            found = get(client, "/claims", limit=1, **({"after": after} if after else {}))
            seen += [item["claim"]["id"] for item in found["items"]]
            after = found["next"]
            if after is None:
                break
            (tmp_path / f"{number:02}.txt").write_text(f"News {number}\n\n{PLANTED[0].words}.\n", encoding="utf-8")
            writer.read(tmp_path / f"{number:02}.txt")
    assert len(seen) == len(set(seen))
    assert [one for one in seen if one in before] == before


def test_an_answer_that_still_stands_is_not_sent_again(own_file: Path, tmp_path: Path) -> None:
    with TestClient(make_app(own_file), base_url=HERE) as client:
        first = client.get(f"{PREFIX}/claims")
        tag = first.headers["etag"]
        again = client.get(f"{PREFIX}/claims", headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.get(f"{PREFIX}/claims?denied=true", headers={"If-None-Match": tag}).status_code == 200
        (tmp_path / "new.txt").write_text(f"News\n\n{PLANTED[0].words}.\n", encoding="utf-8")
        with sayso.open(own_file, reader=reader()) as other:
            other.read(tmp_path / "new.txt")
        later = client.get(f"{PREFIX}/claims", headers={"If-None-Match": tag})
        assert (later.status_code, len(later.json()["items"])) == (200, len(first.json()["items"]) + 1)


def test_a_name_leads_to_the_actor_that_bears_it(client: TestClient) -> None:
    found = client.get(f"{PREFIX}/actors/mira holt", follow_redirects=False)
    assert (found.status_code, found.headers["location"].startswith(f"{PREFIX}/actors/actor-")) == (308, True)
    dossier = get(client, "/actors/mira holt")
    assert dossier["actor"]["name"] == "Mira Holt"


def test_the_id_of_a_merged_actor_leads_to_where_it_is_now(own_file: Path) -> None:
    with sayso.open(own_file) as case:
        old = {row.name: row.id for row in case.actors()}
        case.judge("Mira Holt", "Osman Vale", "same", "a person")
        kept = {row.id for row in case.actors()}
    with TestClient(make_app(own_file), base_url=HERE) as client:
        gone = ({old["Mira Holt"], old["Osman Vale"]} - kept).pop()
        found = client.get(f"{PREFIX}/actors/{gone}?min_confidence=0.1", follow_redirects=False)
        assert found.status_code == 308
        assert found.headers["location"].split("/")[-1].split("?")[0] in kept
        assert found.headers["location"].endswith("?min_confidence=0.1")


def test_exports_are_the_bytes_of_the_command_line(client: TestClient, case_file: Path, tmp_path: Path) -> None:
    with sayso.open(case_file) as case, (tmp_path / "out.jsonl").open("w", encoding="utf-8") as stream:
        case.export(stream)
    expected = (tmp_path / "out.jsonl").read_bytes()
    plain = client.get(f"{PREFIX}/export/claims", headers={"Accept-Encoding": "identity"})
    assert plain.content == expected
    packed = client.get(f"{PREFIX}/export/claims", headers={"Accept-Encoding": "gzip"})
    assert (packed.content, packed.headers["content-encoding"]) == (expected, "gzip")
    assert len(json.loads(expected.splitlines()[0])["evidence"]) == 3
    assert gzip.decompress(gzip.compress(expected)) == packed.content


def test_an_export_of_an_unknown_form_is_refused_before_it_begins(client: TestClient) -> None:
    assert client.get(f"{PREFIX}/export/claims?format=xls").status_code == 400


def test_threads_get_the_same_answers_as_one(client: TestClient) -> None:
    alone = get(client, "/claims")
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: get(client, "/claims"), range(40)))
    assert found == [alone] * 40


def test_letters_of_every_script_come_through(tmp_path: Path) -> None:
    words = "Żółć 数据 accused Ελλάς 🦆 of fraud"
    from sayso.testing import Planted, ScriptedReader

    (tmp_path / "ünï.txt").write_text(f"News\n\n{words}.\n", encoding="utf-8")
    planted = ScriptedReader((Planted(words, "Żółć 数据", "accuses", "Ελλάς 🦆"),))
    with sayso.open(tmp_path / "case.sayso", reader=planted) as case:
        case.read(tmp_path / "ünï.txt")
    with TestClient(make_app(tmp_path / "case.sayso"), base_url=HERE) as client:
        found = get(client, "/claims", actor="Żółć 数据", doc="ünï")["items"]
        assert [(item["object"], item["document"]) for item in found] == [("Ελλάς 🦆", "ünï")]
        assert get(client, "/actors/Ελλάς 🦆")["actor"]["name"] == "Ελλάς 🦆"


def test_an_empty_casefile_has_empty_lists(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader=reader()):
        pass
    with TestClient(make_app(tmp_path / "case.sayso"), base_url=HERE) as client:
        for path in ("/claims", "/documents", "/actors", "/edges", "/frames"):
            assert get(client, path) == {"items": [], "next": None, "left_out": None}


def test_sources_come_with_most_ties_first_and_whole_over_pages(client: TestClient) -> None:
    whole = get(client, "/sources")["items"]
    assert sum(row["claims"] for row in whole) == 3
    assert [row["edges"] for row in whole] == sorted((row["edges"] for row in whole), reverse=True)
    assert [row["root"]["key"] for row in pages(client, "/sources?limit=1")] == [row["root"]["key"] for row in whole]


def test_a_tie_that_two_sources_speak_of_rests_on_none_alone(client: TestClient) -> None:
    rows = {row["root"]["name"]: row for row in get(client, "/sources")["items"]}
    assert (rows["Osman Vale"]["alone"], rows["Osman Vale"]["denials"]) == (0, 1)
    assert rows["Osman Vale"]["edges"] == 1


def test_sources_are_found_by_letters_of_their_name(client: TestClient) -> None:
    assert [row["root"]["name"] for row in get(client, "/sources", like="osman")["items"]] == ["Osman Vale"]
    assert get(client, "/sources", like="%")["items"] == []


def test_the_ties_of_a_source_bear_their_own_numbers(client: TestClient) -> None:
    key = get(client, "/sources", like="osman")["items"][0]["root"]["key"]
    (tie,) = get(client, "/sources/ties", root=key)["items"]
    assert (tie["roots"], tie["denying_roots"], tie["standing"]) == (1, 1, "contested")
    assert get(client, "/sources/ties", root=key, alone="true")["items"] == []


def test_a_filter_that_lets_all_through_gives_the_sources_that_the_counters_give(client: TestClient) -> None:
    counted, read = get(client, "/sources")["items"], get(client, "/sources", min_confidence="0.01")["items"]
    assert read == counted
    assert [row["root"] for row in pages(client, "/sources?limit=1&min_confidence=0.01")] == [
        row["root"] for row in counted
    ]


def test_sources_and_their_ties_follow_the_filters(client: TestClient) -> None:
    denying = get(client, "/sources", denied="true")["items"]
    assert [(row["root"]["name"], row["claims"], row["denials"]) for row in denying] == [("Osman Vale", 1, 1)]
    key = denying[0]["root"]["key"]
    assert (
        get(client, "/sources", root=key, min_confidence="0.01")["items"]
        == get(client, "/sources", like="osman")["items"]
    )
    assert get(client, "/sources", known_on="1900")["items"] == []
    assert get(client, "/sources/ties", root=key, min_confidence="0.01") == get(client, "/sources/ties", root=key)
    (tie,) = get(client, "/sources/ties", root=key, denied="true", alone="true")["items"]
    assert (tie["standing"], tie["denied"], tie["asserted"]) == ("denied", 1, 0)
    assert get(client, "/sources/ties", root=key, denied="false")["items"] == []


def test_the_ties_of_no_source_are_refused(client: TestClient) -> None:
    refused = client.get(f"{PREFIX}/sources/ties")
    assert (refused.status_code, refused.json()["type"]) == (400, "urn:sayso:problem:bad-request")
