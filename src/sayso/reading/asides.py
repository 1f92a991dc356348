"""Read which other name a text gives an actor: in brackets after it, or after "also known as"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model.actor import ActorType
from sayso.model.span import Span
from sayso.reading.columns import Columns
from sayso.reading.folding import abbreviates, fold, is_acronym
from sayso.reading.language import Aside
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase

KNOWN_AS = re.compile(
    r"^(?:,?\s*)(?:(?:also|better|formerly|previously|commonly|now)\s+(?:known|called|named)(?:\s+as)?|known\s+as"
    r"|a\.?k\.?a\.?|alias|formerly|nicknamed|nom de guerre|or|hereafter|hereinafter|called)"
    r"\s*:?\s+(?:the\s+)?[\"'“‘]?(.+?)[\"'”’]?$",
    re.IGNORECASE,
)
NAME_WORDS = re.compile(
    r"^[\"'“‘]?([A-Z][\w.&'’-]*(?:\s+(?:[A-Z][\w.&'’-]*|of|the|and|for|de|la|del|el|al|y))*)[\"'”’]?$"
)
BETWEEN_NAMES = re.compile(
    r",? ?(?:(?:also |better |formerly |previously )?(?:known|called)(?: as)?|aka|a\.k\.a\.|alias|formerly|nicknamed)"
    r"(?: the| \"| ')*"
)
LONGEST_JOINT = 6


@dataclass(frozen=True, slots=True)
class OtherName:
    """Say that the name phrase at `phrase` is also called `words`, which stand at `span`."""

    phrase: int
    words: str
    span: Span


def read_asides(columns: Columns, phrases: Sequence[Phrase], types: dict[str, ActorType]) -> list[OtherName]:
    """Return the other names that brackets give, in order of the text."""
    by_last: dict[int, int] = {}
    for i, phrase in enumerate(phrases):
        if phrase.kind is MentionKind.NAME:
            by_last[phrase.last] = i
    found = []
    for aside in columns.parsed.asides:
        at, words = _phrase_before(phrases, by_last, aside.after), ""
        if at < 0 or not abbreviates(aside.words.strip(), " ".join(phrases[at].name)):
            governing = _governing_name(columns, phrases, aside)
            if governing >= 0:
                at, words = governing, aside.words.strip()
                found.append(_whole_name(columns, phrases, at, aside.after))
        if at >= 0 and not words:
            words = _other_name(aside, phrases[at], types)
        if words:
            start = aside.span.start + columns.parsed.document.text[aside.span.start : aside.span.end].index(words)
            found.append(OtherName(at, words, Span(start, start + len(words))))
    return found


def _whole_name(columns: Columns, phrases: Sequence[Phrase], at: int, last: int) -> OtherName:
    """Return the whole name, up to its bracket, of the phrase that only begins it."""
    first = phrases[at].first
    return OtherName(at, columns.text(first, last), columns.parsed.span(first, last))


def _governing_name(columns: Columns, phrases: Sequence[Phrase], aside: Aside) -> int:
    """Return the name that a bracketed abbreviation shortens together with the words after it, or -1.

    "United Relief Mission in Samoa (URMIS)" stands for the mission, though Samoa is nearer.
    """
    words = aside.words.strip()
    if not is_acronym(words, 12):
        return -1
    for i in range(len(phrases) - 1, -1, -1):
        phrase = phrases[i]
        if phrase.kind is not MentionKind.NAME or not 0 < aside.after - phrase.last <= LONGEST_JOINT:
            continue
        governs = columns.right[phrase.head] >= aside.after
        if governs and abbreviates(words, columns.text(phrase.first, aside.after)):
            return i
    return -1


def _phrase_before(phrases: Sequence[Phrase], by_last: dict[int, int], token: int) -> int:
    """Return the index of the name phrase that ends at a token, or one that holds it, or -1."""
    if token in by_last:
        return by_last[token]
    for i, phrase in enumerate(phrases):
        if phrase.kind is MentionKind.NAME and phrase.first <= token <= phrase.last:
            return i
    return -1


def _other_name(aside: Aside, phrase: Phrase, types: dict[str, ActorType]) -> str:
    """Return the other name that a bracket holds for a phrase, or "" where it says something else."""
    words = aside.words.strip()
    known = KNOWN_AS.match(words)
    if known:
        inner = known.group(1).strip()
        return inner if NAME_WORDS.match(inner) else ""
    name = " ".join(phrase.name)
    plain = NAME_WORDS.match(words)
    if plain is None:
        return ""
    inner = plain.group(1)
    if abbreviates(inner, name) or abbreviates(name, inner):
        return inner
    kind = phrase.type or types.get(fold(name))
    is_group = kind is ActorType.ORGANIZATION and phrase.country is None
    if is_group and (is_acronym(inner, 12) or (is_acronym(name, 12) and len(inner.split()) > 1)):
        return inner
    return ""


def read_known_as(columns: Columns, phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Return pairs of phrase indices that running text says are one: "X, also known as Y" and "X, alias Y"."""
    names = [i for i, phrase in enumerate(phrases) if phrase.kind is MentionKind.NAME]
    pairs = []
    for left, right in pairwise(names):
        first, last = phrases[left].last + 1, phrases[right].left - 1
        if not 0 < last - first + 1 <= LONGEST_JOINT:
            continue
        between = " ".join(columns.lower[first : last + 1]).strip("\"' ")
        if BETWEEN_NAMES.fullmatch(between):
            pairs.append((left, right))
    return pairs
