"""CPU time for tests that a cost does not grow out of hand; how fast a thing is stands in the bench, not in tests."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TRIES = 4


def at_best(task: Callable[[], object], enough: float) -> float:
    """CPU seconds of the quickest of four tries, the first that is quick enough being the last: machines are busy."""
    taken = float("inf")
    collecting = gc.isenabled()
    # A collection walks over all that thousands of tests have left, which says nothing of the task.
    gc.disable()
    try:
        for _ in range(TRIES):
            start = time.process_time()
            task()
            taken = min(taken, time.process_time() - start)
            if taken < enough:
                break
    finally:
        if collecting:
            gc.enable()
    return taken
