"""Keep on disk which texts share words, so that a new text is compared with the few that may be copies of it.

Of each text some shingles are filed: all of a short text, and of longer ones those that are 0 modulo 2, 4 or 8, so that
some fifty stand for it. The same shingle is filed or not whatever the text, and a new text asks for twice as many of
its own; so a part is found in its whole and a whole by its part. A passage of 40 shingles is missed in a long text once
in 200 times, one of 60 once in 3,000, a copy never; the shortest text that counts, of 21 shingles, in a long one once
in 400 times where it came first, else once in 16. A shingle that many texts have is a formula: after the first 64
nobody more is filed under it. The texts that share most of what they could are compared in full, the first 48.

Each shingle lies on a page of its own, so that what is filed is what a large casefile pays for.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, func, select

from sayso.intake.duplicates import Fingerprint, link
from sayso.model import TextLink
from sayso.store import tables as t
from sayso.store.actor_tables import COPY_TABLES, printed, shingles
from sayso.store.asking import chunks
from sayso.store.fetching import Listed
from sayso.store.prepared import ask, insert_new, remove

MOST_UNDER_SHINGLE = 64
MOST_RANKED = 500
"""Of so many texts that share most shingles it is looked up which share of theirs these are."""

MOST_COMPARED = 48
FILED = 64
"""Texts of so many shingles file all; of twice as many every second, and so on up to every eighth."""

LEAST_SHARED, ENOUGH = 0.1, 40
"""Of 40 shingles that two texts could share, those that share less than a third of a link's least are passed over."""


_SHARING = Listed(lambda: select(shingles.c.text, shingles.c.shingle), shingles.c.shingle)
_PRINTED = Listed(
    lambda: select(printed.c.number, printed.c.doc, printed.c.text_id, printed.c.filed, printed.c.every),
    printed.c.number,
)
_PRINTS = Listed(lambda: select(t.texts.c.id, t.texts.c.fingerprint), t.texts.c.id)
_HELD = select(printed.c.number, printed.c.text_id).where(printed.c.doc == bindparam("of"))
_LAST = select(func.max(printed.c.number))


def file_print(connection: Connection, doc: str, text_id: str, fingerprint: bytes) -> None:
    """File a text under its shingles; filing it again changes nothing, another text of the document replaces it."""
    _file(connection, read_print(doc, fingerprint), text_id, None)


def link_and_file(connection: Connection, doc: str, text_id: str, fingerprint: bytes) -> tuple[TextLink, ...]:
    """Return how a text is linked to those filed, those with the larger share first, and file it; one look for both."""
    own = read_print(doc, fingerprint)
    sharing = _ask_sharing(connection, _at(own, _every(own) // 2))
    found = _find(connection, own, sharing)
    _file(connection, own, text_id, sharing)
    return found


type _Sharing = list[tuple[int, int]]
"""Numbers of texts, each with a shingle that it has."""


def _ask_sharing(connection: Connection, hashes: Sequence[int]) -> _Sharing:
    return [(text, shingle) for text, shingle in _SHARING.rows(connection, _signed(hashes))]


def _find(connection: Connection, own: Fingerprint, sharing: _Sharing) -> tuple[TextLink, ...]:
    others = _choose(connection, own, Counter(text for text, _ in sharing))
    return tuple(link(own, [read_print(other, data) for other, data in others]))


def _file(connection: Connection, own: Fingerprint, text_id: str, sharing: _Sharing | None) -> None:
    for number, held in ask(connection, _HELD, {"of": own.doc}):
        if held == text_id:
            return
        _drop(connection, own.doc, number, held)
        sharing = None
    every = _every(own)
    filed = _at(own, every)
    standing = Counter(shingle for _, shingle in (_ask_sharing(connection, filed) if sharing is None else sharing))
    free = [one for one in _signed(filed) if standing[one] < MOST_UNDER_SHINGLE]
    number = 1 + (ask(connection, _LAST, {})[0][0] or 0)
    row = {"number": number, "doc": own.doc, "text_id": text_id, "filed": len(free), "every": every}
    insert_new(connection, printed, [row])
    insert_new(connection, shingles, [{"shingle": one, "text": number} for one in free])


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


def _every(own: Fingerprint) -> int:
    """Return which shingles of a text are filed: those that are 0 modulo this."""
    return max(next((every for every in (1, 2, 4) if len(own.hashes) <= FILED * every), 8), 1 << own.level)


def _at(own: Fingerprint, every: int) -> list[int]:
    """Return the shingles of a text that are 0 modulo a number; all for 0."""
    return [number for number in own.hashes.tolist() if every < 2 or number % every == 0]


def _signed(numbers: Sequence[int]) -> list[int]:
    """Return numbers of 64 bits as databases keep them, in order."""
    return sorted(number - (1 << 64) if number >> 63 else number for number in numbers)


def _choose(connection: Connection, own: Fingerprint, shared: Counter[int]) -> list[tuple[str, bytes]]:
    """Return the texts to compare with, of those that share shingles, with their fingerprints, in order of document."""
    asked = max(1, _every(own) // 2)
    likely = sorted(shared, key=lambda number: (-shared[number], number))[:MOST_RANKED]
    ranked = []
    fitting: dict[int, int] = {}
    for number, other, text_id, filed, every in _PRINTED.rows(connection, likely):
        met = max(every, asked)
        if met not in fitting:
            fitting[met] = len(_at(own, met))
        could = max(1, min(filed * every // met, fitting[met]))
        share = shared[number] / could
        if other != own.doc and (could < ENOUGH or share >= LEAST_SHARED):
            ranked.append((-share, number, str(other), str(text_id)))
    ranked = sorted(ranked)[:MOST_COMPARED]
    prints = _PRINTS.rows(connection, {text_id for *_, text_id in ranked})
    data = {text_id: bytes(found) for text_id, found in prints if found is not None}
    return sorted((other, data[text_id]) for _, _, other, text_id in ranked if text_id in data)


def _drop(connection: Connection, doc: str, number: int, text_id: str) -> None:
    """Take out a text that its document no longer has."""
    for _, data in _PRINTS.rows(connection, [text_id]):
        hashes = read_print(doc, bytes(data or b"")).hashes.tolist()
        remove(connection, shingles, [{"shingle": one, "text": number} for one in _signed(hashes)])
    remove(connection, printed, [{"number": number}])
