"""What a server does once: read and check the evidence, which all visits share, and make what pages ask for first."""

import gc
import sys
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Event, Thread
from time import monotonic, sleep
from typing import Any

from streamlit.runtime import get_instance

from adverse import logs
from adverse.cards import register
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.cards.search import index_of
from adverse.errors import EvidenceError, ReportsError, SettingError
from adverse.evidence import Evidence, load_evidence
from adverse.meters import SESSIONS
from adverse.reports.in_evidence import with_reports
from adverse.settings import Settings
from adverse.vocabulary import READERS

TURNS = BoundedSemaphore(4)  # pages drawn at a time: more threads than cores only take time from each other

_begun = Event()
SECONDS_THAWED = 10  # in which the page draws itself without what a reader took out
SECONDS_FROZEN = 60  # after which what was frozen is looked through once for what nobody refers to any more


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

    What is loaded stays, so it is frozen: Streamlit runs the garbage collector after every script run, before the last
    message is sent.
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
    """After a run: the first one is followed by a thread that makes what readers are likely to ask for next, so that
    nothing competes with the start; what stays is frozen.
    """
    if not _begun.is_set():
        _begun.set()
        if Settings.of().draw_ahead:
            Thread(target=_make_ready, daemon=True).start()
    _frozen.keep_up()


def _make_ready() -> None:
    """The index of the search, then every card as its page opens, with a rest after each as long as it took."""
    found = evidence()
    index_of(found)
    for view in READERS:
        for page, its in register.pages_of(found).items():
            chosen = register.choose(found, page, Asked())
            for card in (name for name, card in its.cards.items() if card.draw):
                begun = monotonic()
                with TURNS:
                    chart = register.drawn(found, page, card, chosen[card], Reader(view)).chart
                    if chart is not None:
                        chart.drawn(dark=False)
                sleep(monotonic() - begun)


class Frozen:
    """What is out of the sight of the garbage collector, which else goes after every run through all that the evidence
    and the visits of other readers keep.

    A visit that ends leaves some of it in circles, and so does a result that is forgotten: once a while all is thawed
    and looked through.
    """

    def __init__(self) -> None:
        self._looked_through, self._thawed_until = monotonic(), 0.0

    def keep_up(self) -> None:
        """Freeze what has come since the last time."""
        now = monotonic()
        if now < self._thawed_until:
            return
        if now - self._looked_through > SECONDS_FROZEN:
            self._looked_through = now
            gc.unfreeze()
        gc.collect()
        gc.freeze()

    def thaw(self) -> None:
        """Let the garbage collector see all again, for a while."""
        gc.unfreeze()
        self._thawed_until = monotonic() + SECONDS_THAWED


_frozen = Frozen()


def thaw() -> None:
    """Let what a reader takes out be freed as soon as nothing refers to it."""
    _frozen.thaw()


def n_sessions() -> int:
    """How many readers are connected, as Streamlit's own metrics count them."""
    counted: Any = get_instance().stats_mgr.get_stats(["active_sessions"])["active_sessions"]
    return counted[0].value
