"""Take out of a casefile of an earlier layout the shingles that are no longer filed."""

from sqlalchemy import Connection

from sayso.store.shingles import FILED

_BYTES = 8
"""What one shingle of a fingerprint takes; one byte more stands before them."""

_COARSEN = f"""
UPDATE printed SET every = wanted.every
FROM (
    SELECT id, CASE WHEN many <= {FILED} THEN 1 WHEN many <= {2 * FILED} THEN 2 WHEN many <= {4 * FILED} THEN 4 ELSE 8
               END AS every
    FROM (SELECT id, (length(fingerprint) - 1) / {_BYTES} AS many FROM texts) AS counted
) AS wanted
WHERE wanted.id = printed.text_id AND wanted.every > printed.every
"""  # noqa: S608
_THIN = """
DELETE FROM shingles
WHERE shingle <> (SELECT shingle / every * every FROM printed WHERE printed.number = shingles.text)
"""
_COUNT = """
UPDATE printed SET filed = held.many
FROM (SELECT text, count(*) AS many FROM shingles GROUP BY text) AS held WHERE held.text = printed.number
"""


def thin_shingles(connection: Connection) -> None:
    """Leave of each text the shingles that would be filed now; a second time changes nothing."""
    for statement in (_COARSEN, _THIN, _COUNT):
        connection.exec_driver_sql(statement)
