"""Tasks run in order, here, in processes, or on any executor; one that ends its process ends only itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongkai.errors import BuildError
from gongkai.pipeline.workers import AHEAD, WorkerDied, Workers, workers


def doubled(number: int) -> int:
    return number * 2


def fatal_at_three(number: int) -> int:
    if number == 3:
        os._exit(1)
    return number


def busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def told_and_asleep(folder: Path) -> None:
    (folder / str(os.getpid())).touch()
    time.sleep(60)


ORPHANING = """
import sys
from pathlib import Path
from gongkai.pipeline.workers import Workers
from tests.pipeline.test_workers import told_and_asleep
if __name__ == "__main__":
    with Workers({jobs}, apart={apart}) as hands:
        list(hands.run(told_and_asleep, [Path(sys.argv[1])] * {jobs}))
"""


@pytest.mark.parametrize("hands", [Workers(1), Workers(2), Workers(2, ThreadPoolExecutor(2))])
def test_results_come_in_the_order_of_the_payloads(hands: Workers) -> None:
    with hands:
        assert list(hands.run(doubled, range(40))) == [number * 2 for number in range(40)]


def test_payloads_are_taken_a_few_at_a_time() -> None:
    taken: list[int] = []

    def payloads() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with Workers(2) as hands:
        results = hands.run(doubled, payloads())
        next(results)
        assert len(taken) <= 2 * AHEAD + 1


@pytest.mark.slow
def test_a_task_that_ends_its_process_is_the_only_one_without_a_result() -> None:
    with Workers(2) as hands:
        assert list(hands.run(fatal_at_three, range(8))) == [0, 1, 2, WorkerDied(), 4, 5, 6, 7]


def test_the_time_that_workers_spend_is_counted() -> None:
    with Workers(2) as hands:
        list(hands.run(busy, [0.05, 0.05]))
    assert hands.spent.cpu >= 0.1
    assert hands.spent.memory > 1_000_000


def test_an_error_of_a_task_is_raised_where_its_result_is_asked_for() -> None:
    with Workers(2) as hands, pytest.raises(ZeroDivisionError):
        list(hands.run((1).__truediv__, [0]))


def test_an_unknown_kind_of_executor_is_named() -> None:
    with pytest.raises(BuildError, match="give dask://HOST:PORT"):
        workers(2, "http://example.org")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="looks at processes where Linux lists them")
@pytest.mark.parametrize(("jobs", "apart"), [(2, False), (1, True)])
def test_no_worker_outlives_a_parent_that_is_killed(tmp_path: Path, jobs: int, apart: bool) -> None:
    build = subprocess.Popen([sys.executable, "-c", ORPHANING.format(jobs=jobs, apart=apart), str(tmp_path)])
    _within(60, lambda: len(list(tmp_path.iterdir())) == jobs)
    at_work = [Path("/proc") / path.name for path in tmp_path.iterdir()]
    assert all(map(Path.exists, at_work))
    build.kill()
    build.wait()
    _within(20, lambda: not any(map(Path.exists, at_work)))


def _within(seconds: float, holds: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
