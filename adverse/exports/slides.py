"""Views as PowerPoint slides: title, subtitle, takeaway, an editable chart, sources, and notes with citations."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime, time
from textwrap import wrap

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt
from segno import DataOverflowError

from adverse.charts import theme
from adverse.exports.citations import dashboard_citation, source_citation
from adverse.exports.marks import panels_of
from adverse.exports.native_chart import Place, add_charts
from adverse.exports.native_frame import names_fit
from adverse.exports.package import without_times
from adverse.exports.panel import Panel
from adverse.exports.share import qr_png
from adverse.exports.slide_table import SlideTable, table_of_rows
from adverse.exports.view import NOTICE, View, data_version, definition_lines, footer, source_names

WIDTH, HEIGHT = 13.333, 7.5  # inches
EDGE = 0.5
CHART_TOP, CHART_BOTTOM = 2.05, 6.55
MOST_ROWS = 18  # of one slide, so that the last lecture seat can read them
TITLE_LAYOUT = 5  # of the library's own template: a title and nothing else
TOP, TITLE_HEIGHT, SUBTITLE_HEIGHT, TAKEAWAY_HEIGHT = 0.15, 0.8, 0.28, 0.76
TITLE_SIZES, SUBTITLE_SIZES = (26, 24, 22, 20, 18, 16), (13, 12, 11, 10)  # points, the first that fits
TAKEAWAY_SIZES = (16, 14, 13, 12, 11)
POINTS, INSET = 72, 0.05  # of an inch; the room above and below text in a box, in inches
LETTER, LINE = 0.55, 1.2  # mean width of a letter and distance of lines, as shares of the size
CUT = "… (all of it in the notes)"
LONGEST_SOURCES = 240
TABLE_SIZES = (28, 24, 20, 18, 16, 14, 13, 12, 11, 10, 9)  # points
MOST_STRETCHED = 1.6  # how much higher than its text a row may be, so that a short table fills its slide
CODE = 1.4  # inches of a QR code, which a camera reads from the last seat
LONGEST_CELL, CELL_EDGE, WIDE_LETTER = 60, 8, 0.64  # letters that widen a column, and for its edges; as LETTER


def deck(views: Sequence[View], picture: Callable[[View], bytes | None], *, with_codes: bool = False) -> bytes:
    """A presentation of the views, in order; the same views give the same bytes.

    Dots, forests and bars become charts of PowerPoint's own, long ones on several slides. Any other chart is the PNG
    that `picture` returns, or a table of its first rows where that is None. A view in words is a table of them.
    `with_codes` puts a QR code of the address of its view on every slide.
    """
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for view in views:
        _add_view(presentation, view, picture, with_codes)
    if views:
        properties, about = presentation.core_properties, views[0].about
        properties.title, properties.comments = about["title"], data_version(about)
        properties.author = properties.last_modified_by = ""
        properties.created = properties.modified = datetime.combine(about["evidence_date"], time())
        properties.revision = 1
    buffer = io.BytesIO()
    presentation.save(buffer)
    return without_times(buffer.getvalue())


def _add_view(presentation, view: View, picture: Callable[[View], bytes | None], with_code: bool) -> None:
    code = _code(view.address) if with_code else None
    if len(view.in_words):
        told = [[str(cell) for cell in row] for row in view.in_words.itertuples(index=False)]
        _add_table(_slide(presentation, view, "", code), SlideTable("", list(view.in_words), told))
        return
    panels = panels_of(view.figure)
    if not panels:
        slide = _slide(presentation, view, "", code)
        drawn = picture(view) if view.figure.data else None
        if drawn:
            _add_picture(slide, drawn, view.alt)
        else:
            _add_table(slide, table_of_rows(view))
        return
    pages = _pages(panels)
    for number, rows in enumerate(pages, start=1):
        slide = _slide(presentation, view, f" ({number} of {len(pages)})" if len(pages) > 1 else "", code)
        parts = [panel.part(rows) for panel in panels]
        add_charts(slide, parts, _places(len(parts)), view.about, view.alt)


def _pages(panels: list[Panel]) -> list[list[int]]:
    """The rows of each slide: as many as fit with their names whole."""
    first, [place, *_] = panels[0], _places(len(panels))
    for most in range(MOST_ROWS, 1, -1):
        pages = first.pages(most)
        if all(names_fit(first.part(rows), place.width, place.height) for rows in pages):
            break
    return pages


def _places(n_plots: int) -> list[Place]:
    """One plot, or two beside each other with room for the names of the rows before the first."""
    width, height = WIDTH - 2 * EDGE, CHART_BOTTOM - CHART_TOP
    shares = [1.0] if n_plots == 1 else [0.62, 0.38]
    lefts = [EDGE, EDGE + width * shares[0]]
    return [
        Place(Inches(left), Inches(CHART_TOP), Inches(width * share), Inches(height))
        for left, share in zip(lefts, shares, strict=False)
    ]


def _code(address: str) -> bytes | None:
    """The QR code of an address, or nothing where it is too long for one."""
    try:
        return qr_png(address) if address else None
    except DataOverflowError:
        return None


def _slide(presentation, view: View, number: str, code: bytes | None):
    slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_LAYOUT])
    title = slide.shapes.title
    width = WIDTH - 2 * EDGE - (CODE + 0.2 if code else 0)
    title.left, title.top, title.width, title.height = _box(TOP, TITLE_HEIGHT, width)
    _write(title.text_frame, *_fitted(view.title + number, TITLE_SIZES, TITLE_HEIGHT, width), bold=True)
    top = TOP + TITLE_HEIGHT
    if view.subtitle:
        of_whom = _fitted(view.subtitle, SUBTITLE_SIZES, SUBTITLE_HEIGHT, width)
        _write(_text_box(slide, top, SUBTITLE_HEIGHT, width), *of_whom, quiet=True, name="Subtitle")
        top += SUBTITLE_HEIGHT
    said = _fitted(view.sentence, TAKEAWAY_SIZES, TAKEAWAY_HEIGHT, width)
    _write(_text_box(slide, top, TAKEAWAY_HEIGHT, width), *said, name="Takeaway")
    if code:
        place = Inches(WIDTH - EDGE - CODE), Inches(TOP), Inches(CODE)
        shape = slide.shapes.add_picture(io.BytesIO(code), *place)
        shape._element.nvPicPr.cNvPr.set("descr", f"QR code of {view.address}")
    names = "; ".join(source_names(view))
    if len(names) > LONGEST_SOURCES:
        names = f"{names[:LONGEST_SOURCES].rpartition('; ')[0]}; all {len(view.sources)} in the notes"
    lines = [view.verdict, f"Sources: {names}. {data_version(view.about)}. {NOTICE}", view.address]
    _write(_text_box(slide, 6.6, 0.75), "\n".join(filter(None, lines)), 9, quiet=True, name="Sources")
    slide.notes_slide.notes_text_frame.text = _notes(view)
    return slide


def _fitted(text: str, sizes: Sequence[int], height: float, width: float) -> tuple[str, int]:
    """The text and the largest of these sizes (points) at which it fits its box; one that never fits is cut."""
    for size in sizes:
        room = int((height - 2 * INSET) * POINTS / (size * LINE))
        lines = wrap(text, int((width - 4 * INSET) * POINTS / (size * LETTER)))
        if len(lines) <= room:
            return text, size
    kept = " ".join(lines[:room])[: -len(CUT)].rpartition(" ")[0]
    return kept + CUT, sizes[-1]


def _notes(view: View) -> str:
    """What a speaker needs: how to read the chart, what the events mean, and every citation."""
    parts = [view.sentence, *filter(None, [view.speech]), "", *footer(view)]
    if len(view.definitions):
        parts += ["", "Definitions", *definition_lines(view)]
    parts += ["", "Citations", dashboard_citation(view.about)]
    return "\n".join([*parts, *(source_citation(row) for row in view.sources.itertuples())])


def _add_picture(slide, png: bytes, alt: str) -> None:
    shape = slide.shapes.add_picture(io.BytesIO(png), Inches(EDGE), Inches(CHART_TOP))
    room = Inches(WIDTH - 2 * EDGE), Inches(CHART_BOTTOM - CHART_TOP)
    scale = min(room[0] / shape.width, room[1] / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape.left = int((Inches(WIDTH) - shape.width) / 2)
    shape._element.nvPicPr.cNvPr.set("descr", alt)


def _add_table(slide, said: SlideTable) -> None:
    """A plain table whose columns are as wide as their texts need, with the largest letters that fit."""
    top = CHART_TOP
    if said.above:
        _write(_text_box(slide, top, 0.4), said.above, 11, quiet=True)
        top += 0.45
    cells = [said.titles, *said.rows]
    longest = [
        min(LONGEST_CELL, max(len(row[column]) for row in cells)) + CELL_EDGE for column in range(len(said.titles))
    ]
    widths = [(WIDTH - 2 * EDGE) * letters / sum(longest) for letters in longest]
    size = next((size for size in TABLE_SIZES if _height(cells, widths, size) <= CHART_BOTTOM - top), TABLE_SIZES[-1])
    natural = _height(cells, widths, size)
    stretched = min(MOST_STRETCHED, max(1, (CHART_BOTTOM - top) / natural))
    left, top, width, height = _box(top, natural * stretched)
    table = slide.shapes.add_table(len(cells), len(said.titles), left, top, width, height).table
    table.horz_banding = False
    for column, inches in zip(table.columns, widths, strict=True):
        column.width = Inches(inches)
    for number, row in enumerate(cells):
        table.rows[number].height = Inches(_row_height(row, widths, size) * stretched)
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string((theme.PAPER if number else theme.GRID)[False][1:])
            cell.margin_top = cell.margin_bottom = Inches(INSET)
            _write(cell.text_frame, text, size, bold=not number)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE


def _height(cells: list[list[str]], widths: list[float], size: int) -> float:
    return sum(_row_height(row, widths, size) for row in cells)


def _row_height(row: list[str], widths: list[float], size: int) -> float:
    letters = [max(1, int((width - 4 * INSET) * POINTS / (size * WIDE_LETTER))) for width in widths]
    n_lines = max(len(wrap(text, room)) or 1 for text, room in zip(row, letters, strict=True))
    return n_lines * size * LINE / POINTS + 2 * INSET


def _text_box(slide, top: float, height: float, width: float = WIDTH - 2 * EDGE):
    return slide.shapes.add_textbox(*_box(top, height, width)).text_frame


def _box(top: float, height: float, width: float = WIDTH - 2 * EDGE) -> tuple:
    return Inches(EDGE), Inches(top), Inches(width), Inches(height)


def _write(frame, text: str, size: int, *, bold: bool = False, quiet: bool = False, name: str = "") -> None:
    frame.text, frame.word_wrap, frame.vertical_anchor = text, True, MSO_ANCHOR.TOP
    if name:
        frame._parent.name = name
    color = (theme.QUIET if quiet else theme.INK)[False].removeprefix("#")
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.bold = Pt(size), bold
        paragraph.font.color.rgb = RGBColor.from_string(color)
