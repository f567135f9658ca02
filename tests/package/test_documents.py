"""What a package says of itself to people and to repositories, whole, for the same made-up dataset."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from gongkai.forms.schema import table_schemas
from gongkai.model import Dataset
from gongkai.package.deposits import write_deposits
from gongkai.package.descriptor import licence_of
from gongkai.package.documents import workbook_notes, write_documents
from gongkai.package.summary import summarise
from tests.package.test_descriptions import DATASET, KEYWORDS, LICENCE, PLAIN, SUMMARY

CAVEATS = [
    ("value 是所存文本里的数字", "`value` is the number in the text we hold"),
    ("certain 为 false", "cell whose `certain` is false"),
    ("不是说数填得对", "not that the number is right"),
    ("reconciled 是 value 空缺或自相矛盾时", "`reconciled` holds the one number that the sums leave"),
    ("不可一并相加", "do not add them up together"),
    ("2019 版与 2021 版表格的列不可比", "Columns of the 2019 and 2021 forms are not comparable"),
    ("采购金额在表格上没有规定单位", "sets no unit for procurement amounts"),
    ("连同分子分母一起引用", "with its numerator and denominator"),
    ("会被当作公式执行的文字", "texts that would run as formulas"),
]
"""What is to be known before the numbers are used, a word of each point in both languages, in their order."""


@pytest.mark.parametrize("dataset", [DATASET, PLAIN])
def test_texts_say_what_to_know_how_much_there_is_and_how_to_cite(dataset: Dataset, tmp_path: Path) -> None:
    write_documents(dataset, SUMMARY, tmp_path)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    zh, en = readme.split("\n---\n")
    for half, side in ((zh, 0), (en, 1)):
        points = [line for line in half.splitlines() if line.startswith("- ")]
        assert [words[side] in point for words, point in zip(CAVEATS, points, strict=True)] == [True] * 9
        rows = [line.strip("| ").split(" | ") for line in half.splitlines() if line.startswith("| `")]
        titles = [(schema.title_zh, schema.title_en)[side] for schema in table_schemas().values()]
        assert [row[0] for row in rows] == [f"`{name}`" for name in table_schemas()]
        assert [row[1] for row in rows] == titles
        assert [row[2] for row in rows] == [str(SUMMARY.rows[name]) for name in table_schemas()]
        for name in ("datapackage.json", "water.duckdb", "water.sqlite", "water.xlsx", "report_wide.excel.csv", "sql/"):
            assert f"`{name}`" in half
        for name in ("CHANGES.md", "sha256sum --check SHA256SUMS", "CITATION.cff"):
            assert f"`{name}`" in half
        assert f"[CC-BY-4.0]({LICENCE})" in half
    assert zh.startswith("# 水务数据\n\n甲。乙。\n\n版本 2026.11.0，3 份报告，2 个机关，年度 2019、2021、2022。\n")
    assert en.startswith(
        "\n# Water data\n\nOne. Two.\n\nVersion 2026.11.0: 3 reports by 2 agencies, years 2019, 2021, 2022.\n"
    )
    licence = (tmp_path / "LICENSE").read_text(encoding="utf-8")
    who = "丁社" if dataset is DATASET else "gongkai"
    assert licence.startswith("水务数据\nWater data\n")
    assert f"注明“{who}，水务数据，版本 2026.11.0”" in licence
    assert f"credit “{who}, Water data, version 2026.11.0”" in licence
    assert licence.count(LICENCE) == 2
    assert "知识共享 署名 4.0 国际" in licence and "Creative Commons Attribution 4.0 International" in licence
    citation = yaml.safe_load((tmp_path / "CITATION.cff").read_text(encoding="utf-8"))
    known = {"date-released": date(2026, 11, 26), "url": DATASET.address} if dataset is DATASET else {}
    authors = ["丙", "丁社"] if dataset is DATASET else ["gongkai"]
    assert citation.pop("message").startswith("引用本数据集请用以下信息")
    assert citation == {
        "cff-version": "1.2.0",
        "type": "dataset",
        "title": "水务数据 (Water data)",
        "abstract": "One. Two.",
        "authors": [{"name": name} for name in authors],
        "version": "2026.11.0",
        "license": "CC-BY-4.0",
        **known,
    }


def test_the_first_sheet_of_the_workbook_says_the_same_without_marks() -> None:
    lines = workbook_notes(DATASET, SUMMARY)
    half = len(lines) // 2
    assert lines[:2] == ["水务数据", "版本 2026.11.0，3 份报告，年度 2019、2021、2022"]
    assert lines[half : half + 2] == ["Water data", "Version 2026.11.0, 3 reports, years 2019, 2021, 2022"]
    for side, said_there in enumerate((lines[2 : half - 1], lines[half + 2 : -2])):
        words = [pair[side].replace("`", "") for pair in CAVEATS]
        assert [word in line for word, line in zip(words, said_there, strict=True)] == [True] * 9
    assert (lines[half - 1], lines[-2]) == ("", "")
    assert lines[-1] == f"CC-BY-4.0 {LICENCE}"
    assert not any("`" in line for line in lines)


def test_repositories_get_what_they_ask_for(tmp_path: Path) -> None:
    write_deposits(DATASET, SUMMARY, tmp_path)
    read = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()}
    assert json.loads(read["zenodo.json"]) == {
        "metadata": {
            "upload_type": "dataset",
            "title": "Water data (水务数据)",
            "description": "甲。乙。<br><br>One. Two.",
            "creators": [{"name": "丙"}, {"name": "丁社"}],
            "publication_date": "2026-11-26",
            "version": "2026.11.0",
            "license": "cc-by-4.0",
            "access_right": "open",
            "keywords": KEYWORDS,
            "language": "zho",
            "related_identifiers": [{"identifier": DATASET.address, "relation": "isIdenticalTo"}],
        }
    }
    assert json.loads(read["dataset-metadata.json"]) == {
        "title": "Water data",
        "subtitle": "水务数据 / Water data",
        "id": "INSERT_OWNER_HERE/water",
        "description": "甲。乙。\n\nOne. Two.",
        "licenses": [{"name": "CC-BY-4.0"}],
        "keywords": KEYWORDS[2:],
        "resources": [
            {"path": f"data/{name}.csv", "description": f"{schema.title_en}: {schema.description_en}"}
            for name, schema in table_schemas().items()
        ],
    }
    _, front, text = read["README.md"].split("---\n")
    assert yaml.safe_load(front) == {
        "license": "cc-by-4.0",
        "language": ["zh", "en"],
        "pretty_name": "Water data",
        "tags": KEYWORDS[2:],
        "configs": [
            {"config_name": name, "data_files": f"data/{name}.parquet", "default": name == "requests"}
            for name in table_schemas()
        ],
    }
    assert text.startswith(
        "\n# Water data\n\n水务数据\n\n甲。乙。\n\nOne. Two.\n\nVersion 2026.11.0, released on 2026-11-26: 3"
    )


def test_long_titles_are_cut_where_a_repository_wants_it_and_nobody_is_named_who_is_not_known(tmp_path: Path) -> None:
    write_deposits(replace(PLAIN, title_en="word " * 20), SUMMARY, tmp_path)
    kaggle = json.loads((tmp_path / "deposit" / "kaggle" / "dataset-metadata.json").read_text(encoding="utf-8"))
    assert (len(kaggle["title"]) <= 50, kaggle["title"][-1]) == (True, "…")
    assert len(kaggle["title"]) > 44
    assert 74 < len(kaggle["subtitle"]) <= 80
    zenodo = json.loads((tmp_path / "deposit" / "zenodo.json").read_text(encoding="utf-8"))["metadata"]
    assert (zenodo["creators"], zenodo["related_identifiers"]) == ([{"name": "gongkai"}], [])


def test_licences_are_those_of_creative_commons() -> None:
    public = licence_of(replace(DATASET, licences={"code": "MIT", "data": "CC0-1.0"}))
    assert public == {
        "name": "CC0-1.0",
        "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        "title": "Creative Commons Zero 1.0 Universal",
        "title_zh": "知识共享 CC0 1.0 通用",
    }
    assert licence_of(DATASET)["title"] == "Creative Commons Attribution 4.0 International"


def test_reports_whose_year_nobody_can_tell_count_without_one(tmp_path: Path) -> None:
    pq.write_table(pa.table({"year": [2021, None, 2019, 2021]}), tmp_path / "reports.parquet")
    found = summarise({"reports": tmp_path / "reports.parquet"})
    assert (found.rows, found.years) == ({"reports": 4}, (2019, 2021))
