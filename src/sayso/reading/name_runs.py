"""Mend the recogniser's names over a whole document: what it saw whole once is whole wherever it stands again.

Works on the plain columns before they are frozen; the tree is left as it is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

KNOWN_LABELS = frozenset({"PERSON", "ORG", "GPE", "FAC", "LOC", "NORP", "EVENT"})
PARTICLED = re.compile(r"^(?:al|el|ad|an|as|ash|at|ul|ur|bin|ibn|abu)-[A-Z]\w+")
FOREIGN_JOINTS = frozenset({"pour", "et", "para", "por", "und", "für", "e", "y", "en", "des", "du", "dos", "das"})
FOREIGN_PARTICLES = frozenset({"le", "la", "les", "l'", "de", "d'", "los", "las", "el", "der", "die", "da", "do"})
FOREIGN_START = re.compile(r"^[ld]'[A-Z]")
LONGEST_RUN = 6
OPEN_CLASSES = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV", "X", "INTJ"})


@dataclass(slots=True)
class Raw:
    """Hold the columns that are mended, one entry a token; `start` is the first token of its name span or -1."""

    words: Sequence[str]
    pos: list[str]
    entity: list[str]
    start: list[int]
    sentence: Sequence[int]

    def end(self, token: int) -> int:
        """Return the last token of the name span that covers `token`."""
        last = token
        while last + 1 < len(self.words) and self.start[last + 1] == self.start[token]:
            last += 1
        return last

    def mark(self, first: int, last: int, label: str) -> None:
        """Make first..last one name span; an empty label leaves spans alone and only makes its words proper."""
        for token in range(first, last + 1):
            if self.words[token][0].isupper() or "-" in self.words[token]:
                self.pos[token] = "PROPN"
            if label:
                self.entity[token], self.start[token] = label, first


def mend_names(raw: Raw) -> None:
    """Mend titles of texts, particles, hyphens and repeated names in place."""
    for i, word in enumerate(raw.words):
        if " " in word:
            raw.mark(i, i, "WORK_OF_ART")
    _mend_particles(raw)
    _mend_persons(raw)
    _mend_foreign(raw)
    _mend_repeats(raw)


def _mend_particles(raw: Raw) -> None:
    """Make "al-Sudani" a name word, and a part of the person's name before it."""
    for i, word in enumerate(raw.words):
        if not PARTICLED.match(word) or (raw.pos[i] == "PROPN" and raw.entity[i]):
            continue
        raw.pos[i] = "PROPN"
        if i and raw.entity[i - 1] == "PERSON" and raw.sentence[i - 1] == raw.sentence[i]:
            raw.entity[i], raw.start[i] = "PERSON", raw.start[i - 1]


def _mend_persons(raw: Raw) -> None:
    """Make the second half of a hyphenated first name a name word ("Kim Yoo-jin")."""
    for i in range(2, len(raw.words)):
        if raw.entity[i] == "PERSON" and raw.words[i - 1] == "-" and raw.start[i] == raw.start[i - 2]:
            raw.pos[i] = "PROPN"


def _mend_foreign(raw: Raw) -> None:
    """Make one name of capitalised words that the small words of another language join ("Parti pour le Progres")."""
    i = 0
    while i < len(raw.words):
        last = _foreign_end(raw, i) if _is_capital(raw, i) else i
        joints = {raw.words[j] for j in range(i, last + 1)}
        if joints & FOREIGN_JOINTS and raw.entity[i] != "PERSON":
            raw.mark(i, last, "ORG")
            raw.pos[i : last + 1] = ["PROPN"] * (last + 1 - i)
        i = last + 1


def _foreign_end(raw: Raw, first: int) -> int:
    """Return the last capitalised word that is reached from one over small words of another language."""
    last, i = first, first + 1
    while i < len(raw.words) and raw.sentence[i] == raw.sentence[first]:
        if raw.words[i][:1].isupper() or FOREIGN_START.match(raw.words[i]):
            last = i
        elif raw.words[i] not in FOREIGN_JOINTS | FOREIGN_PARTICLES:
            break
        i += 1
    return last


def _mend_repeats(raw: Raw) -> None:
    """Mark every run of capitalised words that the document uses again as the same name, with its usual label."""
    runs = _runs(raw)
    labels: dict[tuple[str, ...], Counter[str]] = {}
    count: Counter[tuple[str, ...]] = Counter()
    for first, last in runs:
        words = tuple(raw.words[first : last + 1])
        count[words] += 1
        tally = labels.setdefault(words, Counter())
        if raw.start[first] == first and raw.end(first) == last and raw.entity[first] in KNOWN_LABELS:
            tally[raw.entity[first]] += 1
    known = {words for words, times in count.items() if labels[words] and times}
    known |= {words for words, times in count.items() if times > 1}
    openers: dict[str, set[int]] = {}
    for words in known:
        openers.setdefault(words[0], set()).add(len(words))
    for i, word in enumerate(raw.words):
        for length in sorted(openers.get(word, ()), reverse=True):
            words = tuple(raw.words[i : i + length])
            if words in known and _is_free(raw, i, i + length - 1):
                usual = labels[words].most_common(1)
                raw.mark(i, i + length - 1, usual[0][0] if usual else "")
                break


def _runs(raw: Raw) -> list[tuple[int, int]]:
    """Return the longest runs of two to six capitalised words; a sentence's first word opens one as any other."""
    found: list[tuple[int, int]] = []
    i, count = 0, len(raw.words)
    while i < count:
        last = i
        if not _opens(raw, i):
            i += 1
            continue
        while last + 1 < count and _is_capital(raw, last + 1) and _joined(raw, last):
            last += 1
        if 1 <= last - i < LONGEST_RUN and raw.pos[last] in {"PROPN", "NOUN"}:
            found.append((i, last))
        i = last + 1
    return found


def _joined(raw: Raw, token: int) -> bool:
    """Tell whether a token and the next belong to one sentence and to one name span or to none."""
    if raw.sentence[token] != raw.sentence[token + 1]:
        return False
    return raw.start[token] == raw.start[token + 1]


def _opens(raw: Raw, token: int) -> bool:
    """Tell whether a run can begin here: a sentence's first word only where the recogniser or the tagger says so."""
    return _is_capital(raw, token)


def _is_capital(raw: Raw, token: int) -> bool:
    """Tell whether a token is a capitalised word that can be a part of a name; headlines in capitals are not asked."""
    word = raw.words[token]
    return word[0].isupper() and not (word.isupper() and len(word) > 1) and raw.pos[token] in OPEN_CLASSES


def _is_free(raw: Raw, first: int, last: int) -> bool:
    """Tell whether a stretch cuts no longer name span and is not one already."""
    starts = {raw.start[token] for token in range(first, last + 1)}
    if raw.sentence[first] != raw.sentence[last]:
        return False
    for start in starts - {-1}:
        if start < first or raw.end(start) > last:
            return False
    return not (len(starts) == 1 and first in starts)
