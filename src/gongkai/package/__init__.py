"""Data packages: tables as CSV and Parquet, their descriptor and metadata, and the check of all of it."""

from gongkai.package.portal import catalogue
from gongkai.package.validate import validate
from gongkai.package.write import seal_package, write_package

__all__ = ["catalogue", "seal_package", "validate", "write_package"]
