"""Reporting odds ratios from a safety database: reports, never patients or risk."""

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme, values
from adverse.charts.hover import named

NOT_RISK = "Reporting odds ratio (log)<br>reports, not risk"

RATIO_AND_INTERVAL = ("ROR", "95% interval")
TICKS = (0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000)


def signal_forest(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """Reporting odds ratios with their 95% intervals on a log axis, one row a medicine and event.

    `table`: signal rows with details and `is_focus`. Several sources or comparison groups, whose ratios do not compare,
    each stand under a heading of their own. A row that prints the lower bound alone is an open triangle there. The
    medicine of this package is in color, others are grey.
    """
    has_headings = len(table[["background", "source_id"]].drop_duplicates()) > 1
    names_drug = table["drug"].nunique() > 1 or not has_headings
    items = []
    for row in table.itertuples():
        event = (names or {}).get(row.event, row.event)
        section = f"{row.source_name}: {row.background}" if has_headings else ""
        items.append((section, row.row_key, f"{row.drug}: {event}" if names_drug else event))
    layout = theme.rows_in_sections(items, row_height=48, most_lines=6)
    figure = theme.base_figure(
        dark=dark, height=theme.height_for(layout.length, row_height=48), x_title=NOT_RISK, show_legend=False
    )
    bound_only = table["ror"].isna()
    value = table["ror"].fillna(table["ror_ci_low"])
    colors = [
        theme.on_paper(theme.EVENT_GROUP_COLORS[row.event_group], dark) if row.is_focus else theme.QUIET[dark]
        for row in table.itertuples()
    ]
    figure.add_scatter(
        x=value,
        y=table["row_key"].map(layout.position),
        mode="markers",
        marker={
            "size": 13,
            "symbol": ["triangle-right" if only else "square" for only in bound_only],
            "color": [theme.PAPER[dark] if only else color for only, color in zip(bound_only, colors, strict=True)],
            "line": {"color": colors, "width": 2.5},
        },
        error_x=theme.interval(table["ror_ci_low"], value, table["ror_ci_high"], theme.QUIET[dark]),
        customdata=table[["row_key"]].to_numpy(),
        hovertext=[_hover(row) for row in named(table, names).itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.add_vline(x=1, line={"color": theme.QUIET[dark], "width": 1, "dash": "dash"})
    figure.update_xaxes(type="log", tickmode="array", tickvals=TICKS, ticktext=[f"{tick:,g}" for tick in TICKS])
    theme.with_rows(figure, layout)
    shown = [_value(row) for row in table.itertuples()]
    values.add_column(
        figure, shown, y=table["row_key"].map(layout.position), color=colors, dark=dark, titles=RATIO_AND_INTERVAL
    )
    return values.place(figure)


def _value(row) -> values.Value:
    """ "3.02" and "1.98 to 4.6", or the bound that is printed alone."""
    if pd.isna(row.ror):
        return values.Value(f"&gt;{row.ror_ci_low:g}", "lower bound alone")
    has_limits = pd.notna(row.ror_ci_low) and pd.notna(row.ror_ci_high)
    return values.Value(f"{row.ror:g}", f"{row.ror_ci_low:g} to {row.ror_ci_high:g}" if has_limits else "")


def _hover(row) -> str:
    reports = "number of reports not printed" if pd.isna(row.n_reports) else f"{row.n_reports} reports"
    if pd.isna(row.ror):
        ratio = f"lower 95% bound {row.ror_ci_low:g}; the ratio itself is not printed"
    else:
        ratio = f"reporting odds ratio {row.ror:g}"
        if pd.notna(row.ror_ci_low) and pd.notna(row.ror_ci_high):
            ratio += f", 95% interval {row.ror_ci_low:g} to {row.ror_ci_high:g}"
    lines = [f"{row.drug}, {row.event}", f"{ratio}; {reports}", f"Compared with: {row.background}"]
    lines += ["Reports, not risk", f"Source: {row.source_name}, {row.locator}"]
    return "<br>".join(theme.wrapped(line, 60) for line in lines)
