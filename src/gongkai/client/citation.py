"""A citation for one number: whose it is, where it stands, and where it can be looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from gongkai.client.package import opened
from gongkai.client.tables import METADATA, Labels, load
from gongkai.errors import PackageError
from gongkai.model import Place

_TEXTS = {
    "zh": "{agency}{year}年度政府信息公开工作年度报告，{row}·{column}：{value}。{title}，版本{version}。",
    "en": "{agency}, annual report on government information disclosure {year}, {row} / {column}: {value}. "
    "{title}, version {version}.",
}
_EMPTY = {
    "zh": {"blank": "空白", "absent": "所存文本没有这一格"},
    "en": {"blank": "blank", "absent": "missing from the text we hold"},
}
_DOUBT = {"zh": "（存疑）", "en": " (in doubt)"}
_PLACES = {"zh": "（所存文本{place}）", "en": " (text we hold, {place})"}


def cite(cell: pa.Table | Mapping[str, object], source: str | Path | None = None, *, lang: Labels = "zh") -> str:
    """The citation of one cell, ending with the address of the source or of its place on the site.

    Args:
        cell: a row of `requests`, `review_litigation` or `proactive_disclosure`: an Arrow table of one row as `load`
            gives it (`table.slice(3, 1)`), or its columns as a mapping; then `source` is needed, and `table` too.
        source: the package that the row is from, as `load` takes it; known for an Arrow table.
        lang: language of the citation.

    Raises:
        PackageError: the row is no cell, or its package cannot be read.
    """
    row, origin = _row(cell)
    where = source or origin.get("source")
    table = origin.get("table") or row.get("table")
    if where is None or table is None or "row_code" not in row:
        raise PackageError("no_form_cell")
    dataset = origin.get("dataset")
    key = {name: str(row[name]) for name in ("report_id", "row_code", "column_code")}
    found = _one(str(table), where, dataset, lang, **key)
    report = _one("reports", where, dataset, report_id=key["report_id"])
    agency = _one("agencies", where, dataset, agency_id=report["agency_id"])
    package = opened(where, dataset)
    said, place = found["value"], found["place"]
    if said is None:
        said = found["raw"] or _EMPTY[lang].get(found["state"], found["state"])
    if place is not None:
        place = _PLACES[lang].format(place=Place.parse(place).in_chinese if lang == "zh" else place)
    text = _TEXTS[lang].format(
        agency=(agency["name_en"] if lang == "en" else None) or agency["name"],
        year=report["year"],
        row=found["row_code_label"],
        column=found["column_code_label"],
        value=f"{said}{'' if found['certain'] else _DOUBT[lang]}{place or ''}",
        title=package.descriptor["title_en" if lang == "en" else "title"],
        version=package.descriptor["version"],
    )
    on_site = f"{package.site}reports/{report['report_id']}/#{table}.{found['row_code']}.{found['column_code']}"
    return f"{text} {on_site if package.site else report['source_url'] or ''}".rstrip()


def _row(cell: pa.Table | Mapping[str, object]) -> tuple[Mapping[str, object], dict[str, str]]:
    if isinstance(cell, Mapping):
        return cell, {}
    if cell.num_rows != 1:
        raise PackageError("not_one_row", number=cell.num_rows)
    (row,) = cell.to_pylist()
    return row, json.loads((cell.schema.metadata or {}).get(METADATA, b"{}"))


def _one(
    table: str, where: str | Path, dataset: str | None, labels: Labels | None = None, **key: str
) -> dict[str, Any]:
    """The row with these values in these columns."""
    wanted = reduce(and_, (pc.field(name) == value for name, value in key.items()))
    found: list[dict[str, Any]] = load(table, where, labels=labels, dataset=dataset).filter(wanted).to_pylist()
    if not found:
        raise PackageError("no_such_cell", file=str(where))
    return found[0]
