"""`reading_changes.yml`: what people declare about values that are now read better than before."""

from __future__ import annotations

from pathlib import Path

from gongkai.dataset.marked_yaml import read_yaml, refuse_unfit
from gongkai.model import ReadingChange


def read_reading_changes(path: Path) -> tuple[ReadingChange, ...]:
    """The declarations of a dataset, in the order written; none if the file is missing.

    Raises:
        DatasetError: names file, line and what is wrong.
    """
    if not path.is_file():
        return ()
    document = read_yaml(path, as_text=True)
    if document.data is None:
        return ()
    refuse_unfit(document, "reading_changes.schema.json")
    return tuple(ReadingChange.from_json(entry) for entry in document.data)
