"""The catalogue of reports with the data that its filters work on, and the search page."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from gongkai.forms.divisions import divisions
from gongkai.site.figures import Figures
from gongkai.site.names import distinct_name, division_name, named_report
from gongkai.site.page import Content, SiteData
from gongkai.site.rows import ListedReportRow, YearRow, marks
from gongkai.site.words import Words, plain

PART = 100
"""Reports that a page of the catalogue lists."""


def catalogue(data: SiteData, words: Words) -> Content:
    """All reports, latest year first, and what they can be filtered by."""
    reports = data.figures.rows(ListedReportRow)
    named = [named_report(report, words) for report in reports]
    return Content(_choices(data.figures, words), named, data_files=_files(reports) if words.lang == "zh" else {})


def search(data: SiteData, words: Words) -> Content:
    """What a search can be narrowed to, and the places that a query may name though nothing of them is held."""
    # every division that there still is, in both languages
    known = [[one.code, one.name, one.short, one.name_en] for one in divisions().values() if not one.valid_to]
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    files = {"divisions.json": text} if words.lang == "zh" else {}
    return Content(_choices(data.figures, words), files=files)


def _choices(figures: Figures, words: Words) -> dict[str, object]:
    reports = figures.rows(ListedReportRow)
    provinces = sorted({report.province_code for report in reports if report.province_code})
    return {
        "years": [row.year for row in figures.rows(YearRow)],
        "provinces": [(code, division_name(code, words)) for code in provinces],
        "levels": sorted({report.level for report in reports if report.level}),
    }


def _files(reports: Sequence[ListedReportRow]) -> dict[str, str]:
    """The catalogue as data, a file a year, for both languages: filters and sorting work on all of it."""
    years: dict[int, list[list[object]]] = defaultdict(list)
    for report in reports:
        years[report.year].append(
            [
                report.report_id,
                report.agency_id,
                distinct_name(report.agency_name or report.agency or report.agency_id, report.agency_id),
                report.agency_name_en or "",
                report.province_code or "",
                report.level or "",
                plain(report.received),
                plain(report.processed),
                report.cells_reported,
                report.cells_total,
                report.error_causes,
                report.cells_uncertain,
                int(report.status == "partial"),
                *(marks(report, row) for row in ("new_received", "total_processed")),
            ]
        )
    return {
        f"catalogue-{year}.json": json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        for year, rows in years.items()
    }
