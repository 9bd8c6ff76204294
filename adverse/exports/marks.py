"""What a chart draws, as series of numbers that another program can draw: marks with intervals, or bars, in rows."""

import re
from html import unescape
from math import ceil, floor, log10
from typing import NamedTuple

import plotly.graph_objects as go
from numpy import asarray, concatenate, isnan, nanmax, nanmin, ndarray

from adverse.charts import theme

ROOM_AT_ENDS = 0.03  # of the axis


class Series(NamedTuple):
    """Marks of one name: `x`, `y`, `above` and `below` (lengths of the interval, 0 without) are arrays of one length.

    `is_open` says of each mark whether it is drawn hollow, `texts` what is printed beside it (a bound such as <1%).
    `is_line` joins the marks.
    """

    name: str
    x: ndarray
    y: ndarray
    above: ndarray
    below: ndarray
    colors: list[str]
    is_open: list[bool]
    texts: list[str]
    symbol: str
    is_line: bool
    in_legend: bool


class Panel(NamedTuple):
    """One plot: its rows from above (`labels`, at y = 0, 1, 2 ...), its series and its axis of values.

    The axis runs from `low` to `high`, with a line every `step` from its low end; on a log axis every power of ten.
    """

    labels: list[str]
    series: list[Series]
    axis_title: str
    is_log: bool
    low: float
    high: float
    step: float
    bars: str  # "" for marks, "beside" or "stacked" for bars

    def part(self, start: int, end: int) -> "Panel":
        """The rows from `start` to before `end`, renumbered from 0."""
        kept = [_between(series, start, end) for series in self.series]
        return self._replace(labels=self.labels[start:end], series=[series for series in kept if len(series.x)])


def panels_of(figure: go.Figure) -> list[Panel]:
    """The plots of a figure from left to right; none when it is not of marks or bars in labelled rows."""
    rows = figure.layout.yaxis
    if not figure.data or rows.tickmode != "array" or not rows.ticktext or rows.type == "log":
        return []
    labels = [_text(label) for label in rows.ticktext]
    figure = _in_even_rows(figure, asarray(rows.tickvals, dtype=float))
    kinds = {trace.type for trace in figure.data}
    if kinds == {"scatter"}:
        axes = sorted({trace.xaxis or "x" for trace in figure.data if len(trace.x)})
        return [_panel_of_marks(figure, axis, labels) for axis in axes]
    if kinds == {"bar"} and all(trace.orientation == "h" for trace in figure.data):
        return [_panel_of_bars(figure, labels)] if _fits_bars(figure) else []
    return []


def _in_even_rows(figure: go.Figure, places: ndarray) -> go.Figure:
    """The figure with its marks at y = 0, 1, 2 ...: a chart on the page may have higher rows, a slide has not."""
    if (places == range(len(places))).all():
        return figure
    even = go.Figure(figure)
    for trace in even.data:
        nearest = [int(abs(places - y).argmin()) for y in trace.y]
        trace.y = [row + float(y) - places[row] for row, y in zip(nearest, trace.y, strict=True)]
    return even


def _panel_of_marks(figure: go.Figure, axis: str, labels: list[str]) -> Panel:
    traces = [trace for trace in figure.data if (trace.xaxis or "x") == axis]
    return _panel(figure, axis, labels, [_series(trace, figure.layout.showlegend) for trace in traces], bars="")


def _series(trace, has_legend: bool | None) -> Series:
    x, y = _numbers(trace.x), _numbers(trace.y)
    no_interval = [0.0] * len(x)
    errors = trace.error_x
    has_interval = errors.array is not None
    line_colors, fills = _each(trace.marker.line.color, len(x)), _each(trace.marker.color, len(x))
    colors = [
        line or fill or trace.line.color or theme.INK[False] for line, fill in zip(line_colors, fills, strict=True)
    ]
    return Series(
        name=_text(trace.name or ""),
        x=x,
        y=y,
        above=_numbers(errors.array if has_interval else no_interval),
        below=_numbers(errors.arrayminus if has_interval else no_interval),
        colors=colors,
        is_open=[fill == theme.PAPER[False] for fill in fills],
        texts=[_text(text or "") for text in _each(trace.text, len(x))]
        if "text" in (trace.mode or "")
        else [""] * len(x),
        symbol="" if "markers" not in (trace.mode or "markers") else str(_each(trace.marker.symbol, 1)[0] or "circle"),
        is_line="lines" in (trace.mode or ""),
        in_legend=trace.showlegend is not False and has_legend is not False,
    )


def _fits_bars(figure: go.Figure) -> bool:
    """Bars from zero, or bars that begin where another ends in the same row: not ranges that begin anywhere."""
    ends = {(y, x) for t in figure.data if not _has_base(t) for y, x in zip(t.y, t.x, strict=True)}
    based = [
        (y, base) for t in figure.data if _has_base(t) for y, base in zip(t.y, _each(t.base, len(t.y)), strict=True)
    ]
    return ends.issuperset(based)


def _panel_of_bars(figure: go.Figure, labels: list[str]) -> Panel:
    """Bars one a row; where several stand in one row (two parts of each arm), every bar gets a row with its arm."""
    if not any(map(_has_base, figure.data)):
        return _panel(
            figure, "x", labels, [_bars(trace, _text(trace.name or ""), trace.y) for trace in figure.data], "beside"
        )
    rows = {}
    for trace in figure.data:
        arm = _text(trace.name).rpartition(", ")[0]
        rows |= {float(y): f"{labels[round(float(y))]}, {arm}" for y in trace.y}
    position = {y: row for row, y in enumerate(sorted(rows))}
    parts: dict[str, list] = {}
    for trace in figure.data:
        part = _text(trace.name).rpartition(", ")[2]
        parts.setdefault(part, []).append(_bars(trace, part, [position[float(y)] for y in trace.y]))
    return _panel(figure, "x", [rows[y] for y in sorted(rows)], [_joined(same) for same in parts.values()], "stacked")


def _bars(trace, name: str, y) -> Series:
    x = _numbers(trace.x)
    nothing = _numbers([0.0] * len(x))
    colors = _each(trace.marker.color, len(x))
    return Series(name, x, _numbers(y), nothing, nothing, colors, [False] * len(x), [""] * len(x), "", False, True)


def _joined(parts: list[Series]) -> Series:
    arrays = {
        name: asarray([v for part in parts for v in getattr(part, name)]) for name in ("x", "y", "above", "below")
    }
    lists = {name: [v for part in parts for v in getattr(part, name)] for name in ("colors", "is_open", "texts")}
    return parts[0]._replace(**arrays, **lists)


def _panel(figure: go.Figure, axis: str, labels: list[str], series: list[Series], bars: str) -> Panel:
    scale = figure.layout[f"xaxis{axis[1:]}"]
    is_log = scale.type == "log"
    if scale.range:
        low, high = (10**end if is_log else end for end in scale.range)
    else:
        low, high = _ends(series, is_log)
    low, high, step = (*_in_powers_of_ten(low, high), 10.0) if is_log else _in_even_steps(low, high, series)
    return Panel(labels, series, _text(scale.title.text or ""), is_log, low, high, step, bars)


def _in_powers_of_ten(low: float, high: float) -> tuple[float, float]:
    return 10.0 ** floor(log10(low)), 10.0 ** ceil(log10(high))


def _in_even_steps(low: float, high: float, series: list[Series]) -> tuple[float, float, float]:
    """Ends of an axis at whole steps, at most about eight of 1, 2 or 5 times a power of ten.

    What a chart on the page adds to its axis so that marks at its ends are whole (0 becomes -1) makes no step.
    """
    rough = (high - low) / 8
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    room = (high - low) * ROOM_AT_ENDS
    drawn = concatenate([[low + room, high - room], *(item.x for item in series)])
    return float(floor(nanmin(drawn) / step) * step), float(ceil(nanmax(drawn) / step) * step), float(step)


def _ends(series: list[Series], is_log: bool) -> tuple[float, float]:
    """The ends of an axis that the chart leaves open: a little beyond what is drawn."""
    values = concatenate([item.x for item in series])
    lows = concatenate([item.x - item.below for item in series])
    highs = concatenate([item.x + item.above for item in series])
    low, high = float(nanmin(lows)), float(nanmax(highs))
    if is_log:
        return max(low, float(nanmin(values)) / 10) / 1.3, high * 1.3  # an interval down to 0 has no end on this axis
    room = 0.06 * ((high - low) or 1)
    return low - room, high + room


def _between(series: Series, start: int, end: int) -> Series:
    keep = [index for index, y in enumerate(series.y) if start - 0.5 <= y < end - 0.5 and not isnan(series.x[index])]
    arrays = {name: getattr(series, name)[keep] for name in ("x", "above", "below")}
    lists = {name: [getattr(series, name)[index] for index in keep] for name in ("colors", "is_open", "texts")}
    return series._replace(y=series.y[keep] - start, **arrays, **lists)


def _has_base(trace) -> bool:
    return trace.base is not None and any(base != 0 for base in _each(trace.base, len(trace.y)))


def _numbers(values) -> ndarray:
    return asarray([float("nan") if value is None or value != value else float(value) for value in values])


def _each(value, n: int) -> list:
    """One value for each mark: a list as it is, a single value repeated."""
    return [value] * n if value is None or isinstance(value, str | int | float) else list(value)


def _text(label: str) -> str:
    """A label of the chart as plain text, its lines joined."""
    return unescape(re.sub("<[^>]*>", "", re.sub("<br ?/?>", " ", label))).strip()
