"""Read FollowTheMoney JSON lines as a watchlist, and the table of targets of OpenSanctions."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from sayso.exchange.csv_rows import read_rows
from sayso.exchange.sound_text import check_texts
from sayso.exchange.watch_items import Dated, Draft, Item, Passed, Refused, load_layouts, read_lines, type_of
from sayso.model.errors import ExchangeError

_SANCTION = "Sanction"
_JOIN = ";"


def read_ftm(stream: IO[bytes], listed: str) -> Iterator[Item]:
    """Yield the entries of entities that may be actors; others (addresses, relations) are passed over.

    The stream is read twice: a sanction's programme belongs to the entity that it names, which may stand before it.
    """
    programmes = _gather_programmes(stream)
    stream.seek(0)
    kinds = load_layouts()["ftm"]
    for number, line in read_lines(stream):
        place = f"line {number}"
        entity = line if isinstance(line, Refused) else _entity_in(line, place)
        if isinstance(entity, Refused):
            yield entity
            continue
        schema = entity["schema"]
        if schema not in kinds:
            yield Passed(schema[:80])
            continue
        if changed := entity.get("last_change") or entity.get("last_seen"):
            yield Dated(str(changed)[:10])
        yield _draft(entity, programmes.get(str(entity.get("id")), ())).finish(listed, place)


def _gather_programmes(stream: IO[bytes]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, line in read_lines(stream):
        if isinstance(line, Refused) or f'"{_SANCTION}"' not in line:
            continue
        entity = _entity_in(line, "")
        if isinstance(entity, Refused) or entity["schema"] != _SANCTION:
            continue
        held = entity["properties"]
        for name in _texts(held, "entity"):
            found.setdefault(name, []).extend([*_texts(held, "program"), *_texts(held, "programId")])
    return found


def _entity_in(line: str, place: str) -> dict[str, Any] | Refused:
    """Return the entity in a line, or why there is none."""
    try:
        entity = json.loads(line)
        check_texts(entity)
    except ExchangeError as error:
        return Refused(place, f"it {error}")
    except (ValueError, RecursionError) as error:
        return Refused(place, f"it is no JSON: {error}")
    if not isinstance(entity, dict) or not isinstance(entity.get("schema"), str):
        return Refused(place, "it is no entity with a schema")
    if not isinstance(entity.get("properties"), dict):
        return Refused(place, "it has no properties")
    return entity


def _draft(entity: Mapping[str, Any], programmes: Sequence[str]) -> Draft:
    held, wanted = entity["properties"], load_layouts()["properties"]
    names = _texts(held, "name")
    caption = entity.get("caption")
    own = caption if isinstance(caption, str) and caption in names else next(iter(names), "")

    def gather(part: str) -> list[str]:
        return [text for name in wanted[part] for text in _texts(held, name)]

    return Draft(
        id=str(key) if isinstance(key := entity.get("id"), str | int) else "",
        name=own,
        type=type_of("ftm", entity["schema"]),
        aliases=[*names, *gather("aliases")],
        weak=gather("weak"),
        births=gather("births"),
        countries=gather("countries"),
        topics=[*gather("topics"), *programmes],
        remarks=next(iter(gather("remarks")), None),
    )


def _texts(properties: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts of one property; what is nested or no text is left out."""
    values = properties.get(name)
    held = values if isinstance(values, list) else [values]
    return [value for value in held if isinstance(value, str)]


def read_targets(stream: IO[bytes], listed: str) -> Iterator[Item]:
    """Yield the entries of `targets.simple.csv`: one a row, several values in a cell parted by semicolons."""
    head: list[str] = []
    kinds = load_layouts()["ftm"]
    for place, row in read_rows(stream):
        if isinstance(row, Refused):
            yield row
            continue
        if not head:
            head = row
            continue
        cells = dict(zip(head, row, strict=False))
        schema = cells.get("schema", "")
        if schema not in kinds:
            yield Passed(schema[:80] or "no schema")
            continue
        if changed := cells.get("last_change") or cells.get("last_seen"):
            yield Dated(changed[:10])
        many = {
            name: cells.get(name, "").split(_JOIN) for name in ("aliases", "birth_date", "countries", "program_ids")
        }
        yield Draft(
            id=cells.get("id", ""),
            name=cells.get("name", ""),
            type=type_of("ftm", schema),
            aliases=many["aliases"],
            births=many["birth_date"],
            countries=many["countries"],
            topics=many["program_ids"],
            remarks=cells.get(load_layouts()["targets"]["remarks"]),
        ).finish(listed, place)
