"""Turn what people write of hypotheses into decisions, and decisions back into hypotheses.

A statement is written `subject | predicate | object`, with `| denied` and `| as of DATE` after it where that is meant;
a line without a bar is free words. A hypothesis is kept as decisions of its own kind: the first brings it, a later one
with the same id words it anew.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from sayso.analysis import parse_interval
from sayso.casefile.find import find_actor
from sayso.casefile.names import Namer
from sayso.model import content_id
from sayso.model.decision import Change, Decision, DecisionKind, DecisionQuery, Ruling
from sayso.model.errors import NotFound, UsageError
from sayso.model.hypothesis import Hypothesis, Statement
from sayso.store import Store
from sayso.store.fold import fold

BAR, DENIED, AS_OF = "|", "denied", "as of "
MOST_WORDS = 500
"""Letters of a title, a question or a statement: more is no hypothesis but a report."""

type FindPredicates = Callable[[str], Collection[str] | None]


@dataclass(frozen=True, slots=True)
class Stated:
    """Hold what a person states: the question, the title, the statements as written."""

    question: str
    title: str
    statements: tuple[str, ...]


def question_id(question: str) -> str:
    """Return the id of a question: the same words, case and accents aside, are the same question."""
    return content_id("question", fold(question))


def hypothesis_id(question: str, title: str) -> str:
    """Return the id of a hypothesis as it was first titled; a second of one title on a question is the same."""
    return content_id("hypothesis", fold(question), fold(title))


def check_stated(question: str, title: str, statements: str | Sequence[str]) -> Stated:
    """Return what is stated, tidied; raises UsageError for what is empty or far too long."""
    lines = [statements] if isinstance(statements, str) else list(statements)
    stated = Stated(_tidy(question), _tidy(title), tuple(line for line in map(_tidy, lines) if line))
    for what, words in (("question", stated.question), ("title", stated.title)):
        if not words:
            raise UsageError(f"A hypothesis needs a {what}.")
    if not stated.statements:
        raise UsageError("A hypothesis needs a statement: `subject | predicate | object`, or free words.")
    if max(map(len, (stated.question, stated.title, *stated.statements))) > MOST_WORDS:
        raise UsageError(f"Say it in at most {MOST_WORDS} letters.")
    return stated


def write_changes(
    store: Store, stated: Stated, find_predicates: FindPredicates, before: Hypothesis | None
) -> tuple[Change, ...]:
    """Return a hypothesis as the changes of a decision; raises NotFound and UsageError for names that are not there."""
    old = () if before is None else tuple(one.words for one in before.statements)
    changes = [
        Change("question", None if before is None else before.question, stated.question),
        Change("title", None if before is None else before.title, stated.title),
    ]
    for at in range(max(len(stated.statements), len(old))):
        words = stated.statements[at] if at < len(stated.statements) else None
        ends: tuple[str, ...] = ()
        if words is not None and (read := read_statement(words)).predicate is not None:
            find_predicates(read.predicate)
            ends = (find_actor(store, read.subject or ""), find_actor(store, read.object or ""))
        changes.append(Change("statement", old[at] if at < len(old) else None, words, ends))
    return tuple(changes)


def read_statement(words: str) -> Statement:
    """Return a statement as it is written, without ids; raises UsageError for bars that do not fit."""
    if BAR not in words:
        return Statement(words)
    parts = [part.strip() for part in words.split(BAR)]
    if len(parts) < 3 or not all(parts):
        raise UsageError(f"{words!r} is no statement. Write `subject | predicate | object`, or words without a bar.")
    denied, as_of = False, None
    for part in parts[3:]:
        if part.casefold() == DENIED:
            denied = True
        elif part.casefold().startswith(AS_OF):
            as_of = part[len(AS_OF) :].strip()
            parse_interval(as_of)
        else:
            raise UsageError(f"{part!r} is unknown in a statement; after the object stand `denied` and `as of DATE`.")
    return Statement(words, parts[0], parts[1].replace(" ", "_"), parts[2], denied, as_of)


def read_hypotheses(store: Store, question: str | None = None) -> dict[str, Hypothesis]:
    """Return the hypotheses that stand, in the order in which they came, by id; of one question's id, or all.

    One stands while the decision that brought it does, and is worded by the latest in force.
    """
    first: dict[str, Ruling] = {}
    latest: dict[str, Ruling] = {}
    for ruling in store.rulings(DecisionQuery(kind=DecisionKind.HYPOTHESIS)):
        name = ruling.decision.targets[0].id
        if name not in first or (not first[name].effective and _brings(ruling.decision)):
            first[name] = ruling
            latest.pop(name, None)
        if ruling.effective:
            latest[name] = ruling
    stand = {name: latest[name].decision for name, ruling in first.items() if ruling.effective and name in latest}
    asked = {
        name: made
        for name, made in stand.items()
        if question is None or question_id(_field(made, "question")) == question
    }
    resolver = _Resolver(store, asked.values())
    return {name: resolver.make(made, first[name].decision.seq) for name, made in asked.items()}


class _Resolver:
    """Give statements the canonical actors of today: by the id of that time, else by the name written."""

    def __init__(self, store: Store, made: Iterable[Decision]) -> None:
        self._store = store
        changes = [change for one in made for change in one.change]
        self._canonical = store.canonical(sorted({actor for one in changes for actor in one.actors}))
        self._namer = Namer(store)
        self._namer.merge(set(self._canonical.values()))

    def make(self, made: Decision, seq: int) -> Hypothesis:
        """Return the hypothesis that a decision words."""
        told = tuple(self._state(one) for one in made.change if one.field == "statement" and one.after is not None)
        question, title = _field(made, "question"), _field(made, "title")
        return Hypothesis(made.targets[0].id, question, title, told, made.by, made.made_at, made.why, seq)

    def _state(self, change: Change) -> Statement:
        read = read_statement(change.after or "")
        if read.predicate is None or len(change.actors) != 2:
            return read
        subject = self._find(change.actors[0], read.subject or "")
        object_ = self._find(change.actors[1], read.object or "")
        return Statement(
            read.words,
            read.subject if subject is None else self._namer.name(subject),
            read.predicate,
            read.object if object_ is None else self._namer.name(object_),
            read.denied,
            read.as_of,
            subject,
            object_,
        )

    def _find(self, actor: str, name: str) -> str | None:
        if actor in self._canonical:
            return self._canonical[actor]
        try:
            found = find_actor(self._store, name)
        except (NotFound, UsageError):
            return None
        self._namer.merge({found})
        return found


def find_hypothesis(store: Store, start: str) -> Hypothesis:
    """Return the hypothesis of an id, the start of one, or a title; raises NotFound, and UsageError for several."""
    held = read_hypotheses(store)
    if start in held:
        return held[start]
    found = [one for one in held.values() if start and (one.id.startswith(start) or fold(one.title) == fold(start))]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(f"{one.id} ({one.question})" for one in found)
        raise UsageError(f"{start!r} may be {len(found)} hypotheses; give an id. {listed}")
    raise NotFound(f"There is no hypothesis {start!r}. List them with `sayso hypotheses`.")


def _brings(decision: Decision) -> bool:
    """Tell whether a decision brought a hypothesis rather than worded one anew."""
    return all(change.before is None for change in decision.change)


def _field(decision: Decision, name: str) -> str:
    return next((change.after or "" for change in decision.change if change.field == name), "")


def _tidy(words: str) -> str:
    return " ".join(words.split())
