"""The phases of a monitoring algorithm as bands above the printed onset of the events to look for."""

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.charts.onset import onset_timeline

CHOSEN_MARK = "▶"


def monitoring_timeline(
    table: pd.DataFrame, bands: pd.DataFrame, *, names: dict | None = None, dark: bool = False
) -> go.Figure:
    """One lane a phase, then one row an event with its medians, ranges and windows on the same day axis.

    `table`: onset rows with details; `bands`: phases with the columns of `treatment_phases`, of kind phase or
    chosen_phase. The chosen phase has a name in bold with a mark before it, and its days are shaded from top to bottom.
    """
    figure = onset_timeline(table, bands, names=names, one_row_an_event=True, dark=dark)
    labels = list(figure.layout.yaxis.ticktext)
    lanes = list(dict.fromkeys(bands["lane"]))
    for band in bands[bands["kind"] == "chosen_phase"].itertuples():
        labels[lanes.index(band.lane)] = f"<b>{CHOSEN_MARK} {labels[lanes.index(band.lane)]}</b>"
        shade = theme.translucent(theme.on_paper(theme.PHASE_COLORS["chosen_phase"], dark), 0.12)
        figure.add_vrect(x0=band.start_day, x1=band.end_day, fillcolor=shade, line_width=0, layer="below")
    return theme.with_row_labels(figure, labels)
