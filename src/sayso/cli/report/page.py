"""Write the report: one HTML page, everything in it, nothing asked of any server."""

from collections.abc import Iterable
from html import escape

from sayso.casefile.picture import draw
from sayso.cli.report.gather import QUOTES_A_SIDE, Gathered, Tie, Word
from sayso.cli.report.story import name_roots
from sayso.cli.wording import attestation_words, clean, count_words
from sayso.model.edge import Standing
from sayso.model.view import DocumentRow

STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--faint:#5b6570;--rule:#d7dce1;--soft:#f3f5f7;
 --deny:#b3261e;--say:#0b6e69}
@media (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e8ecf0;--faint:#a3adb8;--rule:#333c46;--soft:#1d232b;
 --deny:#ff9a8d;--say:#63d0c8}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
 font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.7rem;margin:.2rem 0}h2{font-size:1.25rem;margin:2.2rem 0 .6rem}
p.lead,.faint{color:var(--faint)}
figure{margin:1rem 0;border:1px solid var(--rule);border-radius:6px;overflow:auto}
figure svg{display:block;width:100%;min-width:46rem;height:auto}
figcaption{padding:.5rem .8rem;border-top:1px solid var(--rule);color:var(--faint);font-size:.88rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.94rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .6rem;border-bottom:1px solid var(--rule)}
th{font-weight:600;color:var(--faint)}td.n,th.n{text-align:right;white-space:nowrap}
.tie b{font-weight:600}.pred{color:var(--say)}
.stand{white-space:nowrap}.denied,.contested{color:var(--deny);font-weight:600}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:1rem}
.side,.card{background:var(--soft);border-radius:6px;padding:.7rem 1rem;margin:.5rem 0}
.side h4{margin:.1rem 0 .4rem;font-size:.95rem}
ul.words{list-style:none;margin:0;padding:0}ul.words li{margin:.5rem 0}
q{quotes:"“" "”"}.by{font-weight:600}
summary{cursor:pointer;color:var(--say)}
"""

MOST_REPEATED = 5

_STANDING_WORDS = {
    Standing.WELL_SUPPORTED: "several independent roots",
    Standing.SINGLE_ROOT: "single root",
    Standing.CONTESTED: "contested",
    Standing.DENIED: "denied",
    Standing.ONLY_HEDGED: "only hedged",
    Standing.ONLY_INTENDED: "only intended or supposed",
}


def write_page(found: Gathered, title: str) -> str:
    """Return the whole page; every word from a document is escaped, and the page may load nothing."""
    stats = found.stats
    counts = ", ".join(
        (
            count_words(stats.documents, "document"),
            count_words(stats.words, "word"),
            count_words(stats.claims, "claim"),
            count_words(stats.denied, "denial"),
            count_words(stats.actors, "actor"),
            f"{len(found.ties):,} of {count_words(stats.edges, 'tie')} shown, those between actors with names",
        )
    )
    parts = (
        f"<h1>{escape(clean(title))}</h1>",
        '<p class="lead">What the documents say, and who says it. A tie is what somebody states, never a finding of '
        "Sayso; open it to read the words.</p>",
        f'<p class="faint">{counts}.</p>',
        _picture(found, title),
        _contested(found.contested),
        _single_root(found.single_root),
        _ties_table(found.ties),
        _documents(found.documents),
        _unread(found),
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(clean(title))}</title><style>{STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def _picture(found: Gathered, title: str) -> str:
    """Return the network with its legend."""
    return (
        f"<h2>Who is tied to whom, as said</h2><figure>{draw(found.ties, f'Network of ties: {title}')}"
        "<figcaption>Green ties are friendly, red ones hostile, grey ones neither. Thick: several independent roots. "
        "Thin: one root. Dashed (? or …): only hedged, or only planned or supposed. Dash and dot (≠): contested. "
        "Dotted (✗): only denied. Round boxes are persons; states are tinted.</figcaption></figure>"
    )


def _statement(tie: Tie) -> str:
    """Return subject, predicate and object."""
    return (
        f'<span class="tie"><b>{escape(clean(tie.subject.name))}</b> <span class="pred">{escape(tie.predicate)}</span> '
        f"<b>{escape(clean(tie.object.name))}</b></span>"
    )


def _word(word: Word) -> str:
    """Return one claim: who says so, in which words, where and when."""
    when = word.attestation.time or ""
    dated = f", of {escape(when)}" if when else ""
    said = f", said {escape(word.attestation.attested)}" if word.attestation.attested else ""
    quote = f"<br><q>{escape(clean(' '.join(word.quote.split())))}</q>" if word.quote else ""
    return (
        f'<li><span class="by">{escape(attestation_words(word.attestation))}</span>{quote}'
        f'<br><span class="faint">{escape(clean(word.document))}{said}{dated}</span></li>'
    )


def _words(words: Iterable[Word]) -> str:
    """Return the claims of one side, at most QUOTES_A_SIDE of them."""
    listed = list(words)
    more = len(listed) - QUOTES_A_SIDE
    rest = f'<li class="faint">and {more} more</li>' if more > 0 else ""
    return f'<ul class="words">{"".join(_word(word) for word in listed[:QUOTES_A_SIDE])}{rest}</ul>'


def _contested(ties: tuple[Tie, ...]) -> str:
    """Return the contested ties with both sides' words."""
    if not ties:
        return "<h2>Contested</h2><p>No tie is affirmed by one root and denied by another.</p>"
    cards = "".join(
        f'<h3>{_statement(tie)}</h3><div class="sides">'
        f'<div class="side"><h4>Those who say so</h4>{_words(tie.asserted)}</div>'
        f'<div class="side"><h4 class="denied">Those who deny it</h4>{_words(tie.denied)}</div></div>'
        for tie in ties
    )
    return f"<h2>Contested</h2>{cards}"


def _single_root(ties: tuple[Tie, ...]) -> str:
    """Return the ties that several documents repeat and that rest on one word, the most repeated MOST_REPEATED."""
    if not ties:
        return ""
    cards = "".join(
        f'<div class="card"><p>{_statement(tie)}: {count_words(len(tie.documents), "document")}, one root: '
        f'<span class="by">{escape(clean(tie.edge.roots[0].name))}</span></p>{_words(tie.asserted)}</div>'
        for tie in ties[:MOST_REPEATED]
    )
    return f"<h2>Often repeated, one root</h2>{cards}"


def _ties_table(ties: tuple[Tie, ...]) -> str:
    """Return all ties as a table with the words behind each."""
    rows = "".join(
        f'<tr><td>{_statement(tie)}</td><td class="stand {escape(tie.standing.value.split()[0])}">'
        f"{_STANDING_WORDS[tie.standing]}</td><td>{_roots(tie)}<details><summary>"
        f"{count_words(len(tie.edge.attestations), 'claim')}</summary>{_words((*tie.asserted, *tie.denied))}"
        "</details></td></tr>"
        for tie in ties
    )
    head = "<tr><th>Tie, as said</th><th>How it stands</th><th>Who says so</th></tr>"
    return f'<h2>All ties</h2><div class="wide"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def _roots(tie: Tie) -> str:
    """Return the names of the roots on both sides."""
    return f"<div>{escape(clean(name_roots(tie)))}</div>"


def _documents(rows: tuple[DocumentRow, ...]) -> str:
    """Return the documents as a table."""
    lines = "".join(
        f"<tr><td>{escape(clean(row.title or row.name))}<br><span class=faint>{escape(clean(row.name))}"
        f"{escape(clean(' · shares text with ' + ', '.join(row.copies))) if row.copies else ''}</span></td>"
        f"<td>{escape(clean(', '.join(part for part in (row.publisher, *row.authors) if part))) or '–'}</td>"
        f'<td class="n">{escape(row.date or "–")}</td><td class="n">{row.words:,}</td>'
        f'<td class="n">{row.claims:,}</td></tr>'
        for row in rows
    )
    head = (
        '<tr><th>Document</th><th>Published by</th><th class="n">Date</th>'
        '<th class="n">Words</th><th class="n">Claims</th></tr>'
    )
    return f'<h2>Documents</h2><div class="wide"><table><thead>{head}</thead><tbody>{lines}</tbody></table></div>'


def _unread(found: Gathered) -> str:
    """Return what could not be read, with reason and remedy."""
    if not found.unreadable:
        return ""
    items = "".join(
        f"<li>{escape(clean(item.origin.location))}: {escape(clean(f'{item.reason}. {item.remedy}'))}</li>"
        for item in found.unreadable
    )
    return f"<h2>Not read</h2><ul>{items}</ul>"
