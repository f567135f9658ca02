"""Gathers what is wrong in files that people wrote, so that all of it is reported at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gongkai.errors import DatasetError, DatasetErrors


class Faults:
    """The faults met so far."""

    def __init__(self) -> None:
        self._met: list[DatasetError] = []

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Keeps the DatasetError of the block instead of letting it stop the reading."""
        try:
            yield
        except DatasetError as error:
            self.note(error)

    def note(self, error: DatasetError) -> None:
        """Keep a fault that was found without an exception."""
        self._met.extend(error.errors if isinstance(error, DatasetErrors) else [error])

    def raise_if_any(self) -> None:
        """End here if there were faults.

        Raises:
            DatasetError: the only fault, or one error with a line for each.
        """
        if len(self._met) == 1:
            raise self._met[0]
        if self._met:
            raise DatasetErrors(self._met)
