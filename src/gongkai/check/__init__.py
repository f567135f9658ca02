"""Rules that turn cells, facts and dates into findings, and the indicators derived from a report."""

from gongkai.check.hierarchy import reach
from gongkai.check.indicators import implied_zeros, indicators
from gongkai.check.run import check, check_series
from gongkai.check.weigh import weigh

__all__ = ["check", "check_series", "implied_zeros", "indicators", "reach", "weigh"]
