"""Write a dossier as a Word document: headings, tables, and notes by number at its end."""

from io import BytesIO
from typing import Any

from sayso.exchange.dossier_lines import Block, Heading, Picture, Table, cite, lay_out, short_claim
from sayso.model.plain_words import clean
from sayso.model.prose import DossierProse, Sentence


def write_docx(prose: DossierProse) -> bytes:
    """Return the bytes of the document; the picture is left out, its ties stand in the table."""
    from docx import Document

    document = Document()
    document.core_properties.title = f"Dossier: {_safe(prose.name)}"
    document.core_properties.author = "Sayso"
    document.add_heading(_safe(prose.name), 0)
    document.add_paragraph(_safe(f"{prose.type.value}, {prose.id}"), style="Subtitle")
    for block in lay_out(prose):
        _add(document, block)
    if prose.citations:
        document.add_heading("Notes", 1)
    for note in prose.citations:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{note.number}  ").bold = True
        paragraph.add_run(_safe(f"“{note.words}” {cite(note)} {short_claim(note)}"))
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Picture) or (isinstance(block, Heading) and block.picture):
        return
    if isinstance(block, Heading):
        document.add_heading(_safe(block.words), block.level)
    elif isinstance(block, Sentence):
        paragraph = document.add_paragraph(_safe(block.words))
        _mark(paragraph, block.notes)
    else:
        _add_table(document, block)


def _add_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.columns))
    table.style = "Light Grid"
    for cell, words in zip(table.rows[0].cells, block.columns, strict=True):
        cell.text = words
    for words_of, notes in block.rows:
        cells = table.add_row().cells
        for cell, words in zip(cells, words_of, strict=True):
            cell.text = _safe(words)
        _mark(cells[0].paragraphs[0], notes)


def _mark(paragraph: Any, notes: tuple[int, ...]) -> None:
    """Add the numbers of notes, raised."""
    if notes:
        paragraph.add_run(", ".join(map(str, notes))).font.superscript = True


def _safe(words: str) -> str:
    """Return words that XML can hold."""
    return "".join(char for char in clean(words) if char in "\t\n" or (char >= " " and char not in "\ufffe\uffff"))
