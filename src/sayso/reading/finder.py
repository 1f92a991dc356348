"""Collect the phrases of a document, and make those of places and of names that no noun phrase took."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.gazetteer import Gazetteer
from sayso.reading.lexicon import Lexicon, NounGuess
from sayso.reading.names import (
    Place,
    is_name_word,
)
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase


@dataclass(slots=True)
class Finder:
    """Collect the phrases of one document, in any order; `covered` are tokens that belong to a name or head.

    `owned` gives the first token of each name that holds a possessive, by its head.
    """

    columns: Columns
    lexicon: Lexicon
    gazetteer: Gazetteer
    guess: NounGuess
    places: Mapping[int, Place]
    owned: Mapping[int, int] = field(default_factory=dict)
    found: dict[int, Phrase] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Keep the words before the heads of names with a possessive from being names of their own."""
        for head, first in self.owned.items():
            self.covered.update(range(first, head))

    def add(self, phrase: Phrase) -> None:
        """Keep a phrase under its head and cover its tokens."""
        self.found[phrase.head] = phrase
        if phrase.kind is MentionKind.NAME:
            self.covered.update(range(phrase.first, phrase.last + 1))
        self.covered.add(phrase.head)


def place_phrase(finder: Finder, place: Place, left: int) -> Phrase:
    """Make the phrase of a gazetteer entry."""
    columns = finder.columns
    name = tuple(columns.words[place.first : place.last + 1])
    is_organ = place.kind == "organ"
    return Phrase(
        place.first,
        place.last,
        head_of(columns, place.first, place.last),
        MentionKind.NAME,
        left,
        place.last,
        name=name,
        type=ActorType.ORGANIZATION if is_organ else ActorType.STATE,
        country=None if is_organ else place.code,
        geography=place.kind,
        determiner=columns.lower[left],
        label=columns.entity[place.last],
        named=True,
    )


def region_phrase(finder: Finder, place: Place, left: int, head: int) -> Phrase:
    """Make the phrase of a part of a country ("northern Chad"), which is a place and not the state."""
    columns = finder.columns
    first = place.first - 1
    while first - 1 >= left and columns.lower[first - 1] in finder.lexicon.sets["directions"] | {"and", "-"}:
        first -= 1
    return Phrase(
        first,
        place.last,
        head,
        MentionKind.NAME,
        first,
        place.last,
        name=tuple(columns.words[first : place.last + 1]),
        type=ActorType.PLACE,
        label="LOC",
        named=True,
    )


def head_of(columns: Columns, first: int, last: int) -> int:
    """Return the token of first..last whose head lies outside."""
    for token in range(last, first - 1, -1):
        above = columns.head[token]
        if above == token or not first <= above <= last:
            return token
    return last


def add_inner_name(finder: Finder, token: int) -> None:
    """Add a name that no noun phrase took: before a noun ("ISI chief"), in a hyphen compound, or left by the parse."""
    columns, lexicon = finder.columns, finder.lexicon
    place = finder.places.get(token)
    if place is not None:
        finder.add(place_phrase(finder, place, place.first))
        return
    if columns.lower[token] in lexicon.sets["state_nouns"] and token - 1 in finder.places:
        finder.covered.add(token)
        return
    last = token
    first = finder.owned.get(token, token)
    first -= first == token and _opens_compound(finder, token)
    while last + 1 < len(columns) and last + 1 not in finder.covered and last + 1 not in finder.places:
        if not is_name_word(columns, last + 1) or columns.sentence[last + 1] != columns.sentence[token]:
            break
        if columns.entity_start[last + 1] != columns.entity_start[last] and columns.entity[last + 1]:
            break
        last += 1
    last = _past_hyphens(finder, last)
    fillers = lexicon.sets["titles"] | lexicon.sets["title_fillers"] | lexicon.sets["time_nouns"]
    while last > token and columns.lower[last] in fillers and columns.entity[last] != "ORG":
        finder.covered.add(last)
        last -= 1
    is_title = all(columns.lower[i].rstrip(".") in fillers for i in range(first, last + 1))
    is_title = is_title and (columns.entity[last] != "ORG" or _is_post(columns, lexicon, last))
    if is_title or not any(columns.entity[i] or columns.pos[i] == "PROPN" for i in range(token, last + 1)):
        finder.covered.update(range(token, last + 1))
        return
    head = last
    finder.add(
        Phrase(
            first,
            last,
            head,
            MentionKind.NAME,
            first,
            last,
            name=tuple(columns.words[first : last + 1]),
            role=columns.lower[head] if columns.lower[head] in lexicon.nouns else "",
            label=columns.entity[head],
            named=True,
        )
    )


def _opens_compound(finder: Finder, token: int) -> bool:
    """Tell whether the capitalised participle before a name is its first word ("Rising Tide members")."""
    columns, before = finder.columns, token - 1
    if before < 1 or columns.tag[before] not in {"VBG", "VBN"} or columns.dep[before] != "compound":
        return False
    inside = columns.head[before] == token and columns.sentence[before - 1] == columns.sentence[token]
    return inside and columns.words[before][0].isupper() and before not in finder.covered


def _past_hyphens(finder: Finder, last: int) -> int:
    """Return the last token of a name that goes on behind a hyphen in one recognised span ("Pan-democrat")."""
    columns = finder.columns
    while last + 2 < len(columns) and columns.words[last + 1] == "-" and columns.entity_start[last] >= 0:
        if columns.entity_start[last + 2] != columns.entity_start[last] or last + 2 in finder.places:
            break
        if finder.covered & {last + 1, last + 2}:
            break
        last += 2
    return last


def _is_post(columns: Columns, lexicon: Lexicon, token: int) -> bool:
    """Tell whether a word is a person's title or post whatever the recogniser says ("Senator", "Mr.")."""
    word = columns.lower[token].rstrip(".")
    return word in lexicon.sets["sure_titles"] or lexicon.nouns.get(word) is ActorType.PERSON
