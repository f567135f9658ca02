"""What people wrote about a dataset → model objects.

`dataset.yml` (description), `agencies.csv`, `sources.csv`, `corrections.yml`, `replies.yml`, `known_errors.csv`
(release); every fault is a DatasetError that names file and line. `matching` finds the agency of a report, `coverage`
what is missing.
"""

from gongkai.dataset.agencies import append_agency
from gongkai.dataset.collecting import read_list_pages, read_looked_for, write_list_pages, write_looked_for
from gongkai.dataset.corrections import by_report, read_corrections
from gongkai.dataset.coverage import coverage, due_date
from gongkai.dataset.matching import agencies_by_division, agencies_by_spelling, agencies_named, agency_for
from gongkai.dataset.proposal import propose
from gongkai.dataset.reading_changes import read_reading_changes
from gongkai.dataset.register import Register, read_register
from gongkai.dataset.release import KnownError, errors_of, new_errors, read_known_errors, write_known_errors
from gongkai.dataset.replies import replies
from gongkai.dataset.rows_of_csv import is_web_address
from gongkai.dataset.scaffolding import scaffold
from gongkai.dataset.sources import SourceEntry, append_source, refuse_lost_sources

__all__ = [
    "KnownError",
    "Register",
    "SourceEntry",
    "agencies_by_division",
    "agencies_by_spelling",
    "agencies_named",
    "agency_for",
    "append_agency",
    "append_source",
    "by_report",
    "coverage",
    "due_date",
    "errors_of",
    "is_web_address",
    "new_errors",
    "propose",
    "read_corrections",
    "read_known_errors",
    "read_list_pages",
    "read_looked_for",
    "read_reading_changes",
    "read_register",
    "refuse_lost_sources",
    "replies",
    "scaffold",
    "write_known_errors",
    "write_list_pages",
    "write_looked_for",
]
