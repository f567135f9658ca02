"""The record of releases, the gate in front of it, and what people are told of changes, without a package."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.errors import DatasetError, PackageError
from gongkai.model.difference import Values
from gongkai.release.change import Change, counts
from gongkai.release.changes_file import release_entry
from gongkai.release.record import record_release, recorded, refuse_going_back, refuse_unexplained
from gongkai.release.summary import changes_text, terminal_summary

REPORT = "990100-science-technology-2022"


def granted(kind: str, before: Values | None, after: Values | None, reason: str | None = None) -> Change:
    return Change(kind, ("requests", REPORT, "granted", "total"), before, after, reason, reason and f"{reason}!")


GONE = Change("unexplained", ("reports", REPORT), {"year": 2022}, None)
CHANGED = granted("unexplained", {"value": 2}, {"value": 3})
IMPROVED = granted("reading_improved", {"value": None, "certain": False}, {"value": 3, "certain": True}, "折行")


@pytest.fixture
def published(tmp_path: Path) -> tuple[Path, Path, Path]:
    files = (tmp_path / "a.zip", tmp_path / "a.duckdb", tmp_path / "SHA256SUMS")
    for file in files:
        file.write_text(file.name)
    return files


def test_a_release_is_kept_with_its_database_and_its_sums(published: tuple[Path, Path, Path], tmp_path: Path) -> None:
    written = record_release(*published, "2026.11.0", tmp_path / "releases" / "of a dataset")
    assert written == tmp_path / "releases" / "of a dataset" / "2026.11.0.zip"
    kept = {path.name: path.read_text() for path in written.parent.iterdir()}
    assert kept == {"2026.11.0.zip": "a.zip", "2026.11.0.duckdb": "a.duckdb", "2026.11.0.sha256": "SHA256SUMS"}


@pytest.mark.parametrize("version", ["2026.11.0", "2026.11.1+dev"])
def test_a_version_is_released_once_and_never_between_releases(
    published: tuple[Path, Path, Path], tmp_path: Path, version: str
) -> None:
    record_release(*published, "2026.11.0", tmp_path / "releases")
    with pytest.raises(DatasetError, match="is released already"):
        record_release(*published, version, tmp_path / "releases")
    assert len(list((tmp_path / "releases").iterdir())) == 3


def test_the_newest_release_comes_first(tmp_path: Path) -> None:
    assert recorded(tmp_path / "none") == []
    for version in ("2026.9.0", "2026.11.0", "2025.12.3", "2026.11.2", "2026.11.10"):
        (tmp_path / f"{version}.zip").touch()
    (tmp_path / "2027.1.0.duckdb").touch()
    newest_first = ["2026.11.10", "2026.11.2", "2026.11.0", "2026.9.0", "2025.12.3"]
    assert [path.stem for path in recorded(tmp_path)] == newest_first
    (tmp_path / "2026.13.0.zip").touch()
    with pytest.raises(DatasetError, match=r"2026\.13\.0"):
        recorded(tmp_path)


def test_a_version_never_goes_back() -> None:
    for version in ("2026.11.0", "2026.11.1", "2026.12.0", "2027.1.0", "2026.11.0+dev"):
        refuse_going_back(version, "2026.11.0", "a")
    for version in ("2026.10.9", "2025.12.0"):
        with pytest.raises(DatasetError, match="is older than"):
            refuse_going_back(version, "2026.11.0", "a")


def test_an_unexplained_change_stops_a_release_and_names_the_cell() -> None:
    with pytest.raises(PackageError) as told:
        refuse_unexplained([IMPROVED, CHANGED, CHANGED], "a", "2026.11.0")
    assert told.value.values["number"] == 2
    assert "value 2 → 3" in str(told.value)
    assert "requests/granted/total" in str(told.value)
    refuse_unexplained([IMPROVED], "a", "2026.11.0")


def test_a_report_that_is_gone_is_told_before_any_number() -> None:
    with pytest.raises(PackageError, match=f"report {REPORT}, released in 2026.11.0, no longer comes out"):
        refuse_unexplained([CHANGED, GONE], "a", "2026.11.0")


def test_changes_are_told_by_class_with_what_was_and_what_is() -> None:
    told = terminal_summary([CHANGED, GONE, IMPROVED], "标题 title").split("\n")
    assert told == [
        "标题 title",
        "",
        "识读改进 reading improved: 1",
        f"  {REPORT} requests/granted/total: value ∅ → 3, certain false → true (折行 / 折行!)",
        "",
        "不明变动 unexplained: 2",
        f"  {REPORT} requests/granted/total: value 2 → 3",
        f"  {REPORT} reports: 撤去 gone year 2022",
    ]
    assert counts([CHANGED, GONE, IMPROVED])["unexplained"] == 2


def test_a_long_list_of_changes_is_cut_and_counted() -> None:
    told = terminal_summary([CHANGED] * 42, "标题")
    assert told.count("value 2 → 3") == 40
    assert told.endswith("  ……另有 2 处，见 --json … 2 more in --json")
    assert terminal_summary([], "标题").split("\n") == ["标题", "没有变动。Nothing changed."]


@pytest.mark.parametrize(("length", "shown"), [(60, "长" * 60), (61, "长" * 60 + "…")])
def test_a_value_of_up_to_sixty_characters_is_shown_whole(length: int, shown: str) -> None:
    told = terminal_summary([granted("correction", {"note": None}, {"note": "长" * length})], "t").splitlines()
    assert told[-1].endswith(f": note ∅ → {shown}")


def test_the_text_of_changes_tells_every_release() -> None:
    new = granted("rule_changed", None, {"reconciled": 4, "source_sha256": "0" * 64, "note": "a|b * [c]" + "长" * 90})
    releases = [
        release_entry("2026.12.0+dev", "2026.11.0", None, [new]),
        release_entry("2026.11.0", "2026.10.0", date(2026, 11, 20), []),
        release_entry("2026.10.0", None, date(2026, 10, 1), []),
    ]
    assert changes_text("甲", releases).split("\n\n") == [
        "# 变动 Changes · 甲",
        "## 2026.12.0+dev (尚未发布 not released yet)",
        "2026.11.0 发布以后的改动，尚未另行发布。Changes since the release of 2026.11.0, not yet released themselves.",
        "| 类别 | class | 数量 n |\n|---|---|---:|\n| 规则改动 | rule changed | 1 |",
        "### 规则改动 · rule changed",
        f"- {REPORT} requests/granted/total: 新增 new reconciled 4, note a|b \\* \\[c\\]{'长' * 51}…",
        "## 2026.11.0 (2026-11-20)",
        "与 2026.10.0 相比。Compared with 2026.10.0.\n没有变动。Nothing changed.",
        "## 2026.10.0 (2026-10-01)",
        "此前没有发布过。Nothing was released before.\n没有变动。Nothing changed.\n",
    ]
