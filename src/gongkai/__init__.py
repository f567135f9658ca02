"""China's government information disclosure annual reports as open data.

`load`, `diff` and `cite` read published packages; they need nothing but what `pip install gongkai` brings.

>>> import gongkai  # doctest: +SKIP
>>> gongkai.load("requests", "https://example.org/", labels="en", value="best")  # doctest: +SKIP
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
