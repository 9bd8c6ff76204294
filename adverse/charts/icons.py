"""Icon arrays: so many of 100 (or of 1,000) people, the same denominator for every arm."""

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme

COLUMNS = {100: 10, 1000: 40}
CELL = 0.84


def icon_array(table: pd.DataFrame, *, scale: int, dark: bool = False) -> go.Figure:
    """One block of squares an arm, each square a person, filled when that person has the event.

    `table`: incidence rows of one event with `arm_label`, `proportion` and `event_group`; `scale`: 100 or 1,000, the
    same for every arm.
    """
    table = table[table["proportion"].notna()]
    n_columns, head = COLUMNS[scale], {100: 2.4, 1000: 6.5}[scale]
    n_lines, gap = scale // n_columns, 0.3 * n_columns
    figure = theme.base_figure(dark=dark, height=360, show_legend=False)
    for index, row in enumerate(table.itertuples()):
        left = index * (n_columns + gap)
        n_filled = round(scale * row.proportion)
        color = theme.on_paper(theme.EVENT_GROUP_COLORS[row.event_group], dark)
        figure.add_heatmap(  # everybody: the empty squares
            x0=left,
            dx=1,
            y0=0,
            dy=1,
            z=[[0] * n_columns] * n_lines,
            colorscale=[[0, theme.GRID[dark]], [1, theme.GRID[dark]]],
            showscale=False,
            xgap=2 if scale == 100 else 1,
            ygap=2 if scale == 100 else 1,
            hoverinfo="skip",
        )
        figure.add_bar(  # those with the event: squares that can be clicked
            name=theme.wrapped(row.arm_label, 60),
            x=[left + cell % n_columns for cell in range(n_filled)],
            base=[cell // n_columns - CELL / 2 for cell in range(n_filled)],
            y=[CELL] * n_filled,
            width=CELL,
            marker={"color": color, "line": {"width": 0}},
            customdata=[[row.row_key]] * n_filled,
            hovertext=theme.wrapped(f"{row.arm_label}: {n_filled} of {scale:,}", 60),
            hovertemplate="%{hovertext}<extra></extra>",
        )
        figure.add_annotation(
            x=left + (n_columns - 1) / 2,
            y=-0.8,
            text=f"{theme.wrapped(row.arm_label, 22)}<br><b>{n_filled} of {scale:,}</b>",
            showarrow=False,
            yanchor="bottom",
            font={"size": 14, "color": theme.INK[dark]},
        )
    figure.update_layout(barmode="overlay", margin={"t": 8, "b": 8, "l": 8, "r": 8})
    figure.update_xaxes(visible=False, range=[-1, len(table) * (n_columns + gap) - gap])
    figure.update_yaxes(visible=False, range=[n_lines, -head - 1], scaleanchor="x", constrain="domain")
    return figure
