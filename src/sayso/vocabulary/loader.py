"""Load vocabulary files, check them, and say exactly what is wrong with a bad one."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from sayso.model.actor import ActorType
from sayso.model.errors import VocabularyError
from sayso.vocabulary.records import Predicate, Sense, Slot, Vocabulary

type Groups = dict[str, tuple[str, ...]]

FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DATA = Path(__file__).parent / "data"
BUILT_IN = DATA / "conflict"
SECTIONS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective", "roles": "role", "mentions": "mention"}
FLAGS = frozenset({"agentless", "about"})
KINDS = frozenset({"state", "event"})
TOP_LISTS = (
    "object_control",
    "object_gerund",
    "handing",
    "drawing",
    "subordinate",
    "idioms",
    "stance",
    "naming",
    "beginning",
)
WORD_LISTS = ("support", "support_reverse", "bridges", *TOP_LISTS)


def load_vocabulary(*extra: Path) -> Vocabulary:
    """Load the built-in vocabulary and any files of the user's own, later ones adding to and overriding earlier ones.

    A user's file holds `predicates:` and, beside or instead of it, `lexicon:` in the form of the built-in files; files
    of a folder are read in order of name. The name of a vocabulary that comes with us ("ownership") stands for its
    folder. One that says `alone: true` takes the place of the predicates and senses before it; what the built-in files
    say of verbs of any meaning (support, control) stays. Files with the same words are understood once and give the
    same vocabulary, which nobody may change: a server opens several casefiles. Raises VocabularyError with file, entry
    and reason.
    """
    paths = [BUILT_IN / "predicates.yaml", BUILT_IN / "lexicon.yaml", *(p for path in extra for p in _files(path))]
    return _understand(tuple((path, _read(path)) for path in paths))


@lru_cache(maxsize=4)
def _understand(files: tuple[tuple[Path, bytes], ...]) -> Vocabulary:
    """Return the vocabulary that the words of some files make together; raises VocabularyError."""
    loaded = [(path, _parse(path, raw)) for path, raw in files]
    predicates: dict[str, Predicate] = {}
    senses: dict[tuple[str, str], list[Sense]] = {}
    words: dict[str, set[str]] = {name: set() for name in WORD_LISTS}
    groups: Groups = {}
    for path, data in loaded:
        if data.get("alone"):
            predicates, senses = {}, {}
        lexicon = data.get("lexicon", data if "predicates" not in data else {})
        groups = groups | _groups(path, lexicon)
        flags = {name: body for name, body in lexicon.items() if isinstance(body, Mapping)}
        for name, entry in (data.get("predicates") or {}).items():
            predicates[name] = replace(_predicate(path, name, entry), learned=path.parent == BUILT_IN)
        for name, body in flags.items():
            if name == "groups":
                continue
            if name == "support_verbs":
                _collect_support(words, body)
            elif name not in predicates:
                raise VocabularyError(f"{path}: {name}: no such predicate; add it under `predicates:` first")
            else:
                predicates[name] = _with_flags(predicates[name], body)
                for sense in _senses(path, name, body, groups):
                    senses.setdefault((sense.kind, sense.word), []).append(sense)
        for name in TOP_LISTS:
            words[name] |= set(str(lexicon.get(name, "")).split())
    digest = hashlib.sha256(b"\x00".join(raw for _, raw in files)).hexdigest()[:12]
    return Vocabulary(
        name="+".join(dict.fromkeys(str(data["name"]) for _, data in loaded if "name" in data)),
        version=digest,
        predicates=predicates,
        senses={key: tuple(found) for key, found in senses.items()},
        support=frozenset(words["support"]),
        support_reverse=frozenset(words["support_reverse"]),
        bridges=frozenset(_bridge(word) for word in words["bridges"]),
        handing=frozenset(_bridge(word) for word in words["handing"]),
        drawing=frozenset(_bridge(word) for word in words["drawing"]),
        subordinate=frozenset(words["subordinate"]),
        idioms=frozenset(words["idioms"]),
        stance=frozenset(words["stance"]),
        naming=frozenset(words["naming"]),
        beginning=frozenset(words["beginning"]),
        object_control=frozenset(words["object_control"]),
        object_gerund=frozenset(words["object_gerund"]),
    )


def _files(path: Path) -> list[Path]:
    """Return a file, or the YAML files of a folder in order of name, those with predicates first."""
    if not path.exists() and path.parent == Path() and (DATA / path).is_dir():
        path = DATA / path
    if path.is_dir():
        return sorted(path.glob("*.yaml"), key=lambda one: (one.name != "predicates.yaml", one.name))
    return [path]


def _read(path: Path) -> bytes:
    """Return the bytes of a file; raises VocabularyError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise VocabularyError(f"{path}: cannot be read as YAML: {error}") from error


def _parse(path: Path, raw: bytes) -> dict[str, Any]:
    """Read the words of one YAML file as a mapping."""
    try:
        data = yaml.load(raw.decode("utf-8"), Loader=FAST_LOADER)  # noqa: S506 - a safe loader too
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise VocabularyError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(data, dict):
        raise VocabularyError(f"{path}: must hold a mapping with `predicates:` or a lexicon")
    return data


def _predicate(path: Path, name: str, entry: Mapping[str, Any]) -> Predicate:
    """Check and build one predicate."""
    missing = [field for field in ("family", "kind", "sign", "means") if field not in entry]
    if missing:
        raise VocabularyError(f"{path}: {name}: {', '.join(missing)} missing")
    if entry["kind"] not in KINDS:
        raise VocabularyError(f"{path}: {name}: kind is {entry['kind']!r}; use state or event")
    if entry["sign"] not in (-1, 0, 1):
        raise VocabularyError(f"{path}: {name}: sign is {entry['sign']!r}; use -1, 0 or +1")
    return Predicate(
        name=name,
        family=str(entry["family"]),
        kind=str(entry["kind"]),
        sign=int(entry["sign"]),
        means=str(entry["means"]),
        subject=_types(path, name, entry.get("subject", ["any"])),
        object=_types(path, name, entry.get("object", ["any"])),
        symmetric=bool(entry.get("symmetric", False)),
        plover=entry.get("plover"),
        ucdp=entry.get("ucdp"),
        ftm=entry.get("ftm"),
        ftm_turned=bool(entry.get("ftm_turned", False)),
        ftm_company=bool(entry.get("ftm_company", False)),
        say=tuple(entry.get("say", ())),
    )


def _with_flags(predicate: Predicate, body: Mapping[str, Any]) -> Predicate:
    """Return the predicate with what the lexicon says of it."""
    return replace(
        predicate,
        agentless=bool(body.get("agentless", predicate.agentless)),
        about=bool(body.get("about", predicate.about)),
    )


def _types(path: Path, name: str, words: Iterable[str]) -> frozenset[ActorType]:
    """Return actor types; empty stands for any."""
    found = set()
    for word in words:
        if word == "any":
            return frozenset()
        try:
            found.add(ActorType(word))
        except ValueError as error:
            raise VocabularyError(f"{path}: {name}: {word!r} is no actor type") from error
    return frozenset(found)


def _groups(path: Path, lexicon: Mapping[str, Any]) -> Groups:
    """Return the groups of words that a lexicon names, for writing `<name>` in place of each."""
    groups = lexicon.get("groups") or {}
    if not isinstance(groups, Mapping):
        raise VocabularyError(f"{path}: groups: must map names to words, not {type(groups).__name__}")
    return {str(name): tuple(str(words).split()) for name, words in groups.items()}


def _spell(path: Path, predicate: str, word: str, groups: Groups) -> list[str]:
    """Return a word with each group in it spelt out: `give+<weapon>` is give+rifle, give+rocket and so on."""
    if "<" not in word:
        return [word]
    parts: list[tuple[str, ...]] = []
    for part in word.split("+"):
        name = part[1:-1]
        if not (part.startswith("<") and part.endswith(">")):
            parts.append((part,))
        elif name in groups:
            parts.append(groups[name])
        else:
            raise VocabularyError(f"{path}: {predicate}: {word}: no group {name!r}; add it under `groups:` first")
    return ["+".join(chosen) for chosen in product(*parts)]


def _senses(path: Path, predicate: str, body: Mapping[str, Any], groups: Groups) -> Iterable[Sense]:
    """Build all senses of one predicate."""
    unknown = set(body) - set(SECTIONS) - FLAGS
    if unknown:
        raise VocabularyError(f"{path}: {predicate}: unknown section {sorted(unknown)}; use {sorted(SECTIONS)}")
    for section, kind in SECTIONS.items():
        for words, patterns in (body.get(section) or {}).items():
            spelt = [each for word in str(words).split() for each in _spell(path, predicate, word, groups)]
            for pattern in str(patterns).split(";"):
                for word in spelt:
                    yield _sense(path, predicate, kind, word, pattern.strip())


def _sense(path: Path, predicate: str, kind: str, word: str, pattern: str) -> Sense:
    """Build one sense from a word such as `take+hostage` and a pattern such as `subj > obj [attr]`."""
    pattern, _, needs = pattern.partition("[")
    pair = " >< " in pattern
    sides = pattern.split(" >< " if pair else " > ")
    if len(sides) != 2:
        raise VocabularyError(f"{path}: {predicate}: {word}: pattern {pattern!r} is not `SUBJECT > OBJECT`")
    subject, obj = (tuple(_slot(path, predicate, word, part) for part in side.split("|")) for side in sides)
    base, *fixed = word.split("+")
    typed = any(slot.types or slot.named for slot in subject) + any(slot.types or slot.named for slot in obj)
    needed = tuple(needs.rstrip("] ").split())
    rank = 4 * len(fixed) + typed + 2 * any(slot.money for slot in (*subject, *obj)) + 4 * ("_" in base) + len(needed)
    return Sense(predicate, kind, base, subject, obj, pair, tuple(fixed), needed, rank)


def _slot(path: Path, predicate: str, word: str, text: str) -> Slot:
    """Build a slot from `role:type/type:named`."""
    role, *marks = text.strip().split(":")
    names = [name for mark in marks for name in mark.split("/")]
    types = [name for name in names if name not in ("named", "proper", "exact", "$")]
    return Slot(
        role=role.strip(),
        types=_types(path, f"{predicate}: {word}", types) if types else frozenset(),
        named="named" in names,
        proper="proper" in names,
        exact="exact" in names,
        money="$" in names,
    )


def _collect_support(words: dict[str, set[str]], body: Mapping[str, Any]) -> None:
    """Add one file's support verbs to the sets."""
    words["support"] |= set(str(body.get("subject", "")).split())
    words["support_reverse"] |= set(str(body.get("reverse", "")).split())
    words["bridges"] |= set(str(body.get("bridges", "")).split())


def _bridge(word: str) -> tuple[str, str]:
    """Split `responsible_for` into word and preposition."""
    base, _, preposition = word.rpartition("_")
    return base, preposition
