"""What is kept is out of the sight of the garbage collector; what a reader leaves behind is freed all the same."""

import gc
import weakref

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
