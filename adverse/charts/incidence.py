"""How often: dots with intervals, grades as stacked bars, and arms against events."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme, values
from adverse.charts.hover import incidence_hover, named, short_share, with_n
from adverse.charts.ranges import add_ranges, are_ranges
from adverse.vocabulary import DRUG_CLASSES, OWN_DRUG_CLASSES, is_total, label, percent_in_figures, share_as_shown

SHARE_AXIS = "Patients with the event (%)"
HEAT_ROW_HEIGHT, UPRIGHT_LETTER = 34, 6.6  # pixels
CLASSES = DRUG_CLASSES | OWN_DRUG_CLASSES


def incidence_dot_plot(
    table: pd.DataFrame,
    *,
    rows_by: str = "event",
    names: dict | None = None,
    sections: str | None = None,
    dark: bool = False,
) -> go.Figure:
    """Dots with 95% intervals: a row an event, a color and symbol an arm, or a row an arm, a color a class of medicine.

    `table`: incidence rows with details and `proportion`, `proportion_low`, `proportion_high`, in drawing order. Rows
    without counts are open marks without an interval, rows between two counts a band without a dot. `names` maps the
    values of `rows_by` to the labels shown; `sections` is a column whose values become headings.
    """
    table = table[table["proportion"].notna()]
    by_arm = rows_by == "event"
    series_of = table["arm_label" if by_arm else "drug_class"]
    series = list(dict.fromkeys(series_of))
    n = len(series)
    symbols = arm_symbols(table)
    row_height = theme.row_height_for(n if by_arm else 1)
    layout = _rows(table, rows_by, names, sections, row_height)
    figure = theme.base_figure(
        dark=dark,
        height=theme.height_for(layout.length, row_height=row_height),
        x_title=SHARE_AXIS,
        show_legend=by_arm or n > 1,
    )
    for index, name in enumerate(series):
        rows = table[series_of == name]
        rows = theme.filled_first(rows, rows["proportion_low"].notna())
        color = theme.on_paper(theme.DRUG_CLASS_COLORS[rows.iloc[0]["drug_class"]], dark)
        shift = theme.shift_of(index, n, row_height) if by_arm else 0
        trace_name = theme.wrapped(with_n(name, rows) if by_arm else label(CLASSES, name), 60)
        in_rows = layout if by_arm else layout._replace(position={key: layout.position[key] for key in rows[rows_by]})
        values.add_shares(figure, rows, in_rows, of=rows_by, shift=shift, color=color, dark=dark)
        ranges = rows[are_ranges(rows)]
        rows = rows.drop(ranges.index)
        share = 100 * rows["proportion"]
        figure.add_scatter(
            name=trace_name,
            x=share,
            y=layout.of(rows[rows_by], shift),
            mode="markers",
            marker={
                "size": 11,
                "color": theme.fills(rows["proportion_low"], color, dark),
                "line": {"color": color, "width": 2},
                "symbol": symbols[name] if by_arm else theme.ARM_SYMBOLS[list(CLASSES).index(name)],
            },
            error_x=theme.interval(100 * rows["proportion_low"], share, 100 * rows["proportion_high"], color),
            customdata=rows[["row_key"]].to_numpy(),
            hovertext=[incidence_hover(row) for row in named(rows, names).itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 0.35}},
        )
        add_ranges(
            figure,
            ranges,
            y=layout.of(ranges[rows_by], shift),
            color=color,
            dark=dark,
            name=trace_name,
            showlegend=rows.empty,
            hovertext=[incidence_hover(row) for row in named(ranges, names).itertuples()],
        )
    high = table["proportion_high"].fillna(table["proportion"]).max() if len(table) else 1
    figure.update_layout(xaxis={"range": theme.share_range(high), "ticksuffix": "%", "tick0": 0})
    theme.with_rows(figure, layout)
    return values.place(with_rule(figure, layout, table, dark=dark) if by_arm and not sections else figure)


def with_rule(figure: go.Figure, layout: theme.Rows, table: pd.DataFrame, *, dark: bool) -> go.Figure:
    """Draw a rule between totals over all events, which stand on top, and the events."""
    totals = set(table.loc[is_total(table), "event"])
    above = [y for event, y in layout.position.items() if event in totals]
    below = [y for event, y in layout.position.items() if event not in totals]
    if above and below and max(above) < min(below):
        y = (max(above) + min(below)) / 2
        line = {"color": theme.QUIET[dark], "width": 1}
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=y, y1=y, line=line)
    return figure


def _rows(
    table: pd.DataFrame, rows_by: str, names: dict | None, sections: str | None, row_height: int, most_lines: int = 3
) -> theme.Rows:
    """One row a value of `rows_by`, in the order of the table."""
    firsts = table.drop_duplicates(rows_by)
    headings = firsts[sections] if sections else [""] * len(firsts)
    shown = [(names or {}).get(value, value) for value in firsts[rows_by]]
    items = zip(headings, firsts[rows_by], shown, strict=True)
    return theme.rows_in_sections(items, row_height=row_height, most_lines=most_lines)


def arm_colors(table: pd.DataFrame, dark: bool) -> dict[str, str]:
    """Arm label -> the hue of its class of medicine."""
    arms = table.drop_duplicates("arm_label")
    hues = [theme.on_paper(theme.DRUG_CLASS_COLORS[drug_class], dark) for drug_class in arms["drug_class"]]
    return dict(zip(arms["arm_label"], hues, strict=True))


def arm_symbols(table: pd.DataFrame) -> dict[str, str]:
    """Arm label -> symbol, in the order of the table: no two of the first eight arms are told apart by hue alone."""
    arms = dict.fromkeys(table["arm_label"])
    return {arm: theme.ARM_SYMBOLS[rank % len(theme.ARM_SYMBOLS)] for rank, arm in enumerate(arms)}


def grade_stack(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """Stacked bars: grade 1-2 light, grade 3 or higher full and hatched, one row an event, one bar an arm.

    `table`: rows of `grade_split_rows` with `percent_grade_1_2`, `percent_severe` and details, in drawing order.
    """
    arms = list(dict.fromkeys(table["arm_label"]))
    row_height = max(theme.ROW_HEIGHT, 16 * len(arms) + 8)
    layout = _rows(table, "event", names, None, row_height)
    width = 0.8 / max(len(arms), 1)
    figure = theme.base_figure(
        dark=dark,
        height=theme.height_for(layout.length, row_height=row_height),
        x_title=SHARE_AXIS,
    )
    for index, arm in enumerate(arms):
        rows = table[table["arm_label"] == arm]
        color = theme.on_paper(theme.DRUG_CLASS_COLORS[rows.iloc[0]["drug_class"]], dark)
        where = [layout.position[event] + (index - (len(arms) - 1) / 2) * width for event in rows["event"]]
        hatching = {"shape": "/", "fillmode": "overlay", "fgcolor": theme.PAPER[dark], "solidity": 0.15}
        for name, column, fill, base, pattern in (
            ("grade 3 or higher", "percent_severe", color, 0, hatching),
            ("grade 1-2", "percent_grade_1_2", theme.mild(color, dark), rows["percent_severe"], {}),
        ):
            figure.add_bar(
                name=theme.wrapped(f"{with_n(arm, rows)}, {name}", 60),
                orientation="h",
                x=rows[column],
                y=where,
                base=base,
                width=width * 0.9,
                marker={"color": fill, "line": {"width": 0}, "pattern": pattern},
                customdata=rows[["row_key", "row_key_severe"]].to_numpy(),
                hovertext=[_split_hover(row) for row in named(rows, names).itertuples()],
                hovertemplate="%{hovertext}<extra></extra>",
            )
    top = (table["percent_severe"] + table["percent_grade_1_2"]).max() if len(table) else 100
    figure.update_layout(barmode="overlay", legend={"traceorder": "normal"})
    figure.update_xaxes(range=[0, min(101, top + 4)], ticksuffix="%")
    return theme.with_rows(figure, layout)


def _split_hover(row) -> str:
    counts, severe = "", share_as_shown(row.percent_printed_severe, row.percent_severe, row.discrepancy_severe)
    if pd.notna(row.n_grade_1_2):
        counts = f" ({row.n_grade_1_2} and {row.n_with_event_severe} of {row.n_at_risk})"
    return "<br>".join(
        [
            f"<b>{theme.wrapped(row.event, 60)}</b>",
            theme.wrapped(row.arm_label, 60),
            f"Grade 1-2: {percent_in_figures(row.percent_grade_1_2)}%, grade 3 or higher: {severe}%{counts}",
            "Grade 1-2 is any grade minus grade 3 or higher",
            *_sources_of_split(row),
        ]
    )


def _sources_of_split(row) -> list[str]:
    any_grade, severe = f"{row.source_name}, {row.locator}", f"{row.source_name_severe}, {row.locator_severe}"
    told = [f"Source: {any_grade}"]
    if severe != any_grade:
        told = [f"Source of any grade: {any_grade}", f"Source of grade 3 or higher: {severe}"]
    return [theme.wrapped(line, 60) for line in told]


def incidence_heat_map(
    table: pd.DataFrame, *, columns: tuple[str, ...] = (), names: dict | None = None, dark: bool = False
) -> go.Figure:
    """Events against arms, shade by share; a blank cell is not reported, 0 is printed as 0.

    `table`: incidence rows with details and `proportion`, in drawing order; `columns`: the arm labels from left to
    right, where they shall not stand in the order of the table. An invisible mark on each cell carries the row, because
    a heat map trace cannot be clicked.
    """
    table = table[table["proportion"].notna()]
    found = set(table["arm_label"])
    arms = [arm for arm in dict.fromkeys([*columns, *table["arm_label"]]) if arm in found]
    events = list(dict.fromkeys(table["event"]))
    layout = _rows(table, "event", names, None, theme.ROW_HEIGHT, most_lines=2)  # the cells of a heat map are even
    grid = table.pivot(index="event", columns="arm_label", values="proportion").reindex(index=events, columns=arms)
    few = len(arms) < 4  # more columns are narrow: labels of one line, upright where need be
    room = 56 if few else UPRIGHT_LETTER * max(map(len, arms), default=0)
    height = 40 + room + HEAT_ROW_HEIGHT * len(events)
    figure = theme.base_figure(dark=dark, height=height, show_legend=False)
    top = max(10.0, 100 * table["proportion"].max()) if len(table) else 100.0
    figure.add_heatmap(
        z=100 * grid.to_numpy(),
        colorscale=theme.SEQUENTIAL[dark],
        zmin=0,
        zmax=top,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
        showscale=few,
        colorbar={"title": {"text": "%", "side": "top"}, "thickness": 10, "outlinewidth": 0, "len": 0.6},
    )
    share = 100 * table["proportion"]
    strong = share > 0.55 * top
    figure.add_scatter(
        x=[arms.index(arm) for arm in table["arm_label"]],
        y=[layout.position[event] for event in table["event"]],
        mode="markers+text",
        text=[short_share(row) for row in table.itertuples()],
        textfont={"size": 12, "color": [_on_cell(is_strong, dark) for is_strong in strong]},
        marker={"size": 22, "opacity": 0, "symbol": "square"},
        customdata=table[["row_key"]].to_numpy(),
        hovertext=[incidence_hover(row) for row in named(table, names).itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )
    figure.update_xaxes(
        tickmode="array",
        tickvals=list(range(len(arms))),
        ticktext=[theme.wrapped(arm, 18) if few else escape(arm) for arm in arms],
        side="top",
        showgrid=False,
        zeroline=False,
        autotickangles=[0, -90],
    )
    figure.update_layout(margin={"t": 12, "b": 12})
    return theme.with_rows(figure, layout)


def _on_cell(strong: bool, dark: bool) -> str:
    return theme.PAPER[dark] if strong else theme.INK[dark]
