"""Whether a package on disk is whole, unedited and the same in CSV and Parquet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gongkai.errors import PackageError
from gongkai.model import Fault, fault
from gongkai.package.check_descriptor import descriptor_faults
from gongkai.package.check_files import checksum_faults, file_faults
from gongkai.package.check_tables import frictionless_faults, parquet_faults
from gongkai.package.files import DESCRIPTOR


def validate(folder: Path, *, every_row: bool = True) -> list[Fault]:
    """Every fault of the package in `folder`, none if it is good.

    Args:
        folder: the package, with `datapackage.json` at its root.
        every_row: also let frictionless read each CSV row; it takes 25 s per million rows, and the row
            rules of `query` find the same faults in the Parquet files.

    Raises:
        PackageError: there is no descriptor in the folder.
    """
    path = folder / DESCRIPTOR
    if not path.is_file():
        raise PackageError("no_descriptor_here", file=path)
    try:
        descriptor: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        return [fault(DESCRIPTOR, "json", "fault_json", said=error)]
    # What follows relies on the descriptor; the checksums do not, and name a changed file of an older package too.
    if faults := descriptor_faults(folder, descriptor):
        return [*faults, *checksum_faults(folder)]
    faults = [*file_faults(folder, descriptor), *checksum_faults(folder), *parquet_faults(folder)]
    return faults + (frictionless_faults(folder) if every_row else [])
