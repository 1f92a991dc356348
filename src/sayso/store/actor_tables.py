"""Lay out what is kept of actors across documents and of texts that share words."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from sayso.store.tables import judgements, metadata


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, String, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


def _wide(name: str, *, key: bool = False) -> Column[int]:
    """Return a column for numbers of 64 bits."""
    return Column(name, BigInteger, primary_key=key, nullable=False, autoincrement=False)


likenesses = Table(
    "likenesses",
    metadata,
    _number("number", key=True),
    _wide("digest"),
    _text("actor"),
    Index("likenesses_by_digest", "digest", unique=True),
    Index("likenesses_by_actor", "actor"),
)
blocks = Table("blocks", metadata, _wide("key", key=True), _number("likeness", key=True))

unions = Table(
    "unions",
    metadata,
    _text("id", key=True),
    _text("doc"),
    _text("name"),
    _text("type"),
    Column("named", Boolean, nullable=False),
    Column("aliases", Text, nullable=False),
    Column("known_as", String, nullable=True),
    _number("members"),
    _number("documents"),
    Column("tallied", Boolean, nullable=False),
    _number("claims"),
)
unions_by_claims = Index("unions_by_claims", unions.c.claims.desc(), unions.c.name, unions.c.id)
union_counts = Table(
    "union_counts",
    metadata,
    _text("union", key=True),
    _text("what", key=True),
    _text("value", key=True),
    _number("many"),
)
counts_by_use = Index(
    "union_counts_by_use", union_counts.c.union, union_counts.c.what, union_counts.c.many.desc(), union_counts.c.value
)
union_names = Table(
    "union_names",
    metadata,
    _text("folded", key=True),
    _text("union", key=True),
    _number("many"),
    Index("union_names_by_union", "union"),
)
name_words = Table("name_words", metadata, _text("word", key=True), _text("folded", key=True))

printed = Table(
    "printed",
    metadata,
    _number("number", key=True),
    _text("doc"),
    _text("text_id"),
    _number("filed"),
    _number("every"),
    Index("printed_by_doc", "doc", unique=True),
)
shingles = Table("shingles", metadata, _wide("shingle", key=True), _number("text", key=True))

judged_left = Index("judgements_by_left", judgements.c.left, judgements.c.verdict, judgements.c.right)
judged_right = Index("judgements_by_right", judgements.c.right, judgements.c.verdict, judgements.c.left)

ACTOR_TABLES = (likenesses, blocks, unions, union_counts, union_names, name_words)
ACTOR_INDEXES = (judged_left, judged_right, unions_by_claims, counts_by_use)
COPY_TABLES = (printed, shingles)
KEYED = (blocks, name_words, shingles, union_counts, union_names)
"""Tables that are little more than their key."""
