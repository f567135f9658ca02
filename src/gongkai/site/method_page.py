"""The parts of the method page that the forms themselves give: states, editions, differences, glossary."""

from __future__ import annotations

from itertools import groupby

from gongkai.forms import TABLES, code_list, editions, labels, load_form
from gongkai.forms.chinese import numeral
from gongkai.site.cell_names import cell_files
from gongkai.site.form_layout import CLAUSE, label
from gongkai.site.page import Content, SiteData
from gongkai.site.words import Words

STATE_MEANINGS = {
    "reported": ("格内有一个数，包括 0", "the cell holds a number, 0 included"),
    "blank": ("有这一格，里面是空的", "the cell is there and empty"),
    "not_applicable": ("格内是 /、—、无 之类", "the cell holds /, — or 无"),
    "unreadable": (
        "有字，但不能读成一个数；照录在 raw",
        "the cell holds something that is no number; raw keeps it",
    ),
    "absent": ("所存文本没有这一行或这一列", "the text we hold lacks the row or column"),
}
GLOSSARY = (
    ("requests", "申请的办理", "Handling of requests"),
    ("applicant_types", "申请人", "Applicants"),
    ("channels", "复议和诉讼", "Reconsideration and litigation"),
    ("outcomes", "复议和诉讼的结果", "Outcomes of reconsideration and litigation"),
    ("proactive_disclosure_rows", "主动公开的事项", "Subjects of proactive disclosure"),
    ("measures", "主动公开的栏目", "Measures of proactive disclosure"),
    ("sections", "报告的六个部分", "The six sections of a report"),
)


def method(data: SiteData, words: Words) -> Content:
    """The values of the fragments for the hand-written page on method."""
    fragments: dict[str, dict[str, object]] = {
        "states": {
            "rows": [
                {
                    "code": row["code"],
                    "label": row[f"label_{words.lang}"],
                    "meaning": words(*STATE_MEANINGS[row["code"]]),
                }
                for row in code_list("states")
            ]
        },
        "editions": {
            "forms": [
                {
                    "edition": form.edition,
                    "notice": form.notice,
                    "years": f"{form.first_year}–{form.last_year or ''}",
                    "cells": len(form.cells()),
                    "parts": [sum(key.table == table for key in form.cells()) for table in TABLES],
                }
                for form in map(load_form, editions())
            ]
        },
        "differences": {"rows": _differences(words), "editions": editions()},
        "glossary": {
            "groups": [
                {
                    "title": words(zh, en),
                    "rows": [
                        {
                            "zh": " / ".join(dict.fromkeys(entry.zh.values())),
                            "en": entry.en,
                            "basis": entry.legal_basis or "",
                            "code": code,
                        }
                        for code, entry in labels(name).items()
                    ],
                }
                for name, zh, en in GLOSSARY
            ],
            "concepts": code_list("glossary"),
        },
    }
    return Content(files=cell_files(words), fragments=fragments)


def _differences(words: Words) -> list[dict[str, object]]:
    """What each edition of the form asks under a clause of Article 20: rows, and the columns they have in common."""
    forms = [load_form(edition) for edition in editions()]
    comma, joint, semicolon = ("、", "：", "；") if words.lang == "zh" else (", ", ": ", "; ")
    shown: list[dict[str, object]] = []
    for clause in sorted({row.clause or 0 for form in forms for row in form.rows["proactive_disclosure"]}):
        texts = []
        for form in forms:
            rows = [row for row in form.rows["proactive_disclosure"] if row.clause == clause]
            parts = []
            for columns, group in groupby(rows, key=lambda row: row.columns):
                names = [label("proactive_disclosure_rows", row.code, form.edition, words.lang) for row in group]
                measures = [label("measures", column, form.edition, words.lang) for column in columns]
                parts.append(comma.join(names) + joint + comma.join(measures))
            texts.append(semicolon.join(parts))
        number = numeral(clause) if words.lang == "zh" else clause
        shown.append({"clause": CLAUSE[words.lang].format(number), "texts": texts})
    return shown
