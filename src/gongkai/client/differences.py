"""What changed between two versions of a package."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from gongkai.client.package import opened


def diff(old: str | Path, new: str | Path, *, dataset: str | None = None) -> pa.Table:
    """Every published value that differs between two versions.

    Args:
        old: the earlier package, as `load` takes it.
        new: the later one.
        dataset: which one, where a source holds several.

    Returns:
        An Arrow table with a row for each column of each row that differs: `table`, `key`, `column`, `old`, `new`, all
        texts; `old` is empty for what came, `new` for what went.

    Raises:
        PackageError: a package cannot be read.
    """
    from gongkai.query.differences import differences

    with TemporaryDirectory() as folder:
        sides: list[dict[str, Path]] = []
        for name, source in (("old", old), ("new", new)):
            package, place = opened(source, dataset), Path(folder) / name
            place.mkdir()
            sides.append({table: place / f"{table}.parquet" for table in package.parquet_tables})
            for table, path in sides[-1].items():
                path.write_bytes(package.parquet(table))
        found = differences(*sides)
    rows = [
        {
            "table": entry.key[0],
            "key": "/".join(entry.key[1:]),
            "column": column,
            "old": _text((entry.before or {}).get(column)),
            "new": _text((entry.after or {}).get(column)),
        }
        for entry in found
        for column in entry.columns
    ]
    names = ("table", "key", "column", "old", "new")
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in names]))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
