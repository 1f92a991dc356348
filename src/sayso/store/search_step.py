"""Fill the rows of the search index in a casefile of an earlier layout; the index itself is left as it is."""

from sqlalchemy import Connection, inspect, select

from sayso.store import tables as t
from sayso.store.decisions import decision_marks
from sayso.store.search_rows import settle_rows

_OLD = "old_search_rows"
_FILL = f"""
INSERT INTO search_rows (id, kind, ref, doc, owner, current, segment, voice, said,
                         polarity, certainty, modality, "time", predicate, confidence, actors, types)
SELECT r.id, r.kind, r.ref, r.doc, r.owner,
       CASE r.kind WHEN 'claim' THEN coalesce(c.current, 0) WHEN 'frame' THEN coalesce(f.current, 0) ELSE 1 END,
       coalesce(c.segment, f.segment, CAST(r.ref AS INTEGER)),
       coalesce(s.voice, 'body'),
       CASE s.voice WHEN 'comment' THEN s.speaker_date END,
       coalesce(c.polarity, json_extract(f.detail, '$[2][0]')),
       coalesce(c.certainty, json_extract(f.detail, '$[2][1]')),
       coalesce(c.modality, json_extract(f.detail, '$[2][2]')),
       coalesce(c."time", json_extract(f.detail, '$[3]')),
       c.predicate,
       c.confidence,
       CASE r.kind WHEN 'claim' THEN c.subject || ' ' || c.object
                   WHEN 'frame' THEN (SELECT coalesce(group_concat(json_extract(one.value, '$[4]'), ' '), '')
                                      FROM json_each(f.detail, '$[1]') AS one) END,
       CASE WHEN x.type = y.type THEN x.type ELSE min(x.type, y.type) || ' ' || max(x.type, y.type) END
FROM {_OLD} AS r
LEFT JOIN claims AS c ON r.kind = 'claim' AND c.id = r.ref AND c.run = r.owner
LEFT JOIN frames AS f ON r.kind = 'frame' AND f.id = r.ref AND f.run = r.owner
LEFT JOIN segments AS s
       ON s.text_id = CASE r.kind WHEN 'claim' THEN c.text_id WHEN 'frame' THEN f.text_id ELSE r.owner END
      AND s."index" = coalesce(c.segment, f.segment, CAST(r.ref AS INTEGER))
LEFT JOIN actors AS x ON x.id = c.subject
LEFT JOIN actors AS y ON y.id = c.object
ORDER BY r.id
"""  # noqa: S608


def widen_search(connection: Connection) -> None:
    """Lay the table out anew, row by row; documents on which people ruled are settled after."""
    if "current" in {found["name"] for found in inspect(connection).get_columns("search_rows")}:
        return
    connection.exec_driver_sql(f"ALTER TABLE search_rows RENAME TO {_OLD}")
    connection.exec_driver_sql("DROP INDEX IF EXISTS search_by_doc")
    t.search_rows.create(connection)
    connection.exec_driver_sql(_FILL)
    connection.exec_driver_sql(f"DROP TABLE {_OLD}")
    ruled = select(decision_marks.c.doc).where(decision_marks.c.doc.is_not(None)).distinct()  # an undo is of none
    for doc in sorted(connection.execute(ruled).scalars().all()):
        settle_rows(connection, doc)
