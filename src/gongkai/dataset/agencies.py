"""`agencies.csv`: who reports, under which names, from when to when, and who came after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from gongkai.dataset.faults import Faults
from gongkai.dataset.matching import spelling
from gongkai.dataset.rows_of_csv import Fault, Row, append_row, day_of, read_rows, wrong_row
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
Lined = tuple[int, Agency]


def read_agencies(path: Path) -> tuple[Agency, ...]:
    """The register of agencies, in the order written.

    Raises:
        DatasetError: names file and line of each row with a missing or unknown code, with days that contradict each
            other, with an id or a name that another row has, or with a successor that is unknown or leads back to it.
    """
    lined: list[Lined] = []
    faults = Faults()
    for line, row in read_rows(path, COLUMNS, optional=COMPARABILITY):
        with faults.gathered():
            lined.append((line, _agency(path, line, row)))
    faults.tell()
    first: dict[str, int] = {}
    for line, agency in lined:
        if first.setdefault(agency.agency_id, line) != line:
            raise wrong_row(path, line, "agency_twice", agency=agency.agency_id, other=first[agency.agency_id])
    _refuse_wrong_successors(path, lined)
    _refuse_shared_names(path, lined)
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


def _agency(path: Path, line: int, row: Row) -> Agency:
    first, last = (day_of(path, line, row, column) for column in ("valid_from", "valid_to"))
    faults = Faults()
    for code, values in _faults(row, first, last):
        with faults.gathered():
            raise wrong_row(path, line, code, **values)
    faults.tell()
    filled = {column: text or None for column, text in row.items()}
    return Agency(
        agency_id=row["agency_id"],
        name=row["name"],
        name_en=filled["name_en"],
        names_used=tuple(name.strip() for name in row["names_used"].split("|") if name.strip()),
        level=row["level"],
        division_code=row["division_code"],
        sector=filled["sector"],
        valid_from=first,
        valid_to=last,
        successor_id=filled["successor_id"],
        note=filled["note"],
        comparability_zh=filled["comparability_zh"],
        comparability_en=filled["comparability_en"],
    )


def _faults(row: Row, first: date | None, last: date | None) -> Iterator[Fault]:
    """What is wrong with a row by itself."""
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
    if first and last and first > last:
        yield "agency_days_reversed", {"first": first, "last": last}
    if len([column for column in COMPARABILITY if row[column]]) == 1:
        yield "agency_one_language", {}


def _refuse_wrong_successors(path: Path, lined: Iterable[Lined]) -> None:
    """Successors exist, and no chain of them comes back to where it began."""
    by_id = {agency.agency_id: agency for _, agency in lined}
    for line, agency in lined:
        successor = agency.successor_id or ""
        if successor == agency.agency_id:
            raise wrong_row(path, line, "successor_itself", successor=successor)
        if successor and successor not in by_id:
            raise wrong_row(path, line, "successor_unknown", successor=successor)
        chain: list[str] = []
        while successor in by_id and successor not in chain:
            chain.append(successor)
            successor = by_id[successor].successor_id or ""
        if agency.agency_id in chain:
            raise wrong_row(path, line, "successor_circle", agency=agency.agency_id, chain=" → ".join(chain))


def _refuse_shared_names(path: Path, lined: Iterable[Lined]) -> None:
    """In one division no two agencies go by the same name at the same time; elsewhere the division tells them apart."""
    known: dict[tuple[str, str], list[Lined]] = {}
    for line, agency in lined:
        spellings = {spelling(name): name for name in (*agency.names_used, agency.name)}
        for key, name in spellings.items():
            bearers = known.setdefault((agency.division_code, key), [])
            for other_line, other in bearers:
                if agency.existed_between(other.valid_from, other.valid_to):
                    told = {"name": name, "other": other.agency_id, "other_line": other_line}
                    raise wrong_row(path, line, "agency_name_shared", **told)
            bearers.append((line, agency))
