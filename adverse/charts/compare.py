"""Two or more arms against one reference: shares beside differences, back to back, and differences against surprise."""

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.charts.hover import incidence_hover, named, short_share, signs_beside_marks
from adverse.charts.incidence import SHARE_AXIS, arm_colors, arm_symbols
from adverse.charts.ranges import add_ranges, are_ranges
from adverse.vocabulary import count_in_words

POINTS_AXIS = "Difference<br>(percentage<br>points)"
MOST_NAMED = 8


def aligned_dot_plot(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """Shares of all arms on the left, each arm's difference from the reference on the right, one row an event.

    `table`: incidence rows with details and `proportion`, `proportion_low`, `proportion_high`; where there is something
    to compare with also `risk_difference` with `_low` and `_high`, and `reference_label`, `row_key_control`. Rows
    without counts are open marks and have no difference; a bound is printed beside its mark. After Amit O, Heiberger
    RM, Lane PW, Pharm Stat 2008;7:20-35.
    """
    table = table[table["proportion"].notna()]
    has_differences = "risk_difference" in table and table["risk_difference"].notna().any()
    firsts = table.drop_duplicates("event")["event"]
    arms = list(dict.fromkeys(table["arm_label"]))
    row_height = max(theme.ROW_HEIGHT, 14 * len(arms) + 8)
    labels = [("", event, (names or {}).get(event, event)) for event in firsts]
    layout = theme.rows_in_sections(labels, row_height=row_height)
    figure = theme.base_figure(
        dark=dark,
        height=theme.height_for(layout.length, row_height=row_height) + 24,
        x_title=SHARE_AXIS.replace("with the ", "with<br>the "),
    )
    colors, symbols = arm_colors(table, dark), arm_symbols(table)
    for index, arm in enumerate(arms):
        rows = table[table["arm_label"] == arm]
        rows = theme.filled_first(rows, rows["proportion_low"].notna())
        shift = (index - (len(arms) - 1) / 2) * min(0.3, 0.72 / len(arms))
        ranges = rows[are_ranges(rows)]
        rows = rows.drop(ranges.index)
        y = layout.of(rows["event"], shift)
        share = 100 * rows["proportion"]
        filled = theme.fills(rows["proportion_low"], colors[arm], dark)
        marker = {"size": 11, "symbol": symbols[arm], "line": {"color": colors[arm], "width": 2}}
        _add_marks(
            figure,
            name=theme.wrapped(arm, 60),
            x=share,
            y=y,
            marker=marker | {"color": filled},
            error_x=theme.interval(100 * rows["proportion_low"], share, 100 * rows["proportion_high"], colors[arm]),
            **signs_beside_marks(rows, dark),
            hovertext=[incidence_hover(row) for row in named(rows, names).itertuples()],
            customdata=rows[["row_key"]].to_numpy(),
        )
        add_ranges(
            figure,
            ranges,
            y=layout.of(ranges["event"], shift),
            color=colors[arm],
            dark=dark,
            name=theme.wrapped(arm, 60),
            showlegend=rows.empty,
            hovertext=[incidence_hover(row) for row in named(ranges, names).itertuples()],
        )
        if not has_differences or rows["risk_difference"].isna().all():
            continue
        rows, y = rows[rows["risk_difference"].notna()], y[rows["risk_difference"].notna()]
        points = 100 * rows["risk_difference"]
        low, high = 100 * rows["risk_difference_low"], 100 * rows["risk_difference_high"]
        _add_marks(
            figure,
            name=theme.wrapped(arm, 60),
            showlegend=False,
            xaxis="x2",
            x=points,
            y=y,
            marker=marker | {"color": colors[arm]},
            error_x=theme.interval(low, points, high, colors[arm]),
            hovertext=[difference_hover(row) for row in named(rows, names).itertuples()],
            customdata=(rows["row_key"] + "\n" + rows["row_key_control"]).to_frame().to_numpy(),
        )
    if has_differences:
        _split_axes(figure, dark)
    # as many labels as a phone has room for, and a line between them at every tenth
    minor = {"dtick": 10, "tick0": 0, "showgrid": True, "gridcolor": theme.GRID[dark], "griddash": "dot"}
    figure.update_xaxes(tick0=0, tickangle=0, minor=minor)
    high = table["proportion_high"].fillna(table["proportion"]).max() if len(table) else 1
    figure.update_layout(
        xaxis={"range": theme.share_range(high), "nticks": 6},
        margin_b=92,
    )
    return theme.with_rows(figure, layout)


def _add_marks(figure: go.Figure, **trace) -> None:
    figure.add_scatter(
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
        **{"mode": "markers"} | trace,
    )


def _split_axes(figure: go.Figure, dark: bool) -> None:
    right = figure.layout.xaxis.to_plotly_json() | {"domain": [0.64, 1], "anchor": "y"}
    figure.update_layout(xaxis={"domain": [0, 0.52]}, xaxis2=right)
    title = {"text": POINTS_AXIS, "font": figure.layout.xaxis.title.font}
    figure.update_layout(xaxis2={"title": title, "zeroline": False, "nticks": 4})
    figure.add_vline(x=0, line={"color": theme.QUIET[dark], "width": 1, "dash": "dash"}, xref="x2")


def difference_hover(row) -> str:
    """Hover text of one difference: both shares, the difference with its interval, and both sources."""
    low, high = 100 * row.risk_difference_low, 100 * row.risk_difference_high
    return "<br>".join(
        [
            f"<b>{theme.wrapped(row.event, 60)}</b>",
            theme.wrapped(f"{row.arm_label}: {count_in_words(row)}", 60),
            theme.wrapped(f"{row.reference_label}: {row.count_in_words_control}", 60),
            f"Difference {100 * row.risk_difference:+.1f} percentage points",
            f"95% interval {low:+.1f} to {high:+.1f} (Miettinen-Nurminen)",
            theme.wrapped(f"Source: {row.source_name}, {row.locator}", 60),
        ]
    )


def butterfly_plot(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """Two arms back to back: the second arm to the left, the first to the right, one row an event, one scale.

    `table`: incidence rows with details and `proportion` of two arms, in drawing order. A missing bar is not reported;
    a reported zero is written as 0%. A hollow bar is a share without a count, with its sign when it is a bound, or ends
    where a share begins of which only both ends are known.
    """
    table = table[table["proportion"].notna()]
    arms = list(dict.fromkeys(table["arm_label"]))[:2]
    firsts = table.drop_duplicates("event")["event"]
    layout = theme.rows_in_sections([("", event, (names or {}).get(event, event)) for event in firsts])
    figure = theme.base_figure(dark=dark, height=theme.height_for(layout.length), x_title=SHARE_AXIS)
    colors = arm_colors(table, dark)
    top = 100 * table["proportion"].max() if len(table) else 100
    for arm, side in zip(reversed(arms), (-1, 1), strict=False):
        rows = table[table["arm_label"] == arm]
        rows = theme.filled_first(rows, rows["proportion_low"].notna())
        figure.add_bar(
            name=theme.wrapped(arm, 60),
            orientation="h",
            x=100 * side * rows["proportion"],
            y=rows["event"].map(layout.position),
            width=0.62,
            marker={
                "color": theme.fills(rows["proportion_low"].mask(are_ranges(rows)), colors[arm], dark),
                "line": {"width": 2, "color": colors[arm]},
            },
            text=[f"{short_share(row)}%" for row in rows.itertuples()],
            textposition="outside",
            textfont={"color": theme.INK[dark], "size": 12},
            cliponaxis=False,
            customdata=rows[["row_key"]].to_numpy(),
            hovertext=[incidence_hover(row) for row in named(rows, names).itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    step = 10 if top <= 30 else 50
    ticks = list(range(-100, 101, step))
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(
        range=[-1.55 * top, 1.55 * top],
        tickvals=ticks,
        ticktext=[f"{abs(tick)}%" for tick in ticks],
        tickangle=0,
        zeroline=True,
    )
    return theme.with_rows(figure, layout)
