"""Charts: one definition each (`drawing.py`), drawn three times from it.

As a still picture on the page (`still.py`), as what plotly.js draws once a reader points at it (`plotly_spec.py`), and
as a file with its provenance (`travelling.py`). Colours and patterns stand in `looks.py` and nowhere else.
"""

from gongkai.site.charts.chart import Chart, Provenance, chart_files, make_chart
from gongkai.site.charts.distributions import Scale, series_chart, strip_chart
from gongkai.site.charts.drawing import Bars, Dot, Drawing, Lines, Look, Strip
from gongkai.site.charts.looks import CHANNEL_STYLE, COMPARED_STYLE, DASHES, FLOW_STYLE, OUTCOME_STYLE
from gongkai.site.charts.stacks import CHANNEL_STACK, OUTCOME_STACK, SIZE_STACK, Piece, flow_chart, stacked_chart

__all__ = [
    "CHANNEL_STACK",
    "CHANNEL_STYLE",
    "COMPARED_STYLE",
    "DASHES",
    "FLOW_STYLE",
    "OUTCOME_STACK",
    "OUTCOME_STYLE",
    "SIZE_STACK",
    "Bars",
    "Chart",
    "Dot",
    "Drawing",
    "Lines",
    "Look",
    "Piece",
    "Provenance",
    "Scale",
    "Strip",
    "chart_files",
    "flow_chart",
    "make_chart",
    "series_chart",
    "stacked_chart",
    "strip_chart",
]
