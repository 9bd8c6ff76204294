"""A slide on the stage and on paper: its card, as the page it is a view of draws it, and the story as a file."""

from contextlib import suppress
from dataclasses import replace
from urllib.parse import parse_qsl, urljoin, urlsplit

import streamlit as st
from segno import DataOverflowError

from adverse.cards import register
from adverse.cards.drawing import Drawing
from adverse.cards.files import view_of
from adverse.cards.reader import Reader
from adverse.cards.stories import drawn_slide
from adverse.charts.stage import on_sheet, projected
from adverse.evidence import Evidence
from adverse.evidence.stories import Slide, Story
from adverse.exports.share import address_of, qr_png
from adverse.exports.slides import deck as make_deck
from adverse.exports.view import View
from adverse.sentences import verdict_in_words
from adverse.ui import claims, panels, take_away, words
from adverse.ui.page import Page
from adverse.ui.words import plain

TABLE_WIDTH, TABLE_HEIGHT = 1224, 430  # pixels of the room for a table on a screen of 1280 x 720
TABLE_SIZES = (33, 28, 23, 18)  # pixels of letters there
LETTER, TABLE_LINE, TABLE_EDGE = 0.5, 1.5, 0.95  # width of a letter, height of a line and edges of a row, in letters
LETTERS_OF_EDGES = 16  # as wide as the edges of the cells of a row, and of what columns of unequal length leave empty


def show(page: Page, slide: Slide, *, key: str, on_paper: bool = False) -> None:
    """Draw a slide's card; `on_paper` draws it light and still."""
    drawing = drawn_slide(page.evidence, slide, page.reader).drawing
    if drawing.chart is None:
        with st.container(key=f"slide-table-{key if on_paper else _size_of_table(drawing)}"):
            st.markdown(_table(drawing))
        return
    shown = drawing if on_paper else drawing.on_wall or drawing
    change = on_sheet if on_paper else projected
    if shown.chart and not shown.is_for_wall:
        shown = replace(shown, chart=shown.chart.then(change))
    panels.stage_chart(page, replace(drawing, name=key, chart=shown.chart), is_still=on_paper)


def verdict(drawing: Drawing) -> str:
    """How far the arms of a slide may be compared, or nothing where it compares none."""
    rows = drawing.selection.rows
    return verdict_in_words(rows) if "comparability" in rows else ""


def show_code(slide: Slide, *, key: str) -> None:
    """The QR code of the live view of a slide; nothing where its address is too long for one."""
    address = address_of_view(slide, take_away.address())
    with suppress(DataOverflowError), st.container(key=f"slide-code-{key}"):
        st.image(qr_png(address), alt=f"QR code of {address}")


def _size_of_table(drawing: Drawing) -> int:
    """The largest of the sizes of letters (numbered as in the style sheet) at which a table fits its slide."""
    rows = [list(drawing.in_words), *drawing.in_words.itertuples(index=False)]
    letters = [sum(len(str(cell)) for cell in row) + LETTERS_OF_EDGES for row in rows]
    for number, size in enumerate(TABLE_SIZES, start=1):
        lines = [-(-n * LETTER * size // TABLE_WIDTH) for n in letters]
        if sum(n * TABLE_LINE + TABLE_EDGE for n in lines) * size <= TABLE_HEIGHT:
            return number
    return len(TABLE_SIZES)


def _table(drawing: Drawing) -> str:
    """The table of a card in words as Markdown, with its verdicts as badges and its documents as links."""
    titles, rows = list(drawing.in_words), drawing.selection.rows
    lines = [f"| {' | '.join(titles)} |", f"|{'|'.join(':--' for _ in titles)}|"]
    links = {row.source_name: words.link(row.source_name, row.source_url) for row in rows.itertuples()}
    for line in drawing.in_words.to_dict("records"):
        cells = [claims.badge_of(cell) if title == "Verdict" else _linked(cell, links) for title, cell in line.items()]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _linked(cell: str, links: dict[str, str]) -> str:
    """A cell in Markdown; the document in parentheses at its end is a link."""
    figure, _, name = cell.removesuffix(")").rpartition("(")
    if not name or name not in links:
        return plain(cell)
    return f"**{plain(figure.strip())}** ({links[name]})" if figure.strip() else links[name]


def deck(evidence: Evidence, story: Story, address: str, reader: Reader, *, with_codes: bool = False) -> bytes:
    """The story as a PowerPoint file with charts that can be edited; a slide in words becomes a table of them.

    `address` is that of the story; each slide names the address of the page that it is a view of, `with_codes` as a
    QR code too.
    """
    return make_deck(views_of(evidence, story, address, reader), take_away.slide_picture, with_codes=with_codes)


def views_of(evidence: Evidence, story: Story, address: str, reader: Reader) -> list[View]:
    """What each slide of a story takes away."""
    views = []
    for slide in story.slides:
        drawing = replace(drawn_slide(evidence, slide, reader).drawing, name=f"{story.key}-{slide.number}")
        views.append(view_of(evidence, drawing, address and address_of_view(slide, address)))
    return views


def address_of_view(slide: Slide, beside: str = "") -> str:
    """The page that a slide is a view of with the parameters of its view, for the reader of the address `beside`."""
    reader = [(key, value) for key, value in parse_qsl(urlsplit(beside).query) if key == "view"]
    path = "./" if slide.page == register.OPENING_PAGE else slide.page
    return address_of(urljoin(beside, path), [*slide.parameters, *reader])
