"""Names that the program gives to columns, and judgements it makes, in the one place that must follow it."""

from __future__ import annotations

TABLE, ROW, COLUMN = "table", "row", "column"
"""Columns that name a cell of the form."""

SEVERITIES = {
    "A20-E19-01": "warning",
    "A20-E19-04": "info",
    "A20-V02": "info",
    "APP-C01": "error",
    "APP-C02": "error",
    "APP-C03": "warning",
    "APP-R01": "error",
    "APP-R02": "warning",
    "APP-R03": "warning",
    "APP-S01": "warning",
    "APP-V02": "info",
    "COR-01": "info",
    "FIX-01": "warning",
    "META-03": "info",
    "NAR-01": "warning",
    "READ-02": "warning",
    "RL-R01": "error",
    "RL-R02": "warning",
    "YOY-01": "warning",
}
"""How grave the findings are that the made-up reports give, from 2020 on."""

COMPLETENESS = {"APP-C03", "APP-R02", "APP-R03", "APP-S01", "META-05", "ED-01"}
"""Notes for reports on 2019, for which the form was recommended only (domain notes, 1.2)."""


def severity(rule: str, year: int) -> str:
    """How grave a finding of that rule is in a report on that year."""
    return "info" if year == 2019 and rule in COMPLETENESS else SEVERITIES[rule]


SUBJECTS = {
    "file": {"A20-V02", "APP-V02"},
    "reading": {"COR-01", "FIX-01", "READ-02"},
}
"""Findings that are not about the report itself; a row that is missing may be the fault of either."""


def subject(rule: str) -> str:
    """What a finding is about."""
    return next((subject for subject, rules in SUBJECTS.items() if rule in rules), "report")


ERROR_RULES = {
    "A20-E19-03", "A20-V01", "APP-C01", "APP-C02", "APP-C04", "APP-R01", "APP-S03", "APP-V01",
    "ED-02", "META-01", "RL-R01", "RL-V01",
}  # fmt: skip
"""Rules whose breach is an error, on which the quality score rests."""

FEWEST = 10
"""Of fewer requests no rate is shown."""
