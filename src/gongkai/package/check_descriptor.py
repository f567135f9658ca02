"""Faults of `datapackage.json` itself: the official profile, and the tables that it or `forms` defines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.forms.described import described_table
from gongkai.forms.schema import TableSchema, table_schemas
from gongkai.model import Fault, fault
from gongkai.package.files import CHECKSUMS, DESCRIPTOR, sha256


def descriptor_faults(folder: Path, descriptor: Any) -> list[Fault]:
    """Where the descriptor breaks the Data Package 2.0 profile or differs from the tables that it has to describe.

    Those are this program's. A released version may have had others, known by later programs under other words, codes
    or columns: it is held to its own descriptor, if its checksums say that this is the one that was published.
    """
    # Loading it takes a second, which most processes of a build need not spend.
    from jsonschema import Draft7Validator

    profile = json.loads((files("gongkai.package") / "profiles" / "datapackage-2.0.json").read_text(encoding="utf-8"))
    errors = [f"{error.json_path}: {error.message[:200]}" for error in Draft7Validator(profile).iter_errors(descriptor)]
    if errors:
        return [fault(DESCRIPTOR, "profile", "fault_profile", said=said) for said in errors]
    return list(_table_faults(descriptor, _is_released(folder, descriptor)))


def tables_of(folder: Path) -> Mapping[str, TableSchema]:
    """The tables that the package in `folder` is held to: its own if it is released, else those of this program."""
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        if _is_released(folder, descriptor):
            return {resource["name"]: described_table(resource) for resource in descriptor["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        pass  # `descriptor_faults` says what is wrong with it
    return table_schemas()


def _is_released(folder: Path, descriptor: Mapping[str, Any]) -> bool:
    """Whether it has a day, which only a released version has, and is the one that the checksums name."""
    try:
        sums = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return False
    return "created" in descriptor and f"{sha256(folder / DESCRIPTOR)}  {DESCRIPTOR}" in sums


def _table_faults(descriptor: dict[str, Any], released: bool) -> Iterator[Fault]:
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    schemas = table_schemas()
    for name, resource in resources.items():
        if name not in schemas and not released:
            yield fault(DESCRIPTOR, "table", "fault_table_unknown", name=name)
            continue
        try:
            fits = bool(described_table(resource)) if released else resource["schema"] == schemas[name].descriptor()
        except (ValueError, KeyError):
            fits = False
        if not fits:
            yield fault(DESCRIPTOR, "schema", "fault_schema", name=name)
    for name in () if released else schemas.keys() - resources.keys():
        yield fault(DESCRIPTOR, "table", "fault_table_unlisted", name=name)
