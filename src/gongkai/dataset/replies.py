"""`replies.yml`: what agencies say about their reports or single numbers, printed beside them as sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from gongkai.dataset.marked_yaml import read_entries
from gongkai.errors import DatasetError
from gongkai.forms.schema import all_cells
from gongkai.model import CellKey, Table

COLUMNS = ("report_id", "cell", "text", "text_en", "sent_by", "sent_on")


def replies(paths: Iterable[Path], report_ids: Collection[str]) -> Table:
    """The replies of some datasets, in the order written; a file that is missing has none.

    Args:
        paths: of the files.
        report_ids: the reports that are published.

    Returns:
        A table `replies`; `cell` is the address of the cell on its page (`requests.granted.total`), empty for a reply
        to the whole report.

    Raises:
        DatasetError: names file and line of an entry that is malformed, or about a report or cell that isn't there.
    """
    rows: list[tuple[object, ...]] = []
    for path in paths:
        document = read_entries(path, "replies.schema.json")
        for index, entry in enumerate(document.data):
            if entry["report_id"] not in report_ids:
                where = document.where(index, "report_id")
                raise DatasetError("reply_no_report", file=where, report=entry["report_id"])
            cell = entry.get("cell", "")
            if cell and CellKey(*cell.split("/")) not in all_cells():
                raise DatasetError("reply_no_cell", file=document.where(index, "cell"), cell=cell)
            day, words = document.day(index, "on"), (entry["text"], entry.get("text_en"))
            rows.append((entry["report_id"], cell.replace("/", "."), *words, entry["by"], day))
    return Table("replies", COLUMNS, tuple(rows))
