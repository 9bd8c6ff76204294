"""Figures for a wall and for a sheet: copies of those of the pages, with the letters and the room that each needs."""

from html import unescape
from math import ceil

import plotly.graph_objects as go

from adverse.charts import theme, values

FONT, SMALLEST_FONT = 19, 12
ENLARGED = 1.3
WIDTH, HEIGHT, LABELS = 1240, 400, 520  # pixels of a slide of 1280 x 720: its chart, and what row labels may take
LINE_OF_FONT = 1.2
TICKS, KEY = 34, 2.5  # pixels of the figures of an axis; em of the mark beside the name of a series
TITLES = {"xaxis": 60, "xaxis2": 36}  # letters of a line of the title of the first axis and of that of differences
SHEET_HEIGHT = 500


def projected(figure: go.Figure) -> go.Figure:
    """A copy of a figure to show on a wall: larger letters and marks, labels in fewer lines, and no height of its own.

    The figure given is left as it is.
    """
    large = theme.copy_of(figure)
    large.update_layout(height=None, font_size=FONT, hoverlabel_font_size=FONT)
    large.update_layout(legend_font_size=FONT)
    large.update_xaxes(tickfont_size=FONT, title_font_size=FONT)
    large.update_yaxes(tickfont_size=FONT, title_font_size=FONT)
    large.update_annotations(font_size=FONT)
    _names_at_the_right(large)
    large.for_each_trace(_enlarge)
    if large.layout.yaxis.ticktext and large.layout.yaxis.type != "log":
        _fit_margins(large)
        size, labels = _projected_labels(large)
        large.update_yaxes(tickfont_size=size)
        theme.with_row_labels(large, labels)
        values.in_one_line(large, large.layout.yaxis.tickvals, largest=size)
    elif large.layout.yaxis.visible is False:
        _fit_lines(large)
    return values.place(large, WIDTH - large.layout.margin.l - large.layout.margin.r)


def _fit_lines(figure: go.Figure) -> None:
    """Letters no higher than the rows of a figure that writes its lines itself, one line a row."""
    end, start = figure.layout.yaxis.range
    row = (HEIGHT - figure.layout.margin.t - figure.layout.margin.b) / (end - start)
    for trace in figure.select_traces(selector={"mode": "text"}):
        trace.textfont.size = min(trace.textfont.size, row / LINE_OF_FONT)


def _fit_margins(figure: go.Figure) -> None:
    """Leave above and below the rows what the names of series and the titles of axes need, and no more."""
    n_lines = 0
    for axis in figure.select_xaxes():
        if axis.title.text and axis.plotly_name in TITLES:
            text = unescape(" ".join(axis.title.text.replace("<br>", " ").split()))
            axis.title.text = theme.wrapped(text, TITLES[axis.plotly_name])
            n_lines = max(n_lines, len(axis.title.text.split("<br>")))
    figure.update_xaxes(automargin=False, title_standoff=4)
    names = [trace.name for trace in figure.data if trace.showlegend is not False and trace.name]
    widest = sum(theme.em_width(name.replace("<br>", " ")) + KEY for name in names) * FONT
    n_names = ceil(widest / (WIDTH - figure.layout.margin.l)) if figure.layout.showlegend else 0
    line = FONT * LINE_OF_FONT
    figure.update_layout(margin_t=round(10 + n_names * line * 1.1), margin_b=round(TICKS + n_lines * line))


def _names_at_the_right(figure: go.Figure) -> None:
    """A name beside a mark in one line, with its width at the right."""
    names = list(figure.select_annotations({"xanchor": "left"}))
    for name in names:
        name.text = name.text.replace("<br>", " ")
    if names:
        widest = max(theme.em_width(name.text) for name in names)
        figure.update_layout(margin_r=round(widest * FONT))


def _projected_labels(figure: go.Figure) -> tuple[int, list[str]]:
    """The largest letters in which every label fits the height of its row on a wall, and the labels in their lines.

    Where the smallest are too large, a label is cut with an ellipsis.
    """
    axis, end, heights = figure.layout.yaxis, -0.5, []
    for place in axis.tickvals:
        heights.append(2 * (place - end))
        end += heights[-1]
    pixels = (HEIGHT - figure.layout.margin.t - figure.layout.margin.b) / (end + 0.5)
    texts = [label.replace("-<br>", "-").replace("<br>", " ") for label in axis.ticktext]
    for size in range(FONT, SMALLEST_FONT - 1, -1):
        most = [int(pixels * height / (size * LINE_OF_FONT)) for height in heights]
        widest = int(LABELS / (size * theme.USUAL_EM))
        labels = [_in_lines(text, max(n, 1), widest) for text, n in zip(texts, most, strict=True)]
        if min(most) > 0 and "".join(labels).count("…") == "".join(texts).count("…"):
            break
    return size, labels


def _in_lines(label: str, most: int, widest: int) -> str:
    head, tail = ("<b>", "</b>") if label.startswith("<b>") else ("", "")
    return head + theme.narrow(unescape(label.removeprefix(head).removesuffix(tail)), widest, most) + tail


def on_sheet(figure: go.Figure) -> go.Figure:
    """A copy of a figure that leaves room for words on the same sheet of paper."""
    return theme.copy_of(figure).update_layout(height=min(figure.layout.height, SHEET_HEIGHT))


def _enlarge(trace) -> None:
    if trace.type == "scatter" and isinstance(trace.marker.size, int | float):
        trace.marker.size = ENLARGED * trace.marker.size
    if trace.type in ("scatter", "bar") and isinstance(trace.textfont.size, int | float):
        trace.textfont.size = ENLARGED * trace.textfont.size
