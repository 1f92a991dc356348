"""Read the UN narratives: whom each is about, which actors it names, which words are formula, who is listed how.

The set gives ids of listed actors and no names. A name is taken from the actor's own narrative, where the set holds it;
else from where the id is linked in other documents: the name that goes with the id most closely (Dice), with what the
reader found to be other names of the same actor. What learns from links never sees the documents that it is tried on.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import scratch

from sayso.actors import fold_text
from sayso.intake import take
from sayso.model import ActorType, Document
from sayso.reading.parts import MentionKind
from sayso.reading.reader import RuleReader
from sayso.reading.scene import Scene

WORD = re.compile(r"[^\W_]+")
SUBJECT = re.compile(r"^(.{3,120}?) was (?:originally )?(?:listed|designated)", re.MULTILINE)
BRACKETS = re.compile(r"\(\W*([^()]*?)\W*\)")
ACRONYM = re.compile(r"[A-Z][A-Za-z-]{1,9}")
NOT_LISTED = frozenset({ActorType.STATE, ActorType.PLACE, ActorType.EVENT, ActorType.DOCUMENT})
SMALL = frozenset({"al", "the", "bin", "an"})
# Words on each side of a name that make a formula with it, in so large a part of the documents.
FORMULA_WORDS, FORMULA_SHARE, FORMULA_LEAST = 2, 0.1, 10
LONGEST_NAME = 14
# A learnt name is met at least so often with its id, and in so large a part of its documents.
LEAST_MET, LEAST_SHARE = 2, 0.5

type Form = tuple[str, ...]
type Names = Mapping[str, frozenset[Form]]


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one word: folded, its place in the text, and its sentence."""

    folded: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Narrative:
    """Hold one narrative as read: `gold` without its own id, `names` the spans of names, `actors` the written names of
    each actor that may be listed, `own` the folded names of whom it is about.
    """

    id: str | None
    gold: frozenset[str]
    related: frozenset[str]
    text: str
    words: tuple[Word, ...]
    names: tuple[tuple[int, int], ...]
    actors: tuple[frozenset[str], ...]
    own: frozenset[Form]


def fold_name(name: str) -> Form:
    """Return a name's folded words without possessive and leading article."""
    words = tuple(WORD.findall(fold_text(re.sub(r"['’]s\b", "", name))))
    return words[1:] if words[:1] == ("the",) else words


def read_narratives(path: Path) -> tuple[list[Narrative], frozenset[Form]]:
    """Read all narratives, through intake as a user's files would be, and the formulas that they share."""
    records = json.loads(path.read_text(encoding="utf-8"))
    reader = RuleReader()
    with scratch() as folder:
        for number, record in enumerate(records):
            (folder / f"{number:05}.txt").write_text(record["text"], encoding="utf-8")
        documents = {taken.name: taken for taken in take([folder]) if isinstance(taken, Document)}
    scenes = [reader.scene(documents[f"{number:05}"]) for number in range(len(records))]
    worded = [split_words(scene) for scene in scenes]
    formulas = find_formulas(worded)
    read = [
        describe(record, scene, words, formulas) for record, scene, words in zip(records, scenes, worded, strict=True)
    ]
    return read, formulas


def split_words(scene: Scene) -> tuple[Word, ...]:
    """Return the words of a text with the sentences that the reader sees; -1 outside any."""
    parsed = scene.parsed
    bounds = [(parsed.starts[first], parsed.ends[last]) for first, last in parsed.sentences]
    words, at = [], 0
    for match in WORD.finditer(parsed.document.text):
        while at < len(bounds) and bounds[at][1] <= match.start():
            at += 1
        inside = at < len(bounds) and bounds[at][0] <= match.start()
        words.append(Word(fold_text(match.group()), match.start(), match.end(), at if inside else -1))
    return tuple(words)


def find_formulas(texts: Sequence[Sequence[Word]]) -> frozenset[Form]:
    """Return runs of words within a sentence that stand alike in a tenth of the documents."""
    counts: Counter[Form] = Counter()
    for words in texts:
        counts.update({run for size in range(2 * FORMULA_WORDS + 1, 10) for run in _runs(words, size)})
    least = max(FORMULA_LEAST, len(texts) * FORMULA_SHARE)
    return frozenset(run for run, count in counts.items() if count >= least)


def _runs(words: Sequence[Word], size: int) -> Iterator[Form]:
    """Yield the runs of some words that cross no sentence."""
    for at in range(len(words) - size + 1):
        if words[at].sentence == words[at + size - 1].sentence:
            yield tuple(word.folded for word in words[at : at + size])


def is_formula(words: Sequence[Word], at: int, size: int, formulas: Collection[Form]) -> bool:
    """Tell whether a name stands between words that are the same on both sides in many documents."""
    first, last = at - FORMULA_WORDS, at + size + FORMULA_WORDS
    return first >= 0 and tuple(word.folded for word in words[first:last]) in formulas


def describe(record: dict[str, object], scene: Scene, words: Sequence[Word], formulas: Collection[Form]) -> Narrative:
    """Return one narrative; actors whose names stand in formulas alone are left out."""
    text, entities = scene.parsed.document.text, scene.entities
    number = {word.start: at for at, word in enumerate(words)}
    acronyms = {words for words in BRACKETS.findall(text) if ACRONYM.fullmatch(words)}
    named = [mention for mention in entities.mentions if mention.kind is MentionKind.NAME]
    written: defaultdict[int, set[str]] = defaultdict(set)
    alive: set[int] = set()
    for mention in named:
        written[mention.entity].add(mention.words)
        first = WORD.search(text, mention.span.start)
        at = number.get(first.start()) if first else None
        if at is None or not is_formula(words, at, len(WORD.findall(mention.words)), formulas):
            alive.add(mention.entity)
    actors = [
        frozenset(name for name in {*written[entity.index], entity.name, *entity.aliases} if is_telling(name, acronyms))
        for entity in entities.entities
        if entity.named and entity.type not in NOT_LISTED and entity.index in alive
    ]
    own_id = record["id"]
    gold, related = (frozenset(str(one) for one in _list(record[key]) if one != own_id) for key in ("gold", "related"))
    return Narrative(
        None if own_id is None else str(own_id),
        gold,
        related,
        text,
        tuple(words),
        tuple((mention.span.start, mention.span.end) for mention in named),
        tuple(names for names in actors if names),
        find_own(text, actors, acronyms) if own_id else frozenset(),
    )


def _list(value: object) -> list[object]:
    """Return a JSON list as one."""
    return value if isinstance(value, list) else []


def is_telling(name: str, acronyms: Collection[str]) -> bool:
    """Tell whether a name says by itself who is meant: words with a capital, or an acronym that brackets introduce."""
    words = name.split()
    capital = words[:1] and (words[0][:1].isupper() or (words[0].lower() in SMALL and words[-1][:1].isupper()))
    return bool(capital) and (len(fold_name(name)) > 1 or name in acronyms)


def find_own(text: str, actors: Iterable[frozenset[str]], acronyms: Collection[str]) -> frozenset[Form]:
    """Return the names of whom a narrative is about: what "was listed", with its other names."""
    match = SUBJECT.search(text)
    if match is None:
        return frozenset()
    whole = fold_name(BRACKETS.sub(" ", match[1]))
    names = {whole} | {fold_name(name) for name in BRACKETS.findall(match[1]) if is_telling(name, acronyms)}
    for written in actors:
        forms = {fold_name(name) for name in written}
        names |= forms if whole in forms else set()
    return frozenset(name for name in names if name)


def names_of_subjects(narratives: Iterable[Narrative]) -> dict[str, frozenset[Form]]:
    """Return the names of the listed actors that have a narrative of their own."""
    names: defaultdict[str, set[Form]] = defaultdict(set)
    for one in narratives:
        if one.id and one.own:
            names[one.id] |= one.own
    return {listed: frozenset(forms) for listed, forms in names.items()}


def learn_names(narratives: Sequence[Narrative], known: Names) -> dict[str, frozenset[Form]]:
    """Return names for ids that are linked in these narratives and have no name yet."""
    forms = [{frozenset(map(fold_name, names)) for names in one.actors} for one in narratives]
    met: Counter[tuple[Form, str]] = Counter()
    seen: Counter[Form] = Counter()
    links: Counter[str] = Counter()
    beside: defaultdict[Form, set[Form]] = defaultdict(set)
    for one, actors in zip(narratives, forms, strict=True):
        links.update(one.gold)
        here = frozenset().union(*(names for names in actors if not names & one.own))
        seen.update(here)
        met.update((form, listed) for form in here for listed in one.gold)
        for names in actors:
            for form in names:
                beside[form] |= names - {form}
    taken = {form for names in known.values() for form in names}
    pairs = [
        (2 * count / (seen[form] + links[listed]), count, len(form), form, listed)
        for (form, listed), count in met.items()
        if count >= LEAST_MET and count / seen[form] >= LEAST_SHARE and form not in taken and listed not in known
    ]
    learnt: dict[str, set[Form]] = {}
    for *_, form, listed in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], -pair[2], pair[3:])):
        if form not in taken and listed not in learnt:
            learnt[listed] = {form}
            taken.add(form)
    for listed, forms_of in learnt.items():
        for form in sorted(beside[min(forms_of)]):
            if form not in taken and met[form, listed] / (seen[form] or 1) >= LEAST_SHARE:
                forms_of.add(form)
                taken.add(form)
    return {listed: frozenset(forms_of) for listed, forms_of in learnt.items()}
