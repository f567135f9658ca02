"""Where the agency can be reached, and which notice it follows."""

from __future__ import annotations

import re

from gongkai.reading.metadata.page import Page, pattern

_CUE_REACH = 60
_DASHES = re.compile(r"\s*[-—–－―]+\s*")


def read_notice(page: Page) -> str | None:
    """The notice that prescribes the form, as 国办公开办函〔2021〕30号."""
    match = pattern("notice").search(page.introduction) or pattern("notice").search(page.everything)
    return f"国办公开办函〔{match['year']}〕{int(match['number'])}号" if match else None


def read_website(page: Page) -> str | None:
    """The address under which the report can be read."""
    for match in pattern("website").finditer(page.prose):
        before = page.prose[max(0, match.start() - _CUE_REACH) : match.start()]
        if pattern("website_cue").search(before):
            return match[0].rstrip(".")
    return None


def read_phone(page: Page) -> str | None:
    """The first telephone number, dashes of any kind as `-`."""
    match = pattern("phone").search(page.half_width_prose)
    return _DASHES.sub("-", match["value"].strip()) if match else None


def read_email(page: Page) -> str | None:
    """The first e-mail address."""
    match = pattern("email").search(page.half_width_prose)
    return match[0] if match else None


def read_address(page: Page) -> str | None:
    """The postal address, as printed."""
    match = pattern("address").search(page.prose)
    return match["value"].strip() if match else None


def read_postcode(page: Page) -> str | None:
    """The six digits of the postcode."""
    match = pattern("postcode").search(page.half_width_prose)
    return match["value"] if match else None
