"""Draw the network of ties as one SVG picture that needs nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from sayso.casefile.placing import Box, place
from sayso.model.actor import ActorType
from sayso.model.edge import Standing
from sayso.model.plain_words import clean

WIDTH = 1200.0
HEIGHT = 800.0
LETTER = 6.9
SMALL_LETTER = 5.6
LABEL_PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
LINE = 30.0
LONGEST_LABEL = 30
LONGEST_WORDS = 16
MOST_LINES = 34

STYLE = """
.net{--paper:#fff;--ink:#1b1f24;--faint:#5b6570;--friend:#0b7a75;--foe:#c0392b;--plain:#66707a;--box:#f3f5f7;--state:#e8eefc}
.net text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
.net .paper{fill:var(--paper)}
.net .node rect{fill:var(--box);stroke:var(--ink);stroke-width:1.1}
.net .node.state rect{fill:var(--state);stroke-width:2}
.net .node text{fill:var(--ink);font-size:12.5px;text-anchor:middle;dominant-baseline:central}
.net .tie{fill:none;stroke:var(--plain);stroke-width:1.3}
.net .friend{stroke:var(--friend)}.net .foe{stroke:var(--foe)}
.net .strong{stroke-width:3}
.net .hedged{stroke-dasharray:7 5}.net .denied{stroke-dasharray:1.5 5;stroke-linecap:round;stroke-width:2.2}
.net .contested{stroke-dasharray:14 4 3 4;stroke-width:2.6}
.net .what{fill:var(--faint);font-size:10.5px;text-anchor:middle;dominant-baseline:central;
 paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.net .tip{fill:var(--plain)}.net .tip.friend{fill:var(--friend)}.net .tip.foe{fill:var(--foe)}
.net .tip{stroke:none}
@media (prefers-color-scheme:dark){.net{--paper:#14181d;--ink:#e8ecf0;--faint:#a3adb8;--friend:#4fc3bb;--foe:#ff8a7a;
 --plain:#8b96a1;--box:#222932;--state:#25304a}}
"""

_LINE_CLASS = {
    Standing.WELL_SUPPORTED: "strong",
    Standing.SINGLE_ROOT: "",
    Standing.CONTESTED: "contested",
    Standing.DENIED: "denied",
    Standing.ONLY_HEDGED: "hedged",
    Standing.ONLY_INTENDED: "hedged",
}
_MARK = {Standing.CONTESTED: " ≠", Standing.DENIED: " ✗", Standing.ONLY_HEDGED: " ?", Standing.ONLY_INTENDED: " …"}
_URGENCY = (
    Standing.CONTESTED,
    Standing.WELL_SUPPORTED,
    Standing.SINGLE_ROOT,
    Standing.ONLY_HEDGED,
    Standing.ONLY_INTENDED,
    Standing.DENIED,
)


@dataclass(frozen=True, slots=True)
class Node:
    """Hold an actor as a picture needs it."""

    id: str
    name: str
    type: ActorType
    named: bool


class Tie(Protocol):
    """Be what a picture shows as a line: who, what, whom, how it stands; `rank` sorts the best supported first."""

    @property
    def subject(self) -> Node:
        """Return who."""
        ...

    @property
    def object(self) -> Node:
        """Return whom."""
        ...

    @property
    def standing(self) -> Standing:
        """Return how well it stands."""
        ...

    @property
    def predicate(self) -> str:
        """Return the predicate as words."""
        ...

    @property
    def sign(self) -> int:
        """Return +1 for friendly, -1 for hostile, else 0."""
        ...

    @property
    def rank(self) -> "Rank":
        """Return what sorts the best supported first."""
        ...


type Rank = tuple[int, int, float, str, str, str]


@dataclass(frozen=True, slots=True)
class Strand:
    """Hold all ties between two actors: one line of the picture."""

    left: Node
    right: Node
    ties: tuple[Tie, ...]

    @property
    def leading(self) -> Tie:
        """Return the tie that gives the line its look."""
        return min(self.ties, key=lambda tie: (_URGENCY.index(tie.standing), tie.rank))

    @property
    def label(self) -> str:
        """Return the predicates on the line, the leading one first, with a mark for those that do not stand plainly."""
        ordered = sorted(self.ties, key=lambda tie: (tie is not self.leading, tie.rank))
        names = list(dict.fromkeys(tie.predicate + _MARK.get(tie.standing, "") for tie in ordered))
        both = ", ".join(names[:2])
        shown = both if len(both) <= LONGEST_WORDS else names[0]
        left = len(names) - shown.count(",") - 1
        return shown + (f" +{left}" if left else "")


def draw(ties: Sequence[Tie], title: str, *, most: int = MOST_LINES) -> str:
    """Return an SVG with the strands that carry most, the ties they stand for in its description.

    Colour shows the predicate's sign, the line's kind how it stands; both are also in words on the line and in its
    title. No ties give a picture that says so.
    """
    strands = choose_strands(ties, most)
    nodes = {node.id: node for strand in strands for node in (strand.left, strand.right)}
    sizes = {key: (len(_label(node)) * LETTER + 18, LINE) for key, node in nodes.items()}
    boxes = place(sizes, [(strand.left.id, strand.right.id) for strand in strands], WIDTH, HEIGHT)
    lines = [_line(strand, boxes) for strand in strands]
    words = _labels(strands, boxes)
    shapes = [_shape(nodes[key], box) for key, box in boxes.items()]
    nothing = (
        "" if strands else f'<text class="what" x="{WIDTH / 2}" y="{HEIGHT / 2}">No ties between named actors.</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="net" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" '
        f'aria-labelledby="net-title net-desc"><title id="net-title">{escape(clean(title))}</title>'
        f'<desc id="net-desc">{escape(_describe(strands))}</desc><style>{STYLE}</style>'
        f'<rect class="paper" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"/>'
        f"{''.join(lines)}{''.join(shapes)}{''.join(words)}{nothing}</svg>"
    )


def choose_strands(ties: Iterable[Tie], most: int) -> list[Strand]:
    """Return at most `most` strands, those with most voices first, of the largest connected part."""
    between: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        between[min(tie.subject.id, tie.object.id), max(tie.subject.id, tie.object.id)].append(tie)
    strands = [_strand(found) for found in between.values()]
    strands.sort(key=lambda strand: (strand.leading.standing is not Standing.CONTESTED, strand.leading.rank))
    return _largest_part(strands)[:most] if len(strands) <= most else _grow(strands, most)


def _strand(ties: list[Tie]) -> Strand:
    """Return the strand of ties between the same two actors."""
    first = ties[0]
    return Strand(first.subject, first.object, tuple(ties))


def _grow(strands: list[Strand], most: int) -> list[Strand]:
    """Return strands that hang together: the first, then always the first that touches what is there."""
    chosen = [strands[0]]
    rest = strands[1:]
    seen = {strands[0].left.id, strands[0].right.id}
    while rest and len(chosen) < most:
        touching = next((item for item in rest if item.left.id in seen or item.right.id in seen), None)
        if touching is None:
            break
        rest.remove(touching)
        chosen.append(touching)
        seen |= {touching.left.id, touching.right.id}
    return chosen


def _largest_part(strands: list[Strand]) -> list[Strand]:
    """Return the strands of the largest connected part, in their order."""
    left = list(strands)
    parts: list[list[Strand]] = []
    while left:
        part = _grow(left, len(left))
        parts.append(part)
        left = [strand for strand in left if strand not in part]
    return max(parts, key=len, default=[])


def _label(node: Node) -> str:
    """Return an actor's name, cut where it is too long for a box."""
    name = clean(node.name)
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"


def _describe(strands: Sequence[Strand]) -> str:
    """Return the picture in words, for those who do not see it."""
    parts = [
        f"{clean(tie.subject.name)} {tie.predicate} {clean(tie.object.name)}: {tie.standing.value}"
        for strand in strands
        for tie in strand.ties
    ]
    return "Ties as the sources of the documents state them. " + "; ".join(parts) + "."


def _kind(tie: Tie) -> str:
    """Return the class that colours a tie by its sign."""
    return "friend" if tie.sign > 0 else "foe" if tie.sign < 0 else ""


def _line(strand: Strand, boxes: dict[str, Box]) -> str:
    """Return the line of a strand with an arrow head at each end that a tie points to."""
    one, other = boxes[strand.left.id], boxes[strand.right.id]
    x1, y1 = _border(one, other)
    x2, y2 = _border(other, one)
    tie = strand.leading
    kind = _kind(tie)
    heads = {item.object.id for item in strand.ties}
    tips = ""
    if strand.right.id in heads:
        tips += _tip(x1, y1, x2, y2, kind)
    if strand.left.id in heads:
        tips += _tip(x2, y2, x1, y1, kind)
    title = "; ".join(
        f"{clean(item.subject.name)} {item.predicate} {clean(item.object.name)} ({item.standing.value})"
        for item in strand.ties
    )
    classes = " ".join(part for part in ("tie", kind, _LINE_CLASS[tie.standing]) if part)
    return (
        f'<g><title>{escape(title)}</title><line class="{classes}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" '
        f'y2="{y2:.1f}"/>{tips}</g>'
    )


def _tip(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """Return an arrow head at (x2, y2) that points away from (x1, y1)."""
    far = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1.0)
    ux, uy = (x2 - x1) / far, (y2 - y1) / far
    back_x, back_y = x2 - 10 * ux, y2 - 10 * uy
    corners = ((x2, y2), (back_x - 4.5 * uy, back_y + 4.5 * ux), (back_x + 4.5 * uy, back_y - 4.5 * ux))
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return f'<polygon class="{f"tip {kind}".strip()}" points="{points}"/>'


def _border(box: Box, towards: Box) -> tuple[float, float]:
    """Return where the line from the middle of `box` to that of `towards` leaves the box."""
    dx, dy = towards.x - box.x, towards.y - box.y
    if not dx and not dy:
        return box.x, box.y
    share = min(
        (box.width / 2 + 2) / abs(dx) if dx else float("inf"), (box.height / 2 + 2) / abs(dy) if dy else float("inf")
    )
    return box.x + dx * min(share, 1), box.y + dy * min(share, 1)


def _labels(strands: Sequence[Strand], boxes: dict[str, Box]) -> list[str]:
    """Return the predicates on their lines, each where it covers least of boxes and of words set before."""
    taken = list(boxes.values())
    labels = []
    for strand in strands:
        size = (len(strand.label) * SMALL_LETTER + 6, 13.0)
        one, other = boxes[strand.left.id], boxes[strand.right.id]
        (x1, y1), (x2, y2) = _border(one, other), _border(other, one)
        spots = [Box(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, *size) for share in LABEL_PLACES]
        best = min(spots, key=lambda spot: sum(spot.covers(box) for box in taken))
        taken.append(best)
        labels.append(f'<text class="what" x="{best.x:.1f}" y="{best.y:.1f}">{escape(strand.label)}</text>')
    return labels


def _shape(node: Node, box: Box) -> str:
    """Return an actor's box: round for a person, square for the rest, tinted for a state."""
    round_by = box.height / 2 if node.type is ActorType.PERSON else 4
    left, top = box.x - box.width / 2, box.y - box.height / 2
    return (
        f'<g class="node {node.type.value}"><title>{escape(clean(node.name))} ({node.type.value})</title>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="{round_by:.0f}"/>'
        f'<text x="{box.x:.1f}" y="{box.y:.1f}">{escape(_label(node))}</text></g>'
    )
