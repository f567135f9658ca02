"""`agencies.csv`: agencies over time, and what cannot be true of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.dataset.agencies import read_agencies
from gongkai.errors import DatasetError
from gongkai.model import Agency
from tests.dataset.conftest import Write

HEADER = "agency_id,name,name_en,names_used,level,division_code,sector,valid_from,valid_to,successor_id,note\n"
SCIENCE = "321200-science,泰州市科学技术局,,泰州市科技局,prefecture,321200,science_technology,,,,\n"
INDUSTRY = "321200-industry,泰州市工业和信息化局,,,prefecture,321200,industry_information,,,,\n"


def message_of(path: Path) -> str:
    with pytest.raises(DatasetError) as raised:
        read_agencies(path)
    return str(raised.value)


def test_an_agency_has_names_a_place_and_a_sector(write: Write) -> None:
    row = "321200-science,泰州市科学技术局,Taizhou Science Bureau,泰州市科技局| 泰州科技局 ,prefecture,321200,"
    agencies = read_agencies(write("agencies.csv", f"{HEADER}{row}science_technology,2019-01-09,,,机构改革时组建\n"))
    assert agencies == (
        Agency(
            agency_id="321200-science",
            name="泰州市科学技术局",
            name_en="Taizhou Science Bureau",
            names_used=("泰州市科技局", "泰州科技局"),
            level="prefecture",
            division_code="321200",
            sector="science_technology",
            valid_from=date(2019, 1, 9),
            note="机构改革时组建",
        ),
    )


def test_a_renamed_agency_keeps_its_id_and_its_former_names(write: Write) -> None:
    row = "321200-science,泰州市科学技术局,,泰州市科学技术委员会|泰州市科委,prefecture,321200,,,,,2019年改名\n"
    (agency,) = read_agencies(write("agencies.csv", HEADER + row))
    assert (agency.agency_id, agency.valid_from) == ("321200-science", None)
    assert "泰州市科学技术委员会" in agency.names_used


def test_a_merged_agency_ends_and_names_who_took_over_and_what_that_means_for_its_figures(write: Write) -> None:
    header = HEADER.replace("note", "note,comparability_zh,comparability_en")
    rows = (
        "321200-science,泰州市科学技术局,,,prefecture,321200,,,2024-02-29,321200-industry,,,\n"
        "321200-industry,泰州市工业和信息化局,,,prefecture,321200,,,,,,"
        "2024年起含原科技局的申请,From 2024 with the requests to the former science bureau\n"
    )
    science, industry = read_agencies(write("agencies.csv", header + rows))
    assert (science.valid_to, science.successor_id) == (date(2024, 2, 29), industry.agency_id)
    assert industry.comparability_zh == "2024年起含原科技局的申请"
    assert industry.comparability_en == "From 2024 with the requests to the former science bureau"


def test_a_file_saved_by_a_spreadsheet_program_reads_the_same(write: Write) -> None:
    plain = read_agencies(write("agencies.csv", HEADER + SCIENCE))
    windows = "\ufeff" + (HEADER + SCIENCE).replace("\n", "\r\n") + "\r\n"
    assert read_agencies(write("agencies.csv", windows)) == plain


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("321200-science,", "Science,", "agency_id is 'Science'; write division code, hyphen and a name in lower case"),
        ("泰州市科学技术局", "", "321200-science has no name; give its full official name"),
        ("prefecture", "city", "unknown level 'city'; use one of national, province, prefecture, county, township"),
        (
            ",321200,science",
            ",321299,science",
            "unknown division_code '321299'; use a GB/T 2260 code of divisions.csv",
        ),
        (
            ",,,,\n",
            ",2019-02-01,2019-01-31,,\n",
            "valid_from 2019-02-01 is after valid_to 2019-01-31; mend one of them",
        ),
        (",,,,\n", ",2019,,,\n", "valid_from is '2019'; write a day as 2020-01-31"),
        (",,,,\n", ",20190201,,,\n", "valid_from is '20190201'; write a day as 2020-01-31"),
        (",,,,\n", ",,2019-02-29,,\n", "valid_to is '2019-02-29'; write a day as 2020-01-31"),
        (
            ",,,,\n",
            ",,,321200-science,\n",
            "321200-science is merged into itself; name the agency that took over",
        ),
        (",,,,\n", ",,,321200-water,\n", "successor 321200-water is not in the register; add its row"),
        (",,,,\n", ",,,\n", "has 10 cells, not 11; mend this row"),
        (",,,,\n", ",,,,备注,多余\n", "has 12 cells, not 11; mend this row"),
    ],
)
def test_a_row_that_cannot_be_true_is_named_by_its_line(write: Write, old: str, new: str, message: str) -> None:
    path = write("agencies.csv", HEADER + INDUSTRY + "\n" + SCIENCE.replace(old, new, 1))
    assert message_of(path) == f"{path}:4: {message}"


def test_an_unknown_sector_lists_the_known_ones(write: Write) -> None:
    path = write("agencies.csv", HEADER + SCIENCE.replace("science_technology", "science"))
    assert message_of(path).startswith(
        f"{path}:2: unknown sector 'science'; use one of general, science_technology, education, "
    )


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (HEADER.replace("name_en,", ""), "column name_en is missing; add it"),
        (HEADER.replace("note", "note,remarks"), "column 'remarks' is not known; mend or remove it"),
        (HEADER.replace("note", "note,name"), "column name stands there twice; keep one of them"),
    ],
)
def test_a_wrong_header_is_named(write: Write, header: str, message: str) -> None:
    path = write("agencies.csv", header)
    assert message_of(path) == f"{path}:1: {message}"


def test_every_column_that_is_wrong_is_named(write: Write) -> None:
    path = write("agencies.csv", HEADER.replace("name_en,", "").replace("note", "notes"))
    assert message_of(path).splitlines() == [
        f"{path}:1: column name_en is missing; add it",
        f"{path}:1: column note is missing; add it",
        f"{path}:1: column 'notes' is not known; mend or remove it",
    ]


def test_a_file_without_a_word_is_a_register_without_agencies(write: Write) -> None:
    assert read_agencies(write("agencies.csv", "\n")) == ()


def test_comparability_is_said_in_both_languages(write: Write) -> None:
    header = HEADER.replace("note", "note,comparability_zh,comparability_en")
    path = write("agencies.csv", header + SCIENCE.replace(",,,,\n", ",,,,,2024年并入,\n"))
    assert message_of(path) == (
        f"{path}:2: comparability is given in one language only; fill in comparability_zh and comparability_en"
    )


def test_an_id_is_given_once_also_after_a_change_of_name(write: Write) -> None:
    path = write("agencies.csv", HEADER + SCIENCE + SCIENCE.replace("泰州市科学技术局", "泰州市科学技术委员会"))
    assert message_of(path) == (
        f"{path}:3: 321200-science stands on line 2 already; keep one row; a new name goes into names_used"
    )


def test_a_circle_of_successors_is_spelled_out(write: Write) -> None:
    rows = (
        SCIENCE.replace(",,,,\n", ",,,321200-industry,\n")
        + INDUSTRY.replace(",,,,\n", ",,,321200-trade,\n")
        + "321200-trade,泰州市商务局,,,prefecture,321200,commerce,,,321200-industry,\n"
    )
    path = write("agencies.csv", HEADER + rows)
    assert message_of(path) == (
        f"{path}:3: the successors of 321200-industry lead back to it: "
        "321200-trade → 321200-industry; mend successor_id"
    )


def test_two_agencies_of_a_place_do_not_share_a_name_not_even_in_short(write: Write) -> None:
    twin = "321200-innovation,泰州市科技创新局,,泰州市科技创新局|泰州市科技局,prefecture,321200,,,,,\n"
    path = write("agencies.csv", HEADER + SCIENCE + twin)
    assert message_of(path) == (
        f"{path}:3: 泰州市科技局 is also a name of 321200-science on line 2 at the same time; "
        "leave it to one of them, or mend valid_from and valid_to"
    )


def test_a_name_may_pass_from_one_agency_to_the_next(write: Write) -> None:
    ended = SCIENCE.replace(",,,,\n", ",,2023-12-31,321200-innovation,\n")
    heir = "321200-innovation,泰州市科学技术局,,,prefecture,321200,,{},,,\n"
    assert len(read_agencies(write("agencies.csv", HEADER + ended + heir.format("2024-01-01")))) == 2
    path = write("agencies.csv", HEADER + ended + heir.format("2023-12-31"))
    assert message_of(path).startswith(f"{path}:3: 泰州市科学技术局 is also a name of 321200-science on line 2")


def test_agencies_of_different_places_may_share_a_name(write: Write) -> None:
    rows = (
        "440111-health,白云区卫生健康局,,,county,440111,health,,,,\n"
        "520113-health,白云区卫生健康局,,,county,520113,health,,,,\n"
    )
    assert len(read_agencies(write("agencies.csv", HEADER + rows))) == 2
