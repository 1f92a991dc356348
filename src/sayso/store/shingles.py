"""Keep on disk which texts share words, so that a new text is compared with the few that may be copies of it.

Of each text some shingles are filed: all of a short text, and of longer ones those that are 0 modulo 2, 4 or 8, so that
a hundred or two stand for it. The same shingle is filed or not whatever the text, and a new text asks for all of its
own; so a part is found in its whole and a whole by its part. A passage of 40 shingles is missed in a long text once in
200 times, one of 60 once in 3,000, a copy never. A shingle that many texts have is a formula: after the first 64 nobody
more is filed under it. The texts that share most of what they could are compared in full, the first 48.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from sayso.intake.duplicates import Fingerprint, link
from sayso.model import TextLink
from sayso.store import tables as t
from sayso.store.actor_tables import COPY_TABLES, printed, shingles
from sayso.store.asking import chunks

MOST_UNDER_SHINGLE = 64
MOST_COMPARED = 48
FILED = 128
"""Texts of so many shingles file all; of twice as many every second, and so on up to every eighth."""

LEAST_SHARED, ENOUGH = 0.1, 64
"""Of 64 shingles that two texts could share, those that share less than a third of a link's least are passed over."""


_SHARING = select(shingles.c.text, func.count()).where(shingles.c.shingle.in_(bindparam("some", expanding=True)))
_STANDING = select(shingles.c.shingle, func.count()).where(shingles.c.shingle.in_(bindparam("some", expanding=True)))


def find_links(connection: Connection, doc: str, fingerprint: bytes) -> tuple[TextLink, ...]:
    """Return how a text is linked to those filed, those with the larger share first; none for an empty print."""
    own = read_print(doc, fingerprint)
    numbers = _signed(own.hashes.tolist())
    shared: Counter[int] = Counter()
    for some in chunks(numbers):
        for text, many in connection.execute(_SHARING.group_by(shingles.c.text), {"some": some}):
            shared[int(text)] += int(many)
    others = _choose(connection, doc, own, shared)
    return tuple(link(own, [read_print(other, data) for other, data in others]))


def file_print(connection: Connection, doc: str, text_id: str, fingerprint: bytes) -> None:
    """File a text under its shingles; filing it again changes nothing, another text of the document replaces it."""
    held = connection.execute(select(printed).where(printed.c.doc == doc)).mappings().first()
    if held is not None:
        if held["text_id"] == text_id:
            return
        _drop(connection, held)
    own = read_print(doc, fingerprint)
    every = max(_every(len(own.hashes)), 1 << own.level)
    filed = _signed([number for number in own.hashes.tolist() if number % every == 0])
    standing: dict[int, int] = {}
    for some in chunks(filed):
        rows = connection.execute(_STANDING.group_by(shingles.c.shingle), {"some": some})
        standing |= {int(shingle): int(many) for shingle, many in rows}
    free = [one for one in filed if standing.get(one, 0) < MOST_UNDER_SHINGLE]
    number = 1 + (connection.execute(select(func.max(printed.c.number))).scalar() or 0)
    row = {"number": number, "doc": doc, "text_id": text_id, "filed": len(free), "every": every}
    connection.execute(insert(printed), [row])
    if free:
        connection.execute(insert(shingles), [{"shingle": one, "text": number} for one in free])


def refile_prints(connection: Connection) -> None:
    """File every document's text anew, in order of id."""
    for table in COPY_TABLES:
        connection.execute(delete(table))
    joined = t.texts.join(t.documents, t.documents.c.text_id == t.texts.c.id)
    asked = select(t.documents.c.id, t.texts.c.id, t.texts.c.fingerprint).select_from(joined)
    docs = list(connection.execute(select(t.documents.c.id).order_by(t.documents.c.id)).scalars())
    for some in chunks(docs):
        rows = connection.execute(asked.where(t.documents.c.id.in_(some)).order_by(t.documents.c.id))
        for doc, text_id, data in rows.all():
            if data is not None:
                file_print(connection, doc, text_id, bytes(data))


def read_print(doc: str, data: bytes) -> Fingerprint:
    """Return a fingerprint from its bytes; one that is not whole counts as empty."""
    return Fingerprint.from_bytes(doc, data if len(data) % 8 == 1 else b"")


def _every(many: int) -> int:
    """Return which shingles of a text are filed: those that are 0 modulo this."""
    return next((every for every in (1, 2, 4) if many <= FILED * every), 8)


def _signed(numbers: Sequence[int]) -> list[int]:
    """Return numbers of 64 bits as databases keep them, in order."""
    return sorted(number - (1 << 64) if number >> 63 else number for number in numbers)


def _choose(connection: Connection, doc: str, own: Fingerprint, shared: Counter[int]) -> list[tuple[str, bytes]]:
    """Return the texts to compare with, of those that share shingles, with their fingerprints, in order of document."""
    asked = select(printed.c.number, printed.c.doc, printed.c.text_id, printed.c.filed, printed.c.every)
    ranked = []
    fitting: dict[int, int] = {}
    for some in chunks(sorted(shared)):
        for number, other, text_id, filed, every in connection.execute(asked.where(printed.c.number.in_(some))):
            if every not in fitting:
                fitting[every] = sum(1 for one in own.hashes.tolist() if one % every == 0)
            could = max(1, min(filed, fitting[every]))
            share = shared[number] / could
            if other != doc and (could < ENOUGH or share >= LEAST_SHARED):
                ranked.append((-share, number, str(other), str(text_id)))
    ranked = sorted(ranked)[:MOST_COMPARED]
    prints = select(t.texts.c.id, t.texts.c.fingerprint).where(t.texts.c.id.in_([text_id for *_, text_id in ranked]))
    data = {text_id: bytes(found) for text_id, found in connection.execute(prints) if found is not None}
    return sorted((other, data[text_id]) for _, _, other, text_id in ranked if text_id in data)


def _drop(connection: Connection, held: Any) -> None:
    """Take out a text that its document no longer has."""
    data = connection.execute(select(t.texts.c.fingerprint).where(t.texts.c.id == held["text_id"])).scalar()
    for some in chunks(_signed(read_print(held["doc"], bytes(data or b"")).hashes.tolist())):
        here = shingles.c.shingle.in_(some)
        connection.execute(delete(shingles).where(here, shingles.c.text == held["number"]))
    connection.execute(delete(printed).where(printed.c.number == held["number"]))
