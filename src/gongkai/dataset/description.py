"""`dataset.yml` → Dataset, checked against its schema (`description.schema.json`)."""

from __future__ import annotations

from pathlib import Path

from gongkai.dataset.marked_yaml import read_yaml, refuse_unfit
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
    data = document.data
    if data["id"] != path.parent.name:
        raise DatasetError("id_not_folder", file=document.where("id"), id=data["id"], folder=path.parent.name)
    sectors = code_lists()["sectors"].codes
    if data.get("sector", sectors[0]) not in sectors:
        known = ", ".join(sectors)
        raise DatasetError("sector_unknown", file=document.where("sector"), sector=data["sector"], known=known)
    if data.get("expected_from", 0) > data.get("expected_to", 9999):
        years = {"first": data["expected_from"], "last": data["expected_to"]}
        raise DatasetError("expected_reversed", file=document.where("expected_from"), **years)
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
