"""A file that takes too much time or memory, or ends its process, is rejected by its own reason; others are read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.errors import Rejection
from gongkai.model import Status
from gongkai.pipeline import apart
from gongkai.pipeline.limits import limited, watched
from gongkai.pipeline.reading import extract_file
from gongkai.pipeline.workers import WorkerDied, Workers
from tests.support.gold import GOLD

REPORTS = sorted((GOLD.parent / "reports").glob("*.txt"))


def loop() -> None:
    while True:
        pass


def hoard() -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def descend(depth: int = 0) -> int:
    return descend(depth + 1) + 1


@pytest.mark.parametrize(
    ("task", "seconds", "spent"), [(loop, 0.2, "time"), (hoard, 60, "memory"), (descend, 60, "depth")]
)
def test_what_takes_too_much_is_rejected_with_its_name(task: Callable[[], None], seconds: float, spent: str) -> None:
    with pytest.raises(Rejection) as raised, limited("bomb.pdf", seconds=seconds, room=200_000_000):
        task()
    assert raised.value.reason == "too_costly"
    assert str(raised.value).startswith(f"bomb.pdf: reading it takes more time or memory than allowed ({spent})")


TAKEN_AFTER_OTHERS = """
from gongkai.pipeline.limits import limited

left = [bytearray(5_000) for _ in range(60_000)]
last = left.pop()  # at the end of the heap, so that what lies before it stays with the process
del left
held = []
try:
    with limited("bomb.pdf", seconds=60, room=500_000_000):
        while True:
            held.append(bytearray(10_000_000))
except Exception:
    print(len(held))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells and bounds the memory of a process")
def test_what_earlier_files_left_free_counts_as_room_of_the_next() -> None:
    """300 MB lie free, 500 MB are allowed: 50 pieces of 10 MB, not 80."""
    told = subprocess.run([sys.executable, "-c", TAKEN_AFTER_OTHERS], check=True, capture_output=True, text=True)
    assert 40 < int(told.stdout) <= 50


def test_waiting_is_no_work_and_the_limits_end_with_the_block() -> None:
    with limited("slow.txt", seconds=0.1):
        time.sleep(0.3)
    with limited("good.txt", seconds=0.1, room=1_000_000):
        pass
    assert len(bytearray(50_000_000)) == 50_000_000
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux bounds both time and memory")
def test_a_block_leaves_neither_timer_nor_bound_behind() -> None:
    import resource

    def bounds() -> list[object]:
        timer, handler = signal.getitimer(signal.ITIMER_PROF), signal.getsignal(signal.SIGPROF)
        return [timer, handler, resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU)]

    before = bounds()
    assert before[0] == (0, 0)
    with limited("a.txt"):
        inside = bounds()
    assert bounds() == before
    assert [one == other for one, other in zip(before, inside, strict=True)] == [False, False, False, True]
    with pytest.raises(Rejection), limited("a.txt", seconds=0.05):
        loop()
    assert bounds() == before


def stuck(seconds: float) -> str:
    """Never comes back to Python: what no signal handler of Python can end."""
    with watched(0.5):
        if seconds:
            sum(range(10**13))
        return "read"


@pytest.mark.slow
def test_a_process_that_never_answers_is_ended_and_the_next_file_is_read() -> None:
    with Workers(1, apart=True) as workers:
        assert [isinstance(result, WorkerDied) for result in workers.run(stuck, [0, 9, 0])] == [False, True, False]


@pytest.mark.slow
def test_the_watch_over_a_worker_bounds_nothing_here() -> None:
    """This process would end and tell nobody."""
    end = time.process_time() + 1.2
    with watched(0.1):
        while time.process_time() < end:
            pass


def waited(seconds: float) -> str:
    """A busy machine may leave a process waiting longer than its work takes."""
    with watched(0.5):
        time.sleep(seconds)
        return "read"


@pytest.mark.slow
def test_waiting_for_the_processor_ends_no_worker() -> None:
    with Workers(1, apart=True) as workers:
        assert list(workers.run(waited, [2.0])) == ["read"]


@pytest.mark.slow
def test_files_are_read_in_their_order_around_one_that_ends_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = tmp_path / "bomb.txt"
    bomb.write_text("x", encoding="utf-8")

    def deadly(path: Path) -> object:
        if path == bomb:
            os._exit(1)
        return extract_file(path)

    monkeypatch.setattr(apart, "extract_file", deadly)
    # A fork has the deadly reading; a process that starts anew would not.
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    found = list(apart.extract_files([REPORTS[0], bomb, REPORTS[1]]))
    assert [extraction.source.file for extraction in found] == [REPORTS[0].name, "bomb.txt", REPORTS[1].name]
    assert [(extraction.status, extraction.reason) for extraction in found][1] == (Status.REJECTED, "too_costly")
    assert "takes more time or memory" in str(found[1].message)


def test_what_is_no_file_of_its_own_is_rejected_without_being_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    for path in (tmp_path / "pipe.html", Path("/dev/zero"), Path("/proc/self/mem")):
        extraction = extract_file(path)
        assert extraction.status is Status.REJECTED
        assert extraction.source.file == path.name
