"""The work on one report: what is kept of it, what people put right, and files taken over as they stand."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.model import Agency, CellKey, Correction, Document, Extraction, Status
from gongkai.pipeline.packing import packed, unpacked
from gongkai.pipeline.progress import Profile, Step
from gongkai.pipeline.tasks import (
    Documents,
    Group,
    Member,
    SourceBytes,
    corrected,
    finished,
    head_of,
    marked,
    part_of,
    read_files,
    take_over,
    untouched,
)
from gongkai.pipeline.workers import Spent
from tests.support.gold import GOLD
from tests.support.reports import consistent_report

SOURCE = GOLD.parent / "reports" / "230100-science-technology-2022.txt"
TOTAL = CellKey("requests", "granted", "total")
HERE = "230100-science-technology"


def member(report: Extraction, year: int, **more: object) -> Member:
    made = Member(f"{HERE}-{year}", HERE, "https://example.org/", packed(report))
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_head_has_what_other_reports_ask_for_and_nothing_that_takes_room() -> None:
    report = consistent_report(seed=4)
    head = head_of(report)
    flows = {"requests/new_received/total", "requests/total_processed/total"}
    assert {"/".join(cell.key) for cell in head.cells} == flows
    assert (head.facts, head.sections, head.findings, head.checks) == ((), (), (), ())
    assert (head.report, head.source, head.status) == (report.report, report.source, report.status)


def test_files_are_read_once_and_kept_packed_and_what_is_none_is_rejected() -> None:
    data = SOURCE.read_bytes()
    page = f"<html><body><pre>{data.decode()}</pre></body></html>".encode()
    files = [SourceBytes(SOURCE.name, data), SourceBytes("b.txt", b"weather"), SourceBytes("c.html", page)]
    lined, none, shown = read_files(files)
    whole: Extraction = unpacked(lined.extraction)
    assert (lined.head, lined.document) == (head_of(whole), b"")
    assert len(whole.cells) == 200
    assert (none.head.status, none.extraction, none.document) == (Status.REJECTED, b"", b"")
    assert (none.head.source.file, none.head.source.bytes, none.head.reason) == ("b.txt", 7, "not_a_report")
    document: Document = unpacked(shown.document)
    assert document.source.format == "html"


def test_documents_are_unpacked_when_they_are_asked_for() -> None:
    found = Documents({"a": packed("document"), "b": b""})
    assert ("a" in found, "b" in found, "c" in found) == (True, False, False)
    assert (len(found), list(found)) == (2, ["a", "b"])
    assert found["a"] == "document"  # type: ignore[comparison-overlap]


def test_finished_reports_are_held_against_their_neighbours() -> None:
    last = consistent_report("2021", seed=1, year=2021)
    this = consistent_report("2021", seed=2, after=last)
    alone, both = finished(Group((member(this, 2022),))), finished(Group((member(last, 2021), member(this, 2022))))
    beside = finished(Group((member(this, 2022),), ((f"{HERE}-2021", packed(last)),)))
    ids = [[report.report_id for report in part] for part in (alone, both, beside)]
    assert ids == [[f"{HERE}-2022"], [f"{HERE}-2021", f"{HERE}-2022"], [f"{HERE}-2022"]]
    (year,) = (check for check in alone[0].extraction.checks if check.rule == "YOY-01")
    (held,) = (check for check in both[1].extraction.checks if check.rule == "YOY-01")
    assert (year.passed, year.failed) == (0, 0)
    assert (held.passed, held.failed) == (7, 0)
    assert beside[0].extraction == alone[0].extraction  # what is no member is held against as another body's
    assert both[1].source_url == "https://example.org/"
    rules = [check.rule for check in both[1].extraction.checks]
    assert len(set(rules)) == len(rules)
    assert both[1].indicators and both[1].agency_id == HERE


def test_the_register_s_name_stands_in_place_of_a_misread_title() -> None:
    agency = Agency(HERE, "哈尔滨市科学技术局", None, (), "prefecture", "230100")
    (report,) = finished(Group((member(consistent_report(), 2021, registered=agency),)))
    found = report.extraction.report
    assert (found.agency, found.level, found.division_code) == ("哈尔滨市科学技术局", "prefecture", "230100")


def test_what_people_put_right_is_reconciled_and_what_is_printed_stays() -> None:
    report = consistent_report(seed=4)
    (cell,) = (cell for cell in report.cells if cell.key == TOTAL)
    correction = Correction(f"{HERE}-2021", TOTAL, 99, "r", "b", date(2026, 11, 20), str(cell.raw), "f", 1)
    (done,) = (found for found in corrected(report, [correction]).cells if found.key == TOTAL)
    assert (done.value, done.reconciled, done.rule) == (cell.value, 99, "COR-01")
    assert corrected(report, []) is report


def test_a_part_has_the_errors_and_a_digest_of_each_report() -> None:
    one, other = (member(consistent_report(seed=seed, year=year), year) for seed, year in ((1, 2021), (2, 2022)))
    part, again = part_of(Group((one, other))), part_of(Group((one, other)))
    assert part.digests.keys() == {f"{HERE}-2021", f"{HERE}-2022"}
    assert len(set(part.digests.values())) == 2
    assert part.digests == again.digests
    assert part.errors == frozenset()


def test_a_file_is_untouched_as_long_as_size_and_time_are_those_of_its_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("12345", encoding="utf-8")
    mark = marked(file, "digest")
    assert (mark.digest, mark.size, mark.changed) == ("digest", 5, file.stat().st_mtime_ns)
    assert untouched(str(file), mark)
    os.utime(file, ns=(mark.changed + 1, mark.changed + 1))
    assert not untouched(str(file), mark)
    file.write_text("123456", encoding="utf-8")
    os.utime(file, ns=(mark.changed, mark.changed))
    assert not untouched(str(file), mark)
    file.unlink()
    assert not untouched(str(file), mark)


def test_a_file_is_taken_over_by_a_second_name_or_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.html"
    old.write_text("a", encoding="utf-8")
    take_over(str(old), str(tmp_path / "new" / "deep" / "a.html"))
    assert (tmp_path / "new" / "deep" / "a.html").stat().st_ino == old.stat().st_ino

    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    take_over(str(old), str(tmp_path / "copy.html"))
    copy = tmp_path / "copy.html"
    assert copy.stat().st_ino != old.stat().st_ino
    assert (copy.read_text(encoding="utf-8"), copy.stat().st_mtime_ns) == ("a", old.stat().st_mtime_ns)


def test_a_profile_adds_up_what_each_stage_cost() -> None:
    profile = Profile(Spent())
    for seconds in (0.03, 0.02):
        with profile.stage("read"):
            end = time.process_time() + seconds
            while time.process_time() < end:
                pass
            profile.spent.cpu += 1
    with profile.stage("write"):
        time.sleep(0.02)
    profile.spent.memory = 1 << 50
    with profile.stage("end"):
        pass
    read, write, end_ = profile.as_rows()
    assert [row["name"] for row in (read, write, end_)] == ["read", "write", "end"]
    costs = profile.stages
    assert 2.05 <= costs["read"].cpu < 3 and costs["read"].wall >= 0.05
    assert costs["write"].wall >= 0.02 and costs["write"].cpu < 1
    assert 1_000_000 < costs["read"].memory < 1 << 50
    assert costs["end"].memory == 1 << 50
    assert str(Step("pages", "a page", 2, 5)) == "a page"
