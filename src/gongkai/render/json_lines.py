"""An extraction as the JSON object that `gongkai extract` prints (contract: one object per file)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from gongkai.model import Cell, Extraction, Fact, Finding, Place, Report, Section, Status, json_value


def as_json(extraction: Extraction) -> str:
    """The object on one line; for a rejected file `reason` says why and the other keys are empty."""
    source = asdict(extraction.source)
    rejected = extraction.status is Status.REJECTED
    record: dict[str, Any] = {
        "source": source,
        "status": extraction.status.value,
        "reason": extraction.reason,
        "report": None if rejected else _report(extraction.report),
        "cells": [_cell(cell) for cell in extraction.cells],
        "facts": [_fact(fact) for fact in extraction.facts],
        "sections": [_section(section) for section in extraction.sections],
        "findings": [_finding(finding) for finding in extraction.findings],
    }
    if extraction.message:
        record["message_zh"], record["message_en"] = extraction.message
    return json.dumps(record, ensure_ascii=False, default=json_value)


def _report(report: Report) -> dict[str, Any]:
    """The fields; of a report that names no day of publication `publish_date` is its day of signature, and says so.

    The contract has one date there; the tables keep the two apart.
    """
    basis = "publication" if report.publish_date else "signature" if report.signature_date else None
    dated = {"publish_date": report.publish_date or report.signature_date, "publish_date_basis": basis}
    return {**asdict(report), **dated}


def _place(place: Place | None) -> str | None:
    return str(place) if place else None


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        **cell.key._asdict(),
        "value": cell.value,
        "unit": cell.unit,
        "raw": cell.raw,
        "state": cell.state.value,
        "place": _place(cell.place),
        "reconciled": cell.reconciled,
        "rule": cell.rule,
        "certain": cell.certain,
        "doubts": list(cell.doubts),
        "note": cell.note,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "fact": fact.fact,
        "value": fact.value,
        "unit": fact.unit,
        "unit_code": fact.unit_code,
        "qualifier": fact.qualifier,
        "place": _place(fact.place),
        "sentence": fact.sentence,
        "implied": fact.implied,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "section": section.section,
        "title": section.title,
        "text": section.text,
        "place": _place(section.place),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "about": finding.about,
        "cause": finding.cause,
        "message_zh": finding.message_zh,
        "message_en": finding.message_en,
        "places": [str(place) for place in finding.places],
        "cells": [list(key) for key in finding.cells],
        "expected": finding.expected,
        "found": finding.found,
    }
