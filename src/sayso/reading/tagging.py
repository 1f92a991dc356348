"""Tag words as source, cue or content of say-so with the encoder's vectors, and mend what the finders found by it.

The tagger learned from a teacher (see `docs/models.md`). It knows better where a span begins and ends; the finders know
better what belongs together, also over sentences. A cue that only one of the two sees stands as `mend` says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from sayso.reading.credited import Found, Ranges, joined
from sayso.reading.encoder import FOLDER, Floats
from sayso.reading.pairs import Layout
from sayso.reading.tree import NOMINAL, SUBJECTS, Tree

SOURCE, CUE, CONTENT = range(3)
BEGIN, INSIDE = 1, 2
SHARED = 0.5
FARTHEST = 25
BESIDE = 1
FUNCTION = frozenset({"ADP", "DET", "PUNCT", "PART", "CCONJ", "PRON"})
"""Words that are no cue of say-so by themselves."""

type Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Hold the spans of one sentence by kind, as first and last tokens of the document."""

    first: int
    last: int
    spans: tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]


@cache
def load_tagger() -> tuple[Floats, Floats]:
    """Load weight and bias of the tagger."""
    with np.load(FOLDER / "tagger.npz") as data:
        return data["out.weight"].astype(np.float32), data["out.bias"].astype(np.float32)


def tag(sentences: Sequence[tuple[Layout, Floats]]) -> list[Tagged]:
    """Return the spans of sentences, given with their words' vectors."""
    weight, bias = load_tagger()
    found = []
    for layout, vectors in sentences:
        best = (vectors @ weight.T + bias).reshape(-1, 3, 3).argmax(axis=2)
        spans = [tuple(spans_of(best[:, kind].tolist(), layout.first)) for kind in (SOURCE, CUE, CONTENT)]
        found.append(Tagged(layout.first, layout.last, (spans[0], spans[1], spans[2])))
    return found


def spans_of(tags: Sequence[int], first: int) -> Iterator[Span]:
    """Yield the spans that begin-inside tags mark; an inside without a begin begins one."""
    start = None
    for i, mark in enumerate([*tags, 0]):
        if start is not None and mark != INSIDE:
            yield first + start, first + i - 1
            start = None
        if start is None and mark in (BEGIN, INSIDE):
            start = i


def mend(found: Sequence[Found], tagged: Sequence[Tagged], tree: Tree) -> list[Found]:
    """Return credits with the spans that the tagger gives them, and those that only it sees, with source and content.

    What the tagger does not see in a sentence that it read is dropped, unless it is bare, handed on, named before its
    words, or shares content with what the tagger sees.
    """
    by_token = {token: one for one in tagged for token in range(one.first, one.last + 1)}
    result: list[Found] = []
    seen: set[Span] = set()
    for credit in found:
        one = by_token.get(credit.cue[0])
        if one is None:
            result.append(credit)
            continue
        cue = next((span for span in one.spans[CUE] if any(span[0] <= t <= span[1] for t in credit.cue)), None)
        if cue is None:
            if credit.bare or credit.inner or credit.words or touches(one.spans[CONTENT], credit.content):
                result.append(credit)
            continue
        seen.add(cue)
        result.append(widened(credit, one, cue, tree))
    for one in tagged:
        result += [new for cue in one.spans[CUE] if cue not in seen and (new := added(one, cue, tree)) is not None]
    return result


def widened(credit: Found, one: Tagged, cue: Span, tree: Tree) -> Found:
    """Return a credit with the tagger's cue, content and source; a source beside the cue corrects the parse."""
    inside = [r for r in credit.content if one.first <= r[0] <= one.last]
    better = [span for span in one.spans[CONTENT] if any(shares(span, r) for r in inside) and not meets(span, cue)]
    content = credit.content
    if better:
        content = joined({*(r for r in credit.content if r not in inside), *better})
    words = next(
        (span for span in one.spans[SOURCE] if any(span[0] <= source <= span[1] for source in credit.sources)), None
    )
    last = cue[1]
    while last > cue[0] and last not in credit.cue and tree.pos[last] == "ADP":
        last -= 1
    sources = credit.sources
    near = nearest(one.spans[SOURCE], cue)
    if words is None and near is not None and gap(near, cue) <= BESIDE and not credit.inner and not told_of(near, tree):
        words, sources = near, (head_of(near, tree),)
    return replace(credit, sources=sources, cue=tuple(range(cue[0], last + 1)), content=content, words=words)


def told_of(source: Span, tree: Tree) -> bool:
    """Tell whether words are what others say something of, and no source: "Orlov is said to have paid Lee"."""
    head = head_of(source, tree)
    verb = tree.heads[head]
    return tree.deps[head] == "nsubjpass" and tree.child(verb, {"xcomp"}) is not None


def added(one: Tagged, cue: Span, tree: Tree) -> Found | None:
    """Return the credit of a cue that only the tagger sees: with the source and the content that stand nearest."""
    source = nearest(one.spans[SOURCE], cue)
    content = nearest([span for span in one.spans[CONTENT] if not meets(span, cue)], cue)
    if source is None or content is None or all(tree.pos[t] in FUNCTION for t in range(cue[0], cue[1] + 1)):
        return None
    speaker = speaker_of(source, cue, tree) if cue[1] < content[0] else head_of(source, tree)
    if tree.pos[speaker] not in NOMINAL:
        return None
    return Found((speaker,), tuple(range(cue[0], cue[1] + 1)), (content,), words=source)


def speaker_of(source: Span, cue: Span, tree: Tree) -> int:
    """Return the head of a source; of one that hangs under its own cue, the noun that heads all of it.

    The parser then took a verb for a noun ("Files found in the barracks show that").
    """
    head = head_of(source, tree)
    above = head
    while above < cue[0] and tree.heads[above] != above:
        above = tree.heads[above]
    if above > cue[1] or tree.pos[above] != "NOUN":
        return head
    top = above
    while tree.heads[top] < top:
        top = tree.heads[top]
    if tree.pos[top] == "VERB":
        top = next(tree.kids(top, SUBJECTS), head)
    return top if tree.pos[top] in NOMINAL and top < cue[0] else head


def head_of(span: Span, tree: Tree) -> int:
    """Return the first token of a span whose governor stands outside it."""
    return next((t for t in range(span[0], span[1] + 1) if not span[0] <= tree.heads[t] <= span[1]), span[1])


def nearest(spans: Sequence[Span], cue: Span) -> Span | None:
    """Return the span that stands nearest to a cue."""
    near = [(gap(span, cue), span) for span in spans if gap(span, cue) <= FARTHEST]
    return min(near)[1] if near else None


def gap(a: Span, b: Span) -> int:
    """Return how many tokens stand between two spans."""
    return max(0, a[0] - b[1] - 1, b[0] - a[1] - 1)


def meets(a: Span, b: Span) -> bool:
    """Tell whether two spans share a token."""
    return a[0] <= b[1] and b[0] <= a[1]


def shares(a: Span, b: Span) -> bool:
    """Tell whether two spans share at least half of the shorter one."""
    common = min(a[1], b[1]) - max(a[0], b[0]) + 1
    return common >= SHARED * (min(a[1] - a[0], b[1] - b[0]) + 1)


def touches(spans: Sequence[Span], ranges: Ranges) -> bool:
    """Tell whether any of some spans shares half with a range."""
    return any(shares(span, r) for span in spans for r in ranges)
