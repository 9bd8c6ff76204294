"""One or more events by setting and age: trials down, any grade and grade 3 or higher of each beside each other."""

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.charts.hover import incidence_hover, named, signs_beside_marks
from adverse.charts.incidence import SHARE_AXIS

GAP = 5 * "\u00a0"  # between a mark and its text
ROW_HEIGHT, TEXT_SIZE = 46, 12  # pixels; two lines of text fit a row
APART = 0.19  # rows between the two marks of a trial and its middle
ROOM_FOR_TEXT = 34  # percentage points of the axis, for the longest text beside an interval
GRADES = {"any": ("Any grade", -APART), "ge3": ("Grade 3 or higher", APART)}


def setting_dot_plot(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """Trials under headings of setting and age, with the share at any grade (light) and at grade 3 or higher (full).

    `table`: incidence rows with details, `proportion` with `_low` and `_high`, `place`, `row_label` and `share_text`
    (the share with its counts), in drawing order. Several events become panels from left to right that share their
    rows, so that a missing mark is seen. An open mark is a share without an interval.
    """
    table = table[table["proportion"].notna()]
    events = list(dict.fromkeys(table["event"]))
    rows = table.drop_duplicates("arm_id")
    items = zip(rows["place"], rows["arm_id"], rows["row_label"], strict=True)
    layout = theme.rows_in_sections(items, row_height=ROW_HEIGHT)
    figure = theme.base_figure(
        dark=dark, height=theme.height_for(layout.length, row_height=ROW_HEIGHT), x_title=SHARE_AXIS
    )
    top = min(101.5, 100 * table["proportion_high"].fillna(table["proportion"]).max() + 4) if len(table) else 100
    for rank, event in enumerate(events):
        axis = "x" if rank == 0 else f"x{rank + 1}"
        for grade_band, (name, shift) in GRADES.items():
            of_grade = named(table[(table["event"] == event) & (table["grade_band"] == grade_band)], names)
            _add_grade(figure, of_grade, layout, axis, name, shift, in_legend=rank == 0, dark=dark)
    _set_axes(figure, [(names or {}).get(event, event) for event in events], top + ROOM_FOR_TEXT, dark)
    return theme.with_rows(figure, layout)


def _add_grade(figure, rows: pd.DataFrame, layout, axis: str, name: str, shift: float, *, in_legend: bool, dark: bool):
    if rows.empty:
        return
    hue = theme.on_paper(theme.EVENT_GROUP_COLORS[rows["event_group"].iloc[0]], dark)
    color = hue if shift > 0 else theme.mild(hue, dark)
    share = 100 * rows["proportion"]
    y = [layout.position[arm_id] + shift for arm_id in rows["arm_id"]]
    end = 100 * rows["proportion_high"].fillna(rows["proportion"])
    figure.add_scatter(
        name=name,
        showlegend=in_legend,
        xaxis=axis,
        x=share,
        y=y,
        **signs_beside_marks(rows, dark) | {"mode": "markers"},
        marker={
            "size": 11,
            "color": theme.fills(rows["proportion_low"], color, dark),
            "line": {"color": color, "width": 2},
            "symbol": "circle" if shift < 0 else "diamond",
        },
        error_x=theme.interval(100 * rows["proportion_low"], share, 100 * rows["proportion_high"], color),
        customdata=rows[["row_key"]].to_numpy(),
        hovertext=[incidence_hover(row) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.add_scatter(
        showlegend=False,
        xaxis=axis,
        x=end,
        y=y,
        mode="text",
        text=[f"{GAP}{text}" for text in rows["share_text"]],
        textposition="middle right",
        textfont={"size": TEXT_SIZE, "color": theme.INK[dark]},
        hoverinfo="skip",
    )


def _set_axes(figure: go.Figure, titles: list[str], top: float, dark: bool) -> None:
    """Give every panel the same axis, so that heights may be compared, and where there are several its event."""
    width = (1 - 0.05 * (len(titles) - 1)) / len(titles)
    ticks = [tick for tick in range(0, 101, 20) if tick <= top - ROOM_FOR_TEXT]
    for rank, title in enumerate(titles):
        left = rank * (width + 0.05)
        axis = figure.layout.xaxis.to_plotly_json() | {
            "domain": [left, left + width],
            "anchor": "y",
            "range": [-top / 100, top],
            "tickvals": ticks,
            "ticktext": [f"{tick}%" for tick in ticks],
        }
        figure.update_layout({"xaxis" if rank == 0 else f"xaxis{rank + 1}": axis})
        if len(titles) > 1:
            figure.add_annotation(
                x=left,
                y=1,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="top",
                text=f"<b>{theme.wrapped(title, 60)}</b>",
                showarrow=False,
                font={"color": theme.INK[dark]},
            )
