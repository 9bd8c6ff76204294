"""What a server does once: read and check the evidence, which all visits share, and make what pages ask for first."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st

from adverse.cards.search import index_of
from adverse.errors import EvidenceError
from adverse.evidence import Evidence, load_evidence

FREEZE_EVERY = 20  # results that are new in the memory of the evidence


@st.cache_resource(show_spinner=False)
def evidence() -> Evidence:
    """The checked evidence of the data folder, read at the start of the server and shared by all sessions."""
    return load_evidence()


def prepare() -> None:
    """What a server does before it answers; a broken table ends the start with every problem in a sentence.

    No garbage is collected meanwhile: what is loaded stays.
    """
    gc.disable()
    try:
        evidence()
    except EvidenceError as error:
        sys.exit(str(error))
    finally:
        gc.enable()


@asynccontextmanager
async def while_serving(_: st.App) -> AsyncIterator[None]:
    """The server's life: it answers at once, and a thread beside it makes the index of the search."""
    Thread(target=_make_index, daemon=True).start()
    yield


def _make_index() -> None:
    """What is loaded then stays, so it is put out of the sight of the garbage collector.

    Streamlit runs the collector after every script run, before the last message is sent.
    """
    index_of(evidence())
    gc.collect()
    gc.freeze()


def settle() -> None:
    """After a run: what was newly worked out stays too, so it is put out of the collector's sight now and then."""
    if len(evidence().memo) % FREEZE_EVERY == 0:
        gc.freeze()
