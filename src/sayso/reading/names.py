"""Cut proper names out of noun phrases: titles off the front, prepositional tails on, countries by the gazetteer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model.actor import ActorType
from sayso.reading.broken_names import FLAT
from sayso.reading.columns import Columns
from sayso.reading.gazetteer import Gazetteer
from sayso.reading.lexicon import Lexicon

ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th|d)$")
"""Units are told apart by their number alone ("9th Harbour Battalion")."""
JOINERS = frozenset({"-", "&", "/", "'", "."})
TAIL_WORDS = frozenset({"of", "for", "on", "against", "in"})
OTHER_LABELS = frozenset({"ORG", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "PERSON"})
NUMBER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
MAX_TAIL = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Mark tokens that the gazetteer knows: a country, its adjective, a capital or a metonym, with the code."""

    first: int
    last: int
    kind: str
    code: str


def scan_places(columns: Columns, gazetteer: Gazetteer, lexicon: Lexicon) -> dict[int, Place]:
    """Find all gazetteer phrases, longest first; each is keyed by every one of its tokens.

    A phrase strictly inside a longer named-entity span that is no place ("Bank of America") is left to that name; at
    the front of an organ's name it counts ("Peruvian Army").
    """
    found: dict[int, Place] = {}
    i = 0
    while i < len(columns):
        place = place_at(columns, gazetteer, i) if columns.words[i] in gazetteer.openers else None
        if place is None or _is_inside_name(columns, place, lexicon):
            i += 1
            continue
        for token in range(place.first, place.last + 1):
            found[token] = place
        i = place.last + 1
    return found


def place_at(columns: Columns, gazetteer: Gazetteer, first: int) -> Place | None:
    """Return the longest gazetteer phrase that begins at a token."""
    most = min(gazetteer.openers[columns.words[first]], len(columns) - first)
    for length in range(most, 0, -1):
        phrase = columns.words[first]
        if length > 1:
            phrase = " ".join(columns.words[first : first + length]).replace(" 's", "'s").replace(" - ", "-")
        known = gazetteer.find(phrase)
        if known is not None:
            return Place(first, first + length - 1, *known)
    return None


def _is_inside_name(columns: Columns, place: Place, lexicon: Lexicon) -> bool:
    """Tell whether the phrase is a part of a longer name of another kind."""
    start = columns.entity_start[place.first]
    if start < 0 or columns.entity[place.first] not in OTHER_LABELS:
        return False
    end = columns.entity_end(place.first)
    if start == place.first and end == place.last:
        return False
    if _fronts_an_organ(columns, place, start, end, lexicon):
        return False
    rest = [i for i in range(start, end + 1) if not place.first <= i <= place.last]
    return any(columns.pos[i] in {"PROPN", "NOUN"} for i in rest)


def _fronts_an_organ(columns: Columns, place: Place, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a country stands first, but for an article, in the name of its government or of an organ."""
    if place.kind not in {"adjective", "country"} or columns.entity[start] != "ORG":
        return False
    if any(columns.lower[i] != "the" for i in range(start, place.first)):
        return False
    words = {columns.lower[i] for i in range(place.last + 1, end + 1)}
    if words & lexicon.sets["own_heads"]:
        return False
    return bool(words & (lexicon.sets["state_nouns"] | lexicon.sets["organ_nouns"] | lexicon.sets["organ_words"]))


def is_name_word(columns: Columns, token: int) -> bool:
    """Tell whether a token can be a part of a proper name."""
    if columns.pos[token] == "PROPN":
        return columns.words[token][0].isalnum() and columns.entity[token] not in {"DATE", "TIME"}
    if columns.pos[token] not in {"NOUN", "ADJ", "VERB", "NUM", "X"}:
        return False
    word = columns.words[token]
    if columns.pos[token] == "ADJ" and not _same_entity(columns, token, token + 1):
        return False
    if columns.pos[token] == "NOUN" and word in columns.proper:
        return True
    return word[0].isupper() and columns.entity[token] not in NUMBER_LABELS and columns.entity[token] != ""


def _same_entity(columns: Columns, left: int, right: int) -> bool:
    """Tell whether two tokens lie in one named-entity span."""
    starts = columns.entity_start
    return right < len(columns) and starts[left] >= 0 and starts[left] == starts[right]


def name_start(columns: Columns, left: int, head: int, lexicon: Lexicon) -> int:
    """Return the first token of the run of name words that ends at `head`, not before `left`."""
    first = head
    i = head - 1
    while i >= left:
        if is_name_word(columns, i) and columns.dep[i] != "det":
            first = i
        elif not (_joins(columns, i, lexicon) and i > left and is_name_word(columns, i - 1)):
            break
        i -= 1
    if first - 1 >= left and ORDINAL.match(columns.words[first - 1]) and columns.words[first][0].isupper():
        return first - 1
    return first - 1 if _is_capital_filler(columns, first - 1, left) else first


def _is_capital_filler(columns: Columns, token: int, left: int) -> bool:
    """Tell whether a capitalised word of no noun's class opens a name after an article ("the All India Congress")."""
    if token <= left or columns.pos[token] not in {"DET", "ADV", "VERB", "NUM", "PRON"}:
        return False
    return columns.words[token][0].isupper() and columns.lower[token - 1] in {"the", "a", "an"}


def _joins(columns: Columns, token: int, lexicon: Lexicon) -> bool:
    """Tell whether a token may stand between two words of a name ("de la", "&", a hyphen)."""
    if columns.words[token] in JOINERS:
        return columns.pos[token] != "PART"
    return columns.lower[token] in lexicon.sets["particles"] and columns.words[token].islower()


def name_after_titles(columns: Columns, first: int, head: int, lexicon: Lexicon) -> int:
    """Return the token after the last title in first..head, or `first` where there is none.

    No title is taken off a span that the recogniser calls one name of another kind ("General Motors") or whose last
    word heads organizations ("King Abdullah University").
    """
    titles = lexicon.sets["titles"]
    if columns.lower[head] in lexicon.sets["name_heads"] or columns.lower[head] in titles:
        return first
    for i in range(head - 1, first - 1, -1):
        word = columns.lower[i]
        is_role = lexicon.nouns.get(word) is ActorType.PERSON and columns.entity[i] != "PERSON"
        if word.rstrip(".") not in titles and word not in titles and not is_role:
            continue
        if columns.lower[i + 1] in lexicon.sets["suffixes"]:
            continue
        same = columns.entity_start[i] >= 0 and columns.entity_start[i] == columns.entity_start[head]
        sure = word.rstrip(".") in lexicon.sets["sure_titles"]
        if same and columns.entity[head] not in {"PERSON", ""} and not sure:
            return first
        return i + 1
    return first


def split_by_entity(columns: Columns, first: int, head: int, places: Mapping[int, Place], lexicon: Lexicon) -> int:
    """Return where the last name begins when the run holds two: a person after something else, or after a demonym.

    A demonym stays where the last word heads organizations, for it tells one army from another.
    """
    start = columns.entity_start[head]
    if columns.entity[head] == "PERSON" and first < start <= head and columns.entity[start - 1] not in {"", "PERSON"}:
        return start
    place = places.get(first)
    organ = columns.lower[head] in lexicon.sets["name_heads"] or columns.lower[head] in lexicon.sets["organ_words"]
    if place is not None and place.last < head and place.kind == "adjective" and not organ:
        return place.last + 1
    return first


def tail_end(columns: Columns, head: int, lexicon: Lexicon) -> int:
    """Return the last token of a name with its tail: "Ministry of Transport and Aviation", "Front for X of Y"."""
    last = _flat_end(columns, head)
    if columns.lower[head] in lexicon.sets["open_heads"] and columns.words[head][0].isupper():
        last = _tail(columns, head, lexicon)
    if last == head and columns.lower[head] in lexicon.nouns and columns.words[head][0].isupper():
        last = _numbered(columns, head)
    start = columns.entity_start[head]
    if start >= 0 and columns.entity[head] in OTHER_LABELS | {"GPE", "LOC"} and columns.entity[head] != "PERSON":
        end = columns.entity_end(head)
        if end > last and columns.lower[head + 1] in TAIL_WORDS and columns.right[head] >= end:
            last = end
    return last


def _flat_end(columns: Columns, head: int) -> int:
    """Return the end of the recognised span whose words hang flat behind a name's head, or the head."""
    flat = any(columns.dep[child] == FLAT for child in columns.children[head])
    return columns.entity_end(head) if flat else head


def _numbered(columns: Columns, head: int) -> int:
    """Return the number right after a name's head ("Unit 12", "Resolution 99"), or the head."""
    after = head + 1
    if after < len(columns) and columns.pos[after] == "NUM" and columns.head[after] == head:
        return after
    return head


def _tail(columns: Columns, head: int, lexicon: Lexicon) -> int:
    """Follow prepositions and coordinations whose content words are capitalised."""
    last = head
    limit = min(len(columns) - 1, head + MAX_TAIL)
    i = head + 1
    while i <= limit and columns.sentence[i] == columns.sentence[head]:
        joins = columns.lower[i] in {"the", "and", "&", ","} and _name_goes_on(columns, i, head)
        if joins or (columns.lower[i] in TAIL_WORDS - {"in"} and i == last + 1) or _in_region(columns, i, last):
            i += 1
            continue
        if columns.words[i][0].isupper() and columns.pos[i] in {"PROPN", "NOUN", "ADJ"} and _hangs(columns, i, head):
            last = i
        else:
            break
        i += 1
    return last


def _in_region(columns: Columns, token: int, last: int) -> bool:
    """Tell whether a name with a tail goes on with the region it is for ("League of Ports in the Inner Sound")."""
    if token != last + 1 or columns.lower[token] != "in" or columns.dep[last] != "pobj" or token + 2 >= len(columns):
        return False
    return columns.lower[token + 1] == "the" and columns.entity[token + 2] not in {"GPE", "FAC", "DATE"}


def _hangs(columns: Columns, token: int, head: int) -> bool:
    """Tell whether a token lies in the head's subtree and begins no other clause or apposition."""
    while token != head:
        if columns.dep[token] in {"appos", "relcl", "acl"}:
            return False
        above = columns.head[token]
        if above == token:
            return False
        if above == head and columns.dep[token] == "conj":
            return False
        token = above
    return True


def _name_goes_on(columns: Columns, joint: int, head: int) -> bool:
    """Tell whether the name goes on after an article or a coordination: same entity span, or the tail's own tree."""
    if joint + 1 >= len(columns):
        return False
    if columns.entity_start[joint] >= 0 and columns.entity_start[joint] == columns.entity_start[joint + 1]:
        return True
    return columns.lower[joint] != "," and columns.words[joint + 1][0].isupper() and _hangs(columns, joint + 1, head)
