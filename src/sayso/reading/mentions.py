"""Find every noun phrase that may be an actor: names, descriptions and pronouns; takes Columns, gives Phrases."""

from sayso.reading.columns import Columns
from sayso.reading.finder import Finder, add_inner_name
from sayso.reading.gazetteer import load_gazetteer
from sayso.reading.lexicon import load_lexicon, noun_guess
from sayso.reading.names import is_name_word, scan_places
from sayso.reading.noun_phrases import add_noun_phrase
from sayso.reading.owned_names import scan_owned_names
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase
from sayso.reading.shared_modifiers import scan_shared_modifiers
from sayso.reading.shares import counted_by

INNER = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "npadvmod", "advmod", "punct", "det", "case"})
NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative", "appos", "poss", "ROOT", "oprd"})
PERSONAL = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine"})
SECOND_PERSON = frozenset({"you", "your", "yours"})
PRONOUNS = PERSONAL | REFLEXIVE | FIRST_PERSON | SECOND_PERSON | {"who", "whom", "which", "that", "whose"}
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})


def find_phrases(columns: Columns) -> list[Phrase]:
    """Return all phrases in order of their heads."""
    if not len(columns):
        return []
    gazetteer, lexicon = load_gazetteer(), load_lexicon()
    guess = noun_guess(columns.parsed.doc.vocab)
    places = scan_places(columns, gazetteer, lexicon)
    owned = scan_owned_names(columns, places, lexicon)
    finder = Finder(columns, lexicon, gazetteer, guess, places, owned)
    finder.covered |= scan_shared_modifiers(columns, places, lexicon)
    for head in range(len(columns)):
        if head in finder.covered:
            continue
        if _is_pronoun(columns, head):
            finder.add(_pronoun(columns, head))
        elif _is_noun_head(columns, head) or counted_by(columns, guess, head) >= 0:
            add_noun_phrase(finder, head)
    for head in range(len(columns)):
        if head not in finder.covered and (head in finder.places or is_name_word(columns, head)):
            add_inner_name(finder, head)
    return [finder.found[head] for head in sorted(finder.found)]


def _is_pronoun(columns: Columns, token: int) -> bool:
    """Tell whether a token is a pronoun that refers; "it is said that" and "that" before a clause do not."""
    word = columns.lower[token]
    if word not in PRONOUNS or columns.words[token] == "US" or columns.pos[token] == "PROPN":
        return False
    if word == "that":
        return columns.tag[token] in RELATIVE_TAGS and columns.dep[token] in NOMINAL
    if word in {"who", "which", "whom", "whose"}:
        return columns.tag[token] in RELATIVE_TAGS
    return word != "it" or not _is_expletive(columns, token)


def _is_expletive(columns: Columns, token: int) -> bool:
    """Tell whether "it" stands for a clause that follows ("it is likely that", "it was reported that")."""
    verb = columns.head[token]
    if columns.dep[token] not in {"nsubj", "nsubjpass"}:
        return columns.dep[token] == "expl"
    after = {columns.dep[child] for child in columns.children[verb] if child > verb}
    if columns.lemma[verb] == "be":
        return "acomp" in after and bool(after & {"ccomp", "xcomp", "advcl"})
    if columns.dep[token] == "nsubjpass":
        return "ccomp" in after
    return columns.lemma[verb] in {"seem", "appear", "happen", "rain", "snow", "take"} and bool(
        after & {"ccomp", "xcomp"}
    )


def _pronoun(columns: Columns, token: int) -> Phrase:
    """Make the phrase of a pronoun."""
    plural = columns.lower[token] in {"they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours"}
    return Phrase(token, token, token, MentionKind.PRONOUN, token, token, role=columns.lower[token], plural=plural)


def _is_noun_head(columns: Columns, token: int) -> bool:
    """Tell whether a token heads a noun phrase of its own."""
    pos, dep = columns.pos[token], columns.dep[token]
    if pos in {"NOUN", "PROPN"}:
        return dep not in INNER and columns.words[token][0].isalnum()
    if pos in {"ADJ", "NUM", "DET"} and dep in NOMINAL - {"poss", "conj", "ROOT"}:
        return pos != "DET" or columns.lower[token] in {"both", "others", "all", "those"}
    return False
