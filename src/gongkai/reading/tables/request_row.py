"""A printed row of the requests table while its row and its columns in the form are being found."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.forms import labels, load_form, squeeze
from gongkai.forms.form import editions
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.labels import Reading
from gongkai.reading.tables.slots import Placement

TABLE = "requests"
CODES = tuple(labels(TABLE))
COLUMNS = tuple(labels("applicant_types"))
COUNT = len(COLUMNS)
AT = {code: at for at, code in enumerate(CODES)}
DATA = frozenset(row.code for edition in editions() for row in load_form(edition).rows[TABLE])
GROUPS = frozenset(code for edition in editions() for code in load_form(edition).headers)
ALWAYS = frozenset.intersection(*(frozenset(r.code for r in load_form(e).rows[TABLE]) for e in editions()))


@dataclass(slots=True)
class RequestRow:
    """A group while its row and its columns are being found.

    Attributes:
        group: the printed values with the words around them.
        label: index of the row that its own label clearly names, else None.
        ways: the placements of its values, the best first.
        row: index of the row it is, None if it is left out.
        margin: how far the best layout is ahead of any that gives the row other values; `why` says what is in doubt.
        reading: the text that was read as its label.
        others: further groups with the same clear label; `differ` if their values do.
    """

    group: Group
    label: int | None = None
    ways: list[Placement] = field(default_factory=list)
    row: int | None = None
    margin: float = w.CLEAR
    why: str = "row_unclear"
    reading: Reading | None = None
    others: list[Group] = field(default_factory=list)
    differ: bool = False

    @property
    def depth(self) -> int:
        """Depth in the form of the row it is."""
        if self.row is None:
            return 0
        parent = labels(TABLE)[CODES[self.row]].parent
        return 1 if parent is None else 2 if parent == "processed" else 3

    @property
    def nameless(self) -> bool:
        """True for numbers without a label, in their row or beside it."""
        return self.group.has_number and not self.group.own and self.reading is None


def texts_of(group: Group) -> list[str]:
    """The values of a group as printed, without white space."""
    return [squeeze(token.text) for token in group.tokens if token.text.strip()]
