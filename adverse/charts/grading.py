"""How bad: the criteria of each grade as a ladder, one row a domain, with those found and those that decide."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme

SIZES = {"criterion": 26, "found": 30, "decides": 38}
SYMBOLS = {"criterion": "circle", "found": "square", "decides": "diamond"}
NAMES = {"criterion": "Criterion", "found": "Found", "decides": "Found, and decides"}


def grade_ladder(table: pd.DataFrame, names: dict[str, str], *, dark: bool = False) -> go.Figure:
    """A mark for each criterion, grade across and domain down: filled where it is found, a diamond where it decides.

    `table`: criteria rows with details, `is_met` and `decides`; `names`: domain -> the name shown.
    """
    domains = list(dict.fromkeys(table["domain"]))
    layout = theme.rows_in_sections([("", domain, names[domain]) for domain in domains], row_height=52)
    figure = theme.base_figure(dark=dark, height=theme.height_for(layout.length, row_height=52), x_title="Grade")
    state = pd.Series("criterion", index=table.index).mask(table["is_met"], "found").mask(table["decides"], "decides")
    rows = table.assign(state=state, y=table["domain"].map(layout.position))
    for key, name in NAMES.items():
        drawn = rows[rows["state"] == key]
        colors = [theme.on_paper(theme.EVENT_GROUP_COLORS[group], dark) for group in drawn["event_group"]]
        filled = key != "criterion"
        figure.add_scatter(
            name=name,
            x=drawn["grade"].astype(int),
            y=drawn["y"],
            mode="markers+text",
            text=[f"<b>{grade}</b>" if filled else str(grade) for grade in drawn["grade"]],
            textfont={"size": 14, "color": theme.PAPER[dark] if filled else theme.QUIET[dark]},
            marker={
                "symbol": SYMBOLS[key],
                "size": SIZES[key],
                "color": colors if filled else theme.PAPER[dark],
                "line": {"color": theme.INK[dark] if key == "decides" else theme.QUIET[dark], "width": 1.5},
            },
            customdata=drawn[["row_key"]].to_numpy(),
            hovertext=[_hover(row, names) for row in drawn.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=True,
        )
    figure.update_xaxes(tickvals=[1, 2, 3, 4], range=[0.5, 4.5], zeroline=False)
    return theme.with_rows(figure, layout)


def _hover(row, names: dict[str, str]) -> str:
    lines = [
        f"<b>{escape(names[row.domain])}, grade {row.grade}</b>",
        theme.wrapped(row.wording, 48),
        escape(f"Source: {row.source_name}, {row.locator}"),
    ]
    return "<br>".join(lines)
