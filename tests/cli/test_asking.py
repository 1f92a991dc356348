"""Test the commands that ask the casefile."""

import csv
import io
import json

import pytest

from tests.cli.conftest import Type


def test_claims_name_who_says_so_and_show_denials_and_hedges(type_command: Type) -> None:
    words = " ".join(type_command("claims").out.split())
    assert "DENIED Northwind Ferries" in words
    assert "possible council" in words
    assert words.count("Auditors") >= 2


def test_a_table_keeps_to_eighty_columns(type_command: Type) -> None:
    for command in (["claims"], ["docs"], ["actors"], ["actor", "Northwind Ferries"]):
        assert max(len(line.rstrip()) for line in type_command(*command).out.splitlines()) <= 80


def test_denied_claims_are_chosen_alone(type_command: Type) -> None:
    claims = json.loads(type_command("claims", "--denied", "--json").out)["claims"]
    assert [(claim["polarity"], claim["say_so"][-1]) for claim in claims] == [("-", "Per Dahl")]


def test_every_claim_as_json_has_its_say_so_and_its_words(type_command: Type) -> None:
    lines = [json.loads(line) for line in type_command("claims", "--format", "jsonl").out.splitlines()]
    assert len(lines) == 5
    assert all(line["say_so"] and line["evidence"]["text"] for line in lines)


def test_claims_as_csv_have_a_heading_and_quotes(type_command: Type) -> None:
    rows = list(csv.DictReader(io.StringIO(type_command("claims", "--format", "csv").out)))
    assert len(rows) == 5
    assert all(row["say_so"] and row["quote"] for row in rows)


def test_no_claim_is_an_answer(type_command: Type) -> None:
    assert type_command("claims", "--min-confidence", "0.99").code == 0


def test_an_actor_has_its_ties_in_sections_with_standing_roots_and_words(type_command: Type) -> None:
    out = " ".join(type_command("actor", "northwind ferries").out.split())
    assert "── Funds Tern Bank (funds) · attested 3 May 2018 to 4 May 2018 · asserted, 1 root" in out
    assert "── Shelters captain" in out
    assert "· attested 9 May 2018 · DENIED by 1 root" in out
    assert "Per Dahl: DENIED “" in out


def test_an_actor_as_json_names_claims_that_stand_in_it(type_command: Type) -> None:
    shown = json.loads(type_command("actor", "northwind ferries", "--json").out)
    ids = {claim["id"] for claim in shown["claims"]}
    ties = [tie for section in shown["sections"] for tie in section["ties"]]
    assert {tie["predicate"]: (tie["standing"], tie["roots"]) for tie in ties}["funds"] == ("single root", ["Auditors"])
    assert all(ids.issuperset(tie["claims"]) and tie["say_so"] and tie["quote"] for tie in ties)


def test_claims_as_of_a_date_say_whether_they_hold(type_command: Type) -> None:
    holds = {
        claim["holds"] for claim in json.loads(type_command("claims", "--as-of", "2018-05-04", "--json").out)["claims"]
    }
    assert holds <= {"holds", "unknown", "last attested 2018-05-03"}
    assert json.loads(type_command("claims", "--as-of", "2017", "--json").out)["claims"] == []


def test_a_denial_answers_for_its_own_date(type_command: Type) -> None:
    found = json.loads(type_command("claims", "--denied", "--as-of", "2018-05-09", "--json").out)["claims"]
    assert [claim["holds"] for claim in found] == ["holds"]


def test_a_source_has_what_rests_on_its_word(type_command: Type) -> None:
    said = json.loads(type_command("actor", "Per Dahl", "--json").out)["said"]
    assert [claim["predicate"] for claim in said] == ["shelters"]


def test_actors_are_found_by_letters(type_command: Type) -> None:
    actors = json.loads(type_command("actors", "--like", "tern", "--json").out)["actors"]
    assert [actor["name"] for actor in actors] == ["Tern Bank"]


def test_a_claim_is_shown_in_its_paragraph_by_the_id_in_the_table(type_command: Type) -> None:
    out = type_command("claims", "--denied").out
    shown = type_command("show", out.splitlines()[2].split()[0])
    assert "Per Dahl" in shown.out
    assert "«" in shown.out
    assert "DENIED" in shown.out


def test_words_are_found(type_command: Type) -> None:
    assert "captain" in type_command("search", "captain").out
    assert type_command("search", "auditors", "paid", "tern").out.count("Auditors said") == 2  # one a document
    assert type_command("search", "zeppelin").out == "Nothing found.\n"


def test_documents_are_listed_with_their_date(type_command: Type) -> None:
    rows = json.loads(type_command("docs", "--json").out)["documents"]
    assert [(row["name"], row["date"]) for row in rows] == [
        ("answer", "2018-05-09"),
        ("ledger", "2018-05-03"),
        ("mirror", "2018-05-04"),
    ]


def test_counts_agree_with_what_was_planted(type_command: Type) -> None:
    stats = json.loads(type_command("stats", "--json").out)
    assert (stats["documents"], stats["claims"], stats["denied"]) == (3, 5, 1)


def test_a_sound_casefile_has_a_clean_bill(type_command: Type) -> None:
    assert type_command("doctor").code == 0
    assert json.loads(type_command("doctor", "--json").out) == {"findings": []}


@pytest.mark.parametrize("command", [["actor", "Nobody"], ["show", "ffff"], ["claims", "--doc", "none"]])
def test_what_is_not_there_gives_code_3_and_one_line(type_command: Type, command: list[str]) -> None:
    typed = type_command(*command)
    assert (typed.code, typed.out, typed.err.count("\n")) == (3, "", 1)


@pytest.mark.parametrize("command", ["claims", "search"])
def test_values_are_typed_as_records_write_them(type_command: Type, command: str) -> None:
    typed = type_command(command, "--certainty", "certain", "--standing", "single root", "--voice", "body", "--json")
    assert typed.code == 0


@pytest.mark.parametrize(
    "command", ["claims", "actors", "actor", "docs", "search", "export", "stats", "report", "demo"]
)
def test_every_command_that_shows_claims_takes_a_least_confidence(type_command: Type, command: str) -> None:
    assert "--min-confidence" in type_command(command, "--help").out


def test_claims_below_the_least_confidence_are_not_exported(type_command: Type) -> None:
    assert type_command("export", "--min-confidence", "0.95").out == ""
    assert type_command("export", "--min-confidence", "0.5").out == type_command("export").out
    assert type_command("stats", "--min-confidence", "1.5").code == 2
