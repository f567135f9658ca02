"""Invented releases with every class of change, as the tables `releases` and `changes` give them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from gongkai.model import Table
from gongkai.release import Change, PackageFile, Release, release_entry
from gongkai.release import release_tables as tables_of
from tests.site.made_up import AGENCY

REPORT = f"{AGENCY.agency_id}-2022"
HARBIN = "230100-science-technology-2022"
GONE = "999900-withdrawn-2020"
REASON = {"reason_zh": "识别千分位", "reason_en": "thousands separators are read"}


def change(kind: str, key: str, before: Any, after: Any, **reason: str) -> Change:
    """A change of the row whose key is `table report …`, parted by spaces."""
    return Change(kind, tuple(key.split(" ")), before, after, **reason)


CHANGES = (
    change("source_added", f"reports {REPORT}", None, {"agency": AGENCY.name, "year": 2022}),
    change("source_removed", f"reports {GONE}", {"agency": "撤下局<b>", "year": 2020}, None),
    change("source_revised", f"reports {HARBIN}", {"source_sha256": "1" * 64}, {"source_sha256": "2" * 64}),
    change("source_revised", f"requests {HARBIN} granted total", {"value": 2}, {"value": 1}),
    change("source_revised", f"sections {HARBIN} 1", {"text": "sha256:1"}, {"text": "sha256:2"}),
    change("reading_improved", f"requests {HARBIN} carried_in total", {"value": 1, "certain": False},
           {"value": 1200, "certain": True}, **REASON),
    change("correction", f"requests {REPORT} new_received total", {"reconciled": None}, {"reconciled": 7}),
    change("reading_improved", f"findings {HARBIN} APP-R01 requests/granted/total",
           {"severity": "error"}, None, **REASON),
    change("rule_changed", "codes rules APP-R01", {"label_zh": "旧"}, {"label_zh": "新"}),
    change("register_changed", "agencies 230100-science-technology", {"name": "甲"}, {"name": "乙"}),
)  # fmt: skip
FIRST = release_entry("2026.10.0", None, date(2026, 10, 8), ())
SECOND = release_entry("2026.11.0", "2026.10.0", date(2026, 11, 9), CHANGES)


def release_tables(*releases: Release, dataset: str = "science-technology") -> dict[str, Table]:
    """The two tables over these releases of one dataset, the newest first."""
    package = PackageFile(Path(), dataset, releases[0]["version"], {}, releases=releases)
    return tables_of([package], Table("agencies", ("agency_id", "name", "name_en"), ()))
