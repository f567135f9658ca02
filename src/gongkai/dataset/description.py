"""`dataset.yml` → Dataset, held against its schema (`description.schema.json`)."""

from __future__ import annotations

from pathlib import Path

from gongkai.dataset.marked_yaml import MarkedYaml, read_yaml, refuse_unfit
from gongkai.errors import DatasetError
from gongkai.forms.schema import code_lists
from gongkai.model import Dataset


def read_description(path: Path) -> Dataset:
    """The description of a dataset.

    Raises:
        DatasetError: names file, line and key that is wrong.
    """
    document = read_yaml(path)
    refuse_unfit(document, "description.schema.json")
    _refuse_contradictions(document)
    data = document.data
    return Dataset(
        id=data["id"],
        version=data["version"],
        title_zh=data["title_zh"],
        title_en=data["title_en"],
        description_zh=data["description_zh"],
        description_en=data["description_en"].strip(),
        sector=data.get("sector"),
        licences=data["licences"],
        contributors=tuple(data.get("contributors", ())),
        sources=tuple(data.get("sources", ())),
        agency_kind=data["agency_kind"],
        coverage=data.get("coverage", "sample"),
        expected_from=data.get("expected_from"),
        expected_to=data.get("expected_to"),
        made_up=data.get("made_up", False),
    )


def _refuse_contradictions(document: MarkedYaml) -> None:
    data = document.data
    if data["id"] != document.path.parent.name:
        what = f"id is {data['id']!r}, but the folder is called {document.path.parent.name}"
        raise DatasetError(what, file=document.where("id"), advice="make them equal")
    sectors = code_lists()["sectors"].codes
    if data.get("sector", sectors[0]) not in sectors:
        what = f"unknown sector {data['sector']!r}"
        raise DatasetError(what, file=document.where("sector"), advice=f"use one of {', '.join(sectors)}")
    if data.get("expected_from", 0) > data.get("expected_to", 9999):
        what = f"expected_from {data['expected_from']} is after expected_to {data['expected_to']}"
        raise DatasetError(what, file=document.where("expected_from"), advice="mend one of them")
