"""Who: effect sizes on a log axis, incidence by subgroup, and reported cases against all reports."""

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme, values
from adverse.charts.hover import named
from adverse.vocabulary import ADJUSTED, DIRECTIONS, RISK_MEASURES, count_in_words, factor_label, label

MEASURE_SYMBOLS = {
    "risk_ratio": "circle",
    "odds_ratio": "square",
    "hazard_ratio": "diamond",
    "rate_ratio": "triangle-up",
}


def risk_forest(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """Effect sizes on a log axis, one row an estimate, a symbol a measure; filled is adjusted, open is not.

    `table`: risk factor rows with details, a ratio measure and an estimate above 0; `names`: event -> the name shown.
    Unlike measures are never pooled. An estimate without `limit_low` and `limit_high` is a mark without a line.
    """
    table = table.sort_values(["event", "measure", "estimate"], ascending=[True, True, False])
    items = [((names or {}).get(row.event, row.event), row.row_key, factor_label(row)) for row in table.itertuples()]
    layout = theme.rows_in_sections(items)
    figure = theme.base_figure(dark=dark, height=theme.height_for(layout.length), x_title="Ratio (log scale)")
    rows = table.assign(y=table["row_key"].map(layout.position))
    for measure, drawn in rows.groupby("measure", sort=False):
        drawn = theme.filled_first(drawn, drawn["adjusted"] == "yes")
        told = [_ratio_value(row) for row in drawn.itertuples()]
        colors = [theme.on_paper(theme.EVENT_GROUP_COLORS[group], dark) for group in drawn["event_group"]]
        values.add_column(figure, told, y=drawn["y"], color=colors, dark=dark, titles=("ratio", "95% interval"))
        figure.add_scatter(
            name=label(RISK_MEASURES, measure),
            x=drawn["estimate"],
            y=drawn["y"],
            mode="markers",
            marker={
                "symbol": MEASURE_SYMBOLS[measure],
                "size": 12,
                "color": [
                    c if a == "yes" else theme.PAPER[dark] for c, a in zip(colors, drawn["adjusted"], strict=True)
                ],
                "line": {"color": colors, "width": 2.5},
            },
            error_x=theme.interval(drawn["limit_low"], drawn["estimate"], drawn["limit_high"], theme.QUIET[dark]),
            customdata=drawn[["row_key"]].to_numpy(),
            hovertext=[_ratio_hover(row) for row in named(drawn, names).itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    figure.add_vline(x=1, line={"color": theme.QUIET[dark], "width": 1, "dash": "dash"})
    span = pd.concat([table["estimate"], table["limit_low"], table["limit_high"]]).replace(0, pd.NA).dropna()
    is_wide = len(span) > 0 and span.max() / span.min() > 50
    minor = {"dtick": "D1", "showgrid": True, "gridcolor": theme.GRID[dark], "griddash": "dot"}
    ticks = {"dtick": 1 if is_wide else "D1", "minor": minor, "exponentformat": "none", "tickangle": 0}
    figure.update_layout(xaxis={"type": "log"} | ticks)
    return values.place(theme.with_rows(figure, layout))


def _ratio_value(row) -> values.Value:
    has_interval = pd.notna(row.limit_low) and pd.notna(row.limit_high)
    return values.Value(f"{row.estimate:g}", f"{row.limit_low:g} to {row.limit_high:g}" if has_interval else "")


def _ratio_hover(row) -> str:
    interval = row.discrepancy or "no interval printed"
    if pd.notna(row.limit_low) and pd.notna(row.limit_high):
        interval = f"95% interval {row.limit_low:g} to {row.limit_high:g}"
    return "<br>".join(
        [
            f"<b>{theme.wrapped(factor_label(row), 60)}</b>",
            theme.wrapped(row.event, 60),
            theme.wrapped(f"{label(RISK_MEASURES, row.measure)} {row.estimate:g}, {interval}", 60),
            theme.wrapped(
                f"{label(ADJUSTED, row.adjusted)}; the source says: {label(DIRECTIONS, row.direction).lower()}",
                60,
            ),
            theme.wrapped(f"Source: {row.source_name}, {row.locator}", 60),
        ]
    )


def subgroup_dot_plot(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """Incidence by subgroup: one row a level, the levels of one factor in one source joined under one heading.

    `table`: risk factor rows with details, `comparison` (the heading) and `proportion`, `proportion_low`,
    `proportion_high`; `names`: event -> the name shown. Filled marks have counts and an interval, open marks a printed
    percentage only.
    """
    items = [
        (row.comparison.replace(row.event, (names or {}).get(row.event, row.event), 1), row.row_key, row.level)
        for row in table.itertuples()
    ]
    layout = theme.rows_in_sections(items)
    figure = theme.base_figure(
        dark=dark, height=theme.height_for(layout.length), x_title="Patients with the event (%)", show_legend=False
    )
    for name, rows in table.groupby("comparison", sort=False):
        color = theme.on_paper(theme.EVENT_GROUP_COLORS[rows.iloc[0]["event_group"]], dark)
        share = 100 * rows["proportion"]
        told = [values.of_share(row) for row in rows.itertuples()]
        values.add_column(figure, told, y=layout.of(rows["row_key"]), color=color, dark=dark)
        figure.add_scatter(
            name=theme.wrapped(name),
            x=share,
            y=rows["row_key"].map(layout.position),
            mode="lines+markers",
            line={"color": theme.translucent(color, 0.3), "width": 2},
            marker={
                "size": 12,
                "color": theme.fills(rows["proportion_low"], color, dark),
                "line": {"color": color, "width": 2.5},
            },
            error_x=theme.interval(100 * rows["proportion_low"], share, 100 * rows["proportion_high"], color),
            customdata=rows[["row_key"]].to_numpy(),
            hovertext=[_subgroup_hover(row) for row in named(rows, names).itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    high = table["proportion_high"].fillna(table["proportion"]).max() if len(table) else 1
    figure.update_layout(xaxis={"range": theme.share_range(high), "ticksuffix": "%"})
    return values.place(theme.with_rows(figure, layout))


def _subgroup_hover(row) -> str:
    counts = count_in_words(row) or "no count printed"
    interval = ""
    if pd.notna(row.proportion_low):
        interval = f", 95% interval {100 * row.proportion_low:.1f} to {100 * row.proportion_high:.1f}% (Wilson)"
    return "<br>".join(
        [
            f"<b>{theme.wrapped(row.event, 60)}</b>",
            theme.wrapped(f"{row.factor}: {row.level}", 60),
            theme.wrapped(f"Printed {row.estimate:g}%, {counts}{interval}", 60),
            theme.wrapped(f"Source: {row.source_name}, {row.locator}", 60),
        ]
    )


def case_share_plot(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """Who was reported: share among reports of the event (filled) against share among all reports (grey).

    `table`: rows with `estimate` (percent of reports with the event), `percent_of_all_reports`, `all_reports_row_key`
    and details. A share of cases is not a risk; the distance between the two dots is what a reader may look at.
    """
    labels = [("", row.row_key, f"{row.factor}: {row.level} ({row.source_name})") for row in table.itertuples()]
    layout = theme.rows_in_sections(labels, row_height=46)
    figure = theme.base_figure(
        dark=dark, height=theme.height_for(layout.length, row_height=46), x_title="Share of reports (%), not a risk"
    )
    where = [layout.position[key] for key in table["row_key"]]
    for share, all_share, y in zip(table["estimate"], table["percent_of_all_reports"], where, strict=True):
        figure.add_shape(
            type="line", x0=share, x1=all_share, y0=y, y1=y, line={"color": theme.GRID[dark], "width": 4}, layer="below"
        )
    colors = [theme.on_paper(theme.EVENT_GROUP_COLORS[group], dark) for group in table["event_group"]]
    for name, column, key, marker in (
        (
            "all reports of the medicine",
            "percent_of_all_reports",
            "all_reports_row_key",
            {"color": theme.QUIET[dark], "symbol": "diamond", "size": 12},
        ),
        ("reports of the event", "estimate", "row_key", {"color": colors, "symbol": "circle", "size": 13}),
    ):
        figure.add_scatter(
            name=name,
            x=table[column],
            y=where,
            mode="markers",
            marker=marker,
            customdata=table[[key]].to_numpy(),
            hovertext=[_share_hover(row) for row in named(table, names).itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    figure.update_xaxes(range=[0, 100], ticksuffix="%")
    return theme.with_rows(figure, layout)


def _share_hover(row) -> str:
    counts = "" if pd.isna(row.n_total) else f" of {row.n_total} reports"
    return "<br>".join(
        [
            f"<b>{theme.wrapped(f'{row.factor}: {row.level}', 60)}</b>",
            f"Reports of {theme.wrapped(row.event, 60)}: {row.estimate:g}%{counts}",
            f"All reports of the medicine: {row.percent_of_all_reports:g}% of {row.n_all_reports} reports",
            theme.wrapped(f"Source: {row.source_name}, {row.locator}", 60),
        ]
    )
