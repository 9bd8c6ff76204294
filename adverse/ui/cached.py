"""Heavy work once per process: the evidence, and every pure function of it that a page asks for again."""

import gc
import sys
from collections import OrderedDict
from collections.abc import Callable
from importlib import import_module
from threading import Lock
from typing import Any, TypeVar

import streamlit as st

from adverse.errors import EvidenceError
from adverse.evidence import Evidence, load_evidence
from adverse.search import build_index
from adverse.views.slides import check_stories

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


def again(result: Result, **changes: Any) -> Result:
    """The call of `once` that gave `result`, with other keyword arguments there or in the calls that it was made of.

    `result` itself when none of them had such an argument, or had that value already.
    """
    with _lock:
        made = next(((key, inputs) for key, (inputs, known) in _remembered.items() if known is result), None)
    if made is None:
        return result
    (function, names, *_), inputs = made
    n_positional = len(inputs) - len(names)
    given = dict(zip(names, inputs[n_positional:], strict=True))
    positional = [again(value, **changes) for value in inputs[:n_positional]]
    wanted = given | {name: value for name, value in changes.items() if name in given}
    return once(function, *positional, **wanted)


def _identity(value: Any):
    try:
        hash(value)
    except TypeError:
        return (type(value), id(value))
    return (type(value), value)
