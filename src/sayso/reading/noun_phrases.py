"""Make the phrase of a noun: a state, a name with its titles cut off, or a description."""

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.finder import Finder, add_inner_name, head_of, place_phrase, region_phrase
from sayso.reading.front_names import add_front_names
from sayso.reading.lexicon import Lexicon
from sayso.reading.names import (
    NUMBER_LABELS,
    is_name_word,
    name_after_titles,
    name_start,
    place_at,
    split_by_entity,
    tail_end,
)
from sayso.reading.parties import party_end
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import ARTICLES, Phrase, base_left, full_right, skip_articles
from sayso.reading.shares import counted_by, is_one

POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
DETERMINERS = ARTICLES | POSSESSIVES | {"this", "that", "these", "those", "some", "any", "no", "both", "every", "each"}
UNSPECIFIC = frozenset(
    {"a", "an", "some", "any", "other", "another", "several", "many", "most", "certain", "each", "every"}
)
IDENTIFIABLE = frozenset(
    {ActorType.ORGANIZATION, ActorType.STATE, ActorType.PLACE, ActorType.EVENT, ActorType.DOCUMENT}
)
OBJECTS = frozenset({"dobj", "nsubjpass"})
PLURAL_WORDS = frozenset({"people", "both", "others", "those"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def add_noun_phrase(finder: Finder, head: int) -> None:
    """Add the phrase that a noun heads: a state, a name, or a description."""
    columns, lexicon = finder.columns, finder.lexicon
    known = columns.pos[head] == "PROPN" or columns.words[head] in columns.proper
    counted = counted_by(columns, finder.guess, head)
    if columns.entity[head] in NUMBER_LABELS and not known and counted < 0 and _is_number(columns, lexicon, head):
        return
    left = base_left(columns, head)
    if head in finder.places and _add_place(finder, left, head):
        return
    if _is_state_noun(finder, left, head):
        return
    if is_name_word(columns, head) or tail_end(columns, head, finder.lexicon) > head:
        _add_name(finder, left, head)
    else:
        _add_description(finder, left, head)


def _is_number(columns: Columns, lexicon: Lexicon, head: int) -> bool:
    """Tell whether a noun inside a date, amount or measure is no actor ("three years", but not "three officers")."""
    if columns.entity[head] in {"CARDINAL", "ORDINAL", "QUANTITY"}:
        if columns.pos[head] == "NUM":
            return not _counts_people(columns, lexicon, head)
        return columns.lemma[head] in lexicon.sets["time_nouns"]
    return True


def _counts_people(columns: Columns, lexicon: Lexicon, number: int) -> bool:
    """Tell whether a bare number is the object of a verb that harms people ("killing 14")."""
    above = columns.head[number]
    deep = columns.dep[number] == "conj" and columns.dep[above] in OBJECTS
    verb = columns.head[above] if deep else above
    return (deep or columns.dep[number] in OBJECTS) and columns.lemma[verb] in lexicon.sets["casualty_verbs"]


def _add_place(finder: Finder, left: int, head: int) -> bool:
    """Add a country, capital or nationality that stands as a head; False where it is part of a longer name."""
    columns, place = finder.columns, finder.places[head]
    before = place.first - 1
    if head_of(columns, place.first, place.last) != head or (left <= before and is_name_word(columns, before)):
        return False
    if left <= before and place.kind != "adjective" and columns.lower[before] in finder.lexicon.sets["directions"]:
        finder.add(region_phrase(finder, place, left, head))
        return True
    if place.kind == "adjective" and not (columns.lower[left] == "the" and left + 1 == place.first):
        if columns.tag[head] not in {"NNS", "NNPS", "NN", "NNP"} or columns.entity[head] == "PERSON":
            return False
        _add_description(finder, left, head)
        return True
    finder.add(place_phrase(finder, place, left if columns.lower[left] == "the" else place.first))
    return True


def _is_state_noun(finder: Finder, left: int, head: int) -> bool:
    """Add "the Peruvian government" or "Government of Peru" as the state; tell whether it was one."""
    columns = finder.columns
    lemma = columns.lower[head]
    if lemma not in finder.lexicon.sets["state_nouns"]:
        return False
    code = None
    right = head
    for child in columns.children[head]:
        place = finder.places.get(child)
        if child < head and place is not None and place.kind != "organ":
            code = place.code
        if child > head and columns.lower[child] == "of" and child == head + 1:
            for inner in columns.children[child]:
                place = finder.places.get(inner)
                if place is not None and place.kind == "country" and base_left(columns, inner) <= place.first:
                    code, right = place.code, place.last
    if code is None:
        return False
    first = skip_articles(columns, left, head)
    finder.add(
        Phrase(
            first,
            right,
            head,
            MentionKind.NAME,
            left,
            right,
            name=tuple(columns.words[first : right + 1]),
            role=lemma,
            type=ActorType.STATE,
            country=code,
            geography="government",
            determiner=columns.lower[left],
            named=True,
        )
    )
    return True


def _add_name(finder: Finder, left: int, head: int) -> None:
    """Add a proper name, its titles cut off and its prepositional tail taken on."""
    columns, lexicon = finder.columns, finder.lexicon
    if columns.lower[head] in lexicon.sets["time_nouns"] and columns.entity[head] not in {"PERSON", "ORG", "GPE"}:
        return
    whole = finder.owned.get(head, -1)
    run = name_start(columns, left, head, lexicon) if whole < 0 else whole
    while run < head and columns.lower[run] in lexicon.sets["time_nouns"] and columns.entity[run] == "":
        run += 1
    first = split_by_entity(columns, run, head, finder.places, lexicon)
    first = name_after_titles(columns, first, head, lexicon) if whole < 0 else whole
    left = min(left, first)
    last = tail_end(columns, head, lexicon)
    owner = _owner(columns, left, head) if whole < 0 else -1
    if last == head and _is_bare_title(finder, run, head):
        finder.covered.update(range(run, head))
        _add_description(finder, left, head)
        return
    start = _title_start(columns, owner, left, first, lexicon)
    titles = tuple(columns.lower[i] for i in range(start, first))
    finder.add(
        Phrase(
            first,
            last,
            head,
            MentionKind.NAME,
            left if owner < 0 else start,
            last,
            name=tuple(columns.words[first : last + 1]),
            titles=titles,
            role=columns.lower[head] if columns.lower[head] in lexicon.nouns else "",
            plural=columns.tag[head] == "NNPS",
            determiner=_determiner(columns, left),
            owner=owner,
            label=columns.entity[head],
            named=True,
        )
    )
    add_front_names(finder, first, head)
    if columns.lower[head] in lexicon.sets["organ_nouns"] | lexicon.sets["organs_of_states"]:
        _add_state_of(finder, head, last)


def _add_state_of(finder: Finder, head: int, last: int) -> None:
    """Add the country that ends an organ's name ("Armed Forces of the Philippines"): the name tells it too."""
    columns = finder.columns
    for first in range(head + 2, last + 1):
        opens = columns.lower[first - 1] in ("of", "the") and columns.words[first] in finder.gazetteer.openers
        place = place_at(columns, finder.gazetteer, first) if opens else None
        if place is not None and place.kind == "country" and place.last == last:
            finder.add(place_phrase(finder, place, place.first))
            return


def _is_bare_title(finder: Finder, first: int, head: int) -> bool:
    """Tell whether capitalised words are but a post ("the Ambassador", "Prime Minister"), which names nobody."""
    columns, lexicon = finder.columns, finder.lexicon
    if columns.entity[head] == "PERSON" or lexicon.nouns.get(columns.lower[head]) is not ActorType.PERSON:
        return False
    posts = lexicon.sets["titles"] | lexicon.sets["title_fillers"]
    return all(columns.lower[i] in posts or columns.words[i] == "-" for i in range(first, head))


def _title_start(columns: Columns, owner: int, left: int, first: int, lexicon: Lexicon) -> int:
    """Return the first token of the titles and role nouns right before a name."""
    start = first
    while start - 1 >= left and start - 1 != owner and columns.words[start - 1][0].isalpha():
        word = columns.lower[start - 1].rstrip(".")
        role = lexicon.nouns.get(columns.lemma[start - 1].lower()) is ActorType.PERSON
        if word not in lexicon.sets["titles"] and not role:
            break
        start -= 1
    return start


def _owner(columns: Columns, left: int, head: int) -> int:
    """Return the head token of the possessor of a noun phrase, or -1."""
    for child in columns.children[head]:
        if columns.dep[child] == "poss" and left <= child < head:
            return child
    return -1


def _determiner(columns: Columns, left: int) -> str:
    """Return the first word where it is a determiner or possessive."""
    word = columns.lower[left]
    return word if word in DETERMINERS else ""


def _add_description(finder: Finder, left: int, head: int) -> None:
    """Add a description, or the name of an organization whose head is a common noun ("the Smith family")."""
    columns, lexicon = finder.columns, finder.lexicon
    lemma = columns.lemma[head].lower()
    if lemma in lexicon.sets["time_nouns"] or columns.words[head].endswith("%"):
        return
    first = skip_articles(columns, left, head)
    owner = _owner(columns, left, head)
    owner = -1 if owner in finder.covered and owner not in finder.found else owner
    kind = _own_type(finder, head, lemma)
    begin = _organization_start(finder, first, head)
    if begin >= 0:
        finder.add(
            Phrase(
                begin,
                head,
                head,
                MentionKind.NAME,
                left,
                head,
                name=tuple(columns.words[begin : head + 1]),
                role=lemma,
                type=ActorType.ORGANIZATION,
                determiner=_determiner(columns, left),
                owner=owner,
                named=True,
            )
        )
        if head - 1 in finder.places:
            add_inner_name(finder, finder.places[head - 1].first)
        return
    last = party_end(finder, head)
    finder.covered.add(last)
    last = max(last, counted_by(columns, finder.guess, head))
    finder.add(
        Phrase(
            first,
            last,
            head,
            MentionKind.DESCRIPTION,
            left,
            max(last, full_right(columns, head)),
            role=lemma,
            type=kind,
            plural=_is_plural(finder, head),
            determiner=_determiner(columns, left),
            owner=owner,
            label=columns.entity[head],
            named=_is_named(finder, first, head, kind),
        )
    )


def _own_type(finder: Finder, head: int, lemma: str) -> ActorType | None:
    """Return the type that the head noun tells; several persons are an organization."""
    place = finder.places.get(head)
    if counted_by(finder.columns, finder.guess, head) >= 0:
        return ActorType.PERSON if is_one(finder.columns, head) else ActorType.ORGANIZATION
    if finder.columns.pos[head] == "NUM" and _counts_people(finder.columns, finder.lexicon, head):
        return ActorType.ORGANIZATION
    kind = ActorType.PERSON if place is not None else finder.guess.type_of(lemma)
    if kind is ActorType.PERSON and _is_plural(finder, head):
        return ActorType.ORGANIZATION
    return kind


def _is_plural(finder: Finder, head: int) -> bool:
    """Tell whether a noun means several; a people's name ("Serbs") does."""
    columns = finder.columns
    if head in finder.places and columns.words[head].endswith("s"):
        return True
    return (
        columns.tag[head] in PLURAL_TAGS
        or columns.lower[head] in PLURAL_WORDS
        or (counted_by(columns, finder.guess, head) >= 0 and not is_one(columns, head))
        or (columns.pos[head] == "NUM" and columns.lower[head] not in {"one", "1"})
    )


def _organization_start(finder: Finder, first: int, head: int) -> int:
    """Return where the name of an organization with a common noun as head begins, or -1 where it is none.

    The word before the head must be a name; a country's adjective makes a name only with an organ of state.
    """
    columns, lexicon = finder.columns, finder.lexicon
    noun = columns.lower[head]
    if noun not in lexicon.sets["name_heads"] or head - 1 < first or not is_name_word(columns, head - 1):
        return -1
    place = finder.places.get(head - 1)
    if place is not None:
        return place.first if noun in lexicon.sets["organ_nouns"] else -1
    if columns.dep[head - 1] not in {"compound", "amod", "nmod"}:
        return -1
    begin = name_start(columns, first, head - 1, lexicon)
    return name_after_titles(columns, begin, head, lexicon) if begin < head - 1 else begin


def _is_named(finder: Finder, first: int, head: int, kind: ActorType | None) -> bool:
    """Tell whether a description is identified by a name in it; people are not ("two Lima lawyers")."""
    columns = finder.columns
    if head in finder.places:
        return True
    if kind not in IDENTIFIABLE or finder.guess.type_of(columns.lemma[head].lower()) is ActorType.PERSON:
        return False
    if columns.lower[head] in finder.lexicon.sets["territory_nouns"]:
        return False
    if any(columns.lower[i] in UNSPECIFIC or columns.pos[i] == "NUM" for i in range(max(first - 1, 0), head)):
        return False
    names = (i for i in range(first, head) if columns.words[i + 1] != "-")
    return any(i in finder.places or is_name_word(columns, i) for i in names)
