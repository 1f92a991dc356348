"""Take a name apart: what identifies, what only decorates, and how it sounds."""

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from sayso.actors.lexicon import Lexicon, fold_text, load_lexicon
from sayso.model import ActorType

_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я][a-zа-я]{2})")
_DOTTED = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼʻ`´](?=s\b)|['’‘ʼʻ`´]")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_WORDS = re.compile(r"[^\W_]+|&")
_COMMA = re.compile(r"^\s*([^,]+),\s*([^,]+?)\s*$")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<!^)[aiuh]")
_ABD = re.compile(r"^abd(?:ul|el|al|ur|ol|oul|us|er|ar|as|ush)?(?=[b-df-hj-np-tv-z]\w{2,})")
_DIN = re.compile(r"(?<=\w{3})(?:ud|ed|ad|al|el|id|oud|u|e)?(?:d?din|d?deen|ddine|ddin)$")
_LAH = re.compile(r"(?<=\w{3})(?:ullah|ollah|oullah|ulla)$")

# What is told apart by a number at its end ("World War I"); elsewhere a last "i" is a slip or a conjunction.
_COUNTED = frozenset({ActorType.EVENT, ActorType.DOCUMENT})


@dataclass(frozen=True, slots=True)
class NameParts:
    """Hold a name taken apart.

    `tokens` identify, in the order given (family name last for people); `sounds` is one sounded form a token;
    `particles` were left out ("al", "bin", "of"), `titles` too; `form` is a company's legal form; `numbers` stand in
    `tokens` too; `generation` is "jr", "iii" or None; `acronym` tells a single word written in capitals, `owned`
    that the state was named whose organ this is, and left out.
    """

    text: str
    tokens: tuple[str, ...]
    sounds: tuple[str, ...]
    titles: tuple[str, ...] = ()
    form: str | None = None
    numbers: frozenset[str] = frozenset()
    generation: str | None = None
    acronym: bool = False
    owned: bool = False


@lru_cache(maxsize=65536)
def split_name(name: str, kind: ActorType) -> NameParts:
    """Take a name apart as a person's or as another actor's; an empty name gives no tokens."""
    return _split_person(name) if kind is ActorType.PERSON else _split_other(name, kind)


@lru_cache(maxsize=65536)
def sound_out(token: str) -> str:
    """Return a token's sound: spellings of one sound made equal, doubled letters single, final vowels and h dropped."""
    heard = token
    for old, new in load_lexicon().sounds:
        heard = heard.replace(old, new)
    heard = _DOUBLE.sub(r"\1", heard)
    return heard.rstrip("h") if len(heard) > 3 else heard


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """Return the first sound and the consonants after it: the key under which variants of one name meet."""
    heard = sound_out(token).replace("sh", "S").replace("ch", "C").replace("c", "k").replace("v", "f").replace("z", "s")
    bare = heard[:1] + _VOWELS.sub("", heard)[1:] if heard else ""
    return _DOUBLE.sub(r"\1", "a" + bare[1:] if bare[:1] in ("a", "i", "u") else bare)


def initials(parts: NameParts) -> str:
    """Return the first letters of the tokens: what an acronym of the name would be."""
    return "".join(token[0] for token in parts.tokens)


def _split_person(name: str) -> NameParts:
    """Take a person's name apart: "AL-FULAN, Dr. Karim" gives karim, fulan."""
    lexicon = load_lexicon()
    turned = _COMMA.sub(_turn, _BRACKETS.sub(" ", name))
    words = _words(turned, split_camel=True)
    words, titles = _drop_titles(words, lexicon)
    generation = next((word for word in words[1:] if word in lexicon.generations), None)
    kept = [word for word in words if word != generation]
    while len(kept) > 2 and kept[-1] in lexicon.degrees:
        kept.pop()
    bare = [word for word in kept if word not in lexicon.particles or (len(word) == 1 and len(kept) < 3)]
    tokens = tuple(dict.fromkeys(token for word in bare or kept for token in _respell_person(word, lexicon)))
    return NameParts(turned, tokens, tuple(map(sound_out, tokens)), titles, generation=generation)


def _turn(match: re.Match[str]) -> str:
    """Put "FAMILY, Given" the right way round, unless what follows the comma is a degree."""
    family, given = match.groups()
    lexicon = load_lexicon()
    if fold_text(given).strip(". ") in lexicon.degrees | lexicon.generations:
        return f"{family} {given}"
    return f"{given} {family}"


def _drop_titles(words: list[str], lexicon: Lexicon) -> tuple[list[str], tuple[str, ...]]:
    """Take titles off the front, the longest first, but never the last word."""
    titles: list[str] = []
    at = 0
    while at < len(words) - 1:
        size = _longest_run(words, at, lexicon.honorifics)
        if not size or at + size >= len(words):
            break
        titles.append(" ".join(words[at : at + size]))
        at += size
    return words[at:], tuple(titles)


def _respell_person(word: str, lexicon: Lexicon) -> list[str]:
    """Give one word its usual spelling, and split names that are written together ("Abdulrahman", "Nasiruddin")."""
    if word in lexicon.variants:
        return [lexicon.variants[word]]
    for pattern, before, after in ((_ABD, "abd", ""), (_DIN, "", "din"), (_LAH, "", "allah")):
        found = pattern.search(word)
        if found:
            rest = word[: found.start()] + word[found.end() :]
            return [part for part in (before, lexicon.variants.get(rest, rest), after) if part]
    return [word]


def _split_other(name: str, kind: ActorType) -> NameParts:
    """Take the name of an organization, place, event or thing apart."""
    lexicon = load_lexicon()
    stripped = name if kind is ActorType.ORGANIZATION and "(" in name else _BRACKETS.sub(" ", name)
    text = stripped if stripped.strip() else name
    words = _words(text, split_camel=False)
    words = _respell_runs(words, lexicon)
    forms: tuple[str, ...] = ()
    if kind is ActorType.ORGANIZATION:
        words, forms = _take_forms(words, lexicon)
    end = len(words) - 1
    kept = [
        word
        for at, word in enumerate(words)
        if word not in lexicon.stopwords or (kind in _COUNTED and at == end > 0 and word in lexicon.numbers)
    ] or words
    tokens = tuple(_respell_other(word, at, lexicon) for at, word in enumerate(kept))
    whole = _join_numbers(tokens)
    joined = _drop_owner(whole, lexicon)
    return NameParts(
        text,
        joined,
        tuple(map(sound_out, joined)),
        form=forms[-1] if forms else None,
        numbers=frozenset(token for token in joined if token.isdigit()),
        acronym=len(kept) == 1 and _is_acronym(text),
        owned=joined != whole,
    )


def _respell_other(word: str, at: int, lexicon: Lexicon) -> str:
    """Write numbers as digits and names in their usual spelling; a first "I" or "V" is a letter, not a number."""
    if word in lexicon.numbers and (at or len(word) > 2):
        return lexicon.numbers[word]
    return lexicon.variants.get(word, word)


def _join_numbers(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Add up "40 4" to "44"."""
    out: list[str] = []
    for token in tokens:
        tens = out[-1] if out else ""
        if token.isdigit() and len(token) == 1 and len(tens) == 2 and tens.isdigit() and tens[1] == "0":
            out[-1] = tens[0] + token
        else:
            out.append(token)
    return tuple(out)


def _drop_owner(tokens: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Leave out whose an organ is, where there is one such organ alone ("US State Department")."""
    return tokens[1:] if tokens and lexicon.owners.get(tokens[1:]) == tokens[0] else tokens


def _is_acronym(text: str) -> bool:
    """Tell whether a one-word name is written as an acronym: two to six letters, capitals but for one."""
    letters = [char for char in text if char.isalpha()]
    return 2 <= len(letters) <= 6 and sum(char.isupper() for char in letters) >= max(2, len(letters) - 1)


def _words(text: str, *, split_camel: bool) -> list[str]:
    """Fold a text into words; dotted letters become one word ("U.S." is us), possessive 's and apostrophes go."""
    parted = _CAMEL.sub(" ", text) if split_camel else text
    joined = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", parted)
    return _WORDS.findall(fold_text(_APOSTROPHES.sub("", joined)))


def _respell_runs(words: list[str], lexicon: Lexicon) -> list[str]:
    """Replace runs of words by the spelling used, the longest run first."""
    out: list[str] = []
    at = 0
    while at < len(words):
        size = _longest_run(words, at, lexicon.spellings)
        out.extend(lexicon.spellings[tuple(words[at : at + size])].split() if size else [words[at]])
        at += max(size, 1)
    return out


def _take_forms(words: list[str], lexicon: Lexicon) -> tuple[list[str], tuple[str, ...]]:
    """Part a company's name from its legal forms; a name that is nothing but a form stays."""
    out: list[str] = []
    forms: list[str] = []
    at = 0
    while at < len(words):
        size = _longest_run(words, at, lexicon.forms)
        if size:
            forms.append(lexicon.forms[tuple(words[at : at + size])])
        else:
            out.append(words[at])
        at += max(size, 1)
    return (out, tuple(forms)) if out else (words, ())


def _longest_run(words: list[str], at: int, table: Container[tuple[str, ...]]) -> int:
    """Return how many words from `at` on make the longest entry of a table, up to five; 0 for none."""
    most = min(5, len(words) - at)
    return next((n for n in range(most, 0, -1) if tuple(words[at : at + n]) in table), 0)
