"""What a page may load and run, written into it: nothing inline but the scripts that stand in it when it is made."""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
"""Scripts of the theme; blocks with a type are data and never run."""
_OWN_SCRIPTS = "script-src 'self'"


def with_hashes(html: str) -> str:
    """A page of MkDocs whose policy names each of its inline scripts by its hash; no other inline script runs.

    A page is stamped after that: a script that came in with a report has no hash and doesn't run.
    """
    hashes = dict.fromkeys(_hash(match[1]) for match in _INLINE.finditer(html))
    return html.replace(_OWN_SCRIPTS, " ".join((_OWN_SCRIPTS, *hashes)), 1)


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
