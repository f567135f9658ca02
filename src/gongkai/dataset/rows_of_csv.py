"""CSV files that people wrote: rows by column name, each with its line."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from gongkai.dataset.faults import Faults
from gongkai.errors import DatasetError

Row = dict[str, str]

Fault = tuple[str, Mapping[str, object]]
"""The code of a message of errors, and what is put into it."""


def read_rows(path: Path, columns: Collection[str], *, optional: Collection[str] = ()) -> Iterator[tuple[int, Row]]:
    """The rows, each with the line it ends on; empty lines are skipped, an optional column that is not there is empty.

    A file without a word has no rows; `append_row` gives it its header.

    Raises:
        DatasetError: the file is missing, no UTF-8 or damaged, a column is missing or unknown, or rows have too few
            or too many cells; those are reported after the last row, all at once.
    """
    text, faults = _text(path), Faults()
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if text.strip():
            if not set(header) & set(columns):
                raise wrong_row(path, 1, "header_missing", columns=",".join(columns))
            wrong = [wrong_row(path, 1, "column_missing", column=name) for name in columns if name not in header]
            extra = (name for name in header if name not in (*columns, *optional))
            wrong += [wrong_row(path, 1, "column_unknown", column=name) for name in extra]
            twice = (name for name, times in Counter(header).items() if times > 1)
            wrong += [wrong_row(path, 1, "column_twice", column=name) for name in twice]
            for error in wrong:
                faults.note(error)
            faults.raise_if_any()
        for cells in reader:
            if len(cells) not in (0, len(header)):
                faults.note(wrong_row(path, reader.line_num, "row_width", cells=len(cells), columns=len(header)))
            elif cells:
                texts = (cell.strip() for cell in cells)
                yield reader.line_num, {**dict.fromkeys(optional, ""), **dict(zip(header, texts, strict=True))}
    except csv.Error as error:
        faults.note(wrong_row(path, reader.line_num, "csv_broken", said=error))
    faults.raise_if_any()


def append_row(path: Path, columns: Sequence[str], optional: Collection[str], row: Mapping[str, object]) -> None:
    """Add a row at the end; the header gains the columns it lacks, the rows that stand there stay as they are.

    Args:
        path: of the table; made with `columns` if it is missing or empty.
        columns: those it must have, in order.
        optional: those it may have.
        row: values by column, the others stay empty; a new table has all its columns.

    Raises:
        DatasetError: the table is damaged.
    """
    there = path.is_file() and bool(_text(path).strip())
    before = [cells for _, cells in read_rows(path, columns, optional=optional)] if there else []
    written = next(csv.reader(io.StringIO(_text(path))), []) if there else [*columns, *row]
    header = list(dict.fromkeys([*written, *(name for name, value in row.items() if value not in ("", None))]))
    aside = path.with_name(f"{path.name}.new")
    with aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*before, {name: "" if value is None else str(value) for name, value in row.items()}])
    aside.replace(path)


def wrong_row(path: Path, line: int, code: str, **values: object) -> DatasetError:
    """The error of a row, with a code of the messages of errors and what is put into it."""
    return DatasetError(code, file=f"{path}:{line}", **values)


def day_of(path: Path, line: int, row: Row, column: str) -> date | None:
    """The day in a cell, None if it is empty.

    Raises:
        DatasetError: it is no day written as 2020-01-31.
    """
    for code, values in day_faults(row, column):
        raise wrong_row(path, line, code, **values)
    return day(row, column)


def day_faults(row: Row, *columns: str) -> Iterator[Fault]:
    """What is wrong with the days in these cells."""
    for column in columns:
        try:
            day(row, column)
        except ValueError:
            yield "no_day", {"column": column, "text": row[column]}


def day(row: Row, column: str) -> date | None:
    """The day in a cell, None if it is empty; raises ValueError if it is no day written as 2020-01-31."""
    text = row[column]
    if not text:
        return None
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError(text)
    return found


def is_web_address(text: str) -> bool:
    """Whether it is a whole http or https address without spaces or characters that aren't seen: safe as a link."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and text.isprintable() and " " not in text
    except ValueError:
        return False


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DatasetError("file_missing", file=path) from error
    except UnicodeDecodeError as error:
        raise DatasetError("csv_not_utf8", file=path) from error
