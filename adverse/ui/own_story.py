"""A story of the reader's own: any card on the stage at once, by an address."""

import streamlit as st

from adverse.cards import own_story
from adverse.cards.drawing import Drawing
from adverse.cards.own_story import ON_STAGE
from adverse.errors import AddressError
from adverse.evidence import Evidence
from adverse.evidence.stories import Slide, Story
from adverse.ui import take_away
from adverse.ui.navigation import link_to


def slide_of(evidence: Evidence, drawing: Drawing) -> Slide:
    """The slide of a card that is in view, at the address of the browser."""
    return own_story.slide_of_card(evidence, drawing.page, drawing.card, take_away.query())


def on_stage(evidence: Evidence) -> tuple[Story | None, list[str]]:
    """The story that the address puts on the stage, if it names one that is understood, and what is not understood."""
    text = st.query_params.get(ON_STAGE)
    if not text:
        return None, []
    try:
        return own_story.read_story(evidence, text)
    except AddressError as error:
        return None, error.problems


def present(evidence: Evidence, drawing: Drawing) -> None:
    """The way from a card to the same card on the stage; nothing for a chart that is no card of the register."""
    if drawing.card:
        story = own_story.written(own_story.story_of([slide_of(evidence, drawing)]))
        link_to("present", "Present", icon="slideshow", query={ON_STAGE: story})
