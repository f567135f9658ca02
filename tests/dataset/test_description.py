"""`dataset.yml`: what a dataset is, held against its schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.dataset.description import read_description
from gongkai.errors import DatasetError
from tests.dataset.conftest import Write

TEXT = """\
id: example
version: 2026.11.0
title_zh: 样例
title_en: Example
description_zh: 一份样例。
description_en: >-
  An example,
  on two lines.
licences: {code: MIT, data: CC-BY-4.0}
agency_kind: department
"""


def message_of(path: Path) -> str:
    with pytest.raises(DatasetError) as raised:
        read_description(path)
    return str(raised.value)


def test_a_dataset_is_a_sample_unless_it_says_that_it_is_complete(write: Write) -> None:
    sample = read_description(write("dataset.yml", TEXT))
    assert (sample.coverage, sample.expected_from, sample.expected_to) == ("sample", None, None)
    complete = "coverage: complete\nexpected_from: 2019\nexpected_to: 2024\n"
    whole = read_description(write("dataset.yml", TEXT + complete))
    assert (whole.coverage, whole.expected_from, whole.expected_to) == ("complete", 2019, 2024)


def test_the_first_year_of_the_form_is_the_first_that_may_be_expected(write: Write) -> None:
    """Reports of 2019 were the first to use it (notice 2019/60)."""
    first = read_description(write("dataset.yml", TEXT + "expected_from: 2019\nexpected_to: 2019\n"))
    assert (first.expected_from, first.expected_to) == (2019, 2019)
    assert "2019 or later" in message_of(write("dataset.yml", TEXT + "expected_to: 2018\n"))


def test_data_is_made_up_only_where_the_dataset_says_so(write: Write) -> None:
    assert not read_description(write("dataset.yml", TEXT)).made_up
    assert read_description(write("dataset.yml", TEXT + "made_up: true\n")).made_up


def test_a_text_over_two_lines_is_one_paragraph(write: Write) -> None:
    assert read_description(write("dataset.yml", TEXT)).description_en == "An example, on two lines."


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("title_zh: 样例\n", "", 1, "title_zh is missing; add it"),
        ("title_zh: 样例", "title_zh:", 3, "title_zh is empty, it must be a title in Chinese; mend it"),
        (
            "2026.11.0",
            "2026.11",
            2,
            "version is 2026.11, it must be year, month and number, such as 2026.11.0; mend it",
        ),
        (
            "2026.11.0",
            "2026.13.0",
            2,
            "version is '2026.13.0', it must be year, month and number, such as 2026.11.0; mend it",
        ),
        ("id: example", "id: sample", 1, "id is 'sample', but the folder is called example; make them equal"),
        (", data: CC-BY-4.0", "", 9, "data is missing; add it"),
        (
            "agency_kind: department",
            "agency_kind: bureau",
            10,
            "agency_kind is 'bureau', it must be department, government or mixed; mend it",
        ),
        (
            "agency_kind: department",
            "agency_kind: department\ncoverage: all",
            11,
            "coverage is 'all', it must be complete (every report that exists is meant to be here) or sample; mend it",
        ),
        (
            "agency_kind: department",
            "agency_kind: department\nexpected_from: 2017",
            11,
            "expected_from is 2017, it must be the first year of which reports are expected, 2019 or later; mend it",
        ),
        (
            "agency_kind: department",
            "agency_kind: department\nexpected_from: 2022\nexpected_to: 2021",
            11,
            "expected_from 2022 is after expected_to 2021; mend one of them",
        ),
        (
            "title_en: Example",
            "title_en: Example\ntitle_en: Sample",
            5,
            "title_en stands there twice; keep one of them",
        ),
        (
            "agency_kind: department",
            "agency_kind: department\nsources:\n  - {title_zh: 甲, title_en: A, path: 'javascript:alert(1)'}",
            12,
            "path is 'javascript:alert(1)', it must be a web address with https://; mend it",
        ),
        (
            "agency_kind: department",
            "agency_kind: department\ncontributors:\n  - {name: 甲, role: author,\n     url: 'data:text/html,1'}",
            13,
            "url is 'data:text/html,1', it must be a web address with https://; mend it",
        ),
        ("title_en: Example", "title_en: Example: one", 4, "mapping values are not allowed here; mend the YAML"),
    ],
)
def test_a_wrong_key_is_named_by_its_line(write: Write, old: str, new: str, line: int, message: str) -> None:
    path = write("dataset.yml", TEXT.replace(old, new, 1))
    assert message_of(path) == f"{path}:{line}: {message}"


def test_an_unknown_key_lists_the_known_ones(write: Write) -> None:
    path = write("dataset.yml", TEXT + "covrage: complete\n")
    assert message_of(path).startswith(f"{path}:11: covrage is no known key, use id, version, title_zh, ")


def test_an_unknown_sector_lists_the_known_ones(write: Write) -> None:
    path = write("dataset.yml", TEXT + "sector: science\n")
    assert message_of(path).startswith(f"{path}:11: unknown sector 'science'; use one of general, ")


def test_a_missing_or_empty_file_says_so(write: Write, tmp_path: Path) -> None:
    assert message_of(tmp_path / "dataset.yml") == f"{tmp_path}/dataset.yml: the file is missing; see CONTRIBUTING.md"
    path = write("dataset.yml", "")
    assert message_of(path) == f"{path}:1: the file is empty, it must be a mapping; mend it"
