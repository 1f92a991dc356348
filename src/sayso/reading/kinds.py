"""Decide what a name names by a vote over the document: labels, titles, head nouns, company kept in the sentence."""

from collections.abc import Mapping, Sequence

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.folding import fold, is_acronym
from sayso.reading.gazetteer import load_cities
from sayso.reading.lexicon import Lexicon, NounGuess, load_lexicon, noun_guess
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase

type Votes = dict[ActorType, float]

PERSON, ORGANIZATION, PLACE = ActorType.PERSON, ActorType.ORGANIZATION, ActorType.PLACE
LABELS: Mapping[str, tuple[ActorType, float]] = {
    "PERSON": (PERSON, 1.0),
    "ORG": (ORGANIZATION, 1.0),
    "NORP": (ORGANIZATION, 0.5),
    "GPE": (PLACE, 1.0),
    "LOC": (PLACE, 1.0),
    "FAC": (PLACE, 1.0),
    "EVENT": (ActorType.EVENT, 1.5),
    "LAW": (ActorType.DOCUMENT, 1.0),
    "WORK_OF_ART": (ActorType.DOCUMENT, 0.7),
    "PRODUCT": (ActorType.THING, 0.7),
}
FIRM = 5.0
"""As much as a place's head noun and label: "Blue Gulf, a company in the Marshall Islands"."""
TITLE, HEAD_NOUN, FIRST_NAME, IDENTITY, LOCATIVE, ACRONYM, SURNAME, KIN, ARTICLE, MEMBERS = (
    3.0,
    4.0,
    2.0,
    2.0,
    1.5,
    1.0,
    3.0,
    1.5,
    1.5,
    1.0,
)
SOME_STATE = 0.5
SHORTEST_SURNAME = 3
SHARE_OF_OTHERS = 0.9
UNKNOWN_PLACE = 1.2
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
GENDERED = frozenset({"his", "her"})
PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "del", "la", "abu"})
LOCATIVES = frozenset({"in", "at", "near", "around", "outside", "inside"})


def vote_types(columns: Columns, phrases: Sequence[Phrase]) -> dict[str, ActorType]:
    """Return the type of each folded name of the document; names whose type is known already are left out."""
    lexicon, guess = load_lexicon(), noun_guess(columns.parsed.doc.vocab)
    votes: dict[str, Votes] = {}
    for phrase in phrases:
        if phrase.kind is MentionKind.NAME and phrase.type is None:
            tally = votes.setdefault(fold(" ".join(phrase.name)), {})
            _vote(columns, phrase, tally, lexicon, guess)
    for word in _capital_surnames(phrases) & votes.keys():
        _give(votes[word], PERSON, SURNAME)
    _lend_surnames(votes)
    _lend_business_names(votes, lexicon)
    return {name: _winner(name, tally) for name, tally in votes.items()}


def _give(tally: Votes, kind: ActorType, weight: float) -> None:
    """Add weight to one type."""
    tally[kind] = tally.get(kind, 0.0) + weight


def _vote(columns: Columns, phrase: Phrase, tally: Votes, lexicon: Lexicon, guess: NounGuess) -> None:
    """Let one occurrence vote."""
    if phrase.label in LABELS:
        _give(tally, *LABELS[phrase.label])
    if any(title in lexicon.sets["titles"] for title in phrase.titles) or phrase.titles:
        _give(tally, PERSON, TITLE)
    _vote_by_words(columns, phrase, tally, lexicon)
    for noun in _identifiers(columns, phrase.head):
        kind = guess.type_of(columns.lemma[noun].lower())
        if phrase.label == "PERSON" and kind is not PERSON and _has_holder(columns, noun, guess):
            kind = PERSON
        if kind is not None and kind is not ActorType.THING:
            is_firm = columns.lemma[noun].lower() in lexicon.sets["company_heads"]
            _give(tally, kind, FIRM if is_firm else IDENTITY)
    _vote_by_place(columns, phrase, tally, lexicon)


def _has_holder(columns: Columns, noun: int, guess: NounGuess) -> bool:
    """Tell whether a noun is that of a post, on which the parser hangs the person ("head of the agency, Ann Lee")."""
    above = columns.head[noun]
    if columns.dep[noun] != "pobj" or columns.lower[above] != "of":
        return False
    post = columns.head[above]
    return columns.pos[post] == "NOUN" and guess.type_of(columns.lemma[post].lower()) is PERSON


def _vote_by_words(columns: Columns, phrase: Phrase, tally: Votes, lexicon: Lexicon) -> None:
    """Vote by the words of the name itself: its head noun, a first name, capitals; a word with spaces is a title."""
    if " " in columns.lower[phrase.head]:
        _give(tally, ActorType.DOCUMENT, HEAD_NOUN)
    words = [word.lower() for word in phrase.name]
    head = columns.lower[phrase.head]
    if len(words) > 1 or phrase.determiner == "the":
        kind = lexicon.nouns.get(head) or lexicon.nouns.get(columns.lemma[phrase.head].lower())
        if head in lexicon.sets["geographic_heads"] or kind is PLACE:
            _give(tally, PLACE, HEAD_NOUN)
        if head in lexicon.sets["name_heads"] or (len(words) > 1 and head in lexicon.sets["business_heads"]):
            _give(tally, ORGANIZATION, HEAD_NOUN)
        elif head in lexicon.sets["weak_state_heads"]:
            _give(tally, ActorType.STATE, SOME_STATE)
        elif kind is not None and kind is not PERSON and kind is not PLACE:
            _give(tally, kind, HEAD_NOUN)
    if len(words) > 1 and words[0] in lexicon.sets["male_names"] | lexicon.sets["female_names"]:
        _give(tally, PERSON, FIRST_NAME)
    if len(words) > 1 and words[-1] in lexicon.sets["suffixes"]:
        _give(tally, PERSON, FIRST_NAME)
    if len(words) == 1 and is_acronym(phrase.name[0]):
        _give(tally, ORGANIZATION, ACRONYM)
    if phrase.determiner == "the" and not phrase.plural:
        _give(tally, PERSON, -ARTICLE)


def _identifiers(columns: Columns, head: int) -> list[int]:
    """Return the nouns that say what a name is: its apposition, what it stands in apposition to, its predicate noun."""
    found = [
        child for child in columns.children[head] if columns.dep[child] == "appos" and columns.pos[child] == "NOUN"
    ]
    above = columns.head[head]
    if columns.dep[head] == "appos" and columns.pos[above] == "NOUN":
        found.append(above)
    if columns.dep[head] == "nsubj" and columns.lemma[above] == "be":
        found += [c for c in columns.children[above] if columns.dep[c] == "attr" and columns.pos[c] == "NOUN"]
    if columns.dep[head] == "attr" and columns.lemma[above] == "be":
        found += [c for c in columns.children[above] if columns.dep[c] == "nsubj" and columns.tag[c] == "NN"]
    return found


def _vote_by_place(columns: Columns, phrase: Phrase, tally: Votes, lexicon: Lexicon) -> None:
    """Vote by what stands around the name: a locative preposition, a kin noun that it or its "his" owns, "who"."""
    head, above = phrase.head, columns.head[phrase.head]
    if columns.dep[head] == "pobj" and columns.lower[above] in LOCATIVES:
        known = " ".join(phrase.name) in load_cities()
        _give(tally, PLACE, LOCATIVE if known else UNKNOWN_PLACE)
    if columns.lower[above] == "of" and columns.lemma[columns.head[above]].lower() in lexicon.sets["of_places"]:
        _give(tally, PLACE, LOCATIVE)
    if columns.dep[head] == "poss" and columns.lemma[above].lower() in lexicon.sets["kin"]:
        _give(tally, PERSON, KIN)
    if columns.dep[head] in SUBJECTS and _owns_kin(columns, head, lexicon):
        _give(tally, PERSON, KIN)
    if columns.dep[head] in {"compound", "nmod"} and columns.lemma[above].lower() in lexicon.sets["member_nouns"]:
        _give(tally, ORGANIZATION, MEMBERS)
    for child in columns.children[head]:
        if columns.dep[child] == "relcl" and any(columns.lower[c] == "who" for c in columns.children[child]):
            _give(tally, PERSON, 1.0)


def _owns_kin(columns: Columns, subject: int, lexicon: Lexicon) -> bool:
    """Tell whether "his" or "her" kin stands right in the clause of a subject: "Okello was succeeded by his son"."""
    verb = columns.head[subject]
    for noun in range(subject + 1, columns.right[verb] + 1):
        if columns.lemma[noun].lower() not in lexicon.sets["kin"]:
            continue
        over = columns.head[noun]
        owned = any(columns.lower[c] in GENDERED for c in columns.children[noun] if columns.dep[c] == "poss")
        if owned and (over == verb or columns.head[over] == verb):
            return True
    return False


def _capital_surnames(phrases: Sequence[Phrase]) -> set[str]:
    """Return the words in capitals of persons' full names that are else in small letters ("OTIENO Paul Ali")."""
    full = [phrase.name for phrase in phrases if phrase.label == "PERSON" and len(phrase.name) > 1]
    return {
        fold(word)
        for name in full
        if any(not word.isupper() for word in name)
        for word in name
        if word.isupper() and len(word) >= SHORTEST_SURNAME
    }


def _lend_surnames(votes: dict[str, Votes]) -> None:
    """Let a full name that is a person's speak for its last word alone."""
    persons = [name.split() for name, tally in votes.items() if " " in name and _winner(name, tally) is PERSON]
    surnames, first_names = {words[-1] for words in persons}, {words[0] for words in persons}
    for name, tally in votes.items():
        last = name.split()[-1]
        if name in surnames or (len(name.split()) == 2 and last in surnames and name.split()[0] in PARTICLES):
            _give(tally, PERSON, SURNAME + SHARE_OF_OTHERS * sum(weight for weight in tally.values() if weight > 0))
        elif name in first_names:
            _give(tally, PERSON, SURNAME / 2)


def _lend_business_names(votes: dict[str, Votes], lexicon: Lexicon) -> None:
    """Let the full name of a business speak for what stands before its head noun ("Halden Freight", "Halden")."""
    heads = lexicon.sets["business_heads"] | lexicon.sets["company_heads"] | lexicon.sets["own_heads"]
    parted = {name: name.rpartition(" ") for name, tally in votes.items() if _winner(name, tally) is ORGANIZATION}
    firms = {core for core, _, head in parted.values() if core and head in heads}
    persons = {name.split()[-1] for name, tally in votes.items() if " " in name and _winner(name, tally) is PERSON}
    for core in firms & votes.keys() - persons:
        if core.title() not in load_cities():
            _give(votes[core], ORGANIZATION, SURNAME)


def _winner(name: str, tally: Votes) -> ActorType:
    """Return the type with most votes; a name that nothing tells of is a person in two or three words, else a group."""
    positive = {kind: weight for kind, weight in tally.items() if weight > 0}
    if not positive:
        return PERSON if 2 <= len(name.split()) <= 3 and not tally else ORGANIZATION
    return max(positive, key=lambda kind: (positive[kind], kind is PERSON, kind is ORGANIZATION))
