"""Part a dateline or date from the first sentence, so that the sentence begins where it begins."""

import re
from collections.abc import Iterable

from sayso.intake.dates import find_date
from sayso.intake.draft import Block
from sayso.model import Voice

_PLACE = r"[A-Z][\w.'’-]*(?:[ \n]+(?:\(?[A-Z][\w.'’-]*\)?|de|la|el|al|of|del|das|dos)){0,4}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:,[ \n]+{_PLACE})?)"
    r"(?:,[ \n]+(?P<date>(?:\d{1,2}[ \n]+)?[A-Z][a-z]{2,8}\.?(?:[ \n]+\d{1,2})?(?:,?[ \n]+(?:\d{4}|'?\d\d))?))?"
    r"(?:[ \n]*\((?P<wire>[^()\n]{2,60})\))?[ \n]*(?P<dash>--|—|–|-)[ \n]+(?=\S)"
)
_DAY = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})"
    r"(?:,? \d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?)?"
)
_STOP = re.compile(r"[.:]?[ \n]+(?=[\"“‘']?[A-Z])")
_BRACKET = re.compile(r"\[(?P<words>[^\[\]]{1,400})\][ \n]*")
_EDITOR_WORDS = 4
# How many paragraphs are looked at to tell a chronology from a report.
HEAD_BLOCKS = 30


def match_dateline(text: str) -> "re.Match[str] | None":
    """Return the dateline at the start of a text: a place in front of a dash, with a date, a wire or capitals.

    Groups: `place`, `date`, `wire`. A place alone needs capitals ("GENEVA — "), or a name before a dash would do.
    """
    match = _DATELINE.match(text)
    if not match:
        return None
    if match["wire"] or (match["date"] and re.search(r"\d", match["date"])):
        return match
    return match if match["place"].isupper() and len(match["place"]) > 3 else None


def match_day(text: str) -> str | None:
    """Return the day with which a text opens, parted from its first sentence by a stop ("3 May 2011. A court …")."""
    day = _DAY.match(text)
    stop = _STOP.match(text, day.end()) if day else None
    return day.group() if day and stop and stop.group().strip() else None


def opens_many_days(texts: Iterable[str]) -> bool:
    """Tell a chronology: more than one of the texts opens with a day."""
    return sum(match_day(text) is not None for text in texts) > 1


def split_opening(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks with datelines and dates among the first as furniture of their own.

    Short notes in brackets after a dateline ("[Text]") go with it; a bracket of five words or more is a statement
    and stays, as body. The days of a chronology stay with what happened on them.
    """
    opened: list[Block] = []
    chronology = opens_many_days(text[block.start : block.end] for block in blocks[:HEAD_BLOCKS])
    for place, block in enumerate(blocks):
        if place < 4 and block.voice in (Voice.BODY, Voice.TITLE):
            opened.extend([block] if chronology and match_day(text[block.start : block.end]) else _split(text, block))
        else:
            opened.append(block)
    return opened


def _split(text: str, block: Block) -> list[Block]:
    words = text[block.start : block.end]
    dateline = match_dateline(words)
    if dateline:
        return _part(text, block, block.start + dateline.end())
    day = _DAY.match(words)
    if day and find_date(day.group()):
        if not words[day.end() :].strip(" \n"):
            return [Block(block.start, block.end, Voice.FURNITURE, page=block.page)]
        if stop := _STOP.match(words, day.end()):
            return _part(text, block, block.start + stop.end())
    return [block]


def _part(text: str, block: Block, at: int) -> list[Block]:
    """Cut a block after its dateline, then its brackets one by one."""
    parts = [[block.start, at]]
    statements: list[Block] = []
    while bracket := _BRACKET.match(text, at, block.end):
        if len(bracket["words"].split()) > _EDITOR_WORDS:
            statements.append(Block(bracket.start(), bracket.end(), Voice.BODY, page=block.page))
        elif statements:
            statements.append(Block(bracket.start(), bracket.end(), Voice.FURNITURE, page=block.page))
        else:
            parts[0][1] = bracket.end()
        at = bracket.end()
    furniture = Block(parts[0][0], parts[0][1], Voice.FURNITURE, page=block.page)
    rest = [Block(at, block.end, Voice.BODY, page=block.page)] if at < block.end else []
    return [furniture, *statements, *rest]
