"""A story of the reader's own: any card on the stage at once, or collected; all of it in the address."""

import streamlit as st

from adverse.cards import own_story
from adverse.cards.drawing import Drawing
from adverse.cards.own_story import ON_STAGE
from adverse.errors import AddressError
from adverse.evidence import Evidence
from adverse.evidence.stories import Slide, Story
from adverse.exports.share import COLLECTED
from adverse.ui.navigation import link_to
from adverse.ui.words import plain

Asked = tuple[Story | None, list[str]]  # a story if there is one, and what of it is not understood
KEPT = ".own_story"  # of this visit, so that every page has it in its address


def query() -> list[tuple[str, str]]:
    """The query of the address in the browser."""
    return [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]


def slide_of(evidence: Evidence, drawing: Drawing) -> Slide:
    """The slide of a card that is in view, at the address of the browser."""
    return own_story.slide_of_card(evidence, drawing.page, drawing.card, query())


def on_stage(evidence: Evidence) -> Asked:
    """The story that the address puts on the stage."""
    return _read(evidence, st.query_params.get(ON_STAGE, ""))


def collected(evidence: Evidence) -> Asked:
    """The story that the reader collects."""
    return _read(evidence, _collected())


def _collected() -> str:
    return st.query_params.get(COLLECTED) or st.session_state.get(KEPT, "")


def _read(evidence: Evidence, text: str) -> Asked:
    if not text:
        return None, []
    try:
        return own_story.read_story(evidence, text)
    except AddressError as error:
        return None, error.problems


def keep() -> None:
    """Hand the story that is collected on to the address of the next page; not while another is on the stage."""
    text = _collected()
    if text and ON_STAGE not in st.query_params:
        st.session_state[KEPT] = text
        if COLLECTED not in st.query_params:
            st.query_params[COLLECTED] = text


def change(story: Story) -> None:
    """Put the story as it is now into the address; for use in a callback."""
    if not story.slides:
        st.session_state.pop(KEPT, None)
        st.query_params.pop(COLLECTED, None)
        return
    try:
        text = own_story.written(story)
    except AddressError as error:
        st.toast(plain(str(error)), icon=":material/info:")
        return
    st.session_state[KEPT] = st.query_params[COLLECTED] = text


def put_on_stage(story: Story) -> None:
    """Show a story; for use in a callback."""
    st.query_params[ON_STAGE] = own_story.written(story)
    st.query_params.pop(COLLECTED, None)


def leave_stage() -> None:
    """Back from the stage; a story that came by its address is then there to be changed. For use in a callback."""
    text = st.query_params.pop(ON_STAGE, "")
    if text and KEPT not in st.session_state:
        st.session_state[KEPT] = st.query_params[COLLECTED] = text


def present(evidence: Evidence, drawing: Drawing) -> None:
    """The way from a card to the same card on the stage; nothing for a chart that is no card of the register."""
    if drawing.card:
        story = own_story.written(own_story.story_of([slide_of(evidence, drawing)]))
        link_to("present", "Present", icon="slideshow", query={ON_STAGE: story})


def add_button(evidence: Evidence, drawing: Drawing) -> None:
    """The button that adds a card to the story, and the way to it once it has a slide."""
    st.button(
        "Add to my story",
        key=f"{drawing.name}_add",
        icon=":material/playlist_add:",
        on_click=_add,
        args=(evidence, drawing),
        help="Collects cards to present, in your order and with your notes. They are kept in the address alone.",
    )
    if n := own_story.n_slides(_collected()):
        link_to("present", f"Open my story ({n})", icon="playlist_play", query={COLLECTED: _collected()})


def _add(evidence: Evidence, drawing: Drawing) -> None:
    story = collected(evidence)[0] or own_story.story_of([])
    change(own_story.with_slides(story, [*story.slides, slide_of(evidence, drawing)]))


def door() -> None:
    """The way to the story from every page, once it has a slide."""
    if n := own_story.n_slides(_collected()):
        link_to("present", f"My story ({n})", icon="playlist_play", query={COLLECTED: _collected()})
