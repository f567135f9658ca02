"""`replies.yml`: what an agency says stands there as sent, or is refused with file and line."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.dataset import replies
from gongkai.errors import DatasetError
from tests.dataset.conftest import Write

REPORT = "371000-example-2019"
ONE = f"""\
- report_id: {REPORT}
  cell: requests/granted/total
  text: 总计栏漏填，应为 1 件。
  by: 示例市科学技术局
  on: 2026-11-20
"""


def test_a_reply_keeps_its_words_its_sender_and_its_day(write: Write) -> None:
    table = replies([write("replies.yml", ONE)], {REPORT})
    assert list(table.records()) == [
        {
            "report_id": REPORT,
            "cell": "requests.granted.total",
            "text": "总计栏漏填，应为 1 件。",
            "text_en": None,
            "sent_by": "示例市科学技术局",
            "sent_on": date(2026, 11, 20),
        }
    ]


def test_a_reply_may_be_about_the_whole_report(write: Write) -> None:
    (row,) = replies([write("replies.yml", ONE.replace("  cell: requests/granted/total\n", ""))], {REPORT}).records()
    assert row["cell"] == ""


def test_without_a_file_there_are_none(write: Write) -> None:
    path = write("replies.yml", ONE)
    path.unlink()
    assert replies([path], {REPORT}).rows == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (REPORT, "371000-example-2018", "no report"),
        ("granted", "given", "no edition"),
        ("2026-11-20", "2026-02-30", "calendar"),
        ("  by: 示例市科学技术局\n", "", "by"),
    ],
)
def test_a_reply_that_cannot_be_meant_is_refused_with_its_line(write: Write, old: str, new: str, said: str) -> None:
    with pytest.raises(DatasetError, match=said) as raised:
        replies([write("replies.yml", ONE.replace(old, new))], {REPORT})
    assert "replies.yml:" in str(raised.value)
