"""Pages from shells: a shell is a page that MkDocs built, with markers where the figures go.

Two kinds of marker: `<!--stamp:name-->` takes HTML, `@@stamp:name@@` stands in attributes and titles and takes text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape

from gongkai.errors import SiteError

_MARKER = re.compile(r"<!--\s*stamp:([a-z_]+)\s*-->|@@stamp:([a-z_]+)@@")


def markers(text: str) -> set[str]:
    """Names of the markers in a text."""
    return {match[1] or match[2] for match in _MARKER.finditer(text)}


def stamp(shell: str, html: Mapping[str, str], text: Mapping[str, str], *, page: str) -> str:
    """The shell with every marker replaced; what is put in is not searched for markers again.

    Args:
        shell: HTML with markers.
        html: fragments for the HTML markers, put in as they stand.
        text: values for the text markers, escaped here.
        page: address of the page, for the error message.

    Raises:
        SiteError: a marker has no value.
    """

    def value(match: re.Match[str]) -> str:
        try:
            return html[match[1]] if match[1] else escape(text[match[2]])
        except KeyError as error:
            raise SiteError("marker_unknown", file=page, marker=match[0]) from error

    return _MARKER.sub(value, shell)


def json_block(value: object) -> str:
    """JSON that can stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
