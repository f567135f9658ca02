"""Word documents: merged cells, content controls, text boxes, tracked changes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest

from gongkai.errors import UnreadableFile
from gongkai.model import Document
from gongkai.read import read, read_bytes
from tests.read.limited import limit
from tests.read.showing import grids, outline, paragraphs, places
from tests.read.word import NAMESPACES, docx, lower, p, r, sdt, span, tbl, tc, tr, upper


def word(*body: str) -> Document:
    return read_bytes("年报.docx", docx(*body))


def test_paragraphs_and_tables_in_order() -> None:
    document = word(p("一、总体", "情况"), tbl(tr("规章", "0"), tr("规范性文件", "2")), p("无。"))
    assert outline(document) == ["一、总体情况", [["规章", "0"], ["规范性文件", "2"]], "无。"]
    assert [str(block.place) for block in document.blocks] == ["paragraph 1", "table 1", "paragraph 2"]
    assert places(document.blocks[1])[1] == ["table 1, row 2, cell 1", "table 1, row 2, cell 2"]


def test_merged_cells_are_filled_in() -> None:
    document = word(
        tbl(
            tr(span("申请人情况", 3), tc("总计")),
            tr(upper("三、办理结果"), "（一）予以公开", "2", "2"),
            tr(lower(), "（二）部分公开", "0", ""),
            tr(span("四、结转", 2), "1", "1"),
        )
    )
    assert grids(document) == [
        [
            ["申请人情况", "^", "^", "总计"],
            ["三、办理结果", "（一）予以公开", "2", "2"],
            ["^", "（二）部分公开", "0", ""],
            ["四、结转", "^", "1", "1"],
        ]
    ]
    assert places(document.blocks[0])[2][:3] == [
        "table 1, row 2, cell 1",
        "table 1, row 3, cell 1",
        "table 1, row 3, cell 2",
    ]


def test_merged_cell_that_is_wide_and_high() -> None:
    wide_upper = tc("勾稽关系", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')
    wide_lower = tc("", '<w:gridSpan w:val="2"/><w:vMerge w:val="continue"/>')
    document = word(tbl(tr(wide_upper, "自然人"), tr(wide_lower, "企业"), tr("甲", "乙", "1")))
    assert grids(document) == [[["勾稽关系", "^", "自然人"], ["^", "^", "企业"], ["甲", "乙", "1"]]]


def test_two_merged_cells_below_each_other() -> None:
    document = word(tbl(tr(upper("甲"), "1"), tr(lower(), "2"), tr(upper("乙"), "3"), tr(lower(), "4")))
    assert grids(document) == [[["甲", "1"], ["^", "2"], ["乙", "3"], ["^", "4"]]]


def test_continuation_of_nothing_is_a_cell_of_its_own() -> None:
    assert grids(word(tbl(tr(lower("甲"), "1"), tr("乙", "2")))) == [[["甲", "1"], ["乙", "2"]]]


def test_row_that_starts_further_right() -> None:
    document = word(tbl(tr("甲", "乙", "1"), tr("丙", "2", properties='<w:gridBefore w:val="1"/>')))
    assert grids(document) == [[["甲", "乙", "1"], ["^", "丙", "2"]]]


def test_content_controls_around_anything() -> None:
    document = word(
        sdt(p("标题")),
        tbl(tr("规章", sdt(tc("0"))), sdt(tr(tc("文件"), tc(f"<w:p>{sdt(r('2'))}</w:p>")))),
        p(sdt(r("受控")), "文字"),
    )
    assert outline(document) == ["标题", [["规章", "0"], ["文件", "2"]], "受控文字"]


def test_deleted_text_goes_and_inserted_text_stays() -> None:
    document = word(
        p("收到", "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>", f"<w:ins>{r('3')}</w:ins>", "件"),
        tbl(tr("甲", "1"), tr("乙", "2", properties="<w:del/>")),
    )
    assert outline(document) == ["收到3件", [["甲", "1"]]]


def test_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('附件说明')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert paragraphs(word(p("前", shape, "后"), p("末"))) == ["前后", "附件说明", "末"]


def test_fields_keep_their_result_only() -> None:
    field = "<w:r><w:fldChar/><w:instrText> PAGE </w:instrText></w:r>"
    assert paragraphs(word(p("共", field, "5", "<w:hyperlink>" + r("页") + "</w:hyperlink>"))) == ["共5页"]


def test_hidden_runs_do_not_show() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>草稿</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>正文</w:t></w:r>'
    assert paragraphs(word(p(hidden, shown))) == ["正文"]


def styled(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (("12", styled("3", '<w:vertAlign w:val="superscript"/>')), "12³"),
        (("12", styled("3", '<w:position w:val="6"/><w:sz w:val="14"/>')), "12³"),
        ((styled("4", "<w:strike/>"), "12"), "{struck 4}12"),
        ((styled("4", '<w:strike w:val="0"/>'), "12"), "412"),
        (("12", styled("9", '<w:color w:val="ffffff"/>')), "12"),
        (("12", styled("9", '<w:color w:val="FFFFFF"/><w:shd w:fill="2F5496"/>')), "129"),
        (('<w:r><w:sym w:font="Symbol" w:char="F037"/></w:r>',), "7"),
        (('<w:r><w:sym w:font="Wingdings" w:char="F037"/></w:r>',), "\uf037"),
        (('<w:r><w:sym w:font="Segoe UI Symbol" w:char="1F103"/></w:r>',), "\U0001f103"),
        (('<w:r><w:sym w:font="Symbol" w:char="F037F037"/></w:r>',), "\ufffd"),
    ],
)
def test_marks_on_a_number_show(runs: tuple[str, ...], text: str) -> None:
    assert grids(word(tbl(tr("规章", tc(p(*runs)))))) == [[["规章", text]]]


WORD_2003 = (
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint">'
    "<o:DocumentProperties><o:Title>年度报告</o:Title></o:DocumentProperties>"
    "<w:body><wx:sect><wx:sub-section>{}</wx:sub-section><w:sectPr/></wx:sect></w:body></w:wordDocument>"
)
FLAT = (
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    '<pkg:part pkg:name="/word/footer1.xml"><pkg:xmlData>'
    '<w:ftr xmlns:w="w"><w:body><w:p/></w:body></w:ftr></pkg:xmlData></pkg:part>'
    f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document {NAMESPACES}><w:body>{{}}</w:body></w:document>'
    "</pkg:xmlData></pkg:part></pkg:package>"
)


@pytest.mark.parametrize("shell", [WORD_2003, FLAT], ids=["2003", "flat"])
def test_document_in_one_xml_file(shell: str) -> None:
    table = tbl(tr(upper("甲"), "1"), tr(lower(), "2")).replace("vMerge", "vmerge" if shell is WORD_2003 else "vMerge")
    data = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>' + shell.format(p("正文") + table)
    ).encode()
    document = read_bytes("年报.xml", data)
    assert document.source.format == "word_xml"
    assert outline(document) == ["正文", [["甲", "1"], ["^", "2"]]]
    assert document.metadata == ((("dc:title", "年度报告"),) if shell is WORD_2003 else ())


def test_changes_and_remarks_of_word_2003() -> None:
    changes = "".join(
        f'<aml:annotation w:type="Word.{kind}"><aml:content>{r(text)}</aml:content></aml:annotation>'
        for kind, text in (("Deletion", "12"), ("Insertion", "3"), ("Comment", "待核实"))
    )
    assert outline(read_bytes("年报.doc", WORD_2003.format(p("收到", changes, "件")).encode())) == ["收到3件"]


PAGE = "<html><body><p>二、主动公开</p><table><tr><td>规章</td><td>3</td></tr></table></body></html>"


def archive(*pages: str) -> str:
    head = "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    parts = "".join(f"{head}{page}\n" for page in pages)
    return f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n{parts}--b--\n"


EMBEDDED = {
    "page": ("chunk.html", PAGE),
    "archive": ("chunk.mht", archive(PAGE)),
    "archive of a frame and its page": ("chunk.mht", archive("<p>框架</p>", PAGE)),
}


@pytest.mark.parametrize(("part", "content"), EMBEDDED.values(), ids=EMBEDDED)
def test_embedded_web_page_is_part_of_the_text(part: str, content: str) -> None:
    relations = f'<Relationships><Relationship Id="c1" Target="{part}"/></Relationships>'
    parts = {"word/_rels/document.xml.rels": relations, f"word/{part}": content}
    data = docx(p("标题"), tbl(tr("甲", "1")), '<w:altChunk r:id="c1" xmlns:r="r"/>', tbl(tr("乙", "2")), parts=parts)
    document = read_bytes("a.docx", data)
    assert outline(document) == ["标题", [["甲", "1"]], "二、主动公开", [["规章", "3"]], [["乙", "2"]]]
    assert [str(block.place) for block in document.blocks] == [
        *("paragraph 1", "table 1", "paragraph 2", "table 2", "table 3")
    ]
    assert places(document.blocks[3]) == [["table 2, row 1, cell 1", "table 2, row 1, cell 2"]]


def test_embedded_file_that_cannot_be_read_is_not_passed_over() -> None:
    relations = '<Relationships><Relationship Id="c1" Target="/word/chunk.rtf"/></Relationships>'
    chunk = '<w:altChunk r:id="c1" xmlns:r="r"/>'
    parts = {"word/_rels/document.xml.rels": relations, "word/chunk.rtf": "{\\rtf1}"}
    assert reason(docx(p("标题"), chunk, parts=parts)) == "unknown_format"
    assert reason(docx(p("标题"), chunk)) == "damaged"
    assert reason(docx(tbl(tr("规章", tc(p("") + chunk))), parts=parts)) == "unknown_format"


def test_white_text_on_a_dark_cell_is_seen() -> None:
    cell = tc(p(styled("总计", '<w:color w:val="FFFFFF"/>')), '<w:shd w:val="clear" w:fill="1F3864"/>')
    assert grids(word(tbl(tr("项目", cell)))) == [[["项目", "总计"]]]


def test_hidden_row_and_cells_merged_the_old_way() -> None:
    hidden = tr("丙", "9", "9", properties="<w:hidden/>")
    merged = tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), "1")
    assert grids(word(tbl(tr("乙", "2", "3"), hidden, merged))) == [[["乙", "2", "3"], ["甲", "^", "1"]]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (p("尚未", "<w:r><w:br/></w:r>", "审结"), "尚未审结"),
        (p("12") + p("3"), "12\n3"),
        (p("结果") + p("维持"), "结果维持"),
        (p("1", "2"), "12"),
        (p("169.98", "<w:r><w:tab/></w:r>", "万元"), "169.98 万元"),
        ("<w:p/>", ""),
        (tbl(tr("8")) + p(""), "8"),
    ],
)
def test_cell_text(cell: str, text: str) -> None:
    assert grids(word(tbl(tr("规章", tc(cell))))) == [[["规章", text]]]


def test_nested_table_of_data_is_a_table_of_its_own() -> None:
    document = word(tbl(tr(tc(p("说明") + tbl(tr("新收", "3")) + p("注")))))
    assert outline(document) == ["说明", [["新收", "3"]], "注"]


def test_line_break_parts_paragraphs() -> None:
    assert paragraphs(word(p("甲", "<w:r><w:br/></w:r>", "乙"))) == ["甲", "乙"]


def test_document_properties() -> None:
    assert word(p("甲")).metadata == (("dc:title", "年度报告"), ("dcterms:created", "2023-01-17T08:00:00Z"))


def test_headers_and_footers_are_left_out() -> None:
    data = docx(p("正文"), parts={"word/footer1.xml": f"<w:ftr xmlns:w='w'>{p('— 5 —')}</w:ftr>"})
    assert paragraphs(read_bytes("a.docx", data)) == ["正文"]


def test_document_of_another_program(tmp_path: Path) -> None:
    source = python_docx.Document()
    source.add_paragraph("一、总体情况")
    table = source.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "第二十条第（一）项"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "规章"
    table.cell(1, 1).text, table.cell(1, 2).text, table.cell(2, 1).text = "1", "2", "3"
    source.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx")
    assert document.source.format == "docx"
    assert grids(document) == [[["第二十条第（一）项", "^", "^"], ["规章", "1", "2"], ["^", "3", ""]]]


def reason(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(name, data)
    return caught.value.reason


def test_document_of_pictures_is_a_scan() -> None:
    assert reason(docx("<w:p/>", parts={"word/media/image1.png": "png"})) == "scanned"


def test_text_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "unpacked_bytes", 100_000)
    data = docx(main=f"<w:document><w:body>{' ' * 100_000}</w:body></w:document>")
    assert len(data) < 2_000
    assert reason(data) == "unpacks_too_large"


@pytest.mark.parametrize(
    "main",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d><body>&b;</body></d>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d><body><p><t>&x;</t></p></body></d>',
        "<w:document",
        "<document/>",
        "<d>" * 5000,
    ],
)
def test_hostile_or_broken_xml_is_damaged(main: str) -> None:
    assert reason(docx(main=main)) == "damaged"


def test_half_a_document_is_damaged() -> None:
    data = docx(p("一、总体情况"), tbl(tr("规章", "0")))
    assert reason(data[: len(data) // 2]) == "damaged"


def test_bytes_changed_inside_are_damaged() -> None:
    data = bytearray(docx(p("一、总体情况" * 50)))
    at = data.find(b"word/document.xml") + 40
    data[at : at + 40] = bytes(40)
    assert reason(bytes(data)) == "damaged"


def test_other_packages_are_no_documents() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert reason(stream.getvalue()) == "mislabelled"
    assert reason(stream.getvalue(), "a.xlsx") == "unknown_format"


def character_style(name: str, properties: str, based_on: str = "") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="character" w:styleId="{name}">{parent}<w:rPr>{properties}</w:rPr></w:style>'


STYLES = f"""<w:styles {NAMESPACES}>
{character_style("hid", "<w:vanish/>")}{character_style("hid2", "<w:b/>", "hid")}
{character_style("seen", '<w:vanish w:val="0"/>', "hid")}
{character_style("struck", "<w:strike/>")}{character_style("white", '<w:color w:val="FFFFFF"/>')}
{character_style("note", '<w:vertAlign w:val="superscript"/>')}{character_style("small", '<w:sz w:val="2"/>')}
<w:style w:type="paragraph" w:styleId="hidp"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="loop"><w:basedOn w:val="loop"/><w:rPr><w:strike/></w:rPr></w:style></w:styles>"""


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("hid", "7"),
        ("hid2", "7"),
        ("white", "7"),
        ("seen", "72"),
        ("note", "7²"),
        ("struck", "7{struck 2}"),
        ("loop", "7{struck 2}"),
        ("small", "7{tiny 2}"),
        ("nowhere", "72"),
    ],
)
def test_a_style_changes_what_is_seen_of_a_number(style: str, shown: str) -> None:
    cell = tc(p("7", styled("2", f'<w:rStyle w:val="{style}"/>')))
    document = read_bytes("年报.docx", docx(tbl(tr("规章", cell)), parts={"word/styles.xml": STYLES}))
    assert grids(document) == [[["规章", shown]]]


def test_a_paragraph_of_a_hidden_style_is_not_seen() -> None:
    hidden = '<w:p><w:pPr><w:pStyle w:val="hidp"/></w:pPr><w:r><w:t>9</w:t></w:r></w:p>'
    document = read_bytes("年报.docx", docx(tbl(tr("规章", tc(p("7") + hidden))), parts={"word/styles.xml": STYLES}))
    assert grids(document) == [[["规章", "7"]]]


def test_a_drop_down_field_shows_what_was_chosen() -> None:
    entries = "".join(f'<w:listEntry w:val="{n}"/>' for n in (5, 7, 9))

    def field(result: str, stored: str = "") -> str:
        edges = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end")]
        data = f"<w:ffData><w:ddList>{result}{entries}</w:ddList></w:ffData>"
        begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        return p(begin, edges[0], stored, edges[1], "件")

    cells = [tc(field('<w:result w:val="1"/>', "5")), tc(field('<w:default w:val="2"/>')), tc(field(""))]
    assert grids(word(tbl(tr("规章", *cells)))) == [[["规章", "7件", "9件", "5件"]]]


def numbered(text: str, level: int = 0, identity: int = 3) -> str:
    list_ = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'
    return f"<w:p><w:pPr>{list_}</w:pPr>{r(text) if text else ''}</w:p>"


def test_numbers_that_word_counts_are_shown() -> None:
    levels = [("chineseCounting", "%1、"), ("decimal", "%2．"), ("bullet", "•")]
    shapes = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (shape, text) in enumerate(levels)
    )
    lists = f'<w:abstractNum w:abstractNumId="8">{shapes}</w:abstractNum>'
    use = '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
    numbering = f"<w:numbering {NAMESPACES}>{lists}{use}</w:numbering>"
    texts = [("总体", 0), ("甲", 1), ("乙", 1), ("点", 2), ("申请", 0), ("丙", 1)]
    body = [numbered(text, level) for text, level in texts]
    document = read_bytes("年报.docx", docx(*body, parts={"word/numbering.xml": numbering}))
    assert paragraphs(document) == ["一、总体", "1．甲", "2．乙", "点", "二、申请", "1．丙"]
    only_a_number = docx(tbl(tr("规章", tc(numbered("")))), parts={"word/numbering.xml": numbering})
    assert grids(read_bytes("年报.docx", only_a_number)) == [[["规章", "{computed 一、}"]]]


def test_a_number_that_only_word_knows_is_no_blank() -> None:
    assert grids(word(tbl(tr("规章", tc(numbered("")))))) == [[["规章", "{computed}"]]]


def test_a_picture_in_a_cell_is_no_blank() -> None:
    drawing = "<w:r><w:drawing><wp:inline xmlns:wp='x'/></w:drawing></w:r>"
    floating = "<w:r><w:drawing><wp:anchor xmlns:wp='x'/></w:drawing></w:r>"
    assert grids(word(tbl(tr("规章", tc(p(drawing)), tc(p(floating)))), p(drawing))) == [[["规章", "{drawn}", ""]]]


def test_a_deleted_cell_is_not_there() -> None:
    deleted = tc("5", '<w:cellDel w:id="9" w:author="x"/>')
    assert grids(word(tbl(tr("规章", "1", deleted, "2")))) == [[["规章", "1", "2"]]]


def test_folders_parted_by_backslashes_are_found() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(p("正文")))) as package, zipfile.ZipFile(stream, "w") as other:
        for name in package.namelist():
            entry = zipfile.ZipInfo("x")
            entry.filename = name.replace("/", "\\")
            other.writestr(entry, package.read(name).replace(b"word/document", b"word\\document"))
    assert paragraphs(read_bytes("年报.docx", stream.getvalue())) == ["正文"]


TAB = "<w:r><w:tab/></w:r>"


def test_paragraphs_with_tabs_under_each_other_are_a_table() -> None:
    document = word(
        p("二、主动公开"), p("规章", TAB, "0", TAB, TAB, "3"), p("规范性文件", TAB, "2", TAB, "1", TAB, "9"), p("无。")
    )
    assert outline(document) == ["二、主动公开", [["规章", "0", "", "3"], ["规范性文件", "2", "1", "9"]], "无。"]
    assert [str(block.place) for block in document.blocks] == ["paragraph 1", "table 1", "paragraph 2"]


def test_a_list_of_contents_and_a_list_of_contacts_are_no_tables() -> None:
    document = word(p("一、总体情况", TAB, "1"), p("二、主动公开", TAB, "2"), p(TAB, "电话：", TAB, "0451-1"))
    assert outline(document) == ["一、总体情况 1", "二、主动公开 2", "电话： 0451-1"]
