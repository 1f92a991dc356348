"""Write a dossier as Markdown with footnotes, or as plain text for a terminal."""

import re
from textwrap import fill

from sayso.exchange.dossier_lines import Block, Heading, Picture, Table, cite, lay_out, short_claim
from sayso.model.plain_words import clean
from sayso.model.prose import DossierProse, Sentence

WIDTH = 100
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write_markdown(prose: DossierProse) -> str:
    """Return Markdown; footnotes are `[^1]`, the picture is left out."""
    parts = [f"# {_plain(prose.name)}", f"*{prose.type.value}, {_plain(prose.id)}*"]
    parts += [_markdown(block) for block in lay_out(prose) if not _is_picture(block)]
    if prose.citations:
        parts.append("## Notes")
    parts += [
        f"[^{note.number}]: “{_plain(note.words)}” {_plain(cite(note))} `{short_claim(note)}`"
        for note in prose.citations
    ]
    return "\n\n".join(parts) + "\n"


def write_text(prose: DossierProse) -> str:
    """Return plain text in lines of at most 100 letters; numbers in brackets lead to the notes at the end."""
    name = clean(prose.name)
    parts = [f"{name}\n{'=' * len(name)}\n{prose.type.value}, {clean(prose.id)}"]
    parts += [_text(block) for block in lay_out(prose) if not _is_picture(block)]
    if prose.citations:
        parts.append("Notes\n-----")
    parts += [
        fill(f"[{note.number}] “{clean(note.words)}” {cite(note)} {short_claim(note)}", WIDTH, subsequent_indent="    ")
        for note in prose.citations
    ]
    return "\n\n".join(parts) + "\n"


def _is_picture(block: Block) -> bool:
    """Tell whether a block is a picture, or the heading of one."""
    return isinstance(block, Picture) or (isinstance(block, Heading) and block.picture)


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {_plain(block.words)}"
    if isinstance(block, Sentence):
        return _plain(block.words) + "".join(f"[^{number}]" for number in block.notes)
    assert isinstance(block, Table)
    lines = [f"| {' | '.join(block.columns)} |", f"|{'---|' * len(block.columns)}"]
    for cells, notes in block.rows:
        marks = "".join(f"[^{number}]" for number in notes)
        lines.append(f"| {' | '.join([_plain(cells[0]) + marks, *map(_plain, cells[1:])])} |")
    return "\n".join(lines)


def _plain(words: str) -> str:
    """Return words in which nothing is taken for Markdown or HTML."""
    return _MARKUP.sub(r"\\\1", " ".join(clean(words).split()))


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        words = clean(block.words)
        return f"{words}\n{('-' if block.level == 1 else '.') * len(words)}"
    if isinstance(block, Sentence):
        return fill(clean(block.words) + _numbers(block.notes), WIDTH)
    assert isinstance(block, Table)
    return "\n".join(
        fill(" | ".join(map(clean, cells)) + _numbers(notes), WIDTH, subsequent_indent="    ")
        for cells, notes in block.rows
    )


def _numbers(notes: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in notes)
