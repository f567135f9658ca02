"""Finds the cells that must be wrong and the numbers that the sums imply; never overwrites printed values."""

from gongkai.reconcile.balanced import reconcile
from gongkai.reconcile.corrections import apply_corrections

__all__ = ["apply_corrections", "reconcile"]
