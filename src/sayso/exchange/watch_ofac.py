"""Read the tables of OFAC's list: `sdn.csv` with the names, `alt.csv` with other names, `add.csv` with addresses.

They have no head; columns are those of the published layout, `-0-` stands for nothing. What a date of birth or a
nationality is stands among the remarks, parted by semicolons.
"""

import re
from collections.abc import Iterator, Sequence
from typing import IO

from sayso.exchange.csv_rows import read_rows
from sayso.exchange.watch_items import Draft, Item, Refused, load_layouts, type_of

SDN, ALT, ADD = 12, 5, 6
"""How many columns each table has."""
_NOTHING = "-0-"
_WEAK = re.compile(r"a\.k\.a\. ['‘\"]([^'’\"]+)['’\"]")
_BORN = re.compile(r"\b(?:alt\. )?DOB ([^;]+)")
_OF = re.compile(r"\b(?:alt\. )?(?:nationality|citizen) ([^;.]+)")


def read_ofac(tables: Sequence[tuple[int, IO[bytes]]], listed: str) -> Iterator[Item]:
    """Yield the entries of one or more tables, each given with its number of columns; other tables add to `sdn.csv`."""
    names: dict[str, list[tuple[str, bool]]] = {}
    countries: dict[str, list[str]] = {}
    for width, stream in tables:
        for place, row in _rows(stream, width) if width != SDN else ():
            if isinstance(row, Refused):
                yield row
            elif width == ALT:
                names.setdefault(row[0], []).append(
                    (row[3], "weak" in row[2].casefold() or "weak" in row[4].casefold())
                )
            else:
                countries.setdefault(row[0], []).append(row[4])
            del place
    for width, stream in tables:
        for place, row in _rows(stream, width) if width == SDN else ():
            yield row if isinstance(row, Refused) else _entry(row, names, countries, listed, place)


def _entry(
    row: Sequence[str],
    names: dict[str, list[tuple[str, bool]]],
    countries: dict[str, list[str]],
    listed: str,
    place: str,
) -> Item:
    key, name, kind, programmes, title, remarks = row[0], row[1], row[2], row[3], row[4], row[11]
    word = kind.casefold() or _NOTHING
    if word not in load_layouts()["ofac"]:
        return Refused(place, f"{kind!r} is no kind of entry that this layout has")
    others = names.get(key, [])
    return Draft(
        id=key,
        name=name,
        type=type_of("ofac", word),
        aliases=[other for other, weak in others if not weak],
        weak=[other for other, weak in others if weak] + _WEAK.findall(remarks),
        births=_BORN.findall(remarks),
        countries=[*_OF.findall(remarks), *([row[9]] if row[9] != _NOTHING else []), *countries.get(key, [])],
        topics=[part.strip(" []") for part in re.split(r"\] ?\[|;", programmes) if part.strip(" []") != _NOTHING],
        remarks="; ".join(part for part in (title, remarks) if part and part != _NOTHING),
    ).finish(listed, place)


def _rows(stream: IO[bytes], width: int) -> Iterator[tuple[str, list[str] | Refused]]:
    """Yield the rows of a table with their places; a row of another width is refused."""
    for place, cells in read_rows(stream):
        if isinstance(cells, Refused):
            yield place, cells
            continue
        row = [cell.strip() for cell in cells]
        if len(row) != width or not row[0].isdigit():
            yield place, Refused(place, f"it has {len(row)} columns, not {width}, or no number first")
            continue
        yield place, row
