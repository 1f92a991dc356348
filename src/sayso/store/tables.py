"""Lay out the tables; SQLAlchemy Core and nothing that one database alone understands.

`current` marks what answers questions: the newest reading of a document's text. What it replaced stays in place.
"""

from sqlalchemy import (
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


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, String, primary_key=key, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, String, nullable=True)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


documents = Table(
    "documents",
    metadata,
    _text("id", key=True),
    _text("name"),
    _text("media_type"),
    _number("size_bytes"),
    _maybe("title"),
    _text("authors"),
    _maybe("publisher"),
    _maybe("date"),
    _maybe("date_found"),
    _maybe("language"),
    _text("text_id"),
    _text("status"),
    Index("documents_by_name", "name"),
)
texts = Table(
    "texts",
    metadata,
    _text("id", key=True),
    _text("doc"),
    Column("body", Text, nullable=False),
    Column("offsets", LargeBinary, nullable=False),
    Column("fingerprint", LargeBinary, nullable=True),
)
origins = Table("origins", metadata, _text("doc", key=True), _text("location", key=True), _text("member", key=True))
problems = Table(
    "problems",
    metadata,
    _text("location", key=True),
    _text("member", key=True),
    _text("code"),
    _text("reason"),
    _text("remedy"),
    _maybe("doc"),
    _number("size_bytes"),
)
segments = Table(
    "segments",
    metadata,
    _text("text_id", key=True),
    _number("index", key=True),
    _number("start"),
    _number("end"),
    _text("voice"),
    _text("digest"),
    _maybe("speaker"),
    _maybe("speaker_date"),
    Column("page", Integer, nullable=True),
)
runs = Table(
    "runs",
    metadata,
    _text("id", key=True),
    _text("doc"),
    _text("text_id"),
    _text("reader"),
    Column("imported", Boolean, nullable=False),
    Column("current", Boolean, nullable=False),
    _number("words"),
    Index("runs_by_doc", "doc"),
)
actors = Table(
    "actors",
    metadata,
    _text("id", key=True),
    _text("doc"),
    _text("name"),
    _text("type"),
    Column("named", Boolean, nullable=False),
    _text("aliases"),
    _maybe("known_as"),
    _text("canonical"),
    Index("actors_by_doc", "doc"),
    Index("actors_by_canonical", "canonical"),
)
actor_names = Table(
    "actor_names", metadata, _text("folded", key=True), _text("actor", key=True), Index("names_by_actor", "actor")
)
claims = Table(
    "claims",
    metadata,
    _text("id", key=True),
    _text("run", key=True),
    _text("doc"),
    _text("text_id"),
    _number("segment"),
    _text("subject"),
    _text("predicate"),
    _text("object"),
    Column("symmetric", Boolean, nullable=False),
    Column("current", Boolean, nullable=False),
    _text("polarity"),
    _text("certainty"),
    _text("modality"),
    _maybe("time"),
    _maybe("place"),
    _maybe("amount"),
    _maybe("role"),
    _maybe("about"),
    _number("start"),
    _number("end"),
    _text("words"),
    _text("places"),
    Column("confidence", Float, nullable=False),
    _text("reader"),
    Index("claims_by_doc", "doc"),
    Index("claims_by_subject", "subject"),
    Index("claims_by_object", "object"),
)
claim_sources = Table(
    "claim_sources",
    metadata,
    _text("claim", key=True),
    _text("run", key=True),
    _number("depth", key=True),
    _text("actor"),
    _text("name"),
    Column("start", Integer, nullable=True),
    Column("end", Integer, nullable=True),
    _maybe("words"),
    _maybe("cue"),
    Index("sources_by_actor", "actor"),
)
frames = Table(
    "frames",
    metadata,
    _text("id", key=True),
    _text("run", key=True),
    _text("doc"),
    _text("text_id"),
    _number("segment"),
    _text("lemma"),
    Column("current", Boolean, nullable=False),
    _number("start"),
    _number("end"),
    _text("words"),
    _text("detail"),
    Index("frames_by_doc", "doc"),
)
judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    _text("left"),
    _text("right"),
    _text("verdict"),
    _text("by"),
    Column("score", Float, nullable=False),
    _text("reasons"),
    _maybe("made_at"),
)
text_links = Table(
    "text_links",
    metadata,
    _text("doc", key=True),
    _text("other", key=True),
    _text("kind", key=True),
    Column("share", Float, nullable=False),
    Index("links_by_other", "other"),
)
edges = Table(
    "edges",
    metadata,
    _text("subject", key=True),
    _text("predicate", key=True),
    _text("object", key=True),
    _number("asserted"),
    _number("denied"),
    Index("edges_by_object", "object"),
)
revisions = Table("revisions", metadata, _text("mark", key=True), _number("number"))
search_rows = Table(
    "search_rows",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("kind"),
    _text("ref"),
    _text("doc"),
    _text("owner"),
    Index("search_by_doc", "doc"),
)
