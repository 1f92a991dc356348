"""Find readers' comments in a page by the names that publishing systems give them: who wrote each, when, and what."""

import re
from dataclasses import dataclass, replace

from sayso.intake.dates import find_date, iso_date
from sayso.intake.draft import Block
from sayso.intake.soup import Soup
from sayso.model import Voice

_SECTION = re.compile(
    r"(?<![a-z])(?:comments?(?:-?(?:list|area|section|thread|wrap\w*|container))?|disqus_thread|responses|discussion)(?![a-z])"
)
_ITEM = re.compile(
    r"(?<![\w-])(?:comment|comment-?item|comment-?\d+|li-comment-\d+|div-comment-\d+|c-comment|media-comment|post-comment|reply)(?![\w-])"
)
_NAME = re.compile(
    r"(?<![a-z])(?:author|fn|commenter|comment-?author\w*|user-?name|nick(?:name)?|poster|byline)(?![a-z])"
)
_DATE = re.compile(r"(?<![a-z])(?:date|time|timestamp|datetime|comment-?meta\w*|posted|published)(?![a-z])")
_TAIL = re.compile(r"(?:\s+(?:says|said|writes|wrote|commented|replied|on|at))?\s*:?\s*$", re.IGNORECASE)
_ACTION = re.compile(
    r"(?:reply|report|like|share|flag|permalink|log in to reply|edit|quote|upvote|downvote|link)"
    r"(?:\W+(?:\d+|to this))*\W*$",
    re.I,
)
_SAYS = re.compile(r"(?P<name>[^:.!?]{1,60}?)\s+(?:says|said|writes|wrote|commented|replied)\s*:$")


@dataclass(frozen=True, slots=True)
class Comment:
    """Hold one comment's flat extent, its writer and date, and the extents of its head (name, date), never read."""

    start: int
    end: int
    speaker: str | None
    dated: str | None
    head: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Comments:
    """Hold a page's comments, in order of start; an answer lies inside the comment that it answers."""

    found: tuple[Comment, ...]

    def block(self, block: Block, text: str) -> Block | None:
        """Return the block as its innermost comment's, its head as furniture; None outside all comments."""
        around = [c for c in self.found if c.start <= block.start and block.end <= c.end + 1]
        if not around:
            return None
        comment = max(around, key=lambda c: c.start)
        words = text[block.start : block.end].strip()
        covered = sum(
            min(end, block.end) - max(start, block.start)
            for start, end in comment.head
            if start < block.end and end > block.start
        )
        if covered > 0.5 * len(words) or _ACTION.match(words) or _SAYS.match(words) or not re.search(r"\w", words):
            return replace(block, voice=Voice.FURNITURE)
        return replace(block, voice=Voice.COMMENT, speaker=comment.speaker, speaker_date=comment.dated)


def find_comments(soup: Soup) -> Comments:
    """Return the comments of a page: elements named as a comment, or list items of a section named so."""
    items = [place for place, node in enumerate(soup.nodes) if node.tag in _HOLDERS and _is_item(soup, place)]
    known = set(items)
    chosen = [place for place in items if not _has_inner_twin(soup, place, known)]
    known = set(chosen)
    comments = [_comment(soup, place, known) for place in chosen[:_MOST]]
    return Comments(tuple(sorted(comments, key=lambda c: (c.start, -c.end))))


_MOST = 5_000
_NEAR = 3
_HOLDERS = frozenset(("li", "article", "div", "section", "dd", "tr", "details"))


def _is_item(soup: Soup, place: int) -> bool:
    node = soup.nodes[place]
    if node.end - node.start < 3 or "respond" in node.names:
        return False
    if _ITEM.search(node.names) and (
        node.tag in ("li", "article") or _has_part(soup, place) or _in_section(soup, place)
    ):
        return True
    parent = soup.nodes[node.parent] if node.parent >= 0 else None
    return (
        node.tag in ("li", "article")
        and parent is not None
        and (
            bool(_SECTION.search(parent.names))
            or (parent.tag in ("ol", "ul") and _in_section(soup, place) and _has_part(soup, place))
        )
    )


def _in_section(soup: Soup, place: int) -> bool:
    return any(_SECTION.search(soup.nodes[above].names) for above in soup.ancestors(place)[1:5])


def _below(soup: Soup, place: int) -> range:
    """Return the places of a node's descendants: nodes stand in order of their start."""
    node, last = soup.nodes[place], place + 1
    while last < len(soup.nodes) and soup.nodes[last].start <= node.end and (soup.nodes[last].parent >= place):
        last += 1
    return range(place + 1, last)


def _has_part(soup: Soup, place: int) -> bool:
    return any(
        soup.nodes[below].tag in ("cite", "time") or _NAME.search(soup.nodes[below].names)
        for below in _below(soup, place)
    )


def _has_inner_twin(soup: Soup, place: int, items: set[int]) -> bool:
    """Tell whether an item only wraps another that starts where it does, as `li` round `article` does."""
    start = soup.nodes[place].start
    return any(below in items and soup.nodes[below].start - start < _NEAR for below in _below(soup, place))


def _comment(soup: Soup, place: int, chosen: set[int]) -> Comment:
    node = soup.nodes[place]
    nested = [below for below in _below(soup, place) if below in chosen]
    own = [
        below
        for below in _below(soup, place)
        if not any(
            soup.nodes[n].start <= soup.nodes[below].start and soup.nodes[below].end <= soup.nodes[n].end and below >= n
            for n in nested
        )
    ]
    text = soup.mapped.text
    head: list[tuple[int, int]] = []
    speaker = _speaker(soup, own, head)
    dated = _date(soup, own, head)
    if speaker is None:
        first = text[node.start : node.end].lstrip().split("\n", 1)[0].strip()
        says = _SAYS.match(first)
        speaker = says["name"].strip() if says else None
    return Comment(node.start, node.end, speaker, dated, tuple(head))


def _speaker(soup: Soup, own: list[int], head: list[tuple[int, int]]) -> str | None:
    """Return the innermost short name among elements named as an author's, `cite` first."""
    best: str | None = None
    for place in own:
        node = soup.nodes[place]
        is_name = node.tag == "cite" or _NAME.search(node.names)
        if not is_name or _ITEM.search(node.names):
            continue
        words = _TAIL.sub("", " ".join(soup.mapped.text[node.start : node.end].split()))
        if words and len(words) < 60 and (best is None or len(words) <= len(best)):
            best = re.sub(r"^(?:by|posted by|from)\s+", "", words, flags=re.IGNORECASE)
            head.append((node.start, node.end))
    return best


def _date(soup: Soup, own: list[int], head: list[tuple[int, int]]) -> str | None:
    for place in own:
        node = soup.nodes[place]
        if node.tag != "time" and not _DATE.search(node.names):
            continue
        words = soup.mapped.text[node.start : node.end]
        found = find_date(" ".join(words.split()))
        dated = iso_date(node.attributes.get("datetime")) or (found[0] if found else None)
        if dated and len(words) < 120:
            head.append((node.start, node.end))
            return dated
    return None
