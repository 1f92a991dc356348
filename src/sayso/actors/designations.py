"""Tell names from descriptions, and compare organizations by all their names at once.

"Zahiri network" and "Zahiri organization" share a core (Zahiri) under heads that say no more than that it is a body.
Such names are one where both documents also use one of them; the core alone could be a family's, a town's or a
nation's. The idea of comparing the best pair of names is that of multi-name matching (OpenSanctions logic-v2).
"""

import re
from functools import lru_cache
from itertools import combinations

from sayso.actors.lexicon import fold_text, load_lexicon
from sayso.actors.normalize import NameParts, split_name
from sayso.model import Actor, ActorType

# Less than a row is worth: two documents' "the ministry" are no question for a person.
NAMESAKES = 0.4
_ORG = ActorType.ORGANIZATION
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_OWNED_NOUN = re.compile(r"['’]s? [a-z]")


@lru_cache(maxsize=32768)
def is_generic(parts: NameParts) -> bool:
    """Tell whether a name is made of words that many actors share, or describes and does not name.

    "Ministry of Defence", "Ruritanian bank", "the President", "Volume 2", "Zahiri's house", "Ruritanian elections".
    """
    lexicon = load_lexicon()
    words = tuple(fold_text(parts.text).replace("'s", "").split())
    bare = words[1:] if words[:1] == ("the",) else words
    if parts.owned or bare in lexicon.proper:
        return False
    if bare in lexicon.honorifics or (parts.tokens and parts.tokens[0] in lexicon.sections):
        return True
    known = lexicon.generic
    if parts.tokens and parts.tokens[-1] in lexicon.many:
        known = known | lexicon.nations | lexicon.many
    return all(word in known or (word,) in lexicon.honorifics for word in parts.tokens) or _describes(parts.text)


def _describes(text: str) -> bool:
    """Tell whether nothing in a text is written as a name, nations and common nouns aside, or it is somebody's noun."""
    if _OWNED_NOUN.search(text):
        return True
    lexicon = load_lexicon()
    words = [word for word in _WORD.findall(text) if fold_text(word.replace(".", "")) not in lexicon.nations]
    return bool(words) and not any(letter.isupper() for word in words for letter in word)


def shared_designation(left: Actor, right: Actor) -> str | None:
    """Return a name of two words or more by which both documents call one body, or None.

    It counts where it has the core of both names and all heads are interchangeable, or where two such names are
    shared, neither of which is a part of the other. Names that many bodies have never count.
    """
    ours, theirs = _designations(left), _designations(right)
    common = sorted(ours.keys() & theirs.keys())
    cores = {_core(split_name(left.name, _ORG).tokens), _core(split_name(right.name, _ORG).tokens)}
    if len(cores) == 1 and None not in cores:
        found = next((tokens for tokens in common if _core(tokens) in cores), None)
        if found is not None:
            return ours[found]
    apart = any(set(one) - set(other) and set(other) - set(one) for one, other in combinations(common, 2))
    return ours[common[0]] if apart else None


def shared_core(left: NameParts, right: NameParts) -> str | None:
    """Return the core that two names have under interchangeable heads, or None."""
    first, second = _core(left.tokens), _core(right.tokens)
    return " ".join(first) if first and first == second else None


def _core(tokens: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return what a name has before its interchangeable head, or None where it has no such head or nothing else."""
    lexicon = load_lexicon()
    if len(tokens) < 2 or tokens[-1] not in lexicon.heads:
        return None
    core = tokens[:-1]
    return None if all(word in lexicon.generic or word in lexicon.nations for word in core) else core


def _designations(actor: Actor) -> dict[tuple[str, ...], str]:
    """Return the actor's names of two words or more that are no description, by their words."""
    return _designations_of((actor.name, *actor.aliases))


@lru_cache(maxsize=8192)
def _designations_of(forms: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    lexicon = load_lexicon()
    common = lexicon.generic | lexicon.many | lexicon.nations
    found: dict[tuple[str, ...], str] = {}
    for form in forms:
        tokens = split_name(form, _ORG).tokens
        if len(tokens) > 1 and any(word not in common for word in tokens) and _opens_with_name(form):
            found.setdefault(tokens, form)
    return found


def _opens_with_name(form: str) -> bool:
    """Tell whether the first word that is no article has a capital and is no common noun: a name, not a description."""
    lexicon = load_lexicon()
    words = [word for word in form.split() if fold_text(word) not in lexicon.stopwords]
    return bool(words) and words[0][:1].isupper()
