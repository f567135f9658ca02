"""`python -m tests.calibration [--examples N] FOLDER…`: weighs readings of gold folders and of made-up damage.

Prints the tables by margin and by kind, and writes them into `docs/*/method/reading.md`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gongkai.model import CellKey, Document, Table
from gongkai.pipeline.scoring import weigh, weigh_folder
from gongkai.read import read_bytes
from gongkai.score import Weighed, by_kind, by_margin
from tests.support.damage import DAMAGES, combined, three_at_once
from tests.support.manners import LOSING, MANNERS
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import SHAPES, tabs

ROOT = Path(__file__).parents[2]
GOLD = ("datasets/science-technology/gold", "../shared/reports", "../shared/wild")
YEARS = {"2019": 2020, "2021": 2023}
HEADS = {
    "zh": {
        "by_margin": ("领先", "单元格", "对", "错", "没有给数"),
        "by_kind": ("来源", "单元格", "对且确定", "错而确定", "对而存疑", "没有给数或存疑"),
    },
    "en": {
        "by_margin": ("margin", "cells", "right", "wrong", "no number given"),
        "by_kind": ("source", "cells", "right, certain", "wrong, certain", "right, in doubt", "not given, or in doubt"),
    },
}


def made_up(examples: int) -> Iterator[Weighed]:
    """Readings of reports in every shape and manner, with every damage, and with three damages at once."""
    for seed in range(examples):
        edition = ("2019", "2021")[seed % 2]
        values = consistent_values(edition, seed)
        if seed % 4 > 1:
            chance = random.Random(seed)
            values = {key: "" if text == "0" and chance.random() < 0.5 else text for key, text in values.items()}
        report = PrintedReport(edition, values, year=YEARS[edition])
        wanted = {"/".join(key): int(text) for key, text in values.items() if text}
        for kind, document in _documents(report, seed):
            yield from weigh(kind, document, wanted)


def _documents(report: PrintedReport, seed: int) -> Iterator[tuple[str, Document]]:
    full = CellKey("requests", "granted", "total") in report.values and "" not in report.values.values()
    for name, shape in {**SHAPES, **(MANNERS if full else {}), **LOSING}.items():
        yield ("shapes and manners" if name not in LOSING else "rows glued"), read_bytes(*shape(report))
    name, data = tabs(report)
    for damage in (*DAMAGES, combined):
        text = damage(data.decode(), random.Random(seed))
        yield "one damage", read_bytes(name, text.encode())
    text = three_at_once(data.decode(), random.Random(seed))
    yield "three damages at once", read_bytes(name, text.encode())


def as_markdown(table: Table, heads: tuple[str, ...]) -> str:
    rows = [heads, tuple("---" for _ in heads), *(tuple(map(str, row)) for row in table.rows)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def write(page: Path, tables: dict[str, str]) -> None:
    """Puts the tables between their marks."""
    text = page.read_text(encoding="utf-8")
    for name, table in tables.items():
        start, end = f"<!--{name}-->\n", f"\n<!--/{name}-->"
        before, _, rest = text.partition(start)
        text = f"{before}{start}\n{table}\n{end}{rest.partition(end)[2]}"
    page.write_text(text, encoding="utf-8")


SOURCES = {
    "text": "纯文本",
    "html": "网页",
    "pdf": "PDF",
    "markdown": "Markdown",
    "shapes and manners": "各种形状和方式",
    "rows glued": "两行连成一行",
    "one damage": "损坏一处",
    "three damages at once": "同时损坏三处",
}
"""Where cells come from, in Chinese."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/calibrate.py")
    parser.add_argument("--examples", type=int, default=100, help="made-up reports, each in every shape and damage")
    parser.add_argument("folders", nargs="*", type=Path, help="folders with gold")
    arguments = parser.parse_args()
    folders = arguments.folders or [ROOT / folder for folder in GOLD]
    cells = [cell for folder in folders if folder.is_dir() for cell in weigh_folder(folder)]
    cells += made_up(arguments.examples)
    tables = (by_margin(cells), by_kind(cells))
    for table in tables:
        print("\n".join("\t".join(map(str, row)) for row in (table.columns, *table.rows)), "\n")
    for language, heads in HEADS.items():
        page = ROOT / "docs" / language / "method" / "reading.md"
        named = [in_chinese(table) if language == "zh" else table for table in tables]
        write(page, {table.name: as_markdown(table, heads[table.name]) for table in named})


def in_chinese(table: Table) -> Table:
    """A table with the Chinese names of the sources."""
    return replace(table, rows=tuple((SOURCES.get(str(first), first), *rest) for first, *rest in table.rows))


if __name__ == "__main__":
    main()
