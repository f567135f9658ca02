"""What makes a cell of a page doubtful: pieces that may be no part of its number, and numbers that are no text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gongkai.forms import is_value
from gongkai.model import MarkKind
from gongkai.read.blocks import LONG_CELL
from gongkai.read.html.tree import Element, drop, has_numbers, length_of, text_of
from gongkai.read.marks import LOWERED, RAISED, marked, signs

CELLS = ("td", "th")
_APART = ("a", "rt", "small", "big")
"""Elements whose digits a browser sets off from those beside them; a link only if it leads anywhere."""
_ANCHORS = ("a", "span", "font", "i", "em", "b", "strong", "small", "big", "label", "rt")
_PICTURES = ("img", "object", "svg", "canvas")
MANY = 10
"""So many cells of a table that scripts fill in are no accident of its layout."""


def mark(element: Element, kind: MarkKind) -> None:
    """Marks all text of an element."""
    opening, closing = signs(kind)
    element.text = opening + (element.text or "")
    element.tail = closing + (element.tail or "")


class DataCells:
    """Tells which elements stand in a table cell that holds no prose; looks at each cell once."""

    def __init__(self) -> None:
        self._known: dict[Element, bool] = {}

    def hold(self, element: Element) -> bool:
        """True if the element is inside such a cell."""
        cell = next(element.iterancestors(*CELLS), None)
        if cell is None:
            return False
        if cell not in self._known:
            self._known[cell] = length_of(cell) <= LONG_CELL
        return self._known[cell]

    def mark_apart(self, body: Element, odd: Iterable[Element]) -> None:
        """Marks digits that touch digits of another look: they may be the number of a note, or not be seen."""
        pieces = (element for element in body.iter(*_APART) if element.tag != "a" or element.get("href") is not None)
        for element in dict.fromkeys((*odd, *pieces)):
            if element.tag not in _ANCHORS or not self.hold(element) or not (text := text_of(element).strip()):
                continue
            before, after = _neighbour(element, forward=False)[-1:], _neighbour(element, forward=True)[:1]
            if (before.isdecimal() and text[0].isdecimal()) or (text[-1].isdecimal() and after.isdecimal()):
                mark(element, MarkKind.APART)

    def mark_hidden(self, hidden: Iterable[Element]) -> list[Element]:
        """Marks elements whose name frameworks hide where they stand in a cell: beside a number it is no proof.

        Returns the others.
        """
        others: list[Element] = []
        for element in hidden:
            if element.tag in CELLS or not self.hold(element):
                others.append(element)
            else:
                mark(element, MarkKind.HIDDEN)
        return others

    def mark_struck(self, struck: Iterable[Element]) -> None:
        """Struck text goes out; a struck number in a cell may be meant to stand, so it stays and is marked."""
        for element in struck:
            text = text_of(element)
            whole = element.tag in CELLS
            if any(map(str.isdigit, text)) and (whole or self.hold(element)) and element.tag != "tr":
                for piece in list(element):
                    element.remove(piece)
                element.text = marked(text.strip(), MarkKind.STRUCK)
            elif not whole:
                drop(element)

    def show_control(self, control: Element) -> bool:
        """A number in a control in a cell becomes its text; False if it holds none."""
        if control.tag == "select":
            options = list(control.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options
            for option in options:
                if option is not chosen[0]:
                    drop(option)
        text = (control.get("value") or "") if control.tag == "input" else text_of(control)
        typed = control.tag != "input" or control.get("type") in (None, "", "text", "number", "tel")
        if not (typed and is_value(text) and self.hold(control)):
            return False
        if control.tag == "input":
            control.text = text
        return True


def _neighbour(element: Element, *, forward: bool) -> str:
    """The text right before or after an element, looked for outside those that it fills alone."""
    while element.tag not in (*CELLS, "p", "div"):
        parent = element.getparent()
        if parent is None:
            break
        beside = element.getnext() if forward else element.getprevious()
        if forward:
            text = element.tail or ("" if beside is None else text_of(beside))
        else:
            text = (parent.text or "") if beside is None else beside.tail or text_of(beside)
        if text:
            return text
        element = parent
    return ""


def mark_raised(raised: Iterable[Element], *, lowered: bool = False) -> None:
    """A footnote mark is no digit of the number in front of it."""
    for element in raised:
        if element.tag not in CELLS and any(map(str.isdigit, text_of(element))):
            for part in element.iter():
                part.text = part.text and part.text.translate(LOWERED if lowered else RAISED)
            mark(element, MarkKind.RAISED)


def turn_round(backwards: Iterable[Element]) -> None:
    """Text that is set from right to left, whatever its letters, reads the other way round."""
    for element in backwards:
        text = text_of(element)
        for piece in list(element):
            element.remove(piece)
        element.text = text[::-1]


def drawn_cells(body: Element, with_names: Iterable[Element]) -> dict[Element, MarkKind]:
    """Cells in which something may show that is no text."""
    numbered = (
        element
        for element in body.iter(*_ANCHORS, "div", "p")
        # with a number for a script to show: `data-to="7"`
        if _is_empty(element)
        and any(str(name).startswith("data-") and is_value(str(value)) for name, value in element.items())
    )
    named = (element for element in with_names if element.tag == "i" or element.get("id") is not None)
    empty = (*filter(_is_empty, named), *numbered)
    filled = dict.fromkeys(_cells((*empty, *body.iter("script"))), MarkKind.FILLED)
    return filled | dict.fromkeys(_cells(body.iter(*_PICTURES)), MarkKind.DRAWN)


def _is_empty(element: Element) -> bool:
    return not len(element) and not element.text


def _cells(inside: Iterable[Element]) -> Iterator[Element]:
    for element in inside:
        cell = next(element.iterancestors(*CELLS), None)
        spacer = element.tag == "img" and any(element.get(side) in ("0", "1", "1px") for side in ("width", "height"))
        if cell is not None and element.tag not in ("a", *CELLS) and not spacer:
            yield cell


def mark_drawn(cells: dict[Element, MarkKind]) -> None:
    """Marks blank cells where a picture stands, and those that a script fills if their table is one of numbers."""
    blank = {cell: next(cell.iterancestors("table"), None) for cell in cells if not text_of(cell).strip()}
    times = Counter(table for cell, table in blank.items() if cells[cell] is MarkKind.FILLED)
    tables = {table for table in set(blank.values()) if table is not None}
    of_numbers = {table for table in tables if times[table] >= MANY or has_numbers(table)}
    for cell, table in blank.items():
        if cells[cell] is MarkKind.DRAWN or table in of_numbers:
            cell.text = marked("", cells[cell])
