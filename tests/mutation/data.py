"""Changes to what stands beside the code: SQL, templates, CSV lists, YAML and JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.mutation.change import Change

SQL = (
    (r"(?<![<>!])=(?!=)", "<>"),
    (r"<>", "="),
    (r">=", ">"),
    (r"\bAND\b", "OR"),
    (r"\bOR\b(?! REPLACE)", "AND"),
    (r"\bLEFT JOIN\b", "JOIN"),
    (r"\bFULL JOIN\b", "LEFT JOIN"),
    (r"\blag\(", "lead("),
    (r"\blead\(", "lag("),
    (r"\bmin\(", "max("),
    (r"\bmax\(", "min("),
    (r"\bsum\(", "count("),
    (r"\bDISTINCT ", ""),
    (r" DESC\b", ""),
    (r"\bIS NOT NULL\b", "IS NULL"),
    (r"\bIS NULL\b", "IS NOT NULL"),
    (r"\bUNION ALL\b", "UNION"),
    (r"\bcoalesce\(reconciled, value\)", "value"),
    (r" FILTER \((?:[^()]|\([^()]*\))*\)", ""),
    (r"'[a-z_]+'(?=[^A-Z]*(?:,|\)|\s|$))", "'nothing'"),
    (r"(?<=[ (])\d+(?=[ ,)])", "3"),
    (r"\bNOT ", ""),
)
TEMPLATE = (
    (r"\{% if not ", "{% if "),
    (r"\{% (?:el)?if (?!not )", None),
    (r"(?<= )and(?= )", "or"),
    (r"(?<= )or(?= )", "and"),
    (r"(?<= )==(?= )", "!="),
    (r"(?<= )!=(?= )", "=="),
    (r"(?<= )>(?= )", "<"),
    (r"\{\{ [^{}]+ \}\}", ""),
    (r"(?<=\.)(?:value|reconciled|reports|agencies|received|processed|year|name|title|decided|numerator|denominator)\b",
     "label"),
    (r"(?<=[ .])previous", "next"),
    (r"\bfailed\b", "passed"),
    (r"\bpassed\b", "failed"),
)  # fmt: skip


def sql(path: Path, text: str) -> Iterator[Change]:
    """Another comparison, join, aggregate, filter or name; comments are left alone."""
    yield from _by_patterns(path, text, SQL, skip=re.compile(r"--[^\n]*"))


def template(path: Path, text: str) -> Iterator[Change]:
    """A turned condition, another field, or nothing where a figure stood."""
    for change in _by_patterns(path, text, TEMPLATE, skip=re.compile(r"\{#.*?#\}", re.S)):
        if change.new == TURNED:
            end = text.index("%}", change.end)
            condition = text[change.end : end].strip()
            yield Change(path, change.end, end, f"not ({condition}) ", "condition")
        else:
            yield change


TURNED = "\0"


def _by_patterns(
    path: Path, text: str, patterns: tuple[tuple[str, str | None], ...], skip: re.Pattern[str]
) -> Iterator[Change]:
    silent = [match.span() for match in skip.finditer(text)]
    for pattern, new in patterns:
        for match in re.finditer(pattern, text):
            if not any(start <= match.start() < end for start, end in silent):
                kind = "condition" if new is None else f"{match[0].strip()[:24]}"
                yield Change(path, match.start(), match.end(), TURNED if new is None else new, kind)


def table(path: Path, text: str) -> Iterator[Change]:
    """A row left out, or two rows with each other's value in one column."""
    rows = list(csv.reader(io.StringIO(text)))
    lines = text.splitlines(keepends=True)
    if len(rows) != len(lines):
        return
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    for n in range(1, len(rows)):
        yield Change(path, starts[n], starts[n + 1], "", "row left out")
        if n + 1 < len(rows):
            for column in range(1, len(rows[n])):
                one, other = list(rows[n]), list(rows[n + 1])
                if one[column] != other[column]:
                    one[column], other[column] = other[column], one[column]
                    kind = f"{rows[0][column]} of two rows"
                    yield Change(path, starts[n], starts[n + 2], _written(one) + _written(other), kind)


def _written(row: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue()


def structured(path: Path, text: str) -> Iterator[Change]:
    """YAML and JSON: a line left out, a number one off, a flag turned, one alternative of a pattern gone."""
    position = 0
    for line in text.splitlines(keepends=True):
        body = line.split(" #")[0] if path.suffix == ".yml" else line
        if body.strip() and not body.lstrip().startswith(
            ("#", "$", '"$', '"title', '"description', "title", "describ")
        ):
            if path.suffix == ".yml" and not body.rstrip().endswith((":", "[", "{", ">-", "|")):
                yield Change(path, position, position + len(line), "", "line left out")
            for match in re.finditer(r"(?<![\w.\"'-])\d+(?![\w.\"'-])", body):
                yield _at(path, position, match, str(int(match[0]) + 1), "number")
            for match in re.finditer(r"\b(?:true|false)\b", body):
                yield _at(path, position, match, "false" if match[0] == "true" else "true", "flag")
            for match in re.finditer(r"(?<=\|)[^|()\[\]?*+\\'\"]{2,}(?=\|)", body):
                yield Change(path, position + match.start(), position + match.end() + 1, "", "alternative")
        position += len(line)


def _at(path: Path, position: int, match: re.Match[str], new: str, kind: str) -> Change:
    return Change(path, position + match.start(), position + match.end(), new, kind)


BY_ENDING: dict[str, Callable[[Path, str], Iterator[Change]]] = {
    ".sql": sql,
    ".html": template,
    ".csv": table,
    ".yml": structured,
    ".json": structured,
}
