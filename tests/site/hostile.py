"""A made-up dataset whose every text tries to break out: of the page, of a file, of a table, of a template."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import quote

from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import html, tabs

HOST = "hostile.example"
ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script><!--",
    f"<img src=x onerror=\"alert(3)\"><img src='https://{HOST}/beacon.png'>",
    f'"><svg/onload=alert(4)><iframe src="https://{HOST}/"></iframe>',
    "' onmouseover='alert(5)' autofocus onfocus='alert(5)",
    f"</title><style>@import 'https://{HOST}/a.css';*{{display:none}}</style>",
    f"</textarea></pre></template><base href='https://{HOST}/'><meta http-equiv='refresh' content='0;url=//{HOST}'>",
    "@@stamp:title@@ <!--stamp:body--> @@stamp:nothing@@",
    "{{ 7 * 7 }} {% raw %} {% include 'x' %} ${alert(6)} #{alert(6)} {0} {agency} %s %(x)s \\1",
    f"[点这里](javascript:alert(7)) ![图](https://{HOST}/i.png) <javascript:alert(7)>",
    "\u202egnp.txt\u202c \u2066隐\u2069 \u200b\u200f\ufeff",
    "=HYPERLINK(\"https://hostile.example\",\"1\")",
    "\tA \x85 \u2028 \u2029 \ufffd",
    "'; DROP TABLE reports; --",
    "../../../../etc/passwd",
)  # fmt: skip
CONTROLS = "&#27;]0;title&#7; &#8; &#127; &#0; &#xfffe; &#x1f; &#13; &#xd800;"
"""Control characters as a web page can name them; a file that holds them as they are is rejected."""
AGENCY = "460400-hostile"
NAME = "儋州市<script>alert(8)</script>@@stamp:title@@{{7*7}}局"
DESCRIPTION = """\
id: hostile
version: 2026.11.0
made_up: true
title_zh: '<script>alert(9)</script>'
title_en: '@@stamp:title@@ "><img src=x onerror=alert(9)>'
description_zh: '</script><script>alert(9)</script> {{ 7 * 7 }}'
description_en: '</title><script>alert(9)</script>'
licences: {code: MIT, data: CC-BY-4.0}
contributors:
  - {name: '=1+1<script>alert(9)</script>', role: publisher}
sources:
  - {title_zh: '<b>甲', title_en: '<b>A'}
agency_kind: mixed
"""


def write_hostile(folder: Path) -> None:
    """The dataset: attacks in texts and cells, the same in a text file, a title without end, a page without end."""
    files = {f"{AGENCY}-{year}{suffix}": data for year, suffix, data in _reports()}
    (folder / "reports").mkdir(parents=True)
    for name, data in files.items():
        (folder / "reports" / name).write_bytes(data)
    (folder / "dataset.yml").write_text(DESCRIPTION, encoding="utf-8")
    head = "agency_id,name,name_en,names_used,level,division_code,sector,valid_from,valid_to,successor_id,note"
    row = [
        AGENCY,
        NAME,
        f"Danzhou {ATTACKS[3]}",
        f"{NAME}|{ATTACKS[0]}",
        "prefecture",
        "460400",
        *[""] * 4,
        ATTACKS[11],
    ]
    (folder / "agencies.csv").write_text(_csv(head.split(","), row), encoding="utf-8")
    address = f'https://{HOST}/{quote("<")}?a="><script>alert(10)</script>'
    listed = [
        [Path(name).stem, f"reports/{name}", address, sha256(data).hexdigest(), len(data), "2026-11-20", "agency year"]
        for name, data in files.items()
    ]
    head = "report_id,file,url,sha256,bytes,added_on,settled"
    (folder / "sources.csv").write_text(_csv(head.split(","), *listed), encoding="utf-8")


def _csv(*rows: list[object] | list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _reports() -> Iterator[tuple[int, str, bytes]]:
    values = consistent_values("2021", 7)
    report = PrintedReport("2021", values, agency="儋州市科学技术局", year=2022)
    told = "".join(f"<p>{text}</p>" for text in (*map(escape, ATTACKS), CONTROLS))
    page = html(report)[1].decode()
    attacked = page.replace("今后将继续改进。</p>", f"今后将继续改进。</p>{told}{''.join(ATTACKS[:7])}")
    cells = [f"{attack}</p></td>" for attack in (*map(escape, ATTACKS), CONTROLS)]
    for cell in cells:
        attacked = attacked.replace("<td><p>0</p></td>", f"<td><p>{cell}", 1)
    contact = "".join(
        f"<p>{label}：{escape(ATTACKS[2])}{CONTROLS}</p>" for label in ("电话", "地址", "网址", "电子邮箱", "发布机构")
    )
    yield 2022, ".html", attacked.replace("</div></body>", f"{contact}</div></body>").encode()
    lines = tabs(PrintedReport("2021", values, agency="儋州市科学技术局", year=2021))[1].decode()
    yield 2021, ".txt", lines.replace("今后将继续改进。", "今后将继续改进。\n" + "\n".join(ATTACKS)).encode()
    long = PrintedReport("2021", values, agency="儋州市" + "很" * 20_000 + "长的局", year=2023)
    yield 2023, ".html", html(long)[1]
    wide = "<table>" + ("<tr>" + "<td>长</td>" * 100 + "</tr>") * 500 + "</table>"
    much = "<p>" + "说了很多话。" * 300 + "</p>"
    endless = html(PrintedReport("2021", values, agency="儋州市科学技术局", year=2024))[1].decode()
    yield 2024, ".html", endless.replace("今后将继续改进。</p>", f"今后将继续改进。</p>{much * 500}{wide}").encode()
