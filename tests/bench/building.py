"""How long whole builds take, stage by stage, for made-up datasets of several sizes, and how that grows."""

from __future__ import annotations

import json
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.support.gold import ROOT
from tests.synthetic.dataset import write_dataset

LINED = frozenset({"text", "markdown", "html"})
RUNS = ("first", "one more", "nothing new")
_CONTENT = re.compile(r'<div id="content"[^>]*>(.*)</div>\s*(?:</article>|</div>)', re.DOTALL)

BUILD = """
import json, resource, sys, time
from pathlib import Path
from gongkai.pipeline.progress import Profile
from gongkai.pipeline.publishing import build
from gongkai.pipeline.workers import Workers
from gongkai.workspace import Workspace
if __name__ == "__main__":
    datasets, out, project, log = sys.argv[1:]
    hands = Workers(2)
    profile = Profile(hands.spent)
    start = time.perf_counter()
    build(Workspace(Path(datasets), Path(out), Path(project)), workers=hands, profile=profile)
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024
    told = {"stages": profile.as_rows(), "wall": time.perf_counter() - start, "memory": largest}
    Path(log).write_text(json.dumps(told), encoding="utf-8")
"""


@dataclass(frozen=True)
class Run:
    """One build: of how many reports, which of `RUNS`, seconds, bytes of the largest process, and each stage."""

    reports: int
    kind: str
    wall: float
    memory: int
    stages: Mapping[str, Mapping[str, float]]

    @property
    def cpu(self) -> float:
        """CPU seconds of all stages."""
        return sum(stage["cpu"] for stage in self.stages.values())


def build_runs(sizes: Sequence[int], folder: Path) -> Iterator[Run]:
    """First build, one more report, nothing new: for each size in a process of its own."""
    for size in sizes:
        place = folder / str(size)
        for kind in RUNS:
            if kind != "nothing new":
                write_dataset(place / "datasets" / "made-up", size + (kind == "one more"), formats=LINED)
            yield _run(place, size, kind)


def _run(place: Path, size: int, kind: str) -> Run:
    log = place / f"{kind}.json"
    places = [str(path) for path in (place / "datasets", place / "out", ROOT, log)]
    subprocess.run([sys.executable, "-c", BUILD, *places], check=True, cwd=ROOT)
    told: dict[str, Any] = json.loads(log.read_text(encoding="utf-8"))
    stages = {stage["name"]: stage for stage in told["stages"]}
    memory = max([told["memory"], *(stage["memory"] for stage in stages.values())])
    return Run(size, kind, told["wall"], memory, stages)


def bytes_of(folder: Path) -> int:
    """What a folder takes; a file with several names counts once."""
    seen = {(status.st_dev, status.st_ino): status.st_size for path in folder.rglob("*") if (status := path.stat())}
    return sum(seen.values())


def exponent(one: float, other: float, sizes: tuple[int, int]) -> float:
    """The power of N that a cost grows with, from its values at two sizes."""
    return math.log(other / one) / math.log(sizes[1] / sizes[0])


def plain_mkdocs(site: Path, folder: Path) -> tuple[int, float]:
    """Pages, and CPU seconds that plain `mkdocs build` with its own search takes for the Chinese report pages."""
    docs = folder / "docs"
    shutil.rmtree(folder, ignore_errors=True)
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Reports\n", encoding="utf-8")
    pages = sorted(site.glob("reports/*/index.html"))
    for page in pages:
        content = _CONTENT.search(page.read_text(encoding="utf-8"))
        body = content[1] if content else ""
        (docs / f"{page.parent.name}.md").write_text(f"# {page.parent.name}\n\n<div>{body}</div>\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: x\ntheme: {name: material, font: false}\n", encoding="utf-8")
    start, command = time.process_time(), [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    before = _children()
    subprocess.run(command, check=True, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return len(pages), _children() - before + time.process_time() - start


def _children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def report(runs: Sequence[Run], sizes: Mapping[int, int], mkdocs: tuple[int, float] | None) -> dict[str, Any]:
    """Everything measured, for the pages and for later comparison."""
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        "date": date.today().isoformat(),
        "runs": [
            {
                "reports": run.reports,
                "kind": run.kind,
                "wall": round(run.wall, 1),
                "cpu": round(run.cpu, 1),
                "memory_mb": round(run.memory / 1e6),
                "stages": {name: round(stage["cpu"], 1) for name, stage in run.stages.items()},
            }
            for run in runs
        ],
        "bytes_per_report": {size: round(total / size) for size, total in sizes.items()},
        "mkdocs": {"pages": mkdocs[0], "cpu": round(mkdocs[1], 1)} if mkdocs else None,
    }
