"""Test what a page shows whole: documents, edges and frames with names, predicates."""

import pytest

from sayso.casefile import Casefile
from sayso.model.edge import Standing
from sayso.model.errors import NotFound


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
    shown = {(one.subject, one.object): one for one in read_case.name_edges(read_case.edges())}
    led = shown["Dunmore Steel", "Lowick Guild"]
    assert (led.standing, [root.name for root in led.roots]) == (Standing.CONTESTED, ["Mira Holt"])
    assert [root.name for root in led.denying_roots] == ["Osman Vale"]


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
