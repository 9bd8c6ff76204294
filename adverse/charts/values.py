"""The figures beside the marks: columns right of the plots, percentages in bold and the counts that they rest on.

A column is a narrow axis of its own, so that it grows with the chart, prints and exports. Its letters are of one size
whatever the width of a screen: `place` gives it the room that they need, and a page hides the counts where a chart is
narrow (`page.css` knows them by their axis).
"""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.charts.hover import short_share

SHARES = ("%", "n/N")  # the titles of a column
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
FIRST_AXIS = 11  # number of the first axis of a column, each of which has two; plots have smaller ones


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
    titles: tuple[str, str] = SHARES,
    column: int = 0,
) -> None:
    """Write values at these places, in the color of their marks; figures of the first column (0) are never hidden."""
    if not values:
        return
    hue = theme.letters(color, dark) if isinstance(color, str) else [theme.letters(one, dark) for one in color]
    figures, rests = axes_of(column)
    for axis, title, texts, x, ink in (
        (figures, titles[0], [f"<b>{value.figure}</b>" for value in values], -BETWEEN / 2, hue),
        (rests, titles[1], [value.rests_on for value in values], BETWEEN / 2, theme.QUIET[dark]),
    ):
        figure.add_scatter(
            x=[x] * len(values),
            y=y,
            xaxis=axis,
            mode="text",
            text=texts,
            textposition="middle left" if axis == figures else "middle right",
            textfont={"size": SIZE, "color": ink},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        )
        figure.update_layout({_name(axis): {"title": {"text": title}}})


def add_shares(
    figure: go.Figure, rows: pd.DataFrame, layout: theme.Rows, *, of: str, shift: float, color: str, dark: bool
) -> None:
    """Write the shares of one arm; where the chart has a row and the arm reports none, a dash, which is not zero.

    `of`: the column of `rows` that holds the keys of `layout`.
    """
    told = set(rows[of])
    absent = pd.Series([key for key in layout.position if key not in told], dtype=object)
    shown = [*map(of_share, rows.itertuples()), *[Value(NOT_REPORTED, "")] * len(absent)]
    add_column(figure, shown, y=[*layout.of(rows[of], shift), *layout.of(absent, shift)], color=color, dark=dark)


def place(figure: go.Figure, width: float = NARROWEST) -> go.Figure:
    """Give plots and columns, which stand right of all plots, their room in a figure with `width` pixels for both."""
    figure.data = sorted(figure.data, key=is_of_column)
    traces = [trace for trace in figure.data if is_of_column(trace)]
    size = max((trace.textfont.size for trace in traces), default=SIZE)
    needs: dict[str, float] = {}
    for trace in traces:
        gap = (GAP * size / SIZE if _is_of_figures(trace.xaxis) else 0) + abs(trace.x[0])
        needs[trace.xaxis] = max(needs.get(trace.xaxis, 0), gap + _widest(trace))
    left = max(0.4 * width, width - sum(needs.values()))
    plots = [axis for axis in figure.select_xaxes() if axis.plotly_name not in map(_name, needs)]
    shares = PLOT_SHARES[: len(plots)]
    free, start = left - PLOT_GAP * (len(plots) - 1), 0.0
    for axis, share in zip(plots, shares, strict=True):
        end = start + free * share / sum(shares)
        axis.domain = [start / width, min(1.0, end / width)]
        start = end + PLOT_GAP
    font = figure.layout.xaxis.title.font
    for name, need in sorted(needs.items()):
        axis = figure.layout[_name(name)]
        domain = [min(1.0, left / width), min(1.0, (left + need) / width)]
        axis.update(HIDDEN | {"anchor": "y", "domain": domain})
        axis.range = [-need, 0] if _is_of_figures(name) else [0, need]
        axis.title.font = font
        axis.title.font.size = min(font.size or SIZE, size)
        left += need
    return figure


def in_one_line(figure: go.Figure, places: list[float], *, largest: float) -> go.Figure:
    """Write figures in the middle of their rows; where series share a row, side by side and without what they rest on.

    `places`: the middles of the rows; `largest`: pixels of letters. Figures in a row keep the order of their series.
    """
    written = [trace for trace in figure.data if is_of_column(trace)]
    for trace in written:
        trace.y = [_nearest(places, y) for y in trace.y]
        trace.textfont.size = min(trace.textfont.size, largest)
    for axis in {trace.xaxis for trace in written if _is_of_figures(trace.xaxis)}:
        series, x = [trace for trace in written if trace.xaxis == axis], BETWEEN / 2
        rows = [y for trace in series for y in trace.y]
        if len(rows) == len(set(rows)):
            continue
        for trace in reversed(series):
            trace.x = [-x] * len(trace.y)
            x += _widest(trace) + GAP * trace.textfont.size / SIZE
        rests = f"x{int(axis[1:]) + 1}"
        figure.for_each_trace(lambda trace: trace.update(text=[""] * len(trace.y)), selector={"xaxis": rests})
        figure.layout[_name(rests)].title.text = ""
    return figure


def axes_of(column: int) -> tuple[str, str]:
    """The axes of the figures of a column and of what they rest on."""
    return f"x{FIRST_AXIS + 2 * column}", f"x{FIRST_AXIS + 2 * column + 1}"


def is_of_column(trace) -> bool:
    """Whether a trace writes values and draws no mark."""
    axis = getattr(trace, "xaxis", None) or "x"  # some traces have no axes
    return int(axis[1:] or 1) >= FIRST_AXIS


def _nearest(places: list[float], y: float) -> float:
    return min(places, key=lambda place: abs(place - y))


def _widest(trace) -> float:
    """Pixels of the widest text of a trace."""
    return max(theme.em_width(text) for text in trace.text) * trace.textfont.size


def _is_of_figures(axis: str) -> bool:
    return (int(axis[1:]) - FIRST_AXIS) % 2 == 0


def _name(axis: str) -> str:
    """The name in the layout of an axis: "x11" is "xaxis11"."""
    return axis.replace("x", "xaxis", 1)


def write(
    figure: go.Figure, x: list, y: list, texts: list[str], *, side: str = "right", size: float, color, **more
) -> None:
    """Write text that begins (`side` right), ends (left) or stands in the middle (center) of each place."""
    silent = {} if "hovertext" in more else {"hoverinfo": "skip"}
    figure.add_scatter(
        x=x,
        y=y,
        mode="text",
        text=texts,
        textposition=f"middle {side}",
        textfont={"size": size, "color": color},
        showlegend=False,
        cliponaxis=False,
        **silent | more,
    )
