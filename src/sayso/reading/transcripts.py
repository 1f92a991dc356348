"""Find who speaks in transcripts that name speakers in square brackets ("[Mori] We lost the ship"); gives raw credits.

Monitored broadcasts mark a speaker before the words and "[Begin recording] … [end recording]" around them; a speaker
goes on until another is named, the recording ends or, outside a recording, the paragraph ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.credited import Found
from sayso.reading.language import Parsed
from sayso.reading.tree import Tree

BEGIN = re.compile(r"begin (?:\w+ )?recording", re.IGNORECASE)
END = re.compile(r"end (?:\w+ )?recording", re.IGNORECASE)
NAME = re.compile(r"^(?:[A-Z][\w.'’-]+\s+){0,5}[A-Z][\w'’-]+(?:,.*)?$", re.DOTALL)
NO_SPEAKER = re.compile(
    r"^(?:text|excerpts?|summary|editorial|report|article|continued|video|passage"
    r"|word|name|as |no |begin|end|sic|from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """Hold a bracket: its words, the first token after it, and its own first and last token where it was parsed."""

    words: str
    at: int
    own: tuple[int, int] | None


def speakers_in_brackets(parsed: Parsed, tree: Tree) -> Iterator[Found]:
    """Give a credit for each stretch after a bracket that names a speaker known from elsewhere in the document."""
    labels = sorted([*_asides(parsed), *_parsed_brackets(parsed, tree)], key=lambda label: label.at)
    recording = False
    for index, label in enumerate(labels):
        recording = bool(BEGIN.search(label.words)) or (recording and not END.search(label.words))
        speaker = _speaker(parsed, tree, label)
        if speaker is None or label.at >= len(tree):
            continue
        following = [later.at for later in labels[index + 1 :] if later.at > label.at and _parts(later)]
        until = min(following, default=len(tree)) - 1
        own = [later.own[0] - 1 for later in labels[index + 1 :] if later.own and _parts(later)]
        until = min([until, *own])
        if not (recording or _begins_recording(labels, index)):
            until = min(until, _segment_end(parsed, label.at))
        if label.at <= until:
            cue = label.own[0] if label.own else speaker
            yield Found((speaker,), (cue,), ((label.at, until),))


def _begins_recording(labels: list[Label], index: int) -> bool:
    """Tell whether the very next bracket begins a recording ("[Mori] [Begin recording]")."""
    return (
        index + 1 < len(labels)
        and labels[index + 1].at <= labels[index].at + 4
        and bool(BEGIN.search(labels[index + 1].words))
    )


def _parts(label: Label) -> bool:
    """Tell whether a bracket ends the words of the speaker before it."""
    return bool(END.search(label.words)) or (bool(NAME.match(label.words)) and not NO_SPEAKER.match(label.words))


def _asides(parsed: Parsed) -> Iterator[Label]:
    """Give the square asides that stand at the start of a paragraph or right after another bracket."""
    text = parsed.document.text
    for aside in parsed.asides:
        before = text[: aside.span.start - 1].rstrip(" \t")
        if aside.square and (not before or before[-1] in "]\n" or END.search(aside.words) or BEGIN.search(aside.words)):
            yield Label(aside.words, aside.after + 1, None)


def _parsed_brackets(parsed: Parsed, tree: Tree) -> Iterator[Label]:
    """Give the square brackets that open a paragraph, which the parse kept."""
    before = -1
    for token, segment in enumerate(parsed.segments):
        if segment != before and tree.words[token] == "[":
            close = next((at for at in range(token + 1, min(token + 14, len(tree))) if tree.words[at] == "]"), None)
            if close is not None and close > token + 1:
                yield Label(parsed.words(token + 1, close - 1), close + 1, (token, close))
        before = segment


def _speaker(parsed: Parsed, tree: Tree, label: Label) -> int | None:
    """Return a token that stands for the speaker whom a bracket names, or None."""
    words = label.words.strip()
    if NO_SPEAKER.match(words) or not NAME.match(words):
        return None
    name = words.split(",")[0].split()[-1].lower()
    if label.own is not None:
        return next((at for at in range(label.own[0], label.own[1]) if tree.words[at] == name), None)
    return next((at for at in range(label.at - 1, -1, -1) if tree.words[at] == name and tree.pos[at] == "PROPN"), None)


def _segment_end(parsed: Parsed, token: int) -> int:
    """Return the last token of a token's paragraph."""
    segment = parsed.segments[token]
    while token + 1 < len(parsed.segments) and parsed.segments[token + 1] == segment:
        token += 1
    return token
