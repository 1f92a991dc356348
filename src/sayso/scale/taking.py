"""Take in what a shard names, one file or record of a web archive after another, as `intake.take` would.

With `opened` that is done by a process apart (`intake/apart.py`). Of a web archive only the records are cut here; each
is handed over as an archive of its own, so that what a stranger wrote into it is unpacked and parsed there.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from sayso.intake.sources import TakeOpen
from sayso.model import Document, Origin, Unreadable
from sayso.scale.shard import Item
from sayso.scale.sources import is_remote, name_of, open_file, size_of

type Taken = Document | Unreadable
type Unit = Callable[[], Iterator[Taken]]
"""One file or record: what is taken in, or given up, as a whole."""

_RECORD = "record.warc"


def units_of(item: Item, opened: TakeOpen | None = None) -> Iterator[Unit]:
    """Yield what an item holds as calls that take it in; a file is one of them, of a web archive each record.

    `opened` takes in what was opened, as `intake.take` says; without one that is done here.
    """
    if item.records > 0:
        yield from _records(item, opened)
    elif item.records < 0:
        yield partial(_rest, item, opened)
    elif is_remote(item.location):
        yield partial(_take_remote, item.location, opened)
    else:
        yield partial(_take_local, item.location, opened)


def origin_of(item: Item) -> Origin:
    """Return where an item stands."""
    return Origin(item.location)


def _take_local(location: str, opened: TakeOpen | None) -> Iterator[Taken]:
    from sayso.intake import take

    return take([location], opened=opened)


def _take_remote(location: str, opened: TakeOpen | None) -> Iterator[Taken]:
    from sayso.intake import Limits
    from sayso.intake.sources import take_member

    limits, origin = Limits(), Origin(location)
    try:
        size = size_of(location)
        if size > limits.max_bytes:
            reason = f"it has {size:,} bytes, the limit is {limits.max_bytes:,}"
            yield Unreadable(origin, "too-large", reason, "Split the file, or raise the limit.")
            return
        with open_file(location) as file:
            data = file.read()
    except OSError as error:
        yield Unreadable(origin, "broken", f"it cannot be opened: {error}", "Check the address and the rights.")
        return
    if opened is None:
        yield from take_member(data, name_of(location), origin, limits)
    else:
        yield from _hand_over(lambda copy: copy.write(data), name_of(location), origin, opened)


def _records(item: Item, opened: TakeOpen | None) -> Iterator[Unit]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    from sayso.intake import Limits
    from sayso.intake.archives import take_record

    limits, origin = Limits(), Origin(item.location)
    with open_file(item.location) as stream:
        stream.seek(item.start)
        found = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=opened is None)
        for record in islice(found, item.records):
            if opened is None:
                yield partial(take_record, record, origin, limits, 0)
            else:
                yield partial(_hand_over, record.write, _RECORD, origin, opened)


def _rest(item: Item, opened: TakeOpen | None) -> Iterator[Taken]:
    from sayso.intake import Limits
    from sayso.intake.archives import take_warc

    with open_file(item.location) as stream:
        stream.seek(item.start)
        if opened is None:
            yield from take_warc(stream, Origin(item.location), Limits(), 0)
        else:
            name = name_of(item.location)
            yield from _hand_over(lambda copy: _copy(stream, copy), name, Origin(item.location), opened)


def _hand_over(write: Callable[[IO[bytes]], object], name: str, origin: Origin, opened: TakeOpen) -> Iterator[Taken]:
    """Write a copy of some bytes and have it taken in: what has no file of its own cannot be handed over open."""
    from sayso.intake import Limits

    with TemporaryFile() as copy:
        write(copy)
        copy.seek(0)
        yield from opened(copy, name, origin, Limits())


def _copy(stream: IO[bytes], copy: IO[bytes]) -> None:
    from shutil import copyfileobj

    copyfileobj(stream, copy, 1 << 20)
