"""How far a build has come, and what each of its stages cost."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from gongkai.pipeline.workers import Spent, peak_memory


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work done: of `total` pieces of a stage, `done` are; as text it is just what was done."""

    stage: str
    what: str
    done: int = 1
    total: int = 1

    def __str__(self) -> str:
        return self.what


Progress = Callable[[Step], None]


def silent(_: Step) -> None:
    """Tells nobody."""


@dataclass
class Stage:
    """What one stage cost: seconds on the wall, CPU seconds of all processes, largest memory of one, in bytes."""

    name: str
    wall: float = 0.0
    cpu: float = 0.0
    memory: int = 0


@dataclass
class Profile:
    """The stages of a build in order; a stage entered twice is one."""

    spent: Spent = field(default_factory=Spent)
    stages: dict[str, Stage] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts what is done inside."""
        entry = self.stages.setdefault(name, Stage(name))
        wall, cpu = time.perf_counter(), self._cpu()
        try:
            yield
        finally:
            entry.wall += time.perf_counter() - wall
            entry.cpu += self._cpu() - cpu
            entry.memory = max(entry.memory, peak_memory(), self.spent.memory)

    def _cpu(self) -> float:
        """CPU seconds of this process, of the programs it waited for, and of the workers."""
        own = time.process_time() + self.spent.cpu
        if sys.platform == "win32":
            return own
        import resource

        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return own + usage.ru_utime + usage.ru_stime

    def as_rows(self) -> list[dict[str, object]]:
        """One mapping a stage, for JSON."""
        return [asdict(stage) for stage in self.stages.values()]
