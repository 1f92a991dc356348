"""Write a dossier as one HTML page that is complete in itself: no script, no request; light, dark and printed."""

from html import escape

from sayso.exchange.dossier_lines import Block, Heading, Picture, Table, cite, lay_out, short_claim
from sayso.model.plain_words import clean
from sayso.model.prose import Citation, DossierProse, Sentence

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--faint:#5b6570;--line:#d5dbe1;--link:#0b5cad}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf0;--paper:#14181d;--faint:#a3adb8;--line:#39424c;--link:#7db7f5}}
body{margin:0 auto;padding:1.5rem;max-width:60rem;background:var(--paper);color:var(--ink);
 font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
h1{margin:0}h2{margin:2rem 0 .4rem;border-bottom:1px solid var(--line)}h3{margin:1rem 0 .2rem}
p{margin:.45rem 0;overflow-wrap:anywhere}.faint,.type{color:var(--faint)}
a{color:var(--link);text-decoration:none}sup a{padding:0 .1em}a:focus-visible{outline:2px solid var(--link)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
svg{max-width:100%;height:auto}ol{padding-left:2.2rem}li{margin:.35rem 0;overflow-wrap:anywhere}q{quotes:"“" "”"}
@media print{:root{--ink:#000;--paper:#fff;--faint:#444;--line:#bbb;--link:#000}
 body{max-width:none;padding:0;font-size:10.5pt}h2,h3{break-after:avoid}tr,li,svg{break-inside:avoid}}
"""


def write_html(prose: DossierProse) -> str:
    """Return the page; every name and every quote is escaped."""
    title = escape(clean(prose.name))
    parts = [
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>Dossier: {title}</title><style>{_STYLE}</style></head><body><main>",
        f'<h1>{title}</h1><p class="type">{escape(prose.type.value)}, {escape(clean(prose.id))}</p>',
    ]
    seen: set[int] = set()
    parts += [_block(block, seen) for block in lay_out(prose)]
    parts.append(_notes(prose.citations))
    return "".join(parts) + "</main></body></html>\n"


def _block(block: Block, seen: set[int]) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(clean(block.words))}</h{block.level + 1}>"
    if isinstance(block, Sentence):
        return f"<p>{escape(clean(block.words))}{_marks(block.notes, seen)}</p>"
    if isinstance(block, Picture):
        return block.svg
    return _table(block, seen)


def _table(table: Table, seen: set[int]) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(clean(cell))}{_marks(notes, seen) if at == 0 else ''}</td>" for at, cell in enumerate(cells)
        )
        + "</tr>"
        for cells, notes in table.rows
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _marks(notes: tuple[int, ...], seen: set[int]) -> str:
    """Return the numbers that lead to notes; the first of each is where its note leads back to."""
    marks = []
    for number in notes:
        back = "" if number in seen else f' id="at-{number}"'
        seen.add(number)
        marks.append(f'<a{back} href="#note-{number}">{number}</a>')
    return f"<sup>{', '.join(marks)}</sup>" if marks else ""


def _notes(citations: tuple[Citation, ...]) -> str:
    if not citations:
        return ""
    items = "".join(
        f'<li id="note-{note.number}" value="{note.number}"><q>{escape(clean(note.words))}</q> {escape(cite(note))} '
        f'<span class="faint">{escape(short_claim(note))}</span> <a href="#at-{note.number}" '
        f'aria-label="back to the text">↩</a></li>'
        for note in citations
    )
    return f"<h2>Notes</h2><ol>{items}</ol>"
