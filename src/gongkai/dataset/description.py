"""`dataset.yml` against its schema (`description.schema.json`)."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from gongkai.errors import DatasetError


def checked_description(path: Path, data: Any) -> dict[str, Any]:
    """The description, if it is as the schema wants it and its id is the folder's name.

    Raises:
        DatasetError: names the key that is wrong.
    """
    schema = json.loads((files("gongkai.dataset") / "description.schema.json").read_text(encoding="utf-8"))
    for error in Draft202012Validator(schema).iter_errors(data):
        where = "/".join(map(str, error.absolute_path)) or "the file"
        raise DatasetError(f"{where}: {error.message}", file=str(path), advice="mend it")
    if data["id"] != path.parent.name:
        raise DatasetError(f"id {data['id']!r} is not the folder's name", file=str(path), advice="make them equal")
    described: dict[str, Any] = data
    return described
