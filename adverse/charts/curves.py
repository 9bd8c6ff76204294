"""Step curves of the time to an event, with limits, patients at risk below, and printed windows as bands behind."""

from html import escape
from itertools import pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.vocabulary import percent_in_figures

SHARES = {"incidence": "Patients who have had it (%)", "event_free": "Patients without it (%)"}
PLOT_HEIGHT, LINE, HEAD, AXIS = 330, 19, 26, 78  # pixels
STEPS = (1, 2, 5, 7, 10, 14, 20, 25, 28, 30, 50, 60, 90, 100, 120, 180, 200, 250, 365, 500, 730, 1000)
MOST_TICKS = 9
EARLY_TICKS = (1, 2, 4, 7, 14, 28, 60, 120, 240, 480, 960)
DASHES = ("solid", "dash", "dot")
PALE = 0.3


def curve_plot(
    table: pd.DataFrame,
    windows: pd.DataFrame,
    *,
    share: str = "incidence",
    x_title: str,
    last_day: float,
    fewest_at_risk: int,
    early_days: bool = False,
    dark: bool = False,
) -> go.Figure:
    """One step curve an arm, pale from where fewer than `fewest_at_risk` patients are left, ticks where any were
    censored; below the axis how many are at risk.

    `table`: rows of one event by `arm_label` and `day`, with n_at_risk, n_events, n_competing, n_censored, `share` (a
    key of SHARES) and its limits, and row_key. `windows`: printed onset rows with first_day, last_day, told and
    row_key, drawn as bands. `early_days` draws days on a log scale.
    """
    arms = list(dict.fromkeys(table["arm_label"]))
    below = HEAD + 2 * LINE * len(arms)
    height = PLOT_HEIGHT + AXIS + below
    figure = theme.base_figure(dark=dark, height=height + 64, x_title=x_title)
    ticks = _ticks(last_day, early_days)
    first = 0.7 if early_days else 0.0
    colors = theme.curve_colors(len(arms), dark)
    _draw_windows(figure, windows, first, last_day, dark)
    for arm, (color, dash) in zip(arms, zip(colors, _dashes(len(arms)), strict=True), strict=True):
        rows = table[table["arm_label"] == arm]
        _draw_arm(figure, rows[rows["day"] <= last_day], share, first, last_day, fewest_at_risk, color, dash)
    _write_at_risk(figure, table, arms, colors, ticks, below, dark)
    top = below / (below + AXIS + PLOT_HEIGHT)
    plot = (below + AXIS) / (below + AXIS + PLOT_HEIGHT)
    highest = 1.0 if share == "event_free" else _highest(table[table["day"] <= last_day])
    figure.update_layout(
        yaxis={
            "domain": [plot, 1],
            "range": [-highest, 100 * highest + 1],
            "ticksuffix": "%",
            "showgrid": True,
            "rangemode": "tozero",
        },
        yaxis2={"domain": [0, top], "range": [len(arms) * 2 + 0.2, -1.2], "visible": False, "fixedrange": True},
        legend={"traceorder": "normal", "tracegroupgap": 0},
        margin_b=8,
    )
    figure.update_xaxes(
        tickmode="array",
        tickvals=ticks,
        ticktext=[f"{day:g}" for day in ticks],
        anchor="y",
        showgrid=False,
        zeroline=False,
    )
    end = last_day * (1.15 if early_days else 1.02)
    figure.update_xaxes(
        **{"type": "log", "range": [np.log10(first), np.log10(end)]}
        if early_days
        else {"type": "linear", "range": [-0.015 * last_day, end]}
    )
    return figure


def _highest(table: pd.DataFrame) -> float:
    shown = pd.concat([table["incidence"], table["incidence_high"].where(table["n_at_risk"] > 1)]).max()
    return float(next((top for top in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8) if shown <= top), 1.0))


def _dashes(n: int) -> list[str]:
    """The first curves are solid; where hues are used again, the dash tells them apart."""
    of_one_hue = len(theme.CURVE_COLORS)
    return [DASHES[place // of_one_hue % len(DASHES)] for place in range(n)]


def _ticks(last_day: float, early_days: bool) -> list[float]:
    if early_days:
        return [day for day in EARLY_TICKS if day <= last_day]
    step = next((step for step in STEPS if last_day / step <= MOST_TICKS - 1), max(last_day, 1) / (MOST_TICKS - 1))
    return [float(day) for day in np.arange(0, last_day + 1e-9, step)]


def _draw_windows(figure: go.Figure, windows: pd.DataFrame, first: float, last_day: float, dark: bool) -> None:
    for place, row in enumerate(windows.itertuples()):
        low, high = max(row.first_day - 1, first), min(row.last_day, last_day)
        if low >= last_day:
            continue
        figure.add_scatter(
            x=[low, low, high, high, low],
            y=[0, 100, 100, 0, 0],
            mode="lines",
            fill="toself",
            fillcolor=theme.translucent(theme.QUIET[dark], 0.13),
            line={"width": 0},
            name="printed onset, of other patients",
            legendgroup="windows",
            showlegend=place == 0,
            hoveron="fills",
            hoverinfo="skip",
        )
        middle = row.onset_median_days if pd.notna(row.onset_median_days) else (low + high) / 2
        figure.add_scatter(
            x=[max(min(middle, last_day), first)],
            y=[0],
            mode="markers",
            marker={"symbol": "triangle-up", "size": 11, "color": theme.QUIET[dark]},
            showlegend=False,
            cliponaxis=False,
            customdata=[[row.row_key]],
            hovertext=[theme.wrapped(row.told, 60)],
            hovertemplate="%{hovertext}<extra></extra>",
        )


def _draw_arm(
    figure: go.Figure,
    rows: pd.DataFrame,
    share: str,
    first: float,
    last_day: float,
    fewest: int,
    color: str,
    dash: str,
) -> None:
    if rows.empty:
        return
    arm, n = rows["arm_label"].iloc[0], rows["n_at_risk"].iloc[0]
    start = 1.0 if share == "event_free" else 0.0
    day, value = [first, *rows["day"]], [start, *rows[share]]
    is_pale = rows["n_at_risk"] < fewest
    is_last = rows["n_at_risk"] - rows["n_events"] - rows["n_competing"] - rows["n_censored"] < fewest
    until = float(rows.loc[is_last, "day"].min()) if is_last.any() else np.inf
    _draw_limits(figure, rows[rows["day"] <= until], share, min(until, float(rows["day"].max())), color)
    line = {"shape": "hv", "width": 2.8, "dash": dash}
    common = {"mode": "lines", "legendgroup": arm, "hoverinfo": "skip"}
    solid = [(x, 100 * y) for x, y in zip(day, value, strict=True) if x <= until]
    pale = [(x, 100 * y) for x, y in zip(day, value, strict=True) if x > until]
    if pale:
        pale.insert(0, solid[-1])
    x, y = zip(*solid, strict=True)
    figure.add_scatter(x=x, y=y, name=f"{theme.wrapped(arm)}, N = {n:,}", line=line | {"color": color}, **common)
    if pale:
        x, y = zip(*pale, strict=True)
        faint = line | {"color": theme.translucent(color, PALE)}
        figure.add_scatter(x=x, y=y, line=faint, showlegend=False, **common)
    symbols = np.where(rows["n_censored"] > 0, "line-ns", "circle")
    figure.add_scatter(
        x=rows["day"],
        y=100 * rows[share],
        mode="markers",
        showlegend=False,
        legendgroup=arm,
        marker={
            "symbol": symbols,
            "size": 9,
            "color": theme.translucent(color, 0),
            "line": {
                "width": 1.2,
                "color": [
                    theme.translucent(color, 0 if symbol == "circle" else PALE if few else 0.8)
                    for symbol, few in zip(symbols, is_pale, strict=True)
                ],
            },
        },
        customdata=rows[["row_key"]].to_numpy(),
        hovertext=[_hover(row, share, fewest) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _draw_limits(figure: go.Figure, rows: pd.DataFrame, share: str, until: float, color: str) -> None:
    """The 95% limits as a band in steps, from the first day that has them."""
    rows = rows[rows[f"{share}_low"].notna()]
    if rows.empty:
        return
    edges = [*rows["day"], max(until, rows["day"].iloc[-1])]
    steps = list(pairwise(edges))
    x = [day for step in steps for day in step]
    low = [100 * value for value in rows[f"{share}_low"] for _ in range(2)]
    high = [100 * value for value in rows[f"{share}_high"] for _ in range(2)]
    figure.add_scatter(
        x=[*x, *reversed(x)],
        y=[*low, *reversed(high)],
        mode="lines",
        fill="toself",
        fillcolor=theme.translucent(color, 0.11),
        line={"width": 0},
        legendgroup=rows["arm_label"].iloc[0],
        showlegend=False,
        hoverinfo="skip",
    )


def _hover(row, share: str, fewest: int) -> str:
    value, low, high = (getattr(row, name) for name in (share, f"{share}_low", f"{share}_high"))
    figures = f"{percent_in_figures(100 * value)}%"
    if pd.notna(low):
        figures += f" (95% interval {percent_in_figures(100 * low)} to {percent_in_figures(100 * high)}%)"
    happened = [
        f"{n} {what}"
        for n, what in (
            (row.n_events, "with the event"),
            (row.n_competing, "ended by what competes"),
            (row.n_censored, "left without it"),
        )
        if n
    ]
    few = f", fewer than {fewest}: read with care" if row.n_at_risk < fewest else ""
    lines = [
        f"<b>{escape(row.arm_label)}</b>",
        f"Day {row.day:g}: {figures} {'without it' if share == 'event_free' else 'have had it'}",
        f"On this day: {', '.join(happened)}",
        f"{row.n_at_risk} at risk{few}",
        theme.wrapped(f"Source: {row.source_name}, {row.locator}", 60),
    ]
    return "<br>".join(lines)


def _write_at_risk(
    figure: go.Figure, table: pd.DataFrame, arms: list[str], colors: list[str], ticks: list[float], below: int, dark
) -> None:
    """The patients at risk on each day of the axis, below the name of their arm."""
    common = {"yaxis": "y2", "mode": "text", "showlegend": False, "hoverinfo": "skip", "cliponaxis": False}

    def write(x: list, y: float, texts: list[str], side: str, color: str) -> None:
        font = {"size": 13, "color": color}
        figure.add_scatter(x=x, y=[y] * len(x), text=texts, textposition=f"middle {side}", textfont=font, **common)

    write(ticks[:1], -0.8, ["<b>At risk</b>"], "right", theme.QUIET[dark])
    for place, (arm, color) in enumerate(zip(arms, colors, strict=True)):
        rows = table[table["arm_label"] == arm]
        at = np.searchsorted(rows["day"].to_numpy(), ticks)
        n = [*rows["n_at_risk"], 0]
        ink = theme.letters(color, dark)
        write(ticks[:1], 2 * place + 0.2, [f"<b>{escape(arm)}</b>"], "right", ink)
        write(ticks, 2 * place + 1.1, [f"{n[index]:,}" for index in at], "center", theme.INK[dark])
