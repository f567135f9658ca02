"""Looks for new reports on the agencies' own sites, politely; gives files and what is known of them.

Scrapy fetches (robots.txt, throttle, retries, cache and decompression are its middlewares); `links` reads lists,
`politeness` holds what Scrapy has no middleware for, `spider` walks from list to report, `crawl` runs it.
"""

from gongkai.collect.crawl import Options, crawl
from gongkai.collect.outcomes import outcomes

__all__ = ["Options", "crawl", "outcomes"]
