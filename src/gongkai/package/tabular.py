"""The two files of every table: CSV (UTF-8, no BOM, LF) and Parquet (zstd), value for value the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

ROW_GROUP = 65536
"""Rows of a Parquet row group: small enough for a browser to read one at a time."""

_QUOTED = re.compile('[,"\r\n]')
"""Texts to be quoted: before Python 3.13 `csv.writer` does not quote a lone CR, and `pyarrow.csv` quotes every text."""


def parquet_writer(schema: pa.Schema, path: Path) -> pq.ParquetWriter:
    """What writes a table as Parquet, row group by row group."""
    return pq.ParquetWriter(path, schema, compression="zstd", version="2.6")


def csv_lines(table: pa.Table) -> str:
    """The rows as lines of CSV."""
    lines: list[str] = []
    for batch in table.to_batches(max_chunksize=ROW_GROUP):
        texts = [_texts(column) for column in batch.columns]
        joined = pc.binary_join_element_wise(*texts, ",", null_handling="replace", null_replacement="")
        lines += (f"{line}\n" for line in joined.to_pylist())
    return "".join(lines)


def _texts(column: pa.Array) -> pa.Array:
    """The values of a column as `as_text` writes them, quoted where need be; a whole column at once."""
    if pa.types.is_string(column.type):
        quoted = pc.binary_join_element_wise('"', pc.replace_substring(column, '"', '""'), '"', "")
        return pc.if_else(pc.match_substring_regex(column, _QUOTED.pattern), quoted, column)
    texts = column.cast(pa.string())
    if pa.types.is_decimal(column.type):
        return pc.utf8_rtrim(pc.utf8_rtrim(texts, "0"), ".")
    return texts


def csv_line(texts: Iterator[str] | list[str]) -> str:
    """One line of a CSV file."""
    return ",".join('"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text for text in texts) + "\n"
