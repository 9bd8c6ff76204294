"""The figures beside the marks: columns right of the plots, percentages in bold and the counts that they rest on.

A column is a narrow axis of its own, so that it grows with the chart, prints and exports. Its letters are of one size
whatever the width of a screen: `place` gives it the room that they need, and a page hides the counts where a chart is
narrow (`page.css` knows them by the ids of their traces).
"""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.charts.hover import short_share

FIGURES, COUNTS = "figures", "counts"  # with them begin the ids of their traces
LEFT, RIGHT = "middle left", "middle right"
SHARES = "%, n/N"
NOT_REPORTED = "–"
SIZE = 13  # pixels
NARROWEST = 600  # pixels for plots and columns from which on counts are shown
GAP, PLOT_GAP = 14, 26  # pixels left of a column, and between two plots
PLOT_SHARES = (0.6, 0.4)  # how plots share what the columns leave
HIDDEN = {
    **{"showticklabels": False, "ticks": "", "showgrid": False, "zeroline": False, "showline": False},
    **{"fixedrange": True, "automargin": False},
}
BETWEEN = 6  # pixels between a percentage and its count
FIRST_AXIS = 11  # number of the axis of the first column; plots have smaller ones


class Value(NamedTuple):
    """A figure and what it rests on, as escaped text; the latter may be empty."""

    figure: str
    rests_on: str


def of_share(row) -> Value:
    """ "38%" and "101/267" of an incidence row; a count that is worked out from the percentage stands in brackets.

    A bound keeps its sign; where no single count is known there is the number of patients, or nothing.
    """
    share = f"{short_share(row)}%"
    if pd.isna(row.n_at_risk):
        return Value(share, "")
    if pd.notna(row.n_with_event):
        return Value(share, f"{row.n_with_event}/{'~' if row.percent_qualifier == '~' else ''}{row.n_at_risk}")
    if getattr(row, "count_basis", "") == "worked_out":
        return Value(share, f"[{row.n_with_event_low}/{row.n_at_risk}]")
    return Value(share, f"of {row.n_at_risk}")


def add_column(
    figure: go.Figure,
    values: list[Value],
    *,
    y,
    color: str | list[str],
    dark: bool,
    title: str = SHARES,
    column: int = 0,
) -> None:
    """Write values at these places, in the color of their marks; figures of the first column (0) are never hidden."""
    if not values:
        return
    number = len(figure.data)
    axis = f"x{FIRST_AXIS + column}"
    hue = theme.letters(color, dark) if isinstance(color, str) else [theme.letters(one, dark) for one in color]
    for uid, texts, side, ink in (
        (FIGURES if column == 0 else COUNTS, [f"<b>{value.figure}</b>" for value in values], LEFT, hue),
        (COUNTS, [value.rests_on for value in values], RIGHT, theme.QUIET[dark]),
    ):
        figure.add_scatter(
            uid=f"{uid}-{number}-{side}",
            x=[-BETWEEN / 2 if side == LEFT else BETWEEN / 2] * len(values),
            y=y,
            xaxis=axis,
            mode="text",
            text=texts,
            textposition=side,
            textfont={"size": SIZE, "color": ink},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        )
    figure.update_layout({axis.replace("x", "xaxis"): {"title": {"text": title}}})


def place(figure: go.Figure, width: float = NARROWEST) -> go.Figure:
    """Give plots and columns, which stand right of all plots, their room in a figure with `width` pixels for both."""
    figure.data = sorted(figure.data, key=is_of_column)
    size = max((trace.textfont.size for trace in columns_of(figure)), default=SIZE)
    needs = {axis: _pixels(figure, axis, size) for axis in sorted({trace.xaxis for trace in columns_of(figure)})}
    left = max(0.4 * width, width - sum(left + right for left, right in needs.values()))
    plots = [axis for axis in figure.select_xaxes() if axis.plotly_name not in {_name(axis) for axis in needs}]
    shares = PLOT_SHARES[: len(plots)]
    free, start = left - PLOT_GAP * (len(plots) - 1), 0.0
    for axis, share in zip(plots, shares, strict=True):
        end = start + free * share / sum(shares)
        axis.domain = [start / width, min(1.0, end / width)]
        start = end + PLOT_GAP
    font = figure.layout.xaxis.title.font
    for name, (figures, counts) in needs.items():
        axis = figure.layout[_name(name)]
        domain = [left / width, min(1.0, (left + figures + counts) / width)]
        axis.update(HIDDEN | {"anchor": "y", "domain": domain, "range": [-figures, max(counts, 1.0)]})
        axis.title.font = font
        axis.title.font.size = min(font.size, size)
        left += figures + counts
    return figure


def columns_of(figure: go.Figure) -> list:
    """The traces of the columns."""
    return [trace for trace in figure.data if is_of_column(trace)]


def is_of_column(trace) -> bool:
    """Whether a trace writes values and draws no mark."""
    return (trace.uid or "").startswith((FIGURES, COUNTS))


def _pixels(figure: go.Figure, axis: str, size: float) -> tuple[float, float]:
    """Pixels of a column left and right of the line between its figures and what they rest on."""
    traces = [trace for trace in columns_of(figure) if trace.xaxis == axis]
    left, right = (
        max(theme.em_width(text) * size for trace in traces if trace.textposition == side for text in trace.text)
        for side in (LEFT, RIGHT)
    )
    gap = GAP * size / SIZE
    return gap + left + BETWEEN / 2, right + BETWEEN / 2


def _name(axis: str) -> str:
    """The name in the layout of an axis: "x11" is "xaxis11"."""
    return axis.replace("x", "xaxis", 1)
