"""The answer a report page opens with: one sentence and one strip of figures, each number leading to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from gongkai.forms import labels, load_form
from gongkai.forms.claims import rests_on_text
from gongkai.site import addresses
from gongkai.site.report_form import in_doubt
from gongkai.site.rows import CellRow, OutcomeRow
from gongkai.site.words import OUTCOMES, Words, grouped, plain

Cells = Mapping[tuple[str, str, str], CellRow]
SUITS = ("litigation_direct", "litigation_after_reconsideration")
DISPUTES = {
    "reconsideration": ("行政复议 {n} 件", "{n} reconsideration case", "{n} reconsideration cases"),
    "litigation_direct": (
        "未经复议直接起诉 {n} 件",
        "{n} lawsuit without reconsideration",
        "{n} lawsuits without reconsideration",
    ),
    "litigation_after_reconsideration": (
        "复议后起诉 {n} 件",
        "{n} lawsuit after reconsideration",
        "{n} lawsuits after reconsideration",
    ),
}
"""The channels of dispute in a sentence: Chinese, English for one and for many."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the strip: `html` holds its numbers as links, `note` what has to be known about them."""

    label: str
    html: str
    note: str = ""


MARK = '<span class="mark">*</span>'
"""What stands behind a reconciled number in a sentence."""


def number(cells: Cells, table: str, row: str, column: str, words: Words, *, told: bool = False) -> str:
    """A number of the form as a link to its cell: the reconciled one where there is one, marked, else as it stands.

    `told` says in words what the mark means.
    """
    own = addresses.cell(table, row, column)
    cell = cells.get((table, row, column))
    if cell is None or cell.best is None:
        return f'<a href="#{own}" class="quiet">{words("未填", "not filled in")}</a>'
    shown = grouped(cell.best)
    if not cell.certain:
        shown = in_doubt(shown, words)
    link = f'<a href="#{own}">{shown}</a>'
    if cell.reconciled is None or not told:
        return link if cell.reconciled is None else link + MARK
    if rests_on_text(cell.rule):
        note = words("（据正文；表中未填）", "(from the text; blank in the table)")
    elif cell.state == "reported":
        note = words("（按勾稽；表中为 {v}）", "(by the form’s sums; {v} in the table)", v=plain(cell.value))
    else:
        note = words("（按勾稽；表中未填）", "(by the form’s sums; blank in the table)")
    return f"{link} <small>{note}</small>"


def answer_sentence(year: int, cells: Cells, edition: str, words: Words) -> str:
    """What came in, what became of it, and what was disputed, as HTML."""
    received = _best(cells, "requests", "new_received", "total")
    parts = [
        words.counted(
            received,
            "{y} 年新收申请 {n} 件",
            "{y}: {n} request received",
            "{y}: {n} requests received",
            y=year,
            n=_total(cells, "new_received", words),
        )
    ]
    if _best(cells, "requests", "carried_in", "total") != 0:
        carried = _total(cells, "carried_in", words)
        parts.append(words("上年结转 {n} 件", "{n} carried over from the year before", n=carried))
    parts.append(words("办结 {n} 件", "{n} processed", n=_total(cells, "total_processed", words)))
    sentence = words("，", ", ").join(parts)
    outcomes = words("、", ", ").join(_outcomes(cells, edition, words))
    if outcomes:
        sentence += words("：", ": ") + outcomes
    return words("；", "; ").join([sentence, *_disputes(cells, words)]) + words("。", ".")


def _total(cells: Cells, row: str, words: Words, *, told: bool = False) -> str:
    return number(cells, "requests", row, "total", words, told=told)


def _best(cells: Cells, table: str, row: str, column: str) -> int | None:
    cell = cells.get((table, row, column))
    return None if cell is None or cell.best is None else int(cell.best)


def _outcomes(cells: Cells, edition: str, words: Words) -> Iterator[str]:
    """Each outcome with its number; if only one reason of a group was used, it is named."""
    for outcome in OUTCOMES:
        used = [row for row in _reasons(edition, outcome) if _best(cells, "requests", row, "total")]
        if not used:
            continue
        name = words.outcome(outcome) if words.lang == "zh" else words.outcome(outcome).lower()
        if len(used) == 1:
            count = _total(cells, used[0], words)
            reason = (
                ""
                if used[0] == outcome
                else words("（{r}）", " ({r})", r=escape(words.row("requests", used[0], edition)))
            )
            yield words("{o} {n} 件{r}", "{n} {o}{r}", o=name, n=count, r=reason)
        else:
            together = grouped(sum(_best(cells, "requests", row, "total") or 0 for row in used))
            link = f'<a href="#requests.{outcome}">{together}</a>'
            yield words("{o} {n} 件（{k} 种情形）", "{n} {o} ({k} grounds)", o=name, n=link, k=len(used))


@cache
def _reasons(edition: str, outcome: str) -> tuple[str, ...]:
    """The rows of the form under an outcome, or the outcome itself where it is a row."""
    rows = [row.code for row in load_form(edition).rows["requests"]]
    return tuple(code for code in rows if code == outcome or labels("requests")[code].parent == outcome)


def _disputes(cells: Cells, words: Words) -> Iterator[str]:
    stated = {channel: _best(cells, "review_litigation", channel, "total") for channel in DISPUTES}
    if set(stated.values()) == {0}:
        inferred = any(cells["review_litigation", channel, "total"].reconciled is not None for channel in DISPUTES)
        yield words("没有行政复议和行政诉讼", "no reconsideration and no lawsuits") + MARK * inferred
        return
    for channel, sentence in DISPUTES.items():
        if stated[channel] == 0:
            continue
        link = number(cells, "review_litigation", channel, "total", words)
        told = words.counted(stated[channel], *sentence, n=link)
        if _best(cells, "review_litigation", channel, "pending"):
            open_cases = number(cells, "review_litigation", channel, "pending", words)
            told += words("，尚未审结 {p} 件", ", {p} pending", p=open_cases)
        yield told


def strip(cells: Cells, outcomes: Sequence[OutcomeRow], words: Words) -> list[Figure]:
    """The reader's key figures: requests, outcomes, disputes."""
    groups = {row.outcome: row for row in outcomes}
    granted, refused = groups.get("granted"), groups.get("refused")
    reconsidered = number(cells, "review_litigation", "reconsideration", "total", words, told=True)
    suits = " + ".join(number(cells, "review_litigation", suit, "total", words, told=True) for suit in SUITS)
    not_disclosed = f'<a href="#requests.refused" class="quiet">{words("未填", "not filled in")}</a>'
    if refused and refused.decided is not None:
        shown = in_doubt(grouped(refused.decided), words) if refused.uncertain else grouped(refused.decided)
        not_disclosed = f'<a href="#requests.refused">{shown}</a>'
        if refused.stated < refused.rows:
            some = words("（{s} / {r} 行有数）", "({s} of {r} rows filled in)", s=refused.stated, r=refused.rows)
            not_disclosed += f" <small>{some}</small>"
    return [
        Figure(words("新收申请", "requests received"), _total(cells, "new_received", words, told=True)),
        Figure(words("办结", "processed"), _total(cells, "total_processed", words, told=True)),
        Figure(words("予以公开", "disclosed"), _total(cells, "granted", words, told=True), _rate(granted, words)),
        Figure(words("不予公开", "not disclosed"), not_disclosed, _rate(refused, words)),
        Figure(words("行政复议", "reconsideration cases"), reconsidered),
        Figure(words("行政诉讼", "lawsuits"), suits, words("直接起诉 + 复议后起诉", "direct + after reconsideration")),
    ]


def _rate(row: OutcomeRow | None, words: Words) -> str:
    if row is None or row.share is None:
        return ""
    return words("占办结的 {p}", "{p} of processed", p=words.percent(row.share))
