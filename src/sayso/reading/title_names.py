"""Find the titles of texts that stand in a text as names ("Convention on the Rights of the Child"); gives spans.

Parsers cut such a title at its small words and take its year for a number of something. A title here is a capitalised
noun of a text, with the capitalised words before it, and "on" or "against" with capitalised words after it or a year.
"""

import re
from collections.abc import Iterator
from functools import cache

from sayso.model.actor import ActorType
from sayso.reading.lexicon import load_lexicon

_CAPITAL = r"[A-Z][\w'&-]*"
_BEFORE = r"(?!(?:The|A|An|This|That|Its|His|Their)\b)[A-Z][\w&-]*"
_MONTH = r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
_AFTER = rf"{_CAPITAL}(?: (?:(?:of|the|of the) )?{_CAPITAL}){{0,6}}"
_YEAR = r"(?:1[89]|20)\d\d\b"
PLAIN = frozenset({"note", "email", "message", "magazine", "video", "story", "map", "code", "rule"})


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a title, with the nouns of texts in it."""
    nouns = sorted(
        word for word, kind in load_lexicon().nouns.items() if kind is ActorType.DOCUMENT and word not in PLAIN
    )
    listed = "|".join(re.escape(noun.capitalize()) for noun in nouns)
    head = rf"(?:{listed})s?"
    return re.compile(
        rf"\b(?:(?:{_BEFORE} ){{0,4}}{head} (?:on|against)(?: the)? {_MONTH}{_AFTER}(?: {_YEAR})?"
        rf"|(?:{_BEFORE} ){{1,4}}{head} {_YEAR})"
    )


def find_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield first and last character of every title, in order; `text` has plain quotation marks."""
    for match in _pattern().finditer(text):
        yield match.start(), match.end()


def noun_of(title: str) -> str:
    """Return the noun of a title in its base form ("report"), the whole in lower case where there is none."""
    nouns = (word.lower() for word in re.split(r" (?:on|against) | (?=\d)", title)[0].split()[::-1])
    for word in nouns:
        for form in (word, word.removesuffix("s")):
            if load_lexicon().nouns.get(form) is ActorType.DOCUMENT:
                return form
    return title.lower()
