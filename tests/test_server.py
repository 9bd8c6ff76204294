"""What opens a page is made ready; what is kept is out of the sight of the collector, and what is left is freed."""

import gc
import threading
import weakref
from dataclasses import replace
from threading import Event

import pytest

from adverse.cards import register
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.ui import server
from adverse.ui.server import Frozen


class Left:
    """Something of a reader's that refers to itself, so that only the garbage collector can free it."""

    def __init__(self):
        self.itself = self


def test_what_a_reader_leaves_is_freed_although_it_was_frozen():
    frozen, left = Frozen(), Left()
    gone = weakref.ref(left)
    frozen.keep_up()
    assert gc.get_freeze_count() and not any(found is left for found in gc.get_objects())
    del left
    gc.collect()
    assert gone() is not None
    frozen.thaw()
    frozen.keep_up()  # the run in which it was taken out ends, and freezes nothing
    gc.collect()
    assert gone() is None


def test_once_a_while_all_is_looked_through(monkeypatch):
    frozen, left = Frozen(), Left()
    gone = weakref.ref(left)
    frozen.keep_up()
    del left
    frozen.keep_up()
    assert gone() is not None
    monkeypatch.setattr(server, "SECONDS_FROZEN", -1)
    frozen.keep_up()
    assert gone() is None


def test_what_opens_a_page_is_made_ready(evidence, monkeypatch):
    mine = replace(evidence, about=evidence.about)
    monkeypatch.setattr(server, "evidence", lambda: mine)
    monkeypatch.setattr(server, "index_of", lambda _: None)
    signals = register.pages_of(mine)["signals"]
    monkeypatch.setattr(register, "pages_of", lambda _: {"signals": signals})
    server._make_ready()
    n = len(mine.memo)
    choice = register.choose(mine, "signals", Asked())["signals"]
    drawn = register.drawn(mine, "signals", "signals", choice, Reader("learner"))
    assert not drawn.is_empty and len(mine.memo) == n


@pytest.mark.parametrize(("switch", "n_threads"), [("0", 0), ("1", 1)])
def test_who_runs_it_may_switch_off_what_is_drawn_ahead(monkeypatch, switch, n_threads):
    begun = []
    monkeypatch.setenv("ADVERSE_DRAW_AHEAD", switch)
    monkeypatch.setattr(server, "_begun", Event())
    monkeypatch.setattr(server, "_make_ready", lambda: begun.append(1))
    for _ in range(2):
        server.settle()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon:
            thread.join(timeout=1)
    assert len(begun) == n_threads
