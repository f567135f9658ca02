"""Bytes to text: the encoding is tried, never believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import UnreadableFile
from gongkai.model import Block
from gongkai.read import read_bytes
from tests.read.showing import outline

SENTENCE = "本报告所列数据的统计期限自2022年1月1日起至12月31日止。\n规章\t0\t0\n"
MARKED = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0"}

pieces = st.sampled_from(
    [
        "政府信息公开",
        "一、总体情况",
        "规章",
        "规范性文件",
        "收到申请",
        "，",
        "。",
        "（一）",
        "予以公开",
        "0",
        "12",
        " ",
        "\t",
        "\n",
    ]
)
texts = st.lists(pieces, min_size=1, max_size=60).map("".join).filter(lambda text: bool(text.strip()))


def blocks(data: bytes) -> tuple[Block, ...]:
    return read_bytes("a.txt", data).blocks


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_encoding_is_found_without_a_mark(encoding: str) -> None:
    document = read_bytes("a.txt", SENTENCE.encode(encoding))
    assert document.source.encoding == encoding
    assert outline(document) == [SENTENCE.split("\n")[0], [["规章", "0", "0"]]]


@pytest.mark.parametrize("encoding", MARKED)
def test_mark_in_front_decides_and_is_no_text(encoding: str) -> None:
    document = read_bytes("a.txt", MARKED[encoding] + SENTENCE.encode(encoding))
    assert document.source.encoding == encoding
    assert outline(document)[0] == SENTENCE.split("\n")[0]


@given(texts)
def test_same_blocks_in_every_encoding(text: str) -> None:
    expected = blocks(text.encode())
    assert blocks(b"\xef\xbb\xbf" + text.encode()) == expected
    assert blocks(text.encode("gb18030")) == expected
    assert blocks(b"\xff\xfe" + text.encode("utf-16-le")) == expected
    assert blocks(b"\xfe\xff" + text.encode("utf-16-be")) == expected
    assert blocks(text.replace("\n", "\r\n").encode()) == expected
    assert blocks(text.replace("\n", "\r").encode("gb18030")) == expected


def test_rare_characters_of_names_survive_gb18030() -> None:
    text = "政府信息公开工作由㛃同志和𠮷同志负责，主动公开信息，收到申请4件。"
    assert outline(read_bytes("a.txt", text.encode("gb18030"))) == [text]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("政府資訊公開工作年度報告，依據條例規定編製本報告。" * 3, "big5"),
        ("行政機関の保有する情報の公開に関する法律" * 3, "shift_jis"),
        ("정보공개 연차보고서 공공기관의 정보공개에 관한 법률" * 3, "euc-kr"),
        ("Ежегодный отчёт об открытости информации" * 3, "koi8-r"),
    ],
)
def test_text_of_another_country_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes("a.txt", text.encode(encoding))
    assert caught.value.reason == "unknown_encoding"


def test_declared_encoding_is_tried_last() -> None:
    page = '<html><head><meta charset="big5"></head><body><p>政府資訊公開年度報告，依據條例編製。</p></body></html>'
    document = read_bytes("a.html", page.encode("big5"))
    assert document.source.encoding == "big5"
    assert outline(document) == ["政府資訊公開年度報告，依據條例編製。"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_file_cut_inside_a_character_is_damaged(encoding: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes("a.txt", SENTENCE.encode(encoding)[: len("本报告所列".encode(encoding)) - 1])
    assert caught.value.reason == "damaged"


def test_one_broken_character_in_a_long_text_stays_visible() -> None:
    data = (SENTENCE * 20).encode().replace("规章".encode(), b"\xff", 1)
    assert "\ufffd" in str(outline(read_bytes("a.txt", data)))


def test_a_stray_zero_byte_parts_what_stands_around_it() -> None:
    data = (SENTENCE * 20 + "新收\t1").encode() + b"\0" + b"2\t3\n"
    assert outline(read_bytes("a.txt", data))[-1][-1] == ["新收", "1 2", "3"]


def test_many_broken_characters_are_refused() -> None:
    data = SENTENCE.encode().replace("报".encode(), b"\xff").replace("数".encode(), b"\xff\xff")
    with pytest.raises(UnreadableFile) as caught:
        read_bytes("a.txt", data)
    assert caught.value.reason == "unknown_encoding"


def test_a_footer_in_another_encoding_harms_nothing() -> None:
    page = (
        f"<p>{SENTENCE * 3}</p><p>7</p>".encode()
        + "<p>版权所有：某市人民政府办公室</p>".encode("gb18030")
        + b"</p>" * 2
    )
    assert outline(read_bytes("a.html", page))[-2:] == ["7", "版权所有：某市人民政府办公室"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_radicals_are_the_characters_they_look_like(name: str) -> None:
    (only,) = outline(read_bytes(name, "<p>⻓春市⺠政局，⼀、⼾⽹⻔⻄</p>".encode()))
    assert "长春市民政局，一、户网门西" in only
