"""The table schemas: what the contract promises, in both languages, and valid as Table Schema."""

from __future__ import annotations

import json
import re

import pytest

from gongkai.forms import code_list, load_form, rules
from gongkai.forms.schema import Field, TableSchema, all_cells, code_lists, table_schemas, wide_name
from gongkai.model import CellKey, State

CELL = "ordinal row_code column_code value raw state certain place reconciled rule implied_zero remark doubts"
PROMISED = {
    "reports": "report_id agency_id title agency agency_as_titled agency_inferred agency_certain level division_code "
    "year edition coverage_start coverage_end publish_date signatory signature_date format_notice website phone email "
    "address postcode status source_file source_format source_encoding source_sha256 source_bytes source_url "
    "cells_total cells_reported cells_uncertain findings_error findings_warning findings_info",
    "agencies": "agency_id name name_en names_used level division_code region region_en sector valid_from valid_to "
    "successor_id remark comparability_zh comparability_en",
    "coverage": "agency_id year status publish_date due_date report_id",
    "proactive_disclosure": f"report_id {CELL} unit value_cny",
    "requests": f"report_id {CELL}",
    "review_litigation": f"report_id {CELL}",
    "sections": "report_id section title text place",
    "facts": "report_id sequence fact value unit unit_code qualifier implied place sentence",
    "findings": "report_id sequence rule severity about cause message_zh message_en places cells expected found",
    "checks": "report_id rule severity passed failed not_evaluable status",
    "indicators": "report_id indicator numerator denominator value basis reason",
    "indicators_defined": "indicator label_zh label_en formula_zh formula_en numerator_cells denominator_cells scale "
    "unit floor edition requires caveat_zh caveat_en series_breaks",
    "indicator_terms": "indicator part ordinal factor table_code row_code column_code",
    "corrections": "report_id table_code row_code column_code source_says value reason corrected_by corrected_on",
    "rejections": "file sha256 bytes reason message_zh message_en",
    "codes": "list code ordinal label_zh label_en edition parent kind legal_basis",
    "report_wide": "report_id agency level division_code year edition cells_uncertain uncertain_cells reconciled_cells",
}
TABLES = sorted(PROMISED)
CHINESE = re.compile("[\u4e00-\u9fff]|SHA-256")


def every_field() -> list[Field]:
    return [field for schema in table_schemas().values() for field in schema.fields]


def test_every_promised_table_and_no_other() -> None:
    assert sorted(table_schemas()) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_the_contract_names(table: str) -> None:
    assert set(PROMISED[table].split()) <= set(table_schemas()[table].columns)


@pytest.mark.parametrize("table", TABLES)
def test_no_column_has_a_name_that_sql_keeps_for_itself_or_a_severity(table: str) -> None:
    severities = {label for row in code_lists()["severities"].rows for label in (row["code"], row["label_en"])}
    assert not {"table", "row", "column", *severities} & set(table_schemas()[table].columns)


@pytest.mark.parametrize("table", TABLES)
def test_keys_name_columns_that_exist_and_are_required(table: str) -> None:
    schema = table_schemas()[table]
    required = {field.name for field in schema.fields if field.required}
    assert set(schema.primary_key) <= required
    for key in schema.foreign_keys:
        assert key.field in schema.columns
        assert table_schemas()[key.resource or table].primary_key == (key.reference,)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_and_its_fields_are_described_in_both_languages(table: str) -> None:
    schema = table_schemas()[table]
    things: list[TableSchema | Field] = [schema, *schema.fields]
    for thing in things:
        assert CHINESE.search(thing.title_zh), thing.name
        assert CHINESE.search(thing.description_zh), thing.name
        assert re.match("[A-Za-z]", thing.title_en), thing.name
        assert re.match("[A-Za-z]", thing.description_en), thing.name


def test_field_names_say_the_same_thing_everywhere() -> None:
    types: dict[str, set[str]] = {}
    for field in every_field():
        types.setdefault(field.name, set()).add(field.type)
    assert types.pop("value") == {"integer", "number"}  # counts are whole, money and ratios are not
    assert types.pop("reconciled") == {"integer", "number"}
    assert [name for name, kinds in types.items() if len(kinds) > 1] == []


def test_only_money_ratios_and_columns_that_also_hold_money_have_decimals() -> None:
    amounts = ("administrative_fees__fee_amount", "centralized_procurement__procurement_amount")
    decimal = {
        (schema.name, field.name)
        for schema in table_schemas().values()
        for field in schema.fields
        if field.type == "number"
    }
    assert decimal == {
        ("proactive_disclosure", "value"),  # decisions, permits and sums of money stand in one table of the form
        ("proactive_disclosure", "reconciled"),
        ("proactive_disclosure", "value_cny"),
        ("corrections", "value"),  # of any cell
        ("facts", "value"),  # 16.235 万次, 99.8 %
        ("indicators", "value"),
        *(("report_wide", f"proactive_disclosure__{amount}") for amount in amounts),
    }


def test_closed_lists_come_from_the_forms() -> None:
    requests = {field.name: field for field in table_schemas()["requests"].fields}
    assert requests["state"].enum == tuple(State)
    assert requests["column_code"].enum[0] == "natural_person"
    assert requests["column_code"].enum[-1] == "total"
    assert requests["rule"].enum == tuple(rules())
    assert "enum_from" not in json.dumps(table_schemas()["requests"].descriptor())


def test_a_required_field_and_an_open_one_state_only_what_binds() -> None:
    reports = {field.name: field for field in table_schemas()["reports"].fields}
    assert reports["source_sha256"].constraints() == {"required": True, "pattern": "^[0-9a-f]{64}$"}
    assert reports["title"].constraints() == {}


def test_the_wide_table_has_a_column_for_every_cell_of_either_form() -> None:
    # Section 2: 22 cells of 2019 and 10 of 2021 share three decision counts; section 3: 22 rows of both forms,
    # one of 2019 and three of 2021, seven columns each; section 4: 15 cells.
    assert len(all_cells()) == (22 + 10 - 3) + (22 + 1 + 3) * 7 + 15
    both = set(load_form("2019").cells()) | set(load_form("2021").cells())
    assert set(all_cells()) == both
    assert {wide_name(cell) for cell in both} <= set(table_schemas()["report_wide"].columns)


def test_the_wide_table_gives_the_unit_where_the_form_prescribes_none() -> None:
    units = [name for name in table_schemas()["report_wide"].columns if name.endswith("__unit")]
    assert units == ["proactive_disclosure__centralized_procurement__procurement_amount__unit"]


def test_wide_columns_follow_the_printed_form() -> None:
    printed = [cell for cell in load_form("2019").cells() if cell.table == "requests"]
    positions = [all_cells().index(cell) for cell in printed]
    assert positions == sorted(positions)
    assert wide_name(CellKey("requests", "granted", "total")) == "requests__granted__total"


def test_wide_headings_are_distinct() -> None:
    headings = [field.title_zh for field in table_schemas()["report_wide"].fields]
    assert len(set(headings)) == len(headings)


def code(name: str, value: str) -> dict[str, object]:
    return next(dict(row) for row in code_lists()[name].rows if row["code"] == value)


def test_a_code_of_both_editions_keeps_its_older_label() -> None:
    row = code("proactive_disclosure_rows", "normative_documents")
    assert row["label_zh"] == "行政规范性文件"
    assert row["label_zh_earlier"] == "2019：规范性文件"
    assert row["edition"] == "2019|2021"
    assert row["legal_basis"] == "20(1)"


def test_a_code_of_one_edition_says_so() -> None:
    assert code("requests", "other_fee_unpaid")["edition"] == "2021"
    assert code("requests", "other_fee_unpaid")["parent"] == "other_handling"
    assert code("measures", "made_this_year")["edition"] == "2019"
    assert code("states", "blank")["edition"] is None


def test_every_label_file_is_published_as_a_code_list() -> None:
    for name in ("applicant_types", "requests", "measures", "channels", "outcomes", "states", "levels", "units"):
        assert code_lists()[name].codes == tuple(row["code"] for row in code_list(name))
    for name in ("severities", "facts", "indicators", "reasons", "sections"):
        assert code_lists()[name].codes == tuple(row["code"] for row in code_list(name))
    assert code_lists()["rules"].codes == tuple(rules())


def test_a_file_of_places_is_no_code_list() -> None:
    assert "divisions" not in code_lists()
