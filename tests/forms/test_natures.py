"""What a change of each column of a package means, column by column, and how a row that differs is split by it."""

from __future__ import annotations

import pytest

from gongkai.forms.compared import by_nature, compared_tables
from gongkai.model import Difference
from gongkai.model.difference import Values

CELLS = "value: value; reading: state certain remark; derived: reconciled rule"
LEFT_OUT_OF_CELLS = "ordinal implied_zero raw place doubts"
NATURES = {
    "reports": "source: source_sha256; reading: status agency_inferred agency_certain; "
    "register: agency_id source_file source_url; value: title agency agency_as_titled level division_code year "
    "edition coverage_start coverage_end publish_date signatory signature_date format_notice website phone email "
    "address postcode",
    "requests": CELLS,
    "review_litigation": CELLS,
    "proactive_disclosure": CELLS.replace("value: value", "value: value unit"),
    "sections": "reading: title text",
    "facts": "value: value unit qualifier; reading: implied sentence",
    "findings": "derived: severity about expected found",
    "checks": "derived: status passed failed not_evaluable",
    "indicators": "derived: numerator denominator value basis reason",
    "corrections": "correction: source_says value reason corrected_by corrected_on",
    "agencies": "register: name name_en names_used level division_code region region_en sector valid_from valid_to "
    "successor_id comparability_zh comparability_en remark",
    "coverage": "register: status due_date",
    "codes": "rules: label_zh label_en edition label_zh_earlier parent kind legal_basis unit",
    "indicators_defined": "rules: label_zh label_en formula_zh formula_en numerator_cells denominator_cells scale unit "
    "floor edition requires caveat_zh caveat_en series_breaks",
    "indicator_terms": "rules: factor table_code row_code column_code",
}
"""What a source says is a value, how we read it a reading, what follows is derived, what people note a register."""
LEFT_OUT = {
    "reports": "source_format source_encoding source_bytes cells_total cells_reported cells_uncertain findings_error "
    "findings_warning findings_info",
    "requests": LEFT_OUT_OF_CELLS,
    "review_litigation": LEFT_OUT_OF_CELLS,
    "proactive_disclosure": f"{LEFT_OUT_OF_CELLS} value_cny",
    "sections": "place",
    "facts": "sequence unit_code",
    "findings": "sequence cause message_zh message_en places",
    "checks": "severity",
    "coverage": "publish_date report_id looked_on",
    "codes": "ordinal",
}
"""Where something stands and not what, and what repeats another column."""
DIGESTS = {"sections": {"text"}, "facts": {"sentence"}}


@pytest.mark.parametrize("name", NATURES)
def test_each_column_means_what_it_is_for(name: str) -> None:
    parts = (part.split(": ") for part in NATURES[name].split("; "))
    table = compared_tables()[name]
    assert table.natures == {column: nature for nature, columns in parts for column in columns.split()}
    assert table.left_out == set(LEFT_OUT.get(name, "").split())
    assert table.digest == DIGESTS.get(name, set())


def test_every_table_is_named_here() -> None:
    assert compared_tables().keys() == NATURES.keys()
    assert {name for name, table in compared_tables().items() if not table.of_reports} == {
        *("agencies", "coverage", "codes", "indicators_defined", "indicator_terms"),
    }


def test_a_row_is_split_by_nature_and_one_that_came_stays_whole() -> None:
    key = ("requests", "r", "granted", "total")
    before: Values = {"value": 1, "reconciled": 2, "state": "a"}
    after: Values = {"value": 3, "reconciled": None, "state": "b"}
    assert by_nature(Difference(key, before, after)) == {
        "value": Difference(key, {"value": 1, "state": "a"}, {"value": 3, "state": "b"}),
        "derived": Difference(key, {"reconciled": 2}, {"reconciled": None}),
    }
    for whole in (Difference(key, before, None), Difference(key, None, after)):
        assert by_nature(whole) == {"value": whole}
    section = Difference(("sections", "r", "1"), {"title": "a"}, {"title": "b"})
    assert by_nature(section) == {"value": section}
