"""What repositories ask for when a release is deposited there: Zenodo, Hugging Face, Kaggle. Nothing is sent anywhere.

Each file follows the repository's own format: `zenodo.json` is the deposit metadata of Zenodo, `huggingface/README.md`
a dataset card, `kaggle/dataset-metadata.json` what `kaggle datasets create` reads.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten

import yaml

from gongkai.forms.schema import table_schemas
from gongkai.model import Dataset
from gongkai.package.descriptor import KEYWORDS, licence_of
from gongkai.package.documents import publisher, write_json, write_text
from gongkai.package.summary import Summary

FOLDER = "deposit"
_KAGGLE_TITLE, _KAGGLE_SUBTITLE = 50, 80
"""Longest texts that Kaggle takes."""


def write_deposits(dataset: Dataset, summary: Summary, folder: Path) -> None:
    """Write the metadata files into `deposit/` of a released package."""
    for name in ("huggingface", "kaggle"):
        (folder / FOLDER / name).mkdir(parents=True)
    write_json(folder / FOLDER / "zenodo.json", {"metadata": _zenodo(dataset)})
    write_json(folder / FOLDER / "kaggle" / "dataset-metadata.json", _kaggle(dataset))
    write_text(folder / FOLDER / "huggingface" / "README.md", _card(dataset, summary))


def _description(dataset: Dataset) -> str:
    return f"{dataset.description_zh}\n\n{dataset.description_en}"


def _zenodo(dataset: Dataset) -> dict[str, object]:
    address = [{"identifier": dataset.address, "relation": "isIdenticalTo"}] if dataset.address else []
    return {
        "upload_type": "dataset",
        "title": f"{dataset.title_en} ({dataset.title_zh})",
        "description": _description(dataset).replace("\n\n", "<br><br>"),
        "creators": [{"name": who["name"]} for who in dataset.contributors] or [{"name": publisher(dataset)}],
        "publication_date": str(dataset.released_on),
        "version": dataset.version,
        "license": licence_of(dataset)["name"].lower(),
        "access_right": "open",
        "keywords": [word for words in KEYWORDS.values() for word in words],
        "language": "zho",
        "related_identifiers": address,
    }


def _kaggle(dataset: Dataset) -> dict[str, object]:
    return {
        "title": shorten(dataset.title_en, _KAGGLE_TITLE, placeholder="…"),
        # Kaggle takes none under 20 characters, which a Chinese title often is
        "subtitle": shorten(f"{dataset.title_zh} / {dataset.title_en}", _KAGGLE_SUBTITLE, placeholder="…"),
        # whoever uploads puts the name of the account in front
        "id": f"INSERT_OWNER_HERE/{dataset.id}",
        "description": _description(dataset),
        "licenses": [{"name": licence_of(dataset)["name"]}],
        "keywords": list(KEYWORDS["en"]),
        "resources": [
            {"path": f"data/{schema.name}.csv", "description": f"{schema.title_en}: {schema.description_en}"}
            for schema in table_schemas().values()
        ],
    }


def _card(dataset: Dataset, summary: Summary) -> str:
    head = {
        "license": licence_of(dataset)["name"].lower(),
        "language": ["zh", "en"],
        "pretty_name": dataset.title_en,
        "tags": list(KEYWORDS["en"]),
        "configs": [
            {"config_name": name, "data_files": f"data/{name}.parquet", "default": name == "requests"}
            for name in table_schemas()
        ],
    }
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
    reports = summary.rows["reports"]
    return (
        f"---\n{front}---\n\n# {dataset.title_en}\n\n{dataset.title_zh}\n\n{_description(dataset)}\n\n"
        f"Version {dataset.version}, released on {dataset.released_on}: {reports} reports. A blank is not zero; "
        "`state` says what stands in each cell.\n"
    )
