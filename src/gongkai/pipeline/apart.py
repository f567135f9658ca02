"""Files read in a process of their own: one that ends it is rejected, and the next ones are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.forms.reasons import why_rejected
from gongkai.model import Extraction
from gongkai.pipeline.limits import watched
from gongkai.pipeline.reading import extract_file, rejection
from gongkai.pipeline.workers import WorkerDied, Workers


def extract_files(paths: Sequence[Path]) -> Iterator[Extraction]:
    """Everything that each file says, in the order given; a file that takes too much is `rejected`."""
    with Workers(1, apart=True) as workers:
        for path, result in zip(paths, workers.run(_watched, paths), strict=True):
            yield too_costly(path) if isinstance(result, WorkerDied) else result


def too_costly(path: Path) -> Extraction:
    """The record of a file that ended the process it was read in."""
    return rejection(path, "too_costly", why_rejected("too_costly"))


def _watched(path: Path) -> Extraction:
    with watched():
        return extract_file(path)
