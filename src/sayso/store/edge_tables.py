"""Lay out what follows from claims and is kept in step with them: attestations, edges, roots, contests.

Days are ordinals (`date.toordinal`): 1 and 3652059 stand for an open side.
"""

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table

from sayso.store.tables import maybe_column, metadata, number_column, text_column, wide_column


def _maybe_number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=True)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


_amount = maybe_column("amount")
attestations = Table(
    "attestations",
    metadata,
    text_column("edge", key=True),
    text_column("polarity", key=True),
    Column("doubt", Integer, primary_key=True, autoincrement=False),
    text_column("claim", key=True),
    _flag("speaks"),
    text_column("modality"),
    _maybe_number("told_from"),
    _maybe_number("told_to"),
    _maybe_number("sure_from"),
    _maybe_number("sure_to"),
    _maybe_number("spell_from"),
    _maybe_number("spell_to"),
    _flag("starts"),
    _flag("ended"),
    text_column("root"),
    maybe_column("time"),
    maybe_column("attested"),
    number_column("may_from"),
    number_column("may_to"),
    _maybe_number("known_from"),
    _maybe_number("known_to"),
    text_column("certainty"),
    text_column("doc"),
    maybe_column("role"),
    _amount,
    maybe_column("place"),
    maybe_column("about"),
    text_column("say_so"),
    Column("confidence", Float, nullable=False),
    Index("attestations_by_claim", "claim"),
    Index(
        "attestations_with_amount",
        *("edge", "polarity", "doubt", "claim", "root", "amount"),
        sqlite_where=_amount.is_not(None),
        postgresql_where=_amount.is_not(None),
    ),
)
"""The current claims, as their edges need them; on either side of an edge those that speak most surely lie first.

What a date asks for stands first in a row: a database that keeps rows reads no further. `told_from` and `told_to` are
the days of which a claim speaks (`sayso.model.Spoken`), `spell_from` and `spell_to` those over which it joins others.
"""

_WALKED = ("sign", "standing", "roots", "asserted", "may_from", "may_to", "known_from", "sure_from")
"""What walking asks of an edge besides its ends: it looks at thousands, and reads no more than an index of them."""

edges = Table(
    "edges",
    metadata,
    text_column("id", key=True),
    text_column("subject"),
    text_column("predicate"),
    text_column("object"),
    number_column("sign"),
    number_column("asserted"),
    number_column("denied"),
    number_column("actual"),
    number_column("refused"),
    number_column("certain"),
    number_column("trusted_roots"),
    number_column("roots"),
    number_column("denying_roots"),
    text_column("standing"),
    wide_column("rank"),
    _flag("contested"),
    _maybe_number("sure_from"),
    _maybe_number("sure_to"),
    _maybe_number("may_from"),
    _maybe_number("may_to"),
    _maybe_number("known_from"),
    _maybe_number("known_to"),
    number_column("ended"),
    number_column("vague"),
    Index("edges_by_subject", "subject", "rank", "predicate", "id", "object", *_WALKED),
    Index("edges_by_object", "object", "rank", "predicate", "id", "subject", *_WALKED),
    Index("edges_by_pair", "subject", "object", "predicate", "rank", *_WALKED),
    Index("edges_by_rank", "rank"),
)
"""Edges with their counters; `rank` orders by roots, then by claims that assert as actual."""

edge_roots = Table(
    "edge_roots",
    metadata,
    text_column("edge", key=True),
    text_column("root", key=True),
    number_column("actual"),
    number_column("certain"),
    number_column("planned"),
    number_column("denied"),
    Index("edge_roots_by_root", "root", "edge", "actual", "planned", "denied"),
)
"""How often each root asserts an edge as actual, as actual and certain, as planned or supposed, and denies it."""

roots = Table(
    "roots",
    metadata,
    text_column("key", key=True),
    text_column("name"),
    maybe_column("actor"),
    _flag("named"),
    maybe_column("grade"),
)
contests = Table(
    "contests",
    metadata,
    text_column("edge", key=True),
    text_column("other", key=True),
    text_column("kind", key=True),
    wide_column("turn"),
    Index("contests_by_other", "other"),
    Index("contests_by_turn", "turn", "kind", "edge", "other"),
)
"""Disagreements: within one edge (`other` is `edge`) or between two; `turn` orders them, the weightiest smallest."""

contest_actors = Table(
    "contest_actors",
    metadata,
    text_column("actor", key=True),
    wide_column("turn", key=True),
    text_column("kind", key=True),
    text_column("edge", key=True),
    text_column("other", key=True),
)
"""The contests of each actor that is an end of one of their edges, in the order in which they are listed."""

tenures = Table(
    "tenures",
    metadata,
    text_column("predicate", key=True),
    text_column("object", key=True),
    text_column("role", key=True),
    text_column("edge", key=True),
    text_column("claim", key=True),
    text_column("root"),
    number_column("sure_from"),
    number_column("sure_to"),
    Index("tenures_by_edge", "edge"),
)
"""Claims that put a subject into a post at a certain time; `role` is folded."""

voices = Table("voices", metadata, text_column("plain", key=True), maybe_column("actor"), number_column("bearers"))
"""Plain names of authors and publishers, and the one named actor that bears it; `bearers` counts them up to 2."""

actor_counts = Table(
    "actor_counts",
    metadata,
    text_column("canonical", key=True),
    number_column("claims"),
    number_column("degree"),
)
"""How many current claims and how many edges each canonical actor has."""
moved_edges = Table("moved_edges", metadata, text_column("id", key=True), text_column("claim"))
"""Edges that are no more under this id, as their actors were merged, parted or renamed, each with a claim of it: an id
follows from the ends, and whoever kept a link finds by the claim where the edge is now."""

FOLLOWING = (attestations, edges, edge_roots, contests, contest_actors, tenures, actor_counts, voices)
"""What follows row by row from the other tables; roots may outlive what rested on them."""
