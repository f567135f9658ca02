"""How much each piece of evidence counts when a form table is laid out, each with the case that made it necessary.

The unit is arbitrary; only differences count. `CERTAIN_AT` is the margin by which the best layout of the table must
beat every layout that gives a cell another value; `docs/en/method/reading.md` has the figures it was read from.
"""

from __future__ import annotations

CERTAIN_AT = 2.0
"""Calibrated: no cell above it was wrong in the gold, the real reports, the cases and the made-up damage."""
CLEAR = 10.0
"""Margins are not told apart above this."""

# Labels
OFFICIAL = 10.0
"""The official label itself."""
ALIAS = 9.0
"""Another known spelling: 本年新收."""
BEHIND_GROUP = 9.0
"""The label behind that of its group: 三、本年度办理结果（一）予以公开."""
FOREIGN = -6.0
"""Words that fit no row: 另行统计事项."""
UNLABELLED = -1.0
"""No word in the row: it may as well be a stray row in the place of one that is gone."""
SIMILAR = 20.0
"""Per unit of likeness above one half: 危及三安全一稳走."""
MOST_SIMILAR = 8.0
"""A label that is only like one is never as good as the label itself."""
FRAGMENT = 5.0
"""A piece of a label: 属于三类内部事务, the rest lost at a page break."""
ORDINAL = 0.5
"""The same ordinal, 6. before 属于四类过程性信息; another one counts as much against it."""
PIECE = 0.4
"""Each row more that a label is put together from: …内部事务 / 信息."""
WHOLE_BESIDE = -0.5
"""At most this for a whole label in the row above or below: it may be that of a row that lost its numbers."""
OF_BLANK_ROW = 6.0
"""At most this if that row has blank cells of its own: the numbers may have slipped out of it."""
OF_BLANK_ROW_BELOW = 2.5
"""The same where that row stands below: a torn label begins above its numbers; these may have lost their own."""
LINE_BETWEEN = 0.5
"""A line of words between the label and its numbers in running text."""
OTHER_SIDE = 4.0
"""A label on the other side of its numbers than in the rest of the table."""
OF_GROUP = 2.0
"""The numbers stand beside the label of the group, and its first row has no other: label lost after （三）不予公开."""

LABEL_ALONE = 0.0
"""A label that has no cells for values at all: its row is printed, but its values are lost."""

OF_OTHER_EDITION = 4.0
"""Numbers without a label are no row of the edition that the table does not follow."""

# Order of rows
SKIPPED = 1.5
"""A row of the form that is not printed."""
SKIPPED_EITHER = 0.3
"""A row that only one of the editions has, or the label of a group."""
BACKWARDS = 8.0
"""Rows printed in another order than the form's."""
REPEATED = 12.0
"""A row printed a second time without its label being clear."""
LEFT_OUT = 3.0
"""Numbers that belong to no row: stray numbers, a row of another table."""
LEFT_OUT_MOST = 0.5
"""Share of the rows of numbers that a layout may leave out before it explains nothing: labels and numbers apart."""
LEFT_OUT_SHORT = 1.0
"""A page number, a stray 1: fewer numbers than half the columns."""

OF_ANOTHER = 0.5
"""Share of the rows printed twice with other numbers from which the table is printed twice, for two bodies."""

# Columns
SUM_OF_SEVERAL = 2.5
"""The row adds up, from two addends or more."""
SUM_OF_ONE = 1.5
"""The total repeats one number; small ones do so by chance more often."""
SUM_OF_ONE_SMALL = 0.8
SMALL = 10
SUM_BROKEN = 2.0
"""The row has addends and a total, and they differ; one printed row in fifty is misprinted."""
SUM_BROKEN_BY_BLANKS = 0.7
"""The same where addends are blank: they may stand for anything."""
MISSING_VALUE = 1.5
"""A value fewer than columns, nothing said about which: one 0 for three measures."""
TORN = 0.5
"""Digits of one number in two cells: 1 | 4 for 14."""
SLIPPED_BLANK = 0.5
"""A blank cell that slipped in among the values or was lost there."""
FOREIGN_VALUE = 0.5
"""Where some rows have a number in a column that the form does not have: last year's figures beside this year's."""
UNDER_HEADING = 5.0
"""Each number stands under its heading in the table of a page: last year's total beside this year's is no total."""
USUAL_START = 1.5
"""Natural logarithm of the odds that other rows of the same shape begin in that column, times this."""
OTHER_SHAPES, OTHER_SHAPES_IN_TEXT = 0.5, 0.15
"""What rows of other shapes say, as part of a row of the same: in text, rows of another depth begin elsewhere."""
FUZZY_BLANK = 0.4
"""At most this for the label of a row without values that is not clear: half of a torn label has blank cells too."""
GUESSED_BLANK = 1.5
"""In a table drawn with spaces a blank is told from a neighbouring column by this at most."""
BEHIND_LABEL = 0.5
"""A row of the same depth whose values begin as far behind its label, against one that begins in the same column."""

# Digits run together
CUT_ADDS_UP = 4.2
"""One cut of the digits adds up: 801000081 is 80 1 0 0 0 0 81."""
CUT_CHANCE = 1.5
"""Per tenfold ways to cut: with many of them one adds up by chance."""
CUT_PROVEN = 4.0
"""The column sums and the balance hold with this cut and with no other."""
CUT_SHORTER = 2.5
"""Fewer numbers add up as well, and blanks leave nothing behind: 0 in a row of six."""
CUT_DISTRUST = 2.5
"""Another row of the table adds up no way it is cut: its printed sums are wrong."""
