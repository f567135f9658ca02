"""What makes a cell of a page doubtful: pieces that may be no part of its number, and numbers that are no text.

Doubt shows in the text of the cell: pieces are parted, what is drawn or filled in by a script is marked, what is
struck keeps its line. No such text reads as a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from gongkai.forms import is_value
from gongkai.model import MarkKind
from gongkai.read.blocks import LONG_CELL
from gongkai.read.html_tree import Element, drop, found, has_numbers, named, text_of
from gongkai.read.marks import marked, signs

CELLS = ("td", "th")
_APART = ("a", "rt", "small", "big", "font")
_ANCHORS = ("a", "span", "font", "i", "em", "b", "strong", "small", "big", "label", "rt")
_PICTURES = ("img", "object", "svg", "canvas")
_NUMBERED = etree.XPath("descendant::*/@*[starts-with(name(), 'data-') and number() = number()]/..")
MANY = 10
"""So many cells of a table that scripts fill in are no accident of its layout."""


def stands_in_data(element: Element) -> bool:
    """True inside a table cell that holds no prose."""
    cell = next(element.iterancestors(*CELLS), None)
    return cell is not None and len(text_of(cell)) <= LONG_CELL


def mark(element: Element, kind: MarkKind) -> None:
    """Marks all text of an element."""
    opening, closing = signs(kind)
    element.text = opening + (element.text or "")
    element.tail = closing + (element.tail or "")


def part_digits(body: Element, odd: Iterable[Element]) -> None:
    """Parts digits that touch digits of another look: a number in two colours or sizes is doubtful."""
    for element in (*odd, *named(body), *body.iter(*_APART)):
        if element.tag in _ANCHORS and _touches_digit(element) and stands_in_data(element):
            mark(element, MarkKind.APART)


def _touches_digit(element: Element) -> bool:
    text = text_of(element).strip()
    if not text:
        return False
    before, after = _neighbour(element, forward=False), _neighbour(element, forward=True)
    return (before[-1:].isdecimal() and text[0].isdecimal()) or (text[-1].isdecimal() and after[:1].isdecimal())


def _neighbour(element: Element, *, forward: bool) -> str:
    """The text right before or after an element, looked for outside those that it fills alone."""
    while element.tag not in (*CELLS, "p", "div"):
        parent = element.getparent()
        if parent is None:
            break
        text = _after(element) if forward else _before(element, parent)
        if text:
            return text
        element = parent
    return ""


def _after(element: Element) -> str:
    following = element.getnext()
    return element.tail or ("" if following is None else text_of(following))


def _before(element: Element, parent: Element) -> str:
    previous = element.getprevious()
    return (parent.text or "") if previous is None else previous.tail or text_of(previous)


def mark_struck(struck: Iterable[Element]) -> None:
    """Struck text goes out; a struck number in a cell is in doubt, so it stays and shows its line."""
    for element in list(struck):
        text = text_of(element)
        whole = element.tag in CELLS
        if any(map(str.isdigit, text)) and (whole or stands_in_data(element)) and element.tag != "tr":
            for piece in list(element):
                element.remove(piece)
            element.text = marked(text.strip(), MarkKind.STRUCK)
        elif not whole:
            drop(element)


def drawn_cells(body: Element) -> dict[Element, MarkKind]:
    """Cells without text that show something all the same, and how to mark them."""
    waiting = (element for element in named(body) if element.tag == "i" or element.get("id") is not None)
    empty = (element for element in (*waiting, *found(_NUMBERED, body)) if not len(element) and not element.text)
    filled = dict.fromkeys(_cells((*empty, *body.iter("script"))), MarkKind.FILLED)
    return filled | dict.fromkeys(_cells(body.iter(*_PICTURES)), MarkKind.DRAWN)


def _cells(inside: Iterable[Element]) -> Iterator[Element]:
    for element in inside:
        cell = next(element.iterancestors(*CELLS), None)
        if cell is not None and element.tag not in ("a", *CELLS) and not _is_spacer(element):
            yield cell


def _is_spacer(element: Element) -> bool:
    return element.tag == "img" and any(element.get(side) in ("0", "1", "1px") for side in ("width", "height"))


def mark_drawn(cells: dict[Element, MarkKind]) -> None:
    """Marks blank cells of tables of numbers where a picture or a script puts something: they are not blank."""
    blank = {cell: next(cell.iterancestors("table"), None) for cell in cells if not text_of(cell).strip()}
    times = Counter(table for cell, table in blank.items() if cells[cell] is MarkKind.FILLED)
    tables = {table for table in set(blank.values()) if table is not None}
    of_numbers = {table for table in tables if times[table] >= MANY or has_numbers(table)}
    for cell, table in blank.items():
        if table in of_numbers:
            cell.text = marked("", cells[cell])


def show_control(control: Element) -> bool:
    """A number in a control in a cell becomes its text; False if it holds none."""
    if control.tag == "select":
        _keep_selected(control)
    text = (control.get("value") or "") if control.tag == "input" else text_of(control)
    typed = control.tag != "input" or control.get("type") in (None, "", "text", "number", "tel")
    if not (typed and is_value(text) and stands_in_data(control)):
        return False
    if control.tag == "input":
        control.text = text
    return True


def _keep_selected(control: Element) -> None:
    options = list(control.iter("option"))
    chosen = next((option for option in options if option.get("selected") is not None), next(iter(options), None))
    for option in options:
        if option is not chosen:
            drop(option)
