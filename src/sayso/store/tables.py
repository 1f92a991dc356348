"""Lay out the tables; SQLAlchemy Core and nothing that one database alone understands.

`current` marks what answers questions: the newest reading of a document's text. What it replaced stays in place.
`documents.first` is the earliest of the documents that are copies of one another, `documents.voice` the plain name in
which the document speaks.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()


def text_column(name: str, *, key: bool = False) -> Column[str]:
    """Return a column of text that is always there."""
    return Column(name, String, primary_key=key, nullable=False)


def maybe_column(name: str) -> Column[str]:
    """Return a column of text that may be missing."""
    return Column(name, String, nullable=True)


def number_column(name: str, *, key: bool = False) -> Column[int]:
    """Return a column of whole numbers that is always there."""
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


def wide_column(name: str, *, key: bool = False) -> Column[int]:
    """Return a column of whole numbers of 64 bits; SQLite's are in any case, and look as they always did."""
    wide = Integer().with_variant(BigInteger(), "postgresql")
    return Column(name, wide, primary_key=key, nullable=False, autoincrement=False)


documents = Table(
    "documents",
    metadata,
    text_column("id", key=True),
    text_column("name"),
    text_column("media_type"),
    wide_column("size_bytes"),
    maybe_column("title"),
    text_column("authors"),
    maybe_column("publisher"),
    maybe_column("date"),
    maybe_column("date_found"),
    maybe_column("language"),
    text_column("text_id"),
    text_column("status"),
    maybe_column("first"),
    maybe_column("voice"),
    Index("documents_by_name", "name"),
    Index("documents_by_first", "first"),
    Index("documents_by_voice", "voice"),
)
texts = Table(
    "texts",
    metadata,
    text_column("id", key=True),
    text_column("doc"),
    Column("body", Text, nullable=False),
    Column("offsets", LargeBinary, nullable=False),
    Column("fingerprint", LargeBinary, nullable=True),
)
origins = Table(
    "origins",
    metadata,
    text_column("doc", key=True),
    text_column("location", key=True),
    text_column("member", key=True),
)
problems = Table(
    "problems",
    metadata,
    text_column("location", key=True),
    text_column("member", key=True),
    text_column("code"),
    text_column("reason"),
    text_column("remedy"),
    maybe_column("doc"),
    wide_column("size_bytes"),
)
segments = Table(
    "segments",
    metadata,
    text_column("text_id", key=True),
    number_column("index", key=True),
    number_column("start"),
    number_column("end"),
    text_column("voice"),
    text_column("digest"),
    maybe_column("speaker"),
    maybe_column("speaker_date"),
    Column("page", Integer, nullable=True),
)
runs = Table(
    "runs",
    metadata,
    text_column("id", key=True),
    text_column("doc"),
    text_column("text_id"),
    text_column("reader"),
    Column("imported", Boolean, nullable=False),
    Column("current", Boolean, nullable=False),
    number_column("words"),
    Index("runs_by_doc", "doc"),
)
actors = Table(
    "actors",
    metadata,
    text_column("id", key=True),
    text_column("doc"),
    text_column("name"),
    text_column("type"),
    Column("named", Boolean, nullable=False),
    text_column("aliases"),
    maybe_column("known_as"),
    text_column("canonical"),
    Index("actors_by_doc", "doc"),
    Index("actors_by_canonical", "canonical", "id"),
)
actor_names = Table(
    "actor_names",
    metadata,
    text_column("folded", key=True),
    text_column("actor", key=True),
)
claims = Table(
    "claims",
    metadata,
    text_column("id", key=True),
    text_column("run", key=True),
    text_column("doc"),
    text_column("text_id"),
    number_column("segment"),
    text_column("subject"),
    text_column("predicate"),
    text_column("object"),
    Column("symmetric", Boolean, nullable=False),
    Column("current", Boolean, nullable=False),
    text_column("polarity"),
    text_column("certainty"),
    text_column("modality"),
    maybe_column("time"),
    maybe_column("place"),
    maybe_column("amount"),
    maybe_column("role"),
    maybe_column("about"),
    number_column("start"),
    number_column("end"),
    text_column("words"),
    text_column("places"),
    Column("confidence", Float, nullable=False),
    text_column("reader"),
    Index("claims_by_doc", "doc"),
    Index("claims_by_subject", "subject"),
    Index("claims_by_object", "object"),
)
claim_sources = Table(
    "claim_sources",
    metadata,
    text_column("claim", key=True),
    text_column("run", key=True),
    number_column("depth", key=True),
    text_column("actor"),
    text_column("name"),
    Column("start", Integer, nullable=True),
    Column("end", Integer, nullable=True),
    maybe_column("words"),
    maybe_column("cue"),
    Index("sources_by_actor", "actor"),
)
frames = Table(
    "frames",
    metadata,
    text_column("id", key=True),
    text_column("run", key=True),
    text_column("doc"),
    text_column("text_id"),
    number_column("segment"),
    text_column("lemma"),
    Column("current", Boolean, nullable=False),
    number_column("start"),
    number_column("end"),
    text_column("words"),
    text_column("detail"),
    Index("frames_by_doc", "doc"),
)
judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    text_column("left"),
    text_column("right"),
    text_column("verdict"),
    text_column("by"),
    Column("score", Float, nullable=False),
    text_column("reasons"),
    maybe_column("made_at"),
)
text_links = Table(
    "text_links",
    metadata,
    text_column("doc", key=True),
    text_column("other", key=True),
    text_column("kind", key=True),
    Column("share", Float, nullable=False),
    Index("links_by_other", "other"),
)
revisions = Table("revisions", metadata, text_column("mark", key=True), wide_column("number"))
search_rows = Table(
    "search_rows",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    text_column("kind"),
    text_column("ref"),
    text_column("doc"),
    text_column("owner"),
    Column("current", Boolean, nullable=False),
    number_column("segment"),
    text_column("voice"),
    maybe_column("said"),
    maybe_column("polarity"),
    maybe_column("certainty"),
    maybe_column("modality"),
    maybe_column("time"),
    maybe_column("predicate"),
    Column("confidence", Float, nullable=True),
    maybe_column("actors"),
    maybe_column("types"),
    Index("search_by_doc", "doc"),
)
"""What each row of the search index stands for; `said` is the date of a comment, `actors` are raw ids, `types` theirs.

A segment's row answers while its text (`owner`) is its document's.
"""
notes = Table("notes", metadata, text_column("name", key=True), text_column("value"))
"""What the casefile has to remember of itself."""
