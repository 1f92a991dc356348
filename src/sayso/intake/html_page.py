"""Read a saved web page: body text, headings, quotations, captions, comments and furniture, with their source places.

Trafilatura decides which blocks are the article's body; our own soup gives their words and places, and our own
comment reader gives the commenters, whose names and dates trafilatura drops.
"""

import re
from bisect import bisect_right
from dataclasses import replace

from sayso.intake.byline import find_metadata
from sayso.intake.characters import repair_characters
from sayso.intake.comments import Comments, find_comments
from sayso.intake.draft import Block, Draft, merge_metadata, move_blocks
from sayso.intake.opening import split_opening
from sayso.intake.page_head import read_head
from sayso.intake.soup import Soup, read_soup
from sayso.model import Voice

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINES = frozenset(("p", "pre", "div", "td", "blockquote", "article", "section", "body"))
_AWAY = frozenset(("nav", "footer", "aside", "header", "form", "button", "menu", "head", "title", "label", "dialog"))
_AWAY_NAMES = re.compile(
    r"(?<![a-z])(?:nav|navbar|menu|sidebar|widget|footer|breadcrumbs?|share|social|related|advert\w*|promo|cookie|banner|"
    r"newsletter|tags?|tag-?links|cat-?links|masthead|site-?header|pagination|respond|skip-link)(?![a-z])"
)
_FOOTNOTES = re.compile(r"footnotes?|endnotes?|doc-(?:foot|end)notes?|reference-?list")
_LARGEST_FOR_TRAFILATURA = 3_000_000


def read_html(source: str, location: str = "") -> Draft:
    """Return the draft of a page's source; `location` is its address, where it has one.

    Raw offsets are those of the decoded source. Deeply nested or very large pages skip trafilatura and keep what no
    navigation element holds.
    """
    soup = read_soup(source)
    url = location if location.startswith(("http://", "https://")) else None
    metadata = read_head(source, soup, url)
    body = _body_words(source, url) if soup.deepest < 200 and len(source) < _LARGEST_FOR_TRAFILATURA else ""
    comments = find_comments(soup)
    blocks = _blocks(soup, comments, body)
    texts = [soup.mapped.text[block.start : block.end] for block in blocks]
    read = [place for place, block in enumerate(blocks) if block.voice not in (Voice.FURNITURE, Voice.COMMENT)]
    inferred = find_metadata([texts[place] for place in read], [blocks[place].voice for place in read])
    draft = Draft(soup.mapped, split_opening(soup.mapped.text, blocks), merge_metadata(metadata, inferred))
    return _with_clean_characters(draft)


def _with_clean_characters(draft: Draft) -> Draft:
    """Repair the characters and move the blocks along."""
    clean = repair_characters(draft.mapped)
    return replace(draft, mapped=clean, blocks=move_blocks(draft.blocks, draft.mapped, clean))


def _body_words(source: str, url: str | None) -> str:
    """Return the article's words as trafilatura finds them, without white space; empty where it finds none."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(source, url=url, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # a page that breaks the extractor is still read by its elements
        return ""
    return _squeeze(re.sub(r"(?m)^\s*(?:[-–|]|\d+\.)\s+|\|", "", text or ""))


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _blocks(soup: Soup, comments: Comments, body: str) -> list[Block]:
    text = soup.mapped.text
    starts = [start for start, _, _ in soup.stretches]
    blocks: list[Block] = []
    last_parent = -1
    for match in re.finditer(r"[^\n]+", text):
        if not match.group().strip():
            continue
        stretch = max(0, bisect_right(starts, match.start() + len(match.group()) - len(match.group().lstrip())) - 1)
        path = soup.ancestors(soup.stretches[stretch][2])
        block = Block(match.start(), match.end())
        comment = comments.block(block, text)
        block = comment or replace(block, voice=_voice(soup, path, match.group(), body))
        parent = next((place for place in path if soup.nodes[place].tag in _LINES), -1)
        if blocks and parent >= 0 and parent == last_parent and _goes_on(blocks[-1], block, text):
            blocks[-1] = replace(blocks[-1], end=block.end)
        else:
            blocks.append(block)
        last_parent = parent
    return blocks


def _goes_on(before: Block, block: Block, text: str) -> bool:
    """Tell whether a `br` or a line end of preformatted text only wraps a sentence."""
    if (before.voice, before.speaker) != (block.voice, block.speaker) or before.voice is Voice.FURNITURE:
        return False
    first, second = text[before.start : before.end].rstrip(), text[block.start : block.end].lstrip()
    long_enough = len(first) - first.rfind("\n") > 40
    return second[0].islower() or (
        long_enough and first[-1] not in '.!?:;"”’)' and text[before.end : block.start] == "\n"
    )


def _voice(soup: Soup, path: list[int], words: str, body: str) -> Voice:
    nodes = [soup.nodes[place] for place in path]
    tags = {node.tag for node in nodes}
    away = any(
        (node.tag in _AWAY and not (node.tag == "header" and "article" in tags)) or _AWAY_NAMES.search(node.names)
        for node in nodes
        if node.tag not in ("body", "html", "article", "main")
    )
    if any(_FOOTNOTES.search(node.names) for node in nodes):
        return Voice.FOOTNOTE
    squeezed = _squeeze(words)
    if not squeezed:
        return Voice.FURNITURE
    if "h1" in tags and not away:
        return Voice.TITLE
    if away and (not body or len(squeezed) < 40 or squeezed not in body):
        return Voice.FURNITURE
    if tags & {"figcaption", "caption"} or any("caption" in node.names for node in nodes[:3]):
        return Voice.CAPTION
    if body and squeezed not in body:
        return Voice.FURNITURE
    if tags & _HEADINGS:
        return Voice.TITLE
    return Voice.QUOTATION if tags & {"blockquote", "q"} else Voice.BODY
