"""Shares of which only the ends are known: a mark where a share begins, a band to where it ends, and no dot between."""

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.vocabulary import is_range

SYMBOL, BAND, BAND_WIDTH = "triangle-right", "Smallest to largest share", 7


def are_ranges(rows: pd.DataFrame) -> pd.Series:
    """Which incidence rows lie between two counts or above one."""
    return pd.Series([is_range(row) for row in rows.itertuples()], index=rows.index, dtype=bool)


def add_ranges(figure: go.Figure, rows: pd.DataFrame, *, y: pd.Series, color: str, dark: bool, **trace) -> None:
    """Draw rows of which `are_ranges` is true: an open triangle at the smaller share, a band to the larger one.

    The line reaches from the lower Wilson limit of the smaller count to the upper one of the larger. A row above one
    count has neither. `trace`: name, hover texts and row keys of the marks.
    """
    if rows.empty:
        return
    low = 100 * rows["proportion"]
    high = 100 * rows["n_with_event_high"].astype(float) / rows["n_at_risk"].astype(float)
    for start, end, place in zip(low, high, y, strict=True):
        if pd.notna(end):
            figure.add_scatter(
                x=[start, end],
                y=[place, place],
                name=BAND,
                mode="lines",
                line={"color": theme.translucent(color, 0.45), "width": BAND_WIDTH},
                hoverinfo="skip",
                showlegend=False,
            )
    figure.add_scatter(
        x=low,
        y=y,
        mode="markers",
        marker={"symbol": SYMBOL, "size": 11, "color": theme.PAPER[dark], "line": {"color": color, "width": 2}},
        error_x=theme.interval(100 * rows["proportion_low"], low, 100 * rows["proportion_high"], color),
        customdata=rows[["row_key"]].to_numpy(),
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
        **trace,
    )
