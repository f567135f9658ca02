"""Everything that can be compared and looked up by name, as one small file: rows of the form, indicators, words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from gongkai.forms import code_list, editions, labels, rules
from gongkai.site.charts import COMPARED_STYLE, DASHES
from gongkai.site.defined_indicators import defined_indicators
from gongkai.site.names import distinct_name
from gongkai.site.rows import CellLeaderRow
from gongkai.site.series_breaks import series_breaks
from gongkai.site.words import LANGUAGES, Words

_GROUPS = ("refused", "unable", "not_processed", "other_handling")
"""Groups of rows whose sum can be compared; the form gives them no number of their own."""


def measures_json() -> str:
    """Counts (an entry for each cell they are read from), rates, breaks of the series, and labels, in both languages.

    Each entry has `code`, `zh`, `en` and `keys`, the other words people use for it in lower case.
    """
    data = {
        "counts": list(_counts()),
        "rates": [
            {
                "code": defined.code,
                **defined.label,
                "keys": defined.code.replace("_", " "),
                # the count that the rate is a share of, where it is one
                "of": defined.numerator.replace("/", "."),
                "unit": defined.unit,
                "floor": defined.floor or 0,
                "caveat": defined.caveat,
                "tables": defined.tables,
                "breaks": defined.broken_from,
            }
            for defined in defined_indicators().values()
        ],
        "breaks": [
            {"year": known.year, "tables": sorted(known.tables), "label": known.label, "text": known.text}
            for known in series_breaks()
        ],
        "rules": list(rules()),
        "reasons": _labels("no_value_reasons"),
        "levels": _labels("levels"),
        "looks": [(colour, DASHES[pattern][1]) for colour, pattern in COMPARED_STYLE],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _counts() -> Iterator[dict[str, object]]:
    """The total column of the requests table, then the table of reconsideration and litigation."""
    for code in labels("requests"):
        if code != "processed":
            names = {lang: Words(lang).row("requests", code, editions()[-1]) for lang in LANGUAGES}
            group = {"group": True} if code in _GROUPS else {}
            entry = next(row for row in code_list("requests") if row["code"] == code)
            keys = [code.replace("_", " "), *entry["aliases"].split("|"), *(entry[edition] for edition in editions())]
            yield _entry(f"requests.{code}.total", names, keys) | {"table": "requests"} | group
    table, edition = "review_litigation", editions()[-1]
    for channel in labels("channels"):
        entry = next(row for row in code_list("channels") if row["code"] == channel)
        names = {lang: Words(lang).row(table, channel, edition) for lang in LANGUAGES}
        yield _entry(f"{table}.{channel}.total", names, entry["aliases"].split("|")) | {"table": table}
        for outcome in labels("outcomes"):
            if outcome != "total":
                ends = {lang: f"{names[lang]} · {Words(lang).column(table, outcome, edition)}" for lang in LANGUAGES}
                yield _entry(f"{table}.{channel}.{outcome}", ends, []) | {"table": table}


def _entry(code: str, names: dict[str, str], keys: list[str]) -> dict[str, object]:
    known = [key for key in dict.fromkeys(keys) if key and key not in names.values()]
    return {"code": code, **names, "keys": "|".join(known).lower()}


def leaders_json(rows: Iterable[CellLeaderRow]) -> str:
    """The reports that a search for a row of the form shows first, by cell: id, names, year, numbers with marks."""
    leaders: dict[str, list[list[object]]] = {}
    for row in rows:
        name, numbers = (
            distinct_name(row.name, row.report_id),
            (row.number, row.mark, row.processed, row.processed_mark),
        )
        leaders.setdefault(row.cell, []).append([row.report_id, name, row.name_en, row.year, *numbers])
    return json.dumps(leaders, ensure_ascii=False, separators=(",", ":"))


def _labels(name: str) -> dict[str, dict[str, str]]:
    return {row["code"]: {lang: row[f"label_{lang}"] for lang in LANGUAGES} for row in code_list(name)}
