"""Colors, fonts and the shared layout of every chart, for light and dark; the only place where a color is named.

The hues are those of Okabe and Ito (Color Universal Design, 2008), some darkened to be seen on white. One fixed hue for
each event group and each class of medicine; comparators are grey; grade is lightness.
"""

import re
from collections.abc import Hashable, Iterable
from html import escape, unescape
from textwrap import wrap
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

EVENT_GROUP_COLORS = {
    "crs": "#D55E00",
    "neurotoxicity": "#A8518A",
    "infection": "#009E73",
    "hematologic": "#0072B2",
    "immune": "#56B4E9",
    "hepatobiliary": "#C98A00",
    "gastrointestinal": "#8A7D00",
    "general": "#7B6A58",
    "infusion_reaction": "#E08A4A",
    "metabolic": "#5D7F3A",
    "cardiac": "#B4483C",
    "vascular": "#8C5A78",
    "respiratory": "#3D8C9E",
    "skin": "#C2734F",
    "musculoskeletal": "#6B7A99",
    "psychiatric": "#8273B5",
    "renal": "#4F7F77",
    "other": "#6F7B83",
}
DRUG_CLASS_COLORS = {
    "bite": "#0B6E8F",
    "combination": "#56B4E9",
    "chemotherapy": "#6F7B83",
    "antibody_drug_conjugate": "#D55E00",
    "car_t": "#A8518A",
    "cd3_bispecific": "#009E73",
    "placebo": "#6F7B83",
    "other": "#C98A00",
}
PHASE_COLORS = {
    "dose": "#0B6E8F",
    "hospital": "#6F7B83",
    "premedication": "#8A7D00",
    "article": "#B4483C",
    "phase": "#6F7B83",
    "chosen_phase": "#0B6E8F",
}
CURVE_COLORS = ("#0B6E8F", "#D55E00", "#A8518A", "#009E73", "#8A7D00", "#56B4E9", "#6F7B83")
ARM_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "star", "hexagon", "cross")

INK = {False: "#16242F", True: "#E6EDF3"}
QUIET = {False: "#5B6B77", True: "#9FB0BD"}
GRID = {False: "#E3EAEE", True: "#263543"}
PAPER = {False: "#FFFFFF", True: "#0F1720"}
SEQUENTIAL = {
    False: [[0, "#EAF3F6"], [0.5, "#6FB0C6"], [1, "#064A61"]],
    True: [[0, "#16303D"], [0.5, "#2E7F9E"], [1, "#A9DCEE"]],
}
FONT = '"Source Sans", sans-serif'
LETTER_WIDTHS = {  # of FONT, in em; other letters are about USUAL_EM wide
    0.2: " ",
    0.26: "ijlI|',.:;·",
    0.31: "f!()[]{}-",
    0.35: "rt/°",
    0.43: "sz?*",
    0.47: "cvxy",
    0.505: "aegkFJL0123456789+<=>≥≤",
    0.65: "DGHNOQU&",
    0.73: "wM",
    0.83: "mW%@—…▶",
}
EM_OF = {letter: em for em, letters in LETTER_WIDTHS.items() for letter in letters}
USUAL_EM, BOLDER = 0.55, 1.05
TICK_LENGTH, LABEL_GAP = 7, 16
ROW_HEIGHT, MARK_APART = 38, 17
LINE_HEIGHT = 17
LABEL_WIDTH, NARROWEST_LABEL, HEADING_WIDTH = 25, 17, 28


def mix(color: str, other: str, share: float) -> str:
    """The color with `share` (0 to 1) of another mixed in."""
    pairs = ((int(color[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def on_paper(color: str, dark: bool) -> str:
    """The hue as it is drawn: on dark paper it is lightened to keep its contrast."""
    return mix(color, "#FFFFFF", 0.32) if dark else color


def curve_colors(n: int, dark: bool) -> list[str]:
    """The hues of `n` curves in one plot; with more curves than hues they begin again."""
    return [on_paper(CURVE_COLORS[place % len(CURVE_COLORS)], dark) for place in range(n)]


def letters(color: str, dark: bool) -> str:
    """A hue for letters: nearer to the ink, so that small ones can be read."""
    return mix(color, INK[dark], 0.3)


def mild(color: str, dark: bool) -> str:
    """The same hue for the lower grades: nearer to the paper."""
    return mix(color, PAPER[dark], 0.58)


def translucent(color: str, opacity: float) -> str:
    """The color as rgba."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def wrapped(text: str, width: int = LABEL_WIDTH, *, max_lines: int | None = None) -> str:
    """Text for an axis or hover label: HTML escaped and broken into lines, so that marks have room on a phone.

    What does not fit in `max_lines` is cut, with an ellipsis; the hover text has it whole.
    """
    lines = wrap(text, width, break_long_words=False, max_lines=max_lines, placeholder=" …")
    return "<br>".join(escape(line) for line in lines) or escape(text)


def copy_of(figure: go.Figure) -> go.Figure:
    """A figure like another, which stays as it is.

    `go.Figure(figure)` takes the type out of each trace of the figure given and puts it back; meanwhile, another
    reader who is sent the same kept figure would get traces without a type.
    """
    return go.Figure(data=[trace.to_plotly_json() for trace in figure.data], layout=figure.layout.to_plotly_json())


def base_figure(*, dark: bool, height: float, x_title: str = "", show_legend: bool = True) -> go.Figure:
    """An empty figure with the shared layout; `height` in pixels."""
    axis = {
        "gridcolor": GRID[dark],
        "zerolinecolor": GRID[dark],
        "linecolor": GRID[dark],
        "tickfont": {"size": 13, "color": INK[dark]},
        "title": {"font": {"size": 13, "color": QUIET[dark]}},
        "automargin": True,
        "fixedrange": True,
    }
    return go.Figure(
        layout={
            "template": "none",
            "height": height,
            "paper_bgcolor": PAPER[dark],
            "plot_bgcolor": PAPER[dark],
            "font": {"family": FONT, "size": 13, "color": INK[dark]},
            "margin": {"l": 8, "r": 16, "t": 36 if show_legend else 16, "b": 48},
            "legend": {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "font": {"size": 13}},
            "showlegend": show_legend,
            "hoverlabel": {
                "bgcolor": PAPER[dark],
                "bordercolor": QUIET[dark],
                "font": {"family": FONT, "size": 14, "color": INK[dark]},
                "align": "left",
            },
            "hovermode": "closest",
            "clickmode": "event+select",
            "dragmode": False,
            "xaxis": {**axis, "title": {"text": x_title, "font": {"size": 13, "color": QUIET[dark]}}},
            "yaxis": {**axis, "showgrid": False, "zeroline": False, "ticklabeloverflow": "allow"},
        }
    )


class Rows(NamedTuple):
    """Where the rows of a chart lie on its y axis, in row heights from the top.

    `labels` and `places`: every label, headings too, and where it stands; `position`: key -> where its marks stand;
    `length`: the length of all rows.
    """

    labels: list[str]
    places: list[float]
    position: dict[Hashable, float]
    length: float

    def of(self, keys: pd.Series, shift: float = 0) -> pd.Series:
        """Where the marks with these keys stand, moved by `shift`."""
        return pd.Series([self.position[key] + shift for key in keys], index=keys.index, dtype=float)


def rows_in_sections(
    items: Iterable[tuple[str, Hashable, str]], *, row_height: int = ROW_HEIGHT, most_lines: int = 7
) -> Rows:
    """Lay out rows under headings: (section, key, label), one after the other.

    A bold heading takes a row of its own where a section begins; an empty section has no heading. Labels are as narrow
    as two lines allow, so that marks have room on a phone; a label that needs more, up to `most_lines`, makes its row
    higher, and what does not fit is cut with an ellipsis.
    """
    labels, places, position, length, current = [], [], {}, 0.0, ""
    for section, key, label in items:
        texts = [f"<b>{narrow(section, HEADING_WIDTH, most_lines)}</b>"] if section and section != current else []
        for text in [*texts, narrow(label, LABEL_WIDTH, most_lines)]:
            height = max(1.0, ((text.count("<br>") + 1) * LINE_HEIGHT + 4) / row_height)
            labels.append(text)
            places.append(length + height / 2 - 0.5)
            length += height
        position[key], current = places[-1], section
    return Rows(labels, places, position, length)


def narrow(text: str, widest: int, most_lines: int) -> str:
    """Text for a chart, as narrow as two lines allow, in more where they are needed; what does not fit is cut."""
    for n_lines in range(2, most_lines + 1):
        for width in range(NARROWEST_LABEL, widest + 1):
            if len(wrap(text, width, break_long_words=False)) <= n_lines:
                return wrapped(text, width)
    return wrapped(text, widest, max_lines=most_lines)


def with_rows(figure: go.Figure, rows: Rows) -> go.Figure:
    """Give the y axis its rows, the first on top; where every row is one high, marks sit at y = 0, 1, 2 ..."""
    # A mark at 0 does not touch its label, and is drawn whole, above the axis.
    room = {"ticks": "outside", "ticklen": TICK_LENGTH, "tickcolor": "rgba(0,0,0,0)", "layer": "below traces"}
    figure.update_yaxes(tickmode="array", tickvals=rows.places, range=[rows.length - 0.45, -0.55], **room)
    figure.update_traces(cliponaxis=False, selector={"type": "scatter"})
    return with_row_labels(figure, rows.labels)


def share_range(highest: float) -> list[float]:
    """The range of an axis of percent for shares up to `highest` (0 to 1): room at both ends, and no label below 0%."""
    top = min(101.5, 100 * highest + 4)
    return [-top / 100, top]


def with_row_labels(figure: go.Figure, labels: list[str]) -> go.Figure:
    """Name the rows, and leave their width at the left: a browser that finds too little there draws the chart twice."""
    widest = max(map(em_width, labels), default=0)
    size = figure.layout.yaxis.tickfont.size
    figure.update_layout(margin_l=round(widest * size) + TICK_LENGTH + LABEL_GAP)
    return figure.update_yaxes(ticktext=labels)


def em_width(label: str) -> float:
    """About how wide a label is, in em; a little more rather than less."""
    lines = [unescape(re.sub("<[^<>]*>", "", line)) for line in label.split("<br>")]
    widest = max(sum(EM_OF.get(letter, USUAL_EM) for letter in line) for line in lines)
    return widest * (BOLDER if label.startswith("<b>") else 1)


def fills(low: pd.Series, color: str, dark: bool) -> list[str]:
    """The fill of each mark: its color where it has an interval, whose lower end is `low`, else that of the paper."""
    return [color if pd.notna(end) else PAPER[dark] for end in low]


def fills_each(low: pd.Series, colors: list[str], dark: bool) -> list[str]:
    """The same where every mark has a color of its own."""
    return [color if pd.notna(end) else PAPER[dark] for end, color in zip(low, colors, strict=True)]


def interval(low: pd.Series, value: pd.Series, high: pd.Series, color: str) -> dict:
    """Horizontal error bars from low to high; a row without an interval has none."""
    return {
        "type": "data",
        "symmetric": False,
        "array": (high - value).fillna(0),
        "arrayminus": (value - low).fillna(0),
        "color": translucent(color, 0.55),
        "thickness": 2.5,
        "width": 0,
    }


def filled_first(rows: pd.DataFrame, is_filled: pd.Series) -> pd.DataFrame:
    """The rows of filled marks before those of open ones: the legend draws a series as its first mark."""
    return pd.concat([rows[is_filled], rows[~is_filled]])


def row_height_for(n_marks: int) -> int:
    """Pixels of a row with so many marks, each with a line of letters beside it."""
    return max(ROW_HEIGHT, MARK_APART * n_marks + 10)


def shift_of(index: int, n_marks: int, row_height: int) -> float:
    """How far a mark stands from the middle of its row, in row heights."""
    return (index - (n_marks - 1) / 2) * MARK_APART / row_height


def height_for(n_rows: float, *, row_height: int = ROW_HEIGHT) -> int:
    """Pixels for a chart of `n_rows` rows with legend and axis."""
    return max(228, round(112 + row_height * n_rows))
