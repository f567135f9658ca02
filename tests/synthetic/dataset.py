"""A whole made-up dataset: registers, report files, and beside it the truth."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from gongkai.model import CellKey
from tests.synthetic.bodies import Body, made_up_bodies
from tests.synthetic.defects import damage, misprinted, with_blanks
from tests.synthetic.figures import EDITION_OF, Numbers, figures_of
from tests.synthetic.files import SHAPES, as_file, shape_of
from tests.synthetic.narrative import ToldReport

FORMATS = frozenset(name.partition("/")[0] for name in SHAPES)
SHARE_MISSING = 0.08
"""Share of years of which a body's report is not there."""

TOLD = ("new_received", "carried_in", "total_processed", "granted", "carried_out")
AGENCY_COLUMNS = (
    *("agency_id", "name", "name_en", "names_used", "level", "division_code", "sector"),
    *("valid_from", "valid_to", "successor_id", "note"),
)
SOURCE_COLUMNS = ("report_id", "file", "url", "sha256", "bytes", "added_on", "original_name", "note")
ADDED = "2026-11-20"
DESCRIPTION = """\
id: {id}
version: 2026.11.0
made_up: true
title_zh: 虚构数据：政府信息公开工作年度报告
title_en: "Made-up data: annual reports on government information disclosure"
description_zh: 本数据集由程序虚构，机关为真实地名下的虚构机关，数字全部是假的，只用来试验。种子为 {seed}。
description_en: >-
  This dataset is made up by a program: invented bodies in real places, every number is false. It serves tests only.
  Its seed is {seed}.
licences:
  code: MIT
  data: CC-BY-4.0
contributors:
  - {{name: gongkai, role: publisher}}
sources:
  - title_zh: 程序生成的报告
    title_en: Reports made by a program
agency_kind: mixed
coverage: sample
"""


@dataclass(frozen=True)
class MadeUpReport:
    """One file and what is true of it; `printed` holds what stands in each cell, `numbers` what ought to."""

    body: Body
    year: int
    shape: str
    suffix: str
    data: bytes
    numbers: Numbers
    printed: dict[CellKey, str]
    misprint: CellKey | None
    blanks: str | None
    damage: str | None

    @property
    def report_id(self) -> str:
        """Its id, and the name of its file without the suffix."""
        return f"{self.body.agency_id}-{self.year}"

    def truth(self) -> dict[str, object]:
        """What a reader must find, as one JSON object: of a damaged table only what is certain must be so."""
        return {
            "report_id": self.report_id,
            "file": f"{self.report_id}{self.suffix}",
            "shape": self.shape,
            "edition": EDITION_OF[self.year],
            "printed": {"/".join(key): text for key, text in self.printed.items()},
            "true": {"/".join(k): str(n) for k, n in self.numbers.items() if str(n) != self.printed[k]},
            "misprint": self.misprint and "/".join(self.misprint),
            "blanks": self.blanks,
            "damage": self.damage,
        }


def made_up_reports(count: int, seed: int = 0, formats: frozenset[str] = FORMATS) -> Iterator[MadeUpReport]:
    """The first `count` reports of a seed, body by body and year by year; a larger count only adds at the end."""
    left = count
    for body in made_up_bodies(seed):
        chance = Random(f"years {seed} {body.agency_id}")
        for year, numbers in figures_of(body, seed):
            if chance.random() < SHARE_MISSING:
                continue
            if not left:
                return
            left -= 1
            yield _report(body, year, numbers, seed, formats)


def _report(body: Body, year: int, numbers: Numbers, seed: int, formats: frozenset[str]) -> MadeUpReport:
    chance = Random(f"file {seed} {body.agency_id} {year}")
    texts = {key: str(number) for key, number in numbers.items()}
    printed, misprint = misprinted(texts, chance)
    printed, blanks = with_blanks(printed, chance)
    figures = {row: int(numbers[CellKey("requests", row, "total")]) for row in TOLD}
    figures["reconsideration"] = int(numbers[CellKey("review_litigation", "reconsideration", "total")])
    shape = shape_of(chance, formats)
    seeded = f"text {seed} {body.agency_id} {year}"
    told = ToldReport(EDITION_OF[year], printed, body.name, year, tuple(figures.items()), seeded)
    suffix, data = as_file(shape, told)
    harm = damage(chance) if shape == "text/tabs" else None
    if harm:
        data = harm(data.decode(), chance).encode()
    return MadeUpReport(
        body, year, shape, suffix, data, numbers, printed, misprint, blanks, harm.__name__ if harm else None
    )


def write_dataset(folder: Path, count: int, seed: int = 0, formats: frozenset[str] = FORMATS) -> None:
    """Write a dataset named after its folder, and its truth as `truth.jsonl.gz` inside; the same seed, the same bytes.

    A folder that holds a smaller dataset of the same seed grows: files that are there already keep their bytes.
    """
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    bodies: dict[str, Body] = {}
    sources: list[list[object]] = []
    truths: list[str] = []
    for report in made_up_reports(count, seed, formats):
        name = f"reports/{report.report_id}{report.suffix}"
        (folder / name).write_bytes(report.data)
        bodies[report.body.agency_id] = report.body
        digest = sha256(report.data).hexdigest()
        sources.append([report.report_id, name, "", digest, len(report.data), ADDED, "", ""])
        truths.append(json.dumps(report.truth(), ensure_ascii=False))
    rows = [_agency_row(body) for body in bodies.values()]
    (folder / "dataset.yml").write_text(DESCRIPTION.format(id=folder.name, seed=seed), encoding="utf-8")
    _write_csv(folder / "agencies.csv", AGENCY_COLUMNS, sorted(rows))
    _write_csv(folder / "sources.csv", SOURCE_COLUMNS, sorted(sources, key=str))
    (folder / "truth.jsonl.gz").write_bytes(gzip.compress("\n".join([*truths, ""]).encode(), 6, mtime=0))


def _agency_row(body: Body) -> list[str]:
    place = body.division
    return [body.agency_id, body.name, body.name_en, body.name, place.level, place.code, body.sector, "", "", "", ""]


def _write_csv(path: Path, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    path.write_text(text.getvalue(), encoding="utf-8")
