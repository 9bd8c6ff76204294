"""What a server does once: read and check the evidence, which all visits share, and make what pages ask for first."""

import gc
import sys
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Event, Thread
from typing import Any

from streamlit.runtime import get_instance

from adverse import logs
from adverse.cards.search import index_of
from adverse.errors import EvidenceError, ReportsError, SettingError
from adverse.evidence import Evidence, load_evidence
from adverse.meters import SESSIONS
from adverse.reports.in_evidence import with_reports
from adverse.settings import Settings

FREEZE_EVERY = 20  # results that are new in the memory of the evidence

TURNS = BoundedSemaphore(4)  # pages drawn at a time: more threads than cores only take time from each other

_index_begun = Event()


@cache
def evidence() -> Evidence:
    """The checked evidence of the data folder, read at the start of the server and shared by all sessions.

    Not in a cache of Streamlit: whoever is connected may ask that to be emptied, and all others would wait.
    With it is the store of safety reports that the operator names, opened to be read.
    """
    store = Settings.of().reports
    return with_reports(load_evidence(), Path(store)) if store else load_evidence()


def prepare() -> Settings:
    """What a server does before it answers; a broken table or setting ends the start with every problem in a sentence.

    What is loaded stays, so it is put out of the sight of the garbage collector, which Streamlit runs after every
    script run, before the last message is sent.
    """
    gc.disable()
    logs.begin()
    try:
        evidence()
        SESSIONS.set_function(n_sessions)
        return Settings.of()
    except (EvidenceError, ReportsError, SettingError) as error:
        sys.exit(str(error))
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """After a run: the first one is followed by a thread that makes the index of the search, so that nothing competes
    with the start; what was newly worked out stays too, and is frozen now and then.
    """
    if not _index_begun.is_set():
        _index_begun.set()
        Thread(target=index_of, args=(evidence(),), daemon=True).start()
    if len(evidence().memo) % FREEZE_EVERY == 0:
        gc.freeze()


def n_sessions() -> int:
    """How many readers are connected, as Streamlit's own metrics count them."""
    counted: Any = get_instance().stats_mgr.get_stats(["active_sessions"])["active_sessions"]
    return counted[0].value
