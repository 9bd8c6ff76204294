"""Arms down, events and grades across: each cell a track from 0 to 100% with a dot, the percentage and the counts."""

from html import escape
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from adverse.charts import theme
from adverse.charts.hover import incidence_hover, named
from adverse.charts.values import NOT_REPORTED, write
from adverse.vocabulary import DRUG_CLASSES, label

WIDTH = 1000.0  # of the whole chart, in units of its x axis
LABELS = 285.0  # of these for the names of the rows
TRACK, PERCENT, COUNTS = (0.02, 0.35), 0.6, 0.63  # places in a column, as shares of its width
ONE_TRACK, ONE_PERCENT, ONE_COUNTS = (0.02, 0.64), 0.79, 0.81  # where one column has all the width
ROW, FEW_ROW, TWO_LINES = 20, 28, 38  # pixels
LETTERS_OF_HEADING = 44  # on a phone
MOST_FEW = 12  # rows that still get the larger height
HEAD = 3.3  # rows for the titles of the columns
SYMBOLS = ("circle", "diamond")


class Cells(NamedTuple):
    """Where the columns of a chart lie."""

    keys: list[str]
    left: list[float]
    width: float
    track: tuple[float, float]
    percent: float
    counts: float

    def at(self, key: str, share: float) -> float:
        """A place in a column."""
        return self.left[self.keys.index(key)] + share * self.width

    def of_share(self, row) -> float:
        """Where the share of a row lies on its track."""
        return self.at(row.column, self.track[0] + (self.track[1] - self.track[0]) * row.proportion)


def matrix_plot(
    table: pd.DataFrame,
    arms: pd.DataFrame,
    columns: dict[str, tuple[str, str]],
    *,
    kinds: tuple[str, ...] = ("",),
    names: dict | None = None,
    dark: bool = False,
) -> go.Figure:
    """Arms under headings, one column an event and grade, the dot in the color of the arm's class.

    `table`: incidence rows with details, `proportion` with `_low` and `_high`, `column`, `event_rank`, `percent_text`
    and `counts_text`; `arms`: arm_id, drug, trial_name, drug_class and place, in drawing order; `columns`: key ->
    (title, grade); `kinds`: what the symbols of the first and of the second event of a column mean. A figure that is
    not reported is a dash; an open dot has no interval. One column alone has the names above its tracks and intervals.
    """
    table = named(table[table["proportion"].notna() & table["column"].isin(columns)], names)
    alone = len(columns) == 1
    cells = _cells(list(columns), alone)
    y, headings, length = _rows(arms)
    height = TWO_LINES if alone else (FEW_ROW if len(arms) <= MOST_FEW else ROW)
    size = 13 if height > ROW else 12
    figure = theme.base_figure(dark=dark, height=round(height * length + (HEAD + 0.5) * ROW + 48))
    _set_axes(figure, length, HEAD * ROW / height)
    below = 0.22 if alone else 0.0  # where the name of a row stands above its cell
    _add_names(figure, arms, y, headings, size, -0.24 if alone else 0.0, dark)
    _add_head(figure, cells, columns, HEAD * ROW / height, size, dark)
    _add_tracks(figure, table, arms, cells, y, below, dark)
    for kind, symbol in enumerate(SYMBOLS):
        of_kind = table[table["event_rank"].clip(upper=1) == kind]
        _add_marks(figure, of_kind, cells, y, below, symbol, alone, dark)
    _add_texts(figure, table, arms, cells, y, below, size, dark)
    _add_legend(figure, table, kinds, dark)
    return figure


def _cells(keys: list[str], alone: bool) -> Cells:
    if alone:
        return Cells(keys, [0.0], WIDTH, ONE_TRACK, ONE_PERCENT, ONE_COUNTS)
    width = (WIDTH - LABELS) / max(len(keys), 1)
    return Cells(keys, [LABELS + width * rank for rank in range(len(keys))], width, TRACK, PERCENT, COUNTS)


def _rows(arms: pd.DataFrame) -> tuple[dict[str, float], dict[str, float], float]:
    """Arm -> its row, heading -> its row, and how many rows there are."""
    y, headings, at = {}, {}, 0.0
    for row in arms.itertuples():
        if row.place not in headings:
            headings[row.place] = at
            at += 1
        y[row.arm_id] = at
        at += 1
    return y, headings, at


def _set_axes(figure: go.Figure, length: float, head: float) -> None:
    hidden = {"visible": False, "automargin": False, "fixedrange": True}
    figure.update_layout(margin={"l": 4, "r": 4, "t": 44, "b": 4})
    figure.update_xaxes(range=[0, WIDTH], **hidden)
    figure.update_yaxes(range=[length - 0.4, -head - 0.2], **hidden)


def _add_names(figure, arms: pd.DataFrame, y, headings, size: int, above: float, dark: bool) -> None:
    for place in headings.values():
        figure.add_shape(
            type="rect",
            x0=0,
            x1=WIDTH,
            y0=place - 0.4,
            y1=place + 0.4,
            line={"width": 0},
            fillcolor=theme.GRID[dark],
            layer="below",
        )
    names = [f"<b>{theme.wrapped(place, LETTERS_OF_HEADING if above else len(place))}</b>" for place in headings]
    write(figure, [2] * len(names), list(headings.values()), names, size=size, color=theme.INK[dark])
    told = [f"<b>{escape(row.drug)}</b> {escape(row.trial_name)}" for row in arms.itertuples()]
    colors = [_hue(key, dark) for key in arms["drug_class"]]
    write(figure, [2] * len(told), [y[arm] + above for arm in arms["arm_id"]], told, size=size, color=colors)


def _add_head(figure, cells: Cells, columns, head: float, size: int, dark: bool) -> None:
    start = [cells.at(key, cells.track[0]) for key in columns]
    line, n = head / HEAD, len(columns)
    titles = [f"<b>{escape(title)}</b>" for title, _ in columns.values()]
    grades = [escape(grade) for _, grade in columns.values()]
    write(figure, start, [-head + 0.5 * line] * n, titles, size=size, color=theme.INK[dark])
    write(figure, start, [-head + 1.4 * line] * n, grades, size=size, color=theme.INK[dark])
    ends = [cells.at(key, end) for key in columns for end in cells.track]
    scale = ["0", "100%"] * n
    figure.add_scatter(
        x=ends,
        y=[-head + 2.1 * line] * (2 * n),
        mode="text",
        text=scale,
        textposition="middle center",
        textfont={"size": size - 2, "color": theme.QUIET[dark]},
        showlegend=False,
        cliponaxis=False,
        hoverinfo="skip",
    )


def _add_tracks(figure, table: pd.DataFrame, arms, cells: Cells, y, below: float, dark: bool) -> None:
    ends = [[cells.at(key, cells.track[0]), cells.at(key, cells.track[1])] for key in cells.keys]
    places = [(*x, y[arm] + below) for arm in arms["arm_id"] for x in ends]
    _lines(figure, places, theme.GRID[dark], 1.5)
    for drug_class, rows in table.groupby("drug_class", sort=False):
        lines = [
            (cells.at(r.column, cells.track[0]), cells.of_share(r), y[r.arm_id] + below) for r in rows.itertuples()
        ]
        _lines(figure, lines, theme.mild(_hue(str(drug_class), dark), dark), 3.5)


def _lines(figure: go.Figure, lines: list[tuple[float, float, float]], color: str, width: float) -> None:
    figure.add_scatter(
        x=[x for start, end, _ in lines for x in (start, end, None)],
        y=[at for _, _, place in lines for at in (place, place, None)],
        mode="lines",
        line={"color": color, "width": width},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _add_marks(figure, rows: pd.DataFrame, cells: Cells, y, below: float, symbol: str, alone: bool, dark: bool) -> None:
    colors = [_hue(key, dark) for key in rows["drug_class"]]
    length = (cells.track[1] - cells.track[0]) * cells.width
    x = pd.Series([cells.of_share(row) for row in rows.itertuples()], index=rows.index, dtype=float)
    low, high = ((rows[f"proportion_{end}"] - rows["proportion"]) * length + x for end in ("low", "high"))
    figure.add_scatter(
        x=x,
        y=[y[arm] + below for arm in rows["arm_id"]],
        mode="markers",
        marker={
            "size": 10,
            "symbol": symbol,
            "color": [
                color if pd.notna(end) else theme.PAPER[dark]
                for color, end in zip(colors, rows["proportion_low"], strict=True)
            ],
            "line": {"color": colors, "width": 2},
        },
        error_x=theme.interval(low, x, high, theme.QUIET[dark]) if alone else None,
        customdata=rows[["row_key"]].to_numpy(),
        hovertext=[incidence_hover(row) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )


def _add_texts(figure, table: pd.DataFrame, arms, cells: Cells, y, below: float, size: int, dark: bool) -> None:
    places = [y[arm] + below for arm in table["arm_id"]]
    told = {
        "customdata": table[["row_key"]].to_numpy(),
        "hovertext": [incidence_hover(row) for row in table.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    percent = [f"<b>{escape(text)}</b>" for text in table["percent_text"]]
    at = [cells.at(key, cells.percent) for key in table["column"]]
    write(figure, at, places, percent, side="left", size=size, color=theme.INK[dark], **told)
    counts = [escape(text) for text in table["counts_text"]]
    at = [cells.at(key, cells.counts) for key in table["column"]]
    write(figure, at, places, counts, size=size - 1, color=theme.QUIET[dark])
    reported = set(zip(table["arm_id"], table["column"], strict=True))
    absent = [(arm, key) for arm in arms["arm_id"] for key in cells.keys if (arm, key) not in reported]
    write(
        figure,
        [cells.at(key, cells.percent) for _, key in absent],
        [y[arm] + below for arm, _ in absent],
        [NOT_REPORTED] * len(absent),
        side="left",
        size=size,
        color=theme.QUIET[dark],
    )


def _add_legend(figure: go.Figure, table: pd.DataFrame, kinds: tuple[str, ...], dark: bool) -> None:
    """What the colors and, where a column has two events, the symbols mean."""
    entries = [
        (label(DRUG_CLASSES, key), "circle", _hue(key, dark), _hue(key, dark))
        for key in DRUG_CLASSES
        if key in set(table["drug_class"])
    ]
    quiet = theme.QUIET[dark]
    if (table["event_rank"] > 0).any():
        entries += [(kind, symbol, quiet, quiet) for kind, symbol in zip(kinds, SYMBOLS, strict=False)]
    if table["proportion_low"].isna().any():
        entries.append(("no interval", "circle", theme.PAPER[dark], quiet))
    for name, symbol, fill, line in entries:
        marker = {"size": 10, "symbol": symbol, "color": fill, "line": {"color": line, "width": 2}}
        figure.add_scatter(x=[None], y=[None], mode="markers", name=escape(name), marker=marker, hoverinfo="skip")


def _hue(drug_class: str, dark: bool) -> str:
    return theme.on_paper(theme.DRUG_CLASS_COLORS[drug_class], dark)
