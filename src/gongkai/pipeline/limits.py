"""What reading one file may take of the process it runs in; a file that wants more is rejected, and only that file.

The readers have limits of their own for what a format can hold (`read/limits.yml`); these hold whatever a file does.
"""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from math import ceil
from types import FrameType
from typing import cast

from gongkai.errors import Rejection
from gongkai.forms.reasons import why_rejected

SECONDS = 8
"""CPU seconds; real reports took 0.4 at the most, a PDF of 40 pages."""
ROOM = 3 << 28
"""Bytes of memory beyond what the process uses, so that all of it stays below 1 GiB; real reports took 60 million at
the most."""
GRACE = 2
"""A process that never comes back to Python is ended after this many times SECONDS of CPU time."""
PATIENCE = 30
"""A process that waits and does nothing is ended after this many times SECONDS of wall time: a busy machine may take
ten times as long as a quiet one for the same work."""


class _OutOfTime(BaseException):
    """Raised where the program happens to be; no reader may catch it by `except Exception`."""


@contextmanager
def limited(name: str, seconds: float = SECONDS, room: int = ROOM) -> Iterator[None]:
    """Bounds CPU time and memory of the block, where the system can and this is the main thread.

    Args:
        name: of the file, for the message.
        seconds: of CPU.
        room: bytes beyond what the process uses now.

    Raises:
        Rejection: with the reason `too_costly`, if the block took more.
    """
    try:
        with _timed(seconds), _bounded(room):
            yield
    except (_OutOfTime, MemoryError, RecursionError) as error:
        spent = {_OutOfTime: ("时间", "time"), MemoryError: ("内存", "memory")}.get(type(error), ("嵌套", "depth"))
        raise Rejection("too_costly", why_rejected("too_costly", spent), file=name) from error


@contextmanager
def watched(seconds: float = SECONDS * GRACE) -> Iterator[None]:
    """Ends a worker if the block takes more CPU seconds, also where it never comes back to Python.

    Nothing is bounded outside a worker: the process that would end is the one that has to tell of it.
    """
    if not multiprocessing.parent_process():
        yield
        return
    with open(os.devnull, "w") as nowhere, _ended_after(seconds):  # noqa: PTH123  (the watchdog wants a descriptor)
        faulthandler.dump_traceback_later(seconds * PATIENCE / GRACE, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """The system ends the process once it has used so many CPU seconds more, rounded up."""
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    end = time.process_time() + seconds

    def stop(_: int, __: FrameType | None) -> None:
        # The timer counts what the system does for the process too; what counts is what it used.
        if time.process_time() >= end:
            raise _OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _bounded(room: int) -> Iterator[None]:
    used = _address_space()
    if used is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    # What earlier files left free serves the next one first; else each file could take more than the one before it.
    tell = _mallinfo()
    free = int(tell().fordblks) if tell else 0
    most = used - free + room
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (max(ceil(most), 0), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@cache
def _mallinfo() -> Callable[[], _HeapInfo] | None:
    """Tells how many bytes the C library holds and nothing uses; None where it does not tell."""
    try:
        tell = ctypes.CDLL(None).mallinfo2
    except (AttributeError, OSError):
        return None
    tell.restype = _HeapInfo
    return cast(Callable[[], _HeapInfo], tell)


def _address_space() -> int | None:
    """Bytes of address space the process has; None where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (a file of the kernel, read often)
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None


class _HeapInfo(ctypes.Structure):
    """`struct mallinfo2` of the GNU C library: ten sizes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]
