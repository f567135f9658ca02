"""An extraction as the JSON object that `gongkai extract` prints (contract: one object per file)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from gongkai.model import Extraction, Place, Status, json_value

_CELL = ("value", "unit", "raw", "state", "place", "reconciled", "rule", "certain", "doubts", "note")
_FACT = ("fact", "value", "unit", "unit_code", "qualifier", "place", "sentence", "implied")
_SECTION = ("section", "title", "text", "place")
_FINDING = (
    *("rule", "severity", "about", "cause", "message_zh", "message_en"),
    *("places", "cells", "expected", "found"),
)


def as_json(extraction: Extraction) -> str:
    """The object on one line; for a rejected file `reason` says why and the other keys are empty."""
    rejected, report = extraction.status is Status.REJECTED, extraction.report
    # The contract has one date there, so the day of signature stands in; the tables keep the two apart.
    dated = {
        "publish_date": report.publish_date or report.signature_date,
        "publish_date_basis": "publication" if report.publish_date else "signature" if report.signature_date else None,
    }
    record: dict[str, object] = {
        "source": asdict(extraction.source),
        "status": extraction.status.value,
        "reason": extraction.reason,
        "report": None if rejected else {**asdict(report), **dated},
        "cells": [{**cell.key._asdict(), **_named(cell, _CELL)} for cell in extraction.cells],
        "facts": [_named(fact, _FACT) for fact in extraction.facts],
        "sections": [_named(section, _SECTION) for section in extraction.sections],
        "findings": [_named(finding, _FINDING) for finding in extraction.findings],
    }
    if extraction.message:
        record["message_zh"], record["message_en"] = extraction.message
    return json.dumps(record, ensure_ascii=False, default=json_value)


def _named(item: object, names: Iterable[str]) -> dict[str, object]:
    named = {name: getattr(item, name) for name in names}
    # JSON would write a place as a list of numbers
    if isinstance(named.get("place"), Place):
        named["place"] = str(named["place"])
    if "places" in named:
        named["places"] = list(map(str, named["places"]))
    return named
