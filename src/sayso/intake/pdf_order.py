"""Put one page's printed lines in reading order: across full-width lines, down each column in turn."""

from sayso.intake.pdf_lines import PrintedLine


def order_page(lines: list[PrintedLine], width: float) -> list[PrintedLine]:
    """Return the lines from top to bottom, a two-column stretch one column after the other.

    A page has columns where a vertical gutter near its middle third is free of most lines and both sides are full;
    a line across the gutter ends a stretch. One-column pages are sorted by height alone.
    """
    rows = sorted(lines, key=lambda line: (-line.box[3], line.box[0]))
    gutter = _find_gutter(rows, width)
    if gutter is None:
        return _merge_rows(rows)
    ordered: list[PrintedLine] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in rows:
        if line.box[0] < gutter - 4 and line.box[2] > gutter + 4:
            ordered += [*_merge_rows(left), *_merge_rows(right), line]
            left, right = [], []
        elif (line.box[0] + line.box[2]) / 2 < gutter:
            left.append(line)
        else:
            right.append(line)
    return [*ordered, *_merge_rows(left), *_merge_rows(right)]


def _find_gutter(lines: list[PrintedLine], width: float) -> float | None:
    """Return the place of a gutter that the fewest lines cross, or None for a page of one column."""
    if len(lines) < 8:
        return None
    best: tuple[int, float] | None = None
    for step in range(33, 68):
        at = width * step / 100
        crossing = sum(1 for line in lines if line.box[0] < at - 2 and line.box[2] > at + 2)
        if best is None or crossing < best[0]:
            best = (crossing, at)
    crossing, at = best or (0, 0.0)
    left = [line for line in lines if line.box[2] <= at + 2]
    right = [line for line in lines if line.box[0] >= at - 2]
    free = [(line.box[0], line.box[2]) for line in (*left, *right)]
    # The last page's second column may be short; where many lines cross, both sides must be full.
    least = 2 if crossing <= 0.1 * len(lines) else max(4, int(0.2 * len(free)))
    if crossing > 0.35 * len(lines) or min(len(left), len(right)) < least:
        return None
    # Columns of prose are wide; ragged tables and lists leave narrow scraps.
    wide = sum(1 for line in (*left, *right) if line.box[2] - line.box[0] > 0.25 * width)
    if wide < 0.5 * len(free):
        return None
    return (max(line.box[2] for line in left) + min(line.box[0] for line in right)) / 2


def _merge_rows(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Join pieces that stand on one height, as justified words far apart or a table's cells do."""
    merged: list[PrintedLine] = []
    for line in lines:
        last = merged[-1] if merged else None
        if last and _same_row(last, line):
            apart = " " if line.box[0] - last.box[2] < 3 * line.size else "    "
            box = (
                min(last.box[0], line.box[0]),
                min(last.box[1], line.box[1]),
                max(last.box[2], line.box[2]),
                max(last.box[3], line.box[3]),
            )
            size = last.size if len(last.text) >= len(line.text) else line.size
            merged[-1] = PrintedLine(last.text + apart + line.text, line.page, box, size)
        else:
            merged.append(line)
    return merged


def _same_row(last: PrintedLine, line: PrintedLine) -> bool:
    middle = (line.box[1] + line.box[3]) / 2
    return last.box[1] <= middle <= last.box[3] and line.box[0] >= last.box[2] - 1
