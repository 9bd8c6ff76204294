"""A chart as a picture that explains itself: its message, of whom it is, how to read it, sources and address."""

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from adverse.charts import theme, values
from adverse.errors import ExportError
from adverse.exports.chrome import chrome_path
from adverse.exports.kept_chrome import kept_chrome
from adverse.exports.view import View, footer

WIDTH = 1200  # pixels; a PNG has twice as many
SCALES = {"png": 2, "svg": 1, "pdf": 1}
SLIDE_HEIGHT = 560  # of a picture as wide, so that it fills the room of a slide
SLIDE_ROW, ROOM_AROUND_ROWS = 15, 200  # where many rows need more, the picture is narrower
MOST_REMEMBERED = 24
TITLE_SIZE, SENTENCE_SIZE, FOOTER_SIZE, LABEL_SIZE = 24, 17, 12, 13
LETTER, BOLD_LETTER = 0.51, 0.57  # mean width of a letter as a share of its size
LINE = 1.35
EDGE = 24
AXIS_ROOM = 64  # below the plot: tick labels and the title of the axis
LEGEND_ROW = 22
TOP_LABELS = 32  # above the plot, where its axis stands there
SCALE_ROOM = 56  # right of the plot: a color scale with its labels


def presentable(view: View) -> go.Figure:
    """The figure on light paper with title and subtitle above it and the footer below, as text of the picture.

    Where there is no subtitle, the sentence stands in its place.
    """
    return _with_words(theme.copy_of(view.figure), view.title, view.subtitle or view.sentence, footer(view))


def on_slide(view: View) -> go.Figure:
    """The figure in the shape of a slide, with its note alone: the slide has title, sentence, verdict and sources."""
    figure = theme.copy_of(view.figure)
    labels = figure.layout.yaxis.ticktext or ()
    figure.update_yaxes(ticktext=[label.replace("<br>", " ") for label in labels] or None)
    with_words = _with_words(figure, "", "", [view.note] if view.note else [])
    highest = max(SLIDE_HEIGHT, ROOM_AROUND_ROWS + SLIDE_ROW * len(labels))
    return with_words.update_layout(height=min(with_words.layout.height, highest))


def _with_words(figure: go.Figure, title: str, sentence: str, footnotes: list[str]) -> go.Figure:
    title = [f"<b>{escape(line)}</b>" for line in _lines(title, TITLE_SIZE)]
    sentence = [escape(line) for line in _lines(sentence, SENTENCE_SIZE)]
    below = [escape(line) for text in footnotes for line in _lines(text, FOOTER_SIZE)]
    given = figure.layout.margin
    height = (figure.layout.height or 480) - (given.t or 0) - (given.b or 0)
    left = max(EDGE, _label_width(figure))
    title_end = EDGE + TITLE_SIZE / 3 + len(title) * TITLE_SIZE * LINE
    top = title_end + len(sentence) * SENTENCE_SIZE * LINE + max(given.t or 0, 32) + _legend_height(figure)
    top += TOP_LABELS * (figure.layout.xaxis.side == "top")
    right = max(2 * EDGE, given.r or 0) + SCALE_ROOM * _has_color_scale(figure)
    bottom = AXIS_ROOM + len(below) * FOOTER_SIZE * LINE + EDGE
    figure.update_layout(
        width=WIDTH,
        height=top + height + bottom,
        margin={"t": top, "b": bottom, "l": left, "r": right, "autoexpand": False},
        paper_bgcolor=theme.PAPER[False],
        plot_bgcolor=theme.PAPER[False],
        title={
            "text": "<br>".join(title),
            "font": {"size": TITLE_SIZE, "color": theme.INK[False]},
            **{"x": EDGE / WIDTH, "xref": "container", "xanchor": "left"},
            **{"y": 1, "yref": "container", "yanchor": "top", "pad": {"t": EDGE + TITLE_SIZE / 3}},
        },
    )
    values.place(figure, WIDTH - left - right)
    for number, trace in enumerate(figure.data):
        trace.uid = f"{number}"  # else plotly.js gives each drawing random letters
    for axis in figure.select_xaxes():
        if axis.title.text:
            axis.title.text = " ".join(
                axis.title.text.replace("<br>", " ").split()
            )  # a phone needs several lines, a picture does not
    at_left = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": EDGE - left, "showarrow": False, "align": "left"}
    for row, line in enumerate(sentence):
        down = top - title_end - row * SENTENCE_SIZE * LINE
        place = {"y": 1, "yref": "paper", "yanchor": "top", "yshift": down}
        figure.add_annotation(
            name="sentence", text=line, **at_left, **place, font={"size": SENTENCE_SIZE, "color": theme.INK[False]}
        )
    for row, line in enumerate(reversed(below)):
        up = EDGE / 2 - bottom + row * FOOTER_SIZE * LINE
        place = {"y": 0, "yref": "paper", "yanchor": "bottom", "yshift": up}
        figure.add_annotation(
            name="footer", text=line, **at_left, **place, font={"size": FOOTER_SIZE, "color": theme.QUIET[False]}
        )
    return figure


def _has_color_scale(figure: go.Figure) -> bool:
    return any(trace.type == "heatmap" and trace.showscale for trace in figure.data)


def _lines(text: str, size: int) -> list[str]:
    letter = BOLD_LETTER if size == TITLE_SIZE else LETTER
    return wrap(text, int((WIDTH - 2 * EDGE) / (size * letter)))


def _label_width(figure: go.Figure) -> float:
    """Pixels for the labels left of the plot, whose place must be known before it is drawn."""
    labels = figure.layout.yaxis.ticktext or ([] if figure.layout.yaxis.visible is False else ["0" * 10])
    lines = [re.sub("<[^>]*>", "", line) for label in labels for line in str(label).split("<br>")]
    return max((len(line) for line in lines), default=0) * LABEL_SIZE * LETTER + EDGE


def _legend_height(figure: go.Figure) -> float:
    """Pixels of a legend above the plot beyond its first row."""
    names = {trace.name for trace in figure.data if trace.name and trace.showlegend is not False}
    if not figure.layout.showlegend:
        return 0
    width = sum(max(map(len, name.split("<br>"))) * LABEL_SIZE * LETTER + 60 for name in names)
    tallest = max((name.count("<br>") + 1 for name in names), default=1)
    return LEGEND_ROW * (max(1, round(width / WIDTH + 0.5)) * tallest - 1)


def can_draw() -> bool:
    """Whether this server has a browser that draws images."""
    return chrome_path() is not None


def _remembered(draw: Callable[..., bytes]) -> Callable[..., bytes]:
    """The pictures of a view are kept for the process, but for a reader's own rows."""
    kept = lru_cache(maxsize=MOST_REMEMBERED)(draw)

    @wraps(draw)
    def drawn(view: View, *more: str) -> bytes:
        return draw(view, *more) if view.is_private else kept(view, *more)

    drawn.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
    return drawn


@_remembered
def image(view: View, file_type: str) -> bytes:
    """The view as "png" (2 x), "svg" or "pdf", drawn by the Chromium of this server; remembered for the process.

    The same view gives the same bytes. Raises ExportError when there is no Chromium or it does not answer in time.
    """
    if not can_draw():
        raise ExportError("This server has no Chrome to draw images with. Use the camera button of the chart.")
    drawn = _LASTING[file_type](_drawn(presentable(view), file_type))
    return _described(drawn, view) if file_type == "svg" else drawn


@_remembered
def slide_image(view: View) -> bytes:
    """The chart of the view as PNG for a slide, remembered as `image` is. Raises ExportError as `image` does."""
    return _drawn(on_slide(view), "png")


def _drawn(figure: go.Figure, file_type: str) -> bytes:
    try:
        return kept_chrome.picture(figure, {"format": file_type, "scale": SCALES[file_type]})
    except Exception as error:
        raise ExportError(f"The browser of this server drew no {file_type.upper()}: {error}") from error


def _described(svg: bytes, view: View) -> bytes:
    """With the view's title and text alternative as the first elements, for programs that read a picture aloud."""
    words = f"<title>{escape(view.title)}</title><desc>{escape(view.alt)}</desc>"
    return re.sub("<svg[^>]*>", lambda found: found[0] + words, svg.decode("utf-8"), count=1).encode("utf-8")


def _svg_of_no_moment(svg: bytes) -> bytes:
    """Without the random letters that plotly.js puts into the ids of one drawing."""
    text = svg.decode("utf-8")
    if found := re.search(r'id="(?:defs|topdefs)-([0-9a-f]{6})"', text):
        text = text.replace(found[1], "figure")
    return text.encode("utf-8")


def _pdf_of_no_moment(pdf: bytes) -> bytes:
    """With the dates that Chromium writes set to zero, at the same length, so that no offset in the file moves."""
    return re.sub(
        rb"/(CreationDate|ModDate) \(D:\d{14}[^)]*\)",
        lambda found: re.sub(rb"\d", b"0", found[0]),
        pdf,
    )


_LASTING: dict[str, Callable[[bytes], bytes]] = {"png": bytes, "svg": _svg_of_no_moment, "pdf": _pdf_of_no_moment}
