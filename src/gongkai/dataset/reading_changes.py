"""`reading_changes.yml`: what people declare about values that are now read better than before."""

from __future__ import annotations

from pathlib import Path

from gongkai.dataset.marked_yaml import read_entries
from gongkai.model import ReadingChange


def read_reading_changes(path: Path) -> tuple[ReadingChange, ...]:
    """The declarations of a dataset, in the order written; none if the file is missing.

    Raises:
        DatasetError: names file, line and what is wrong.
    """
    return tuple(map(ReadingChange.from_json, read_entries(path, "reading_changes.schema.json").data))
