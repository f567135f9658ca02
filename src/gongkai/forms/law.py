"""The deadlines that Article 49 of the Regulations (政府信息公开条例) sets for annual reports.

Departments of governments from the county up report by 31 January of the year after; the report of such a government
is published by 31 March (`deadlines.csv`, by kind of body; offices of governments and administrations of zones report
for a government). For every other body, townships among them, the Article sets no day. It was first applied to the
reports on 2019.
"""

from __future__ import annotations

import re
from datetime import date

from gongkai.forms.agency_names import kinds_of_agency, national_body
from gongkai.forms.data_files import csv_rows

FIRST_YEAR = 2019
"""The first year reported on under the Regulations of 2019."""
_BELOW_COUNTY = re.compile(r"街道|[镇乡](?:人民)?政府|苏木")
"""石桥镇人民政府, 某某街道办事处: bodies for which Article 49 sets no day."""


def due_date(agency: str | None, level: str | None, year: int | None, otherwise: str | None = None) -> date | None:
    """The last day on which a report is in time.

    Args:
        agency: name of the body, the fuller the better.
        level: code of `labels/levels.csv`, None if unknown.
        year: the year reported on.
        otherwise: kind of body where the name tells none.

    Returns:
        None where the law sets no day for such a body, or who it is or the year is not known.
    """
    kind = kind_of_body(agency or "", level) or otherwise
    days = csv_rows("gongkai.forms", "deadlines.csv")
    month_and_day = next(((int(row["month"]), int(row["day"])) for row in days if row["kind"] == kind), None)
    return date(year + 1, *month_and_day) if month_and_day and year and year >= FIRST_YEAR else None


def kind_of_body(name: str, level: str | None = None) -> str | None:
    """Kind of a body by the longest ending of its name that is known (`labels/agency_kinds.csv`), None if none is.

    >>> kind_of_body("莒县人民政府办公室"), kind_of_body("莒县公安局"), kind_of_body("石桥镇人民政府党政办公室")
    ('office', 'department', 'township')
    """
    if level == "township" or _BELOW_COUNTY.search(name):
        return "township"
    ending = next((kind for suffix, kind in kinds_of_agency() if name.endswith(suffix)), None)
    return ending or ("department" if national_body(name) else None)
