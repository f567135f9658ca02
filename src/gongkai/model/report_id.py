"""The name of a published report."""

from __future__ import annotations

from typing import NamedTuple


class ReportId(NamedTuple):
    """`<agency id>-<year>`, stable for ever."""

    agency_id: str
    year: int

    @classmethod
    def parse(cls, text: str) -> ReportId:
        """The id that `str` wrote; raises ValueError for any other text.

        >>> ReportId.parse("990100-example-2020")
        ReportId(agency_id='990100-example', year=2020)
        """
        agency_id, _, year = text.rpartition("-")
        return cls(agency_id, int(year))

    def __str__(self) -> str:
        return f"{self.agency_id}-{self.year}"
