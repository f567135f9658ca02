"""What a browser shows of a page: hidden parts go out, struck and raised numbers are told apart."""

from __future__ import annotations

import pytest

from gongkai.forms import read_cell
from gongkai.model import Document, Grid, State
from gongkai.read import read_bytes
from tests.read.showing import grids, paragraphs

ROWS = "<tr><td>新收</td><td>3</td><td>1</td><td>4</td></tr>" * 4
OTHER = "<tr><td>新收</td><td>8</td><td>8</td><td>16</td></tr>" * 4


def page(body: str, head: str = "") -> Document:
    return read_bytes("a.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def cell(markup: str) -> str:
    rows = grids(page(f"<table><tr><td>规章</td><td>{markup}</td></tr></table>"))[0]
    return rows[0][1]


@pytest.mark.parametrize(
    "hidden",
    [
        "<b style='DISPLAY : none !important'>9</b>",
        "<span style='visibility:hidden'>9</span>",
        "<span hidden>9</span>",
        "<span style='text-indent: -9999px'>9</span>",
        "<span style='font-size:0'>9</span>",
        "<span style='mso-hide:all'>9</span>",
        "<input type=hidden value=9>",
        "<noscript>9</noscript>",
        "<template>9</template>",
        "<!--9-->",
        "<textarea style='display:none'>9</textarea>",
    ],
)
def test_hidden_text_adds_no_digit(hidden: str) -> None:
    assert (cell(f"7{hidden}"), cell(f"{hidden}7")) == ("7", "7")


@pytest.mark.parametrize("typed", ["<input value=7>", "<input type=text readonly value='7'>", "<textarea>7</textarea>"])
def test_a_number_typed_into_a_control_is_the_text_of_its_cell(typed: str) -> None:
    assert cell(typed) == "7"


def test_text_of_size_zero_hides_nothing_that_has_a_size_of_its_own() -> None:
    assert cell("<div style='font-size:0'><span style='font-size:14px'>7</span></div>") == "7"


@pytest.mark.parametrize("name", ["tip", "tips", "tooltip", "note", "footnote", "fn", "sup", "ref", "mark"])
def test_a_digit_that_the_site_calls_a_remark_touches_no_number_unseen(name: str) -> None:
    assert read_cell(cell(f"7<span class='{name}'>2</span>")).state is State.UNREADABLE


@pytest.mark.parametrize(
    "raised",
    ["<sup>2</sup>", "<span style='vertical-align: super'>2</span>", "<sup><a href=x>2</a></sup>", "<sup>①</sup>"],
)
def test_a_footnote_mark_is_no_digit_of_the_number(raised: str) -> None:
    reading = read_cell(cell(f"7{raised}"))
    assert (reading.state, reading.value) == (State.REPORTED, 7)


@pytest.mark.parametrize(
    "struck",
    ["<del>5</del>7", "<s>5</s>7", "<span style='text-decoration: line-through'>5</span>7", "<strike>5</strike>"],
)
def test_a_struck_number_is_in_doubt(struck: str) -> None:
    assert read_cell(cell(struck)).state is State.UNREADABLE
    assert "{struck 5}" in cell(struck)


def test_struck_words_go_out() -> None:
    assert paragraphs(page("<p>收到申请<del>9件</del>7件。</p>")) == ["收到申请7件。"]
    assert cell("<del>旧</del>7") == "7"


def test_a_name_that_may_hide_a_number_leaves_it_in_doubt() -> None:
    assert read_cell(cell("7<i class=hidden>9</i>")).state is State.UNREADABLE


@pytest.mark.parametrize(
    ("style", "attribute"),
    [
        (".print { display: none } @media print { .print { display: block } }", "class=print"),
        ("/* for phones */ div.a, #mobile { DISPLAY:none }", "id=mobile"),
        (".tab{display:none} .tab.active{display:block}", "class=tab"),
    ],
)
def test_the_style_sheet_of_the_page_hides_a_copy(style: str, attribute: str) -> None:
    document = page(
        f"<div class='tab active'><table>{ROWS}</table></div><div {attribute}><table>{OTHER}</table></div>",
        f"<style>{style}</style>",
    )
    assert grids(document) == [[["新收", "3", "1", "4"]] * 4]


def test_what_the_style_sheet_hides_on_paper_or_phones_shows() -> None:
    document = page(
        f"<div class=wide><table>{ROWS}</table></div>",
        "<style>@media print { .wide { display: none } } @media (max-width: 9em) { .wide { display: none } }</style>",
    )
    assert grids(document) == [[["新收", "3", "1", "4"]] * 4]


def test_panes_that_a_script_shows_one_by_one_are_all_read() -> None:
    panes = "".join(f"<div style='display:none'><p>第{n}部分</p><table>{ROWS}</table></div>" for n in "二三四")
    document = page(f"<div><div><p>一、总体情况。</p></div>{panes}</div>")
    assert len(grids(document)) == 3
    assert "第四部分" in paragraphs(document)


@pytest.mark.parametrize("opening", ["<pre>", "<div style='white-space: pre-wrap'>"])
def test_lines_with_tabs_are_a_table(opening: str) -> None:
    lines = "表一\n规章\t0\t \t12\n许可\t3\t1\t4\n"
    document = page(f"<p>一、总体情况</p>{opening}{lines}</{opening[1:4].strip()}><table>{ROWS}</table>")
    assert paragraphs(document) == ["一、总体情况", "表一"]
    assert grids(document) == [[["规章", "0", "", "12"], ["许可", "3", "1", "4"]], [["新收", "3", "1", "4"]] * 4]
    assert [str(block.place) for block in document.blocks if isinstance(block, Grid)] == ["table 1", "table 2"]


@pytest.mark.parametrize(
    "odd",
    [
        "<span style='position:absolute; left:-9999px'>9</span>",
        "<span style='color:#FFFFFF'>9</span>",
        "<font color=white>9</font>",
        "<span style='font-size:1px'>9</span>",
        "<span class=tip>9</span>",
        "<small>9</small>",
        "<a href='#_ftn1'><span>9</span></a>",
        "<b><i class=note>9</i></b>",
    ],
)
def test_digits_of_another_look_leave_a_number_in_doubt(odd: str) -> None:
    assert read_cell(cell(f"7{odd}")).state is State.UNREADABLE
    assert read_cell(cell(f"{odd}7")).state is State.UNREADABLE


def test_a_number_of_one_look_is_in_no_doubt() -> None:
    assert cell("<span class=a><a href=x><b>1</b><b>2</b></a></span>") == "12"
    assert cell("<span class=a>12</span><small>件</small>") == "12件"
    assert cell("<select><option>1<option selected>2</select>") == "2"


@pytest.mark.parametrize(
    "drawn",
    [
        "<img src=7.gif>",
        "<span id=v1></span>",
        "<i class=n7></i>",
        "<b data-to=7></b>",
        "<script>document.write(7)</script>",
    ],
)
def test_a_cell_in_which_something_is_drawn_is_not_blank(drawn: str) -> None:
    document = page(f"<table><tr><td>规章</td><td>{drawn}</td></tr>{ROWS}</table>")
    assert read_cell(grids(document)[0][0][1]).state is State.UNREADABLE


@pytest.mark.parametrize(
    "empty", ["", "&nbsp;", "<a name=x></a>", "<img src=blank.gif width=1 height=1>", "<span></span>"]
)
def test_a_cell_in_which_nothing_shows_is_blank(empty: str) -> None:
    document = page(f"<table><tr><td>规章</td><td>{empty}</td></tr>{ROWS}</table>")
    assert grids(document)[0][0][1] == ""


@pytest.mark.parametrize(
    "torn",
    [
        "<span>1<font face=宋体>79</font></span>",
        "<span lang=EN-US>1</span><span class=GramE>7</span><a name=_Hlk1>9</a>",
        "<font color=red>1</font><b><i class=x>79</i></b>",
        "1<span style='font-size:12pt'>79</span>",
    ],
)
def test_a_number_that_word_split_over_runs_is_one_number(torn: str) -> None:
    assert cell(torn) == "179"


@pytest.mark.parametrize(
    ("head", "markup", "shown"),
    [
        (".tb td.bak{display:none}", "<i class=tb></i>7<span class=bak>9</span>", "79"),
        ("td span.bak{display:none}", "7<span class=bak>9</span>", "7"),
        ("tr > td > .bak, .x{visibility:hidden}", "7<span class=bak>9</span>", "7"),
        ("p > .bak{display:none}", "7<span class=bak>9</span>", "79"),
        (".up{vertical-align:super}", "7<span class=up>2</span>", "7²"),
        (".out{text-decoration:line-through}", "<span class=out>5</span>7", "{struck 5}7"),
        (".w{color:#fff}", "7<span class=w>9</span>", "7{apart 9}"),
        (".w{color:#fff} td .w{color:#000}", "7<span class=w>9</span>", "79"),
        ("/* .w{color:#fff} */ /* never closed .bak{display:none}", "7<span class=bak>9</span>", "79"),
        (".n7::before{content:'7'}", "<b class=n7></b>", "{computed 7}"),
        (".n7:after{content:'\"'}", "7<b class=n7></b>", "7"),
        (".n::after{content:attr(data-n)}", "<b class=n data-n=12></b>", "{computed 12}"),
        (".n::after{content:counter(row)}", "<b class=n></b>", "{computed}"),
    ],
)
def test_a_style_sheet_changes_what_is_seen(head: str, markup: str, shown: str) -> None:
    document = page(f"<table><tr><td>规章</td><td>{markup}</td></tr>{ROWS}</table>", f"<style>{head}</style>")
    assert grids(document)[0][0][1] == shown


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<bdo dir=rtl>67</bdo>", "76"),
        ("<span style='direction:rtl; unicode-bidi:bidi-override'>67</span>", "76"),
        ("&#x202e;67&#x202c;", "76"),
        ("<span style='direction:rtl'>67</span>", "67"),
        ("7&#x202d;6&#x202c;", "76"),
        ("7&amp;nbsp;", "7"),
        ("&amp;amp;nbsp;7&amp;#160;", "7"),
        ("7&#x2066;6&#x2069;&#x200b;", "76"),
    ],
)
def test_a_number_is_read_as_it_is_seen(markup: str, shown: str) -> None:
    assert cell(markup) == shown


def test_numbers_that_are_all_pictures_are_not_blank() -> None:
    picture = "<tr><td>许可</td><td><img src=1.gif></td></tr>"
    assert grids(page(f"<table>{picture * 3}</table>"))[0] == [["许可", "{drawn}"]] * 3
