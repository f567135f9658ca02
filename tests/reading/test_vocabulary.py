"""What a printed label means."""

from __future__ import annotations

import pytest

from gongkai.forms import labels
from gongkai.model import Grid, GridCell, Place
from gongkai.reading.tables.evidence import exact
from gongkai.reading.tables.split import tables_in
from gongkai.reading.tables.vocabulary import headings, known, meaning, ordinal


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("一、本年新收政府信息公开申请数量", "new_received"),
        ("(一) 予以公开", "granted"),
        ("(二) 部分公开(区分处理的, 只计这一情形, 不计其他情形)", "partially_granted"),
        ("1．属于国家秘密", "refused_state_secret"),
        ("危及三安全一稳定", "refused_three_securities_one_stability"),
        ("三、\n本\n年\n度\n办\n理\n结\n果", "processed"),
        ("结转下一年度继续办理", "carried_out"),
        ("1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请", "other_no_correction"),
    ],
)
def test_labels_as_agencies_print_them(printed: str, code: str) -> None:
    match = known("requests", printed)
    assert match is not None
    assert match.codes == (code,)


@pytest.mark.parametrize(
    ("vocabulary", "printed", "code"),
    [
        ("measures", "本年度止件数", "repealed_this_year"),
        ("requests", "2.其他法律行政止公开", "refused_prohibited_by_law"),
        ("requests", "5.属于三类内部事务", "refused_internal_affairs"),
    ],
)
def test_a_damaged_label_is_read_by_correction(vocabulary: str, printed: str, code: str) -> None:
    match = meaning(vocabulary, printed)
    assert match is not None
    assert (match.codes, match.how) == ((code,), "corrected")


@pytest.mark.parametrize("printed", ["行政许罚", "其他主动公开文件", "申请", "合计金额", "属于信息"])
def test_what_is_near_no_label_or_several_stays_unread(printed: str) -> None:
    assert meaning("requests", printed) is None
    assert meaning("proactive_disclosure_rows", printed) is None


def test_short_labels_are_never_corrected() -> None:
    assert meaning("proactive_disclosure_rows", "行政许处") is None


def test_bare_labels_keep_all_they_may_mean() -> None:
    match = known("requests", "其他")
    assert match is not None
    assert set(match.codes) >= {"other_other"}


@pytest.mark.parametrize(
    ("printed", "mark"), [("（六）其他处理", "六"), ("3.其他", "3"), ("七、总计", "七"), ("其他", None)]
)
def test_the_ordinal_of_a_label(printed: str, mark: str | None) -> None:
    assert ordinal(printed) == mark


def test_column_headings_in_printed_order() -> None:
    assert headings("applicant_types", ("自然人", "总 计", "科研机构")) == (
        "natural_person",
        "total",
        "research_institution",
    )


def test_an_explanation_in_brackets_is_no_part_of_a_label_unless_the_whole_spelling_is_asked_for() -> None:
    received = list(labels("requests")).index("new_received")
    printed = "一、本年新收政府信息公开申请数量（含网上提交的）"
    assert (exact("requests", printed), exact("requests", printed, whole=True)) == (received, None)
    assert exact("requests", "一、本年新收政府信息公开申请数量（含网上") is None
    assert exact("requests", "一、本年新收政府信息公开申请数量", whole=True) == received


def test_three_headings_begin_a_table_and_two_do_not() -> None:
    """A row of words in a section that names no table."""

    def begun(*words: str) -> frozenset[str]:
        cells = tuple(GridCell(word, Place(table=1, row=1, cell=at)) for at, word in enumerate(words, 1))
        return tables_in(Grid((cells,), Place(table=1)))

    assert begun("自然人", "商业企业", "科研机构") == {"requests"}
    assert begun("结果维持", "结果纠正", "尚未审结") == {"review_litigation"}
    assert begun("自然人", "商业企业") == begun("结果维持", "结果纠正") == frozenset()
    assert begun("信息内容") == {"proactive_disclosure"}
    assert begun("（一）予以公开") == {"requests"}
