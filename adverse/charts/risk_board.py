"""The board of risk factors: factor, direction, size on a log axis, printed figure, evidence, studies, a line each."""

from html import escape
from math import log

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.charts.values import write
from adverse.vocabulary import DIRECTIONS, EVIDENCE_KINDS, label

WIDTH = 1000.0
SIZE, NARROW_SIZE = (405.0, 610.0), (400.0, 985.0)
PLACES = {"direction": 300.0, "printed": 625.0, "evidence": 775.0, "studies": 880.0}
NARROW = {"direction": 5.0, "printed": 5.0}
ROW, NARROW_LINE, TEXT = 24, 18, 12  # pixels
LONGEST = 46  # letters of a line of a factor
HEAD, TICKS_AT, BAND, BETWEEN = 2.2, -0.5, 0.8, 0.5  # rows
LOWEST, HIGHEST = 0.25, 32.0
TICKS = (0.25, 0.5, 1, 2, 4, 8, 16, 32)
ARROWS = {"raises": "▲", "lowers": "▼", "none": "○", "unclear": "?"}


def risk_board_plot(
    lines: pd.DataFrame,
    *,
    narrow: bool = False,
    figures: str = "Printed",
    names: dict | None = None,
    dark: bool = False,
) -> go.Figure:
    """Lines under the headings of their events; a mark at a ratio, its line the printed interval, open without one.

    `lines`: those of `board_lines` with `factor`, `printed` and `studies` in words and `hover`; `names`: event -> the
    name shown. An interval that goes on ends in a triangle. `narrow` gives each line three rows of text
    for a phone; `figures` is the heading of the ratios.
    """
    places = NARROW if narrow else PLACES
    factor = {row.row_key: theme.wrapped(row.factor, LONGEST) for row in lines.itertuples()}
    line = NARROW_LINE / ROW if narrow else 1.0  # rows that a line of text takes
    y, headings, length = {}, {}, 0.0  # rows below the head
    for row in lines.itertuples():
        if row.event not in headings:
            headings[row.event] = length + 0.5
            length += 1
        more = line * factor[row.row_key].count("<br>")
        height = (3 * line + BETWEEN if narrow else 1) + more
        y[row.row_key] = length + (height + narrow * more) / 2
        length += height
    head = 2 * -TICKS_AT if narrow else HEAD
    figure = theme.base_figure(dark=dark, height=round(ROW * (length + head) + 24), show_legend=False)
    figure.update_layout(margin={"l": 4, "r": 4, "t": 8, "b": 8})
    hidden = {"visible": False, "automargin": False}
    figure.update_xaxes(range=[0, WIDTH], **hidden)
    figure.update_yaxes(range=[length, -head], **hidden)
    start, end = NARROW_SIZE if narrow else SIZE

    def at(value: float) -> float:
        inside = min(max(value, LOWEST), HIGHEST)
        return start + (end - start) * log(inside / LOWEST) / log(HIGHEST / LOWEST)

    _add_axis(figure, at, length, dark)
    for place in headings.values():
        figure.add_shape(
            **{"type": "rect", "x0": 0, "x1": WIDTH, "y0": place - BAND / 2, "y1": place + BAND / 2, "layer": "below"},
            **{"line": {"width": 0}, "fillcolor": theme.GRID[dark]},
        )
    shown = [f"<b>{escape((names or {}).get(event, event))}</b>" for event in headings]
    _text(figure, [5] * len(shown), list(headings.values()), shown, theme.INK[dark])
    rows = [y[key] for key in lines["row_key"]]
    beside = line if narrow else 0  # rows between the texts of one factor
    middles = [
        at_row - beside * (1 + text.count("<br>") / 2) for at_row, text in zip(rows, factor.values(), strict=True)
    ]
    _text(figure, [5] * len(rows), middles, list(factor.values()), theme.INK[dark], lines)
    words = [f"{ARROWS[key]} {escape(label(DIRECTIONS, key).lower())}" for key in lines["direction"]]
    colors = [_color(row, dark) for row in lines.itertuples()]
    _text(figure, [places["direction"]] * len(rows), rows, words, colors)
    printed = [escape(text) for text in lines["printed"]]
    _text(figure, [places["printed"]] * len(rows), [place + beside for place in rows], printed, theme.INK[dark])
    if not narrow:
        kinds = [escape(label(EVIDENCE_KINDS, key)) for key in lines["kind"]]
        ink = [theme.INK[dark] if key == "adjusted" else theme.QUIET[dark] for key in lines["kind"]]
        _text(figure, [places["evidence"]] * len(rows), rows, kinds, ink)
        studies = [escape(text) for text in lines["studies"]]
        _text(figure, [places["studies"]] * len(rows), rows, studies, theme.QUIET[dark])
        titles = {5.0: "Factor", places["direction"]: "Direction", start: "Ratio, log scale, 95% interval"}
        titles |= {places["printed"]: figures, places["evidence"]: "Evidence", places["studies"]: "Studies"}
        told = [f"<b>{title}</b>" for title in titles.values()]
        _text(figure, list(titles), [TICKS_AT - 1.1] * len(titles), told, theme.QUIET[dark])
    _add_marks(figure, lines, y, at, beside, dark)
    return figure


def board_length(lines: pd.DataFrame) -> int:
    """How many rows of text the lines take on a desk, with the headings of their events."""
    n_lines = sum(1 + theme.wrapped(factor, LONGEST).count("<br>") for factor in lines["factor"])
    return lines["event"].nunique() + n_lines


def _add_axis(figure: go.Figure, at, length: float, dark: bool) -> None:
    for tick in TICKS:
        color, width = (theme.QUIET[dark], 1.5) if tick == 1 else (theme.GRID[dark], 1)
        figure.add_shape(
            **{"type": "line", "x0": at(tick), "x1": at(tick), "y0": 0, "y1": length, "layer": "below"},
            line={"color": color, "width": width},
        )
    places = [TICKS_AT] * len(TICKS)
    ticks = [f"{tick:g}" for tick in TICKS]
    _text(figure, [at(tick) for tick in TICKS], places, ticks, theme.QUIET[dark], side="center")


def _text(figure, x: list, y: list, texts: list[str], color, rows: pd.DataFrame | None = None, *, side="right") -> None:
    more = {} if rows is None else _told(rows)
    write(figure, x, y, texts, side=side, size=TEXT, color=color, **more)


def _told(rows: pd.DataFrame) -> dict:
    return {
        "customdata": rows[["row_keys"]].to_numpy(),
        "hovertext": list(rows["hover"]),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _add_marks(figure: go.Figure, lines: pd.DataFrame, y: dict, at, line: float, dark: bool) -> None:
    rows = lines[lines["value"].notna()]
    for row in rows[rows["low"].notna() & rows["high"].notna()].itertuples():
        place = y[row.row_key] + line
        goes_on = row.high > HIGHEST or row.low < LOWEST
        figure.add_scatter(
            x=[at(row.low), at(row.high)],
            y=[place, place],
            mode="lines+markers" if goes_on else "lines",
            line={"color": theme.translucent(_hue(row, dark), 0.55), "width": 2.5},
            marker={
                "symbol": ["triangle-left", "triangle-right"],
                "size": [9 * (row.low < LOWEST), 9 * (row.high > HIGHEST)],
                "color": _hue(row, dark),
            },
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        )
    colors = [_hue(row, dark) for row in rows.itertuples()]
    figure.add_scatter(
        x=[at(value) for value in rows["value"]],
        y=[y[key] + line for key in rows["row_key"]],
        mode="markers",
        marker={
            "size": 11,
            "color": theme.fills_each(rows["low"], colors, dark),
            "line": {"color": colors, "width": 2},
        },
        showlegend=False,
        cliponaxis=False,
        **_told(rows),
    )


def _hue(row, dark: bool) -> str:
    return theme.on_paper(theme.EVENT_GROUP_COLORS[row.event_group], dark)


def _color(row, dark: bool) -> str:
    """A direction that rests on words alone or is left open is quiet."""
    is_quiet = row.direction in ("unclear", "none") or row.kind in ("statement", "reports")
    return theme.QUIET[dark] if is_quiet else theme.INK[dark]
