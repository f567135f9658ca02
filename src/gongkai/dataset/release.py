"""The errors that the last release already showed, so that a strict build finds the new ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from gongkai.dataset.rows_of_csv import read_rows
from gongkai.model import PublishedReport

_COLUMNS = ("report_id", "rule", "cells")
KnownError = tuple[str, str, str]


def errors_of(reports: Iterable[PublishedReport]) -> set[KnownError]:
    """(report id, rule, cells) of every finding of severity error."""
    return {
        (report.report_id, finding.rule, "|".join("/".join(key) for key in finding.cells))
        for report in reports
        for finding in report.extraction.findings
        if finding.severity == "error"
    }


def read_known_errors(path: Path) -> set[KnownError]:
    """The errors of the last release; none if nothing has been released.

    Raises:
        DatasetError: names file and line of a malformed row.
    """
    rows = read_rows(path, _COLUMNS) if path.is_file() else ()
    return {(row["report_id"], row["rule"], row["cells"]) for _, row in rows}


def write_known_errors(path: Path, errors: Iterable[KnownError]) -> None:
    """Records the errors of this release."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(sorted(errors))
    path.write_text(text.getvalue(), encoding="utf-8")


def new_errors(path: Path, errors: Iterable[KnownError]) -> list[KnownError]:
    """Errors that the last release did not show."""
    return sorted(set(errors) - read_known_errors(path))
