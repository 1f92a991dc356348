"""Place labelled boxes on a plane so that distances follow the ties and no box covers another."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin, sqrt

STEPS = 300
UNTANGLE_STEPS = 400
GAP_X = 44.0
GAP_Y = 34.0
EVENNESS = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a box by its middle and its size, in the picture's units."""

    x: float
    y: float
    width: float
    height: float

    def covers(self, other: "Box") -> float:
        """Return the area that both share, 0 where they are apart."""
        over_x = (self.width + other.width) / 2 - abs(self.x - other.x)
        over_y = (self.height + other.height) / 2 - abs(self.y - other.y)
        return over_x * over_y if over_x > 0 and over_y > 0 else 0.0


type Plane = dict[str, list[float]]
type Hops = dict[str, dict[str, float]]


def place(
    sizes: Mapping[str, tuple[float, float]], pairs: Sequence[tuple[str, str]], width: float, height: float
) -> dict[str, Box]:
    """Return a box for each key of `sizes` (width, height), within `width` x `height` where they fit.

    Stress majorization over hop distances (Gansner, Koren and North 2004) from a spiral, those with most ties first;
    the long way is turned to lie flat, the places stretched to fill the picture, then boxes that come too near are
    pushed apart. No chance in it: the same input gives the same places. Empty input gives none.
    """
    if not sizes:
        return {}
    degree = {key: sum(key in pair for pair in pairs) for key in sizes}
    order = sorted(sizes, key=lambda key: (-degree[key], key))
    hops = {key: _hops_from(key, order, pairs) for key in order}
    plane = _settle(order, hops)
    _lay_flat(plane)
    _fit(plane, sizes, width, height)
    for gap in (1.0, 0.6, 0.25, 0.1):
        if _untangle(plane, sizes, order, (width, height), gap):
            break
    return {key: Box(round(x, 1), round(y, 1), *sizes[key]) for key, (x, y) in plane.items()}


def _hops_from(start: str, order: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return how many ties lie between `start` and each key; keys out of reach are a little farther than any."""
    near: dict[str, list[str]] = {key: [] for key in order}
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    hops = {start: 0.0}
    waiting = deque([start])
    while waiting:
        key = waiting.popleft()
        for other in near[key]:
            if other not in hops:
                hops[other] = hops[key] + 1
                waiting.append(other)
    beyond = max(hops.values()) + 1
    return {key: hops.get(key, beyond) for key in order}


def _spiral(order: Sequence[str]) -> Plane:
    """Return starting places: a spiral from the middle, the first keys innermost."""
    golden = pi * (3 - sqrt(5))
    return {
        key: [sqrt(index + 0.5) * cos(index * golden), sqrt(index + 0.5) * sin(index * golden)]
        for index, key in enumerate(order)
    }


def _settle(order: Sequence[str], hops: Hops) -> Plane:
    """Return places near to the wanted distances, from a spiral; far pairs count less (weight 1 / hops squared).

    Coordinates stand in lists and what does not change is worked out once: a dossier's picture took 0.06 s, now 0.016.
    """
    spiral = _spiral(order)
    xs, ys = [spiral[key][0] for key in order], [spiral[key][1] for key in order]
    pulls = [
        [
            (at, wanted, 1 / (wanted * wanted))
            for at, other in enumerate(order)
            if other != one and (wanted := max(hops[one][other], hops[other][one]))
        ]
        for one in order
    ]
    weights = [sum(weight for _, _, weight in row) for row in pulls]
    for _ in range(STEPS):
        settled = [_step(xs, ys, x, y, row) for x, y, row in zip(xs, ys, pulls, strict=True)]
        xs = [x / all_ if all_ else xs[at] for at, ((x, _), all_) in enumerate(zip(settled, weights, strict=True))]
        ys = [y / all_ if all_ else ys[at] for at, ((_, y), all_) in enumerate(zip(settled, weights, strict=True))]
    return {key: [x, y] for key, x, y in zip(order, xs, ys, strict=True)}


def _step(
    xs: Sequence[float], ys: Sequence[float], x: float, y: float, row: Sequence[tuple[int, float, float]]
) -> tuple[float, float]:
    """Return the weighted sum of where each other place would have this one."""
    sum_x = sum_y = 0.0
    for at, wanted, weight in row:
        there_x, there_y = xs[at], ys[at]
        dx, dy = x - there_x, y - there_y
        apart = hypot(dx, dy)
        pull = wanted / (apart if apart > 1e-6 else 1e-6)
        sum_x += weight * (there_x + dx * pull)
        sum_y += weight * (there_y + dy * pull)
    return sum_x, sum_y


def _lay_flat(plane: Plane) -> None:
    """Turn the places about their middle so that they spread most from left to right."""
    mean_x = sum(x for x, _ in plane.values()) / len(plane)
    mean_y = sum(y for _, y in plane.values()) / len(plane)
    spread_x = sum((x - mean_x) ** 2 for x, _ in plane.values())
    spread_y = sum((y - mean_y) ** 2 for _, y in plane.values())
    shared = sum((x - mean_x) * (y - mean_y) for x, y in plane.values())
    angle = atan2(2 * shared, spread_x - spread_y) / 2
    for spot in plane.values():
        dx, dy = spot[0] - mean_x, spot[1] - mean_y
        spot[:] = [dx * cos(angle) + dy * sin(angle), dy * cos(angle) - dx * sin(angle)]


def _fit(plane: Plane, sizes: Mapping[str, tuple[float, float]], width: float, height: float) -> None:
    """Stretch the places so that they fill the picture, crowded parts more than empty ones."""
    for axis, extent in ((0, width), (1, height)):
        margin = max(size[axis] for size in sizes.values()) / 2 + 8
        low = min(spot[axis] for spot in plane.values())
        high = max(spot[axis] for spot in plane.values())
        ranked = sorted(plane, key=lambda key: (plane[key][axis], key))
        for rank, key in enumerate(ranked):
            far = 0.5 if high - low < 1e-6 else (plane[key][axis] - low) / (high - low)
            even = rank / (len(ranked) - 1) if len(ranked) > 1 else 0.5
            plane[key][axis] = margin + ((1 - EVENNESS) * far + EVENNESS * even) * (extent - 2 * margin)


def _untangle(
    plane: Plane,
    sizes: Mapping[str, tuple[float, float]],
    order: Sequence[str],
    extent: tuple[float, float],
    gap: float,
) -> bool:
    """Push boxes apart until `gap` times the wanted space lies between them; tell whether that was reached."""
    for _ in range(UNTANGLE_STEPS):
        if not _push_apart(plane, sizes, order, gap):
            return True
        _keep_inside(plane, sizes, extent)
    return False


def _push_apart(plane: Plane, sizes: Mapping[str, tuple[float, float]], order: Sequence[str], gap: float) -> bool:
    """Push boxes that are too near apart along the shorter way; tell whether any were."""
    moved = False
    for index, one in enumerate(order):
        for other in order[index + 1 :]:
            dx = plane[one][0] - plane[other][0]
            dy = plane[one][1] - plane[other][1]
            over_x = (sizes[one][0] + sizes[other][0]) / 2 + GAP_X * gap - abs(dx)
            over_y = (sizes[one][1] + sizes[other][1]) / 2 + GAP_Y * gap - abs(dy)
            if over_x <= 0.5 or over_y <= 0.5:
                continue
            moved = True
            axis, over, way = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
            shift = over / 2 * (1 if way >= 0 else -1)
            plane[one][axis] += shift
            plane[other][axis] -= shift
    return moved


def _keep_inside(plane: Plane, sizes: Mapping[str, tuple[float, float]], extent: tuple[float, float]) -> None:
    """Bring boxes that left the picture back to its edge."""
    for key, spot in plane.items():
        for axis in (0, 1):
            margin = sizes[key][axis] / 2 + 4
            spot[axis] = min(max(spot[axis], margin), extent[axis] - margin)
