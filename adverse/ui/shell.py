"""The shell around every page: navigation, the reader's view and the line that says what this is."""

from copy import copy
from pathlib import Path

import streamlit as st

from adverse.cards.choices import labels_of
from adverse.evidence.claims import reviewed_share
from adverse.exports.view import NOTICE
from adverse.meters import RUN_SECONDS
from adverse.sentences.reviews import reviewed_in_short
from adverse.ui import controls, own_story, panels, search, server, take_away
from adverse.ui.controls import Controls
from adverse.ui.navigation import navigation, page_icon
from adverse.ui.words import plain
from adverse.vocabulary import READERS

st.set_page_config(page_icon=page_icon(), layout="wide")
page = navigation(server.evidence())
controls.open_page(page.url_path)
own_story.keep()
sheets = {"page.css": True, "present.css": page.url_path == "present", "embedded.css": take_away.is_embedded()}
for sheet in (name for name, is_needed in sheets.items() if is_needed):
    st.html(Path(__file__).with_name(sheet))
st.html(Path(__file__).with_name("print.html"), unsafe_allow_javascript=True)

evidence_date = plain(server.evidence().about["evidence_date"])
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="shell-bar"):
    st.caption(
        f"{NOTICE} Evidence as of {evidence_date}; {reviewed_in_short(*reviewed_share(server.evidence()))}.",
        width="content",
    )
    if page.url_path not in ("search", "own_data"):
        search.shell_field()
    if page.url_path != "own_data":  # what it draws stands in no address, and so in no story
        own_story.door()
    with st.container(horizontal=True, width="content", gap="small", vertical_alignment="center", key="view-for"):
        st.markdown("View for", width="content")
        Controls().one(controls.VIEW, "View for", labels_of(READERS), show_title=False)


def draw_page() -> None:
    """The page; a page object runs only once."""
    try:
        with server.TURNS, RUN_SECONDS.labels(page.url_path).time():
            copy(page).run()
    finally:
        server.settle()
    if take_away.is_embedded():  # no chart of the page was the one asked for, which would have ended the run
        panels.frame_without_chart()


# A control of the page draws it anew while the shell around it stays. Not on the stage, where a clock draws itself
# anew every second: of two fragments that end at the same time, the browser may keep old parts of one.
(draw_page if page.url_path == "present" else st.fragment(draw_page))()
