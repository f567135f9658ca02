"""What people wrote about a dataset (`dataset.yml`, `agencies.csv`, `sources.csv`) → model objects."""

from gongkai.dataset.register import Register, SourceEntry, agency_for, read_register, report_id
from gongkai.dataset.release import new_errors, read_known_errors, write_known_errors

__all__ = [
    "Register",
    "SourceEntry",
    "agency_for",
    "new_errors",
    "read_known_errors",
    "read_register",
    "report_id",
    "write_known_errors",
]
