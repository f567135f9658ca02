"""Reads changed reports under the limits and counts how each run ended."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.model import State, Status
from gongkai.pipeline.limits import watched
from gongkai.pipeline.packing import unpacked
from gongkai.pipeline.tasks import SourceBytes, read_files
from gongkai.pipeline.workers import WorkerDied, Workers, peak_memory
from gongkai.render import as_json
from tests.fuzzing.changes import changed
from tests.support.office_shapes import pdf, word
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import SHAPES

SLOW = 10.0
MUCH = 1 << 30


@dataclass(frozen=True, slots=True)
class Case:
    """One changed file: the same seed and corpus make it again."""

    seed: int
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended: `read`, `rejected: <reason>` or what went wrong; CPU seconds and peak memory in bytes."""

    how: str
    seconds: float
    memory: int

    @property
    def bad(self) -> bool:
        """True for what must never happen."""
        return not self.how.startswith(("read", "rejected")) or self.seconds > SLOW or self.memory > MUCH


@dataclass
class Tally:
    """Counts of endings, and the cases that ended badly."""

    endings: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[Case, Ending]] = field(default_factory=list)
    slowest: float = 0.0


def corpus(folders: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Made-up reports in every shape, and the sources under the folders given."""
    reports = [
        PrintedReport(edition, consistent_values(edition, 7), year=year)
        for edition, year in (("2019", 2019), ("2021", 2023))
    ]
    found = [shape(report) for report in reports for shape in (*SHAPES.values(), word, pdf)]
    files = [path for folder in folders for path in sorted(folder.rglob("source.*"))]
    return found + [(path.name, path.read_bytes()) for path in files]


def cases(seeds: range, files: Sequence[tuple[str, bytes]]) -> Iterator[Case]:
    """One changed file for each seed."""
    for seed in seeds:
        chance = random.Random(seed)
        name, data = chance.choice(files)
        yield Case(seed, name, changed(data, chance))


def ended(case: Case) -> Ending:
    """Read one changed file and say how that ended."""
    start = time.process_time()
    with watched():
        try:
            how = _read(case)
        except Exception as error:
            how = f"crash: {type(error).__name__}: {error}"[:200]
    return Ending(how, time.process_time() - start, peak_memory())


def _read(case: Case) -> str:
    """The reading and what must be true of any."""
    (file,) = read_files([SourceBytes(case.name, case.data)])
    if file.head.status is Status.REJECTED:
        return f"rejected: {file.head.reason}"
    extraction = unpacked(file.extraction)
    json.loads(as_json(extraction))
    wrong = [cell.key for cell in extraction.cells if (cell.value is not None) != (cell.state is State.REPORTED)]
    return f"wrong: {wrong[0]}" if wrong else "read"


def run(seeds: range, files: Sequence[tuple[str, bytes]], workers: Workers) -> Tally:
    """Read a changed file for each seed and count the endings."""
    tally = Tally()
    for case, result in zip(cases(seeds, files), workers.run(ended, cases(seeds, files)), strict=True):
        ending = Ending("killed", SLOW, 0) if isinstance(result, WorkerDied) else result
        tally.endings[ending.how.partition(":")[0] if ending.bad else ending.how] += 1
        tally.slowest = max(tally.slowest, ending.seconds)
        if ending.bad:
            tally.bad.append((case, ending))
    return tally
