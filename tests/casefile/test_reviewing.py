"""Check what comes to be ruled on: contests first, nothing twice, colleagues' disagreements, pairs of actors."""

from collections.abc import Iterator
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fpdf import FPDF

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import NotFound, UsageError
from sayso.model.review import ReviewReason
from sayso.testing import Planted, ScriptedReader
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


def test_a_date_leaves_out_what_does_not_hold_on_it_and_what_was_published_later(disputed: Casefile) -> None:
    whole = {item.view.claim.id: item for item in disputed.review()}
    held = {item.view.claim.id for item in disputed.review(as_of="1990")}
    led = {one for one, item in whole.items() if item.view.claim.predicate == "leads"}
    assert led
    assert held.isdisjoint(led)
    early = disputed.review(known_on="2019-03-02")
    assert {item.view.document for item in early} == {"gazette"}
    assert ReviewReason.CONTESTED not in {item.reason for item in early}  # nobody had denied it yet


def test_by_a_date_the_roots_of_that_date_count(tmp_path: Path) -> None:
    texts = {
        "gazette": "The fee\n\nBy Ines Ford\n\n2 March 2019\n\nDunmore Steel paid the Lowick Guild.\n",
        "courier": "The money\n\nBy Olaf Quist\n\n5 March 2020\n\nDunmore Steel gave the Lowick Guild its money.\n",
    }
    planted = (
        Planted("Dunmore Steel paid the Lowick Guild", "Dunmore Steel", "funds", "Lowick Guild"),
        Planted("Dunmore Steel gave the Lowick Guild its money", "Dunmore Steel", "funds", "Lowick Guild"),
    )
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with sayso.open(tmp_path / "case.sayso", reader=ScriptedReader(planted)) as case:
        case.read(*(tmp_path / f"{name}.txt" for name in texts))
        assert ReviewReason.ONLY_ROOT not in {item.reason for item in case.review()}
        (early,) = case.review(known_on="2019")
    assert early.reason is ReviewReason.ONLY_ROOT


def test_what_was_ruled_comes_again_by_its_ruling(disputed: Casefile) -> None:
    first, second, *_ = (item.view.claim.id for item in disputed.review())
    disputed.accept(first, by="Mira")
    disputed.reject(second, by="Mira")
    assert [item.view.claim.id for item in disputed.review(ruling="accepted")] == [first]
    (lost,) = disputed.review(ruling="rejected")
    assert (lost.view.claim.id, lost.view.ruling) == (second, "rejected")
    assert disputed.review(ruling="rejected", doc="courier", denied=True) == []
    assert first not in {item.view.claim.id for item in disputed.review(ruling="none")}
    assert disputed.review(ruling="corrected") == []


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


def test_a_page_inside_an_archive_is_drawn_while_the_archive_holds_the_same(case: Casefile, tmp_path: Path) -> None:
    doc = write_pdf(tmp_path / "report.pdf")
    inner, outer = BytesIO(), tmp_path / "files.zip"
    with ZipFile(inner, "w") as archive:
        archive.write(tmp_path / "report.pdf", "a!b/report.pdf")
    with ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    (tmp_path / "report.pdf").unlink()
    case.read(outer)
    assert case.page_picture(doc, 1, width=200).startswith(b"\x89PNG")
    with ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", b"no zip any more")
    with pytest.raises(NotFound, match="archive that holds it"):
        case.page_picture(doc, 1)


def test_a_page_that_came_with_a_mail_is_drawn(case: Casefile, tmp_path: Path) -> None:
    doc = write_pdf(tmp_path / "report.pdf")
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Mira Holt <mira@example.org>", "The report"
    mail.set_content("See the report.")
    mail.add_attachment((tmp_path / "report.pdf").read_bytes(), "application", "pdf", filename="report.pdf")
    (tmp_path / "letter.eml").write_bytes(bytes(mail))
    (tmp_path / "report.pdf").unlink()
    case.read(tmp_path / "letter.eml")
    assert case.page_picture(doc, 1, width=200).startswith(b"\x89PNG")


def test_a_text_has_no_pages_to_draw(read_case: Casefile) -> None:
    with pytest.raises(NotFound, match="no pages"):
        read_case.page_picture("court", 1)
