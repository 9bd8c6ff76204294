"""What a chart draws, as series of numbers that another program can draw: marks with intervals, or bars, in rows."""

import re
from html import unescape
from typing import Any

import plotly.graph_objects as go
from numpy import asarray, concatenate, diff, full, isfinite, isnan, ndarray

from adverse.charts import theme
from adverse.charts.values import axes_of, is_of_column
from adverse.exports.panel import Panel, Series, Text
from adverse.exports.scales import round_scale

SAID_OF_SYMBOL = {"triangle-right": "lower bound only"}  # what a symbol says that other programs do not have


def panels_of(figure: go.Figure) -> list[Panel]:
    """The plots of a figure from left to right; none when it is not of marks or bars in labelled rows."""
    rows = figure.layout.yaxis
    if not figure.data or rows.tickmode != "array" or not rows.ticktext or rows.type == "log":
        return []
    labels = list(rows.ticktext)
    figure = _in_even_rows(figure, asarray(rows.tickvals, dtype=float))
    kinds = {trace.type for trace in figure.data if not is_of_column(trace)}
    if kinds == {"scatter"}:
        axes = sorted({trace.xaxis or "x" for trace in figure.data if len(trace.x) and not is_of_column(trace)})
        panels = [_panel_of_marks(figure, axis, labels) for axis in axes]
        return [
            panel._replace(values=_values(figure, rank) or _written_inside(figure, axis))
            for rank, (axis, panel) in enumerate(zip(axes, panels, strict=True))
        ]
    if kinds == {"bar"} and all(trace.orientation == "h" for trace in figure.data):
        return [_panel_of_bars(figure, labels)] if _fits_bars(figure) else []
    return []


def _in_even_rows(figure: go.Figure, places: ndarray) -> go.Figure:
    """The figure with its marks at y = 0, 1, 2 ...: a chart on the page may have higher rows, a slide has not."""
    if (places == range(len(places))).all():
        return figure
    even, lowest = theme.copy_of(figure), float(diff(places).min()) if len(places) > 1 else 1.0
    for trace in even.data:
        nearest = [int(abs(places - y).argmin()) for y in trace.y]
        trace.y = [row + round((float(y) - places[row]) / lowest, 9) for row, y in zip(nearest, trace.y, strict=True)]
    return even


def _panel_of_marks(figure: go.Figure, axis: str, labels: list[str]) -> Panel:
    traces = [trace for trace in figure.data if (trace.xaxis or "x") == axis and not _is_written(trace)]
    drawn = [*_joins(figure), *(_series(trace, figure.layout.showlegend) for trace in traces)]
    return _panel(figure, axis, labels, drawn, bars="")


def _values(figure: go.Figure, column: int) -> tuple[Text, ...]:
    """The figures of the column that belongs to a plot, each with what it rests on."""
    figures, rests = ([trace for trace in figure.data if trace.xaxis == axis] for axis in axes_of(column))
    return tuple(
        Text(float(y), f"{_text(figure)}  {_text(more)}".strip(), color)
        for trace, beside in zip(figures, rests, strict=True)
        for y, figure, more, color in zip(
            trace.y, trace.text, beside.text, _each(trace.textfont.color, len(trace.y)), strict=True
        )
    )


def _is_written(trace) -> bool:
    """Whether a trace writes figures beside the marks of a plot and draws no mark."""
    return trace.mode == "text" and trace.customdata is None


def _written_inside(figure: go.Figure, axis: str) -> tuple[Text, ...]:
    """The figures that stand inside a plot, at the right of its marks."""
    traces = [trace for trace in figure.data if (trace.xaxis or "x") == axis and _is_written(trace)]
    return tuple(
        Text(float(y), _text(text), trace.textfont.color)
        for trace in traces
        for y, text in zip(trace.y, trace.text, strict=True)
    )


def _joins(figure: go.Figure) -> list[Series]:
    """The lines that join two marks of a row, as intervals without a mark."""
    lines = [
        shape
        for shape in figure.layout.shapes
        if shape.yref in (None, "y") and shape.y0 == shape.y1 and shape.xref != "paper"
    ]
    if not lines:
        return []
    start, end = (asarray([pick(line.x0, line.x1) for line in lines], dtype=float) for pick in (min, max))
    color, n = lines[0].line.color, len(lines)
    rows = asarray([line.y0 for line in lines], dtype=float)
    nothing = full(n, 0.0)
    return [
        Series("", start, rows, end - start, nothing, [color] * n, [False] * n, [""] * n, "", "", False, color, False)
    ]


def _series(trace, has_legend: bool | None) -> Series:
    x, y = _numbers(trace.x), _numbers(trace.y)
    no_interval = [0.0] * len(x)
    errors = trace.error_x
    has_interval = errors.array is not None
    line_colors, fills = _each(trace.marker.line.color, len(x)), _each(trace.marker.color, len(x))
    colors = [
        line or fill or trace.line.color or theme.INK[False] for line, fill in zip(line_colors, fills, strict=True)
    ]
    symbols = _each(trace.marker.symbol, len(x))
    has_marks, has_line = "markers" in (trace.mode or "markers"), "lines" in (trace.mode or "")
    texts = _each(trace.text, len(x)) if "text" in (trace.mode or "") else map(SAID_OF_SYMBOL.get, symbols)
    return Series(
        name=_text(trace.name or ""),
        x=x,
        y=y,
        above=_numbers(errors.array if has_interval else no_interval),
        below=_numbers(errors.arrayminus if has_interval else no_interval),
        colors=colors,
        is_open=[fill == theme.PAPER[False] for fill in fills],
        texts=[_text(text or "") for text in texts],
        symbol=str((len(x) and symbols[0]) or "circle") if has_marks else "",
        line_color=_opaque(trace.line.color or colors[0]) if has_line and len(x) else "",
        is_dotted=trace.line.dash in ("dot", "dash"),
        interval_color=_opaque(errors.color) if has_interval and errors.color else theme.QUIET[False],
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
        arm = _text(trace.name).rpartition(", ")[0].partition(", N = ")[0]
        rows |= {float(y): f"{_text(labels[round(float(y))])}, {arm}" for y in trace.y}
    position = {y: row for row, y in enumerate(sorted(rows))}
    parts: dict[str, list] = {}
    for trace in figure.data:
        part = _text(trace.name).rpartition(", ")[2]
        parts.setdefault(part, []).append(_bars(trace, part, [position[float(y)] for y in trace.y]))
    return _panel(figure, "x", [rows[y] for y in sorted(rows)], [_joined(same) for same in parts.values()], "stacked")


def _bars(trace, name: str, y) -> Series:
    x = _numbers(trace.x)
    nothing = _numbers([0.0] * len(x))
    fills, outlines = _each(trace.marker.color, len(x)), _each(trace.marker.line.color, len(x))
    is_open = [fill == theme.PAPER[False] for fill in fills]
    colors = [line if hollow and line else fill for fill, line, hollow in zip(fills, outlines, is_open, strict=True)]
    texts = [_text(text or "") for text in _each(trace.text, len(x))]
    is_hatched = bool(trace.marker.pattern.shape)
    return Series(name, x, _numbers(y), nothing, nothing, colors, is_open, texts, "", is_hatched=is_hatched)


def _joined(parts: list[Series]) -> Series:
    arrays: dict[str, Any] = {
        name: asarray([v for part in parts for v in getattr(part, name)]) for name in ("x", "y", "above", "below")
    }
    lists: dict[str, Any] = {
        name: [v for part in parts for v in getattr(part, name)] for name in ("colors", "is_open", "texts")
    }
    return parts[0]._replace(**arrays, **lists)


def _panel(figure: go.Figure, axis: str, labels: list[str], series: list[Series], bars: str) -> Panel:
    drawn = figure.layout[f"xaxis{axis[1:]}"]
    ends = _sums(series) if bars == "stacked" else _ends(series)
    line = next((s.x0 for s in figure.layout.shapes if s.xref == axis and s.x0 == s.x1 and s.yref != "y"), None)
    is_percent = any("%" in text for text in (drawn.ticksuffix or "", *(drawn.ticktext or ())))
    scale = round_scale(ends[isfinite(ends)], is_log=drawn.type == "log", is_percent=is_percent)
    is_heading = [label.startswith("<b>") for label in labels]
    return Panel(
        [_text(label) for label in labels], is_heading, series, _text(drawn.title.text or ""), scale, line, bars
    )


def _ends(series: list[Series]) -> ndarray:
    """Every mark and both ends of its interval."""
    return concatenate([end for item in series for end in (item.x, item.x - item.below, item.x + item.above)])


def _sums(series: list[Series]) -> ndarray:
    """How far the stack of each row reaches."""
    sums: dict[float, float] = {}
    for item in series:
        for y, x in zip(item.y, item.x, strict=True):
            sums[float(y)] = sums.get(float(y), 0.0) + (0.0 if isnan(x) else float(x))
    return asarray(list(sums.values()))


def _has_base(trace) -> bool:
    return trace.base is not None and any(base != 0 for base in _each(trace.base, len(trace.y)))


def _numbers(values) -> ndarray:
    return asarray([float("nan") if value is None or value != value else float(value) for value in values])


def _each(value, n: int) -> list:
    """One value for each mark: a list as it is, a single value repeated."""
    return [value] * n if value is None or isinstance(value, str | int | float) else list(value)


def _opaque(color: str) -> str:
    """A color as it looks on light paper."""
    if not color.startswith("rgba"):
        return color
    red, green, blue, opacity = color.removeprefix("rgba(").removesuffix(")").split(",")
    return theme.mix(theme.PAPER[False], f"#{int(red):02X}{int(green):02X}{int(blue):02X}", float(opacity))


def _text(label: str) -> str:
    """A label of the chart as plain text, its lines joined."""
    return unescape(re.sub("<[^>]*>", "", re.sub("<br ?/?>", " ", label))).strip()
