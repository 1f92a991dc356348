"""Cut sources into shards of some minutes: the same cut whoever does it and however many will read.

Where a shard ends depends on what stands in its documents (a cut by content): so a file that comes or goes changes the
shard that it is in, seldom a second one, and what was read before stays read.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from sayso.model.errors import NotFound, UsageError
from sayso.scale.shard import Item, Shard
from sayso.scale.sources import find_files, is_warc, name_of, open_file

TARGET_WORDS = 600_000
"""About two minutes of one core at 5,000 words a second, intake included; a shard has half to one and a half of it."""

PLAN = "plan.jsonl"

TO_THE_END = -1
"""For `Item.records`: all records from here on, be it none or a damaged one."""

_BYTES_A_WORD = {".html": 50, ".htm": 50, ".pdf": 60, ".docx": 60, ".zip": 3, ".gz": 3}
"""By the ending of a name; plain text has six. Pages are mostly not text, and cost more than their words."""

_TEXT_BYTES, _PAGE_BYTES = 6, 50
_PIECE = 1 << 20


def plan_shards(paths: Iterable[str | Path], target_words: int = TARGET_WORDS) -> Iterator[Shard]:
    """Yield the shards of all files that paths name, each once, reading every byte once to know what stands there.

    Bytes under a name that came before are left out. Raises NotFound, UsageError.
    """
    if target_words < 1:
        raise UsageError(f"A shard must have 1 word or more, not {target_words}.")
    seen: set[bytes] = set()
    some: list[Item] = []
    words = 0
    for item in _find_items(paths):
        key = bytes.fromhex(item.key)[:16]
        if key in seen:
            continue
        seen.add(key)
        some.append(item)
        words += item.words
        if _ends_here(item, words, target_words):
            yield Shard(_join(some))
            some, words = [], 0
    if some:
        yield Shard(_join(some))


def write_plan(folder: Path, shards: Iterable[Shard]) -> Path:
    """Write a plan into the folder of the shards, for machines that each take a part of it; whole or not at all."""
    path = folder / PLAN
    unfinished = folder / f".{PLAN}.{os.getpid()}"
    with unfinished.open("w", encoding="utf-8") as file:
        for shard in shards:
            file.write(json.dumps([asdict(item) for item in shard.items], ensure_ascii=False) + "\n")
    unfinished.rename(path)
    return path


def read_plan(folder: Path, part: tuple[int, int] = (1, 1)) -> Iterator[Shard]:
    """Yield the shards of a folder's plan, of `part` (3, 16) the third of every sixteen; raises NotFound."""
    path = folder / PLAN
    if not path.is_file():
        raise NotFound(f"There is no plan in {folder}. Make one with `sayso plan`, or name what to read.")
    return take_part((Shard(tuple(Item(**one) for one in json.loads(line))) for line in _lines(path)), part)


def take_part(shards: Iterable[Shard], part: tuple[int, int]) -> Iterator[Shard]:
    """Yield every n-th shard."""
    this, of = part
    if not 1 <= this <= of:
        raise UsageError(f"A part is written as 3/16, from 1/16 to 16/16, not {this}/{of}.")
    return (shard for at, shard in enumerate(shards) if at % of == this - 1)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from file


def _ends_here(item: Item, words: int, target: int) -> bool:
    """Tell whether a shard ends with this item: from half the target on by chance of its key, at one and a half surely.

    The chance grows with the item's words, so that shards of many small files and of few large ones are alike.
    """
    if 2 * words < target:
        return False
    return 2 * words >= 3 * target or int(item.key[:8], 16) * target < (2 * item.words) << 32


def _find_items(paths: Iterable[str | Path]) -> Iterator[Item]:
    for location in find_files(paths):
        yield from _records_of(location) if is_warc(location) else [_file(location)]


def _file(location: str) -> Item:
    name = name_of(location)
    digest = hashlib.sha256(f"{name}\0".encode("utf-8", "surrogateescape"))
    size = 0
    try:
        with open_file(location) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except OSError:
        digest.update(location.encode("utf-8", "surrogateescape"))  # reading it will say what is wrong
    words = size // _BYTES_A_WORD.get(PurePosixPath(name.lower()).suffix, _TEXT_BYTES)
    return Item(digest.hexdigest(), location, words)


def _records_of(location: str) -> Iterator[Item]:
    """Yield the response records of a web archive; where it breaks off, the last one stands for all that follows."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    last: Item | None = None
    try:
        with open_file(location) as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
                address = str(record.headers.get("WARC-Target-URI", ""))
                digest = hashlib.sha256(f"{address}\0".encode("utf-8", "surrogateescape"))
                data = record.reader.read()
                digest.update(data)
                if last is not None:
                    yield last
                last = Item(digest.hexdigest(), location, len(data) // _PAGE_BYTES, record.stream_pos, 1)
    except Exception:  # fastwarc raises many kinds; reading it will say what is wrong
        start, key = (0, "") if last is None else (last.start, last.key)
        yield Item(hashlib.sha256(f"{location}\0{key}".encode()).hexdigest(), location, 0, start, TO_THE_END)
        return
    if last is None:
        yield Item(hashlib.sha256(location.encode()).hexdigest(), location, 0, 0, TO_THE_END)
    else:
        yield last


def _join(items: list[Item]) -> tuple[Item, ...]:
    """Return items with records that follow each other as one."""
    joined: list[list[Item]] = []
    for item in items:
        run = joined[-1] if joined else []
        if run and item.records > 0 and run[-1].records > 0 and item.location == run[-1].location:
            run.append(item)
        else:
            joined.append([item])
    return tuple(map(_run, joined))


def _run(items: list[Item]) -> Item:
    first = items[0]
    if len(items) == 1:
        return first
    key = hashlib.sha256("\n".join(item.key for item in items).encode()).hexdigest()
    return Item(key, first.location, sum(item.words for item in items), first.start, len(items))
