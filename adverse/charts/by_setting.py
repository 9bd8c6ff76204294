"""One or more events by setting and age: trials down, any grade and grade 3 or higher of each beside each other."""

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.charts.hover import incidence_hover, named, short_share, signs_beside_marks
from adverse.charts.incidence import SHARE_AXIS

ROW_LINE, ROW_ROOM, HEADING = 15, 7, 24  # pixels: a line of text in a row, the room around it, a heading
TEXT_SIZE, TEXT_ROOM = 12, 92  # pixels; the room is for the longest text at the right of a panel
APART = 7.5  # pixels between the two marks of a trial and its middle
ABOVE, BELOW = 46, 46  # pixels around the rows, for the legend and the axis
GRADES = {"any": ("Any grade", -APART), "ge3": ("Grade 3 or higher", APART)}
USUAL_WIDTH = 1100  # pixels of a chart with several panels


def setting_dot_plot(
    table: pd.DataFrame, *, names: dict | None = None, dark: bool = False, enlarged: float = 1
) -> go.Figure:
    """Trials under headings of setting and age, with the share at any grade (light) and at grade 3 or higher (full).

    `table`: incidence rows with details, `proportion` with `_low` and `_high`, `place` and `row_label`, in drawing
    order. Each share stands with its counts in a column at the right; a count that was worked out is in brackets.
    Several events become panels from left to right that share their rows, so that a missing mark is seen. An open mark
    is a share without an interval. A row of no place has no heading. `enlarged`: times the size of a page.
    """
    table = table[table["proportion"].notna()]
    n_grades = table.groupby("arm_id")["grade_band"].nunique()
    two_marks = set(n_grades.index[n_grades > 1])
    events = list(dict.fromkeys(table["event"]))
    layout, headings = _rows(table)
    around = enlarged * (ABOVE + BELOW) + ROW_ROOM
    figure = theme.base_figure(dark=dark, height=around + enlarged * layout.length, x_title=SHARE_AXIS)
    top = min(101.5, 100 * table["proportion_high"].fillna(table["proportion"]).max() + 4) if len(table) else 100
    for rank, event in enumerate(events):
        axis = "x" if rank == 0 else f"x{rank + 1}"
        for grade_band, (name, shift) in GRADES.items():
            of_grade = named(table[(table["event"] == event) & (table["grade_band"] == grade_band)], names)
            _add_grade(figure, of_grade, layout, two_marks, axis, name, shift, top, in_legend=rank == 0, dark=dark)
    _set_axes(figure, [(names or {}).get(event, event) for event in events], top, dark, enlarged * TEXT_ROOM)
    figure.update_yaxes(automargin=False, tickfont={"size": TEXT_SIZE * enlarged})
    theme.with_rows(figure, layout).update_yaxes(range=[layout.length + ROW_ROOM, 0])
    figure.update_layout(margin={"t": enlarged * ABOVE, "b": enlarged * BELOW, "r": enlarged * TEXT_ROOM})
    _add_headings(figure, headings, dark)
    return figure if enlarged == 1 else _enlarged(figure, enlarged)


def _enlarged(figure: go.Figure, times: float) -> go.Figure:
    size = round(times * TEXT_SIZE)
    figure.update_layout(font_size=size, legend_font_size=size, hoverlabel_font_size=size)
    figure.update_xaxes(tickfont_size=size, title_font_size=size)
    figure.update_annotations(font_size=size)
    figure.update_traces(marker_size=11 * times, selector={"mode": "markers"})
    return figure.update_traces(textfont_size=size, selector={"mode": "text"})


def _rows(table: pd.DataFrame) -> tuple[theme.Rows, dict[str, float]]:
    """The rows on a y axis of pixels: a row is as high as its label or its marks need; and where headings stand."""
    labels, places, position, headings, length = [], [], {}, {}, 0.0
    for (place, arm_id), rows in table.groupby(["place", "arm_id"], sort=False):
        if place and place not in headings:
            headings[place] = length + HEADING / 2
            length += HEADING
        label = theme.narrow(rows["row_label"].iloc[0], theme.LABEL_WIDTH, 3)
        n_lines = max(label.count("<br>") + 1, rows["grade_band"].nunique())
        height = ROW_LINE * n_lines + ROW_ROOM
        labels.append(label)
        places.append(length + height / 2)
        position[arm_id] = places[-1]
        length += height
    return theme.Rows(labels, places, position, length), headings


def _add_headings(figure: go.Figure, headings: dict[str, float], dark: bool) -> None:
    """Settings and ages in bold from the left edge, over the grid, so that they need one line each."""
    for text, y in headings.items():
        figure.add_annotation(
            text=f"<b>{theme.wrapped(text, 60)}</b>",
            x=0,
            xref="paper",
            xanchor="left",
            xshift=8 - figure.layout.margin.l,
            y=y,
            yref="y",
            yanchor="middle",
            showarrow=False,
            bgcolor=theme.PAPER[dark],
            borderpad=1,
            font={"size": TEXT_SIZE + 1, "color": theme.INK[dark]},
        )


def _add_grade(
    figure: go.Figure,
    rows: pd.DataFrame,
    layout: theme.Rows,
    two_marks: set[str],
    axis: str,
    name: str,
    shift: float,
    top: float,
    *,
    in_legend: bool,
    dark: bool,
) -> None:
    if rows.empty:
        return
    hue = theme.on_paper(theme.EVENT_GROUP_COLORS[rows["event_group"].iloc[0]], dark)
    color = hue if shift > 0 else theme.mild(hue, dark)
    share = 100 * rows["proportion"]
    y = [layout.position[arm_id] + shift * (arm_id in two_marks) for arm_id in rows["arm_id"]]
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
        x=[top] * len(rows),
        y=y,
        mode="text",
        text=[_in_the_column(row, is_bold=shift > 0) for row in rows.itertuples()],
        textposition="middle right",
        textfont={"size": TEXT_SIZE, "color": theme.INK[dark]},
        hoverinfo="skip",
    )


def _in_the_column(row, *, is_bold: bool) -> str:
    """ "14%  37/267"; the counts in brackets where they were worked out of the share, or N alone."""
    share = f"{short_share(row)}%"
    if pd.notna(row.n_with_event):
        counts = f"{row.n_with_event}/{row.n_at_risk}"
    elif row.count_basis == "worked_out":
        counts = f"[{row.n_with_event_low}/{row.n_at_risk}]"
    else:
        counts = "" if pd.isna(row.n_at_risk) else f"of {row.n_at_risk}"
    return f"<b>{share}</b>  {counts}" if is_bold else f"{share}  {counts}"


def _set_axes(figure: go.Figure, titles: list[str], top: float, dark: bool, text_room: float) -> None:
    """Give every panel the same axis, so that shares may be compared, and where there are several its event."""
    between = text_room / USUAL_WIDTH
    width = (1 - between * (len(titles) - 1)) / max(len(titles), 1)
    ticks = list(range(0, round(top) + 1, 40 if top > 50 else 10))
    for rank, title in enumerate(titles):
        left = rank * (width + between)
        axis = figure.layout.xaxis.to_plotly_json() | {
            "domain": [left, left + width],
            "anchor": "y",
            "range": [-top / 100, top],
            "tickangle": 0,
            "automargin": False,
            "tickvals": ticks,
            "ticktext": [f"{tick}%" for tick in ticks],
        }
        figure.update_layout({"xaxis" if rank == 0 else f"xaxis{rank + 1}": axis})
        if len(titles) > 1:
            figure.add_annotation(
                x=left + width / 3,
                y=1,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="top",
                text=f"<b>{theme.wrapped(title, 60)}</b>",
                showarrow=False,
                font={"color": theme.INK[dark]},
            )
