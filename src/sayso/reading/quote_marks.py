"""Find quotation marks and the stretches between them, over sentences and paragraphs."""

from dataclasses import dataclass, replace

from sayso.model.document import Voice
from sayso.reading.credited import Found, joined
from sayso.reading.language import Parsed

OPENING = frozenset({"“", "„", "«", "``"})
CLOSING = frozenset({"”", "»", "''"})
STRAIGHT = frozenset({'"'})


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold a quotation at tokens `first`..`last`, marks included; `runs_on` where the next paragraph opens again."""

    first: int
    last: int
    runs_on: bool = False


def find_quotes(parsed: Parsed) -> list[Quote]:
    """Return the quotations of a document in order; quotations inside quotations are not told apart.

    A mark that opens at a paragraph's end and is never closed counts where the next paragraph opens again.
    """
    quotes: list[Quote] = []
    opened: int | None = None
    count = len(parsed.starts)
    for token in range(count):
        last_of_segment = token + 1 == count or parsed.segments[token + 1] != parsed.segments[token]
        side = _side(parsed, token, opened is not None)
        if side == "open":
            opened = token
        elif side == "close" and opened is not None:
            if token > opened + 1:
                quotes.append(Quote(opened, token))
            opened = None
        if last_of_segment and opened is not None:
            if token + 1 < count and _side(parsed, token + 1, False) == "open" and token > opened:
                quotes.append(Quote(opened, token, runs_on=True))
            opened = None
    return quotes


def _side(parsed: Parsed, token: int, inside: bool) -> str | None:
    """Tell whether a token is an opening or a closing mark."""
    text = parsed.document.text
    word = text[parsed.starts[token] : parsed.ends[token]]
    if word in OPENING:
        return "open"
    if word in CLOSING:
        return "close"
    if word not in STRAIGHT:
        return None
    before = parsed.starts[token] == 0 or text[parsed.starts[token] - 1].isspace()
    after = parsed.ends[token] >= len(text) or text[parsed.ends[token]].isspace()
    if before != after:
        return "open" if before else "close"
    return "close" if inside else "open"


def keep_quoted(parsed: Parsed, found: list[Found]) -> list[Found]:
    """Return credits whose content begins with a quotation without what follows outside quotations."""
    quotes = find_quotes(parsed)
    kept = []
    for one in found:
        opening = next((q for q in quotes if q.first - 1 <= one.content[0][0] <= q.first + 1), None)
        if opening is None or opening.last >= one.content[-1][1] - 1:
            kept.append(one)
            continue
        inside = {
            (max(first, quote.first), min(last, quote.last))
            for first, last in one.content
            for quote in quotes
            if quote.first <= last and first <= quote.last
        }
        kept.append(replace(one, content=joined(inside)) if inside else one)
    return kept


def quoted_blocks(parsed: Parsed) -> list[Quote]:
    """Return the segments that are set as quotations."""
    blocks: dict[int, tuple[int, int]] = {}
    for token, segment in enumerate(parsed.segments):
        if parsed.document.segments[segment].voice is Voice.QUOTATION:
            blocks[segment] = (blocks.get(segment, (token, token))[0], token)
    return [Quote(first, last) for first, last in blocks.values()]
