"""How often, for one arm: system organ classes and their events as areas."""

from html import escape

import pandas as pd
import plotly.graph_objects as go
import squarify

from adverse.charts import theme
from adverse.charts.hover import incidence_hover, named, short_share


def organ_class_areas(table: pd.DataFrame, *, names: dict | None = None, dark: bool = False) -> go.Figure:
    """A treemap of one arm: system organ class, then event; the area is the share of patients.

    Areas of events may be compared with each other. They do not add up: one patient can have several events. Drawn as
    rectangular bars (squarified layout, Bruls, Huizing and van Wijk 2000), because a treemap trace cannot be clicked.
    """
    table = table[table["proportion"] > 0]
    figure = theme.base_figure(dark=dark, height=560, show_legend=False)
    figure.update_layout(
        barmode="overlay", margin={"t": 8, "b": 8, "l": 8, "r": 8}, uniformtext={"mode": "hide", "minsize": 11}
    )
    figure.update_xaxes(visible=False, range=[0, 100])
    figure.update_yaxes(visible=False, range=[0, 100])
    soc = table["soc"].where(table["soc"] != "", "No organ class")
    totals = table["proportion"].groupby(soc).sum()
    for name, area in _class_areas(totals).items():
        rows = table[soc == name].sort_values("proportion", ascending=False)
        heading = _heading(area)
        boxes = _rectangles(rows["proportion"].to_list(), area["x"], area["y"], area["dx"], area["dy"] - heading)
        label = {"x": area["x"], "y": area["y"] + area["dy"] - heading, "dx": area["dx"], "dy": heading}
        quiet = {"marker": {"color": theme.PAPER[dark]}, "hoverinfo": "skip", "textposition": "inside"}
        figure.add_bar(
            **_areas([label]),
            text=[f"<b>{escape(name)}</b>"],
            insidetextanchor="start",
            **quiet,
            textfont={"color": theme.QUIET[dark]},
        )
        colors = [theme.on_paper(theme.EVENT_GROUP_COLORS[group], dark) for group in rows["event_group"]]
        figure.add_bar(
            **_areas(boxes),
            name=name,
            marker={
                "color": [theme.mix(color, theme.PAPER[dark], 0.5) for color in colors],
                "line": {"color": theme.PAPER[dark], "width": 2},
            },
            text=[_area_text(row, box, names or {}) for row, box in zip(rows.itertuples(), boxes, strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": theme.INK[dark], "size": 14},
            customdata=rows[["row_key"]].to_numpy(),
            hovertext=[incidence_hover(row) for row in named(rows, names).itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    return figure


def _class_areas(totals: pd.Series) -> dict[str, dict]:
    """A rectangle for each organ class, such that what is left below its heading is in proportion to its total.

    A heading costs low areas more than tall ones, so the sizes are corrected until the rest fits.
    """
    sizes, areas = totals.astype(float), {}
    for _ in range(40):
        sizes = sizes.sort_values(ascending=False)
        areas = dict(zip(sizes.index, _rectangles(sizes.to_list(), 0, 0, 100, 100), strict=True))
        inner = pd.Series({name: area["dx"] * (area["dy"] - _heading(area)) for name, area in areas.items()})
        share = (totals / totals.sum()) / (inner / inner.sum())
        if (share - 1).abs().max() < 0.01:
            break
        sizes *= share**0.5
    return areas


def _heading(area: dict) -> float:
    return min(5.5, 0.3 * area["dy"])


def _area_text(row, box: dict, names: dict) -> str:
    """The event and its share, wrapped to about the width of its rectangle."""
    name = theme.wrapped(names.get(row.event, row.event), max(12, int(1.3 * box["dx"])))
    return f"{name}<br>{short_share(row)}%"


def _areas(boxes: list[dict]) -> dict:
    """Rectangles as the arguments of a bar trace."""
    return {
        "x": [box["x"] + box["dx"] / 2 for box in boxes],
        "y": [box["dy"] for box in boxes],
        "base": [box["y"] for box in boxes],
        "width": [box["dx"] for box in boxes],
    }


def _rectangles(values: list[float], x: float, y: float, dx: float, dy: float) -> list[dict]:
    return squarify.squarify(squarify.normalize_sizes(values, dx, dy), x, y, dx, dy)
