"""What a page is built of: its heading, the card around a chart, the rows and sources behind a mark, and doors."""

from contextlib import nullcontext
from typing import Any

import pandas as pd
import streamlit as st

from adverse.cards import tables
from adverse.cards.drawing import Drawing
from adverse.cards.register import question_of
from adverse.charts.values import NOT_REPORTED
from adverse.evidence.select import Selection
from adverse.exports.names import file_name
from adverse.exports.tables import csv_text, download_columns
from adverse.exports.view import marks
from adverse.sentences import set_aside_in_words
from adverse.sentences.comparability import how_comparable
from adverse.ui import controls, own_story, server, take_away, words
from adverse.ui.columns import COLUMN_CONFIG
from adverse.ui.controls import Controls
from adverse.ui.navigation import link_to, page_names
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import SET_ASIDE_REASONS

CHART_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": [
        "select2d",
        "lasso2d",
        "zoom2d",
        "pan2d",
        "zoomIn2d",
        "zoomOut2d",
        "autoScale2d",
        "resetScale2d",
    ],
}
CHART, TABLE, SOURCES = "Chart", "Table", "Sources"
FACES = {face: face for face in (CHART, TABLE, SOURCES)}
HINT = "Click a mark to see the rows and sources behind it."
MOST_IN_WORDS = 20  # rows of a table on paper


def heading(name: str, question: str = "") -> Page:
    """Open a page: its question as the title, and the place for the one sentence that answers it."""
    controls.forget_notices()
    words.begin()
    evidence = server.evidence()
    question = question or question_of(evidence, name)
    st.title(question, anchor=False)
    return Page(evidence, words.reader(), name, question, st.empty())


def answer(page: Page, sentence: str) -> None:
    """Put the computed sentence under the title."""
    controls.show_notices()
    page.answer_place.markdown(f"## {words.explained(page, sentence, 'answer')}")


def nothing_to_show(why: str) -> None:
    """Say why there is nothing, offer the way back, and end the page."""
    if take_away.is_embedded():
        frame_without_chart(why)
        st.stop()
    st.info(why, icon=":material/search_off:")
    st.button("Show everything again", icon=":material/restart_alt:", on_click=controls.reset)
    st.stop()


def chart_or_why(page: Page, drawing: Drawing) -> None:
    """The card of a chart, or where no row fits the sentence on why there is none."""
    if drawing.is_empty:
        st.info(plain(drawing.sentence), icon=":material/search_off:")
    else:
        chart_card(page, drawing)


@st.fragment
def chart_card(page: Page, drawing: Drawing) -> None:
    """A chart, its table, its sources and its downloads behind one card; a click on a mark opens what is behind it."""
    drawing = drawing.with_words(question=drawing.question or page.question)
    name, title, note, selection = drawing.name, drawing.title, drawing.note, drawing.selection
    if take_away.is_embedded():
        _embedded(page, drawing)
        return
    with st.container(border=True, key=f"card-{name}", gap="small"):
        with st.container(key=f"card-head-{name}", horizontal=True, gap="small", vertical_alignment="top"):
            with st.container(key=f"card-words-{name}", gap="small"):
                if title:
                    st.markdown(f"### {words.explained(page, title, f'{name}-title')}")
                if drawing.subtitle:
                    st.caption(plain(drawing.subtitle))
            bar: dict[str, Any] = {"width": "content", "gap": "small", "vertical_alignment": "center"}
            with st.container(key=f"card-bar-{name}", horizontal=True, **bar):
                face = Controls(is_bound=not page.is_private).one(
                    f"{name}_tab", "Show this card as", FACES, show_title=False
                )
                if not page.is_private:
                    own_story.present(page.evidence, drawing)
                take_away.menu(page, drawing)
        if face == CHART:
            _clickable_chart(page, drawing)
        else:
            st.session_state.pop(_clicked(name), None)  # the mark in the address opens again with the chart
        if face == TABLE:
            grid(drawing.columns(selection.rows), key=f"{name}_table", alt=f"Table of: {drawing.alt}")
            download(page, selection.rows, name)
        if face == SOURCES:
            rows = pd.concat([selection.rows, selection.set_aside])
            source_table(page, rows, key=f"{name}_sources", alt=f"Sources of: {drawing.alt}")
        if note:
            st.caption(words.explained(page, note, f"{name}-note"))
        on_paper(name, drawing.source_line)
        _set_aside(page, selection, name)


@st.fragment
def stage_chart(page: Page, drawing: Drawing, *, is_still: bool = False) -> None:
    """A chart that fills the room its container gives it; a click on a mark opens what is behind it.

    `is_still` draws it for paper, at the height of the figure and without anything to click.
    """
    with st.container(key=f"stage-{drawing.name}", height="stretch"):
        if is_still:
            _chart(page, drawing, on_paper=True, on_select="ignore", config={"staticPlot": True})
        else:
            _clickable_chart(page, drawing, hint="", height="stretch")


def _clickable_chart(page: Page, drawing: Drawing, *, hint: str = HINT, **more) -> None:
    state = _chart(page, drawing, **more)
    keys = [key for point in state.selection.points for key in _keys_of(point)]
    if not page.is_private:
        keys = _chosen_marks(keys, drawing.name)
    if keys and len(rows := drawing.rows_behind(keys)):
        _behind_the_mark(page, rows, drawing.name)
    elif hint:
        with st.container(key=f"hint-{drawing.name}"):
            st.caption(f":material/touch_app: {hint}")


def _chart(page: Page, drawing: Drawing, *, on_paper: bool = False, **more):
    dark = page.reader.is_dark and not on_paper
    figure, camera, is_asked_for = take_away.for_camera(page.evidence, drawing, dark=dark)
    config = CHART_CONFIG | {"toImageButtonOptions": camera, "displayModeBar": is_asked_for or "hover"}
    if how_comparable(drawing.selection.rows) and not is_asked_for:  # a bare picture would leave out how far it is fair
        config["modeBarButtonsToRemove"] = [*CHART_CONFIG["modeBarButtonsToRemove"], "toImage"]
    settings = {"on_select": "rerun", "selection_mode": "points", "config": config}
    with st.container(key=f"camera-{drawing.name}") if is_asked_for else nullcontext():
        return st.plotly_chart(figure, key=f"{drawing.name}_chart", theme=None, alt=drawing.alt, **settings | more)


def _embedded(page: Page, drawing: Drawing) -> None:
    """In a frame on another site: the chart, the sentence and a source line that leads here; all else is hidden."""
    if take_away.is_asked_for(drawing.name):
        with st.container(key="embedded"):
            st.markdown(f"## {plain(drawing.sentence)}")
            _chart(page, drawing)
            st.caption(f"{plain(drawing.source_line)} {words.link('Open this view', take_away.address())}.")
        st.stop()


def frame_without_chart(why: str = "This page has no chart of the name that the frame asks for.") -> None:
    """In a frame where no chart was shown: one sentence and the way to the page, and no control of it."""
    with st.container(key="embedded"):
        st.markdown(f"{plain(why)} {words.link('Open the page', take_away.address())}.")


def _chosen_marks(clicked: list[str], name: str) -> list[str]:
    """The rows of the marks clicked, kept in the address; before the first click, those that the address asks for."""
    param, seen = f"{name}_mark", _clicked(name)
    asked = st.query_params.get_all(param)
    if clicked:
        st.session_state[seen] = True
        if clicked != asked:
            st.query_params[param] = clicked
    elif st.session_state.get(seen) and asked:
        del st.query_params[param]
        return []
    return clicked or asked


def _clicked(name: str) -> str:
    """The key that tells whether a mark of this card has been clicked since its chart was drawn."""
    return f".{name}_clicked"


def _keys_of(point: dict) -> list[str]:
    data = point.get("customdata") or []
    return [key for value in (data if isinstance(data, list) else [data]) for key in str(value).split("\n")]


def _behind_the_mark(page: Page, rows: pd.DataFrame, name: str) -> None:
    with st.container(key=f"behind-{name}"):
        st.markdown(f"**Behind this mark: {len(rows)} row{'s' if len(rows) != 1 else ''}**")
        if rows.get("is_disputed", pd.Series(dtype=bool)).any():
            st.caption(":material/balance: Sources print this figure differently: side by side, none was averaged.")
        source_table(page, rows, key=f"{name}_behind", alt="Rows and sources behind the mark")
        if page.listing and len(lines := page.listing(rows)):
            grid(lines, key=f"{name}_lines", alt="Lines of your files behind the mark")


def source_table(page: Page, rows: pd.DataFrame, *, key: str, alt: str) -> None:
    """Rows of any table with printed value, document, locator, review status and notes."""
    grid(_source_columns(rows, page.names), key=key, alt=alt)


def _source_columns(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    shown = tables.source_columns(rows)
    return shown.assign(Event=[names.get(event, event) for event in shown["Event"]])


def grid(table: pd.DataFrame, *, key: str, alt: str) -> None:
    """A table to sort, search and scroll; on paper, where a grid holds only what was in view, its rows in words."""
    st.dataframe(table, hide_index=True, key=key, column_config=COLUMN_CONFIG, placeholder=NOT_REPORTED, alt=alt)
    on_paper(key, *_in_words(table))


def _in_words(table: pd.DataFrame) -> list[str]:
    """A table of a reader as lines for paper, one a row with the titles of its columns; says how many are left out."""
    shown = table.head(MOST_IN_WORDS)
    lines = [
        "; ".join(f"{title}: {_in_a_cell(value)}" for title, value in zip(table, row, strict=True) if _is_told(value))
        for row in shown.itertuples(index=False)
    ]
    if len(table) > len(shown):
        lines.append(f"The first {len(shown)} of {len(table)} rows. The files that this page saves hold all of them.")
    return lines


def _is_told(value) -> bool:
    return not pd.isna(value) and value != ""


def _in_a_cell(value) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def on_paper(name: str, *lines: str) -> None:
    """Lines that are not on the screen but are on a printed page, where nothing can be opened."""
    with st.container(key=f"on-paper-{name}"):
        st.caption("\n\n".join(plain(line) for line in lines))


def _set_aside(page: Page, selection: Selection, name: str) -> None:
    told = set_aside_in_words(selection.set_aside, SET_ASIDE_REASONS)
    if told and (more := opened(told, key=f"{name}_aside", icon="inventory_2")):
        with more:
            source_table(
                page, selection.set_aside, key=f"{name}_aside_rows", alt="Rows that are not on the chart, and why"
            )


def opened(text: str, *, key: str, icon: str, expanded: bool = False):
    """A part that is made only when it is opened: its container when it is open, else None."""
    part = st.expander(text, expanded=expanded, key=key, icon=f":material/{icon}:", bind="query-params")
    return part if part.open else None


def download(page: Page, rows: pd.DataFrame, name: str) -> None:
    """A button that saves rows as CSV; the file is made when it is asked for."""
    marked = marks(page.evidence.about, take_away.address())
    st.download_button(
        "Download these rows (CSV)",
        data=lambda: csv_text(download_columns(rows).assign(**marked)).encode(),
        file_name=f"{file_name(name, rows, page.evidence.about)}.csv",
        mime="text/csv",
        key=f"{name}_csv",
        icon=":material/download:",
        on_click="ignore",
    )


def save(label: str, content: bytes, file_name: str, mime: str) -> None:
    """A button that saves a file that is there already."""
    st.download_button(
        label, content, file_name=file_name, mime=mime, icon=":material/download:", key=file_name, on_click="ignore"
    )


def door(page: str, text: str, *, icon: str, **query: str | list[str]) -> None:
    """A link to another page of the dashboard with its view in the address; nothing where there is no such page."""
    if page in page_names(server.evidence()):
        link_to(page, text, icon=icon, query=query or None)


def explain(page: Page, rows: pd.DataFrame) -> None:
    """For learners: what the event names in view mean."""
    if page.reader.plain_words and (more := opened("What do these words mean?", key="words", icon="school")):
        events = rows.drop_duplicates("event").sort_values("plain_name")
        lines = [f"- **{plain(e.plain_name)}** ({plain(e.event)}): {plain(e.definition)}" for e in events.itertuples()]
        more.markdown("\n".join(lines))
