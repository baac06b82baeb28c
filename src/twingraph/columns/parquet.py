"""Parquet files, written and read with the Arrow library for Rust."""

from __future__ import annotations

import csv
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from arro3.core import DataType, Field, Schema
from arro3.io import read_csv, read_parquet, write_parquet

from twingraph.store.questions import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TYPES = {
    "text": DataType.string(),
    "integer": DataType.int64(),
    "number": DataType.float64(),
    "day": DataType.date32(),
    "boolean": DataType.bool(),
}
COMPRESSION = "zstd(3)"


def convert(csv: IO[bytes], columns: Iterable[Column], output: IO[bytes]) -> None:
    """Write CSV without a head as Parquet, some thousand rows at a time; an empty cell is null.

    Args:
        csv: File to read.
        columns: Its columns.
        output: File to write to.
    """
    batches = read_csv(csv, schema(columns), has_header=False, batch_size=50_000)
    write_parquet(batches, output, compression=COMPRESSION)


def write_rows(
    rows: Iterable[Sequence[object]], columns: Mapping[str, str], output: IO[bytes]
) -> None:
    """Write rows of Python values as Parquet; None is null.

    Args:
        rows: The cells of each row, in the order of the columns.
        columns: Types of the columns by their names, as in ``TYPES``.
        output: File to write to.
    """
    with TemporaryFile() as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        text.flush()
        file.seek(0)
        convert(file, [Column(name, type_) for name, type_ in columns.items()], output)


def read(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file as values of Python by their columns; null is None.

    Args:
        file: A file that was written here, and is whole.
    """
    for batch in read_parquet(file):
        columns = [batch.column(name).to_pylist() for name in batch.column_names]
        for cells in zip(*columns, strict=True):
            yield dict(zip(batch.column_names, cells, strict=True))


def schema(columns: Iterable[Column]) -> Schema:
    """Return the types of columns, with their descriptions."""
    return Schema(
        [
            Field(one.name, TYPES[one.type], nullable=True, metadata=_described(one))
            for one in columns
        ]
    )


def _described(column: Column) -> dict[str, str]:
    return {"description": column.description} if column.description else {}
