"""What is kept is out of the sight of the garbage collector; what a reader leaves behind is freed all the same."""

import gc
import weakref

from adverse.evidence.memo import Memo
from adverse.ui import server
from adverse.ui.server import Frozen


class Left:
    """Something of a reader's that refers to itself, so that only the garbage collector can free it."""

    def __init__(self):
        self.itself = self


def test_what_a_reader_leaves_is_freed_although_it_was_frozen():
    frozen, left = Frozen(), Left()
    gone = weakref.ref(left)
    frozen.keep_up(1)
    assert gc.get_freeze_count() and not any(found is left for found in gc.get_objects())
    del left
    gc.collect()
    assert gone() is not None
    frozen.thaw()
    frozen.keep_up(2)  # the run in which it was taken out ends, and freezes nothing
    gc.collect()
    assert gone() is None


def test_once_a_while_all_is_looked_through(monkeypatch):
    frozen, left = Frozen(), Left()
    gone = weakref.ref(left)
    frozen.keep_up(1)
    del left
    frozen.keep_up(1)
    assert gone() is not None
    monkeypatch.setattr(server, "SECONDS_FROZEN", -1)
    frozen.keep_up(1)
    assert gone() is None


def test_a_memo_counts_what_it_has_made_although_it_forgets():
    memo = Memo(most=1)
    for asked in ("a", "b", "b", "a"):
        memo.recall(asked, lambda: [])
    assert (memo.n_made, len(memo)) == (3, 1)
