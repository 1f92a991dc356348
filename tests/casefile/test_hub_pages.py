"""Test that pages about an actor with very many ties are bounded, and say what they leave out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import UsageError
from sayso.testing import Planted, ScriptedReader

HUB = "Dunmore Steel"
FUNDED = [f"Guild {number}" for number in range(70)]


def _sentence(name: str) -> str:
    return f"{HUB} funds {name} now"


def _write(folder: Path) -> None:
    """Write a document for each tie, and thirty that all say one thing, one of them the contrary."""
    for number, name in enumerate(FUNDED):
        (folder / f"a{number}.txt").write_text(f"T{number}\n\nBy Writer {number}\n\n{_sentence(name)}.\n")
    for number in range(30):
        verb = "leads" if number else "never leads"
        (folder / f"b{number}.txt").write_text(f"S{number}\n\nBy Author {number}\n\nOskar Venn {verb} {HUB} today.\n")


PLANTED = (
    *(Planted(_sentence(name), HUB, "funds", name) for name in FUNDED),
    Planted(f"Oskar Venn leads {HUB} today", "Oskar Venn", "leads", HUB),
    Planted(f"Oskar Venn never leads {HUB} today", "Oskar Venn", "leads", HUB, polarity="-"),
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    folder = tmp_path_factory.mktemp("hub")
    _write(folder)
    with sayso.open(":memory:", reader=ScriptedReader(PLANTED)) as opened:
        opened.read(folder)
        yield opened


def count_statements(case: Casefile, name: str) -> int:
    engine = case._store._forks._engine  # type: ignore[attr-defined]
    seen: list[object] = []

    def note(*told: object) -> None:
        seen.append(told)

    event.listen(engine, "before_cursor_execute", note)
    try:
        case.actor(name)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_a_page_shows_some_of_each_section_and_counts_the_rest(case: Casefile) -> None:
    dossier = case.actor(HUB, ties=5)
    shown = {section.title: (len(section.ties), section.total) for section in dossier.sections}
    assert shown == {"Led by": (1, 1), "Funds": (4, 70)}
    assert (dossier.ties_total, dossier.claims_total, dossier.capped) == (71, 100, True)


def test_nothing_is_left_out_where_all_is_asked_for(case: Casefile) -> None:
    dossier = case.actor(HUB, ties=0)
    assert sum(len(section.ties) for section in dossier.sections) == 71
    assert len(dossier.claims) == 100
    assert not dossier.capped


def test_a_tie_of_many_claims_keeps_its_counts_and_its_denial(case: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.casefile.dossier.SMALL", 20)
    (tie,) = next(section for section in case.actor(HUB).sections if section.title == "Led by").ties
    assert len(tie.edge.attestations) < 30
    assert (tie.claims, tie.roots, tie.denying_roots) == (30, 29, 1)
    assert tie.against is not None


def test_a_page_costs_as_many_questions_for_a_hub_as_for_another(case: Casefile) -> None:
    assert count_statements(case, HUB) <= count_statements(case, "Oskar Venn") + 5


def test_a_filter_on_claims_leaves_those_that_answer(case: Casefile) -> None:
    (section,) = case.actor(HUB, doc="b0").sections
    (tie,) = section.ties
    assert (section.title, tie.claims, tie.standing) == ("Led by", 1, "denied")
    assert case.actor(HUB, denied=False, predicate="leads").sections[0].ties[0].claims == 29


def test_another_actor_is_no_filter_of_a_dossier(case: Casefile) -> None:
    with pytest.raises(UsageError):
        case.actor(HUB, actor="Oskar Venn")
    with pytest.raises(UsageError):
        case.actor(HUB, ties=-1)


def test_claims_of_a_hub_are_found_without_its_raw_ids(case: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [view.claim.id for view in case.claims(actor=HUB)]
    monkeypatch.setattr("sayso.store.view.MANY_RAW", 3)
    assert [view.claim.id for view in case.claims(actor=HUB)] == listed
    assert len(listed) == 100


def test_a_contest_of_many_claims_counts_them_all(case: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = case.contests()
    monkeypatch.setattr("sayso.casefile.contest_edges.CLAIMS_OF_A_SIDE", 4)
    sampled = case.contests()
    assert [one.id for one in sampled] == [one.id for one in whole]
    assert (sampled[0].side.total, sampled[0].side.roots_total) == (29, 29)


def test_roots_of_many_claims_are_counted_and_some_are_traced(case: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.casefile.lineage.TRACED", 5)
    (view,) = case.roots("Oskar Venn", HUB)
    assert (view.claims_total, view.roots_total, view.denying_roots_total, view.capped) == (30, 29, 1, True)
    assert len(view.edge.attestations) == 6
