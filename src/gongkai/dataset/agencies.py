"""`agencies.csv`: the agencies that report, their names, when they existed, and their successors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from gongkai.dataset.faults import Faults
from gongkai.dataset.matching import spelling
from gongkai.dataset.rows_of_csv import Fault, Row, append_row, day, day_faults, read_rows, wrong_row
from gongkai.errors import DatasetError
from gongkai.forms.divisions import divisions
from gongkai.forms.schema import code_lists
from gongkai.model import Agency

COLUMNS = (
    "agency_id",
    "name",
    "name_en",
    "names_used",
    "level",
    "division_code",
    "sector",
    "valid_from",
    "valid_to",
    "successor_id",
    "note",
)
COMPARABILITY = ("comparability_zh", "comparability_en")

_ID = re.compile(r"[0-9]{6}-[a-z0-9]+(-[a-z0-9]+)*")
"""Division code and a name in Latin letters: 370200-education."""
Lined = tuple[int, Agency]


def read_agencies(path: Path) -> tuple[Agency, ...]:
    """The register of agencies, in the order written.

    Raises:
        DatasetError: names file and line of each row with a missing or unknown code, with days that contradict each
            other, with an id or a name that another row has, or with a successor that is unknown or leads back to it.
    """
    lined: list[Lined] = []
    faults = Faults()
    first: dict[str, int] = {}
    with faults.gathered():
        for line, row in read_rows(path, COLUMNS, optional=COMPARABILITY):
            wrong = [wrong_row(path, line, code, **values) for code, values in _faults(row)]
            if (other := first.setdefault(row["agency_id"], line)) != line:
                wrong.append(wrong_row(path, line, "agency_twice", agency=row["agency_id"], other=other))
            if not wrong:
                filled: dict[str, Any] = {column: text or None for column, text in row.items()}
                filled["names_used"] = tuple(name.strip() for name in row["names_used"].split("|") if name.strip())
                filled |= {column: day(row, column) for column in ("valid_from", "valid_to")}
                lined.append((line, Agency(**filled)))
            for error in wrong:
                faults.note(error)
    for error in (*_wrong_successors(path, lined, first), *_shared_names(path, lined)):
        faults.note(error)
    faults.raise_if_any()
    return tuple(agency for _, agency in lined)


def append_agency(path: Path, agency: Agency) -> None:
    """Add a row to the register, which is made if it is missing.

    Raises:
        DatasetError: the file is damaged, or the row would contradict another.
    """
    row = {name: getattr(agency, name) for name in (*COLUMNS, *COMPARABILITY)}
    before = path.read_bytes() if path.is_file() else b""
    append_row(path, COLUMNS, COMPARABILITY, {**row, "names_used": "|".join(agency.names_used)})
    try:
        read_agencies(path)
    except DatasetError:
        path.write_bytes(before)
        raise


def _faults(row: Row) -> Iterator[Fault]:
    """What is wrong with a row by itself."""
    no_days = list(day_faults(row, "valid_from", "valid_to"))
    yield from no_days
    # days written as 2020-01-31 sort like texts
    if not no_days and row["valid_to"] and row["valid_from"] > row["valid_to"]:
        yield "agency_days_reversed", {"first": row["valid_from"], "last": row["valid_to"]}
    if not _ID.fullmatch(row["agency_id"]):
        yield "agency_id_odd", {"agency": row["agency_id"]}
    if not row["name"]:
        yield "agency_nameless", {"agency": row["agency_id"]}
    for column, codes in (("level", "levels"), ("sector", "sectors")):
        known = code_lists()[codes].codes
        if row[column] not in (*known, *([""] if column == "sector" else [])):
            yield "agency_code_unknown", {"column": column, "text": row[column], "known": ", ".join(known)}
    if row["division_code"] not in divisions():
        yield "agency_division_unknown", {"text": row["division_code"]}
    if len([column for column in COMPARABILITY if row[column]]) == 1:
        yield "agency_one_language", {}


def _wrong_successors(path: Path, lined: Iterable[Lined], known: Collection[str]) -> Iterator[DatasetError]:
    """Faults of successors: ids that are not `known`, and circles of agencies that succeed each other, each once."""
    by_id = {agency.agency_id: agency for _, agency in lined}
    circles: set[str] = set()
    for line, agency in lined:
        successor = agency.successor_id or ""
        if successor == agency.agency_id:
            yield wrong_row(path, line, "successor_itself", successor=successor)
        elif successor and successor not in known:
            yield wrong_row(path, line, "successor_unknown", successor=successor)
        chain: list[str] = []
        while successor in by_id and successor not in chain:
            chain.append(successor)
            successor = by_id[successor].successor_id or ""
        if len(chain) > 1 and agency.agency_id in chain and agency.agency_id not in circles:
            circles |= set(chain)
            yield wrong_row(path, line, "successor_circle", agency=agency.agency_id, chain=" → ".join(chain))


def _shared_names(path: Path, lined: Iterable[Lined]) -> Iterator[DatasetError]:
    """Two agencies of one division must not bear the same name at the same time."""
    known: dict[tuple[str, str], list[Lined]] = {}
    for line, agency in lined:
        spellings = {spelling(name): name for name in (*agency.names_used, agency.name)}
        for key, name in spellings.items():
            bearers = known.setdefault((agency.division_code, key), [])
            for other_line, other in bearers:
                if agency.existed_between(other.valid_from, other.valid_to):
                    values = {"name": name, "other": other.agency_id, "other_line": other_line}
                    yield wrong_row(path, line, "agency_name_shared", **values)
            bearers.append((line, agency))
