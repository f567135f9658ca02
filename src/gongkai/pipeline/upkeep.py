"""What maintainers do between builds: validate a package, record a release."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.dataset import errors_of, write_known_errors
from gongkai.model import Fault
from gongkai.package import archive_faults, tables_of, unpack, validate
from gongkai.pipeline.progress import silent
from gongkai.query.row_rules import row_faults
from gongkai.workspace import DatasetFolder


def package_faults(folder: Path) -> list[Fault]:
    """All that is wrong with a written package, a folder or a ZIP file.

    That is: descriptor, hashes, tables (frictionless) and row rules (DuckDB); of a ZIP file its headers too.
    """
    if folder.suffix == ".zip":
        if faults := archive_faults(folder):
            return faults
        with TemporaryDirectory() as temporary:
            return package_faults(unpack(folder, Path(temporary)))
    return [*validate(folder), *row_faults(folder, tables_of(folder))]


def record_release(folder: DatasetFolder, released_on: date, project: Path) -> tuple[Path, int]:
    """Records what this version publishes and which errors it shows; returns the record and the number of errors.

    Raises:
        PackageError: a published value changed without a reason that is published too.
    """
    # A release needs the rooms of a whole build; the other chores start without them.
    from gongkai.pipeline.publishing import read_dataset
    from gongkai.pipeline.releases import record
    from gongkai.site import site_url

    content = read_dataset(folder, 1, silent)
    written = record(content, folder, released_on, site_url(project))
    write_known_errors(folder.known_errors, errors_of(content.reports))
    return written, sum(f.severity == "error" for report in content.reports for f in report.extraction.findings)
