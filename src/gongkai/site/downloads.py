"""What can be downloaded: the packages, and the numbers and source of each report beside its page."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from gongkai.model import as_text, harmless, json_value
from gongkai.site import addresses
from gongkai.site.figures import Figures, Row
from gongkai.site.names import source_name
from gongkai.site.rows import CellRow, FindingRow, ReportRow
from gongkai.site.settings import Settings
from gongkai.site.words import Words

CELL_COLUMNS = (
    "table", "row", "column", "value", "unit", "raw", "state", "certain", "place", "reconciled", "rule", "note",
)  # fmt: skip
_VALUES = attrgetter(*CELL_COLUMNS)
CSV_METADATA = "report.csv-metadata.json"
REPORT_KEYS = (
    "title", "agency", "agency_as_titled", "level", "division_code", "year", "edition", "coverage_start",
    "coverage_end", "publish_date", "signature_date", "format_notice", "website", "phone", "email",
    "address", "postcode",
)  # fmt: skip
MAIN_FILES = (
    (".zip", "全部文件 ZIP", "Everything, ZIP"),
    (".xlsx", "按表排列的工作簿 Excel", "Workbook laid out like the form, Excel"),
    (".excel.csv", "每份报告一行 CSV", "One row per report, CSV"),
    (".duckdb", "DuckDB 数据库", "DuckDB database"),
    (".sqlite", "SQLite 数据库", "SQLite database"),
    ("datapackage.json", "字段描述 JSON", "Descriptor, JSON"),
)
"""Files that a page offers first: the end of the name, and what it is in Chinese and English."""


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """A file of a package: its address from the root of the site, what it is, its size."""

    path: str
    label: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset in one language; `released` are (version, address of the whole as ZIP), `bytes` is the size of all."""

    id: str
    version: str
    released: Sequence[tuple[str, str]]
    title: str
    description: str
    main_files: Sequence[DatasetFile]
    bytes: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """A published package.

    Attributes:
        id: of the dataset.
        version: the version that the site was built from.
        descriptor: its datapackage.json.
        files: size in bytes by path.
        linked_data: its schema.org description.
        released: the released versions that the site keeps, the newest first.
    """

    id: str
    version: str
    descriptor: Mapping[str, object]
    files: Mapping[str, int]
    linked_data: dict[str, object] | None = None
    released: tuple[str, ...] = ()

    def title(self, words: Words) -> str:
        """Its title in one language, its id where it has none."""
        return str(self.descriptor.get(words("title", "title_en")) or self.id)

    def described(self, words: Words) -> Described:
        """Title, description and main files in one language."""
        return Described(
            self.id,
            self.version,
            [
                (version, addresses.package_file(self.id, f"{self.id}-{version}.zip", version))
                for version in self.released
            ],
            self.title(words),
            str(self.descriptor.get(words("description", "description_en")) or ""),
            [
                DatasetFile(self.path(name), words(zh, en), self.files[name])
                for ending, zh, en in MAIN_FILES
                for name in self.files
                if name.endswith(ending) and "/" not in name
            ],
            sum(self.files.values()),
        )

    def path(self, file: str) -> str:
        """Address of a file of the package from the root of the site."""
        return addresses.package_file(self.id, file, addresses.version_of(self.version, self.released))


def publish_packages(
    packages: Mapping[str, Path], released: Mapping[str, Mapping[str, Path]], out: Path, site_url: str
) -> list[Dataset]:
    """Put each package and each released version under `data/<dataset>/<version>/`, and the newest under `latest`.

    Args:
        packages: package folders by dataset.
        released: folders of the released versions by dataset and version, the newest first.
        out: folder of the site.
        site_url: its address, ending in a slash; empty where it is not known.
    """
    published: list[Dataset] = []
    for name, package in sorted(packages.items()):
        descriptor: dict[str, object] = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
        version, own = str(descriptor.get("version", "0")), released.get(name, {})
        newest = next(iter(own.values()), package)
        for address, source in {version: package, **own, addresses.LATEST: newest}.items():
            shutil.copytree(source, out / addresses.package_file(name, "", address), copy_function=_linked)
        files = sorted(path for path in package.rglob("*") if path.is_file())
        sizes = {path.relative_to(package).as_posix(): path.stat().st_size for path in files}
        page = f"{site_url}{addresses.dataset(name)}" if site_url else ""
        linked_data = _linked_data(package, page, addresses.version_of(version, own))
        published.append(Dataset(name, version, descriptor, sizes, linked_data, tuple(own)))
    return published


def _linked(source: str, target: str) -> None:
    """Link the file under a second name, or copy it where the file system has no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _linked_data(package: Path, page: str, version: str) -> dict[str, object] | None:
    """The package's own schema.org description with whole addresses, or with addresses relative to the dataset's page.

    Args:
        package: folder of the package.
        page: address of that page, empty where it is not known.
        version: the folder of the package below that page.
    """
    file = package / "dataset.jsonld"
    if not file.is_file():
        return None
    data = json.loads(file.read_text(encoding="utf-8"))
    for part in data.get("distribution", []):
        if "://" not in part.get("contentUrl", "://"):
            part["contentUrl"] = f"{page}{version}/{part['contentUrl']}"
    if page:
        data |= {"url": page, "@id": page}
    return dict(data)


def report_files(
    figures: Figures, report: ReportRow, source: Path | None, settings: Settings
) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files beside the page of a report: numbers, provenance, copy of the source."""
    cells = figures.of(CellRow, "report_id", report.report_id)
    values = [_VALUES(cell) for cell in cells]
    yield "report.json", _report_json(figures, report.report_id, values).encode()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CELL_COLUMNS)
    writer.writerows(map(_csv_text, row) for row in values)
    yield "report.csv", text.getvalue().encode()
    yield CSV_METADATA, _csv_metadata(report, cells, settings).encode()
    findings = figures.of(FindingRow, "report_id", report.report_id)
    name = source_name(source, {finding.rule for finding in findings})
    if source and name:
        yield name, source.read_bytes()


def _csv_metadata(report: ReportRow, cells: Sequence[CellRow], settings: Settings) -> str:
    """What report.csv is, where programs that read CSV look for it: https://www.w3.org/TR/tabular-metadata/."""
    named = report.agency_name or report.agency or report.agency_id
    page = settings.site_url + addresses.report(report.report_id)
    about = {
        "dc:title": f"{named} {report.year} 年政府信息公开工作年度报告",
        "dc:identifier": page,
        "dc:temporal": f"{report.coverage_start or ''}/{report.coverage_end or ''}".strip("/") or report.year,
        "dc:extent": f"{sum(cell.state == 'reported' for cell in cells)} / {len(cells)}",
        "dc:source": report.source_url or f"sha256:{report.source_sha256}",
        "schema:version": settings.release,
        "dc:license": "https://creativecommons.org/licenses/by/4.0/",
    }
    columns = [{"name": name, "titles": name} for name in CELL_COLUMNS]
    table = {"columns": columns, "primaryKey": list(CELL_COLUMNS[:3])}
    whole = {"@context": "http://www.w3.org/ns/csvw", "url": "report.csv", **about, "tableSchema": table}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), default=json_value) + "\n"


def _report_json(figures: Figures, report_id: str, cells: Iterable[tuple[object, ...]]) -> str:
    (report,) = figures.records("reports", "report_id", report_id)

    def rows(view: str) -> list[Row]:
        found = figures.records(view, "report_id", report_id)
        return [{k: v for k, v in row.items() if k not in ("dataset", "report_id")} for row in found]

    source = {name.removeprefix("source_"): report[name] for name in report if name.startswith("source_")}
    whole = {
        "report_id": report_id,
        "source": source,
        "status": report["status"],
        "report": {key: report[key] for key in REPORT_KEYS},
        "cells": [dict(zip(CELL_COLUMNS, cell, strict=True)) for cell in cells],
        "facts": rows("facts"),
        "sections": rows("sections"),
        "findings": rows("findings"),
    }
    text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=json_value).encode

    def lines(value: object) -> str:
        """One entry of a list a line: indenting by Python takes ten times as long and twice the room."""
        if not isinstance(value, list) or not value:
            return text(value)
        # all entries begin with the same key; inside a text the quotation mark would have a backslash in front
        begins = text({next(iter(value[0])): 0})[:-2]
        return f"[\n{text(value)[1:-1].replace('},' + begins, '},' + chr(10) + begins)}\n]"

    return "{\n" + ",\n".join(f"{text(key)}:{lines(value)}" for key, value in whole.items()) + "\n}\n"


@lru_cache(maxsize=65536, typed=True)
def _csv_text(value: object) -> str:
    """A value in report.csv; the same few codes and small numbers fill most of every file."""
    return as_text(harmless(value))
