"""Reports mangled at random: whatever is left gives a result, never a traceback, and every form cell once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.forms import load_form
from gongkai.model import Status
from gongkai.pipeline.reading import extract_file
from tests.support.gold import GOLD

REPORTS = sorted((GOLD.parent / "reports").glob("*.txt"))
Mangle = Callable[[str, random.Random], str]


def cut(text: str, chance: random.Random) -> str:
    return text[: chance.randint(0, len(text))]


def lines_lost(text: str, chance: random.Random) -> str:
    return "\n".join(line for line in text.split("\n") if chance.random() > 0.1)


def characters_lost(text: str, chance: random.Random) -> str:
    return "".join(char for char in text if chance.random() > 0.02)


def lines_shuffled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def separators_lost(text: str, chance: random.Random) -> str:
    return text.replace("\t", chance.choice([" ", "", "  ", "|"])).replace("\n", chance.choice(["\n", "", "\r", " "]))


def digits_spoilt(text: str, chance: random.Random) -> str:
    return "".join(chance.choice("0123456789/—无 ") if c.isdigit() and chance.random() < 0.3 else c for c in text)


MANGLES: tuple[Mangle, ...] = (
    cut,
    lines_lost,
    characters_lost,
    lines_shuffled,
    separators_lost,
    digits_spoilt,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(seed=578, report=REPORTS[-1])
@given(seed=st.integers(0, 10**6), report=st.sampled_from(REPORTS))
@pytest.mark.slow
@pytest.mark.parametrize("mangle", MANGLES, ids=lambda mangle: mangle.__name__)
def test_a_mangled_report_never_raises(tmp_path: Path, mangle: Mangle, seed: int, report: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(mangle(report.read_text(encoding="utf-8"), random.Random(seed)), encoding="utf-8", newline="")
    extraction = extract_file(path)
    if extraction.status is Status.REJECTED:
        assert extraction.reason
        assert extraction.cells == ()
        return
    cells = Counter(cell.key for cell in extraction.cells)
    assert set(load_form(str(extraction.report.edition)).cells()) <= set(cells)
    assert max(cells.values()) == 1


def test_labels_run_together_with_other_punctuation_are_found(tmp_path: Path) -> None:
    rows = [
        "一，本年新收政府信息公开申请数量0000000",
        "二，上年结转政府信息公开申请数量0000000",
        "2.重复申请0000000",
        "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请0000000",
        "（七）总计0000000",
        "四、结转下年度继续办理0000000",
    ]
    path = tmp_path / "report.txt"
    head = "某市科学技术局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    path.write_text(head + "".join(rows), encoding="utf-8")
    values = {"/".join(cell.key): cell.value for cell in extract_file(path).cells}
    assert values["requests/other_no_correction/total"] == 0
