"""Test dossiers in prose: no sentence without who says so, every note with the exact words, every format."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import NotFound, UsageError
from sayso.model.prose import DossierProse, Sentence
from sayso.testing import Planted, ScriptedReader

TEXTS = {
    "paper": "Steel & <guild>\n\nDunmore Steel funds the Lowick Guild. Osman Vale says Dunmore Steel arms the Lowick "
    "Guild.\n\nThe Lowick Guild plans to sue Ida Marsh.\n",
    "wire": "Denied\n\nIda Marsh said Dunmore Steel does not fund the Lowick Guild.\n\n"
    "The Lowick Guild may back the Union of Ports.\n",
    "page": "The guild meets\n\nDunmore Steel leads the Lowick Guild.\n\nTessa says:\nMarch 5, 2021 at 8:00 am\n\n"
    "Dunmore Steel shelters the Lowick Guild.\n\nIda says:\n\nIt does not.\n",
}
STEEL, GUILD = "Dunmore Steel", "Lowick Guild"
PLANTED = (
    Planted("Dunmore Steel funds the Lowick Guild", STEEL, "funds", GUILD, time="2018/.."),
    Planted("Osman Vale says Dunmore Steel arms the Lowick", STEEL, "arms", "Lowick", source="Osman Vale"),
    Planted("Lowick Guild plans to sue Ida Marsh", GUILD, "accuses", "Ida Marsh", modality="intended"),
    Planted(
        "Ida Marsh said Dunmore Steel does not fund the Lowick Guild",
        STEEL,
        "funds",
        GUILD,
        polarity="-",
        source="Ida Marsh",
    ),
    Planted("Lowick Guild may back the Union of Ports", GUILD, "supports", "Union of Ports", certainty="possible"),
    Planted("Dunmore Steel leads the Lowick Guild", STEEL, "leads", GUILD),
    Planted("Dunmore Steel shelters the Lowick Guild", STEEL, "shelters", GUILD),
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    folder = tmp_path_factory.mktemp("prose")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with sayso.open(folder / "case.sayso", reader=ScriptedReader(PLANTED)) as opened:
        opened.read(*(folder / f"{name}.txt" for name in TEXTS))
        yield opened


def told(prose: DossierProse) -> list[Sentence]:
    """Return every sentence that tells of claims, wherever it stands."""
    passages = [*prose.passages, prose.said, *(one for some in prose.comments for one in some.passages)]
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    sentences += [sentence for contest in prose.contested for sentence in (*contest.said, *contest.against)]
    return [*sentences, *prose.sums, *(line.sentence for line in prose.timeline)]


@pytest.mark.parametrize("name", [STEEL, GUILD, "Ida Marsh", "Osman Vale", "Union of Ports"])
def test_every_sentence_names_a_source_of_each_of_its_claims(case: Casefile, name: str) -> None:
    views = {view.claim.id: view for view in case.claims()}
    sentences = told(case.dossier_prose(name))
    assert sentences
    for sentence in sentences:
        assert sentence.claims, sentence.words
        assert sentence.notes, sentence.words
        for claim in sentence.claims:
            assert views[claim].say_so[-1] in sentence.words, (sentence.words, views[claim].say_so)


def test_what_is_not_credited_to_anybody_is_said_of_no_actor(case: Casefile) -> None:
    prose = case.dossier_prose(GUILD)
    for sentence in (*prose.opening, *prose.unknown):
        if not sentence.claims:
            assert not re.search(r"\b(funds?|arms?|leads?|shelters?|supports?|accused)\b", sentence.words)


def test_a_note_holds_the_exact_words_of_its_claim(case: Casefile) -> None:
    prose = case.dossier_prose(GUILD)
    views = {view.claim.id: view for view in case.claims()}
    assert [note.number for note in prose.citations] == list(range(1, len(prose.citations) + 1))
    for note in prose.citations:
        assert note.words == " ".join(views[note.claim].claim.evidence.words.split())
    used = {number for sentence in told(prose) for number in sentence.notes} | {n for t in prose.ties for n in t.notes}
    assert used == {note.number for note in prose.citations}


def test_a_denial_follows_what_it_denies_and_both_sides_stand_in_the_disagreement(case: Casefile) -> None:
    prose = case.dossier_prose(GUILD)
    (funded,) = [one for one in told(prose) if "funds" in one.words and "denied it" in one.words]
    assert len(funded.notes) == 2
    contest = next(one for one in prose.contested if one.kind == "denial")
    assert "does not fund" in contest.against[0].words
    assert "funds" in contest.said[0].words


def test_hedges_and_plans_are_words_of_their_sentences(case: Casefile) -> None:
    words = " ".join(sentence.words for sentence in told(case.dossier_prose(GUILD)))
    assert "Lowick Guild possibly supports Union of Ports" in words
    assert "plans, is told, offers or tries to accuse Ida Marsh" in words


def test_what_a_commenter_says_stands_apart(case: Casefile) -> None:
    prose = case.dossier_prose(GUILD)
    (comments,) = prose.comments
    assert comments.commenter == "Tessa"
    assert "Tessa, commenting as a reader, wrote that" in comments.passages[0].sentences[0].words
    documents = [sentence for passage in prose.passages for sentence in passage.sentences]
    assert not [sentence for sentence in documents if "shelters" in sentence.words]


def test_the_page_is_complete_in_itself(case: Casefile) -> None:
    held = io.BytesIO()
    prose = case.write_dossier(GUILD, held)
    page = held.getvalue().decode()
    assert "<script" not in page
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//", page)
    assert "Steel &amp; &lt;guild&gt;" in page
    assert "<svg" in page
    anchors = set(re.findall(r'id="((?:note|at)-\d+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors
    assert len(prose.citations) == page.count("<li id=")


def test_the_word_document_opens_again_with_its_notes(case: Casefile, tmp_path: Path) -> None:
    prose = case.write_dossier(GUILD, tmp_path / "guild.docx", "docx")
    opened = docx.Document(str(tmp_path / "guild.docx"))
    words = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert all(note.words in words for note in prose.citations)
    assert len(opened.tables) == 2
    assert any(run.font.superscript for paragraph in opened.paragraphs for run in paragraph.runs)


def test_markdown_has_a_footnote_for_each_mark_and_takes_no_name_for_markup(case: Casefile) -> None:
    held = io.BytesIO()
    case.write_dossier(GUILD, held, "md")
    text = held.getvalue().decode()
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert r"Steel & \<guild\>" in text


def test_a_dossier_is_written_the_same_twice(case: Casefile) -> None:
    both = [io.BytesIO(), io.BytesIO()]
    for held in both:
        case.write_dossier(STEEL, held, "text")
    assert both[0].getvalue() == both[1].getvalue()


def test_an_unknown_name_or_format_is_refused_before_anything_is_written(case: Casefile, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        case.write_dossier("Nobody At All", tmp_path / "a.html")
    with pytest.raises(UsageError, match="Known are"):
        case.write_dossier(GUILD, tmp_path / "a.html", "pdf")
    assert not (tmp_path / "a.html").exists()
