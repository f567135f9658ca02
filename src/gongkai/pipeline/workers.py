"""Who does the work: this process, a pool of processes, or any executor of `concurrent.futures`, on any machine.

A task is a function of a module and gets plain data: bytes, never paths that only this machine knows.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from gongkai.errors import BuildError

P = TypeVar("P")
R = TypeVar("R")

AHEAD = 3
"""Tasks that wait for each worker: enough that none is idle, few enough that memory stays small."""

SELDOM = 50_000
"""New objects after which Python looks for circles of dead ones: a build makes millions of cells, hardly a circle."""

DASK = "dask://"


@dataclass(frozen=True, slots=True)
class WorkerDied:
    """Stands for the result of a task that ended the process it ran in, twice: the giver decides what that means."""


@dataclass
class Spent:
    """CPU seconds of the workers so far, and the largest memory of one of them in bytes."""

    cpu: float = 0.0
    memory: int = 0


@dataclass
class Workers:
    """Runs tasks in order of their payloads.

    Attributes:
        jobs: processes of the pool; 1 means this process.
        executor: used instead of a pool; its results may come from another machine.
        apart: True to run even one job in a process of its own, which it may end.
        spent: what the workers have used so far.
        close: called when the work is over.
    """

    jobs: int = 1
    executor: Executor | None = None
    apart: bool = False
    spent: Spent = field(default_factory=Spent)
    close: Callable[[], object] | None = None
    _pool: ProcessPoolExecutor | None = None
    _collected: tuple[int, int, int] = (0, 0, 0)

    def __enter__(self) -> Self:
        self._collected = gc.get_threshold()
        gc.set_threshold(SELDOM)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        gc.set_threshold(*self._collected)
        if self._pool:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)
        if self.close:
            self.close()

    @property
    def far(self) -> bool:
        """True if workers may not see the files of this machine."""
        return self.executor is not None

    def warm(self) -> None:
        """Starts a process of the pool, which takes a second, while this one does something else."""
        if self.executor is None and self.jobs > 1 and not self.apart:
            self._submitted(os.getpid)

    def run(self, task: Callable[[P], R], payloads: Iterable[P], *, few: bool = False) -> Iterator[R | WorkerDied]:
        """The result of the task for each payload, in their order; `WorkerDied` where the task ends its process.

        Args:
            task: a function that can be pickled.
            payloads: taken a few at a time, so that they may be made one by one.
            few: True if there are so few that starting processes costs more than it saves.
        """
        if self.executor is None and not self.apart and (few or self.jobs == 1):
            for payload in payloads:
                yield task(payload)
            return
        measured = partial(_measured, task)
        waiting: deque[tuple[P, Future[Any]]] = deque()
        try:
            for payload in payloads:
                waiting.append((payload, self._submitted(measured, payload)))
                if len(waiting) > AHEAD * self.jobs:
                    yield self._result(measured, *waiting.popleft())
            while waiting:
                yield self._result(measured, *waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()

    def _submitted(self, task: Callable[..., Any], *payload: object) -> Future[Any]:
        try:
            return self._executor().submit(task, *payload)
        except BrokenExecutor:
            self._pool = None
            return self._executor().submit(task, *payload)

    def _result(self, task: Callable[[P], Any], payload: P, future: Future[Any]) -> Any:
        """A pool that lost a process is made anew; the tasks it held are tried once more, each by itself."""
        try:
            return self._noted(future.result())
        except BrokenExecutor:
            self._pool = None
        try:
            return self._noted(self._submitted(task, payload).result())
        except BrokenExecutor:
            self._pool = None
            return WorkerDied()

    def _executor(self) -> Executor:
        if self.executor is not None:
            return self.executor
        if self._pool is None:
            # A fork of a program that has loaded all it needs is there at once; beside threads it would not be safe.
            alone = self.apart and sys.platform.startswith("linux") and threading.active_count() == 1
            kind = "fork" if alone else "spawn" if sys.platform == "win32" else "forkserver"
            context = multiprocessing.get_context(kind)
            if kind == "forkserver":
                # read once by the server, so that a new process costs nothing
                context.set_forkserver_preload(["gongkai.pipeline.tasks"])
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_follow_the_parent)
        return self._pool

    def _noted(self, measured: tuple[R, float, int]) -> R:
        result, cpu, memory = measured
        self.spent.cpu += cpu
        self.spent.memory = max(self.spent.memory, memory)
        return result


def _measured(task: Callable[[P], R], payload: P) -> tuple[R, float, int]:
    """The result with the CPU seconds it took and the largest memory of the process so far, in bytes."""
    start = time.process_time()
    result = task(payload)
    return result, time.process_time() - start, peak_memory()


def peak_memory() -> int:
    """The largest memory this process has had, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _follow_the_parent() -> None:
    """Leaves interrupts to the parent, and ends with it: the results of an orphan go nowhere, its work costs others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(SELDOM)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """A pipe tells of the end of the parent, whatever ended it."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def workers(jobs: int | None = None, address: str | None = None) -> Workers:
    """Workers by what a person asks for.

    Args:
        jobs: processes on this machine; as many as it has processors if None.
        address: `dask://HOST:PORT` of an existing Dask scheduler; None for this machine.

    Raises:
        BuildError: the address is of no kind that is known, or no scheduler answers there.
    """
    count = jobs or os.cpu_count() or 1
    if address is None:
        return Workers(count)
    if not address.startswith(DASK):
        raise BuildError("executor_unknown", address=address)
    try:
        from distributed import Client
    except ImportError as error:
        raise BuildError("dask_missing") from error
    try:
        dask: Any = Client
        client = dask(f"tcp://{address.removeprefix(DASK)}", timeout=10)
    except OSError as error:
        raise BuildError("dask_silent", address=address) from error
    threads = sum(client.nthreads().values())
    return Workers(max(threads, 1), client.get_executor(pure=False), close=client.close)
