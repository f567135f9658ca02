"""The full-text index, made by Pagefind from the finished pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gongkai.errors import SiteError

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces: the site has its own."""


def index_pages(site: Path) -> None:
    """Write the index to `pagefind/` under the site; all pages as Chinese, so that both languages find Chinese text.

    Raises:
        SiteError: Pagefind failed.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--force-language", "zh", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise SiteError(f"the search index failed: {lines[-1] if lines else 'no message'}", file=str(site))
    for pattern in UNUSED:
        for file in (site / "pagefind").glob(pattern):
            file.unlink()
