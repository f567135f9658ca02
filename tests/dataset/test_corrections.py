"""`corrections.yml`: taken as it is written, and refused with file and line where it cannot be meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.dataset import by_report, read_corrections
from gongkai.errors import DatasetError
from gongkai.model import CellKey, Correction
from tests.dataset.conftest import Write

ONE = """\
# checked against the paper original
- report_id: 371000-example-2019
  cell: requests/granted/total
  source_says: "0"
  value: 1
  reason: 与纸质原件核对
  by: 甲
  on: 2026-11-20
"""
OTHER = ONE.replace("granted", "partially_granted")


def test_a_correction_names_report_cell_guard_number_reason_person_day_and_where_it_stands(write: Write) -> None:
    path = write("corrections.yml", ONE)
    assert read_corrections(path) == (
        Correction(
            report_id="371000-example-2019",
            key=CellKey("requests", "granted", "total"),
            value=1,
            reason="与纸质原件核对",
            corrected_by="甲",
            corrected_on=date(2026, 11, 20),
            source_says="0",
            file=str(path),
            line=2,
        ),
    )


def test_a_dataset_without_corrections_has_no_file_or_an_empty_one(tmp_path: Path, write: Write) -> None:
    assert read_corrections(tmp_path / "corrections.yml") == ()
    assert read_corrections(write("corrections.yml", "# none so far\n")) == ()


@pytest.mark.parametrize(
    ("written", "guard"),
    [('"0"', "0"), ("007", "007"), ("1:30", "1:30"), ("1_000", "1_000"), ("无", "无"), ('""', ""), ("no", "no")],
)
def test_the_guard_is_the_text_as_it_is_written(write: Write, written: str, guard: str) -> None:
    path = write("corrections.yml", ONE.replace('"0"', written))
    assert read_corrections(path)[0].source_says == guard


def test_an_amount_keeps_its_decimals(write: Write) -> None:
    amount = "proactive_disclosure/centralized_procurement/procurement_amount"
    text = ONE.replace("requests/granted/total", amount).replace("value: 1", "value: 169.98")
    assert read_corrections(write("corrections.yml", text))[0].value == Decimal("169.98")


def test_only_a_change_of_items_may_be_negative(write: Write) -> None:
    change = "proactive_disclosure/administrative_penalties/items_change"
    text = ONE.replace("requests/granted/total", change).replace("value: 1", "value: -5")
    assert read_corrections(write("corrections.yml", text))[0].value == -5


def test_corrections_of_two_reports_go_to_their_reports(write: Write) -> None:
    here, there = read_corrections(write("corrections.yml", ONE + OTHER.replace("-2019", "-2020")))
    published = ["371000-example-2019", "371000-example-2020", "371000-example-2021"]
    assert by_report((here, there), published) == {published[0]: (here,), published[1]: (there,)}


KEYS = "report_id, cell, source_says, value, reason, by, on"
REQUESTS_COLUMNS = (
    "natural_person, commercial_enterprise, research_institution, public_interest_organization, "
    "legal_service_organization, other_organization, total"
)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  reason: 与纸质原件核对\n", "", 2, "reason is missing; add it"),
        ("与纸质原件核对", "' '", 6, "reason is ' ', it must be why the number is another; mend it"),
        ("  by: 甲", "  bye: 甲", 7, f"bye is no known key, use {KEYS}; mend or remove it"),
        (
            "371000-example-2019",
            "371000-example",
            2,
            "report_id is '371000-example', it must be the id of a report, such as 990100-example-2021; mend it",
        ),
        (
            "value: 1",
            "value: 一",
            5,
            "value is '一', it must be the number after checking, in digits, such as 12 or 169.98; mend it",
        ),
        (
            "value: 1",
            "value: -1",
            5,
            "value is '-1', but requests/granted/total cannot be negative; give a number of 0 or more",
        ),
        (
            "value: 1",
            "value:",
            5,
            "value is '', it must be the number after checking, in digits, such as 12 or 169.98; mend it",
        ),
        ("value: 1", "value: 1.5", 5, "value is '1.5', but requests/granted/total is a count; give a whole number"),
        (
            "2026-11-20",
            "20.11.2026",
            8,
            "on is '20.11.2026', it must be the day of checking, such as 2026-11-20; mend it",
        ),
        ("2026-11-20", "2026-02-30", 8, "on is '2026-02-30', which is no day of the calendar; mend it"),
        (
            "requests/granted/total",
            "granted/total",
            3,
            "cell is 'granted/total', it must be table/row/column in codes, such as requests/granted/total; mend it",
        ),
        (
            "requests/granted/total",
            "request/granted/total",
            3,
            "table request of request/granted/total is not known; "
            "use one of proactive_disclosure, requests, review_litigation",
        ),
        (
            "requests/granted/total",
            "requests/granted/sum",
            3,
            f"column sum of requests/granted/sum is not known; use one of {REQUESTS_COLUMNS}",
        ),
        (
            "requests/granted/total",
            "[requests, granted, total]",
            3,
            "cell is a list, it must be table/row/column in codes, such as requests/granted/total; mend it",
        ),
        ("  value: 1", "  value: 1\n  value: 2", 6, "value stands there twice; keep one of them"),
        ("  by: 甲", " by: 甲", 7, "expected <block end>, but found '<block mapping start>'; mend the YAML"),
    ],
)
def test_an_entry_that_cannot_be_meant_is_named_by_its_line(
    write: Write, old: str, new: str, line: int, message: str
) -> None:
    path = write("corrections.yml", ONE.replace(old, new, 1))
    with pytest.raises(DatasetError) as raised:
        read_corrections(path)
    assert f"{path}:{line}: {message}" in str(raised.value).splitlines()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("report_id: x\n", "1: the file is a mapping, it must be a list of corrections; mend it"),
        ("- requests/granted/total\n", "1: entry 1 is 'requests/granted/total', it must be a correction; mend it"),
        ("- &again [*again]\n", "1: *again is an alias; write the value out"),
    ],
)
def test_a_file_of_another_shape_is_named(write: Write, text: str, message: str) -> None:
    path = write("corrections.yml", text)
    with pytest.raises(DatasetError) as raised:
        read_corrections(path)
    assert str(raised.value) == f"{path}:{message}"


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yml"
    path.write_bytes(ONE.encode("gb18030"))
    with pytest.raises(DatasetError) as raised:
        read_corrections(path)
    assert str(raised.value) == f"{path}: is no UTF-8 text; save it as UTF-8"


@pytest.mark.parametrize("value", [1, 2])
def test_one_cell_is_corrected_once_whether_or_not_the_numbers_agree(write: Write, value: int) -> None:
    path = write("corrections.yml", ONE + OTHER + ONE.split("\n", 1)[1].replace("value: 1", f"value: {value}"))
    with pytest.raises(DatasetError) as raised:
        read_corrections(path)
    assert str(raised.value) == (
        f"{path}:17: requests/granted/total of 371000-example-2019 is corrected to {value} here "
        "and to 1 on line 2; keep one of the two"
    )


def test_a_correction_of_a_report_that_is_not_published_is_named(write: Write) -> None:
    path = write("corrections.yml", OTHER + ONE.replace("-2019", "-2018"))
    with pytest.raises(DatasetError) as raised:
        by_report(read_corrections(path), ["371000-example-2019"])
    assert str(raised.value) == (
        f"{path}:10: there is no report 371000-example-2018; use the id of a published report, or remove the correction"
    )


def test_a_file_nested_without_end_or_that_multiplies_itself_is_refused_by_its_line(write: Write) -> None:
    for deep in ("[" * 100_000, "- " * 5_000 + "1", "{a: " * 5_000):
        with pytest.raises(DatasetError, match=r"corrections.yml:1: is nested more than 20 deep"):
            read_corrections(write("corrections.yml", deep))
    laughs = "".join(f"- &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(1, 30))
    with pytest.raises(DatasetError, match=r"corrections.yml:2: \*a1 is an alias; write the value out"):
        read_corrections(write("corrections.yml", "- &a1 ha\n" + laughs))
