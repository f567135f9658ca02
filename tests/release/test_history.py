"""From release to release: what is released never changes, and nothing published changes without a word."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gongkai.errors import DatasetError, PackageError
from gongkai.model import CellKey, DatasetContent, PublishedReport, ReadingChange
from gongkai.pipeline.releases import publish_package, record
from gongkai.release import Change, as_text, release_entry
from gongkai.release.changes_file import changes_json, read_changes
from gongkai.workspace import DatasetFolder
from tests.release.editing import CELL, REPORT, content

pytestmark = pytest.mark.slow

FIRST_DAY, SECOND_DAY = date(2026, 11, 26), date(2027, 2, 3)
REASON = """\
- version: 2026.12.0
  reason_zh: 识别千分位
  reason_en: thousands separators are read
  reports: [230000-science-technology-2019]
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> DatasetFolder:
    """A dataset whose version 2026.11.0 is released."""
    folder = DatasetFolder(tmp_path_factory.mktemp("datasets") / "science-technology")
    record(content(), folder, FIRST_DAY)
    return folder


@pytest.fixture
def released(first: DatasetFolder, tmp_path: Path) -> DatasetFolder:
    """The same, to be changed."""
    return DatasetFolder(Path(shutil.copytree(first.path, tmp_path / "datasets" / first.id)))


def named(version: str, made: DatasetContent | None = None) -> DatasetContent:
    made = made or content()
    return replace(made, dataset=replace(made.dataset, version=version))


def edited(version: str = "2026.11.0", **values: Any) -> DatasetContent:
    """The content with other values in one cell, or in the report itself (`source_url`)."""
    made = named(version)
    return replace(made, reports=tuple(_edited(report, values) for report in made.reports))


def _edited(report: PublishedReport, values: dict[str, Any]) -> PublishedReport:
    if report.report_id != REPORT:
        return report
    if "source_url" in values:
        return replace(report, **values)
    key = CellKey(*CELL.split("/"))
    cells = tuple(replace(c, **values) if c.key == key else c for c in report.extraction.cells)
    return replace(report, extraction=replace(report.extraction, cells=cells))


def published(made: DatasetContent, folder: DatasetFolder, tmp_path: Path) -> Path:
    package = tmp_path / "out" / folder.id
    shutil.rmtree(package, ignore_errors=True)
    package.mkdir(parents=True)
    publish_package(made, folder, package)
    return package


def entries(package: Path) -> list[tuple[str, str | None, str | None, dict[str, int]]]:
    """Version, version before, day, and the classes that occur, of each release that the package lists."""
    data = read_changes(package / "CHANGES.json")
    schema = json.loads((files("gongkai.release") / "changes.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    counted = [{kind: n for kind, n in release["counts"].items() if n} for release in data["releases"]]
    heads = [(release["version"], release["previous"], release["date"]) for release in data["releases"]]
    return [(*head, counts) for head, counts in zip(heads, counted, strict=True)]


def digests(package: Path) -> dict[str, str]:
    found = (path for path in package.rglob("*") if path.is_file())
    return {path.relative_to(package).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def versions_in(package: Path, names: Iterable[str]) -> set[bool]:
    return {"2026.11.0+dev" in (package / name).read_text(encoding="utf-8") for name in names}


def test_what_was_never_released_says_so(tmp_path: Path) -> None:
    package = published(content(), DatasetFolder(tmp_path / "science-technology"), tmp_path)
    assert entries(package) == [("2026.11.0+dev", None, None, {"source_added": 5})]
    assert "此前没有发布过。Nothing was released before." in (package / "CHANGES.md").read_text(encoding="utf-8")


def test_building_what_was_released_gives_the_release_itself(released: DatasetFolder, tmp_path: Path) -> None:
    package = published(content(), released, tmp_path)
    assert entries(package) == [("2026.11.0", None, "2026-11-26", {"source_added": 5})]
    archive = released.releases / "2026.11.0.zip"
    assert (package / "science-technology-2026.11.0.zip").read_bytes() == archive.read_bytes()
    assert (package / "science-technology.duckdb").read_bytes() == archive.with_suffix(".duckdb").read_bytes()
    assert (package / "SHA256SUMS").read_bytes() == archive.with_suffix(".sha256").read_bytes()
    lines = (package / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line.partition("  ")[2]: line.partition("  ")[0] for line in lines} == {
        name: digest for name, digest in digests(package).items() if name != "SHA256SUMS"
    }
    assert digests(package) == digests(published(content(), released, tmp_path))
    assert "date-released: 2026-11-26" in (package / "CITATION.cff").read_text(encoding="utf-8")


def test_what_is_built_after_a_release_is_marked_everywhere_and_says_what_differs(
    released: DatasetFolder, tmp_path: Path
) -> None:
    package = published(edited(source_url="https://www.example.gov.cn/a.html"), released, tmp_path)
    assert entries(package) == [
        ("2026.11.0+dev", "2026.11.0", None, {"register_changed": 1}),
        ("2026.11.0", None, "2026-11-26", {"source_added": 5}),
    ]
    assert (package / "science-technology-2026.11.0+dev.zip").is_file()
    texts = ("datapackage.json", "README.md", "CITATION.cff", "dcat.jsonld", "dataset.jsonld", "croissant.json")
    assert versions_in(package, texts) == {True}
    assert "date-released" not in (package / "CITATION.cff").read_text(encoding="utf-8")


def test_an_unexplained_change_stops_the_build_and_names_report_and_cell(
    released: DatasetFolder, tmp_path: Path
) -> None:
    with pytest.raises(PackageError, match=f"the first is {REPORT}, {CELL}: value 2 → 99"):
        published(edited(value=99), released, tmp_path)


def test_a_declared_change_passes_with_its_reason_once_the_version_is_raised(
    released: DatasetFolder, tmp_path: Path
) -> None:
    released.reading_changes.write_text(REASON, encoding="utf-8")
    with pytest.raises(PackageError, match=r"raise `version` in dataset\.yml"):
        published(edited(value=99), released, tmp_path)
    package = published(edited("2026.12.0", value=99), released, tmp_path)
    assert entries(package)[0] == ("2026.11.0+dev", "2026.11.0", None, {"reading_improved": 1})
    text = (package / "CHANGES.md").read_text(encoding="utf-8")
    assert f"- {REPORT} {CELL}: value 2 → 99 (识别千分位 / thousands separators are read)" in text


def test_a_released_report_that_no_longer_comes_out_stops_the_build_by_name(
    released: DatasetFolder, tmp_path: Path
) -> None:
    less = replace(content(), reports=tuple(r for r in content().reports if r.report_id != REPORT))
    with pytest.raises(PackageError, match=f"report {REPORT}, released in 2026.11.0, no longer comes out"):
        published(less, released, tmp_path)
    released.reading_changes.write_text(REASON, encoding="utf-8")
    assert entries(published(named("2026.12.0", less), released, tmp_path))[0][3] == {"source_removed": 1}


def test_a_version_is_released_once(released: DatasetFolder) -> None:
    for made in (content(), edited(source_url="a")):
        with pytest.raises(DatasetError, match=r"2026\.11\.0 is released already; raise `version`"):
            record(made, released, SECOND_DAY)


def test_the_next_release_stands_beside_the_first(released: DatasetFolder, tmp_path: Path) -> None:
    before = digests(released.releases)
    record(edited("2027.2.0", source_url="b"), released, SECOND_DAY)
    assert before.items() <= digests(released.releases).items()
    package = published(edited("2027.2.0", source_url="b"), released, tmp_path)
    assert [entry[:3] for entry in entries(package)] == [
        ("2027.2.0", "2026.11.0", "2027-02-03"),
        ("2026.11.0", None, "2026-11-26"),
    ]
    package = published(edited("2027.10.0", source_url="c"), released, tmp_path)
    assert [entry[0] for entry in entries(package)] == ["2027.2.0+dev", "2027.2.0", "2026.11.0"]


def test_a_version_that_goes_back_is_refused(released: DatasetFolder, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"2026\.9\.5 is older than 2026\.11\.0, which was released"):
        published(named("2026.9.5"), released, tmp_path)


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_a_damaged_record_is_named(released: DatasetFolder, tmp_path: Path, data: bytes) -> None:
    path = released.releases / "2026.11.0.zip"
    path.write_bytes(data)
    with pytest.raises(PackageError, match="is no package") as raised:
        published(content(), released, tmp_path)
    assert str(path) in str(raised.value)


@pytest.mark.parametrize("ending", [".zip", ".duckdb", ".sha256"])
def test_a_released_version_is_restored_byte_for_byte_or_not_at_all(
    released: DatasetFolder, tmp_path: Path, ending: str
) -> None:
    """A byte that zip and DuckDB readers do not mind: only the checksums that were published tell it."""
    path = released.releases / f"2026.11.0{ending}"
    whole = path.read_bytes()
    line = whole.index(b"science-technology.duckdb") - 10 if ending == ".sha256" else -1
    path.write_bytes(whole[:line] + bytes([whole[line] ^ 1]) + whole[line:][1:])
    with pytest.raises(PackageError, match=r"is not the file whose SHA-256 is in 2026\.11\.0\.sha256") as raised:
        published(content(), released, tmp_path)
    assert "2026.11.0." in str(raised.value)
    path.unlink()
    if ending != ".zip":
        with pytest.raises(PackageError, match="is missing; restore the file as it was published") as raised:
            published(content(), released, tmp_path)
        assert str(path) in str(raised.value)


def test_a_record_named_after_no_version_is_named(released: DatasetFolder, tmp_path: Path) -> None:
    (released.releases / "newest.zip").write_bytes(b"")
    with pytest.raises(DatasetError, match="'newest' is no year"):
        published(content(), released, tmp_path)


def test_changes_come_back_from_json() -> None:
    change = Change("correction", ("requests", REPORT, "granted", "total"), {"value": 2}, {"value": None}, "改", "mend")
    declared = ReadingChange("2026.12.0", "识别千分位", "thousands separators are read", reports=(REPORT,))
    entry = release_entry("2026.11.0", None, FIRST_DAY, [change])
    data = changes_json("a", "2026.11.0", [entry], [declared])
    again = json.loads(as_text(data))
    assert again == data
    assert Change.from_json(again["releases"][0]["changes"][0]) == change
