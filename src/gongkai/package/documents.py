"""The texts beside the data: README.md, LICENSE, CITATION.cff, and the notes of the workbook."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import yaml

from gongkai.forms.schema import table_schemas
from gongkai.model import Dataset
from gongkai.package.descriptor import licence_of
from gongkai.package.summary import Summary


def write_documents(dataset: Dataset, summary: Summary, folder: Path) -> None:
    """Write the three texts into the package."""
    values = {
        "dataset": dataset,
        "licence": licence_of(dataset),
        "publisher": publisher(dataset),
        "caveats": _caveats(),
        "schemas": table_schemas().values(),
        **summary.texts(),
    }
    for name in ("README.md", "LICENSE"):
        write_text(folder / name, _template(name).render(values) + "\n")
    write_text(folder / "CITATION.cff", yaml.safe_dump(_citation(dataset), allow_unicode=True, sort_keys=False))


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with plain line breaks on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def workbook_notes(dataset: Dataset, summary: Summary) -> list[str]:
    """The first sheet of the workbook, line by line, Chinese and then English."""
    texts = summary.texts()
    heads = {
        "zh": [dataset.title_zh, f"版本 {dataset.version}，{texts['reports']} 份报告，年度 {texts['years']}"],
        "en": [dataset.title_en, f"Version {dataset.version}, {texts['reports']} reports, years {texts['years']}"],
    }
    licence = f"{licence_of(dataset)['name']} {licence_of(dataset)['path']}"
    parts = [[*heads[tongue], *(caveat[tongue].replace("`", "") for caveat in _caveats()), ""] for tongue in heads]
    return [line for part in parts for line in part] + [licence]


def publisher(dataset: Dataset) -> str:
    """Who publishes the dataset; `gongkai` if it names no publisher."""
    names = [who["name"] for who in dataset.contributors if who.get("role") == "publisher"]
    return names[0] if names else "gongkai"


def _citation(dataset: Dataset) -> dict[str, Any]:
    return {
        "cff-version": "1.2.0",
        "message": "引用本数据集请用以下信息。 / To cite this dataset, use the following.",
        "type": "dataset",
        "title": f"{dataset.title_zh} ({dataset.title_en})",
        "abstract": dataset.description_en,
        "authors": [{"name": who["name"]} for who in dataset.contributors] or [{"name": publisher(dataset)}],
        "version": dataset.version,
        "license": licence_of(dataset)["name"],
    }


@cache
def _caveats() -> tuple[dict[str, str], ...]:
    return tuple(yaml.safe_load((files("gongkai.package") / "caveats.yml").read_text(encoding="utf-8")))


def _template(name: str) -> jinja2.Template:
    text = (files("gongkai.package") / "templates" / f"{name}.jinja").read_text(encoding="utf-8")
    return jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False).from_string(text)
