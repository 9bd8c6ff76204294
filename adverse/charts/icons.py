"""Icon arrays: so many of 100 (or of 1,000) people, the same denominator for every arm."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.vocabulary import people_in_words, rounded, share_qualifier

COLUMNS = {100: 10, 1000: 40}
ABREAST = 2
CELL = 0.84


def icon_array(table: pd.DataFrame, *, scale: int, dark: bool = False) -> go.Figure:
    """One block of squares an arm, two abreast, each square a person, filled when that person has the event.

    `table`: incidence rows of one event with `arm_label`, `proportion` and `event_group`; `scale`: 100 or 1,000, the
    same for every arm. The squares of a bound ("<1%") or an approximate figure are hollow, because nobody counted them.
    """
    table = table[table["proportion"].notna()]
    n_columns, abreast = COLUMNS[scale], max(1, min(ABREAST, len(table)))
    n_lines, gap, head = scale // n_columns, 0.3 * n_columns, 0.5 * n_columns
    n_bands = -(-len(table) // abreast)
    figure = theme.base_figure(dark=dark, height=260 * max(n_bands, 1), show_legend=False)
    for index, row in enumerate(table.itertuples()):
        left, top = index % abreast * (n_columns + gap), index // abreast * (n_lines + head)
        n_filled, sign = int(rounded(scale * row.proportion)), share_qualifier(row)
        told = escape(people_in_words(n_filled, sign, scale))
        color = theme.on_paper(theme.EVENT_GROUP_COLORS[row.event_group], dark)
        figure.add_heatmap(  # everybody: the empty squares
            x0=left,
            dx=1,
            y0=top,
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
            base=[top + cell // n_columns - CELL / 2 for cell in range(n_filled)],
            y=[CELL] * n_filled,
            width=CELL,
            marker={"color": theme.PAPER[dark] if sign else color, "line": {"width": 1 if sign else 0, "color": color}},
            customdata=[[row.row_key]] * n_filled,
            hovertext="<br>".join([theme.wrapped(f"{row.arm_label}: {told}", 60), theme.wrapped(_source(row), 60)]),
            hovertemplate="%{hovertext}<extra></extra>",
        )
        figure.add_annotation(
            x=left + (n_columns - 1) / 2,
            y=top - 0.08 * n_columns,
            text=f"{theme.wrapped(row.arm_label, 22)}<br><b>{told}</b>",
            showarrow=False,
            yanchor="bottom",
            font={"size": 14, "color": theme.INK[dark]},
        )
    figure.update_layout(barmode="overlay", margin={"t": 8, "b": 8, "l": 8, "r": 8})
    figure.update_xaxes(visible=False, range=[-1, abreast * (n_columns + gap) - gap])
    end = n_bands * (n_lines + head) - head
    figure.update_yaxes(visible=False, range=[end, -head], scaleanchor="x", constrain="domain")
    return figure


def _source(row) -> str:
    return f"Source: {row.source_name}, {row.locator}"
