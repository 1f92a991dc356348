"""Take claims in from elsewhere."""

from collections.abc import Iterable
from functools import partial

from sayso.exchange import ClaimLine, Grounder, parse_claim
from sayso.exchange.ground import UNNAMED
from sayso.model.errors import ExchangeError, GroundingError
from sayso.model.view import ImportReport
from sayso.store import Commit, Store
from sayso.vocabulary import Vocabulary


def import_jsonl(store: Store, lines: Iterable[str], by: str | None, vocabulary: Vocabulary) -> ImportReport:
    """Take lines in; see `Casefile.import_`. Blank lines are passed over."""
    docs: dict[str, list[str]] = {}
    for name, doc in store.doc_names():
        docs.setdefault(name, []).append(doc)
    held = {doc for some in docs.values() for doc in some}
    grounders: dict[str, Grounder] = {}
    refused: list[tuple[int, str]] = []
    seen = taken = 0
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        seen += 1
        try:
            line = parse_claim(text)
            if line.predicate not in vocabulary.predicates:
                raise ExchangeError(f"predicate {line.predicate!r} is not in the vocabulary")
            own = line.details.document if line.details else None
            meant = [own] if own is not None and own in held else docs.get(line.doc, ())
            _ground(store, meant, grounders, line, by)
            taken += 1
        except (ExchangeError, GroundingError) as error:
            refused.append((number, str(error)))
    symmetric = frozenset(name for name, predicate in vocabulary.predicates.items() if predicate.symmetric)
    in_order = [doc for some in docs.values() for doc in some if doc in grounders]  # by name, as folders are read
    new = sum(_commit(store, doc, grounders[doc], by, symmetric) for doc in in_order)
    return ImportReport(seen, new, taken - new, tuple(refused))


def _ground(store: Store, docs: Iterable[str], grounders: dict[str, Grounder], line: ClaimLine, by: str | None) -> None:
    """Ground a line in the first of the documents that it may mean in which its words stand."""
    reason = f"there is no document {line.doc!r} in the casefile; read it first"
    for doc in docs:
        if doc not in grounders:
            grounders[doc] = Grounder(store.document(doc), store.actors_of([doc]), by, partial(_is_taken, store))
        try:
            grounders[doc].add(line)
        except GroundingError as error:
            reason = str(error)
        else:
            return
    raise GroundingError(reason)


def _is_taken(store: Store, actor: str) -> bool:
    return any(True for _ in store.actors([actor]))


def _commit(store: Store, doc: str, grounder: Grounder, by: str | None, symmetric: frozenset[str]) -> int:
    """Write one document's claims, without those that are there; return how many were new."""
    grounder.drop([*store.claims_by_id(grounder.ids), *(claim.id for claim in store.rejected(grounder.ids))])
    reading = grounder.reading()
    if not reading.claims:
        return 0
    commit = Commit(
        store.document(doc),
        reading=reading,
        run=by or UNNAMED,
        symmetric=symmetric,
        imported=True,
        settle=True,
    )
    return store.commit(commit).claims
