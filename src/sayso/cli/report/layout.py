"""Place labelled boxes on a plane so that ties are short and no box covers another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

STEPS = 400
UNTANGLE_STEPS = 240
GAP_X = 18.0
GAP_Y = 22.0


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a box by its middle and its size, in the picture's units."""

    x: float
    y: float
    width: float
    height: float


type Plane = dict[str, list[float]]


def place(
    sizes: Mapping[str, tuple[float, float]], pairs: Sequence[tuple[str, str]], width: float, height: float
) -> dict[str, Box]:
    """Return a box for each key of `sizes` (width, height), within `width` x `height` where they fit.

    Springs and repulsion (Fruchterman and Reingold 1991) from a circle, those with most ties first, then boxes that
    overlap are pushed apart. No chance in it: the same input gives the same places. Empty input gives none.
    """
    if not sizes:
        return {}
    degree = {key: sum(key in pair for pair in pairs) for key in sizes}
    order = sorted(sizes, key=lambda key: (-degree[key], key))
    plane = _circle(order, width, height)
    ideal = 0.9 * sqrt(width * height / len(order))
    for step in range(STEPS):
        _relax(plane, order, pairs, ideal, heat=0.12 * width * (1 - step / STEPS), shape=height / width)
    _fit(plane, sizes, width, height)
    for _ in range(UNTANGLE_STEPS):
        if not _push_apart(plane, sizes, order):
            break
        _keep_inside(plane, sizes, width, height)
    return {key: Box(round(x, 1), round(y, 1), *sizes[key]) for key, (x, y) in plane.items()}


def _circle(order: Sequence[str], width: float, height: float) -> Plane:
    """Return starting places: a spiral from the middle, the first keys innermost."""
    golden = pi * (3 - sqrt(5))
    places = {}
    for index, key in enumerate(order):
        radius = sqrt((index + 0.5) / len(order)) / 2
        places[key] = [
            width * (0.5 + radius * cos(index * golden)),
            height * (0.5 + radius * sin(index * golden)),
        ]
    return places


def _relax(
    plane: Plane, order: Sequence[str], pairs: Sequence[tuple[str, str]], ideal: float, heat: float, shape: float
) -> None:
    """Move every key one step along the forces on it, at most `heat`; heights count as `1 / shape`."""
    moves = {key: [0.0, 0.0] for key in order}
    for index, one in enumerate(order):
        for other in order[index + 1 :]:
            dx, dy, far = _apart(plane, one, other, shape)
            force = ideal * ideal / (far * far)
            _add(moves, one, other, dx * force, dy * force)
    for one, other in pairs:
        dx, dy, far = _apart(plane, one, other, shape)
        force = -far / ideal
        _add(moves, one, other, dx * force, dy * force)
    middle = [sum(plane[key][axis] for key in order) / len(order) for axis in (0, 1)]
    for key in order:
        dx = moves[key][0] + 0.06 * (middle[0] - plane[key][0])
        dy = moves[key][1] + 0.06 * (middle[1] - plane[key][1]) / shape
        far = max(hypot(dx, dy), 1e-9)
        step = min(far, heat) / far
        plane[key][0] += dx * step
        plane[key][1] += dy * step * shape


def _apart(plane: Plane, one: str, other: str, shape: float) -> tuple[float, float, float]:
    """Return the way from `other` to `one` and its length, never nought."""
    dx = plane[one][0] - plane[other][0]
    dy = (plane[one][1] - plane[other][1]) / shape
    return dx, dy, max(hypot(dx, dy), 1.0)


def _add(moves: Plane, one: str, other: str, dx: float, dy: float) -> None:
    """Add a force to one key and its opposite to the other."""
    moves[one][0] += dx
    moves[one][1] += dy
    moves[other][0] -= dx
    moves[other][1] -= dy


def _fit(plane: Plane, sizes: Mapping[str, tuple[float, float]], width: float, height: float) -> None:
    """Stretch the places so that they fill the picture."""
    for axis, extent in ((0, width), (1, height)):
        margin = max(size[axis] for size in sizes.values()) / 2 + 8
        low = min(spot[axis] for spot in plane.values())
        high = max(spot[axis] for spot in plane.values())
        for spot in plane.values():
            share = 0.5 if high - low < 1 else (spot[axis] - low) / (high - low)
            spot[axis] = margin + share * (extent - 2 * margin)


def _push_apart(plane: Plane, sizes: Mapping[str, tuple[float, float]], order: Sequence[str]) -> bool:
    """Push overlapping boxes apart along the shorter way; tell whether any overlapped."""
    moved = False
    for index, one in enumerate(order):
        for other in order[index + 1 :]:
            dx = plane[one][0] - plane[other][0]
            dy = plane[one][1] - plane[other][1]
            over_x = (sizes[one][0] + sizes[other][0]) / 2 + GAP_X - abs(dx)
            over_y = (sizes[one][1] + sizes[other][1]) / 2 + GAP_Y - abs(dy)
            if over_x <= 0 or over_y <= 0:
                continue
            moved = True
            axis, over, way = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
            shift = (over / 2 + 0.5) * (1 if way >= 0 else -1)
            plane[one][axis] += shift
            plane[other][axis] -= shift
    return moved


def _keep_inside(plane: Plane, sizes: Mapping[str, tuple[float, float]], width: float, height: float) -> None:
    """Bring boxes that left the picture back to its edge."""
    for key, spot in plane.items():
        for axis, extent in ((0, width), (1, height)):
            margin = sizes[key][axis] / 2 + 4
            spot[axis] = min(max(spot[axis], margin), extent - margin)
