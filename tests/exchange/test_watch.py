"""Read watchlists: entries in the list's own words, a bad line refused and the rest taken."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.exchange.watch import WatchFile, open_watchlist, sniff
from sayso.exchange.watch_ftm import read_ftm, read_targets
from sayso.exchange.watch_items import read_birth, read_country
from sayso.exchange.watch_ofac import read_ofac
from sayso.exchange.watch_un import MOST_DEPTH, read_un
from sayso.model import ActorType
from sayso.model.errors import ExchangeError, UsageError
from sayso.model.watch import WatchEntry
from tests.exchange import lists


def read(*paths: Path) -> tuple[dict[str, WatchEntry], WatchFile]:
    held = open_watchlist(paths, "harbour")
    return {entry.id: entry for entry in held.entries()}, held


def test_entities_of_followthemoney_become_entries(tmp_path: Path) -> None:
    found, held = read(lists.write_ftm(tmp_path / "entities.ftm.json"))
    assert list(found) == ["x-1", "x-2", "x-5", "x-6"]
    assert found["x-1"] == WatchEntry(
        "harbour",
        "x-1",
        "Vera HOLM",
        ActorType.PERSON,
        aliases=("Holm, Vera", "Vera Holmgren"),
        weak=("The Captain",),
        births=("1990-05-01",),
        countries=("no",),
        topics=("sanction",),
        remarks="Said to run ferries.",
    )
    assert found["x-5"].type is None
    assert held.version == "2026-03-01"


def test_a_programme_reaches_the_entity_that_its_sanction_names(tmp_path: Path) -> None:
    found, _ = read(lists.write_ftm(tmp_path / "entities.ftm.json"))
    assert found["x-2"].topics == ("HARBOUR",)


def test_a_bad_line_is_refused_with_its_number_and_others_are_passed_over(tmp_path: Path) -> None:
    _, held = read(lists.write_ftm(tmp_path / "entities.ftm.json"))
    assert [place for place, _ in held.refused] == ["line 4", "line 5"]
    assert dict(held.passed) == {"Address": 1, "Sanction": 1}


def test_the_consolidated_list_has_names_in_parts_and_weak_ones_apart(tmp_path: Path) -> None:
    found, held = read(lists.write(tmp_path / "consolidated.xml", lists.UN))
    dahl = found["HBi.001"]
    assert (dahl.name, dahl.type) == ("PER OLAV DAHL", ActorType.PERSON)
    assert (dahl.aliases, dahl.weak) == (("Пер Даль", "Per Dahle"), ("The Skipper",))
    assert (dahl.births, dahl.countries) == (("1961-04-02", "1962~"), ("no",))
    assert found["HBe.001"].countries == ("pa",)
    assert (held.version, held.refused) == ("2026-02-03", [("entry 2", "HBi.002 has no name")])


def test_a_document_type_is_refused_before_any_entity_is_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>'
    with pytest.raises(ExchangeError, match="document type"):
        list(read_un(io.BytesIO(bomb), "harbour"))


@pytest.mark.parametrize(
    "text",
    [
        "<CONSOLIDATED_LIST>" + "<a>" * MOST_DEPTH,
        "<CONSOLIDATED_LIST><INDIVIDUAL>" + "a" * 200_000,
        "<CONSOLIDATED_LIST><INDIVIDUAL>" + "<a></a>" * 6_000,
        "<CONSOLIDATED_LIST><INDIVIDUAL>",
        "<other></other>",
    ],
)
def test_xml_that_is_no_such_list_is_refused_whole(text: str) -> None:
    with pytest.raises(ExchangeError):
        list(read_un(io.BytesIO(text.encode()), "harbour"))


def test_the_tables_of_ofac_are_one_list(tmp_path: Path) -> None:
    paths = [lists.write(tmp_path / f"{name}.csv", getattr(lists, name.upper())) for name in ("alt", "sdn", "add")]
    found, held = read(*paths)
    assert list(found) == ["101", "102", "103"]
    holm = found["101"]
    assert (holm.name, holm.aliases, holm.weak) == ("HOLM, Vera", ("HOLMGREN, Vera",), ("THE CAPTAIN",))
    assert (holm.births, holm.countries, holm.topics) == (("1990-05-01", "1991~"), ("no",), ("HARBOUR", "FERRY"))
    assert (found["102"].type, found["102"].countries) == (ActorType.ORGANIZATION, ("pa",))
    assert (found["103"].type, found["103"].countries) == (ActorType.THING, ("pa",))
    assert [place for place, _ in held.refused] == ["line 4"]


def test_other_names_without_the_list_itself_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"without sdn\.csv"):
        open_watchlist([lists.write(tmp_path / "alt.csv", lists.ALT)], "harbour")


def test_two_lists_are_not_taken_for_one(tmp_path: Path) -> None:
    paths = [lists.write_ftm(tmp_path / "a.json"), lists.write(tmp_path / "b.xml", lists.UN)]
    with pytest.raises(UsageError):
        open_watchlist(paths, "harbour")


def test_the_table_of_targets_parts_values_by_semicolons(tmp_path: Path) -> None:
    found, held = read(lists.write(tmp_path / "targets.simple.csv", lists.TARGETS))
    assert found["y-1"].aliases == ("Vera Holmgren", "V. Holm")
    assert (found["y-1"].countries, found["y-1"].topics) == (("no", "pa"), ("HARBOUR",))
    assert (held.version, dict(held.passed)) == ("2026-01-09", {"Address": 1})


def test_known_actors_come_from_a_table_of_ones_own(tmp_path: Path) -> None:
    text = (
        "name,type,aliases,id\nRed Heron Brigade,organization,The Herons;RHB,k1\nNobody,ghost,,\nVera Holm,person,,\n"
    )
    found, held = read(lists.write(tmp_path / "known.csv", text))
    assert found["k1"].aliases == ("The Herons", "RHB")
    assert [entry.name for entry in found.values()] == ["Red Heron Brigade", "Vera Holm"]
    assert held.refused[0][0] == "line 3"


def test_two_entries_of_one_id_are_told(tmp_path: Path) -> None:
    text = "name,type,id\nVera Holm,person,k1\nPer Dahl,person,k1\n"
    found, held = read(lists.write(tmp_path / "known.csv", text))
    assert found["k1"].name == "Vera Holm"
    assert held.refused == [("k1", "another entry has this id")]


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (lists.UN.encode(), "un"),
        (b"\xef\xbb\xbf" + lists.TARGETS.encode(), "targets"),
        (lists.SDN.encode(), "ofac 12"),
        (b'{"id": "a", "schema": "Person", "properties": {}}\n', "ftm"),
        (b'{"doc": "a", "predicate": "b"}\n', None),
        (b"<html></html>", None),
        (b"a,b,c\n", None),
        (b"", None),
        (b"\x00\xff\xfe", None),
    ],
)
def test_layouts_are_told_by_their_first_bytes(head: bytes, form: str | None) -> None:
    assert sniff(head) == form


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("12 Mar 1960", "1960-03-12"),
        ("circa 1960", "1960~"),
        ("Mar 1960", "1960-03"),
        ("1960-03-12T00:00", "1960-03-12"),
        ("?", None),
    ],
)
def test_births_become_edtf(words: str, date: str | None) -> None:
    assert read_birth(words) == date


@pytest.mark.parametrize(("words", "code"), [("Norway", "no"), ("NO", "no"), ("Ruritania", "ruritania"), ("-0-", None)])
def test_countries_become_codes_where_one_is_known(words: str, code: str | None) -> None:
    assert read_country(words) == code


@given(st.binary(max_size=400))
def test_no_bytes_end_a_parser_but_by_refusal(noise: bytes) -> None:
    for parse in (read_ftm, read_targets, lambda stream, name: read_ofac([(12, stream)], name)):
        list(parse(io.BytesIO(noise), "harbour"))
    try:
        list(read_un(io.BytesIO(noise), "harbour"))
    except ExchangeError:
        return
