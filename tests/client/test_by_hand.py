"""What the client gives of a package typed in by hand, to the letter."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

import gongkai
from gongkai.errors import PackageError
from tests.client.by_hand import OWN, TABLES, write
from tests.client.test_client import served


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("by hand") / "water")


@pytest.mark.parametrize("table", TABLES)
def test_every_row_stands_as_it_was_written(package: Path, table: str) -> None:
    columns, rows = TABLES[table]
    found = gongkai.load(table, package)
    assert found.column_names == columns.split()
    assert [tuple(row.values()) for row in found.to_pylist()] == rows


def test_a_table_says_where_it_comes_from_and_keeps_what_its_file_says(package: Path) -> None:
    metadata = dict(gongkai.load("requests", package).schema.metadata)
    origin = {"dataset": "water", "version": "2026.1.0", "source": str(package), "site": "", "table": "requests"}
    assert json.loads(metadata.pop(b"gongkai")) == origin
    assert metadata == OWN


def test_best_takes_what_the_sums_imply_and_leaves_doubt_empty(package: Path) -> None:
    found = gongkai.load("requests", package, value="best")
    assert found["value"].to_pylist() == [7, 9, None, None, 6]
    assert found.column_names == TABLES["requests"][0].split()
    assert gongkai.load("agencies", package, value="best").equals(gongkai.load("agencies", package))


@pytest.mark.parametrize(
    ("lang", "rows", "column"),
    [
        ("zh", ["予以公开", "不予公开", "予以公开", "不予公开", "全部行"], "总计"),
        ("en", ["disclosed", "not disclosed", "disclosed", "not disclosed", "all rows"], "total"),
    ],
)
def test_a_label_stands_after_each_code_and_is_that_of_its_own_list(
    package: Path, lang: Any, rows: list[str], column: str
) -> None:
    found = gongkai.load("requests", package, labels=lang)
    labelled = ["report_id", "row_code", "row_code_label", "column_code", "column_code_label"]
    assert found.column_names == labelled + TABLES["requests"][0].split()[3:]
    assert found["row_code_label"].to_pylist() == rows
    assert found["column_code_label"].to_pylist() == [column] * 5
    assert gongkai.load("agencies", package, labels=lang).equals(gongkai.load("agencies", package))


WATER = "甲市水务局2021年度政府信息公开工作年度报告，"
AT_WATER = "Water Bureau of Jia, annual report on government information disclosure 2021, "
OF_ANOTHER = "乙局, annual report on government information disclosure 2022, "
END, ENDED = "。水务数据，版本2026.1.0。", ". Water data, version 2026.1.0."
CITED = [
    (
        f"{WATER}予以公开·总计：7（所存文本第 5 行第 2 格）{END} https://example.org/r1",
        f"{AT_WATER}disclosed / total: 7 (text we hold, line 5, cell 2){ENDED} https://example.org/r1",
    ),
    (
        f"{WATER}不予公开·总计：8（所存文本第 6 行第 2 格）{END} https://example.org/r1",
        f"{AT_WATER}not disclosed / total: 8 (text we hold, line 6, cell 2){ENDED} https://example.org/r1",
    ),
    (
        f"乙局2022年度政府信息公开工作年度报告，予以公开·总计：5（存疑）{END}",
        f"{OF_ANOTHER}disclosed / total: 5 (in doubt){ENDED}",
    ),
    (
        f"乙局2022年度政府信息公开工作年度报告，不予公开·总计：空白（所存文本第 3 行第 1 格）{END}",
        f"{OF_ANOTHER}not disclosed / total: blank (text we hold, line 3, cell 1){ENDED}",
    ),
    (
        f"乙局2022年度政府信息公开工作年度报告，全部行·总计：若干（存疑）（所存文本第 4 行第 1 格）{END}",
        f"{OF_ANOTHER}all rows / total: 若干 (in doubt) (text we hold, line 4, cell 1){ENDED}",
    ),
]
"""The citation of each row of the requests, in both languages."""


def test_every_kind_of_number_is_cited_to_the_letter(package: Path) -> None:
    table = gongkai.load("requests", package)
    rows = [table.slice(at, 1) for at in range(table.num_rows)]
    assert [(gongkai.cite(row), gongkai.cite(row, lang="en")) for row in rows] == CITED
    plain = [{**row, "table": "requests"} for row in table.to_pylist()]
    assert [(gongkai.cite(row, package), gongkai.cite(row, package, lang="en")) for row in plain] == CITED


def test_what_is_no_cell_of_the_package_is_not_cited(package: Path) -> None:
    row = gongkai.load("requests", package).to_pylist()[0]
    for cell, source in ((row, package), ({**row, "table": "requests"}, None)):
        with pytest.raises(PackageError, match="no cell of a form table"):
            gongkai.cite(cell, source)
    with pytest.raises(PackageError, match="give one row"):
        gongkai.cite(gongkai.load("requests", package).slice(0, 0))
    for column, other in (("report_id", "r3"), ("row_code", "carried_out"), ("column_code", "other")):
        with pytest.raises(PackageError, match="no such cell"):
            gongkai.cite({**row, "table": "requests", column: other}, package)


def test_differences_are_told_to_the_letter(package: Path, tmp_path: Path) -> None:
    """How a cell was printed, and where, is not compared."""
    columns, rows = TABLES["requests"]
    first, _, *rest = rows
    changed = (*first[:3], 6, "六", *first[5:])
    came = ("r1", "carried_out", "total", 1, "1", "reported", None, True, "l")
    other = write(tmp_path / "later", tables={**TABLES, "requests": (columns, [changed, *rest, came])})
    expected = [
        ("r1/carried_out/total", "value", None, "1"),
        ("r1/carried_out/total", "state", None, "reported"),
        ("r1/carried_out/total", "certain", None, "True"),
        ("r1/carried_out/total", "reconciled", None, None),
        ("r1/granted/total", "value", "7", "6"),
        ("r1/refused/total", "value", "8", None),
        ("r1/refused/total", "state", "reported", None),
        ("r1/refused/total", "certain", "True", None),
        ("r1/refused/total", "reconciled", "9", None),
    ]
    found = gongkai.diff(package, other)
    assert found.column_names == ["table", "key", "column", "old", "new"]
    assert [tuple(row.values()) for row in found.to_pylist()] == [("requests", *row) for row in expected]


def test_a_report_that_is_gone_is_told_once_and_not_cell_by_cell(package: Path, tmp_path: Path) -> None:
    columns, (first, second) = TABLES["reports"]
    cells = (TABLES["requests"][0], [row for row in TABLES["requests"][1] if row[0] == "r1"])
    shorter = write(tmp_path / "shorter", tables={**TABLES, "reports": (columns, [first]), "requests": cells})
    told = gongkai.diff(package, shorter).to_pylist()
    assert {(row["table"], row["key"]) for row in told} == {("reports", second[0])}
    assert {row["column"]: (row["old"], row["new"]) for row in told}["year"] == ("2022", None)
    assert gongkai.diff(package, package).num_rows == 0


@pytest.fixture
def several(package: Path, tmp_path: Path) -> Path:
    """A folder of two packages and of something else."""
    shutil.copytree(package, tmp_path / "packages" / "water")
    write(tmp_path / "packages" / "air", "air", "2026.2.0")
    (tmp_path / "packages" / "empty").mkdir()
    return tmp_path / "packages"


def version(place: Path | str, **given: Any) -> str:
    metadata = gongkai.load("requests", place, **given).schema.metadata
    return str(json.loads(metadata[b"gongkai"])["version"])


def test_of_several_packages_one_is_named(several: Path) -> None:
    assert version(several, dataset="water") == "2026.1.0"
    assert version(several, dataset="air") == "2026.2.0"
    assert gongkai.diff(several, several, dataset="air").num_rows == 0
    for wrong in (None, "earth", "empty"):
        with pytest.raises(PackageError, match="air, water"):
            gongkai.load("requests", several, dataset=wrong)
    with pytest.raises(PackageError, match="no data package here"):
        gongkai.load("requests", several / "empty")


def test_a_zip_is_read_with_or_without_a_folder_in_it(package: Path, tmp_path: Path) -> None:
    for number, inside in enumerate(("", "water-2026/")):
        path = tmp_path / f"{number}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in (package / "datapackage.json", *package.glob("data/*.parquet")):
                if file.name != "agencies.parquet":
                    archive.write(file, f"{inside}{file.relative_to(package)}")
        assert gongkai.load("requests", path).equals(gongkai.load("requests", package))
        with pytest.raises(PackageError, match=r"agencies\.parquet"):
            gongkai.load("agencies", path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(package / "datapackage.json", "another/datapackage.json")
    with pytest.raises(PackageError, match="is no zip of a data package"):
        gongkai.load("requests", path)


def test_a_file_that_is_missing_or_another_is_named(package: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(package, tmp_path / "copy"))
    shutil.copyfile(copy / "data" / "reports.parquet", copy / "data" / "codes.parquet")
    (copy / "data" / "agencies.parquet").unlink()
    with pytest.raises(PackageError, match=r"codes\.parquet.*is not the file that was published"):
        gongkai.load("codes", copy)
    with pytest.raises(PackageError, match=r"agencies\.parquet"):
        gongkai.load("agencies", copy)
    with pytest.raises(PackageError, match="there is no table fees; use one of agencies, reports, codes, requests, n"):
        gongkai.load("fees", copy)


def test_a_site_of_several_datasets_is_cited_by_the_place_of_a_number(package: Path, tmp_path: Path) -> None:
    entries = []
    for name in ("water", "air"):
        write(tmp_path / "data" / name / "2026.3.0+dev", name, "2026.3.0+dev")
        entries.append({"dataset": name, "package": f"data/{name}/2026.3.0+dev/datapackage.json"})
    shutil.copytree(package, tmp_path / "data" / "water" / "2026.1.0")
    entries[0]["released"] = ["2026.1.0", "2025.12.0"]  # type: ignore[assignment]
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "index.json").write_text(json.dumps({"index": {"datasets": entries}}), encoding="utf-8")
    with served(tmp_path) as site:
        assert version(site, dataset="water") == "2026.1.0"
        assert version(site[:-1], dataset="air") == "2026.3.0+dev"
        with pytest.raises(PackageError, match="air, water"):
            gongkai.load("requests", site)
        for place in (site, f"{site}data/water/2026.1.0/datapackage.json", f"{site}data/water/2026.1.0"):
            cell = gongkai.load("requests", place, dataset="water").slice(1, 1)
            assert gongkai.cite(cell).endswith(f"版本2026.1.0。 {site}reports/r1/#requests.refused.total")
