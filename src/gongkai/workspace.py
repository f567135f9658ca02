"""Every path under `datasets/` and `build/`; nobody else joins paths."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import DatasetError


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
    def corrections(self) -> Path:
        """What people put right after looking at the source; may be missing."""
        return self.path / "corrections.yml"

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
        found = self.reports.glob("*") if self.reports.is_dir() else ()
        return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


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
            known = ", ".join(other.id for other in self.dataset_folders()) or "none"
            raise DatasetError(
                "there is no such dataset", file=str(folder.path), advice=f"use one of these ids: {known}"
            )
        return folder

    def dataset_folders(self) -> list[DatasetFolder]:
        """All datasets, by id; DatasetError if the folder is missing."""
        if not self.datasets.is_dir():
            raise DatasetError(
                "the folder of datasets is missing", file=str(self.datasets), advice="give --datasets DIR"
            )
        return [DatasetFolder(path.parent) for path in sorted(self.datasets.glob("*/dataset.yml"))]

    @contextmanager
    def staged(self) -> Iterator[Workspace]:
        """A workspace beside this one that takes its place when the work inside has gone well.

        A crash or an interruption leaves the packages and the site as they were.
        """
        staging = self.out / ".staging"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        try:
            yield Workspace(self.datasets, staging, self.project)
            self._take_over(staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _take_over(self, staging: Path) -> None:
        """Moves the finished folders into place; if that is cut short, every old one is moved back."""
        moved: list[tuple[Path, Path]] = []
        try:
            for fresh in sorted(path for path in staging.iterdir() if path.name in ("packages", "site")):
                target, old = self.out / fresh.name, staging / f"old-{fresh.name}"
                moved.append((target, old))
                if target.exists():
                    target.rename(old)
                fresh.rename(target)
        except BaseException:
            for target, old in moved:
                _put_back(target, old)
            raise


def _put_back(target: Path, old: Path) -> None:
    """The old folder in the place of the new one, wherever the swap was cut short."""
    if old.exists():
        shutil.rmtree(target, ignore_errors=True)
        old.rename(target)
