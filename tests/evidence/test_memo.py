"""What is worked out of an evidence is kept with it, within a bound, and goes when it goes."""

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from time import sleep
from weakref import ref

import pytest

from adverse.cards import register
from adverse.cards.reader import Reader
from adverse.evidence.memo import Memo, remembered


@remembered
def counted(evidence, word: str, *, times: int = 1) -> list[str]:
    return [word] * times


def test_what_is_asked_for_again_is_the_same_object(evidence):
    assert counted(evidence, "a", times=2) is counted(evidence, "a", times=2)
    assert counted(evidence, "a", times=2) == ["a", "a"] != counted(evidence, "a", times=3)


def test_another_evidence_has_a_memory_of_its_own(evidence):
    other = replace(evidence, about=evidence.about)
    assert counted(evidence, "b") is not counted(other, "b")
    assert len(other.memo) == 1


def test_the_one_least_recently_used_is_forgotten_first():
    memo, made = Memo(most=2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        memo.recall(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"] and len(memo) == 2


def test_what_many_ask_for_at_once_is_made_once():
    memo, made, all_there = Memo(), [], Barrier(8, timeout=10)

    def make():
        made.append("made")
        sleep(0.05)
        return made

    def ask(_):
        all_there.wait()
        return memo.recall("asked", make)

    with ThreadPoolExecutor(8) as readers:
        assert all(found is made for found in readers.map(ask, range(8)))
    assert made == ["made"]


def test_what_failed_is_tried_again():
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.recall("asked", lambda: 1 / 0)
    assert memo.recall("asked", lambda: "made") == "made"


def test_a_table_is_no_key(evidence):
    with pytest.raises(TypeError):
        counted(evidence, evidence.arms)


def test_drawings_go_with_their_evidence(evidence):
    other = replace(evidence, about=evidence.about)
    drawn = register.drawn(other, "overview", "top-ten", "any", Reader())
    drawn.chart.drawn(dark=False)
    assert drawn is register.drawn(other, "overview", "top-ten", "any", Reader(is_dark=True))
    gone = ref(other), ref(drawn)
    del other, drawn
    gc.collect()
    assert [found() for found in gone] == [None, None]
