"""Why a file was rejected and what to do, in both languages (`labels/reasons.csv`)."""

from __future__ import annotations

from gongkai.forms.form import code_list


def why_rejected(reason: str, seen: tuple[str, str] | None = None) -> tuple[str, str]:
    """What is wrong and what to do, in Chinese and in English.

    Args:
        reason: code of `labels/reasons.csv`.
        seen: what was seen in the file, in both languages.

    >>> why_rejected("empty_file")
    ('文件为空；重新下载原文', 'the file is empty; download the source again')
    """
    (row,) = (row for row in code_list("reasons") if row["code"] == reason)
    zh, en = seen or ("", "")
    return (
        f"{row['label_zh']}{f'（{zh}）' if zh else ''}；{row['advice_zh']}",
        f"{row['label_en']}{f' ({en})' if en else ''}; {row['advice_en']}",
    )
