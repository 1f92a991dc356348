"""Read HTML of any quality into flat text with every character's place in the source, and light nodes over it.

A tokenizer of our own, since tree builders forget where text stood. It follows the tag names alone: unknown, unclosed
and crossed tags do no harm; depth is bounded.
"""

import html
import re
from dataclasses import dataclass, field

from sayso.intake.mapped import Edit, Mapped
from sayso.intake.word_sets import word_set

_TOKEN = re.compile(
    r"<!--.*?(?:-->|$)|<(?P<hidden>script|style|noscript|template|svg|math|iframe|object|select|textarea)\b[^>]*>.*?(?:</(?P=hidden)\s*>|$)"
    r"|<!\[CDATA\[|\]\]>|<[!?][^>]*>|<(?P<close>/?)(?P<tag>[a-zA-Z][\w:-]*)(?P<attrs>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/?>"
    r"|(?P<entity>&(?:#[xX]?[0-9a-fA-F]{1,7}|[a-zA-Z]\w{1,30});?)|(?P<space>[ \t\r\n\f]+)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_VOID = word_set("area base br col embed hr img input link meta param source track wbr")
_BLOCK = word_set(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hr html li main menu nav ol option p pre section summary table tbody td tfoot th "
    "thead title tr ul"
)
_KEPT = word_set("class id role datetime rel itemprop href content name property cite title data-date aria-label")
_CLOSES_P = _BLOCK - {"body", "html", "head", "option"}
_DEEPEST = 256
_LONGEST_TAG = 4_000


@dataclass(slots=True)
class Node:
    """Hold one element: its flat extent `start` to `end`, and its parent's place in the list (-1 for none)."""

    tag: str
    attributes: dict[str, str]
    start: int
    parent: int
    end: int = -1

    @property
    def names(self) -> str:
        """Return class, id, role and itemprop as one folded string."""
        got = self.attributes.get
        return f"{got('class', '')} {got('id', '')} {got('role', '')} {got('itemprop', '')}".lower()


@dataclass(slots=True)
class Soup:
    """Hold flat text, the nodes in order of their start, and for each stretch of text its innermost node."""

    mapped: Mapped
    nodes: list[Node]
    stretches: list[tuple[int, int, int]] = field(default_factory=list)
    deepest: int = 0

    def ancestors(self, node: int) -> list[int]:
        """Return a node's place and those of its ancestors, innermost first."""
        found = []
        while node >= 0:
            found.append(node)
            node = self.nodes[node].parent
        return found


class _Builder:
    """Walk the tokens once, collecting edits to the source and nodes in flat offsets."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.edits: list[Edit] = []
        self.nodes: list[Node] = []
        self.stack: list[int] = []
        self.stretches: list[tuple[int, int, int]] = []
        self.flat = 0
        self.at = 0
        self.deepest = 0
        self.last = "\n"

    def build(self) -> Soup:
        for match in _TOKEN.finditer(self.source):
            self._text(match.start())
            self._token(match)
            self.at = match.end()
        self._text(len(self.source))
        for place in self.stack:
            self.nodes[place].end = self.flat
        return Soup(Mapped.of(self.source).edit(self.edits), self.nodes, self.stretches, self.deepest)

    def _text(self, until: int) -> None:
        if until > self.at:
            self._grow(until - self.at)
            self.last = self.source[until - 1]

    def _grow(self, length: int) -> None:
        node = self.stack[-1] if self.stack else -1
        if self.stretches and self.stretches[-1][2] == node and self.stretches[-1][1] == self.flat:
            self.stretches[-1] = (self.stretches[-1][0], self.flat + length, node)
        else:
            self.stretches.append((self.flat, self.flat + length, node))
        self.flat += length

    def _replace(self, match: "re.Match[str]", new: str) -> None:
        self.edits.append((match.start(), match.end(), new))
        if new:
            self._grow(len(new))
            self.last = new[-1]

    def _token(self, match: "re.Match[str]") -> None:
        if match["space"]:
            preformatted = bool(self.stack) and self.nodes[self.stack[-1]].tag == "pre"
            if preformatted:
                self._replace(match, "\n" if "\n" in match["space"] else " ")
            else:
                self._replace(match, "" if self.last in " \n" else " ")
        elif match["entity"]:
            self._replace(match, html.unescape(match["entity"]))
        elif match["tag"]:
            self._tag(match, match["tag"].lower())
        else:
            self._replace(match, "")

    def _tag(self, match: "re.Match[str]", tag: str) -> None:
        breaks = tag in _BLOCK or tag == "br"
        if match["close"]:
            self._replace(match, "\n" if breaks and self.last != "\n" else "")
            self._close(tag)
            return
        if tag in _CLOSES_P and self.stack and self.nodes[self.stack[-1]].tag == "p":
            self._close("p")
        if tag == "li" and self.stack and self.nodes[self.stack[-1]].tag == "li":
            self._close("li")
        self._replace(match, "\n" if breaks and (self.last != "\n" or tag == "br") else "")
        if tag not in _VOID and len(self.stack) < _DEEPEST:
            node = Node(tag, _attributes(match["attrs"]), self.flat, self.stack[-1] if self.stack else -1)
            self.stack.append(len(self.nodes))
            self.nodes.append(node)
            self.deepest = max(self.deepest, len(self.stack))
        elif tag == "meta":
            self.nodes.append(Node(tag, _attributes(match["attrs"]), self.flat, -1, self.flat))

    def _close(self, tag: str) -> None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.nodes[self.stack[depth]].tag == tag:
                for place in self.stack[depth:]:
                    self.nodes[place].end = self.flat
                del self.stack[depth:]
                return
            if tag in ("p", "li") and depth < len(self.stack) - 20:
                return


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text[:_LONGEST_TAG]):
        if name.lower() in _KEPT:
            found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def read_soup(source: str) -> Soup:
    """Return the soup of a source; block elements and `br` end lines, white space is single, scripts are gone."""
    return _Builder(source).build()
