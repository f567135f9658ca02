"""Tables in LaTeX, as text recognition writes them into Markdown or plain text."""

from __future__ import annotations

import pytest

from gongkai.read import read_bytes
from tests.read.showing import outline

TABLE = r"""
\section*{二、主动公开政府信息情况}
\begin{tabular}{|c|p{2cm}|c|c|}
\hline
\multicolumn{4}{|c|}{第二十条第（一）项} \\ \hline
信息内容 & 本年制发件数 & \textbf{本年废止件数} & 现行有效件数 \\ \cline{2-4}
规章 & 0 & $12$ & 13 \\[2pt]
\multicolumn{2}{|c|}{\multirow{2}{*}{行政规范性\\文件}} & 4 & 30\% \\
\end{tabular}
无。
"""


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_cells_are_parted_and_merged_as_they_are_printed(name: str) -> None:
    assert outline(read_bytes(name, TABLE.encode())) == [
        "二、主动公开政府信息情况",
        [
            ["第二十条第（一）项", "^", "^", "^"],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "0", "12", "13"],
            ["行政规范性文件", "^", "4", "30%"],
        ],
        "无。",
    ]


def test_rows_on_one_line_and_rules_of_other_kinds() -> None:
    text = (
        r"\begin{tabularx}{\textwidth}{lr} \toprule 规章 & 7 \\ \cmidrule(l){1-2} 文件 & \\ \bottomrule \end{tabularx}"
    )
    assert outline(read_bytes("a.md", text.encode())) == [[["规章", "7"], ["文件", ""]]]


def test_what_more_than_digits_stands_in_a_cell_stays() -> None:
    text = r"\begin{tabular}{lr} 规章 & \sout{7} \\ 文件 & 5\textsuperscript{1} \\ \end{tabular}"
    assert outline(read_bytes("a.md", text.encode())) == [[["规章", r"\sout{7}"], ["文件", r"5\textsuperscript{1}"]]]


def test_a_table_without_an_end_reaches_to_the_end() -> None:
    text = "\\begin{tabular}{lr}\n规章 & 7 \\\\\n文件 & 5 \\\\"
    assert outline(read_bytes("a.md", text.encode())) == [[["规章", "7"], ["文件", "5"]]]
