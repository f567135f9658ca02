"""The limit of work for one report, counted in steps so that results do not depend on the machine."""

from __future__ import annotations

MOST_STEPS = 120_000
"""A step is one sum looked at, about 6 µs: altogether about a second. Ordinary reports
need some hundreds; what needs more has many cells that cannot be read beside many sums that fail."""


class SpentError(Exception):
    """All steps are used up."""


class Effort:
    """The remaining steps for a report."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Takes steps away.

        Raises:
            SpentError: if none are left.
        """
        self.left -= steps
        if self.left < 0:
            raise SpentError
