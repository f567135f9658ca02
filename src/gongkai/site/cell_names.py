"""What the script of the pages loads about each cell of a form: its row, its column, and the checks it is part of.

One small file for each edition and language, loaded when a reader opens the first cell.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache

from gongkai.forms import editions, labels, load_form, rules
from gongkai.forms.relations import relations
from gongkai.site import addresses
from gongkai.site.words import Words


def cell_files(words: Words) -> dict[str, str]:
    """File name → JSON with `cells` (address → row, column, rules) and `rules` (id → what it checks)."""
    files = {}
    for edition in editions():
        asked = rules_of_cells(edition)
        cells = {
            addresses.cell(key.table, key.row, key.column): [
                words.row(key.table, key.row, edition),
                words.column(key.table, key.column, edition),
                asked[key.table, key.row, key.column],
            ]
            for key in load_form(edition).cells()
        }
        titles = {
            rule: known.title_en if words.lang == "en" else known.title_zh
            for rule, known in rules().items()
            if any(rule in of_cell for of_cell in asked.values())
        }
        text = json.dumps({"cells": cells, "rules": titles}, ensure_ascii=False, separators=(",", ":"))
        files[f"form-{edition}.json"] = text
    return files


@cache
def rules_of_cells(edition: str) -> dict[tuple[str, str, str], list[str]]:
    """By cell, the rules that relate it to other cells."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for relation in relations(edition, tuple(labels("requests"))):
        for key in relation.cells:
            rules_of_cell = found[key.table, key.row, key.column]
            if relation.rule not in rules_of_cell:
                rules_of_cell.append(relation.rule)
    return found
