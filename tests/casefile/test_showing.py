"""Test what a page shows whole: documents, edges and frames with names, predicates."""

from typing import Any

import pytest

from sayso.casefile import Casefile
from sayso.model.edge import Edge, Standing
from sayso.model.errors import NotFound
from sayso.model.shown import EdgeView


def test_a_document_has_its_text_voices_and_claims_at_their_places(read_case: Casefile) -> None:
    shown = read_case.document("court")
    assert (shown.row.name, shown.row.claims, len(shown.claims)) == ("court", 2, 2)
    for view in shown.claims:
        assert view.claim.evidence.span.cut(shown.text) == view.claim.evidence.words
        assert view.say_so
    assert [segment.span.end for segment in shown.segments][-1] <= len(shown.text)
    assert read_case.document(shown.row.id) == shown


def test_claims_less_sure_are_left_out_of_a_document(read_case: Casefile) -> None:
    assert read_case.document("paper", min_confidence=0.5).claims == ()


def test_a_document_that_is_not_there_is_refused(read_case: Casefile) -> None:
    with pytest.raises(NotFound):
        read_case.document("nothing")


def test_edges_have_names_roots_and_standing(read_case: Casefile) -> None:
    shown = {(one.subject, one.object): one for one in read_case.list_edges()}
    led = shown["Dunmore Steel", "Lowick Guild"]
    assert (led.standing, led.roots, led.denying_roots, led.asserted) == (Standing.CONTESTED, 1, 1, 1)


def test_edges_come_page_by_page_in_one_order(read_case: Casefile) -> None:
    whole = list(read_case.list_edges())
    paged: list[EdgeView] = []
    while page := list(read_case.list_edges(limit=1, after=paged[-1].edge.id if paged else None)):
        paged += page
    assert paged == whole
    assert [view.edge.id for view in whole] == [edge.id for edge in sorted(read_case.edges(), key=_rank)]


def _rank(edge: Edge) -> tuple[int, int, str]:
    return -len(edge.roots), -len(edge.asserted), edge.id


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"actor": "Mira Holt"}, 1),
        ({"actor": "Dunmore Steel"}, 2),
        ({"contested": True}, 1),
        ({"denied": True}, 1),
        ({"standing": "contested", "min_confidence": 0.5}, 0),
        ({"min_confidence": 0.45}, 2),
        ({"as_of": "2010"}, 0),
        ({"since": "2019-02", "until": "2019-04", "predicate": "accuses"}, 1),
        ({"root": "nobody"}, 0),
    ],
)
def test_edges_are_chosen_by_what_they_know(read_case: Casefile, asked: dict[str, Any], number: int) -> None:
    assert len(list(read_case.list_edges(**asked))) == number


@pytest.mark.parametrize(
    "asked",
    [
        {"doc": "court"},
        {"source": "Mira Holt"},
        {"source": "Osman Vale", "denied": True},
        {"certainty": "certain"},
        {"modality": "intended"},
        {"voice": "body"},
        {"type": "person"},
        {"ruling": "none"},
        {"ruling": "rejected"},
        {"doc": "paper", "standing": "denied"},
        {"actor": "Dunmore Steel", "doc": "court"},
    ],
)
def test_an_edge_under_a_filter_of_claims_is_made_of_those_that_answer(
    read_case: Casefile, asked: dict[str, Any]
) -> None:
    said = {view.claim.id for view in read_case.claims(**{k: v for k, v in asked.items() if k != "standing"})}
    found = list(read_case.list_edges(**asked))
    shown = {item.claim for one in found for item in one.edge.attestations}
    assert shown == (said if "standing" not in asked else shown & said)
    assert all(one.standing == asked.get("standing", one.standing) for one in found)
    assert all(one.asserted + one.denied == len(one.edge.attestations) for one in found)


def test_edges_of_a_document_come_a_page_at_a_time(read_case: Casefile) -> None:
    whole = [one.edge.id for one in read_case.list_edges(doc="court")]
    assert len(whole) == 2
    assert [one.edge.id for one in read_case.list_edges(doc="court", after=whole[0])] == whole[1:]


def test_an_edge_is_shown_by_its_id_with_its_roots(read_case: Casefile) -> None:
    for edge in read_case.edges():
        shown = read_case.edge(edge.id)
        assert shown.edge.id == edge.id
        assert {view.claim.id for view in shown.claims} == {item.claim for item in edge.attestations}
    for wrong in ("", "edge-ffff"):
        with pytest.raises(NotFound):
            read_case.edge(wrong)


def test_frames_name_who_says_so(read_case: Casefile) -> None:
    (shown,) = read_case.name_frames(read_case.frames())
    assert (shown.document, bool(shown.say_so)) == ("sport", True)


def test_an_actor_is_found_by_name_and_by_id(read_case: Casefile) -> None:
    found = read_case.find_actor("mira holt")
    assert read_case.find_actor(found) == found
    assert read_case.actor("Mira Holt").actor.id == found


def test_predicates_tell_what_they_mean(read_case: Casefile) -> None:
    rows = read_case.predicates()
    assert len(rows) >= 43
    assert list(rows) == sorted(rows, key=lambda row: (row.family, row.name))
    assert all(row.means and row.sign in (-1, 0, 1) for row in rows)
