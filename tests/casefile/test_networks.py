from dataclasses import replace
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.edge import Standing
from sayso.model.errors import NotFound, UsageError
from sayso.model.filter import Filter
from sayso.testing import Planted, ScriptedReader


def names(case: Casefile, **asked: object) -> list[str]:
    """Return the ties of the network as `subject predicate object`."""
    found = case.network(**asked)  # type: ignore[arg-type]
    return sorted(f"{tie.subject} {tie.predicate} {tie.object}" for tie in found.ties)


def test_a_path_names_its_actors_and_holds_its_claims(read_case: Casefile) -> None:
    found = read_case.paths("Mira Holt", "Lowick Guild")
    (path,) = found.paths
    assert [actor.name for actor in path.actors] == ["Mira Holt", "Dunmore Steel", "Lowick Guild"]
    step = path.steps[1]
    assert (step.standing, step.roots, path.hops, found.complete) == (Standing.CONTESTED, 1, 2, True)
    assert [view.say_so[-1] for view in step.ties[0].claims] == ["Mira Holt", "Osman Vale"]


def test_a_path_is_asked_as_of_a_date(read_case: Casefile) -> None:
    dated = read_case.paths("Mira Holt", "Dunmore Steel", as_of="2019-03")
    assert [str(step.ties[0].tie.holds) for step in dated.paths[0].steps] == ["holds"]
    assert read_case.paths("Mira Holt", "Dunmore Steel", as_of="2010").paths == ()


def test_a_path_takes_no_actor_as_filter_and_no_unknown_name(read_case: Casefile) -> None:
    with pytest.raises(UsageError):
        read_case.paths("Mira Holt", "Dunmore Steel", actor="Osman Vale")
    with pytest.raises(NotFound):
        read_case.paths("Mira Holt", "Dunmore Steel", avoid=["Nobody At All"])


def test_the_network_has_every_tie_with_those_who_speak_for_and_against(read_case: Casefile) -> None:
    found = read_case.network()
    tie = next(tie for tie in found.ties if tie.predicate == "leads")
    assert (tie.said_by, tie.denied_by, tie.claims) == (("Mira Holt",), ("Osman Vale",), 2)
    assert (found.ties_in_all, found.complete, found.notes) == (2, True, ())


def test_filters_choose_ties_and_the_claims_that_make_them(read_case: Casefile) -> None:
    assert names(read_case, predicate="accuses") == ["Mira Holt accuses Dunmore Steel"]
    assert names(read_case, filter=Filter(standing=("contested",))) == ["Dunmore Steel leads Lowick Guild"]
    (tie,) = read_case.network(source="Osman Vale").ties
    assert (tie.standing, tie.roots, tie.denying_roots) == (Standing.DENIED, 0, 1)
    (sure,) = read_case.network(predicate="leads", min_confidence=0.5).ties
    assert (sure.standing, sure.claims) == (Standing.SINGLE_ROOT, 1)


def test_a_neighbourhood_counts_hops_and_what_is_not_shown(read_case: Casefile) -> None:
    found = read_case.network(actor="Dunmore Steel", hops=1, limit=1)
    assert [actor.hop for actor in found.actors] == [0, 1]
    assert (len(found.ties), found.ties_in_all, found.complete) == (1, 2, False)
    assert found.notes == ("1 of 2 ties of Dunmore Steel are shown, the strongest first.",)


def test_an_actor_without_ties_stands_alone(read_case: Casefile) -> None:
    found = read_case.network(actor="Osman Vale", layout=True)
    assert [(actor.name, actor.ties, actor.x) for actor in found.actors] == [("Osman Vale", 0, 0.5)]


def test_an_empty_casefile_has_an_empty_network_and_no_figures() -> None:
    with sayso.open(":memory:") as case:
        assert case.network(layout=True).ties == ()
        assert case.measures().actors == ()


def test_a_layout_changes_nothing_else_and_is_the_same_each_time(read_case: Casefile) -> None:
    plain, laid = read_case.network(), read_case.network(layout=True)
    assert laid == read_case.network(layout=True)
    assert plain.actors == tuple(replace(actor, x=None, y=None) for actor in laid.actors)


def test_measures_leave_out_denials_and_say_so(read_case: Casefile) -> None:
    found = read_case.measures(source="Osman Vale")
    assert found.actors == ()
    whole = read_case.measures()
    assert next(one.actor.name for one in whole.actors) == "Dunmore Steel"
    assert any("denied" in note for note in whole.notes)


def test_no_path_leads_through_an_agent_without_words(tmp_path: Path) -> None:
    text = "Two arrests\n\nThen (unknown) jailed Ada Brandt.\n\nLater (unknown) jailed Otto Krell, they say.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    planted = (
        Planted("Then (unknown) jailed Ada Brandt", "(unknown)", "arrests", "Ada Brandt"),
        Planted("Later (unknown) jailed Otto Krell", "(unknown)", "arrests", "Otto Krell"),
    )
    with sayso.open(tmp_path / "case.sayso", reader=ScriptedReader(planted)) as case:
        case.read(tmp_path / "a.txt")
        assert len(case.network().ties) == 2
        assert len({tie.subject_id for tie in case.network().ties}) == 1
        assert case.paths("Ada Brandt", "Otto Krell").paths == ()
        assert case.measures().ties == 0
