"""Every path under `datasets/` and `build/`; nobody else joins paths."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gongkai.errors import BuildError, DatasetError

# Windows has neither locks on folders nor a way to sync one: there a build goes without.
POSIX = sys.platform != "win32"
if sys.platform != "win32":
    import fcntl


@dataclass(frozen=True, slots=True)
class DatasetFolder:
    """One folder of `datasets/`: what goes in, never what comes out."""

    path: Path

    @property
    def id(self) -> str:
        """Id of the dataset, the name of its folder."""
        return self.path.name

    @property
    def description(self) -> Path:
        """Title, licences, sources of the dataset."""
        return self.path / "dataset.yml"

    @property
    def agencies(self) -> Path:
        """Register of agencies."""
        return self.path / "agencies.csv"

    @property
    def sources(self) -> Path:
        """Where each source report came from."""
        return self.path / "sources.csv"

    @property
    def list_pages(self) -> Path:
        """Where to look for new reports; may be missing."""
        return self.path / "collect.csv"

    @property
    def looked_for(self) -> Path:
        """Which reports were looked for and not found; may be missing."""
        return self.path / "looked_for.csv"

    @property
    def alternates(self) -> Path:
        """Other formats of reports that are here, and later states of their pages; never read into the data."""
        return self.path / "alternates"

    @property
    def corrections(self) -> Path:
        """What people put right after looking at the source; may be missing."""
        return self.path / "corrections.yml"

    @property
    def replies(self) -> Path:
        """What agencies say about their reports or single numbers; may be missing."""
        return self.path / "replies.yml"

    @property
    def known_errors(self) -> Path:
        """Errors in the sources that the last release already showed; may be missing."""
        return self.path / "known_errors.csv"

    @property
    def releases(self) -> Path:
        """What each released version published; may be missing."""
        return self.path / "releases"

    @property
    def reading_changes(self) -> Path:
        """Declared improvements of reading; may be missing."""
        return self.path / "reading_changes.yml"

    @property
    def gold(self) -> Path:
        """Hand-checked values; may be missing."""
        return self.path / "gold"

    @property
    def reports(self) -> Path:
        """The source reports as downloaded."""
        return self.path / "reports"

    def report_files(self) -> list[Path]:
        """The source reports, by name."""
        return [path for path, kind in self._found() if kind == "report"]

    def unread(self) -> list[tuple[Path, str]]:
        """What else lies among the reports, by name, and what it is: a key of `UNREAD`."""
        return [(path, kind) for path, kind in self._found() if kind != "report"]

    def _found(self) -> list[tuple[Path, str]]:
        found = sorted(self.reports.iterdir()) if self.reports.is_dir() else ()
        return [(path, _kind(path, self.path)) for path in found if path.name != KEEPER]


KEEPER = ".gitkeep"
"""Lies in an empty folder of reports, so that git keeps it."""

UNREAD = {
    "hidden": ("名称以点开头", "its name begins with a dot"),
    "broken_link": ("链接所指的文件不存在", "a link to what is not there"),
    "leads_out": ("链接指向数据集之外", "a link that leads out of the dataset"),
    "folder": ("是文件夹，其中的文件不读", "a folder, whose files are not read"),
    "no_file": ("不是普通文件", "no ordinary file"),
}
"""What lies among the reports and is not read, in Chinese and English."""


def _kind(path: Path, dataset: Path) -> str:
    """`report`, or a key of `UNREAD`; nothing is opened, as a pipe would never answer."""
    if path.name.startswith("."):
        return "hidden"
    if path.is_symlink():
        target = Path(os.path.realpath(path))  # unlike `resolve`, this has no quarrel with links that go in a circle
        if not os.path.lexists(target) or target.is_symlink():
            return "broken_link"
        if not target.is_relative_to(os.path.realpath(dataset)):
            return "leads_out"
    if path.is_dir():
        return "folder"
    return "report" if path.is_file() else "no_file"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a build reads and writes.

    Attributes:
        datasets: the folder of datasets.
        out: the folder that builds replace; anything in it may be deleted.
        project: the folder of `mkdocs.yml` and `docs/`.
    """

    datasets: Path
    out: Path
    project: Path

    @property
    def packages(self) -> Path:
        """Folder of the data packages."""
        return self.out / "packages"

    @property
    def site(self) -> Path:
        """Folder of the site."""
        return self.out / "site"

    def package(self, dataset_id: str) -> Path:
        """Folder of one data package."""
        return self.packages / dataset_id

    def dataset(self, dataset_id: str) -> DatasetFolder:
        """The dataset of that id; DatasetError if there is none."""
        folder = DatasetFolder(self.datasets / dataset_id)
        if not folder.description.is_file():
            known = ", ".join(other.id for other in self.dataset_folders())
            raise DatasetError("no_such_dataset", file=folder.path, known=known)
        return folder

    def dataset_folders(self) -> list[DatasetFolder]:
        """All datasets, by id; DatasetError if there is none, or one has lost its description."""
        if not self.datasets.is_dir():
            raise DatasetError("datasets_missing", file=self.datasets)
        found = [DatasetFolder(path) for path in sorted(self.datasets.iterdir()) if path.is_dir()]
        for folder in found:
            if not folder.description.is_file() and (folder.releases.is_dir() or folder.reports.is_dir()):
                raise DatasetError("description_lost", file=folder.path)
        described = [folder for folder in found if folder.description.is_file()]
        if not described:
            raise DatasetError("no_dataset", file=self.datasets)
        return described

    @property
    def cache(self) -> Path:
        """Folder of what may be deleted without any change but of time."""
        return self.out / "cache"

    @property
    def spare(self) -> Path:
        """Folders of the site before this one that hold the same files as it; a build may move them away."""
        return self.cache / "spare"

    @contextmanager
    def staged(self) -> Iterator[Workspace]:
        """A workspace beside this one that takes its place when the work inside has gone well.

        Whatever happens, an error, Ctrl-C, a kill or a power cut, what was published stands or comes back: until the
        new output is whole and on disk nothing old is touched; from then on a file says so, and the next call here
        finishes an exchange that was cut short (docs/decisions/0038-exchange.md).

        Raises:
            BuildError: another build writes here, or the folder cannot be written.
        """
        with _held(self.out):
            staging = self.out / ".staging"
            if (staging / READY).is_file():
                _exchange(self.out, staging)
            _clear(self.out, staging)
            staging.mkdir()
            try:
                yield Workspace(self.datasets, staging, self.project)
                if any((staging / name).exists() for name in OUTPUT):
                    _declare_ready(staging)
                    _exchange_or_undo(self.out, staging)
                    _keep_spare(staging / "old-site", self.site, self.spare)
            finally:
                _clear(self.out, staging)


READY = "ready"
"""Stands in the staging folder from the moment on which the new output is whole until it is in place."""

OUTPUT = ("packages", "site")

DELETIONS = 8
"""Folders deleted at a time: a site has 26,000, and a disk takes no longer over several of them than over one."""


@contextmanager
def _held(out: Path) -> Iterator[None]:
    """One build at a time: the system lets go of the lock of a process that is killed."""
    out.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError("another_build", file=out) from error
        yield
    finally:
        os.close(handle)


def _declare_ready(staging: Path) -> None:
    if POSIX:
        os.sync()
    with (staging / "whole").open("w") as file:
        os.fsync(file.fileno())
    (staging / "whole").rename(staging / READY)
    _settle(staging)


def _settle(folder: Path) -> None:
    """Waits until the names in a folder are on disk."""
    if not POSIX:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(out: Path, staging: Path) -> None:
    """Every new folder in the place of the old one; begins again wherever an earlier call was cut short."""
    for name in OUTPUT:
        fresh, target, old = staging / name, out / name, staging / f"old-{name}"
        if fresh.exists():
            if target.exists():
                target.rename(old)
            fresh.rename(target)
    _settle(out)
    (staging / READY).unlink()
    _settle(staging)


def _exchange_or_undo(out: Path, staging: Path) -> None:
    """The exchange, or no exchange: an error in it brings every old folder back."""
    try:
        _exchange(out, staging)
    except BaseException:
        for name in OUTPUT:
            fresh, target, old = staging / name, out / name, staging / f"old-{name}"
            if old.exists():
                if target.exists():
                    target.rename(fresh)
                old.rename(target)
        raise


def _clear(out: Path, staging: Path) -> None:
    """Deletes the staging folder, unless it holds the only copy of something: the next build puts that in place."""
    if any((staging / f"old-{name}").exists() and not (out / name).exists() for name in OUTPUT):
        return
    (staging / READY).unlink(missing_ok=True)
    _delete(folder for folder, folders, _ in os.walk(staging) if not folders)
    _delete([staging])


def _delete(folders: Iterable[Path | str]) -> None:
    with ThreadPoolExecutor(DELETIONS) as pool:
        pool.map(partial(shutil.rmtree, ignore_errors=True), list(folders))


def _keep_spare(old: Path, site: Path, spare: Path) -> None:
    """Keeps of the old site the folders whose files the new one has too, under a second name.

    The next build moves them into its site: one step for a folder, in place of one for each file, and nothing to be
    deleted afterwards.
    """
    if not spare.parent.is_dir() or not old.is_dir():
        return
    _delete([spare])
    skip = len(str(old))
    with suppress(OSError):  # it saves nothing but time
        own: list[str] = []
        for folder, folders, names in os.walk(old):
            if folders:
                for name in names:
                    os.unlink(f"{folder}/{name}")  # noqa: PTH108
            elif not _marks(folder) & _marks(f"{site}{folder[skip:]}"):
                own.append(folder)
        _delete(own)
        old.rename(spare)


def _marks(folder: str) -> set[tuple[str, int]]:
    """Name and number of every file in a folder, as the file system has them; none if it is missing."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        return {(entry.name, entry.inode()) for entry in entries}
    return set()
