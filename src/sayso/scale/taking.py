"""Take in what a shard names, one file or record of a web archive after another, as `intake.take` would."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from sayso.model import Document, Origin, Unreadable
from sayso.scale.shard import Item
from sayso.scale.sources import is_remote, name_of, open_file, size_of

type Taken = Document | Unreadable
type Unit = Callable[[], Iterator[Taken]]
"""One file or record: what is taken in, or given up, as a whole."""


def units_of(item: Item) -> Iterator[Unit]:
    """Yield what an item holds as calls that take it in; a file is one of them, of a web archive each record."""
    if item.records > 0:
        yield from _records(item)
    elif item.records < 0:
        yield partial(_rest, item)
    else:
        yield partial(_take_remote if is_remote(item.location) else _take_local, item.location)


def origin_of(item: Item) -> Origin:
    """Return where an item stands."""
    return Origin(item.location)


def _take_local(location: str) -> Iterator[Taken]:
    from sayso.intake import take

    return take([location])


def _take_remote(location: str) -> Iterator[Taken]:
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
    yield from take_member(data, name_of(location), origin, limits)


def _records(item: Item) -> Iterator[Unit]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    from sayso.intake import Limits
    from sayso.intake.archives import take_record

    limits, origin = Limits(), Origin(item.location)
    with open_file(item.location) as stream:
        stream.seek(item.start)
        found = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
        for record in islice(found, item.records):
            yield partial(take_record, record, origin, limits, 0)


def _rest(item: Item) -> Iterator[Taken]:
    from sayso.intake import Limits
    from sayso.intake.archives import take_warc

    with open_file(item.location) as stream:
        stream.seek(item.start)
        yield from take_warc(stream, Origin(item.location), Limits(), 0)
