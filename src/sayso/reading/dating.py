"""Tie dates to events by dependency; takes a Parsed with its TimeExpressions and a trigger, gives EDTF.

A date belongs to the verb or noun that it modifies. A trigger takes the date nearest to it along the tree; the walk
up from a date passes prepositions and names but no second verb, and the walk up from a trigger passes light verbs,
control verbs and conjuncts but never a verb of saying, so that "said on Monday that" dates the saying alone.
"""

from collections.abc import Sequence

from sayso.reading.date_calendar import read_day
from sayso.reading.date_recall import recall_time
from sayso.reading.date_words import date_words
from sayso.reading.language import Parsed
from sayso.reading.parts import TimeExpression

VERBS = ("VERB", "AUX")
NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
DATELINE_TOKENS = 14
DASHES = frozenset({"--", "—", "–"})
MAX_STEPS = 6
# What opens a sentence dates all its events that have no date of their own; any date found along the tree is nearer.
OPENING_COST = 50
BY_CONJUNCT = 5
GAP_TOKENS = 7
EVENT_ENDINGS = ("tion", "sion", "ment", "ing", "ance")
CLAUSES = frozenset({"VERB", "AUX", "CCONJ", "SCONJ", "PRON"})


def time_of(parsed: Parsed, times: Sequence[TimeExpression], trigger: int) -> str | None:
    """Return the EDTF that dates the event or state at a trigger token, or None where the text gives none.

    An occasion that has no date here is that of the same word which has had one before ("during this attack").

    Two years or months that are coordinated ("in 2000 and 2001") give one interval, days the first of them.
    """
    found = _stated_time(parsed, times, trigger)
    if found is not None:
        return found
    return recall_time(parsed, times, trigger, lambda token: _stated_time(parsed, times, token))


def _stated_time(parsed: Parsed, times: Sequence[TimeExpression], trigger: int) -> str | None:
    """Return the EDTF of the dates that stand with a trigger."""
    dates = times_of(parsed, times, trigger)
    if len(dates) < 2 or any("/" in date or "X" in date for date in dates):
        return dates[0] if dates else None
    first, last = read_day(dates[0]), read_day(dates[-1])
    if first is None or last is None or first.day or last.day or not first < last:
        return dates[0]
    return f"{first}/{last}"


def times_of(parsed: Parsed, times: Sequence[TimeExpression], trigger: int) -> tuple[str, ...]:
    """Return the dates of all separate occasions of a trigger's event, in the order of the text; nearly always one."""
    near = _in_sentence(parsed, times, trigger)
    if not near:
        return ()
    domain = _domain(parsed, trigger)
    ranked: list[tuple[int, int, int]] = []
    for at, expression in enumerate(near):
        if expression.edtf is None or _is_dateline(parsed, expression):
            continue
        cost = _cost(parsed, expression, trigger, domain)
        if cost is None and _opens_sentence(parsed, expression, trigger):
            cost = OPENING_COST
        if cost is not None:
            ranked.append((cost, abs(expression.first - trigger), at))
    if not ranked:
        return ()
    best = near[min(ranked)[2]]
    return tuple(_relate(parsed, one, trigger) for one in (best, *_partners(parsed, near, best)))


def _in_sentence(parsed: Parsed, times: Sequence[TimeExpression], trigger: int) -> list[TimeExpression]:
    """Return the expressions of the trigger's sentence."""
    first, last = parsed.sentences[parsed.sentence_of[trigger]]
    return [expression for expression in times if first <= expression.first <= last]


def _is_dateline(parsed: Parsed, expression: TimeExpression) -> bool:
    """Tell a date in the head of a report ("Lima, 14 Aug 88 (EFE) --") from a date in its words."""
    segment, table = parsed.segments[expression.first], parsed.table
    size = len(table.text)
    end = min(expression.last + 10, size)
    if not any(table.text[i] in DASHES for i in range(expression.last + 1, end)):
        return False
    start = expression.first
    while start > 0 and parsed.segments[start - 1] == segment and expression.first - start < DATELINE_TOKENS:
        start -= 1
    opens = start == 0 or parsed.segments[start - 1] != segment
    return opens and not any(table.pos[i] in VERBS for i in range(start, expression.first))


def root_of(parsed: Parsed, first: int, last: int) -> int:
    """Return the token of a stretch whose head lies outside it; the first such one."""
    head = parsed.table.head
    return next((i for i in range(first, last + 1) if not first <= head[i] <= last or head[i] == i), first)


def _domain(parsed: Parsed, trigger: int) -> dict[int, int]:
    """Return the tokens whose dates are the trigger's too, with what each costs."""
    table = parsed.table
    domain = {trigger: 0}
    at, cost = trigger, 0
    for _ in range(MAX_STEPS):
        head = table.head[at]
        step = _step_up(parsed, at, head)
        if step is None:
            break
        cost += step
        domain.setdefault(head, cost)
        at = head
    for child in table.children[trigger]:
        both = table.pos[child] in VERBS and table.pos[trigger] in VERBS
        if table.dep[child] == "conj" and both and not _has_subject(parsed, child):
            domain.setdefault(child, BY_CONJUNCT)
        if table.dep[child] == "xcomp" and table.pos[trigger] in VERBS:
            domain.setdefault(child, 3)
    return domain


def _step_up(parsed: Parsed, at: int, head: int) -> int | None:
    """Return the cost of taking a head's dates for a token's own, or None where they are another event's."""
    table = parsed.table
    dep = table.dep[at]
    if head == at:
        return None
    if table.pos[at] in VERBS:
        if dep == "conj" and table.pos[head] in VERBS:
            return 2
        if dep == "xcomp" or (dep == "advcl" and table.tag[at] == "VBG"):
            return 2
        return 2 if dep in ("pcomp", "aux", "auxpass") else None
    if table.pos[head] in VERBS:
        words = date_words()
        carrying = table.lemma[head] in (words.carrying if is_event(parsed, at) else words.copulas)
        return 2 if carrying and dep in ("dobj", "nsubj", "nsubjpass", "attr") else None
    if dep in ("conj", "compound", "appos", "amod", "nmod", "poss"):
        return 2
    if dep == "pobj" and table.dep[head] == "prep":
        return 1
    return 1 if dep == "prep" and table.pos[head] in VERBS and table.lemma[head] in date_words().carrying else None


def _cost(parsed: Parsed, expression: TimeExpression, trigger: int, domain: dict[int, int]) -> int | None:
    """Return how far a date stands from a trigger along the tree, or None where it belongs to another event."""
    if expression.first <= trigger <= expression.last:
        return None
    table = parsed.table
    if table.pos[trigger] in NOUNS and _follows(parsed, expression, trigger):
        return 1
    if table.pos[trigger] in VERBS and _is_told_by_when(parsed, expression, trigger):
        return 0
    at, cost = root_of(parsed, expression.first, expression.last), 0
    for _ in range(MAX_STEPS):
        head = table.head[at]
        if head == at:
            return None
        price = _pass(parsed, at, head, expression)
        if price is None:
            return None
        cost += price
        if head in domain:
            if domain[head] == 2 and table.dep[trigger] == "conj" and not expression.first < head:
                if table.pos[trigger] in VERBS and _has_subject(parsed, trigger):
                    return None
                cost += 4
            if domain[head] == BY_CONJUNCT and expression.relation in ("since", "until"):
                return None
            return cost + domain[head]
        if table.pos[head] in VERBS:
            return None
        at = head
    return None


def _is_told_by_when(parsed: Parsed, expression: TimeExpression, verb: int) -> bool:
    """Tell a date that a clause with "when" takes up ("in 1935, when he sold the mill")."""
    table = parsed.table
    return any(
        table.lower[i] == "when"
        and 0 < i - expression.last <= 2
        and table.pos[i - 1] in ("PUNCT", "NUM", "PROPN", "NOUN")
        for i in table.children[verb]
    )


def is_event(parsed: Parsed, noun: int) -> bool:
    """Tell a noun that names an event from one that names an actor or a bond."""
    lemma = parsed.table.lemma[noun]
    return parsed.table.pos[noun] != "PROPN" and (lemma in date_words().events or lemma.endswith(EVENT_ENDINGS))


def _follows(parsed: Parsed, expression: TimeExpression, trigger: int) -> bool:
    """Tell a date behind a noun in one phrase ("the raid on the port in May"), which the parse may have tied higher.

    For a noun that is no event only a stretch of time right behind it counts ("president from 1990 to 1995").
    """
    gap = range(trigger + 1, expression.first)
    if not is_event(parsed, trigger):
        return len(gap) == 0 and expression.relation in ("since", "between", "until")
    if expression.first <= trigger or len(gap) > GAP_TOKENS:
        return False
    return not any(_opens_clause(parsed, i) for i in gap)


def _opens_clause(parsed: Parsed, token: int) -> bool:
    """Tell a word with which another clause may begin; what joins two names or numbers opens none."""
    table = parsed.table
    if table.pos[token] not in CLAUSES:
        return False
    return table.pos[token] != "CCONJ" or not (table.pos[token - 1] == table.pos[token + 1] in ("PROPN", "NUM"))


def _opens_sentence(parsed: Parsed, expression: TimeExpression, trigger: int) -> bool:
    """Tell a date that opens a sentence whose event has none: not for bonds, titles and what someone says."""
    table = parsed.table
    first = parsed.sentences[parsed.sentence_of[trigger]][0]
    if expression.first - first > 1 or not (table.pos[trigger] == "VERB" or is_event(parsed, trigger)):
        return False
    at = trigger
    for _ in range(MAX_STEPS + 2):
        if table.dep[at] in ("ccomp", "appos", "parataxis", "amod") or (
            table.dep[at] == "conj" and _has_subject(parsed, at)
        ):
            return False
        if any(table.dep[i] == "aux" and table.lower[i] == "had" for i in table.children[at]):
            return False
        if table.head[at] == at:
            break
        at = table.head[at]
    return table.pos[at] in VERBS


def _has_subject(parsed: Parsed, verb: int) -> bool:
    """Tell a conjunct that is a clause of its own."""
    return any(parsed.table.dep[i] in ("nsubj", "nsubjpass") for i in parsed.table.children[verb])


def _pass(parsed: Parsed, at: int, head: int, expression: TimeExpression) -> int | None:
    """Return the cost of one step from a date up to its head, or None where the date belongs below."""
    table = parsed.table
    if table.pos[at] not in NOUNS or expression.first <= at <= expression.last:
        return 1
    if table.dep[at] in ("pobj", "conj", "appos", "compound", "nmod"):
        return 2
    event = table.lemma[at] in date_words().events and table.lemma[head] not in date_words().carrying
    if table.dep[at] in ("dobj", "nsubj", "nsubjpass", "attr", "dative", "oprd"):
        return None if event else 4
    return None if event else 3


def _partners(parsed: Parsed, near: Sequence[TimeExpression], best: TimeExpression) -> list[TimeExpression]:
    """Return the expressions coordinated with the best one, after it."""
    table = parsed.table
    partners: list[TimeExpression] = []
    last = best
    for expression in near:
        between = range(last.last + 1, expression.first)
        if expression.first <= last.last or expression.edtf is None or len(between) > 3 or not between:
            continue
        words = [table.lower[i] for i in between]
        if "and" in words and all(word in ("and", "in", "on", ",", "again", "the") for word in words):
            partners.append(expression)
            last = expression
    return partners


def _relate(parsed: Parsed, expression: TimeExpression, trigger: int) -> str:
    """Return the date as it bears on the trigger.

    It is opened on one side where its noun follows "after" or "before" ("after the raid of May 2011"), but for that
    noun itself; what was not done until a date was done then.
    """
    edtf, table = expression.edtf or "", parsed.table
    if expression.relation in ("after", "before") and table.pos[trigger] not in VERBS:
        inside = table.head[expression.last] == trigger
        return edtf.removesuffix("/..").removeprefix("../") if inside else edtf
    if expression.relation == "until" and any(table.dep[i] == "neg" for i in table.children[trigger]):
        return edtf.removeprefix("../")
    if expression.relation != "in" or "/" in edtf:
        return edtf
    at = root_of(parsed, expression.first, expression.last)
    for _ in range(4):
        at = table.head[at]
        if table.pos[at] in VERBS or at == trigger:
            return edtf
        relation = date_words().opening.get(table.lower[at])
        if relation and at and table.lower[at - 1] in date_words().soon:
            return edtf
        if relation:
            return f"{edtf}/.." if relation in ("after", "since") else f"../{edtf}"
    return edtf
