"""Explaining without a casefile: words, files, and readers that cannot."""

from pathlib import Path

import pytest

import sayso
from sayso.model import Document, Explanation
from sayso.model.errors import NotFound, UnreadableDocument, UsageError
from sayso.testing import ScriptedReader


class TellingReader(ScriptedReader):
    """Explain by telling what was to be explained."""

    def explain(self, document: Document) -> Explanation:
        return Explanation(f"{document.name}|{document.text}|{document.metadata.date}", "telling", ())


def explained(what: str | Path, date: str | None = None) -> list[str]:
    return sayso.explain(what, date=date, reader=TellingReader()).document.split("|")


def test_words_are_explained_as_they_were_typed() -> None:
    assert explained("The yard sold it.") == ["(typed)", "The yard sold it.", "None"]


def test_a_date_that_is_given_goes_before_the_files_own(tmp_path: Path) -> None:
    file = tmp_path / "2017-03-04-yard.txt"
    file.write_text("The yard sold the ferry.\n")
    assert explained(file) == ["2017-03-04-yard", "The yard sold the ferry.", "2017-03-04"]
    assert explained(file, "2019")[2] == "2019"


def test_a_reader_that_only_reads_cannot_explain() -> None:
    with pytest.raises(UsageError, match="scripted reads but cannot explain"):
        sayso.explain("The yard sold it.", reader=ScriptedReader())


def test_a_folder_of_several_documents_is_refused(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The yard sold the ferry {name}.\n")
    with pytest.raises(UsageError, match="several documents"):
        explained(tmp_path)


def test_what_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        explained(tmp_path / "none.txt")
    with pytest.raises(NotFound, match="no document"):
        explained(tmp_path)
    with pytest.raises(UnreadableDocument):
        explained(" ")


def test_the_built_in_reader_explains_itself() -> None:
    (sentence,) = sayso.explain("Oskar Venn did not meet Maria Tell.").sentences
    claims = [meaning.claim for frame in sentence.frames for meaning in frame.meanings]
    assert [(claim.subject.words, claim.factuality.polarity) for claim in claims] == [("Oskar Venn", "-")]
