"""Lay an explanation out as plain lines of at most 100 columns."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from sayso.cli.wording import CHAIN, clean, count_words, flags_of, name_predicate, short_id
from sayso.model.claim import Factuality
from sayso.model.explanation import (
    CreditNote,
    Explanation,
    Factor,
    FrameNote,
    MeaningNote,
    MentionNote,
    ObjectionNote,
    Reason,
    ScopeNote,
    SentenceNote,
)

WIDTH = 100
QUOTE = 64
MOST_OBJECTIONS = 4
LABELS = 12
TEXT_ITSELF = "the text itself"


def explained_lines(found: Explanation, *, show_all: bool = False) -> Iterator[str]:
    """Yield an explanation line by line; `show_all` keeps mentions' frames that say nothing of their own."""
    for number, sentence in enumerate(found.sentences, 1):
        yield from wrap(clean(" ".join(sentence.words.split())), f"{number}. ", "   ")
        yield ""
        yield from _labelled("mentions", _mentions(sentence.mentions))
        yield from _labelled("sources", (_credit(credit, sentence) for credit in sentence.credits))
        yield from _labelled("scopes", (_scope(scope, sentence) for scope in sentence.scopes))
        yield from _labelled("times", (f"“{clean(t.words)}”: {t.edtf or 'cannot be resolved'}" for t in sentence.times))
        for frame in sentence.frames:
            if show_all or frame.meanings or frame.kind != "mention" or _passed_over(frame):
                yield ""
                yield from _frame(frame)
        yield ""


def wrap(words: str, first: str, rest: str) -> list[str]:
    """Return words as lines of at most 100 columns, the first and the others behind an indent of their own."""
    lines = textwrap.wrap(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return lines or [first.rstrip()]


def _labelled(label: str, items: Iterable[str], indent: str = "   ") -> Iterator[str]:
    """Yield items under one label, which stands before the first; nothing where there is none."""
    for item in items:
        yield from wrap(item, f"{indent}{label:<{LABELS}}", " " * (len(indent) + LABELS))
        label = ""


def _mentions(notes: Sequence[MentionNote]) -> Iterator[str]:
    """Yield mentions with the actor that each is, by its number in the text."""
    for note in notes:
        same = "" if note.words == note.actor else f" = {clean(note.actor)}"
        alone = note.kind == "pronoun" and note.mentions == 1
        same = " = nobody known" if alone else same
        kind = note.type.value if note.kind == "name" else f"{note.kind}, {note.type.value}"
        times = f", mentioned {note.mentions} times" if note.mentions > 1 and note.first == note.span else ""
        yield f"[{note.number}] {clean(note.words)}{same} ({kind}{times})"


def _credit(note: CreditNote, sentence: SentenceNote) -> str:
    """Return who is credited, by which cue, with which words."""
    inner = f"inside the credit before, level {note.depth + 1}: " if note.depth else ""
    cue = f" by “{clean(note.cue)}”" if note.cue else ""
    passes = ", who only passes it on," if note.passes_on else ""
    return f"{inner}{clean(note.source or 'nobody')}{passes}{cue} for {_content(note, sentence)}"


def _content(note: CreditNote, sentence: SentenceNote) -> str:
    """Return the credited words of the sentence, shortened in the middle."""
    parts = []
    for span in note.content:
        start, end = max(span.start, sentence.span.start), min(span.end, sentence.span.end)
        if start < end:
            words = sentence.words[start - sentence.span.start : end - sentence.span.start]
            parts.append(f"“{_shorten(words)}”")
    return " and ".join(parts) or "words of other sentences"


def _shorten(words: str) -> str:
    """Return words on one line, the middle left out of long ones."""
    flat = clean(" ".join(words.split()))
    return flat if len(flat) <= QUOTE else f"{flat[: QUOTE // 2].rstrip()} … {flat[-QUOTE // 2 :].lstrip()}"


def _scope(note: ScopeNote, sentence: SentenceNote) -> str:
    """Return what a word makes of which others."""
    base = sentence.span.start
    over = ", ".join(f"“{clean(sentence.words[span.start - base : span.end - base])}”" for span in note.covers)
    return f"“{clean(note.words)}” makes {over} {note.effect}"


def _frame(frame: FrameNote) -> Iterator[str]:
    """Yield a frame with its arguments, its claims or why it has none."""
    parts = []
    for part in frame.arguments:
        known = f" [{clean(part.actor)}]" if part.actor is not None and part.actor != part.words else ""
        parts.append(f"{part.role}: {clean(part.words)}{known}")
    yield from wrap(f"{frame.kind} “{clean(frame.words)}”  {'; '.join(parts) or 'no arguments'}", "   ", "       ")
    for meaning in frame.meanings:
        yield from _meaning(meaning)
    shown = _one_each(_passed_over(frame) if frame.meanings else frame.objections)
    for objection in shown[:MOST_OBJECTIONS]:
        yield from wrap(_objection(objection), "     no claim: ", "       ")
    if len(shown) > MOST_OBJECTIONS:
        yield f"       and {count_words(len(shown) - MOST_OBJECTIONS, 'further sense')} that fit less"


def _one_each(notes: Iterable[ObjectionNote]) -> list[ObjectionNote]:
    """Return the first objection of each predicate and reason."""
    return list({(note.predicate, note.reason): note for note in reversed(list(notes))}.values())[::-1]


def _passed_over(frame: FrameNote) -> list[ObjectionNote]:
    """Return what was made of a frame and then left out."""
    late = (Reason.WEAKER, Reason.SAID_ALREADY, Reason.UNSURE)
    return [note for note in frame.objections if note.reason in late]


def _meaning(note: MeaningNote) -> Iterator[str]:
    """Yield a claim and the reasons for each of its parts."""
    claim, indent = note.claim, " " * 9
    chain = clean(CHAIN.join(source.name for source in claim.sources)) or TEXT_ITSELF
    flags = "".join(f"{flag.word} " for flag in flags_of(claim.factuality))
    said = f"{clean(note.subject)} – {name_predicate(claim.predicate)} – {clean(note.object)}"
    yield from wrap(f"{chain}: {flags}{said}  [{short_id(claim.id)}]", "     => ", indent)
    yield from _labelled("meaning", [_sense(note)], indent)
    yield from _labelled("factuality", [_factuality(claim.factuality, note.scopes)], indent)
    if claim.time is not None:
        by = ", ".join(f"“{clean(time.words)}”" for time in note.times) or "more than one expression alike"
        yield from _labelled("time", [f"{claim.time} by {by}"], indent)
    if claim.sources:
        cues = ", ".join(f"{clean(s.name)}" + (f" (“{clean(s.cue)}”)" if s.cue else "") for s in claim.sources)
        yield from _labelled("sources", [cues], indent)
    yield from _labelled("confidence", [_confidence(claim.confidence, note.factors)], indent)


def _sense(note: MeaningNote) -> str:
    """Return which sense fit, and which arguments became the two sides."""
    if note.carries is not None:
        return f"a further sum between the two of claim {short_id(note.carries)}"
    chance = "" if note.chance is None else f"; the relation model gives it {note.chance:.2f}"
    if not note.sense:
        return f"no sense of a word, the two in this sentence{chance}"
    agent = "an unknown agent" if note.slots[0] == "?" else f"{note.slots[0]} “{clean(note.claim.subject.words)}”"
    words = f"{note.slots[1]} “{clean(note.claim.object.words)}”"
    return f"{note.sense} means {name_predicate(note.claim.predicate)} with {agent} → {words}{chance}"


def _factuality(said: Factuality, scopes: Sequence[ScopeNote]) -> str:
    """Return the judgement and the words that made it so."""
    words = f"{'denied' if said.polarity == '-' else 'asserted'}, {said.certainty.value}, {said.modality.value}"
    by = ", ".join(f"“{clean(scope.words)}” ({scope.effect})" for scope in scopes)
    return f"{words}: {by}" if by else words


def _confidence(confidence: float, factors: Sequence[Factor]) -> str:
    """Return a confidence with what moved it most."""
    moved = ", ".join(f"{factor.feature} {factor.weight:+.2f}" for factor in factors)
    return f"{confidence:.2f}: {moved}" if moved else f"{confidence:.2f}"


def _objection(note: ObjectionNote) -> str:
    """Return on one line why no claim came."""
    sense = "" if note.predicate is None else f"as {name_predicate(note.predicate)}: "
    place = f" ({note.side}: {note.role})" if note.side and note.role else f" ({note.role})" if note.role else ""
    what = "" if note.words is None else f" “{clean(note.words)}”"
    kind = "" if note.type is None or note.reason is not Reason.TYPE else f", {note.type.value}"
    wants = f"; wanted: {', '.join(one.value for one in note.wants)}" if note.wants else ""
    sure = ""
    if note.reason is Reason.UNSURE and note.confidence is not None and note.floor is not None:
        sure = f", {note.confidence:.2f} < {note.floor:.2f}"
    return f"{sense}{note.reason.value}{place}{what}{kind}{wants}{sure}"
