"""Machine-learning tools load the tables by their Croissant description, without a network and value for value."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.forms.schema import table_schemas

pytestmark = [
    pytest.mark.slow,
    # It and the libraries below it still use what they warn their users about.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning"),
]


@pytest.fixture(scope="module")
def croissant(gold_package: Path) -> Iterator[Any]:
    import mlcroissant  # type: ignore[import-untyped]  # takes long, and few runs need it

    with pytest.MonkeyPatch.context() as nowhere:
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            nowhere.setenv(name, "http://127.0.0.1:9")
        yield mlcroissant.Dataset(jsonld=str(gold_package / "croissant.json"))


def as_printed(value: Any) -> str:
    """A loaded value as the CSV file has it."""
    match value:
        case None:
            return ""
        case bytes():
            return value.decode()
        case bool():
            return str(value).lower()
        case datetime():
            return value.date().isoformat()
        case float():
            return format(Decimal(str(value)).normalize(), "f")
        case _:
            return str(value)


def test_it_has_neither_errors_nor_warnings(croissant: Any) -> None:
    assert croissant.metadata.issues.report() == ""
    assert {records.id for records in croissant.metadata.record_sets} == table_schemas().keys()


@pytest.mark.parametrize("table", ["reports", "requests", "proactive_disclosure", "agencies", "codes"])
def test_the_records_are_the_rows_of_the_csv_file(gold_package: Path, croissant: Any, table: str) -> None:
    with (gold_package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    records = [{name.partition("/")[2]: value for name, value in row.items()} for row in croissant.records(table)]
    assert len(rows) > 4
    assert [{name: as_printed(value) for name, value in record.items()} for record in records] == rows


KEY = ("report_id", "row_code", "column_code")


def test_a_blank_is_not_loaded_as_zero_nor_a_postcode_as_a_number(croissant: Any) -> None:
    cells = {
        tuple(row[f"requests/{name}"].decode() for name in ("report_id", "row_code", "column_code")): row[
            "requests/value"
        ]
        for row in croissant.records("requests")
    }
    # The Heilongjiang report prints 0 requests carried in by natural persons and leaves the total blank.
    key = ("230000-science-technology-2019", "carried_in")
    assert (cells[(*key, "natural_person")], cells[(*key, "total")]) == (0, None)
    assert b"036000" in [row["reports/postcode"] for row in croissant.records("reports")]
