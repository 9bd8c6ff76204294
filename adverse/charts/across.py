"""One event across arms with its pooled share, and crude ratios beside exposure-adjusted ones."""

import pandas as pd
import plotly.graph_objects as go
from numpy import isfinite, log10

from adverse.charts import theme, values
from adverse.charts.hover import incidence_hover, named
from adverse.charts.incidence import SHARE_AXIS
from adverse.charts.ranges import add_ranges, are_ranges
from adverse.vocabulary import percent_in_figures

POOLED = "pooled"


def pooled_forest(
    table: pd.DataFrame, pools: pd.DataFrame, *, names: dict | None = None, dark: bool = False
) -> go.Figure:
    """One event in every arm, by group, with the pooled share of each group that has one below its arms.

    `table`: incidence rows with details, `proportion` with `_low` and `_high`, `pool_group` and `pool_label`, in
    drawing order, and `not_pooled` (why an arm stays out of the pool; empty when it is in). `pools`: one row a pooled
    group with `pool_group`, `pool_text`, `pooled`, `pooled_low`, `pooled_high`, `prediction_low` and `prediction_high`,
    from 0 to 1. The diamond is the share of the typical arm with its interval, the dotted line where a new arm's share
    would lie; no line is drawn for a group of too few arms, whose prediction is empty.
    """
    table = named(table[table["proportion"].notna()], names)
    items = []
    for group, rows in table.groupby("pool_group", sort=False):
        heading = rows["pool_label"].iloc[0]
        items += [(heading, row.row_key, row.arm_label) for row in rows.itertuples()]
        items += [
            (heading, (POOLED, group), pool.pool_text) for pool in pools[pools["pool_group"] == group].itertuples()
        ]
    layout = theme.rows_in_sections(items)
    figure = theme.base_figure(dark=dark, height=theme.height_for(layout.length), x_title=SHARE_AXIS)
    for is_in, name in ((True, "In the pooled share"), (False, "Not pooled")):
        rows = table[(table["not_pooled"] == "") == is_in]
        told, hue = [values.of_share(row) for row in rows.itertuples()], _hue(rows, dark)
        values.add_column(figure, told, y=layout.of(rows["row_key"]), color=hue, dark=dark)
        ranges = rows[are_ranges(rows)]
        rows = rows.drop(ranges.index)
        rows = theme.filled_first(rows, rows["proportion_low"].notna())
        colors = [theme.on_paper(theme.EVENT_GROUP_COLORS[group], dark) for group in rows["event_group"]]
        share = 100 * rows["proportion"]
        figure.add_scatter(
            name=name,
            x=share,
            y=rows["row_key"].map(layout.position),
            mode="markers",
            marker={
                "size": 11,
                "symbol": "square" if is_in else "circle",
                "color": [
                    c if pd.notna(low) else theme.PAPER[dark]
                    for c, low in zip(colors, rows["proportion_low"], strict=True)
                ],
                "line": {"color": colors, "width": 2},
            },
            error_x=theme.interval(
                100 * rows["proportion_low"], share, 100 * rows["proportion_high"], theme.QUIET[dark]
            ),
            customdata=rows[["row_key"]].to_numpy(),
            hovertext=[_arm_hover(row) for row in rows.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
        add_ranges(
            figure,
            ranges,
            y=layout.of(ranges["row_key"]),
            color=hue,
            dark=dark,
            name=name,
            showlegend=False,
            hovertext=[_arm_hover(row) for row in ranges.itertuples()],
        )
    _draw_pools(figure, pools, [layout.position[POOLED, group] for group in pools["pool_group"]], table, dark)
    ends = [table["proportion_high"].fillna(table["proportion"]), pools["pooled_high"], pools["prediction_high"]]
    high = pd.concat(ends).max() if len(table) else 1
    figure.update_layout(xaxis={"range": theme.share_range(high), "ticksuffix": "%", "tick0": 0})
    return values.place(theme.with_rows(figure, layout))


def _hue(rows: pd.DataFrame, dark: bool) -> str:
    return theme.on_paper(theme.EVENT_GROUP_COLORS[rows["event_group"].iloc[0]], dark) if len(rows) else ""


def _arm_hover(row) -> str:
    why = f"Not pooled: {row.not_pooled}" if row.not_pooled else "In the pooled share"
    return f"{incidence_hover(row)}<br>{theme.wrapped(why, 60)}"


def _draw_pools(figure: go.Figure, pools: pd.DataFrame, y: list[float], table: pd.DataFrame, dark: bool) -> None:
    ink = theme.INK[dark]
    members = table[table["not_pooled"] == ""].groupby("pool_group")["row_key"].agg("\n".join)
    predicted = pools["prediction_low"].notna()
    told = [
        values.Value(f"{_percent(pool.pooled)}%", f"{_percent(pool.pooled_low)} to {_percent(pool.pooled_high)}")
        for pool in pools.itertuples()
    ]
    values.add_column(figure, told, y=y, color=ink, dark=dark)
    figure.add_scatter(
        name=f"Typical arm (95% interval{'; dotted: a new arm' if predicted.any() else ''})",
        x=100 * pools["pooled"],
        y=y,
        mode="markers",
        marker={"symbol": "diamond", "size": 15, "color": ink},
        error_x=theme.interval(100 * pools["pooled_low"], 100 * pools["pooled"], 100 * pools["pooled_high"], ink),
        customdata=pools["pool_group"].map(members).to_frame().to_numpy(),
        hovertext=[_pool_hover(pool) for pool in pools.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    for pool, row in zip(pools.itertuples(), y, strict=True):
        if pd.isna(pool.prediction_low):
            continue
        figure.add_scatter(
            x=[100 * pool.prediction_low, 100 * pool.prediction_high],
            y=[row, row],
            mode="lines",
            line={"color": ink, "width": 2, "dash": "dot"},
            hoverinfo="skip",
            showlegend=False,
        )


def _pool_hover(pool) -> str:
    lines = [
        f"<b>{theme.wrapped(pool.pool_text, 60)}</b>",
        f"Typical arm: {_range(pool.pooled, pool.pooled_low, pool.pooled_high)}",
        theme.wrapped("The arm at the mean of the log odds, not the average over patients", 60),
    ]
    if pd.notna(pool.prediction_low):
        low, high = (percent_in_figures(100 * end) for end in (pool.prediction_low, pool.prediction_high))
        lines.append(f"A new arm: {low} to {high}% (prediction interval)")
    return "<br>".join(lines)


def _percent(share: float) -> str:
    return percent_in_figures(100 * share)


def _range(value: float, low: float, high: float) -> str:
    printed, lowest, highest = map(_percent, (value, low, high))
    return f"{printed}% (95% interval {lowest} to {highest}%)"


def exposure_slope(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """The ratio of two arms counted by patients (left) and by patient-years on treatment (right), one line an event.

    `table`: rows of `exposure_rows` with `crude_ratio` and `rate_ratio` (reference arm below; infinite where it had no
    event), both of which are drawn on a log axis; an infinite ratio sits on the upper edge as a triangle.
    """
    figure = theme.base_figure(dark=dark, height=480, show_legend=False)
    figure.update_layout(margin={"t": 56, "r": 150})
    ratios = pd.concat([table["crude_ratio"], table["rate_ratio"]]).astype(float)
    finite = ratios[isfinite(ratios) & (ratios > 0)]
    low, high = (finite.min() / 1.6, max(finite.max(), 1) * 1.6) if len(finite) else (0.5, 2)
    edge = high * 1.5
    top = edge * 1.35  # a label of two lines at the edge stays below the heads of the columns
    ends = table.assign(y=table["rate_ratio"].clip(lower=low, upper=edge)).sort_values("y")
    least = 0.085 * (log10(top) - log10(low))  # a label takes two lines
    label_at = dict(zip(ends["event"], _spread(log10(ends["y"].astype(float)).to_list(), least), strict=True))
    for row in table.itertuples():
        color = theme.on_paper(theme.EVENT_GROUP_COLORS[row.event_group], dark)
        both = [row.crude_ratio, row.rate_ratio]
        y = [min(edge, ratio) if ratio > 0 else low for ratio in both]
        turns = (both[0] - 1) * (both[1] - 1) < 0
        name = (names or {}).get(row.event, row.event)
        told = [f"{ratio:.2f}" if isfinite(ratio) else "∞" for ratio in both]
        figure.add_scatter(
            x=[0, 1],
            y=y,
            mode="lines+markers+text",
            line={"color": color, "width": 4 if turns else 2, "dash": "solid" if turns else "dot"},
            marker={
                "size": 13,
                "color": color,
                "symbol": ["circle" if isfinite(ratio) else "triangle-up" for ratio in both],
            },
            text=[f"{told[0]}  ", ""],
            textposition="middle left",
            textfont={"size": 13, "color": theme.INK[dark]},
            cliponaxis=False,
            customdata=[[f"{row.row_key}\n{row.row_key_control}"], [f"{row.rate_row_key}\n{row.rate_row_key_control}"]],
            hovertext=[_crude_hover(row, name), _rate_hover(row, name)],
            hovertemplate="%{hovertext}<extra></extra>",
        )
        figure.add_annotation(
            x=1,
            y=label_at[row.event],
            text=f"<b>{told[1]}</b> {theme.wrapped(name, 18, max_lines=2)}",
            showarrow=False,
            xanchor="left",
            xshift=12,
            align="left",
            font={"size": 13, "color": color if turns else theme.INK[dark]},
        )
    figure.add_hline(y=1, line={"color": theme.QUIET[dark], "width": 1, "dash": "dash"})
    figure.update_xaxes(
        range=[-0.5, 1.08],
        tickvals=[0, 1],
        ticktext=["Patients<br>with event", "Events per<br>patient-year"],
        tickangle=0,
        showgrid=False,
        side="top",
    )
    ticks = [tick for tick in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10) if low <= tick <= high]
    figure.update_yaxes(
        type="log",
        range=[log10(low), log10(top)],
        tickvals=ticks,
        ticktext=[f"{tick:g}" for tick in ticks],
        title={"text": "Ratio to the reference arm (log scale)", "font": {"size": 13, "color": theme.QUIET[dark]}},
        showgrid=True,
    )
    return figure


def _spread(heights: list[float], least: float) -> list[float]:
    """Heights in ascending order, each moved up until it keeps `least` to the one below."""
    placed = []
    for height in heights:
        placed.append(max(height, placed[-1] + least) if placed else height)
    return placed


def _crude_hover(row, name: str) -> str:
    return "<br>".join(
        [
            f"<b>{theme.wrapped(name, 60)}</b>",
            theme.wrapped(f"{row.arm_label}: {row.n_with_event} of {row.n_at_risk} patients", 60),
            theme.wrapped(
                f"{row.reference_label}: {row.n_with_event_control:g} of {row.n_at_risk_control:g} patients", 60
            ),
            theme.wrapped(f"Source: {row.source_name}, {row.locator}", 60),
        ]
    )


def _rate_hover(row, name: str) -> str:
    return "<br>".join(
        [
            f"<b>{theme.wrapped(name, 60)}</b>",
            theme.wrapped(f"{row.arm_label}: {row.rate:g} events per patient-year on treatment", 60),
            theme.wrapped(f"{row.reference_label}: {row.rate_control:g} events per patient-year on treatment", 60),
            theme.wrapped(f"p value printed: {row.rate_p}", 60) if row.rate_p else "No p value printed",
            theme.wrapped(f"Source: {row.rate_source_name}, {row.rate_locator}", 60),
        ]
    )
