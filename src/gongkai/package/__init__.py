"""Data packages: tables as CSV and Parquet, their descriptor and metadata, and the check of all of it."""

from gongkai.package.archive import unpack
from gongkai.package.check_archive import archive_faults
from gongkai.package.check_descriptor import tables_of
from gongkai.package.check_files import checksum_faults
from gongkai.package.files import CHECKSUMS
from gongkai.package.parts import packed_part
from gongkai.package.portal import catalogue
from gongkai.package.validate import validate
from gongkai.package.write import (
    describe_package,
    has_every_copy,
    same_tables,
    seal_package,
    write_package,
    write_tables,
)

__all__ = [
    "CHECKSUMS",
    "archive_faults",
    "catalogue",
    "checksum_faults",
    "describe_package",
    "has_every_copy",
    "packed_part",
    "same_tables",
    "seal_package",
    "tables_of",
    "unpack",
    "validate",
    "write_package",
    "write_tables",
]
