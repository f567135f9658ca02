"""Colours and patterns of everything that is drawn.

They stay apart for colour-blind readers (Okabe and Ito's set), and the patterns tell the pieces apart without colour.
"""

from __future__ import annotations

OUTCOME_STYLE = {
    "granted": ("#009e73", ""),
    "partially_granted": ("#56b4e9", "/"),
    "refused": ("#d55e00", "x"),
    "unable": ("#e69f00", "."),
    "not_processed": ("#0072b2", "\\"),
    "other_handling": ("#949494", "-"),
}
CHANNEL_STYLE = {
    "reconsideration": ("#56b4e9", "/"),
    "litigation_direct": ("#d55e00", "x"),
    "litigation_after_reconsideration": ("#0072b2", "\\"),
}
SIZE_STYLE = {
    "0": ("#949494", "-"),
    "1": ("#56b4e9", "/"),
    "10": ("#009e73", ""),
    "100": ("#e69f00", "."),
    "1000": ("#d55e00", "x"),
}
"""How many requests an agency received: none, below 10, below 100, below 1,000, more."""
FLOW_STYLE = {"received": ("#0072b2", ""), "processed": ("#d55e00", "-"), "granted": ("#009e73", ".")}
"""Requests over years, as lines: the pattern is that of the line."""
LEVEL_STYLE = {
    "national": ("#949494", "."),
    "province": ("#0072b2", ""),
    "prefecture": ("#d55e00", "-"),
    "county": ("#009e73", "."),
    "township": ("#e69f00", "-"),
}
"""Levels of government over years, as lines."""
COMPARED_STYLE = (
    ("#0072b2", ""),
    ("#d55e00", "-"),
    ("#009e73", "."),
    ("#7b3294", ""),
    ("#e69f00", "-"),
    ("#56b4e9", "."),
    ("#5c5c5c", ""),
    ("#a6611a", "-"),
)
"""Agencies that a reader sets side by side, in the order they were chosen."""
OWN, OTHERS = "#d55e00", "#7f8c86"
"""A dot of a distribution: the one the page is about, and all others."""
SWATCH = {
    "": "",
    "/": "M0 6 6 0M2 16 16 2M10 16 16 10",
    "\\": "M10 0l6 6M0 2l14 14M0 10l6 6",
    "x": "M0 8 8 0M0 16 16 0M8 16l8-8M8 0l8 8M0 0l16 16M0 8l8 8",
    ".": "M3 4h2M11 4h2M7 8h2M3 12h2M11 12h2",
    "-": "M0 4h16M0 10h16",
}
"""Each pattern as an SVG path on a square of 16."""
DASHES = {"": ("none", "solid"), "-": ("9 5", "dash"), ".": ("2 4", "dot")}
"""The pattern of a line in SVG and in plotly."""
_DARK, _LIGHT, _MIDDLE = "on-light", "on-dark", 0.179
"""Black on colours of a greater relative luminance, white on others: either has a contrast of 4.58 and more."""


def ink(colour: str) -> str:
    """The class of a number that is read easily on a colour such as #e69f00 (WCAG 2.2, relative luminance)."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return _DARK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > _MIDDLE else _LIGHT
