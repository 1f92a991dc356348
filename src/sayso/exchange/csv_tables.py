"""Write a table as CSV that pandas, Polars, DuckDB and Excel open.

UTF-8 with a byte order mark (Excel needs it, the others pass over it), commas, CRLF, quotes where needed (RFC 4180).
A text that a spreadsheet would compute (it begins with =, +, -, @, tab or return) gets an apostrophe before it, for a
document's words must never run as a formula.
"""

import csv
from collections.abc import Mapping
from typing import IO

from sayso.exchange.extract import Extract, Tally
from sayso.exchange.rows import TABLES, Cell, Row
from sayso.model.export import ExportReport

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(extract: Extract, stream: IO[str], table: str) -> ExportReport:
    """Write one table, its columns named in the first line."""
    tally, laid = Tally("csv"), TABLES[table]
    stream.write("\ufeff")
    writer = csv.DictWriter(stream, list(laid.columns), lineterminator="\r\n")
    writer.writeheader()
    for row in laid.rows(extract):
        safe, changed = _guard(row)
        writer.writerow(safe)
        tally.wrote(table)
        tally.lose(*laid.lost)
        if changed:
            tally.lose("cells that a spreadsheet would compute", "written with an apostrophe before them", changed)
    return tally.report()


def _guard(row: Row) -> tuple[Mapping[str, Cell], int]:
    """Return a row in which no text is a formula, and how many were."""
    risky = {name: f"'{cell}" for name, cell in row.items() if isinstance(cell, str) and cell.startswith(_FORMULA)}
    words = {name: str(cell).lower() for name, cell in row.items() if isinstance(cell, bool)}
    return {**row, **words, **risky}, len(risky)
