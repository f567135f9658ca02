"""The three tables of the official form in their printed layout, as head and body rows of slots."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from gongkai.forms import Form, labels, load_form
from gongkai.forms.chinese import numeral
from gongkai.forms.form import groups_above
from gongkai.model import CellKey

BALANCE_NOTE = {
    "zh": "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "en": "(each column balances: items 1 + 2 = items 3 + 4)",
}
CLAUSE = {"zh": "第二十条第（{}）项", "en": "Article 20, item ({})"}
HEADINGS = {
    "content": {"zh": "信息内容", "en": "Subject"},
    "applicants": {"zh": "申请人情况", "en": "Applicants"},
    "organizations": {"zh": "法人或其他组织", "en": "Legal persons or other organizations"},
    "litigation": {"zh": "行政诉讼", "en": "Administrative litigation"},
}
WIDTH = 4
"""Columns of the printed table of proactive disclosure."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One position of a printed table: a label (`id`: of a group of rows), a form cell (`key`), or nothing."""

    text: str = ""
    key: CellKey | None = None
    rows: int = 1
    columns: int = 1
    kind: str = "label"
    scope: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class FormTable:
    """A printed table: code, head rows and body rows."""

    table: str
    head: tuple[tuple[Slot, ...], ...]
    body: tuple[tuple[Slot, ...], ...]


@cache
def form_tables(edition: str, lang: str) -> tuple[FormTable, ...]:
    """The printed tables of an edition with labels in `zh` or `en`."""
    form = load_form(edition)
    return (_proactive(form, lang), _requests(form, lang), _review(form, lang))


def label(matrix: str, code: str, edition: str, lang: str) -> str:
    """What a code is called on the form of that edition; the other edition's label where this one lacks it."""
    entry = labels(matrix).get(code)
    if entry is None:
        return code
    return entry.en if lang == "en" else entry.zh.get(edition) or next(iter(entry.zh.values()), code)


def _value(table: str, row: str, column: str, columns: int = 1) -> Slot:
    return Slot(key=CellKey(table, row, column), kind="value", columns=columns)


# 主动公开政府信息情况


def _proactive(form: Form, lang: str) -> FormTable:
    body: list[tuple[Slot, ...]] = []
    printed = form.rows["proactive_disclosure"]
    for (clause, columns), rows in groupby(printed, key=lambda row: (row.clause or 0, row.columns)):
        number = numeral(clause) if lang == "zh" else str(clause)
        # beside the label; the last one takes what is left
        spans = [1] * (len(columns) - 1) + [WIDTH - len(columns)]
        heads = [
            Slot(label("measures", column, form.edition, lang), columns=span, scope="col")
            for column, span in zip(columns, spans, strict=True)
        ]
        body.append((Slot(CLAUSE[lang].format(number), columns=WIDTH, kind="clause", scope="colgroup"),))
        body.append((Slot(HEADINGS["content"][lang], scope="col"), *heads))
        for row in rows:
            name = Slot(label("proactive_disclosure_rows", row.code, form.edition, lang), scope="row")
            cells = (_value("proactive_disclosure", row.code, c, s) for c, s in zip(columns, spans, strict=True))
            body.append((name, *cells))
    return FormTable("proactive_disclosure", (), tuple(body))


# 收到和处理政府信息公开申请情况


def _requests(form: Form, lang: str) -> FormTable:
    types = tuple(labels("applicant_types"))
    named = {code: label("applicant_types", code, form.edition, lang) for code in types}
    first, *kinds, last = types
    head = (
        (
            Slot(BALANCE_NOTE[lang], rows=3, columns=3, kind="note"),
            Slot(HEADINGS["applicants"][lang], columns=len(types), scope="colgroup"),
        ),
        (
            Slot(named[first], rows=2, scope="col"),
            Slot(HEADINGS["organizations"][lang], columns=len(kinds), scope="colgroup"),
            Slot(named[last], rows=2, scope="col"),
        ),
        tuple(Slot(named[kind], scope="col") for kind in kinds),
    )
    body: list[tuple[Slot, ...]] = []
    seen: set[str] = set()
    for row in form.rows["requests"]:
        groups = [group for group in groups_above(row.code) if group in form.headers]
        opened = [
            Slot(
                label("requests", group, form.edition, lang),
                rows=sum(group in groups_above(row.code) for row in form.rows["requests"]),
                kind="group",
                scope="rowgroup",
                id=f"requests.{group}",
            )
            for group in groups
            if group not in seen
        ]
        seen.update(groups)
        own = Slot(label("requests", row.code, form.edition, lang), columns=3 - len(groups), scope="row")
        body.append((*opened, own, *(_value("requests", row.code, code) for code in types)))
    return FormTable("requests", head, tuple(body))


# 政府信息公开行政复议、行政诉讼情况


def _review(form: Form, lang: str) -> FormTable:
    first, *suits = form.rows["review_litigation"]
    width = len(first.columns)
    outcomes = [label("outcomes", code, form.edition, lang) for code in first.columns]
    head = (
        (
            Slot(label("channels", first.code, form.edition, lang), columns=width, scope="colgroup"),
            Slot(HEADINGS["litigation"][lang], columns=width * len(suits), scope="colgroup"),
        ),
        (
            *(Slot(text, rows=2, scope="col") for text in outcomes),
            *(
                Slot(label("channels", suit.code, form.edition, lang), columns=width, scope="colgroup")
                for suit in suits
            ),
        ),
        tuple(Slot(text, scope="col") for _ in suits for text in outcomes),
    )
    values = tuple(
        _value("review_litigation", row.code, column)
        for row in form.rows["review_litigation"]
        for column in row.columns
    )
    return FormTable("review_litigation", head, (values,))
