"""Tell in which tense a date is spoken of, by the verb above it; takes a Parsed and a stretch of tokens."""

from collections.abc import Mapping
from enum import StrEnum

from sayso.reading.dating import root_of
from sayso.reading.language import Parsed


class Tense(StrEnum):
    """Name the tenses that tell dates apart; the timeless one says what a month is ("May is a month of storms")."""

    PAST = "past"
    PRESENT = "present"
    POSSIBLE = "possible"
    FUTURE = "future"
    TIMELESS = "timeless"


LEANS: Mapping[Tense | None, int] = {Tense.PAST: -1, Tense.POSSIBLE: 1, Tense.FUTURE: 1}
FUTURE_AUX = frozenset({"will", "'ll", "shall", "wo"})
MODALS = frozenset({"may", "can", "might", "should", "must"})
PRESENT_AUX = frozenset({"is", "are", "'s", "'re", "am", "does", "do"})
PAST_AUX = frozenset({"was", "were", "had", "did"})


def _verb_above(parsed: Parsed, start: int, end: int) -> int | None:
    """Return the verb that governs an expression, or None."""
    table = parsed.table
    at = next((i for i in range(start, end + 1) if not start <= table.head[i] <= end or table.head[i] == i), start)
    for _ in range(8):
        if table.pos[at] in ("VERB", "AUX") and not start <= at <= end:
            return at
        if table.head[at] == at:
            return None
        at = table.head[at]
    return None


def tense_of(parsed: Parsed, start: int, end: int) -> Tense | None:
    """Return the tense of the governing verb, None where it is not plain."""
    verb = _verb_above(parsed, start, end)
    if verb is None:
        return None
    table = parsed.table
    helpers = {table.lower[i] for i in table.children[verb] if table.dep[i] in ("aux", "auxpass")}
    if helpers & FUTURE_AUX:
        return Tense.FUTURE
    if helpers & MODALS:
        return Tense.POSSIBLE
    if "to" in helpers and (table.tag[verb] == "VB" or "be" in helpers):
        return Tense.FUTURE
    if table.tag[verb] == "VBD" or helpers & PAST_AUX:
        return Tense.PAST
    if table.tag[verb] == "VBN" and helpers & {"has", "have", "been"}:
        return Tense.PAST
    if table.tag[verb] not in ("VBZ", "VBP") and not helpers & PRESENT_AUX:
        return None
    if table.tag[verb] == "VBG" or (table.lemma[verb] == "be" and _is_to(parsed, verb)):
        return Tense.FUTURE
    subject = table.dep[root_of(parsed, start, end)] == "nsubj" and table.lemma[verb] == "be"
    return Tense.TIMELESS if subject else Tense.PRESENT


def _is_to(parsed: Parsed, verb: int) -> bool:
    """Tell "are to travel"."""
    table = parsed.table
    return any(
        table.dep[i] == "xcomp" and any(table.lower[j] == "to" and j == verb + 1 for j in table.children[i])
        for i in table.children[verb]
    )


def has_perfect(parsed: Parsed, start: int, end: int) -> bool:
    """Tell whether the governing verb is in the present perfect, so that a length of time runs up to now."""
    verb = _verb_above(parsed, start, end)
    if verb is None:
        return False
    table = parsed.table
    return any(table.dep[i] == "aux" and table.lower[i] in ("has", "have", "'ve") for i in table.children[verb])
