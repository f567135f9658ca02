"""From release to release: the list of changes grows, and no package changes without a word."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import DatasetError, PackageError
from gongkai.pipeline.releases import record
from gongkai.release import (
    ReadingChange,
    as_text,
    read_package,
    read_snapshot,
    record_release,
    write_changes,
)
from gongkai.release.change import Change, change_from_json
from gongkai.release.changes_file import changes_json, read_changes, release_entry
from gongkai.release.publication import Publication, Rows
from gongkai.release.snapshot import snapshot_bytes
from tests.release.editing import CELL, REPORT, content, put, put_cell, set_version
from tests.support.gold import ROOT

pytestmark = pytest.mark.slow

DECLARED = ReadingChange("2026.12.0", "识别千分位", "thousands separators are read", reports=(REPORT,))


@pytest.fixture
def releases(old: Path, tmp_path: Path) -> Path:
    """The folder of recorded releases after the first one, 2026.11.0."""
    first = Path(shutil.copytree(old, tmp_path / "first" / "science-technology"))
    write_changes(first, tmp_path / "releases", ())
    record_release(first, tmp_path / "releases")
    return tmp_path / "releases"


def entries(package: Path) -> list[tuple[str, str | None, dict[str, int]]]:
    """Version, version before, and the classes that occur, of each release that the package lists."""
    listed = read_changes(package / "CHANGES.json")["releases"]
    return [(r["version"], r["previous"], {k: n for k, n in r["counts"].items() if n}) for r in listed]


def test_the_first_release_adds_every_report(new: Path, tmp_path: Path) -> None:
    write_changes(new, tmp_path / "releases", ())
    assert entries(new) == [("2026.12.0", None, {"source_added": 5})]
    assert "首次发布。First release." in (new / "CHANGES.md").read_text(encoding="utf-8")


def test_the_next_release_is_told_on_top_of_the_first(new: Path, releases: Path) -> None:
    put_cell(new, CELL, value=99)
    write_changes(new, releases, [DECLARED])
    assert entries(new) == [
        ("2026.12.0", "2026.11.0", {"reading_improved": 1}),
        ("2026.11.0", None, {"source_added": 5}),
    ]
    text = (new / "CHANGES.md").read_text(encoding="utf-8")
    assert f"- {REPORT} {CELL}: value 2 → 99 (识别千分位 / thousands separators are read)" in text


def test_an_unexplained_change_stops_the_build_and_names_report_and_cell(new: Path, releases: Path) -> None:
    put_cell(new, CELL, value=99)
    with pytest.raises(PackageError, match=f"the first is {REPORT}, {CELL}: value 2 → 99"):
        write_changes(new, releases, ())
    assert not (new / "CHANGES.json").exists()


def test_a_declaration_of_an_earlier_version_does_not_let_it_pass(new: Path, releases: Path) -> None:
    put_cell(new, CELL, value=99)
    set_version(new, "2026.11.0")
    with pytest.raises(PackageError, match=r"raise `version` in dataset\.yml"):
        write_changes(new, releases, [ReadingChange("2026.11.0", "旧", "old", reports=("*",))])


def test_building_the_released_version_again_repeats_its_list(new: Path, releases: Path) -> None:
    set_version(new, "2026.11.0")
    write_changes(new, releases, ())
    assert entries(new) == [("2026.11.0", None, {"source_added": 5})]


def test_what_changed_after_a_release_is_told_as_such_and_cannot_be_released_under_its_version(
    new: Path, releases: Path
) -> None:
    set_version(new, "2026.11.0")
    put(new, "reports", {"report_id": REPORT}, source_url="https://www.example.gov.cn/a.html")
    write_changes(new, releases, ())
    assert entries(new)[0] == ("2026.11.0", "2026.11.0", {"register_changed": 1})
    with pytest.raises(DatasetError, match=r"2026\.11\.0 was released with other content; raise `version`"):
        record_release(new, releases)


def test_changes_since_a_release_are_told_once_when_they_are_released(new: Path, releases: Path) -> None:
    put(new, "reports", {"report_id": REPORT}, source_url="https://www.example.gov.cn/a.html")
    for version in ("2026.11.0", "2026.12.0"):
        set_version(new, version)
        write_changes(new, releases, ())
    assert [entry[:2] for entry in entries(new)] == [("2026.12.0", "2026.11.0"), ("2026.11.0", None)]


def test_a_version_that_goes_back_is_refused(new: Path, releases: Path) -> None:
    set_version(new, "2026.9.5")
    with pytest.raises(DatasetError, match=r"2026\.9\.5 is older than 2026\.11\.0, which was released"):
        write_changes(new, releases, ())


def test_versions_are_ordered_by_number_not_by_letter(new: Path, releases: Path) -> None:
    for version, url in (("2027.2.0", "a"), ("2027.10.0", "b")):
        set_version(new, version)
        put(new, "reports", {"report_id": REPORT}, source_url=url)
        write_changes(new, releases, ())
        record_release(new, releases)
    assert [version for version, *_ in entries(new)] == ["2027.10.0", "2027.2.0", "2026.11.0"]


def test_a_release_recorded_twice_stays_as_it_is(new: Path, releases: Path) -> None:
    write_changes(new, releases, ())
    path = record_release(new, releases)
    before = path.read_bytes()
    write_changes(new, releases, ())
    assert record_release(new, releases) == path
    assert path.read_bytes() == before


def test_a_recorded_release_holds_what_the_package_holds(new: Path, releases: Path) -> None:
    write_changes(new, releases, [DECLARED])
    package, recorded = read_package(new), read_snapshot(record_release(new, releases))
    assert (recorded.version, recorded.sources, recorded.shared) == (package.version, package.sources, package.shared)
    assert (recorded.declared, recorded.releases) == (package.declared, package.releases)
    assert [recorded.record(key) for key in package.sources] == [package.record(key) for key in package.sources]


def test_a_recorded_release_is_small(new: Path, releases: Path) -> None:
    cells = sum(cell[0] in ("requests", "proactive_disclosure", "review_litigation") for cell in _keys(new))
    size = (releases / "2026.11.0.jsonl.gz").stat().st_size
    assert size < 32 * cells


def _keys(package: Path) -> list[tuple[str, ...]]:
    publication = read_package(package)
    return [key for report_id in publication.sources for key in publication.record(report_id)]


texts = st.text(max_size=5) | st.sampled_from(["\u2028", "\x85", "a\nb", "，", '"'])


@given(st.dictionaries(texts, st.tuples(st.none() | st.integers() | texts, st.booleans()), max_size=3))
def test_any_row_comes_back_from_a_recorded_release(tmp_path_factory: pytest.TempPathFactory, cells: Any) -> None:
    rows: Rows = {
        ("requests", REPORT, row, "total"): {
            **{"value": value, "state": "reported", "certain": certain},
            **{"note": None, "reconciled": None, "rule": None},
        }
        for row, (value, certain) in cells.items()
    }
    made = Publication(
        "made", "a", "2026.11.0", frozenset({"requests"}), {REPORT: "0" * 64}, frozenset(), {}, lambda _: rows
    )
    path = tmp_path_factory.mktemp("releases") / "2026.11.0.jsonl.gz"
    path.write_bytes(snapshot_bytes(made))
    assert read_snapshot(path).record(REPORT) == rows


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda data: data[: len(data) // 2], "is no recorded release"),
        (lambda _: b"", "is no recorded release"),
        (lambda _: b"not gzip", "is no recorded release"),
        (lambda _: gzip.compress(b"{}\n"), "is no recorded release"),
        (lambda data: gzip.compress(gzip.decompress(data).replace(b'"format":1', b'"format":9')), "format 9"),
        (lambda data: gzip.compress(gzip.decompress(data).rpartition(b"\n")[0].rpartition(b"\n")[0]), "argument"),
    ],
)
def test_a_damaged_record_is_named(new: Path, releases: Path, damage: Any, complaint: str) -> None:
    path = releases / "2026.11.0.jsonl.gz"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DatasetError, match=complaint) as raised:
        write_changes(new, releases, ())
    assert str(path) in str(raised.value)


def test_a_record_named_after_no_version_is_named(new: Path, releases: Path) -> None:
    (releases / "newest.jsonl.gz").write_bytes(b"")
    with pytest.raises(DatasetError, match="'newest' is no year"):
        write_changes(new, releases, ())


def test_changes_come_back_from_json() -> None:
    change = Change("correction", ("requests", REPORT, "granted", "total"), {"value": 2}, {"value": None}, "改", "mend")
    data = changes_json("a", "2026.11.0", [release_entry("2026.11.0", None, [change])], [DECLARED])
    again = json.loads(as_text(data))
    assert again == data
    assert change_from_json(again["releases"][0]["changes"][0]) == change


@pytest.mark.slow
def test_recording_the_same_content_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    here = record(content(), tmp_path / "here", tmp_path / "none.yml").read_bytes()
    script = (
        "import sys; from pathlib import Path; from gongkai.pipeline.releases import record\n"
        "from tests.release.editing import content\n"
        "record(content(), Path(sys.argv[1]), Path('none.yml'))"
    )
    odd = {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    there = tmp_path / "there"
    subprocess.run(
        [sys.executable, "-c", script, str(there)], check=True, cwd=tmp_path, env={**os.environ, **odd}, timeout=120
    )
    assert (there / "2026.11.0.jsonl.gz").read_bytes() == here
