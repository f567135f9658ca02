"""How to read a package and each of its tables, to copy and paste (`snippets.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from gongkai.forms.data_files import yaml_data
from gongkai.forms.schema import TableSchema
from gongkai.site.downloads import Dataset

CELL = "__"
"""What stands in the name of a column of `report_wide` that is a cell of the form."""


def package_snippets(dataset: Dataset, site_url: str) -> dict[str, str]:
    """How to read the package, by tool; `site_url` ends in a slash or is empty."""
    folder = site_url + dataset.path("data")
    return {tool: _filled(text, {"folder": folder}) for tool, text in _texts()["package"].items()}


def table_snippets(schema: TableSchema, dataset: Dataset, site_url: str) -> dict[str, str]:
    """How to read one table, by tool; none where the package lacks a file of it."""
    paths = {kind: f"data/{schema.name}.{kind}" for kind in ("csv", "parquet")}
    if any(path not in dataset.files for path in paths.values()):
        return {}
    addresses = {kind: site_url + dataset.path(path) for kind, path in paths.items()}
    # what R must not take for numbers, such as a postcode that begins with 0
    texts = [field.name for field in schema.fields if field.type == "string" and CELL not in field.name]
    # the columns of numbers as a list in Power Query's language; those of the form's cells by the kind of their name
    numbers = [field.name for field in schema.fields if field.type in ("integer", "number")]
    named = "{" + ", ".join(f'"{name}"' for name in numbers if CELL not in name) + "}"
    cells = f'each Text.Contains(_, "{CELL}") and not Text.EndsWith(_, "{CELL}unit")'
    wide = any(CELL in name for name in numbers)
    values = {
        **addresses,
        "name": schema.name,
        "texts": ", ".join(f'"{name}"' for name in texts),
        "numbers": f"{named} & List.Select(Table.ColumnNames(Blanks), {cells})" if wide else named,
    }
    return {tool: _filled(text, values) for tool, text in _texts()["tables"].items()}


def _filled(text: str, values: Mapping[str, str]) -> str:
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text.strip()


class _Texts(TypedDict):
    """`snippets.yml`: what it says of the package and of each table, by tool."""

    package: dict[str, str]
    tables: dict[str, str]


def _texts() -> _Texts:
    texts: _Texts = yaml_data("gongkai.site", "snippets.yml")
    return texts
