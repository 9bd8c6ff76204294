"""What a process remembers is out of the garbage collector's sight, until results are forgotten again."""

import gc
from collections import OrderedDict

import pytest
from adverse.ui.cached import FREEZE_EVERY, MAX_REMEMBERED, once

from adverse.ui import cached


@pytest.fixture
def frozen(monkeypatch) -> list[int]:
    """How many results an empty memory held each time its process froze them."""
    seen, memory = [], OrderedDict()
    monkeypatch.setattr(cached, "_remembered", memory)
    monkeypatch.setattr(gc, "freeze", lambda: seen.append(len(memory)))
    return seen


def test_results_are_frozen_now_and_then_while_the_memory_fills(frozen):
    for number in range(2 * FREEZE_EVERY):
        assert once(str, number) == once(str, number) == str(number)
    assert frozen == [FREEZE_EVERY, 2 * FREEZE_EVERY]


def test_a_full_memory_forgets_and_freezes_no_more(frozen):
    for number in range(3 * MAX_REMEMBERED):
        once(str, number)
    assert frozen[-1] == MAX_REMEMBERED == len(cached._remembered)
    assert len(frozen) == MAX_REMEMBERED / FREEZE_EVERY
