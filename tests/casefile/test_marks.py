"""Test what a text is marked with: the same claims as the document has, with the same say-so and rulings."""

from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.decision import Ruled
from sayso.model.errors import NotFound
from tests.casefile.scenes import reader, write_texts


@pytest.mark.parametrize("name", ["court", "paper", "sport"])
def test_a_documents_marks_say_what_its_claims_say(read_case: Casefile, name: str) -> None:
    whole, shown = read_case.document(name), read_case.document_marks(name)
    assert (shown.row, shown.text, shown.segments) == (whole.row, whole.text, whole.segments)
    assert [
        (m.id, m.segment, m.subject, m.predicate, m.object, m.factuality, m.evidence, m.trigger, m.say_so)
        for m in shown.marks
    ] == [
        (
            *(view.claim.id, view.claim.segment, view.subject, view.claim.predicate, view.object),
            *(view.claim.factuality, view.claim.evidence.span, view.claim.trigger, view.say_so),
        )
        for view in whole.claims
    ]


def test_marks_less_sure_are_left_out(read_case: Casefile) -> None:
    assert read_case.document_marks("paper", min_confidence=0.5).marks == ()
    assert len(read_case.document_marks("paper", min_confidence=0.4).marks) == 1


def test_marks_of_a_document_that_is_not_there_are_refused(read_case: Casefile) -> None:
    with pytest.raises(NotFound):
        read_case.document_marks("nothing")


def test_marks_show_what_was_ruled_and_leave_out_what_was_rejected(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "case.sayso", reader=reader()) as case:
        case.read(write_texts(tmp_path / "texts"))
        one, other = (mark.id for mark in case.document_marks("court").marks)
        case.accept(one, by="ann")
        case.reject(one, by="bob")
        case.accept(one, by="bob")
        case.reject(other, by="ann")
        (left,) = case.document_marks("court").marks
        assert (left.id, left.ruling, left.disputed) == (one, Ruled.ACCEPTED, False)
