"""What a server does once: read and check the evidence, which all visits share, and make what pages ask for first."""

import gc
import sys

import streamlit as st

from adverse.cards.search import index_of
from adverse.cards.stories import check_stories
from adverse.errors import EvidenceError
from adverse.evidence import Evidence, load_evidence

FREEZE_EVERY = 20  # results that are new in the memory of the evidence


@st.cache_resource(show_spinner=False)
def evidence() -> Evidence:
    """The checked evidence of the data folder, read at the start of the server and shared by all sessions."""
    loaded = load_evidence()
    check_stories(loaded)
    return loaded


def prepare() -> None:
    """What a server does before its first visitor; a broken table ends the start with every problem in a sentence.

    What is loaded now stays, so it is put out of the sight of the garbage collector, which Streamlit runs after every
    script run, before the last message is sent.
    """
    try:
        index_of(evidence())
    except EvidenceError as error:
        sys.exit(str(error))
    gc.collect()
    gc.freeze()


def settle() -> None:
    """After a run: what was newly worked out stays too, so it is put out of the collector's sight now and then."""
    if len(evidence().memo) % FREEZE_EVERY == 0:
        gc.freeze()
