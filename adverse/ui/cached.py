"""Heavy work once per process: the evidence, and every pure function of it that a page asks for again."""

import gc
import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from threading import Lock
from typing import Any, TypeVar

import plotly.graph_objects as go
import streamlit as st

from adverse.cards.slides import check_stories
from adverse.errors import EvidenceError
from adverse.evidence import Evidence, load_evidence
from adverse.search import build_index

Result = TypeVar("Result")
MAX_REMEMBERED, FREEZE_EVERY = 500, 20
USED_BY_PAGES = (
    *("claims", "compare", "compare_views", "glossary", "grading", "incidence_controls", "learn", "library"),
    *("management", "monitoring", "onset", "overview", "present", "rare", "risk", "search", "slides", "summary"),
)

_remembered: OrderedDict[tuple, tuple[tuple, Any]] = OrderedDict()
_lock = Lock()


@st.cache_resource(show_spinner=False)
def evidence() -> Evidence:
    """The checked evidence of the data folder, read at the start of the server and shared by all sessions."""
    loaded = load_evidence()
    check_stories(loaded)
    return loaded


def prepare() -> None:
    """What a server does before its first visitor: read, check and index the evidence, and make what pages ask first.

    A broken table ends the start with every problem in a sentence. What is loaded now stays, so it is put out of the
    sight of the garbage collector, which Streamlit runs after every script run, before the last message is sent.
    """
    try:
        once(build_index, evidence())
    except EvidenceError as error:
        sys.exit(str(error))
    for name in USED_BY_PAGES:
        module = import_module(f"adverse.ui.{name}")
        if hasattr(module, "prepare"):
            module.prepare(evidence())
    gc.collect()
    gc.freeze()


def once(function: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
    """`function(*args, **kwargs)`, remembered for the process; the result is shared, so nobody may change it.

    Tables and other unhashable arguments count as the same when they are the same object, which they are when they
    come from `once` or `evidence` themselves. The result least recently used is forgotten first.
    """
    inputs = (*args, *kwargs.values())
    key = (function, tuple(kwargs), *(_identity(value) for value in inputs))
    with _lock:
        if key in _remembered:
            _remembered.move_to_end(key)
            return _remembered[key][1]
    result = function(*args, **kwargs)
    with _lock:
        # The inputs are kept beside the result, so that the identity of one cannot be given to another object.
        _remembered[key] = (inputs, result)
        if len(_remembered) > MAX_REMEMBERED:
            _remembered.popitem(last=False)
        elif len(_remembered) % FREEZE_EVERY == 0:
            gc.freeze()  # as in `prepare`; not once results are forgotten again, which the collector must see
    return result


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart before it is drawn: its builder with every argument but the theme.

    A page draws it for the reader's theme, a file on light paper: what a file shows rests on nothing remembered.
    """

    builder: Callable[..., go.Figure]
    inputs: tuple
    options: dict[str, Any]
    changes: tuple[tuple, ...] = ()

    def drawn(self, *, dark: bool) -> go.Figure:
        """The figure for light or dark; shared, so nobody may change it."""
        figure = once(self.builder, *self.inputs, **self.options, dark=dark)
        for change, *more in self.changes:
            figure = once(change, figure, *more)
        return figure

    def then(self, change: Callable[..., go.Figure], *more: Any) -> "Chart":
        """The chart with its figure changed at the end: `change(figure, *more)`, which returns a copy."""
        return replace(self, changes=(*self.changes, (change, *more)))


def chart(builder: Callable[..., go.Figure], *inputs: Any, **options: Any) -> Chart:
    """The chart that a builder draws of these arguments."""
    return Chart(builder, inputs, options)


def _identity(value: Any):
    try:
        hash(value)
    except TypeError:
        return (type(value), id(value))
    return (type(value), value)
