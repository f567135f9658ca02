"""The table of reconsideration and litigation."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.result import Result, Verdict, failure
from gongkai.check.row_sums import is_blank, settled
from gongkai.check.sheet import Sheet, Sum
from gongkai.forms.wording import row_name
from gongkai.model import State

RECONSIDERATION_FIRST = 2024
"""Reports from this year on fall under the revised 行政复议法 (Administrative Reconsideration Law), Art. 23."""


def totals(sheet: Sheet) -> Iterator[Result]:
    """RL-R01: the total of each channel is the sum of its four outcomes."""
    for channel in sheet.sums("RL-R01"):
        if not channel.empty:
            yield settled(channel) or _differs(sheet, channel)


def _differs(sheet: Sheet, channel: Sum) -> Result:
    zh, en = row_name(channel.target.key, sheet.edition)
    stated, added = channel.target.value, channel.added
    return failure(
        "RL-R01",
        [channel.target],
        expected=added,
        found=stated,
        zh={"ch": zh, "t": stated, "s": added},
        en={"ch": en},
    )


def blank_channels(sheet: Sheet) -> Iterator[Result]:
    """RL-R02: no channel is entirely blank."""
    for cells in sheet.rows("review_litigation").values():
        printed = [cell for cell in cells if cell.state is not State.ABSENT]
        if not printed:
            continue
        zh, en = row_name(printed[0].key, sheet.edition)
        yield failure("RL-R02", printed, zh={"ch": zh}, en={"ch": en}) if is_blank(printed) else Verdict.PASSED


def direct_suits(sheet: Sheet) -> Iterator[Result]:
    """RL-P01: from 2024 on, refusals go to reconsideration before they go to court."""
    if sheet.report.year is None or sheet.report.year < RECONSIDERATION_FIRST:
        return
    direct = sheet.cell("review_litigation", "litigation_direct", "total")
    if direct.value is None:
        yield Verdict.NOT_EVALUABLE
    elif direct.value > 0:
        yield failure("RL-P01", [direct], expected=0, found=direct.value)
    else:
        yield Verdict.PASSED
