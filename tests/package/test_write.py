"""The whole folder: the same bytes everywhere, a descriptor that others read, texts, database, archive."""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet as pq
import pytest
import yaml

from gongkai.forms.published_views import stored_name
from gongkai.forms.schema import table_schemas
from gongkai.package import validate
from tests.package.make_gold_package import gold_content, write_sealed
from tests.support.gold import ROOT

ARCHIVE = "science-technology-2026.11.0.zip"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def described(folder: Path, name: str = "datapackage.json") -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


@pytest.mark.slow
def test_the_same_content_gives_the_same_bytes_anywhere(gold_package: Path, tmp_path: Path) -> None:
    for zone, seed, locale in (("Asia/Shanghai", "1", "C"), ("America/New_York", "2", "C.UTF-8")):
        folder = tmp_path / seed / "package"
        odd = {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
        command = [sys.executable, "-m", "tests.package.make_gold_package", str(folder)]
        folder.parent.mkdir()
        subprocess.run(command, check=True, cwd=tmp_path, env={**os.environ, **odd})
        assert files(folder) == files(gold_package)


def test_the_order_in_which_reports_come_makes_no_difference(gold_package: Path, tmp_path: Path) -> None:
    gold = gold_content()
    backwards = replace(gold, reports=gold.reports[::-1], agencies=gold.agencies[::-1])
    write_sealed(backwards, tmp_path / "package")
    assert files(tmp_path / "package") == files(gold_package)


def test_no_file_says_when_or_where_it_was_made(gold_package: Path) -> None:
    for name, data in files(gold_package).items():
        assert str(gold_package.parent).encode() not in data, name
        told = data.replace(b"2026-11-26T00:00:00Z", b"")  # the day of the release
        assert not re.search(rb"20\d\d-\d\d-\d\dT\d\d:\d\d", told), name


def test_the_descriptor_meets_the_official_profile(gold_package: Path) -> None:
    folder = importlib.resources.files("gongkai.package") / "profiles"
    profile = (folder / "datapackage-2.0.json").read_text(encoding="utf-8")
    jsonschema.Draft7Validator(json.loads(profile)).validate(described(gold_package))


def test_the_descriptor_says_what_who_and_under_which_licence(gold_package: Path) -> None:
    package = described(gold_package)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (package["name"], package["version"]) == ("science-technology", "2026.11.0")
    assert package["title"] == "科学技术部门政府信息公开工作年度报告"
    assert package["title_en"].startswith("Annual reports")
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["contributors"] == [{"title": "gongkai", "roles": ["publisher"]}]
    assert "第四十九条" in package["sources"][0]["basis"]


def test_every_table_is_a_csv_resource_with_parquet_as_its_alternate(gold_package: Path) -> None:
    resources = {resource["name"]: resource for resource in described(gold_package)["resources"]}
    assert resources.keys() == table_schemas().keys()
    for name, resource in resources.items():
        assert resource["path"] == f"data/{name}.csv"
        for file in (resource, *resource["alternates"]):
            data = (gold_package / file["path"]).read_bytes()
            assert file["bytes"] == len(data)
            assert file["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert [file["format"] for file in resource["alternates"]] == ["parquet"]


def test_what_frictionless_ignores_is_not_relied_upon(gold_package: Path) -> None:
    text = (gold_package / "datapackage.json").read_text(encoding="utf-8")
    for word in ("categories", "uniqueKeys", "fieldsMatch", "enum_from"):
        assert f'"{word}"' not in text


def test_checksums_cover_every_file_but_themselves(gold_package: Path) -> None:
    lines = (gold_package / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    here = files(gold_package)
    assert listed.keys() == here.keys() - {"SHA256SUMS"}
    assert all(hashlib.sha256(here[name]).hexdigest() == digest for name, digest in listed.items())


def test_the_archive_unpacks_to_one_folder_with_everything(gold_package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(gold_package / ARCHIVE) as archive:
        archive.extractall(tmp_path)
    unpacked = files(tmp_path / ARCHIVE.removesuffix(".zip"))
    here = files(gold_package)
    sums = here.pop("SHA256SUMS").decode().splitlines()
    del here[ARCHIVE]
    assert unpacked.pop("SHA256SUMS").decode().splitlines() == [line for line in sums if ARCHIVE not in line]
    assert unpacked == here


def test_the_database_has_every_table_with_its_rows_and_keys(gold_package: Path) -> None:
    with closing(sqlite3.connect(gold_package / "science-technology.sqlite")) as database:
        for name in table_schemas():
            rows = pq.read_table(gold_package / "data" / f"{name}.parquet").num_rows
            assert database.execute(f'SELECT count(*) FROM "{stored_name(name)}"').fetchone() == (rows,)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        key = "report_id = '230000-science-technology-2019' AND row_code = 'carried_in'"
        values = dict(database.execute(f"SELECT column_code, value FROM requests WHERE {key}").fetchall())
    assert (values["natural_person"], values["total"]) == (0, None)


def test_the_database_takes_no_code_that_its_list_lacks(gold_package: Path, tmp_path: Path) -> None:
    copy = shutil.copy(gold_package / "science-technology.sqlite", tmp_path)
    with closing(sqlite3.connect(copy)) as database:
        for column, code in (("state", "guessed"), ("row_code", "rejected"), ("column_code", "everybody")):
            with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
                database.execute(f"UPDATE requests SET {column} = '{code}'")
        database.execute("UPDATE requests SET state = 'unreadable', value = NULL WHERE state = 'reported'")


@pytest.mark.parametrize("words", ["空白不是零", "Blank is not zero", "`requests` | requests received", "SHA256SUMS"])
def test_the_readme_says_what_to_know_in_both_languages(gold_package: Path, words: str) -> None:
    assert words in (gold_package / "README.md").read_text(encoding="utf-8")


def test_the_readme_counts_the_rows_of_every_table_in_both_languages(gold_package: Path) -> None:
    lines = (gold_package / "README.md").read_text(encoding="utf-8").splitlines()
    for heads in ("| 表 | 内容 | 行数 |", "| table | content | rows |"):
        start = lines.index(heads)
        rows = [line.strip("| ").split(" | ") for line in takewhile(bool, lines[start + 2 :])]
        assert {name.strip("`"): int(count.replace(",", "")) for name, _, count in rows} == {
            name: pq.read_metadata(gold_package / "data" / f"{name}.parquet").num_rows for name in table_schemas()
        }


def test_the_dialect_is_that_of_the_files(gold_package: Path) -> None:
    for resource in described(gold_package)["resources"]:
        text = (gold_package / resource["path"]).read_text(encoding="utf-8")
        dialect = resource["dialect"]
        assert dialect["header"] is True
        end, mark = dialect["lineTerminator"], dialect["delimiter"]
        assert text.split(end)[0].split(mark) == list(table_schemas()[resource["name"]].columns)
        assert (dialect["quoteChar"], dialect["doubleQuote"]) == ('"', True)


def test_no_text_has_an_unfilled_place(gold_package: Path) -> None:
    for name in ("README.md", "LICENSE", "CITATION.cff"):
        assert not re.search(r"[{}]", (gold_package / name).read_text(encoding="utf-8")), name


def test_the_licence_is_named_and_linked(gold_package: Path) -> None:
    text = (gold_package / "LICENSE").read_text(encoding="utf-8")
    assert "CC-BY-4.0" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text


def test_the_citation_has_what_citation_tools_need(gold_package: Path) -> None:
    citation = yaml.safe_load((gold_package / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert (citation["type"], citation["version"], citation["license"]) == ("dataset", "2026.11.0", "CC-BY-4.0")


def test_search_engines_get_a_schema_org_dataset(gold_package: Path) -> None:
    data = described(gold_package, "dataset.jsonld")
    assert (data["@context"], data["@type"]) == ("https://schema.org/", "Dataset")
    assert {"name", "description", "license", "creator"} <= data.keys()
    assert data["temporalCoverage"] == "2019/2022"
    assert {entry["contentUrl"] for entry in data["distribution"]} >= {"data/requests.csv", "data/requests.parquet"}


def test_croissant_points_every_field_at_a_column_of_a_listed_file(gold_package: Path) -> None:
    data = described(gold_package, "croissant.json")
    assert data["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    ids = {entry["@id"] for entry in data["distribution"]}
    for records in data["recordSet"]:
        columns = [field["source"]["extract"]["column"] for field in records["field"]]
        assert tuple(columns) == table_schemas()[records["name"]].columns
        assert {field["source"]["fileObject"]["@id"] for field in records["field"]} <= ids


def test_portals_get_a_dcat_dataset_in_both_languages(gold_package: Path) -> None:
    data = described(gold_package, "dcat.jsonld")
    assert data["@type"] == "dcat:Dataset"
    assert [title["@language"] for title in data["dct:title"]] == ["zh", "en"]
    assert len(data["dcat:distribution"]) == 2 * len(table_schemas())


def test_a_dataset_without_reports_makes_a_package_all_the_same(tmp_path: Path) -> None:
    write_sealed(replace(gold_content(), reports=()), tmp_path / "package")
    assert "temporalCoverage" not in described(tmp_path / "package", "dataset.jsonld")
    assert validate(tmp_path / "package", every_row=False) == []


def test_a_release_says_how_to_deposit_it(gold_package: Path) -> None:
    zenodo = described(gold_package, "deposit/zenodo.json")["metadata"]
    assert (zenodo["publication_date"], zenodo["version"]) == ("2026-11-26", "2026.11.0")
    assert zenodo["license"] == "cc-by-4.0"
    kaggle = described(gold_package, "deposit/kaggle/dataset-metadata.json")
    # the lengths that the API of Kaggle takes; no word is cut
    assert 6 <= len(kaggle["title"]) <= 50 and 20 <= len(kaggle["subtitle"]) <= 80
    assert kaggle["title"] == "Annual reports on government information…"
    assert kaggle["subtitle"].startswith("科学技术部门政府信息公开工作年度报告 / Annual reports on ")
    assert all((gold_package / resource["path"]).is_file() for resource in kaggle["resources"])
    card = (gold_package / "deposit" / "huggingface" / "README.md").read_text(encoding="utf-8")
    front = yaml.safe_load(card.split("---")[1])
    assert all((gold_package / config["data_files"]).is_file() for config in front["configs"])
    assert [config["config_name"] for config in front["configs"] if config["default"]] == ["requests"]


def test_the_citation_of_a_release_names_its_day_and_address(tmp_path: Path) -> None:
    gold = gold_content()
    write_sealed(
        replace(gold, dataset=replace(gold.dataset, site_url="https://data.example.org/")), tmp_path / "package"
    )
    citation = yaml.safe_load((tmp_path / "package" / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["date-released"]) == "2026-11-26"
    assert citation["url"] == "https://data.example.org/data/science-technology/2026.11.0/"


def test_what_is_not_released_is_not_deposited(tmp_path: Path) -> None:
    gold = gold_content()
    write_sealed(replace(gold, dataset=replace(gold.dataset, released_on=None)), tmp_path / "package")
    assert not (tmp_path / "package" / "deposit").exists()
    assert "datePublished" not in described(tmp_path / "package", "dataset.jsonld")
