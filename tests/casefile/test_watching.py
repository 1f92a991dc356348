"""Hold a casefile against lists: leads with reasons, and judgements that outlive readings, merges and new versions."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.actors.comparison import Comparison
from sayso.actors.watching import compare_entry
from sayso.casefile import Casefile, watch_memory
from sayso.model import Actor, Verdict
from sayso.model.errors import NotFound, UsageError
from sayso.model.watch import WatchEntry, WatchMatch
from sayso.testing import ScriptedReader
from tests.casefile.watched import PLANTED, make_case
from tests.exchange.lists import FTM, SDN, UN, write, write_ftm


@pytest.fixture(params=["memory", "postgresql"])
def case(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Casefile]:
    where = ":memory:" if request.param == "memory" else str(request.getfixturevalue("emptied_address"))
    with make_case(tmp_path, where=where) as held:
        yield held


def match(case: Casefile, name: str, **asked: object) -> WatchMatch:
    return next(one for one in case.watch_matches(**asked) if one.name == name)  # type: ignore[arg-type]


def test_actors_are_shown_beside_the_entries_that_they_are_like(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    found = {(one.name, one.entry.id): one for one in case.watch_matches()}
    assert found.keys() == {("Vera Holm", "x-1"), ("Tern Bank", "x-2"), ("Dolphin Line", "x-5")}
    holm = found["Vera Holm", "x-1"]
    assert (holm.verdict, holm.judged, holm.version) == (Verdict.SAME, None, "2026-03-01")


def test_names_are_compared_once_while_list_and_names_stay(
    case: Casefile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A judgement compares nobody anew; a newer version of the list compares all."""
    seen: list[str] = []

    def compare(actor: Actor, entry: WatchEntry) -> Comparison:
        seen.append(actor.name)
        return compare_entry(actor, entry)

    monkeypatch.setattr(watch_memory, "compare_entry", compare)
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    before = case.watch_matches()
    compared = len(seen)
    case.watch_judge("Vera Holm", "harbour/x-1", "different", by="Ida")
    assert [one.entry for one in case.watch_matches()] == [one.entry for one in before]
    assert len(seen) == compared > 0
    newer = write_ftm(tmp_path / "harbour.json")
    newer.write_text(newer.read_text("utf-8") + "\n", encoding="utf-8")
    case.watch_add(newer)
    case.watch_matches()
    assert len(seen) == 2 * compared


def test_what_claims_say_of_years_before_a_birth_speaks_against(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    assert match(case, "Vera Holm").against == ("claims speak of 1986, the list has it born in 1990",)


def test_adding_says_what_is_new_and_what_was_refused(case: Casefile, tmp_path: Path) -> None:
    report = case.watch_add(write_ftm(tmp_path / "harbour.json"), name="ports")
    assert (report.list.name, report.list.entries, report.new, report.refusals) == ("ports", 4, 4, 2)
    again = case.watch_add(tmp_path / "harbour.json", name="ports")
    assert (again.new, again.changed, again.gone) == (0, 0, 0)


def test_a_judgement_changes_nothing_but_what_is_shown_of_the_match(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    before = case.stats()
    ruling = case.watch_judge("Vera Holm", "harbour/x-1", "different", by="Ida", why="born too late")
    held = match(case, "Vera Holm")
    assert (held.judged, held.disputed) == (Verdict.DIFFERENT, False)
    assert [(one.by, one.why) for one in held.judgements] == [("Ida", "born too late")]
    assert case.stats().edges == before.edges
    assert match(case, "Vera Holm", judged="different") == held
    assert "Vera Holm" not in {one.name for one in case.watch_matches(judged="open")}
    assert case.audit().sound
    case.undo(ruling.decision.seq, by="Ida")
    assert match(case, "Vera Holm").judged is None


def test_people_who_differ_are_both_shown_and_the_latest_stands(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    case.watch_judge("Vera Holm", "x-1", "same", by="Ida")
    case.watch_judge("Vera Holm", "x-1", "unsure", by="Olaf")
    held = match(case, "Vera Holm")
    assert (held.judged, held.disputed, len(held.judgements)) == (Verdict.UNSURE, True, 2)
    case.watch_judge("Vera Holm", "x-1", "unsure", by="Ida")
    assert not match(case, "Vera Holm").disputed


def test_a_judgement_goes_with_the_actor_into_a_merge_and_out_of_it(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    case.watch_judge("Dolphin Line", "x-5", "same", by="Ida")
    merge = case.merge("Dolphin Line", "Northwind Ferries", by="Ida")
    whole = case.find_actor("Dolphin Line")
    assert [one.judged for one in case.watch_matches(actor=whole) if one.entry.id == "x-5"] == [Verdict.SAME]
    case.undo(merge.decision.seq, by="Ida")
    assert match(case, "Dolphin Line").judged is Verdict.SAME


def test_a_judgement_outlives_a_newer_version_and_tells_what_changed(case: Casefile, tmp_path: Path) -> None:
    path = write_ftm(tmp_path / "harbour.json")
    case.watch_add(path)
    case.watch_judge("Vera Holm", "harbour/x-1", "same", by="Ida")
    text = path.read_text(encoding="utf-8")
    write(path, text.replace("1990-05-01", "1960-05-01"))
    assert case.watch_add(path).changed == 1
    held = match(case, "Vera Holm")
    assert (held.judged, held.listed, held.altered, held.against) == (Verdict.SAME, True, True, ())
    write(path, "\n".join(line for line in text.splitlines() if "x-1" not in line))
    assert case.watch_add(path).gone == 1
    gone = match(case, "Vera Holm")
    assert (gone.judged, gone.listed, gone.entry.name) == (Verdict.SAME, False, "Vera HOLM")


def test_a_judgement_outlives_another_reading(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    case.watch_judge("Vera Holm", "x-1", "same", by="Ida")
    case._reader = ScriptedReader(PLANTED, "2")
    case.read(tmp_path / "texts")
    assert match(case, "Vera Holm").judged is Verdict.SAME
    assert case.orphans() == []


def test_judgements_are_carried_with_the_other_decisions(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    case.watch_judge("Vera Holm", "x-1", "same", by="Ida", why="seen")
    lines = io.StringIO()
    case.export_decisions(lines)
    (tmp_path / "other").mkdir()
    with make_case(tmp_path / "other") as other:
        assert other.import_decisions(lines.getvalue().splitlines()).new == 1
        (held,) = other.watch_matches()
        assert (held.judged, held.listed, held.version) == (Verdict.SAME, False, None)


def test_several_lists_are_told_apart(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write(tmp_path / "a.xml", UN))
    case.watch_add(write(tmp_path / "sdn.csv", SDN))
    assert [(one.name, one.version) for one in case.watchlists()] == [("ofac", None), ("un", "2026-02-03")]
    assert {one.entry.list for one in case.watch_matches(list="ofac")} == {"ofac"}
    assert match(case, "Northwind Ferries").entry.list == "un"
    case.watch_remove("un")
    with pytest.raises(NotFound):
        case.watch_matches(list="un")


def test_a_list_that_is_broken_is_not_added(case: Casefile, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"):
        case.watch_add(write(tmp_path / "a.xml", UN[: len(UN) // 2]))
    assert case.watchlists() == []


@pytest.mark.parametrize(("entry", "verdict"), [("x-1", "guilty"), ("x-99", "same"), ("nolist/x-1", "same")])
def test_a_judgement_that_makes_no_sense_is_refused(case: Casefile, tmp_path: Path, entry: str, verdict: str) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    with pytest.raises((UsageError, NotFound)):
        case.watch_judge("Vera Holm", entry, verdict, by="Ida")


def test_a_machine_judges_nothing(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    with pytest.raises(UsageError):
        case.watch_judge("Vera Holm", "x-1", "same", by="sayso/actors-1")


def test_entries_are_listed_by_id(case: Casefile, tmp_path: Path) -> None:
    case.watch_add(write_ftm(tmp_path / "harbour.json"))
    assert [one.id for one in case.watch_entries("harbour", limit=2, after="harbour/x-1")] == ["x-2", "x-5"]
    assert len(FTM) == 6


def test_a_known_actor_gathers_those_that_are_certainly_it(tmp_path: Path) -> None:
    with make_case(tmp_path) as case:
        text = "name,type,aliases,id\nNorthwind Ferries,organization,NWF;Dolphin Line,k1\nVera Holm,person,V. Holm,k2\n"
        report = case.known_add(write(tmp_path / "known.csv", text), by="Ida")
        assert case.find_actor("Dolphin Line") == case.find_actor("Northwind Ferries")
        assert case.find_actor("NWF") == case.find_actor("Northwind Ferries")
        assert [(one.entry.id, len(one.certain)) for one in report.found] == [("k1", 2), ("k2", 1)]
        kinds = [one.decision.kind.value for one in case.decisions()]
        assert kinds == ["merge", "match", "match"]
        assert all(not one.decisions for one in case.known_add(tmp_path / "known.csv", by="Ida").found)


def test_what_a_person_keeps_apart_a_list_does_not_merge(tmp_path: Path) -> None:
    with make_case(tmp_path) as case:
        case.keep_apart("Dolphin Line", "Northwind Ferries", by="Olaf")
        text = "name,type,aliases,id\nNorthwind Ferries,organization,Dolphin Line,k1\n"
        (found,) = case.known_add(write(tmp_path / "known.csv", text), by="Ida").found
        assert case.find_actor("Dolphin Line") != case.find_actor("Northwind Ferries")
        assert [one.reason for one in found.proposed] == ["a person keeps it apart from another that fits"]


def test_an_actor_that_fits_two_known_ones_is_proposed_alone(tmp_path: Path) -> None:
    with make_case(tmp_path) as case:
        text = "name,type,aliases,id\nDolphin Line,organization,,k1\nGrey Fleet,organization,Dolphin Line,k2\n"
        report = case.known_add(write(tmp_path / "known.csv", text), by="Ida")
        assert {each.reason for one in report.found for each in one.proposed} == {"it fits several known actors"}
        assert case.decisions() == []


def test_a_proposal_alone_decides_nothing(tmp_path: Path) -> None:
    with make_case(tmp_path) as case:
        text = "name,type,aliases\nNorthwind Ferries,organization,Dolphin Line\n"
        (found,) = case.known_add(write(tmp_path / "known.csv", text), propose=True).found
        assert len(found.certain) == 2
        assert case.decisions() == []
