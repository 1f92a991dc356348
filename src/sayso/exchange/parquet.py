"""Write a table as Parquet (Apache Parquet, by arro3: the Rust library in 12 MB instead of pyarrow's 55)."""

from collections.abc import Iterator, Mapping
from itertools import batched
from typing import IO, Any

from sayso.exchange.extract import Extract, Tally
from sayso.exchange.rows import TABLES, CellType, Row
from sayso.model.export import ExportReport

AT_ONCE = 20_000
"""Rows of one batch: what is held in memory at a time."""


def write_parquet(extract: Extract, stream: IO[bytes], table: str) -> ExportReport:
    """Write one table; every column may be null, text is UTF-8."""
    from arro3.core import RecordBatchReader
    from arro3.io import write_parquet as write

    tally, laid = Tally("parquet"), TABLES[table]
    schema = _schema(laid.columns)
    batches = _batches(laid.rows(extract), laid.columns, schema, tally, table)
    write(RecordBatchReader.from_batches(schema, batches), stream, compression="zstd(3)")
    return tally.report()


def _schema(columns: Mapping[str, CellType]) -> Any:
    from arro3.core import DataType, Field, Schema

    made = {"text": DataType.utf8, "whole": DataType.int64, "number": DataType.float64, "flag": DataType.bool}
    return Schema([Field(name, made[kind](), nullable=True) for name, kind in columns.items()])


def _batches(
    rows: Iterator[Row], columns: Mapping[str, CellType], schema: Any, tally: Tally, table: str
) -> Iterator[Any]:
    from arro3.core import Array, RecordBatch

    types = dict(zip(columns, schema.types, strict=True))
    for some in batched(rows, AT_ONCE):
        arrays = [Array([row[name] for row in some], types[name]) for name in columns]
        tally.wrote(table, len(some))
        tally.lose(*TABLES[table].lost, many=len(some))
        yield RecordBatch.from_arrays(arrays, schema=schema)
