"""What a page may load and run, written into it: the only inline scripts are those it has when it is made."""

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
    digests = (hashlib.sha256(match[1].encode()).digest() for match in _INLINE.finditer(html))
    hashes = dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return html.replace(_OWN_SCRIPTS, " ".join((_OWN_SCRIPTS, *hashes)), 1)
