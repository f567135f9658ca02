"""`CHANGES.json` and `CHANGES.md` of a package: its releases and what changed in each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

from gongkai.errors import PackageError
from gongkai.model import ReadingChange
from gongkai.release.change import Change, ChangeJson, counts

CHANGES = "CHANGES.json"
CHANGES_TEXT = "CHANGES.md"


class Release(TypedDict):
    """A release in CHANGES.json; `date` is None where it is not released yet."""

    version: str
    previous: str | None
    date: str | None
    counts: dict[str, int]
    changes: list[ChangeJson]


class Changes(TypedDict):
    """CHANGES.json, as `changes.schema.json` describes it; the newest release comes first."""

    dataset: str
    version: str
    reading_changes: list[dict[str, object]]
    releases: list[Release]


def release_entry(version: str, previous: str | None, released_on: date | None, changes: Sequence[Change]) -> Release:
    """One release as it stands in CHANGES.json; `date` is null where it is not released yet."""
    return {
        "version": version,
        "previous": previous,
        "date": released_on.isoformat() if released_on else None,
        "counts": counts(changes),
        "changes": [change.as_json() for change in changes],
    }


def changes_json(dataset: str, version: str, releases: Sequence[Release], declared: Iterable[ReadingChange]) -> Changes:
    """CHANGES.json as data."""
    return {
        "dataset": dataset,
        "version": version,
        "reading_changes": [change.as_json() for change in declared],
        "releases": list(releases),
    }


def as_text(data: Changes) -> str:
    """JSON with one change a line, so that two files can be compared line by line."""
    releases: list[str] = []
    for release in data["releases"]:
        head = _line({name: part for name, part in release.items() if name != "changes"})
        changes = ",\n".join(f"   {_line(change)}" for change in release["changes"])
        body = f"[\n{changes}\n  ]" if changes else "[]"
        releases.append(f'  {head[:-1]}, "changes": {body}}}')
    lines = [f" {json.dumps(name)}: {_line(part)},\n" for name, part in data.items() if name != "releases"]
    return "{\n" + "".join(lines) + ' "releases": [\n' + ",\n".join(releases) + "\n ]\n}\n"


def _line(part: object) -> str:
    return json.dumps(part, ensure_ascii=False)


def read_changes(path: Path, *, own: bool = False) -> Changes:
    """CHANGES.json of a package; `own` if this program has just written it.

    Raises:
        PackageError: it is missing, or not what the schema says.
    """
    try:
        data: Changes = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackageError("package_file_missing", file=path) from error
    except ValueError as error:
        raise PackageError("changes_no_json", file=path, said=error) from error
    if own:
        return data
    # Loading it takes a second, which most processes of a build need not spend.
    from jsonschema import Draft202012Validator

    schema = json.loads((files("gongkai.release") / "changes.schema.json").read_text(encoding="utf-8"))
    for fault in Draft202012Validator(schema).iter_errors(data):
        raise PackageError("changes_odd", file=path, place=fault.json_path, said=fault.message[:150])
    return data
