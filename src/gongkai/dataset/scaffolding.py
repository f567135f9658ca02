"""Makes the folder of a new dataset, which can be built as it is."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

from gongkai.dataset import agencies, collecting, sources
from gongkai.errors import DatasetError

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def scaffold(datasets: Path, dataset_id: str, today: date) -> list[Path]:
    """Make the folder of a dataset with what a person fills in; returns the files written.

    Raises:
        DatasetError: the name is no id, or the folder is there already.
    """
    folder = datasets / dataset_id
    if not _ID.fullmatch(dataset_id):
        raise DatasetError("no_dataset_id", file=folder, id=dataset_id)
    if folder.exists():
        raise DatasetError("dataset_there", file=folder)
    description = (files("gongkai.dataset") / "scaffold" / "dataset.yml").read_text(encoding="utf-8")
    tables = {
        "agencies.csv": agencies.COLUMNS,
        "sources.csv": (*sources.COLUMNS, "original_name", "note"),
        "collect.csv": (*collecting.COLUMNS, *collecting.OPTIONAL),
    }
    (folder / "reports").mkdir(parents=True)
    # git keeps no empty folders.
    (folder / "reports" / ".gitkeep").touch()
    version = f"{today.year}.{today.month}.0"
    texts = {"dataset.yml": description.format(id=dataset_id, version=version)}
    texts |= {name: ",".join(columns) + "\n" for name, columns in tables.items()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]
