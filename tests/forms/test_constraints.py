"""What the columns of the published tables may hold: which may be empty, their bounds, lists, patterns and keys."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gongkai.forms.schema import code_lists, table_schemas

CELLS = "value raw place reconciled rule remark doubts"
MAY_BE_EMPTY = {
    "agencies": "name_en names_used region region_en sector valid_from valid_to successor_id remark comparability_zh "
    "comparability_en",
    "checks": "",
    "codes": "edition label_zh_earlier parent kind legal_basis unit",
    "corrections": "source_says",
    "coverage": "publish_date due_date report_id looked_on",
    "facts": "unit place",
    "findings": "cause places cells expected found",
    "indicator_terms": "",
    "indicators": "numerator denominator value basis reason",
    "indicators_defined": "floor edition requires caveat_zh caveat_en series_breaks",
    "proactive_disclosure": f"{CELLS} unit value_cny",
    "rejections": "",
    "reports": "title agency agency_as_titled level division_code year coverage_start coverage_end publish_date "
    "signatory signature_date format_notice website phone email address postcode source_format source_encoding "
    "source_url",
    "requests": CELLS,
    "review_litigation": CELLS,
    "sections": "title text place",
}
"""A report may lack any of its particulars; what we know of the file and of our own work is always there."""
BOUNDS = {
    **dict.fromkeys(("passed", "failed", "not_evaluable", "bytes", "source_bytes"), (0, None)),
    **dict.fromkeys(("cells_total", "cells_reported", "cells_uncertain"), (0, None)),
    **dict.fromkeys(("findings_error", "findings_warning", "findings_info"), (0, None)),
    **dict.fromkeys(("ordinal", "sequence", "scale", "floor"), (1, None)),
    "year": (2008, 2100),
    "section": (1, 6),
    "factor": (-1, 1),
}
"""Counts from 0, numbers of order from 1, years since the first reports (domain notes, 1.2), the six parts."""
LISTS = {
    **{name: name + "s" for name in ("level", "sector", "qualifier", "indicator", "fact", "rule", "edition", "state")},
    "severity": "severities", "kind": "code_kinds", "table_code": "form_tables", "unit_code": "units", "unit": "units",
    "about": "finding_subjects", "part": "formula_parts", "basis": "bases", "source_format": "formats",
}  # fmt: skip
LISTS_OF_TABLE = {
    ("checks", "status"): "check_statuses",
    ("coverage", "status"): "coverage_statuses",
    ("reports", "status"): "statuses",
    ("indicators", "reason"): "no_value_reasons",
    ("rejections", "reason"): "reasons",
    ("requests", "row_code"): "requests",
    ("requests", "column_code"): "applicant_types",
    ("proactive_disclosure", "row_code"): "proactive_disclosure_rows",
    ("proactive_disclosure", "column_code"): "measures",
    ("review_litigation", "row_code"): "channels",
    ("review_litigation", "column_code"): "outcomes",
}
NO_LIST = {
    *(("facts", "unit"), ("codes", "unit"), ("indicators_defined", "unit")),
    *(("indicator_terms", "table_code"), ("codes", "edition")),
}
"""A fact keeps the unit of the text; a term may name the checks, which are no table of the form; `2019|2021`."""
PATTERNS = {
    "agency_id": ("371000-science-technology", "371000", "37100-health", "371000-Health", "371000-health-"),
    "report_id": ("371000-health-2021", "371000-health", "371000-2021", "371000-health-21", "x371000-health-2021"),
    "division_code": ("371000", "37100", "3710000", "37100x"),
    "sha256": ("0f" * 32, "0F" * 32, "0f" * 31, "0f" * 32 + "0"),
}
PATTERNS["successor_id"], PATTERNS["source_sha256"] = PATTERNS["agency_id"], PATTERNS["sha256"]
"""One value that fits, and some that do not."""
KEYS = {
    "agencies": "agency_id", "checks": "report_id rule", "codes": "list code",
    "corrections": "report_id table_code row_code column_code", "coverage": "agency_id year",
    "facts": "report_id sequence", "findings": "report_id sequence", "indicator_terms": "indicator part ordinal",
    "indicators": "report_id indicator", "indicators_defined": "indicator", "rejections": "file sha256",
    "report_wide": "report_id", "reports": "report_id", "sections": "report_id section",
    **dict.fromkeys(("requests", "proactive_disclosure", "review_litigation"), "report_id row_code column_code"),
}  # fmt: skip
TABLES = sorted(MAY_BE_EMPTY)


@pytest.mark.parametrize("table", TABLES)
def test_only_what_a_source_may_lack_may_be_empty(table: str) -> None:
    open_ = {field.name for field in table_schemas()[table].fields if not field.required}
    assert open_ == set(MAY_BE_EMPTY[table].split())


@pytest.mark.parametrize("table", TABLES)
def test_numbers_keep_within_their_bounds(table: str) -> None:
    for field in table_schemas()[table].fields:
        assert (field.minimum, field.maximum) == BOUNDS.get(field.name, (None, None)), field.name


@pytest.mark.parametrize("table", TABLES)
def test_texts_keep_to_their_patterns(table: str) -> None:
    for field in table_schemas()[table].fields:
        assert bool(field.pattern) is (field.name in PATTERNS), field.name
        if field.pattern:
            good, *bad = PATTERNS[field.name]
            assert [bool(re.search(field.pattern, text)) for text in (good, *bad)] == [True, *[False] * len(bad)]


@pytest.mark.parametrize("table", sorted(KEYS))
def test_rows_are_told_apart_by_their_key(table: str) -> None:
    assert table_schemas()[table].primary_key == tuple(KEYS[table].split())


def test_what_a_row_names_stands_in_its_table() -> None:
    """Every table by report names the report; the register of coverage its agency too."""
    of_reports = {table for table, key in KEYS.items() if key.startswith("report_id") and table != "reports"}
    expected = {table: {("report_id", "reports", "report_id")} for table in of_reports}
    expected["reports"] = {("agency_id", "agencies", "agency_id")}
    expected["coverage"] = {("report_id", "reports", "report_id"), ("agency_id", "agencies", "agency_id")}
    expected["agencies"] = {("successor_id", "", "agency_id")}
    expected["indicator_terms"] = {("indicator", "indicators_defined", "indicator")}
    for table, schema in table_schemas().items():
        found = {(key.field, key.resource, key.reference) for key in schema.foreign_keys}
        assert found == expected.get(table, set()), table


@pytest.mark.parametrize("table", TABLES)
def test_codes_keep_to_their_list(table: str) -> None:
    for field in table_schemas()[table].fields:
        name = (table, field.name)
        named = None if name in NO_LIST else LISTS_OF_TABLE.get(name) or LISTS.get(field.name)
        assert field.enum == (code_lists()[named].codes if named else ()), field.name


def test_a_column_of_codes_points_to_the_list_of_codes() -> None:
    """`codes` itself has a column whose codes are in the same table, which Table Schema writes as no name."""
    for table, schema in table_schemas().items():
        keys: Any = schema.descriptor().get("foreignKeys", [])
        named = {key["fields"]: key["reference"] for key in keys if key["reference"]["fields"] == "code"}
        coded = {field.name for field in schema.fields if field.enum}
        assert named == {key: {"resource": "" if table == "codes" else "codes", "fields": "code"} for key in coded}, (
            table
        )


def test_of_the_wide_table_what_we_know_ourselves_is_always_there() -> None:
    required = {field.name for field in table_schemas()["report_wide"].fields if field.required}
    assert required == {"report_id", "edition", "cells_uncertain"}
