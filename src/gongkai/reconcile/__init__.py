"""Which cells must be wrong, and what the sums of the form say they should be; what is printed is never overwritten."""

from gongkai.reconcile.balanced import reconcile
from gongkai.reconcile.corrections import apply_corrections

__all__ = ["apply_corrections", "reconcile"]
