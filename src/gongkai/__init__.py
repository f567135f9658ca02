"""China's government information disclosure annual reports as open data.

`gongkai.load("requests", "https://…/", labels="en", value="best")` gives a table, `diff` what changed between two
versions, `cite` the citation of one number. They need nothing but what `pip install gongkai` brings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai.version import __version__

if TYPE_CHECKING:
    from gongkai.client import cite, diff, load

__all__ = ["__version__", "cite", "diff", "load"]


def __getattr__(name: str) -> Any:
    """The client's functions, loaded when first asked for: the command line must not wait for Arrow."""
    if name in __all__:
        from gongkai import client

        return getattr(client, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
