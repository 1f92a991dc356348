"""Test the commands that show paths and networks."""

import json

from tests.cli.conftest import Type


def test_a_path_shows_each_step_with_who_says_so(type_command: Type) -> None:
    words = " ".join(type_command("path", "Tern Bank", "Northwind Ferries").out.split())
    assert "Tern Bank → Northwind Ferries" in words
    assert "Northwind Ferries – funds – Tern Bank" in words
    assert "Ada Brandt › Auditors: “Auditors said Northwind Ferries paid Tern Bank”" in words


def test_a_hedged_tie_makes_no_step(type_command: Type) -> None:
    assert "No path" in type_command("path", "council", "Tern Bank").out
    found = json.loads(type_command("path", "council", "Tern Bank", "--json").out)
    assert (found["paths"], found["complete"]) == ([], True)


def test_a_path_to_nobody_known_is_not_found(type_command: Type) -> None:
    assert type_command("path", "Tern Bank", "Zzyzx").code == 3
    assert type_command("path", "Tern Bank", "Tern Bank").code == 2


def test_the_network_names_who_says_so_and_keeps_to_eighty_columns(type_command: Type) -> None:
    shown = type_command("network")
    assert "Auditors" in shown.out
    assert "denied by" in " ".join(shown.out.split())
    for command in (["network"], ["network", "--measures"], ["path", "Tern Bank", "Northwind Ferries"]):
        assert max(len(line.rstrip()) for line in type_command(*command).out.splitlines()) <= 80


def test_the_neighbourhood_of_one_actor_is_its_own(type_command: Type) -> None:
    found = json.loads(type_command("network", "--actor", "Tern Bank", "--hops", "1", "--layout", "--json").out)
    assert {actor["hop"] for actor in found["actors"]} == {0, 1}
    assert all(0 <= actor["x"] <= 1 for actor in found["actors"])
    assert "captain" not in {actor["name"] for actor in found["actors"]}


def test_measures_say_what_they_are(type_command: Type) -> None:
    words = " ".join(type_command("network", "--measures").out.split())
    assert "Freeman" in words
    found = json.loads(type_command("network", "--measures", "--json").out)
    assert found["actors"][0]["actor"]["name"] == "Northwind Ferries"
