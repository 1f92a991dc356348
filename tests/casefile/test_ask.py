"""Test what a casefile answers."""

import subprocess
import sys

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import NotFound, UsageError


def words(case: Casefile, **asked: object) -> list[str]:
    return [view.claim.evidence.words.split()[0] for view in case.claims(**asked)]  # type: ignore[arg-type]


def test_claims_carry_names_and_say_so(read_case: Casefile) -> None:
    view = list(read_case.claims(doc="court"))[1]
    assert (view.subject, view.claim.predicate, view.object) == ("Dunmore Steel", "leads", "Lowick Guild")
    assert view.say_so == ("The court in Lowick", "Mira Holt")
    assert view.document == "court"


def test_claims_come_by_document_and_place(read_case: Casefile) -> None:
    assert words(read_case) == ["Mira", "Dunmore", "Osman"]


def test_claims_are_chosen(read_case: Casefile) -> None:
    assert words(read_case, actor="mira holt") == ["Mira"]
    assert words(read_case, predicate="leads") == ["Dunmore", "Osman"]
    assert words(read_case, predicate=["leads", "accuses"], limit=1) == ["Mira"]
    assert words(read_case, denied=True) == ["Osman"]
    assert words(read_case, denied=False) == ["Mira", "Dunmore"]
    assert words(read_case, source="Osman Vale") == ["Osman"]
    assert words(read_case, source="the court in lowick") == ["Mira", "Dunmore"]
    assert words(read_case, min_confidence=0.5) == ["Mira", "Dunmore"]
    assert words(read_case, doc="paper") == ["Osman"]


def test_as_of_leaves_out_what_does_not_hold_then(read_case: Casefile) -> None:
    assert "Dunmore" in words(read_case, predicate="leads", denied=False, as_of="2019")
    assert words(read_case, predicate="leads", denied=False, as_of="1990") == []


def test_a_wrong_date_is_refused(read_case: Casefile) -> None:
    with pytest.raises(UsageError):
        read_case.claims(as_of="next spring")


@pytest.mark.parametrize(
    "asked", [{"actor": "Nobody Known"}, {"source": "Nobody Known"}, {"predicate": "juggles"}, {"doc": "none"}]
)
def test_what_is_unknown_is_not_found(read_case: Casefile, asked: dict[str, str]) -> None:
    with pytest.raises(NotFound):
        read_case.claims(**asked)  # type: ignore[arg-type]


def test_a_near_name_is_suggested(read_case: Casefile) -> None:
    with pytest.raises(NotFound, match="dunmore steel"):
        read_case.actor("Dunmore Steal")


def test_several_actors_of_one_name_are_listed(case: Casefile) -> None:
    from sayso.testing import Planted, ScriptedReader

    people = ScriptedReader((Planted("Bo met the guild", "Bo", "allied_with", "guild"),))
    with sayso.open(":memory:", reader=people) as two:
        for number in (1, 2):
            path = case.path.parent / f"{number}.txt"
            path.write_text(f"Report {number}\n\nBo met the guild on day {number}.\n")
            two.read(path)
        left, right = (row.id for row in two.actors(like="Bo"))
        with pytest.raises(UsageError, match=left):
            two.actor("Bo")
        two.judge(left, right, "same", by="Ida")
        assert two.actor("bo").actor.documents == 2
        two.judge(left, right, "different", by="Ida")
        assert len(list(two.actors(like="Bo"))) == 2
        assert two.doctor() == []


def test_a_ruling_needs_a_person_and_a_verdict(read_case: Casefile) -> None:
    with pytest.raises(UsageError, match="person"):
        read_case.judge("Mira Holt", "Osman Vale", "same", by="sayso/actors")
    with pytest.raises(UsageError, match="verdict"):
        read_case.judge("Mira Holt", "Osman Vale", "alike", by="Ida")


def test_a_dossier_holds_what_is_said_of_and_by_an_actor(read_case: Casefile) -> None:
    dossier = read_case.actor("Mira Holt")
    assert [view.claim.predicate for view in dossier.claims] == ["accuses"]
    assert [view.claim.predicate for view in dossier.said] == ["leads"]
    assert dossier.actor.claims == 1


def test_actors_come_with_most_claims_first(read_case: Casefile) -> None:
    rows = list(read_case.actors())
    assert [row.claims for row in rows] == sorted((row.claims for row in rows), reverse=True)
    assert [row.name for row in read_case.actors(like="guild")] == ["Lowick Guild"]


def test_a_claim_is_shown_in_its_paragraph(read_case: Casefile) -> None:
    claim = list(read_case.claims())[1].claim
    shown = read_case.show(claim.id[:14])
    assert shown.sentence.cut(shown.text) == claim.evidence.words
    assert shown.text.endswith("told the court.")
    marked = {mark.what: mark.span.cut(shown.text) for mark in shown.marks}
    assert marked["subject"] == "Dunmore Steel"
    assert marked["source"] == "Mira Holt"


def test_the_start_of_several_ids_is_refused(read_case: Casefile) -> None:
    with pytest.raises(UsageError, match="several"):
        read_case.show("claim-")
    with pytest.raises(NotFound):
        read_case.show("")


def test_edges_join_claims_and_know_what_is_contested(read_case: Casefile) -> None:
    edges = read_case.edges()
    assert {(edge.predicate, len(edge.attestations)) for edge in edges} == {("accuses", 1), ("leads", 2)}
    assert [edge.predicate for edge in read_case.edges(contested=True)] == ["leads"]
    assert [edge.predicate for edge in read_case.edges(actor="Mira Holt")] == ["accuses"]
    assert read_case.edges(limit=1) == edges[:1]


def test_frames_are_kept_and_found(read_case: Casefile) -> None:
    (frame,) = read_case.frames()
    assert frame.evidence.words == "keeper praised the referee"
    assert [hit.id for hit in read_case.search("praised").hits if hit.kind == "frame"] == [frame.id]
    assert list(read_case.frames(actor="keeper")) == [frame]
    assert list(read_case.frames(lemma="denounce")) == []


def test_a_sound_casefile_gets_a_clean_bill(read_case: Casefile) -> None:
    assert read_case.doctor() == []


def test_importing_the_package_loads_nothing_heavy() -> None:
    asked = "import sys, sayso; print([m for m in ('sqlalchemy', 'spacy', 'sayso.casefile') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_asking_does_not_load_the_parser() -> None:
    asked = (
        "import sys, sayso; c = sayso.open(':memory:'); list(c.claims()); list(c.actors()); c.search('x'); "
        "print([m for m in ('spacy', 'trafilatura', 'numpy', 'yaml') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
