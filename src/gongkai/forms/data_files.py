"""The data files that stand beside the code of a room."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def csv_rows(package: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file by the names of its columns, as they stand.

    Args:
        package: whose folder the file is in or under, such as `gongkai.forms`.
        name: of the file, with `/` where it is in a folder of its own.
    """
    return tuple(csv.DictReader(_text(package, name).splitlines()))


@cache
def yaml_data(package: str, name: str) -> Any:
    """The content of a YAML file, likewise."""
    return yaml.safe_load(_text(package, name))


def _text(package: str, name: str) -> str:
    return files(package).joinpath(*name.split("/")).read_text(encoding="utf-8")
