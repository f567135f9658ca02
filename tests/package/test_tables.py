"""What stands in the tables of a package: the gold, value for value, in CSV and in Parquet."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.forms.schema import table_schemas
from gongkai.model import CellKey, as_text
from gongkai.package import write_package
from gongkai.package.tabular import csv_line
from tests.package.make_gold_package import gold_content
from tests.support.gold import gold_files
from tests.support.written_tables import write_csv

CELL_TABLES = ("proactive_disclosure", "requests", "review_litigation")
TYPES = {
    "string": "string",
    "integer": "int64",
    "number": "decimal128(18, 6)",
    "boolean": "bool",
    "date": "date32[day]",
}
HEILONGJIANG = "230000-science-technology-2019"
XINJIANG = "650000-science-technology-2019"


def csv_rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parquet_rows(folder: Path, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder / "data" / f"{table}.parquet").to_pylist()
    return rows


@pytest.mark.parametrize("table", CELL_TABLES)
def test_csv_holds_the_gold_and_tells_blank_from_zero(gold_package: Path, table: str) -> None:
    gold = {
        (report["report_id"], *path.split("/")[1:]): value
        for report in gold_files()
        for path, value in report["cells"].items()
        if path.startswith(f"{table}/")
    }
    rows = {(row["report_id"], row["row_code"], row["column_code"]): row for row in csv_rows(gold_package, table)}
    assert rows.keys() == gold.keys()
    for key, value in gold.items():
        expected = ("", "blank") if value is None else (str(value), "reported")
        assert (rows[key]["value"], rows[key]["state"]) == expected, key


def test_a_blank_cell_is_null_and_a_zero_is_zero(gold_package: Path) -> None:
    rows = {
        (r["report_id"], r["row_code"], r["column_code"]): r["value"] for r in parquet_rows(gold_package, "requests")
    }
    # The Heilongjiang report prints 0 requests carried in by natural persons and leaves the total blank.
    assert rows[(HEILONGJIANG, "carried_in", "natural_person")] == 0
    assert rows[(HEILONGJIANG, "carried_in", "total")] is None


def test_money_is_given_in_yuan_only_where_the_unit_is_printed(gold_package: Path) -> None:
    rows = {
        row["report_id"]: (row["value"], row["unit"], row["value_cny"])
        for row in csv_rows(gold_package, "proactive_disclosure")
        if row["column_code"] == "procurement_amount"
    }
    assert rows[HEILONGJIANG] == ("169.98", "CNY_10K", "1699800")
    assert rows[XINJIANG] == ("24000", "", "")


def test_counts_are_not_money(gold_package: Path) -> None:
    counts = [row for row in csv_rows(gold_package, "proactive_disclosure") if row["unit"] == "count"]
    assert {row["value_cny"] for row in counts} == {""}


def test_the_wide_table_repeats_the_long_ones(gold_package: Path) -> None:
    wide = {row["report_id"]: row for row in csv_rows(gold_package, "report_wide")}
    for report in gold_files():
        row = wide[report["report_id"]]
        for path, value in report["cells"].items():
            assert row[path.replace("/", "__")] == ("" if value is None else str(value)), path
    amount = "proactive_disclosure__centralized_procurement__procurement_amount"
    assert wide[HEILONGJIANG][f"{amount}__unit"] == "CNY_10K"
    assert wide[XINJIANG][f"{amount}__unit"] == ""


def test_the_wide_table_names_doubtful_cells_and_keeps_what_sums_imply_apart(tmp_path: Path) -> None:
    gold = gold_content()
    doubtful, implied = CellKey("requests", "granted", "total"), CellKey("requests", "carried_in", "total")
    first, *rest = gold.reports
    cells = {cell.key: cell for cell in first.extraction.cells}
    cells[doubtful] = replace(cells[doubtful], doubts=("column_unclear",))
    cells[implied] = replace(cells[implied], reconciled=0, rule="APP-R01")
    changed = replace(first, extraction=replace(first.extraction, cells=tuple(cells.values())))
    write_package(replace(gold, reports=(changed, *rest)), tmp_path / "package")
    wide = {row["report_id"]: row for row in csv_rows(tmp_path / "package", "report_wide")}
    row = wide[first.report_id]
    assert (row["cells_uncertain"], row["uncertain_cells"]) == ("1", "requests__granted__total")
    assert row["reconciled_cells"] == "requests__carried_in__total=0"
    assert wide[rest[0].report_id]["uncertain_cells"] == ""


def test_reports_say_whose_they_are_and_how_well_they_were_read(gold_package: Path) -> None:
    reports = {row["report_id"]: row for row in parquet_rows(gold_package, "reports")}
    row = reports[HEILONGJIANG]
    assert (row["agency"], row["level"], row["year"]) == ("黑龙江省科学技术厅", "province", 2019)
    assert (str(row["signature_date"]), row["publish_date"]) == ("2020-01-20", None)
    gold = next(report for report in gold_files() if report["report_id"] == HEILONGJIANG)
    assert row["cells_total"] == 198
    assert row["cells_reported"] == sum(value is not None for value in gold["cells"].values())
    assert reports[XINJIANG]["status"] == "partial"  # its section 6 is lost


def test_agencies_stand_in_their_region(gold_package: Path) -> None:
    regions = {row["division_code"]: (row["region"], row["region_en"]) for row in csv_rows(gold_package, "agencies")}
    assert regions["371000"] == ("山东省威海市", "Weihai, Shandong")
    assert regions["230000"] == ("黑龙江省", "Heilongjiang")


def test_facts_keep_their_sentence(gold_package: Path) -> None:
    facts = [row for row in csv_rows(gold_package, "facts") if row["report_id"] == XINJIANG]
    reads = next(row for row in facts if row["fact"] == "wechat_reads")
    assert reads["value"] == "162350"  # 16.235 万
    assert "16.235" in reads["sentence"]


@pytest.mark.parametrize("table", sorted(table_schemas()))
def test_parquet_has_the_columns_and_types_of_the_schema(gold_package: Path, table: str) -> None:
    schema = pq.read_schema(gold_package / "data" / f"{table}.parquet")
    assert {field.name: str(field.type) for field in schema} == {
        field.name: TYPES[field.type] for field in table_schemas()[table].fields
    }


def test_parquet_carries_the_descriptions(gold_package: Path) -> None:
    schema = pq.read_schema(gold_package / "data" / "requests.parquet")
    value = {key.decode(): text.decode() for key, text in schema.field("value").metadata.items()}
    assert value["title"] == "数值"
    assert value["description_en"].startswith("The number in the text we hold")


@pytest.mark.parametrize("table", sorted(table_schemas()))
def test_rows_are_in_their_order_and_no_key_stands_twice(gold_package: Path, table: str) -> None:
    rows, schema = parquet_rows(gold_package, table), table_schemas()[table]
    order = [tuple(row[name] for name in schema.order) for row in rows]
    assert order == sorted(order)
    keys = [tuple(row[name] for name in schema.primary_key) for row in rows]
    assert len(keys) == len(set(keys))


def test_cells_stand_in_the_order_of_the_printed_form(gold_package: Path) -> None:
    rows = [row for row in parquet_rows(gold_package, "requests") if row["report_id"] == HEILONGJIANG]
    assert list(dict.fromkeys(row["row_code"] for row in rows))[:5] == [
        "new_received", "carried_in", "granted", "partially_granted", "refused_state_secret",
    ]  # fmt: skip
    assert rows[0]["column_code"] == "natural_person"
    assert rows[6]["column_code"] == "total"


@pytest.mark.parametrize("table", sorted(table_schemas()))
def test_csv_is_plain_utf8(gold_package: Path, table: str) -> None:
    data = (gold_package / "data" / f"{table}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2))
def test_any_texts_come_back_from_a_csv_line(texts: list[str]) -> None:
    assert next(csv.reader(iter_lines(csv_line(texts)), strict=True)) == texts


def iter_lines(text: str) -> list[str]:
    """Lines as a file opened with newline='' gives them: only LF and CR end one."""
    return [line + "\n" for line in text.removesuffix("\n").split("\n")]


def test_the_facts_of_a_report_are_numbered_from_1_in_its_order(gold_package: Path) -> None:
    found: dict[str, list[int]] = {}
    for row in csv_rows(gold_package, "facts"):
        found.setdefault(row["report_id"], []).append(int(row["sequence"]))
    assert found
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in found.values())


@given(st.decimals(min_value=-(10**17), max_value=10**17, places=6))
def test_any_amount_comes_back_from_its_text(value: Decimal) -> None:
    assert Decimal(as_text(value)) == value
    assert "E" not in as_text(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (0, "0"),
        (Decimal("169.980000"), "169.98"),
        (Decimal("24000.000000"), "24000"),
        (Decimal("0E-6"), "0"),
        (Decimal("-5.000000"), "-5"),
    ],
)
def test_values_are_written_as_people_write_them(value: object, text: str) -> None:
    assert as_text(value) == text


def test_texts_with_quotes_and_line_breaks_come_back_from_the_file(tmp_path: Path) -> None:
    texts = ['他说"好"', "第一段\n第二段", "甲,乙", " 前后有空格 ", "=1+1"]
    write_csv(pa.table({"text": texts}), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        assert [row[0] for row in csv.reader(file, strict=True)] == ["text", *texts]
