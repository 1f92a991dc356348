"""Check what comes to be ruled on: contests first, nothing twice, colleagues' disagreements, pairs of actors."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from fpdf import FPDF

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import NotFound, UsageError
from sayso.model.review import ReviewReason
from tests.casefile.disputes import fill_case


@pytest.fixture
def disputed(tmp_path: Path) -> Iterator[Casefile]:
    with sayso.open(fill_case(tmp_path)) as case:
        yield case


def test_an_empty_casefile_has_nothing_to_rule_on(case: Casefile) -> None:
    assert case.review() == []
    assert case.review_actors() == []


def test_contested_claims_come_first_each_with_its_say_so_and_reasons(disputed: Casefile) -> None:
    first = disputed.review()[0]
    assert first.reason is ReviewReason.CONTESTED
    assert first.reasons[0].startswith("contested (")
    assert first.view.say_so
    assert len({item.view.claim.id for item in disputed.review()}) == len(disputed.review())


def test_what_was_ruled_on_leaves_the_queue_and_comes_back_once_it_is_undone(disputed: Casefile) -> None:
    claim = disputed.review()[0].view.claim.id
    ruling = disputed.accept(claim, by="Mira")
    assert claim not in {item.view.claim.id for item in disputed.review()}
    disputed.undo(ruling.decision.seq, by="Mira")
    assert disputed.review()[0].view.claim.id == claim


def test_a_claim_on_which_colleagues_disagree_comes_first(disputed: Casefile) -> None:
    last = disputed.review()[-1].view.claim.id
    disputed.accept(last, by="Mira")
    disputed.correct(last, by="Tomas", time="1999")
    first = disputed.review()[0]
    assert (first.view.claim.id, first.reason) == (last, ReviewReason.DISPUTED)
    assert {ruling.decision.by for ruling in first.view.rulings} == {"Mira", "Tomas"}


def test_filters_choose_what_comes(disputed: Casefile) -> None:
    assert {item.view.document for item in disputed.review(doc="reply")} == {"reply"}
    assert all(item.view.claim.factuality.polarity == "-" for item in disputed.review(denied=True))
    assert {item.view.claim.predicate for item in disputed.review(predicate="leads")} == {"leads"}
    around = disputed.review(actor="Bo Lind")
    assert around
    assert all("Bo Lind" in (item.view.subject, item.view.object) for item in around)


def test_a_denial_found_by_document_still_counts_as_contested(disputed: Casefile) -> None:
    reasons = {item.reason for item in disputed.review(doc="reply", denied=True)}
    assert reasons == {ReviewReason.CONTESTED}


def test_dates_and_rulings_choose_nothing_here(disputed: Casefile) -> None:
    with pytest.raises(UsageError, match="as_of"):
        disputed.review(as_of="2019")


def test_two_that_may_be_one_are_a_pair_until_somebody_parts_them(disputed: Casefile) -> None:
    raw = disputed.actor("Dunmore Steel").actor.raw
    disputed.unsure_actors(raw[0], raw[1], by="Mira")
    (pair,) = disputed.review_actors(raw[0])
    assert {pair.left.id, pair.right.id} == {disputed.find_actor(raw[0]), disputed.find_actor(raw[1])}
    assert pair.why == "both are called Dunmore Steel"
    assert pair.left_claims
    assert pair.right_claims
    assert disputed.review_actors() == []  # somebody has said that nobody can tell
    disputed.keep_apart(raw[0], raw[1], by="Mira")
    assert disputed.review_actors(raw[0]) == []


def write_pdf(path: Path) -> str:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=14)
    made.cell(text="Mira Holt accused Dunmore Steel of fraud in March.")
    made.output(str(path))
    return sha256(path.read_bytes()).hexdigest()


def test_a_page_is_drawn_while_the_file_is_the_same_and_not_after(case: Casefile, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    doc = write_pdf(path)
    case.read(path)
    drawn = case.page_picture("report", 1, width=300)
    assert drawn.startswith(b"\x89PNG")
    assert int.from_bytes(drawn[16:20]) == 300
    with pytest.raises(NotFound, match="no page 2"):
        case.page_picture(doc, 2)
    with pytest.raises(UsageError, match="width"):
        case.page_picture(doc, 1, width=9000)
    path.write_bytes(path.read_bytes().replace(b"Mira", b"Myra") + b" ")
    with pytest.raises(NotFound, match="has changed"):
        case.page_picture(doc, 1)
    path.unlink()
    with pytest.raises(NotFound, match="Put it back"):
        case.page_picture(doc, 1)


def test_a_text_has_no_pages_to_draw(read_case: Casefile) -> None:
    with pytest.raises(NotFound, match="no pages"):
        read_case.page_picture("court", 1)
