"""Define the tables of the people's database: SQLAlchemy Core, the same for SQLite and PostgreSQL.

Times are seconds since 1970. Secrets are kept as SHA-256 alone: each is 256 random bits, which no dictionary holds;
passwords are what people think up and are kept as Argon2id.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

LAYOUT = 1
metadata = MetaData()

layouts = Table("people_layout", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("display", Text, nullable=False),
    Column("password", Text),
    Column("issuer", Text),
    Column("subject", Text),
    Column("active", Boolean, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    UniqueConstraint("issuer", "subject"),
)
cases = Table("cases", metadata, Column("name", Text, primary_key=True), Column("address", Text, nullable=False))
grants = Table(
    "grants",
    metadata,
    Column("account", ForeignKey("accounts.id"), primary_key=True),
    Column("case_name", ForeignKey("cases.name"), primary_key=True),
    Column("role", Text, nullable=False),
    Column("granted_by", Text, nullable=False),
    Column("granted_at", BigInteger, nullable=False),
)
tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("case_name", ForeignKey("cases.name"), nullable=False),
    Column("role", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("start", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("revoked", Boolean, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("account", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("made_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
invitations = Table(
    "invitations",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("case_name", ForeignKey("cases.name"), nullable=False),
    Column("role", Text, nullable=False),
    Column("invited_by", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_by", Text),
)
errands = Table(
    "errands",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
happenings = Table(
    "happenings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("case_name", Text),
    Column("detail", Text, nullable=False),
    Index("happenings_by_case", "case_name", "id"),
)
