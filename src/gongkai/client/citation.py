"""A citation for one number: whose it is, where it stands, and where it can be looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

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


def cite(cell: Any, source: str | Path | None = None, *, lang: Labels = "zh") -> str:
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
    named = {name: row[name] for name in ("report_id", "row_code", "column_code")}
    labelled = load(str(table), where, labels=lang, dataset=dataset).filter(_is(**named))
    if not labelled.num_rows:
        raise PackageError("no_such_cell", file=str(where))
    (found,) = labelled.to_pylist()
    report = _one("reports", where, dataset, report_id=row["report_id"])
    agency = _one("agencies", where, dataset, agency_id=report["agency_id"])
    labels = {name: found[f"{name}_code_label"] for name in ("row", "column")}
    about = json.loads(labelled.schema.metadata[METADATA])
    text = _TEXTS[lang].format(
        agency=(agency["name_en"] if lang == "en" else None) or agency["name"],
        year=report["year"],
        value=_said(found, lang),
        title=opened(where, dataset).descriptor["title_en" if lang == "en" else "title"],
        version=about["version"],
        **labels,
    )
    return text + _address(report, found, str(table), about["site"])


def _said(found: Mapping[str, Any], lang: Labels) -> str:
    """What a cell says, whether that is in doubt, and where it stands."""
    value = found["value"]
    said = (found["raw"] or _EMPTY[lang].get(found["state"], found["state"])) if value is None else value
    place = found["place"]
    if place is not None:
        place = _PLACES[lang].format(place=Place.parse(place).in_chinese if lang == "zh" else place)
    return f"{said}{'' if found['certain'] else _DOUBT[lang]}{place or ''}"


def _row(cell: Any) -> tuple[Mapping[str, Any], dict[str, Any]]:
    if isinstance(cell, Mapping):
        return cell, {}
    if cell.num_rows != 1:
        raise PackageError("not_one_row", number=cell.num_rows)
    (row,) = cell.to_pylist()
    return row, json.loads((cell.schema.metadata or {}).get(METADATA, b"{}"))


def _is(**key: str) -> Any:
    """True for the rows with these values in these columns."""
    return reduce(and_, (pc.field(name) == wanted for name, wanted in key.items()))


def _one(table: str, where: str | Path, dataset: str | None, **key: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = load(table, where, dataset=dataset).filter(_is(**key)).to_pylist()
    return found[0]


def _address(report: Mapping[str, Any], found: Mapping[str, Any], table: str, site: str) -> str:
    """Where the number can be looked at: its place on the site, else the agency's own publication."""
    if site:
        return f" {site}reports/{report['report_id']}/#{table}.{found['row_code']}.{found['column_code']}"
    return f" {report['source_url']}" if report["source_url"] else ""
