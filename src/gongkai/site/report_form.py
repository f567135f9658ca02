"""The official form of one report in its printed layout: a skeleton for each edition and language, filled cell by cell.

The skeleton is made once; a report only joins its parts with the cells, which is what keeps ten thousand pages cheap.
What is written two hundred times is short: without the quotation marks that HTML does without.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

from gongkai.forms import squeeze
from gongkai.forms.claims import rests_on_text
from gongkai.model import CellKey
from gongkai.site import addresses
from gongkai.site.addresses import Way
from gongkai.site.cell_names import rules_of_cells
from gongkai.site.form_layout import Slot, form_tables
from gongkai.site.links import Pointers, pointers
from gongkai.site.rows import CellRow
from gongkai.site.words import Words, plain

_CONTENT = {
    "reported": "{shown}",
    "blank": '<span class="state state-blank"></span><span class="visually-hidden">{name}</span>',
    "absent": '<span class="visually-hidden">{name}</span>',
    "unreadable": '<span class="state state-unreadable">{shown}</span><span class="visually-hidden">{name}</span>',
    "not_applicable": '{shown}<span class="visually-hidden">{name}</span>',
}
"""What a cell shows, by its state."""
REPORT = Way(addresses.report("any"), "zh")
"""The ways from a report’s page, which are the same from all of them, in either language."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The tables of a form without the cells: `parts` has one more piece than `keys` (cell, its address, columns)."""

    parts: tuple[str, ...]
    keys: tuple[tuple[tuple[str, str, str], str, int], ...]


@dataclass(frozen=True, slots=True)
class CellNotes:
    """What a page says about a cell beside its number, in one language.

    `anchor` is where it was printed; `doubt` says in words why another reading can be defended; `reply` is true where
    the agency has sent in its own account.
    """

    anchor: str | None = None
    doubt: str = ""
    reply: bool = False


def form_html(
    edition: str,
    cells: Mapping[tuple[str, str, str], CellRow],
    plain_ones: Mapping[str, str],
    notes: Mapping[str, CellNotes],
    words: Words,
) -> str:
    """The three tables of a report.

    Args:
        edition: of the form.
        cells: by table, row and column; a form cell that is missing here is shown as absent.
        plain_ones: most of them, as `plain_cells` made them.
        notes: on the others, by address of the cell.
        words: the language.
    """
    skeleton = _skeleton(edition, words)
    absent = f'<span class="visually-hidden">{words.code("states", "absent")}</span>'
    pieces = [skeleton.parts[0]]
    for (key, own, columns), part in zip(skeleton.keys, skeleton.parts[1:], strict=True):
        if whole := plain_ones.get(own):
            pieces += (whole, part)
        else:
            shown = f"<td id={own}{spans(columns)} data-state=absent>{absent}</td>"
            pieces += (cell_html(cells[key], notes, columns, words) if key in cells else shown, part)
    return "".join(pieces)


@cache
def form_pointers(edition: str) -> Pointers:
    """The addresses and ids in every form of an edition, whatever stands in its cells, in either language."""
    skeleton = _skeleton(edition, Words("zh"))
    found = pointers("".join(skeleton.parts))
    return Pointers(found.addresses, found.ids.union(own for _, own, _ in skeleton.keys))


def plain_cells(
    edition: str,
    cells: Mapping[tuple[str, str, str], CellRow],
    anchors: Mapping[str, str],
    replied: Collection[str],
) -> dict[str, str]:
    """HTML of the cells with a certain number and no note, by address; most cells are like that.

    They are the same in all languages: the number itself leads to where it was printed.
    """
    made = {}
    for key, own, columns in _skeleton(edition, Words("zh")).keys:
        cell, anchor = cells.get(key), anchors.get(own)
        if not (cell and anchor and cell.certain and cell.reconciled is None) or cell.note or own in replied:
            continue
        raw = cell.raw or ""
        if raw.isdecimal() and raw.isascii() and cell.value == int(raw):
            zero, shown = (" data-zero", "0") if cell.value == 0 else ("", str(int(raw)))
            made[own] = f"<td id={own}{spans(columns)}{zero}><a href=#{anchor}>{shown}</a></td>"
    return made


def cell_html(cell: CellRow, notes: Mapping[str, CellNotes], columns: int, words: Words) -> str:
    """One cell with more to say than its number, which leads to its own address, where that opens."""
    own = addresses.cell(cell.table, cell.row, cell.column)
    note = notes.get(own, _NO_NOTE)
    value, raw = plain(cell.value), (cell.raw or "").strip()
    shown = escape(value if not raw or squeeze(raw).replace(",", "") == value else raw)
    attributes, content = spans(columns), shown
    if cell.state != "reported":
        name = words.code("states", cell.state)
        content = _CONTENT[cell.state].format(shown=shown or "/", name=name)
        attributes += f" data-state={cell.state}"
    elif cell.value == 0:
        attributes += " data-zero"
    if value and shown != value:
        attributes += f' data-value="{value}"'
    after = ""
    if not (cell.certain and cell.reconciled is None and not cell.note and not note.doubt and not note.reply):
        content, attributes, after = _doubtful(cell, note, content, attributes, words)
    place = f"<i><a href=#{note.anchor}>{words('出处', 'source')}</a></i>" if note.anchor else ""
    return f"<td id={own}{attributes}><a href=#{own}>{content}</a>{after}{place}</td>"


_NO_NOTE = CellNotes()


def _doubtful(cell: CellRow, note: CellNotes, content: str, attributes: str, words: Words) -> tuple[str, str, str]:
    """Content, attributes and what stands behind them, of a cell that has more to say than its number."""
    after = ""
    if not cell.certain:
        attributes += " data-uncertain"
        content = in_doubt(content, words)
    if cell.reconciled is not None:
        attributes += f' data-reconciled="{plain(cell.reconciled)}"' + (
            " data-misprint" if cell.state == "reported" else ""
        )
        kind = "" if cell.state == "reported" else " implied"
        after += f'<span class="balance{kind}">{reconciled_note(cell, words)}</span>'
    if cell.note and cell.note not in (cell.raw or ""):
        after += f'<span class="cell-note" lang="zh">{escape(cell.note)}</span>'
    if note.reply:
        after += f'<span class="cell-note"><a href="#replies">{words("机关有说明", "agency’s reply")}</a></span>'
    if note.doubt:
        after += f"<em>{escape(note.doubt)}</em>"
    return content, attributes, after


def in_doubt(shown: str, words: Words) -> str:
    """A number in doubt, marked for readers and for screen readers."""
    doubt = words("（存疑）", " (in doubt)")
    return f'<span class="uncertain">{shown}</span><span class="visually-hidden">{doubt}</span>'


def reconciled_note(cell: CellRow, words: Words) -> str:
    """What the form's own sums, or the text, say about a cell."""
    value = plain(cell.reconciled)
    if rests_on_text(cell.rule):
        return words("正文所述为 {v}", "the text says {v}", v=value)
    if cell.state == "reported":
        return words("按勾稽为 {v}", "should be {v}", v=value)
    return words("勾稽推得 {v}", "implied {v}", v=value)


@cache
def _skeleton(edition: str, words: Words) -> Skeleton:
    parts, keys = [""], []
    uses: dict[str, int] = {}
    for table in form_tables(edition, words.lang):
        name = words.table(table.table)
        widths = '<colgroup><col class="w1"><col class="w2"><col class="w3"><col span="7"></colgroup>'
        head = "".join(f"<tr>{''.join(map(_label, row))}</tr>\n" for row in table.head)
        parts[-1] += (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
            f'<table class="form form-{table.table}" id="{table.table}"><caption>{name}</caption>'
            f"{widths if table.table == 'requests' else ''}{f'<thead>{head}</thead>' if head else ''}<tbody>\n"
        )
        for row in table.body:
            cells = [slot.key for slot in row if slot.key]
            use = f" class=u{uses.setdefault(_uses(edition, cells, words), len(uses))}" if cells else ""
            parts[-1] += f"<tr{use}>"
            for slot in row:
                if slot.key:
                    key = (slot.key.table, slot.key.row, slot.key.column)
                    keys.append((key, addresses.cell(*key), slot.columns))
                    parts.append("")
                else:
                    parts[-1] += _label(slot)
            parts[-1] += "</tr>\n"
        parts[-1] += "</tbody></table></div>\n"
    parts[-1] += "".join(f'<p class="uses u{number}" hidden>{use}</p>\n' for use, number in uses.items())
    return Skeleton(tuple(parts), tuple(keys))


def _uses(edition: str, cells: Iterable[CellKey], words: Words) -> str:
    """The checks that the cells of a row take part in, and the way to cite them: without a script, part of their card.

    It stands once below the form, for all rows of its class, and is shown while one of their cells is the target.
    """
    asked = rules_of_cells(edition)
    rules = dict.fromkeys(rule for key in cells for rule in asked.get((key.table, key.row, key.column), ()))
    links = [f'<a href="{REPORT.rule(rule)}">{rule}</a>' for rule in rules]
    told = words("核对 ", "Checks ") + " ".join(links) + " · " if links else ""
    return f"{told}<a href=#use>{words('引用', 'cite')}</a>"


def _label(slot: Slot) -> str:
    if slot.kind == "void":
        return f"<td class=void{spans(slot.columns, slot.rows)}></td>"
    kind = f" class={slot.kind}" if slot.kind in ("clause", "note") else ""
    own = f" id={slot.id}" if slot.id else ""
    scope = f" scope={slot.scope}" if slot.scope else ""
    return f"<th{own}{spans(slot.columns, slot.rows)}{scope}{kind}>{escape(slot.text)}</th>"


def spans(columns: int, rows: int = 1) -> str:
    """The attributes of a cell that covers several rows or columns of a table; nothing for one."""
    return (f" rowspan={rows}" if rows > 1 else "") + (f" colspan={columns}" if columns > 1 else "")
