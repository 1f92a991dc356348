"""Recall when an event was that the text has dated before: "during this attack", "at the meeting".

Takes a Parsed, its TimeExpressions and a token; gives the date of the last occasion named by the same word.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from sayso.reading.date_words import date_words
from sayso.reading.language import Parsed
from sayso.reading.parts import TimeExpression

# How many dates back an occasion is looked for: a text that has dated so much since speaks of another one.
MAX_DATES = 30
POINTING = frozenset({"this", "that", "these", "those", "the", "same"})
PAST = frozenset({"was", "were", "did"})
WITHIN = frozenset({"during", "in", "at", "on"})
ENDINGS = ("ation", "ion", "ing", "ment", "e")

type DateOf = Callable[[int], str | None]


def recall_time(parsed: Parsed, times: Sequence[TimeExpression], trigger: int, date_of: DateOf) -> str | None:
    """Return the date of the occasion that a trigger is or stands under, by what the text has said of it before.

    `date_of` gives the date that stands with a token itself. None where no occasion is pointed to or none was dated.
    """
    if not times or times[0].first > trigger:
        return None
    table = parsed.table
    if table.pos[trigger] in ("VERB", "AUX"):
        if table.dep[trigger] == "relcl" and table.lemma[table.head[trigger]] in date_words().occasions:
            return date_of(table.head[trigger])
        if _is_done(parsed, times, trigger):
            dates = set(_dated_before(parsed, times, trigger, date_of))
            if len(dates) == 1:
                return dates.pop()
    elif _is_dated_sentence(parsed, times, trigger):
        return None
    found = (next(_dated_before(parsed, times, noun, date_of), None) for noun in _occasions(parsed, trigger))
    return next((date for date in found if date is not None), None)


def _is_done(parsed: Parsed, times: Sequence[TimeExpression], trigger: int) -> bool:
    """Tell what was done at an occasion with a name of its own ("was elected"), in a sentence without a date."""
    table = parsed.table
    lemma = table.lemma[trigger]
    if table.tag[trigger] not in ("VBD", "VBN") or _stem(lemma) not in _stems() or lemma in date_words().occasions:
        return False
    if any(table.dep[i] == "aux" and table.lower[i] not in PAST for i in table.children[trigger]):
        return False
    return not _is_dated_sentence(parsed, times, trigger)


def _is_dated_sentence(parsed: Parsed, times: Sequence[TimeExpression], trigger: int) -> bool:
    """Tell whether a token's sentence has dates, which belong to it sooner than those of other sentences."""
    first, last = parsed.sentences[parsed.sentence_of[trigger]]
    return any(first <= expression.first <= last for expression in times)


def _occasions(parsed: Parsed, trigger: int) -> list[int]:
    """Return the occasions pointed to at a trigger: itself, its clause's subject, what it happened during."""
    table = parsed.table
    if table.pos[trigger] not in ("VERB", "AUX"):
        return [trigger] if _is_pointed_to(parsed, trigger) else []
    found: list[int] = []
    for child in table.children[trigger]:
        if table.dep[child] in ("nsubj", "nsubjpass"):
            found.append(child)
        elif table.dep[child] == "prep" and table.lower[child] in WITHIN:
            found += [i for i in table.children[child] if table.dep[i] == "pobj"]
    return [noun for noun in found if _is_pointed_to(parsed, noun)]


def _is_pointed_to(parsed: Parsed, noun: int) -> bool:
    """Tell an occasion that the reader is taken to know."""
    table = parsed.table
    if table.lemma[noun] not in date_words().occasions or table.pos[noun] != "NOUN":
        return False
    return any(table.lower[i] in POINTING for i in table.children[noun] if table.dep[i] in ("det", "amod"))


def _dated_before(parsed: Parsed, times: Sequence[TimeExpression], noun: int, date_of: DateOf) -> Iterator[str]:
    """Yield the dates of the occasions of the same word before a token, the last first."""
    table, stem = parsed.table, _stem(parsed.table.lemma[noun])
    before = [one.first for one in times if one.first < noun and one.edtf is not None][-MAX_DATES:]
    for sentence in dict.fromkeys(parsed.sentence_of[token] for token in reversed(before)):
        first, last = parsed.sentences[sentence]
        for token in range(min(last, noun - 1), first - 1, -1):
            if _stem(table.lemma[token]) == stem and _is_same_kind(parsed, token, noun):
                found = date_of(token)
                if found is not None:
                    yield found


def _is_same_kind(parsed: Parsed, token: int, noun: int) -> bool:
    """Tell a word that may name the same event; for a verb, the noun made from it alone."""
    table = parsed.table
    if table.pos[noun] == "VERB":
        return table.pos[token] in ("NOUN", "PROPN") and table.lemma[token] in date_words().occasions
    return table.pos[token] in ("NOUN", "PROPN", "VERB")


@cache
def _stems() -> frozenset[str]:
    """Return what is left of the nouns that name occasions without their endings."""
    return frozenset(map(_stem, date_words().occasions))


def _stem(lemma: str) -> str:
    """Return what a verb and its noun share ("elect" and "election", "assassinate" and "assassination")."""
    return next((lemma.removesuffix(ending) for ending in ENDINGS if lemma.endswith(ending) and len(lemma) > 6), lemma)
