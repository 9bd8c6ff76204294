"""When: medians, quartiles, ranges, printed windows and durations on one day axis, with the treatment around them."""

from math import log10

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme, values
from adverse.charts.hover import named
from adverse.charts.onset_rows import DAYS, OWN_DAYS, row_labels, value_of, windows_together
from adverse.vocabulary import ONSET_MEASURES, OWN_SOURCE_KINDS, TIME_ORIGINS, WINDOW_MEANINGS, label

AXIS, OWN_AXIS = "Days since infusion start", "Day of treatment"
EARLIEST_DAY = 0.25
CYCLE_DAYS = 28.0
SAME_CLOCK = ("infusion_start", "first_dose")
ROW_HEIGHT, EVENT_HEIGHT, LANE_HEIGHT = 30, 92, 38  # pixels of a source, of an event in one row, of a lane beside it
REPORTS = "reports"
SYMBOLS = {  # what a mark stands for -> its symbol and its name in the legend
    "onset": ("circle", "median onset"),
    REPORTS: ("diamond", "median in reports"),
    "single_case": ("x", "one patient"),
    "peak": ("triangle-up", ONSET_MEASURES["peak"].label.lower()),
    "nadir": ("triangle-down", ONSET_MEASURES["nadir"].label.lower()),
}
DAY_TICKS = (0.25, 0.5, 1, 2, 3, 5, 7, 10, 14, 21, 28)


def onset_timeline(
    table: pd.DataFrame,
    phases: pd.DataFrame,
    *,
    names: dict | None = None,
    early_days: bool = False,
    one_row_an_event: bool = False,
    dark: bool = False,
) -> go.Figure:
    """One row a source, events one below the other: window as a band, range as a line, quartiles as a bar, median dot.

    `table`: onset rows with details, all rows of an event together; `phases`: rows of `treatment_phases`, drawn on top,
    one row a lane; a step of the dose runs down through the events. Documents that print the same window and no median
    share a row, single patients a section. Rows whose clock does not start with the infusion or the first dose are open
    marks. `early_days` draws days on a log scale; `one_row_an_event` lays the sources of an event over each other.
    """
    table = windows_together(table)
    lanes = list(dict.fromkeys(phases["lane"]))
    names = names or {}
    items = [("", lane, lane) for lane in lanes]
    if one_row_an_event:
        items += [("", event, names.get(event, event)) for event in dict.fromkeys(table["event"])]
    else:
        several = table["drug"].nunique() > 1
        for row in table.itertuples():
            section, text = row_labels(row, names, with_drug=several)
            items.append((section, row.row_key, text))
    row_height = LANE_HEIGHT if one_row_an_event else ROW_HEIGHT
    layout = theme.rows_in_sections(items, row_height=row_height)
    rows = table.assign(y=table["event" if one_row_an_event else "row_key"].map(layout.position).astype(float))
    if one_row_an_event:
        by_event = rows.groupby("event")
        rows["y"] += 0.8 * ((by_event.cumcount() + 0.5) / by_event["event"].transform("size") - 0.5)
    rows = named(rows, names)
    is_own = bool(len(table)) and bool(table["source_kind"].isin(OWN_SOURCE_KINDS).all())
    more = (EVENT_HEIGHT - LANE_HEIGHT) * table["event"].nunique() if one_row_an_event else 0
    height = round(120 + row_height * layout.length + more)
    figure = theme.base_figure(dark=dark, height=height, x_title=OWN_AXIS if is_own else AXIS)
    for kind in dict.fromkeys(phases["kind"]):
        _draw_phases(figure, phases[phases["kind"] == kind], layout, kind, dark)
    if not one_row_an_event:
        _draw_steps(figure, phases, len(lanes) - 0.5, layout.length - 0.5, dark)
    thickness = 0.72 / max(1, table["event"].value_counts().max()) if one_row_an_event and len(table) else None
    _draw_windows(figure, rows[rows["window_end_day"].notna() & (rows["measure"] != "single_case")], thickness, dark)
    _draw_ranges(figure, rows, dark)
    _draw_medians(figure, rows, dark)
    ends = [rows["window_end_day"], rows["onset_max_days"], rows["onset_median_days"], phases["end_day"]]
    lasts_until = rows["onset_median_days"] + rows["duration_median_days"]
    end = float(pd.concat([*ends, lasts_until, pd.Series([CYCLE_DAYS])]).max())
    if early_days:
        ticks = [tick for tick in DAY_TICKS if tick <= end]
        days = {
            **{"type": "log", "range": [log10(0.85 * EARLIEST_DAY), log10(1.1 * end)], "tickmode": "array"},
            **{"tickvals": ticks, "ticktext": [f"{tick:g}" for tick in ticks]},
        }
    else:
        first = min(0.0, phases["start_day"].min()) if len(phases) else 0.0
        every = 7 if end < 3 * CYCLE_DAYS else CYCLE_DAYS
        days = {"range": [first - 0.5, end + 0.5], "dtick": every, "tick0": 0}
    figure.update_layout(xaxis=days, barmode="overlay", uniformtext={"mode": "hide", "minsize": 10})
    theme.with_rows(figure, layout)
    if one_row_an_event:
        return figure
    shown = [value_of(row) for row in rows.itertuples()]
    titles = OWN_DAYS if is_own else DAYS
    values.add_column(figure, shown, y=rows["y"], color=_colors(rows, dark), dark=dark, titles=titles)
    return values.place(figure)


def onset_in_words(row) -> str:
    """The figures of an onset row as a phrase: "median 3 days, range 1 to 21 days"."""
    if row.measure == "single_case":
        return f"day {row.onset_min_days:g} in one patient" if pd.notna(row.onset_min_days) else "one patient"
    parts = []
    if pd.notna(row.onset_median_days):
        parts.append(f"median {row.onset_median_days:g} days")
    if pd.notna(row.onset_q1_days) and pd.notna(row.onset_q3_days):
        parts.append(f"quartiles {row.onset_q1_days:g} to {row.onset_q3_days:g} days")
    if pd.notna(row.onset_min_days) and pd.notna(row.onset_max_days):
        parts.append(f"range {row.onset_min_days:g} to {row.onset_max_days:g} days")
    if pd.notna(row.window_end_day):
        meaning = label(WINDOW_MEANINGS, row.window_meaning)
        share = "" if pd.isna(row.percent_of_events_in_window) else f"{row.percent_of_events_in_window:g}%, "
        parts.append(f"days {row.window_start_day:g} to {row.window_end_day:g} ({share}{meaning})")
    if pd.notna(row.duration_median_days):
        parts.append(f"lasted a median of {row.duration_median_days:g} days")
    elif pd.notna(row.duration_min_days) and pd.notna(row.duration_max_days):
        parts.append(f"lasted {row.duration_min_days:g} to {row.duration_max_days:g} days")
    return ", ".join(parts)


def _hover(row) -> str:
    return "<br>".join(
        [
            f"<b>{theme.wrapped(row.event, 60)}</b>",
            theme.wrapped(f"{label(ONSET_MEASURES, row.measure)}: {onset_in_words(row)}", 60),
            theme.wrapped(f"Printed window: {row.onset_window}", 60) if row.onset_window else "No window printed",
            theme.wrapped(f"Day 0: {label(TIME_ORIGINS, row.time_origin)}", 60),
            theme.wrapped(f"Source: {row.source_name}, {row.locator}", 60),
        ]
    )


def _colors(rows: pd.DataFrame, dark: bool) -> list[str]:
    return [theme.on_paper(theme.EVENT_GROUP_COLORS[group], dark) for group in rows["event_group"]]


def _draw_phases(figure: go.Figure, phases: pd.DataFrame, layout: theme.Rows, kind: str, dark: bool) -> None:
    """Bars one after the other, each up to its end, so that no text lies on another; moments are triangles."""
    color = theme.on_paper(theme.PHASE_COLORS[kind], dark)
    phases = phases.sort_values(["lane", "end_day"], kind="stable")
    common = {
        "customdata": phases[["row_key"]].to_numpy(),
        "hovertext": [
            f"<b>{theme.wrapped(row.lane, 60)}</b><br>{theme.wrapped(row.detail, 60)}" for row in phases.itertuples()
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
        "name": kind,
    }
    where = phases["lane"].map(layout.position).astype(float)
    in_lane = phases.groupby("lane")
    ended = in_lane["end_day"].shift()  # a bar that lies within the next one is its beginning
    start = phases["start_day"].mask((ended > phases["start_day"]) & (ended < phases["end_day"]), ended)
    start = start.mask(start.between(0, EARLIEST_DAY), EARLIEST_DAY)
    if kind == "premedication":
        marker = {"symbol": "triangle-down", "size": 14, "color": color}
        figure.add_scatter(x=start, y=where, mode="markers", marker=marker, **common)
        return
    opacity = (phases["start_day"] > 0).map({False: 0.2, True: 0.38})
    if kind == "hospital":  # the more sources name a day, the darker it is
        opacity = 0.15 * (in_lane.cumcount(ascending=False) + 1).clip(upper=4)
    figure.add_bar(
        orientation="h",
        base=start,
        x=phases["end_day"] - start,
        y=where,
        width=0.66,
        marker={
            "color": [theme.translucent(color, shade) for shade in opacity],
            "line": {"color": color, "width": 1},
        },
        text=[theme.wrapped(text, 80) for text in phases["text"]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 12, "color": theme.INK[dark]},
        **common,
    )


def _draw_steps(figure: go.Figure, phases: pd.DataFrame, top: float, bottom: float, dark: bool) -> None:
    """A line through the events where a dose on top steps up."""
    steps = phases[(phases["kind"] == "dose") & (phases["start_day"] > 0)]
    for step in steps.drop_duplicates("start_day").itertuples():
        figure.add_scatter(
            name="step of the dose",
            showlegend=False,
            x=[step.start_day] * 2,
            y=[top, bottom],
            mode="lines",
            line={"color": theme.on_paper(theme.PHASE_COLORS["dose"], dark), "width": 1.5, "dash": "dot"},
            customdata=[[step.row_key]] * 2,
            hovertext=f"{theme.wrapped(step.lane, 60)}: {theme.wrapped(step.text, 60)}",
            hovertemplate="%{hovertext}<extra></extra>",
        )


def _draw_windows(figure: go.Figure, rows: pd.DataFrame, thickness: float | None, dark: bool) -> None:
    if rows.empty:
        return
    start, told = rows["window_start_day"].clip(lower=EARLIEST_DAY), list(rows.itertuples())
    figure.add_bar(
        name="printed window",
        orientation="h",
        base=start,
        x=rows["window_end_day"] - start,
        y=rows["y"],
        width=thickness or [0.5 if pd.notna(row.onset_median_days) else 0.75 for row in told],
        marker={"color": [theme.translucent(color, 0.3) for color in _colors(rows, dark)], "line": {"width": 0}},
        customdata=rows[["row_key"]].to_numpy(),
        hovertext=[_hover(row) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        text=["" if pd.notna(row.onset_median_days) else label(WINDOW_MEANINGS, row.window_meaning) for row in told],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 12, "color": theme.INK[dark]},
    )


def _draw_ranges(figure: go.Figure, rows: pd.DataFrame, dark: bool) -> None:
    for name, low, high, width in (
        ("range", "onset_min_days", "onset_max_days", 2),
        ("quartiles", "onset_q1_days", "onset_q3_days", 8),
        ("median duration", "onset_median_days", "lasts_until", 2),
    ):
        drawn = rows.assign(lasts_until=rows["onset_median_days"] + rows["duration_median_days"])
        drawn = drawn[drawn[low].notna() & drawn[high].notna() & (drawn["measure"] != "single_case")]
        if drawn.empty:
            continue
        for index, (row, color) in enumerate(zip(drawn.itertuples(), _colors(drawn, dark), strict=True)):
            figure.add_scatter(
                name=name,
                legendgroup=name,
                showlegend=index == 0,
                x=[getattr(row, low), getattr(row, high)],
                y=[row.y, row.y],
                mode="lines+markers" if width == 2 else "lines",
                line={"color": color, "width": width, "dash": "dot" if high == "lasts_until" else "solid"},
                marker={"symbol": "line-ns", "size": 9, "line": {"color": color, "width": 2}},
                customdata=[[row.row_key], [row.row_key]],
                hovertext=_hover(row),
                hovertemplate="%{hovertext}<extra></extra>",
            )


def _draw_medians(figure: go.Figure, rows: pd.DataFrame, dark: bool) -> None:
    is_report = (rows["source_kind"] == "pharmacovigilance") & (rows["measure"] == "onset")
    rows = rows.assign(
        stands_for=rows["measure"].mask(is_report, REPORTS),
        day=rows["onset_median_days"].fillna(rows["onset_min_days"].where(rows["measure"] == "single_case")),
    )
    rows = rows[rows["day"].notna()]
    for stands_for, (symbol, name) in SYMBOLS.items():
        drawn = rows[rows["stands_for"] == stands_for]
        if drawn.empty:
            continue
        drawn = theme.filled_first(drawn, drawn["time_origin"].isin(SAME_CLOCK))
        colors, same_clock = _colors(drawn, dark), drawn["time_origin"].isin(SAME_CLOCK)
        figure.add_scatter(
            name=name,
            showlegend=stands_for != "single_case",
            x=drawn["day"],
            y=drawn["y"],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": 14,
                "color": [color if same else theme.PAPER[dark] for color, same in zip(colors, same_clock, strict=True)],
                "line": {"color": colors, "width": 2.5},
            },
            customdata=drawn[["row_key"]].to_numpy(),
            hovertext=[_hover(row) for row in drawn.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
