"""What a test reads of a chart: its marks, and the figures written beside them."""

import re

import plotly.graph_objects as go

from adverse.charts.values import is_of_column

OWN_TAGS = re.compile("</?b>")


def marks(figure: go.Figure) -> list:
    """The traces of a chart without the figures written beside its plots."""
    return [trace for trace in figure.data if not is_of_column(trace)]


def written(figure: go.Figure) -> list[str]:
    """The figures written beside its plots, each with what it rests on: "50% 50/100"."""
    columns = [trace for trace in figure.data if is_of_column(trace)]
    figures, rests = (
        [text for trace in columns if trace.textposition == side for text in trace.text]
        for side in ("middle left", "middle right")
    )
    return [f"{OWN_TAGS.sub('', a)} {b}".strip() for a, b in zip(figures, rests, strict=True)]
