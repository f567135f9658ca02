"""The rows of some reports as packed tables, so that many processes make the tables of one package."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.ipc

from gongkai.forms.schema import table_schemas
from gongkai.model import DatasetContent, PublishedReport
from gongkai.package.arrow import arrow_schema, arrow_table
from gongkai.package.rows import rows_of_dataset, rows_of_reports


def packed_part(reports: Sequence[PublishedReport]) -> bytes:
    """All rows of some reports, table by table, compressed.

    Raises:
        PackageError: a value does not fit its column.
    """
    schemas = table_schemas()
    rows = rows_of_reports(reports)
    tables = {name: _as_stream(arrow_table(schemas[name], rows[name])) for name in rows}
    # zstd inside the streams would begin anew for each of some hundred columns, which takes longer than all else
    return zlib.compress(pickle.dumps(tables), level=1)


def _as_stream(table: pa.Table) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def whole_tables(content: DatasetContent, parts: Iterable[bytes] | None = None) -> Mapping[str, pa.Table]:
    """Every table of the package, by name.

    Args:
        content: the dataset.
        parts: `packed_part` of its reports, in the order of their ids; None to make them of `content.reports`.
    """
    opened = [
        pickle.loads(zlib.decompress(part)) for part in ([packed_part(content.reports)] if parts is None else parts)
    ]
    shared = rows_of_dataset(content)
    return {
        name: arrow_table(schema, shared[name]) if name in shared else _joined(arrow_schema(schema), name, opened)
        for name, schema in table_schemas().items()
    }


def _joined(schema: pa.Schema, name: str, parts: Sequence[Mapping[str, bytes]]) -> pa.Table:
    tables = [pa.ipc.open_stream(part[name]).read_all() for part in parts]
    return pa.concat_tables(tables).combine_chunks() if tables else schema.empty_table()
