"""Faults of `datapackage.json` itself: the official profile, and the tables that `forms` defines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.forms.schema import table_schemas
from gongkai.model import Fault, fault
from gongkai.package.files import DESCRIPTOR


def descriptor_faults(descriptor: Any) -> list[Fault]:
    """Where the descriptor breaks the Data Package 2.0 profile or differs from our tables."""
    return _profile_faults(descriptor) or list(_table_faults(descriptor))


def _profile_faults(descriptor: Any) -> list[Fault]:
    errors = _profile().iter_errors(descriptor)
    return [fault(DESCRIPTOR, "profile", "fault_profile", said=f"{e.json_path}: {e.message[:200]}") for e in errors]


@cache
def _profile() -> Any:
    # Loading it takes a second, which most processes of a build need not spend.
    from jsonschema import Draft7Validator

    text = (files("gongkai.package") / "profiles" / "datapackage-2.0.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


def _table_faults(descriptor: dict[str, Any]) -> Iterator[Fault]:
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    schemas = table_schemas()
    for name in resources.keys() - schemas.keys():
        yield fault(DESCRIPTOR, "table", "fault_table_unknown", name=name)
    for name, schema in schemas.items():
        if name not in resources:
            yield fault(DESCRIPTOR, "table", "fault_table_unlisted", name=name)
        elif resources[name].get("schema") != schema.descriptor():
            yield fault(DESCRIPTOR, "schema", "fault_schema", name=name)
