"""Join the names of one document that name one actor: short to full, abbreviation to name, one head noun to another.

Persons who share a surname stay apart; a bare surname that several carry goes to the one named last before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.folding import SMALL, abbreviates, fold, is_acronym
from sayso.reading.gazetteer import is_country_word, load_cities, load_gazetteer, load_seats
from sayso.reading.lexicon import Lexicon, load_lexicon
from sayso.reading.name_blocks import by_edges, by_word, group_offers, group_seeks, pairs, person_offers, person_seeks
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase
from sayso.reading.unions import Unions

SHORTEST_PREFIX = 3
JUNIORS = frozenset({"jr", "junior", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Name:
    """Hold one distinct name: its key, folded words, type, surface form and the phrases that bear it.

    `short` tells an abbreviation, `pointed` a name that an article or the like stood before at its first use.
    """

    key: str
    words: tuple[str, ...]
    type: ActorType
    surface: str
    short: bool
    pointed: bool = False
    phrases: list[int] = field(default_factory=list)


def name_key(columns: Columns, phrase: Phrase, lexicon: Lexicon) -> str:
    """Return what a name phrase is joined by: its state where it names or acts for one, else its folded words."""
    seated = _union_seated(columns, phrase, lexicon)
    if seated:
        return seated
    if phrase.country is not None and (phrase.geography != "capital" or acts(columns, phrase.head, lexicon)):
        return f"country:{phrase.country}"
    if phrase.geography == "organ":
        return fold(load_gazetteer().organs[" ".join(phrase.name)].name)
    return fold(" ".join(phrase.name))


def _union_seated(columns: Columns, phrase: Phrase, lexicon: Lexicon) -> str:
    """Return the folded name of the union of states that a capital acts for ("Brussels fined the bank"), or ""."""
    union = load_seats().get(" ".join(phrase.name), "") if phrase.geography == "capital" else ""
    return fold(union) if union and acts(columns, phrase.head, lexicon) else ""


def acts(columns: Columns, head: int, lexicon: Lexicon) -> bool:
    """Tell whether a capital acts here for its state: as a subject that does more than lie there, or as a party."""
    above = columns.head[head]
    if columns.dep[head] == "conj":
        return acts(columns, above, lexicon)
    if columns.dep[head] == "nsubj":
        return columns.pos[above] in {"VERB", "AUX"} and columns.lemma[above] not in lexicon.sets["place_verbs"]
    if columns.dep[head] != "pobj":
        return False
    if columns.dep[above] == "agent":
        return True
    governor = columns.head[above]
    return columns.lower[above] in {"between", "with"} and columns.lemma[governor].lower() in lexicon.sets["talks"]


def collect_names(
    columns: Columns, phrases: Sequence[Phrase], types: Mapping[str, ActorType]
) -> tuple[dict[str, Name], list[str]]:
    """Return the distinct names by key, in order of first use, and each phrase's key ("" where it needs resolving)."""
    lexicon = load_lexicon()
    names: dict[str, Name] = {}
    keys: list[str] = []
    heads = {phrase.name[-1].lower() for phrase in phrases if len(phrase.name) > 1}
    for i, phrase in enumerate(phrases):
        if phrase.kind is not MentionKind.NAME or _is_short_for_head(phrase, heads, lexicon):
            keys.append("")
            continue
        key = name_key(columns, phrase, lexicon)
        keys.append(key)
        if key not in names:
            kind = _type_of(key, phrase, types)
            surface = " ".join(phrase.name)
            names[key] = Name(
                key, _words(surface, kind, lexicon), kind, surface, is_acronym(surface), bool(phrase.determiner)
            )
        names[key].phrases.append(i)
    return names, keys


def _is_short_for_head(phrase: Phrase, heads: set[str], lexicon: Lexicon) -> bool:
    """Tell whether a name is but the capitalised head noun of a longer name ("the Commission"), which points back."""
    if len(phrase.name) != 1 or phrase.determiner != "the" or phrase.country is not None:
        return False
    word = phrase.name[0].lower()
    return word in heads and word in lexicon.nouns


def _words(surface: str, kind: ActorType, lexicon: Lexicon) -> tuple[str, ...]:
    """Return a name's folded words; a person's without particles, so that "al-Sabah" and "Sabah" are one surname."""
    words = tuple(fold(surface).split())
    if kind is not ActorType.PERSON:
        return words
    return tuple(word for word in words if word not in lexicon.sets["particles"]) or words


def _type_of(key: str, phrase: Phrase, types: Mapping[str, ActorType]) -> ActorType:
    """Return a name's type: given by its phrase, by its being a place, or by the vote."""
    if key.startswith("country:"):
        return ActorType.STATE
    if phrase.geography == "capital":
        return ActorType.PLACE if key == fold(" ".join(phrase.name)) else ActorType.ORGANIZATION
    return phrase.type or types.get(key, ActorType.ORGANIZATION)


def join_names(names: Mapping[str, Name], introduced: Sequence[tuple[str, str]]) -> tuple[Unions[str], set[str]]:
    """Join names that are sure to be one; return the sets and the bare surnames that several persons carry.

    `introduced` are pairs of keys (kept, other) that the text itself says are one.
    """
    unions: Unions[str] = Unions()
    for keep, other in introduced:
        unions.join(keep, other)
    lexicon = load_lexicon()
    persons = [name for name in names.values() if name.type is ActorType.PERSON]
    groups = [
        name for name in names.values() if name.type is not ActorType.PERSON and not name.key.startswith("country:")
    ]
    _join_full_persons(persons, unions)
    shared = _join_short_persons(persons, unions)
    _join_groups(groups, unions, lexicon)
    return unions, shared


def _join_full_persons(persons: Sequence[Name], unions: Unions[str]) -> None:
    """Join full names of one person: same surname, first names that are one or shorten one another."""
    full = [name for name in persons if len(name.words) > 1]
    for left, right in pairs(full, person_seeks, person_offers):
        if _same_person(left.words, right.words):
            longer, shorter = (left, right) if len(left.words) >= len(right.words) else (right, left)
            unions.join(longer.key, shorter.key)


def _same_person(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two full names can be one person's."""
    if (left[-1] in JUNIORS) != (right[-1] in JUNIORS):
        return False
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    if tuple(longer[-len(shorter) :]) == tuple(shorter):
        return True
    if not _shortens(left[0], right[0]):
        return False
    if left[-1] == right[-1]:
        middle_left, middle_right = set(left[1:-1]), set(right[1:-1])
        return not (middle_left and middle_right) or _compatible(middle_left, middle_right)
    return len(longer) > len(shorter) >= 2 and left[0] == right[0] and all(word in longer for word in shorter)


def _compatible(left: set[str], right: set[str]) -> bool:
    """Tell whether middle names agree, initials counting as the names they begin."""
    return bool(left & right) or any(a[0] == b[0] and 1 in {len(a), len(b)} for a in left for b in right)


def _shortens(left: str, right: str) -> bool:
    """Tell whether two first names are one, an initial of one, or a prefix of one."""
    short, long = sorted((left, right), key=len)
    return left == right or (long.startswith(short) and (len(short) == 1 or len(short) >= SHORTEST_PREFIX))


def _join_short_persons(persons: Sequence[Name], unions: Unions[str]) -> set[str]:
    """Join one-word names to the only full name they can stand for; return those that several full names claim."""
    full = [name for name in persons if len(name.words) > 1]
    indexes = (
        by_word(full, lambda name: name.words[-1:]),
        by_word(full, lambda name: name.words[1:-1]),
        by_word(full, lambda name: name.words[:1]),
    )
    shared: set[str] = set()
    for short in persons:
        if len(short.words) != 1:
            continue
        for index in indexes:
            owners = {unions.find(name.key) for name in index.get(short.words[0], ())}
            if len(owners) == 1:
                unions.join(owners.pop(), short.key)
                break
            if owners:
                shared.add(short.key)
                break
    return shared


def _join_groups(groups: Sequence[Name], unions: Unions[str], lexicon: Lexicon) -> None:
    """Join names of organizations and the like: abbreviations, same core with a like head noun, a unique beginning."""
    for left, right in pairs(groups, group_seeks(lexicon), group_offers(lexicon)):
        if (
            _same_group(left, right, lexicon)
            or _same_place(left, right, lexicon)
            or _same_family(left, right, lexicon)
            or _same_family(right, left, lexicon)
        ):
            longer, shorter = (left, right) if len(left.words) >= len(right.words) else (right, left)
            unions.join(longer.key, shorter.key)
    edges = by_edges(groups)
    for short in groups:
        near = edges.get(short.words, ())
        longer_names = [name for name in near if _begins(short, name) or _ends_after_country(short, name)]
        owners = {unions.find(name.key) for name in longer_names}
        if len(owners) == 1 and unions.find(short.key) not in owners:
            unions.join(owners.pop(), short.key)


def _begins(short: Name, long: Name) -> bool:
    """Tell whether a name is another's beginning, or all of it but a leading word that tells where it is."""
    count = len(short.words)
    if count >= len(long.words) or short.type is not long.type or short.type is ActorType.PLACE:
        return False
    if count == 1 and long.words[1:] == ("department",) and not short.pointed:
        return long.words[0] == short.words[0]
    generic = short.words[0] in load_lexicon().nouns or short.words[0] in load_lexicon().sets["titles"]
    if count == 1 and (generic or len(short.words[0]) < 4 or not short.surface[:1].isupper()):
        return False
    if long.words[:count] != short.words or long.words[count] == "and":
        return False
    lexicon, rest = load_lexicon(), long.words[count:]
    sets = lexicon.sets
    if rest[0] in SMALL:
        return True
    firm = sets["company_heads"] | sets["business_heads"] | sets["own_heads"]
    if len(rest) == 1 and rest[0] in firm and not short.pointed:
        is_place = is_country_word(short.words[0]) or short.surface in load_cities()
        return short.type is ActorType.ORGANIZATION and not is_place
    makes_another = {*rest} & (sets["name_heads"] | sets["open_heads"]) - sets["loose_heads"] - sets["company_heads"]
    return not makes_another and not any(word in lexicon.nouns for word in rest)


def _ends_after_country(short: Name, long: Name) -> bool:
    """Tell whether a name is another's without the country or capital in front ("Peruvian Army", "Army")."""
    count = len(short.words)
    if count >= len(long.words) or short.type is not long.type or long.words[-count:] != short.words:
        return False
    gazetteer = load_gazetteer()
    return gazetteer.find(" ".join(long.surface.split()[: len(long.words) - count])) is not None


def _same_place(left: Name, right: Name, lexicon: Lexicon) -> bool:
    """Tell whether two names of places differ by a word for the kind of place alone ("Zealand Island", "Zealand")."""
    if left.type is not ActorType.PLACE or right.type is not ActorType.PLACE:
        return False
    longer, shorter = (left, right) if len(left.words) > len(right.words) else (right, left)
    suffixes = lexicon.sets["place_suffixes"]
    return longer.words[:-1] == shorter.words and longer.words[-1] in suffixes


def _same_family(short: Name, long: Name, lexicon: Lexicon) -> bool:
    """Tell whether a surname in the plural means the group that bears it ("the Morettis", "the Moretti network")."""
    if len(short.words) != 1 or len(long.words) != 2 or not short.words[0].endswith("s"):
        return False
    bears = long.words[1] in lexicon.sets["loose_heads"] | lexicon.sets["family_nouns"]
    return bears and long.words[0] == short.words[0].removesuffix("s")


def _same_group(left: Name, right: Name, lexicon: Lexicon) -> bool:
    """Tell whether two names of groups are one by abbreviation or by core and head noun."""
    if left.short and left.type is right.type:
        return abbreviates(left.surface, right.surface)
    if right.short and left.type is right.type:
        return abbreviates(right.surface, left.surface)
    loose, company = lexicon.sets["loose_heads"], lexicon.sets["company_heads"]
    left_core, left_head = left.words[:-1], left.words[-1]
    right_core, right_head = right.words[:-1], right.words[-1]
    if left_core and left_core == right_core:
        return (left_head in loose and right_head in loose) or (left_head in company and right_head in company)
    if left_head in company and left_core == right.words:
        return right.type is ActorType.ORGANIZATION
    return right_head in company and right_core == left.words and left.type is ActorType.ORGANIZATION
