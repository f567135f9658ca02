"""Rules that turn cells, facts and dates into findings, and the indicators derived from a report."""

from gongkai.check.indicators import indicators
from gongkai.check.run import check
from gongkai.check.series import check_series, count_series

__all__ = ["check", "check_series", "count_series", "indicators"]
