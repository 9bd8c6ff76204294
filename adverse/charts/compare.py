"""Two or more arms against one reference: shares, and beside them differences."""

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme, values
from adverse.charts.hover import incidence_hover, named, with_n
from adverse.charts.incidence import SHARE_AXIS, arm_colors, arm_symbols, with_rule
from adverse.charts.ranges import add_ranges, are_ranges
from adverse.vocabulary import count_in_words, rounded

SIDES, POINTS = "\u2190 fewer | more \u2192", "(percentage points)"
INTERVALS = ("points", "95% interval")
ROOM = 760  # pixels for two plots and two columns


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
    row_height = theme.row_height_for(len(arms))
    labels = [("", event, (names or {}).get(event, event)) for event in firsts]
    layout = theme.rows_in_sections(labels, row_height=row_height)
    figure = theme.base_figure(
        dark=dark,
        height=theme.height_for(layout.length, row_height=row_height) + 24,
        x_title=SHARE_AXIS,
    )
    if has_differences:
        _add_difference_axis(figure, table, dark)
    colors, symbols = arm_colors(table, dark), arm_symbols(table)
    for index, arm in enumerate(arms):
        rows = table[table["arm_label"] == arm]
        rows = theme.filled_first(rows, rows["proportion_low"].notna())
        name, shift = theme.wrapped(with_n(arm, rows), 60), theme.shift_of(index, len(arms), row_height)
        y = layout.of(rows["event"], shift)
        values.add_shares(figure, rows, layout, of="event", shift=shift, color=colors[arm], dark=dark)
        ranges = rows[are_ranges(rows)]
        marks = rows.drop(ranges.index)
        share = 100 * marks["proportion"]
        marker = {"size": 11, "symbol": symbols[arm], "line": {"color": colors[arm], "width": 2}}
        _add_marks(
            figure,
            name=name,
            x=share,
            y=y[marks.index],
            marker=marker | {"color": theme.fills(marks["proportion_low"], colors[arm], dark)},
            error_x=theme.interval(100 * marks["proportion_low"], share, 100 * marks["proportion_high"], colors[arm]),
            hovertext=[incidence_hover(row) for row in named(marks, names).itertuples()],
            customdata=marks[["row_key"]].to_numpy(),
        )
        add_ranges(
            figure,
            ranges,
            y=y[ranges.index],
            color=colors[arm],
            dark=dark,
            name=name,
            showlegend=marks.empty,
            hovertext=[incidence_hover(row) for row in named(ranges, names).itertuples()],
        )
        if has_differences:
            _add_differences(figure, rows[rows["risk_difference"].notna()], y, colors[arm], marker, names, dark)
    # as many labels as a phone has room for, and a line between them at every tenth
    minor = {"dtick": 10, "tick0": 0, "showgrid": True, "gridcolor": theme.GRID[dark], "griddash": "dot"}
    high = table["proportion_high"].fillna(table["proportion"]).max() if len(table) else 1
    plots = [figure.layout.xaxis, figure.layout.xaxis2] if has_differences else [figure.layout.xaxis]
    for axis in plots:
        axis.update(tick0=0, tickangle=0, minor=minor)
    figure.update_layout(xaxis={"range": theme.share_range(high), "nticks": 6}, margin_b=108)
    with_rule(theme.with_rows(figure, layout), layout, table, dark=dark)
    return values.place(figure, ROOM if has_differences else values.NARROWEST)


def _add_differences(figure, rows: pd.DataFrame, y: pd.Series, color: str, marker: dict, names, dark: bool) -> None:
    """The differences of one arm; grey where the interval holds zero, so that no direction is shown."""
    if rows.empty:
        return
    points, low, high = (100 * rows[f"risk_difference{end}"] for end in ("", "_low", "_high"))
    hues = [color if a > 0 or b < 0 else theme.QUIET[dark] for a, b in zip(low, high, strict=True)]
    _add_marks(
        figure,
        name=theme.wrapped(rows["arm_label"].iloc[0], 60),
        showlegend=False,
        xaxis="x2",
        x=points,
        y=y[rows.index],
        marker=marker | {"color": hues, "line": {"color": hues, "width": 2}},
        error_x=theme.interval(low, points, high, theme.QUIET[dark]),
        hovertext=[difference_hover(row) for row in named(rows, names).itertuples()],
        customdata=(rows["row_key"] + "\n" + rows["row_key_control"]).to_frame().to_numpy(),
    )
    told = [
        values.Value(signed(point), f"{signed(start)} to {signed(end)}")
        for point, start, end in zip(points, low, high, strict=True)
    ]
    values.add_column(figure, told, y=y[rows.index], color=hues, dark=dark, titles=INTERVALS, column=1)


def signed(points: float) -> str:
    """Percentage points with their sign: "+4.9", "\u221220.0"."""
    return f"{rounded(points, 1):+.1f}".replace("-", "\u2212")


def _add_marks(figure: go.Figure, **trace) -> None:
    figure.add_scatter(
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
        **{"mode": "markers"} | trace,
    )


def _add_difference_axis(figure: go.Figure, table: pd.DataFrame, dark: bool) -> None:
    """The axis of differences, which says on which side there are fewer."""
    pairs = table[table["risk_difference"].notna()]
    several = pairs["arm_label"].nunique() > 1
    first = pairs.iloc[0]
    whom = f"than {first['reference_label']}" if several else f"with {first['drug']}"
    title = f"<br>{SIDES}<br>{theme.wrapped(whom, 24)}<br>{POINTS}"  # below that of the shares, for a phone
    axis = figure.layout.xaxis.to_plotly_json() | {"anchor": "y", "zeroline": False, "nticks": 4}
    axis["title"] = axis["title"] | {"text": title}
    figure.update_layout(xaxis2=axis)
    figure.add_vline(x=0, line={"color": theme.INK[dark], "width": 1.5}, xref="x2")


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
