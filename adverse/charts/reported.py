"""Reports counted from a store: ratios with limits, counts across medicines, who was reported, and days to an event."""

from collections.abc import Iterable
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme, values
from adverse.charts.hover import named
from adverse.charts.signal_forest import TICKS
from adverse.vocabulary import in_three_digits

ROW = 34
CELL, TOP, RIGHT = 40, 165, 60  # pixels of a row of the heat map, above it and right of it for the names
MOST_UPRIGHT, UPRIGHT_TOP = 8, 215  # medicines whose names stand upright, and the most room for them
ROOM, LETTER = 24, 8  # pixels above the longest name, and of each of its letters
STRONG = 0.55  # of the strongest color, from which on letters are those of the paper
IC_TICKS = list(range(-12, 16, 2))


def reported_forest(
    table: pd.DataFrame,
    *,
    value: str,
    limits: tuple[str, str],
    title: str,
    neutral: float = 1.0,
    strata: dict[str, str] | None = None,
    names: dict | None = None,
    dark: bool = False,
) -> go.Figure:
    """One measure of each event with its limits and the reports behind it; a measure that is not defined has no mark.

    `table`: rows with details, `n_reports`, `stratum` and the columns of the measure; `neutral`: its value where
    medicine and event have nothing to do with each other; a ratio is drawn on a log axis, a logarithm (0 is neutral)
    is not. `strata`: stratum -> its name, where each event has several rows.
    """
    table, is_log = named(table, names), neutral == 1
    items = [
        (row.event, row.row_key, (strata or {}).get(row.stratum, row.stratum))
        if strata
        else ("", row.row_key, row.event)
        for row in table.itertuples()
    ]
    layout = theme.rows_in_sections(items, row_height=ROW, most_lines=3)
    height = theme.height_for(layout.length, row_height=ROW)
    axis = f"{title}{' (log)' if is_log else ''}<br>reports, not risk"
    figure = theme.base_figure(dark=dark, height=height, x_title=axis, show_legend=False)
    colors = [theme.on_paper(theme.EVENT_GROUP_COLORS[group], dark) for group in table["event_group"]]
    told = [
        values.Value(_figure(number), f"{n:,} reports")
        for number, n in zip(table[value], table["n_reports"], strict=True)
    ]
    y = layout.of(table["row_key"])
    values.add_column(figure, told, y=y, color=colors, dark=dark, titles=(title, ""))
    low, high = (table[limit] for limit in limits)
    figure.add_scatter(
        x=table[value],
        y=y,
        mode="markers",
        marker={"size": 11, "symbol": "square", "color": colors, "line": {"color": colors, "width": 2}},
        error_x=theme.interval(low, table[value], high, theme.QUIET[dark]),
        customdata=table[["row_key"]].to_numpy(),
        hovertext=[_hover(row) for row in table.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.add_vline(x=neutral, line={"color": theme.QUIET[dark], "width": 1, "dash": "dash"})
    if is_log:
        ticks = {"tickmode": "array", "tickvals": TICKS, "ticktext": [f"{tick:,g}" for tick in TICKS]}
        figure.update_layout(xaxis={"type": "log", "range": _log_range([low, table[value], high]), **ticks})
    else:
        figure.update_layout(xaxis={"tickmode": "array", "tickvals": IC_TICKS})
    return values.place(theme.with_rows(figure, layout))


def _figure(number: float) -> str:
    return "not defined" if pd.isna(number) else in_three_digits(number)


def _log_range(parts: Iterable[pd.Series]) -> list[float]:
    found = pd.concat(list(parts)).dropna()
    found = found[found > 0]
    if found.empty:
        return [-1.0, 1.0]
    low, high = np.log10([min(found.min(), 1), max(found.max(), 1)])
    return [float(low) - 0.1, float(high) + 0.1]


def _hover(row) -> str:
    limits = (("ROR", row.ror, row.ror_ci_low, row.ror_ci_high), ("PRR", row.prr, row.prr_ci_low, row.prr_ci_high))
    limits += (("IC", row.ic, row.ic025, row.ic975), ("EBGM", row.ebgm, row.ebgm05, row.ebgm95))
    told = [
        f"{name} {_figure(value)}" + (f" ({_figure(low)} to {_figure(high)})" if pd.notna(low) else "")
        for name, value, low, high in limits
    ]
    lines = [f"{row.drug}, {row.event}", f"{row.n_reports:,} reports of both; {row.n_drug:,} of the medicine"]
    lines += [f"{row.n_event:,} with the event; {row.n_all_reports:,} in all", *told, f"Background: {row.background}"]
    return "<br>".join(theme.wrapped(line, 60) for line in [*lines, "Reports, not risk"])


def reports_heat_map(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """Events down, medicines across: the number of reports in each cell, shaded by how far the lower limit of the IC
    lies above 0; a cell without shade is no signal under that limit, a dash no report.

    `table`: rows of every pair with details, `n_reports`, `n_drug` and `ic025`.
    """
    table = named(table, names)
    events, drugs = list(dict.fromkeys(table["event"])), list(dict.fromkeys(table["drug"]))
    counts = table.pivot(index="event", columns="drug", values="n_reports").loc[events, drugs]
    shade = table.assign(shade=table["ic025"].clip(lower=0)).pivot(index="event", columns="drug", values="shade")
    keys = table.pivot(index="event", columns="drug", values="row_key").loc[events, drugs]
    hover = table.assign(told=[_cell_hover(row) for row in table.itertuples()])
    figure = theme.base_figure(dark=dark, height=TOP, show_legend=False)
    layout = theme.rows_in_sections([("", event, event) for event in events], row_height=CELL, most_lines=2)
    z = shade.loc[events, drugs].to_numpy(float)
    top = max(float(np.nanmax(z)) if z.size else 0.0, 1.0)
    figure.add_heatmap(
        z=z,
        x=list(range(len(drugs))),
        y=[layout.position[event] for event in events],
        zmin=0,
        zmax=top,
        colorscale=theme.SEQUENTIAL[dark],
        showscale=False,
        xgap=2,
        ygap=2,
        customdata=keys.to_numpy(),
        hovertext=hover.pivot(index="event", columns="drug", values="told").loc[events, drugs].to_numpy(),
        hovertemplate="%{hovertext}<extra></extra>",
    )
    is_strong = np.nan_to_num(z) > STRONG * top
    for strong, ink in ((True, theme.PAPER[dark]), (False, theme.INK[dark])):
        rows, columns = np.nonzero(is_strong == strong)
        figure.add_scatter(
            x=columns,
            y=[layout.position[events[row]] for row in rows],
            mode="text",
            text=[f"{n:,}" if n else "–" for n in counts.to_numpy()[rows, columns]],
            textfont={"size": 12, "color": ink},
            hoverinfo="skip",
        )
    upright = len(drugs) <= MOST_UPRIGHT
    sizes = table.drop_duplicates("drug").set_index("drug")["n_drug"]
    labels = [f"{escape(drug)}, {sizes[drug]:,}" for drug in drugs]
    above, right, angle = (UPRIGHT_TOP, 8, -90) if upright else (TOP, RIGHT, -50)
    above = min(above, ROOM + LETTER * max(map(len, labels), default=0))
    figure.update_xaxes(
        side="top",
        tickmode="array",
        tickvals=list(range(len(drugs))),
        ticktext=labels,
        tickangle=angle,
        showgrid=False,
        zeroline=False,
    )
    figure.update_layout(margin={"t": above, "b": 12, "r": right}, height=above + CELL * len(events) + 20)
    return theme.with_rows(figure, layout)


def _cell_hover(row) -> str:
    if not row.n_reports:
        lines = [f"{row.drug}, {row.event}", f"no report of both among {row.n_drug:,} of the medicine; no risk of 0"]
    else:
        lines = [f"{row.drug}, {row.event}", f"{row.n_reports:,} of {row.n_drug:,} reports of the medicine"]
        lines += [f"IC {_figure(row.ic)} ({_figure(row.ic025)} to {_figure(row.ic975)}), ROR {_figure(row.ror)}"]
    return "<br>".join(theme.wrapped(line, 60) for line in [*lines, "Reports, not risk"])


def who_plot(table: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Who was reported: each value's share among the reports of the medicine beside its share among all reports.

    `table`: rows with `characteristic_label`, `value_label`, `percent` and `percent_all` of `n_of` and `n_of_all`.
    """
    items = [(row.characteristic_label, row.row_key, row.value_label) for row in table.itertuples()]
    layout = theme.rows_in_sections(items, row_height=30, most_lines=2)
    height = theme.height_for(layout.length, row_height=30)
    figure = theme.base_figure(dark=dark, height=height, x_title="Share of reports (%), not a risk")
    y = layout.of(table["row_key"])
    for share, all_share, at in zip(table["percent"], table["percent_all"], y, strict=True):
        line = {"color": theme.GRID[dark], "width": 4}
        figure.add_shape(type="line", x0=share, x1=all_share, y0=at, y1=at, line=line, layer="below")
    hue = theme.on_paper(theme.DRUG_CLASS_COLORS["bite"], dark)
    told = [values.Value(f"{row.percent:.1f}%", f"{row.percent_all:.1f}%") for row in table.itertuples()]
    values.add_column(figure, told, y=y, color=hue, dark=dark, titles=("medicine", "all"))
    for name, column, marker in (
        ("all reports", "percent_all", {"color": theme.QUIET[dark], "symbol": "diamond", "size": 11}),
        ("reports of the medicine", "percent", {"color": hue, "symbol": "circle", "size": 12}),
    ):
        figure.add_scatter(
            name=name,
            x=table[column],
            y=y,
            mode="markers",
            marker=marker,
            customdata=table[["row_key"]].to_numpy(),
            hovertext=[_who_hover(row) for row in table.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    highest = max(table["percent"].max(), table["percent_all"].max()) / 100
    figure.update_layout(xaxis={"range": theme.share_range(highest), "ticksuffix": "%"})
    return values.place(theme.with_rows(figure, layout))


def _who_hover(row) -> str:
    lines = [f"{row.characteristic_label}: {row.value_label}"]
    lines += [f"{row.n_with_value:,} of {row.n_of:,} reports of the medicine ({row.percent:.1f}%)"]
    lines += [f"{row.n_with_value_all:,} of {row.n_of_all:,} reports in all ({row.percent_all:.1f}%)", "No risk"]
    return "<br>".join(theme.wrapped(line, 60) for line in lines)


def report_onset_plot(
    table: pd.DataFrame, *, median: float, quartiles: tuple[float, float], dark: bool = False
) -> go.Figure:
    """Reports by days from the start of the medicine to the event, with the median and the quartiles.

    `table`: rows with `days` and `n_with_value`; days are of reports that print both dates in full.
    """
    rows = table[table["days"].notna()]
    figure = theme.base_figure(
        dark=dark, height=320, x_title="Days from the first dose reported to the event", show_legend=False
    )
    hue = theme.on_paper(theme.DRUG_CLASS_COLORS["bite"], dark)
    figure.add_vrect(x0=quartiles[0], x1=quartiles[1], line_width=0, fillcolor=theme.translucent(hue, 0.15))
    figure.add_vline(x=median, line={"color": theme.INK[dark], "width": 2})
    figure.add_bar(
        x=rows["days"],
        y=rows["n_with_value"],
        marker={"color": hue},
        width=0.8,
        customdata=rows[["row_key"]].to_numpy(),
        hovertemplate="day %{x}: %{y} reports<extra></extra>",
    )
    figure.update_xaxes(rangemode="tozero")
    figure.update_yaxes(title={"text": "Reports"}, showgrid=True, rangemode="tozero", tickformat=",d")
    return figure


def rules_plot(
    table: pd.DataFrame, rules: dict[str, str], *, names: dict | None = None, dark: bool = False
) -> go.Figure:
    """Rules across, events down: a filled mark where an event is a signal under the rule, an open one where it is not.

    `table`: rows with details, `n_reports` and for each rule `signal_<rule>` and `told_<rule>` (why, in words);
    `rules`: rule -> its name.
    """
    table = named(table, names)
    items = [("", row.row_key, f"{row.event} ({row.n_reports:,})") for row in table.itertuples()]
    layout = theme.rows_in_sections(items, row_height=ROW, most_lines=2)
    height = theme.height_for(layout.length, row_height=ROW)
    figure = theme.base_figure(dark=dark, height=height)
    hue = theme.on_paper(theme.DRUG_CLASS_COLORS["bite"], dark)
    for is_signal, name in ((True, "signal"), (False, "no signal")):
        marks = [
            (place, layout.position[row.row_key], row.row_key, getattr(row, f"told_{rule}"))
            for place, rule in enumerate(rules)
            for row in table.itertuples()
            if getattr(row, f"signal_{rule}") == is_signal
        ]
        color = hue if is_signal else theme.QUIET[dark]
        figure.add_scatter(
            name=name,
            x=[mark[0] for mark in marks],
            y=[mark[1] for mark in marks],
            mode="markers",
            marker={
                "size": 17,
                "symbol": "circle",
                "color": color if is_signal else theme.PAPER[dark],
                "line": {"color": color, "width": 2},
            },
            customdata=[[mark[2]] for mark in marks],
            hovertext=[theme.wrapped(mark[3], 60) for mark in marks],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ticks = {"tickmode": "array", "tickvals": list(range(len(rules))), "ticktext": list(rules.values())}
    figure.update_xaxes(**ticks, range=[-0.5, len(rules) - 0.5], showgrid=False, zeroline=False)
    return theme.with_rows(figure, layout)
