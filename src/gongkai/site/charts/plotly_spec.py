"""What plotly.js draws of a chart, as JSON: written directly, since plotly's own validators cost 18 ms a chart.

A test lets them look at every kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from gongkai.site.charts.drawing import BOTTOM, TOP, Bars, Drawing, Lines, Strip, radius, step, ticks
from gongkai.site.charts.looks import DASHES, OTHERS, OWN

PATTERN = {"fillmode": "overlay", "size": 9, "solidity": 0.14, "fgcolor": "rgba(255,255,255,.7)"}
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x")
_DASHED = {"dash": "dash", "width": 1.5, "color": "#767676"}


def spec(drawing: Drawing) -> dict[str, Any]:
    """`data` and `layout` of a drawing: JSON as plotly.js describes it."""
    if isinstance(drawing, Bars):
        return {"data": list(_bars(drawing)), "layout": {**_horizontal(drawing), "barmode": "stack", "bargap": 0.5}}
    if isinstance(drawing, Strip):
        return {"data": list(_dots(drawing)), "layout": _horizontal(drawing)}
    return {"data": list(_lines(drawing)), "layout": _over_years(drawing)}


def _name(lines: tuple[str, ...]) -> str:
    return "<br>".join(map(escape, lines))


def _bars(bars: Bars) -> Iterator[dict[str, object]]:
    names = [_name(name) for name in bars.names]
    for place, look in enumerate(bars.looks):
        values = [bar[place] for bar in bars.values]
        yield {
            "type": "bar",
            "orientation": "h",
            "name": look.label,
            "x": values,
            "y": names,
            "marker": {"color": look.colour, "pattern": {"shape": look.pattern, **PATTERN}},
            "text": [str(value) if value else "" for value in values],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "hovertemplate": "%{y} · %{fullData.name}: %{x}<extra></extra>",
        }


def _lines(lines: Lines) -> Iterator[dict[str, object]]:
    gaps = {after for after, _ in lines.breaks}
    for place, (look, values) in enumerate(zip(lines.looks, lines.values, strict=True)):
        x: list[str] = []
        y: list[float | None] = []
        for number, (year, value) in enumerate(zip(lines.years, values, strict=True)):
            x.append(str(year))
            y.append(value)
            if number in gaps:
                x.append(str(year))
                y.append(None)
        yield {
            "type": "scatter",
            "mode": "lines+markers",
            "name": look.label,
            "x": x,
            "y": y,
            "connectgaps": False,
            "line": {"color": look.colour, "width": 2, "dash": DASHES[look.pattern][1]},
            "marker": {"color": look.colour, "size": 8, "symbol": SYMBOLS[place % len(SYMBOLS)]},
            "hovertemplate": "%{x} · %{fullData.name}: %{y}<extra></extra>",
        }


def _dots(strip: Strip) -> Iterator[dict[str, object]]:
    most = max(dot.count for row in strip.dots for dot in row)
    for own in (False, True):
        found = [(_name(name), dot) for name, row in zip(strip.names, strip.dots, strict=True) for dot in row]
        dots = [(name, dot) for name, dot in found if dot.own == own]
        if dots:
            yield {
                "type": "scatter",
                "mode": "markers",
                "x": [dot.at for _, dot in dots],
                "y": [name for name, _ in dots],
                "text": [str(dot.count) for _, dot in dots],
                "marker": {
                    "color": OWN if own else OTHERS,
                    "size": [2 * radius(dot, most) for _, dot in dots],
                    "symbol": "diamond" if own else "circle",
                    "opacity": 1 if own else 0.75,
                },
                "hovertemplate": "%{x} · n = %{text}<extra></extra>",
            }


def _layout(drawing: Drawing) -> dict[str, object]:
    return {
        "height": drawing.height,
        "margin": {"l": 8, "r": 16, "t": TOP, "b": BOTTOM},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "font": {"size": 13},
    }


def _values(drawing: Drawing) -> dict[str, object]:
    """The axis of values."""
    share = getattr(drawing, "share", False)
    return {
        "title": {"text": drawing.unit},
        "rangemode": "tozero",
        "dtick": step(drawing),
        "tickformat": ".0%" if share else ",d",
        "fixedrange": True,
    }


def _horizontal(drawing: Bars | Strip) -> dict[str, object]:
    names = [_name(name) for name in drawing.names]
    layout = _layout(drawing) | {"xaxis": _values(drawing)}
    layout["yaxis"] = {
        "automargin": True,
        "type": "category",
        "autorange": "reversed",
        "fixedrange": True,
        "categoryorder": "array",
        "categoryarray": names,
    }
    if isinstance(drawing, Bars) and drawing.breaks:
        layout["shapes"] = [_line(after + 0.5, across="x") for after, _ in drawing.breaks]
        layout["annotations"] = [
            {
                "text": label, "y": after + 0.5, "showarrow": False, "font": {"size": 10}, "borderpad": 0,
                "x": 1, "xref": "paper", "xanchor": "right", "yref": "y", "yanchor": "bottom", "yshift": 3,
            }
            for after, label in drawing.breaks
        ]  # fmt: skip
    if isinstance(drawing, Strip):
        layout["shapes"] = [
            {"type": "line", "layer": "above", "x0": m, "x1": m, "y0": at - 0.3, "y1": at + 0.3, "line": {"width": 2}}
            for at, m in enumerate(drawing.medians)
            if m is not None
        ]
    return layout


def _over_years(lines: Lines) -> dict[str, object]:
    layout = _layout(lines) | {"yaxis": {**_values(lines), "automargin": True, "range": [0, ticks(lines)[-1]]}}
    layout["xaxis"] = {"type": "category", "fixedrange": True, "categoryarray": [str(year) for year in lines.years]}
    if lines.breaks:
        layout["shapes"] = [_line(after + 0.5, across="y") for after, _ in lines.breaks]
        layout["annotations"] = [
            {
                "text": label, "x": after + 0.5, "showarrow": False, "font": {"size": 10},
                "y": 1, "yref": "paper", "yanchor": "top", "xref": "x", "xanchor": "left",
            }
            for after, label in lines.breaks
        ]  # fmt: skip
    return layout


def _line(at: float, *, across: str) -> dict[str, object]:
    """A dashed line across the whole drawing."""
    other = "y" if across == "x" else "x"
    ends = {f"{across}0": 0, f"{across}1": 1, f"{across}ref": "paper"}
    place = {f"{other}0": at, f"{other}1": at, f"{other}ref": other}
    return {"type": "line", "layer": "above", "line": _DASHED, **place, **ends}
