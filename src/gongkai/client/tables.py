"""Tables of a package as Arrow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gongkai.client.package import opened

METADATA = b"gongkai"
"""Key of the schema metadata that says where a table came from."""

Labels = Literal["zh", "en"]


def load(
    table: str,
    source: str | Path,
    *,
    labels: Labels | None = None,
    value: Literal["value", "best"] = "value",
    dataset: str | None = None,
) -> pa.Table:
    """A table of a published package.

    Args:
        table: its name, such as `requests`, `reports` or `indicators`.
        source: folder or zip of a package, or the http(s) address of a package or of a published site; a site gives the
            newest released version, or what was built where nothing was released.
        labels: `zh` or `en` adds a column `<column>_label` beside each column that holds codes.
        value: `value` leaves the numbers as printed. `best` puts into the column `value` what the sums of the form
            imply where they leave one number (`reconciled`), and leaves it empty where the reading is in doubt.
        dataset: which one, where the source holds several.

    Returns:
        An Arrow table; its schema metadata say where it came from. Empty is not zero.

    Raises:
        PackageError: there is no such package or table, or a file is not the one that was published.
    """
    package = opened(source, dataset)
    found = pq.read_table(pa.BufferReader(package.parquet(table)))
    if value == "best" and {"value", "reconciled", "certain"} <= set(found.column_names):
        certain = pc.if_else(found["certain"], found["value"], pa.scalar(None, found.schema.field("value").type))
        best = pc.coalesce(found["reconciled"], certain)
        found = found.set_column(found.column_names.index("value"), "value", best)
    if labels:
        codes = pq.read_table(pa.BufferReader(package.parquet("codes")))
        fields = package.resource(table)["schema"]["fields"]
        for name, source in ((field["name"], field["codes"]) for field in fields if "codes" in field):
            chosen = codes.filter(pc.equal(codes["list"], source))
            at = pc.index_in(found[name], value_set=chosen["code"].combine_chunks())
            text = chosen[f"label_{labels}"].combine_chunks().take(at)
            found = found.add_column(found.column_names.index(name) + 1, f"{name}_label", text)
    origin = {
        "dataset": package.descriptor["name"],
        "version": package.descriptor["version"],
        "source": package.where,
        "site": package.site,
        "table": table,
    }
    return found.replace_schema_metadata({**(found.schema.metadata or {}), METADATA: json.dumps(origin).encode()})
