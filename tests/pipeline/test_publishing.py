"""A dataset is published with what is well in it; what is not is listed with its reason, or stops the build."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from gongkai.errors import DatasetError
from gongkai.model import DatasetContent
from gongkai.pipeline.publishing import read_dataset
from gongkai.workspace import DatasetFolder
from tests.support.gold import gold_files

IDS = [gold["report_id"] for gold in gold_files()]
WEIHAI = "371000-science-technology-2019"
HARBIN = "230100-science-technology-2022"


def read(folder: DatasetFolder, jobs: int = 1) -> DatasetContent:
    return read_dataset(folder, jobs, lambda _: None)


def published(content: DatasetContent) -> list[str]:
    return [report.report_id for report in content.reports]


def reasons(content: DatasetContent) -> dict[str, str | None]:
    return {rejected.source.file: rejected.reason for rejected in content.rejections}


def statuses(content: DatasetContent, agency_id: str) -> dict[int, str]:
    return {entry.year: entry.status for entry in content.coverage if entry.agency_id == agency_id}


def report_file(folder: DatasetFolder, report_id: str) -> Path:
    return folder.reports / f"{report_id}.txt"


def keep_only(folder: DatasetFolder, report_id: str) -> None:
    """Leaves one source and its row, so that a test reads no more than it needs."""
    for path in folder.report_files():
        if path.stem != report_id:
            path.unlink()
    lines = folder.sources.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.startswith(("report_id,", report_id))]
    folder.sources.write_text("".join(kept), encoding="utf-8")


@pytest.mark.slow
def test_a_file_that_gives_no_report_is_listed_and_the_others_are_published(folder: DatasetFolder) -> None:
    other_city = report_file(folder, HARBIN).read_text(encoding="utf-8").replace("哈尔滨", "齐齐哈尔")
    written = {
        "empty.txt": b"",
        "picture.bin": bytes(range(256)) * 4,
        "letter.txt": "今天天气很好，我们去公园散步。".encode(),
        "stranger.txt": other_city.encode(),
        "000-copy.txt": report_file(folder, WEIHAI).read_bytes(),
    }
    for name, data in written.items():
        (folder.reports / name).write_bytes(data)
    content = read(folder)
    assert published(content) == IDS
    assert reasons(content) == {
        "000-copy.txt": "duplicate_report",
        "empty.txt": "empty_file",
        "letter.txt": "not_a_report",
        "picture.bin": "unknown_format",
        "stranger.txt": "unknown_agency",
    }
    assert {path.name: path.read_bytes() for path in folder.reports.iterdir() if path.name in written} == written


def test_a_source_that_changed_since_it_was_added_is_not_published(folder: DatasetFolder) -> None:
    keep_only(folder, WEIHAI)
    path = report_file(folder, WEIHAI)
    path.write_bytes(path.read_bytes() + b"\n")
    content = read(folder)
    assert published(content) == []
    assert reasons(content) == {path.name: "source_changed"}
    assert content.rejections[0].message == (
        "原文与入库时的校验值不符；还原原文，或重新入库",
        "the source differs from the file that was added; restore the source or add it again",
    )


def test_a_copy_does_not_take_the_place_of_a_source_that_changed(folder: DatasetFolder) -> None:
    keep_only(folder, WEIHAI)
    path = report_file(folder, WEIHAI)
    shutil.copyfile(path, folder.reports / "copy.txt")
    path.write_bytes(path.read_bytes() + b"\n")
    content = read(folder)
    assert published(content) == []
    assert reasons(content) == {path.name: "source_changed", "copy.txt": "duplicate_report"}


def test_a_file_that_is_not_listed_is_published_under_the_agency_and_year_it_gives(folder: DatasetFolder) -> None:
    keep_only(folder, WEIHAI)
    folder.sources.unlink()
    report_file(folder, WEIHAI).rename(folder.reports / "download.txt")
    content = read(folder)
    assert published(content) == [WEIHAI]
    assert content.reports[0].source_url is None


def test_of_two_unlisted_files_of_one_agency_and_year_the_second_is_rejected(folder: DatasetFolder) -> None:
    keep_only(folder, WEIHAI)
    folder.sources.unlink()
    shutil.copyfile(report_file(folder, WEIHAI), folder.reports / "z.txt")
    content = read(folder)
    assert (published(content), reasons(content)) == ([WEIHAI], {"z.txt": "duplicate_report"})


def test_a_listed_source_that_is_gone_stops_the_build(folder: DatasetFolder) -> None:
    report_file(folder, WEIHAI).unlink()
    with pytest.raises(DatasetError) as raised:
        read(folder)
    assert str(raised.value) == (
        f"{folder.sources}:3: reports/{WEIHAI}.txt is not there; restore the file, or remove this row"
    )


def test_coverage_tells_what_a_sample_does_not_hold(folder: DatasetFolder) -> None:
    content = read(folder)
    assert {entry.year for entry in content.coverage} == {2019, 2020, 2021, 2022}
    assert statuses(content, "371000-science-technology") == {
        2019: "present",  # dated 19 January 2020
        2020: "not_collected",
        2021: "not_collected",
        2022: "not_collected",
    }
    held = {entry.report_id for entry in content.coverage if entry.status == "present"}
    assert held == set(IDS)


def test_in_a_complete_dataset_a_gap_is_missing_and_an_unreadable_file_is_not(folder: DatasetFolder) -> None:
    text = folder.description.read_text(encoding="utf-8").replace("coverage: sample", "coverage: complete")
    folder.description.write_text(f"{text}expected_to: 2021\n", encoding="utf-8")
    keep_only(folder, WEIHAI)
    (folder.reports / "371000-science-technology-2020.pdf").write_bytes(b"")
    content = read(folder)
    assert statuses(content, "371000-science-technology") == {2019: "present", 2020: "not_read", 2021: "missing"}


def test_a_report_that_came_late_is_late(folder: DatasetFolder) -> None:
    """A day of publication counts, the day beside the signature does not."""
    keep_only(folder, WEIHAI)
    folder.sources.unlink()
    path = report_file(folder, WEIHAI)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2020年1月19日", "2020年2月19日"), encoding="utf-8")
    assert statuses(read(folder), "371000-science-technology") == {2019: "present"}
    path.write_text(f"发布日期：2020-02-19\n{text}", encoding="utf-8")
    assert statuses(read(folder), "371000-science-technology") == {2019: "late"}


def retitled(folder: DatasetFolder, old: str, new: str) -> None:
    """Weihai's report with other words in it, its register row in step."""
    keep_only(folder, WEIHAI)
    path = report_file(folder, WEIHAI)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    row = folder.sources.read_text(encoding="utf-8").splitlines()[-1].split(",")
    row[3] = sha256(path.read_bytes()).hexdigest()
    header = folder.sources.read_text(encoding="utf-8").splitlines()[0]
    folder.sources.write_text(f"{header}\n{','.join(row)}\n", encoding="utf-8")


def settle(folder: DatasetFolder, what: str) -> None:
    header, row = folder.sources.read_text(encoding="utf-8").splitlines()
    folder.sources.write_text(f"{header},settled\n{row},{what}\n", encoding="utf-8")


def test_a_report_that_names_another_agency_of_the_register_waits_for_a_person(folder: DatasetFolder) -> None:
    retitled(folder, "威海市", "朔州市")
    content = read(folder)
    assert (published(content), reasons(content)) == ([], {f"{WEIHAI}.txt": "unsettled"})
    settle(folder, "agency")
    assert published(read(folder)) == [WEIHAI]


def test_a_report_that_names_another_year_waits_for_a_person(folder: DatasetFolder) -> None:
    retitled(folder, "2019", "2020")
    assert reasons(read(folder)) == {f"{WEIHAI}.txt": "unsettled"}
    settle(folder, "year")
    assert published(read(folder)) == [WEIHAI]


def test_the_register_wins_over_a_misread_title(folder: DatasetFolder) -> None:
    retitled(folder, "威海", "威悔")
    (report,) = read(folder).reports
    assert (report.extraction.report.agency, report.extraction.report.division_code) == ("威海市科学技术局", "371000")
    assert "威悔" in str(report.extraction.report.agency_as_titled)
    assert "META-10" in {finding.rule for finding in report.extraction.findings}
