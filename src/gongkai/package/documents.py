"""The texts beside the data: README.md, LICENSE, CITATION.cff, and the notes of the workbook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import yaml

from gongkai.forms.data_files import yaml_data
from gongkai.forms.schema import table_schemas
from gongkai.model import Dataset
from gongkai.package.descriptor import licence_of
from gongkai.package.summary import Summary


def write_documents(dataset: Dataset, summary: Summary, folder: Path) -> None:
    """Write the three texts into the package."""
    values: dict[str, object] = {
        "dataset": dataset,
        "licence": licence_of(dataset),
        "publisher": publisher(dataset),
        **summary.texts(),
    }
    for tongue in ("zh", "en"):
        tables = ((s.name, getattr(s, f"title_{tongue}"), summary.rows[s.name]) for s in table_schemas().values())
        values[f"caveats_{tongue}"] = "\n".join(f"- {caveat[tongue]}" for caveat in _texts()["caveats"])
        values[f"tables_{tongue}"] = "\n".join(f"| `{name}` | {title} | {rows} |" for name, title, rows in tables)
    for name, text in (("README.md", _texts()["README.md"]), ("LICENSE", _texts()["LICENSE"])):
        write_text(folder / name, text.format(**values))
    citation = {
        "cff-version": "1.2.0",
        "message": "引用本数据集请用以下信息。 / To cite this dataset, use the following.",
        "type": "dataset",
        "title": f"{dataset.title_zh} ({dataset.title_en})",
        "abstract": dataset.description_en,
        "authors": [{"name": who["name"]} for who in dataset.contributors] or [{"name": publisher(dataset)}],
        "version": dataset.version,
        **({"date-released": dataset.released_on} if dataset.released_on else {}),
        **({"url": dataset.address} if dataset.address else {}),
        "license": licence_of(dataset)["name"],
    }
    write_text(folder / "CITATION.cff", yaml.safe_dump(citation, allow_unicode=True, sort_keys=False))


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with plain line breaks on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def write_json(path: Path, data: dict[str, object]) -> None:
    """Write JSON that a person can read."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def workbook_notes(dataset: Dataset, summary: Summary) -> list[str]:
    """The first sheet of the workbook, line by line, Chinese and then English."""
    texts = summary.texts()
    heads = {
        "zh": [dataset.title_zh, f"版本 {dataset.version}，{texts['reports']} 份报告，年度 {texts['years_zh']}"],
        "en": [dataset.title_en, f"Version {dataset.version}, {texts['reports']} reports, years {texts['years']}"],
    }
    licence = f"{licence_of(dataset)['name']} {licence_of(dataset)['path']}"
    parts = [
        [*heads[tongue], *(caveat[tongue].replace("`", "") for caveat in _texts()["caveats"]), ""] for tongue in heads
    ]
    return [line for part in parts for line in part] + [licence]


def publisher(dataset: Dataset) -> str:
    """Who publishes the dataset; `gongkai` if it names no publisher."""
    names = [who["name"] for who in dataset.contributors if who.get("role") == "publisher"]
    return names[0] if names else "gongkai"


_Texts = TypedDict("_Texts", {"caveats": list[dict[str, str]], "README.md": str, "LICENSE": str})


def _texts() -> _Texts:
    texts: _Texts = yaml_data("gongkai.package", "texts.yml")
    return texts
