"""Every control: a widget bound to the address, its allowed values, and a notice when the address asks for others.

An address may hold a label, as the widgets write it, or the key of the vocabulary ("grade=ge3").
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from contextlib import nullcontext
from typing import Any

import streamlit as st

from adverse.cards.choices import MOST_CHARACTERS, SWITCH, LabelsOfReader, is_number_between, understood
from adverse.ui.words import plain

VIEW = "view"  # the key of the shell's own control, which every page keeps
OWN = "mine_"  # what keys begin with that belong to a reader's own data
KEPT = object()  # in place of a default: a reset leaves the control as it is


class Controls:
    """The reader at the controls of a page: each parameter that a choice asks for is drawn and answered.

    `places` maps a key to the place where its control stands; without one it stands where it is asked for.
    `on_change` maps a key to what else a changed value does. What a reader chooses of their own data (not `is_bound`)
    never stands in the address, which may hold names of their files. Controls in `left_out` mean nothing there: they
    are not drawn, and have their defaults; of those in `offers` only these values are offered.
    """

    def __init__(
        self,
        places: Mapping[str, Any] | None = None,
        *,
        plain_words: bool = False,
        on_change: Mapping[str, Callable] | None = None,
        is_bound: bool = True,
        left_out: Collection[str] = (),
        offers: Mapping[str, Collection] | None = None,
    ):
        self.plain_words = plain_words
        self._places = places or {}
        self._on_change = on_change or {}
        self._is_bound = is_bound
        self._left_out = left_out
        self._offers = offers or {}
        self.problems: list[str] = []

    def one(
        self,
        key: str,
        title: str,
        labels: dict[Any, str],
        *,
        default: Hashable = None,
        as_list: bool = False,
        show_title: bool = True,
        help: str | None = None,
        is_needed: bool = True,
        resets_to: Hashable = None,
        is_part: bool = False,
        moved: dict[str, Any] | None = None,
        **_: Any,
    ) -> Any:
        """One of a few values; `as_list` draws a searchable list instead of buttons; a reset brings `resets_to`, and
        leaves a part of the page (`is_part`) as it is.

        Where another choice leaves nothing to choose (`is_needed` is false) it is the default, and nothing is drawn.
        """
        values = [value for value in labels if key not in self._offers or value in self._offers[key]]
        default = values[0] if default is None else default
        if not is_needed or key in self._left_out:
            return default
        if not self._is_bound:
            if st.session_state.get(OWN + key, default) not in values:
                st.session_state[OWN + key] = default
        else:
            if key in st.session_state and st.session_state[key] not in values:
                _leave_value(key, labels, default)
            _read_address(key, title, labels, moved=moved or {})
            if isinstance(labels, LabelsOfReader):
                _relabel(key, labels)
            _defaults()[key] = KEPT if is_part else default if resets_to is None else resets_to
        common: dict[str, Any] = {
            **self._widget(key),
            "format_func": labels.get,
            "help": help,
            "on_change": self._on_change.get(key, "rerun"),
            "label_visibility": "visible" if show_title else "collapsed",
        }
        with self._place(key):
            if as_list:
                return st.selectbox(title, values, index=values.index(default), **common)
            chosen = st.segmented_control(title, values, default=default, required=True, wrap=True, **common)
        return default if chosen is None else chosen  # an empty value in the address chooses nothing

    def some(
        self,
        key: str,
        title: str,
        labels: dict[Any, str],
        *,
        default: Iterable = (),
        placeholder: str = "All",
        as_buttons: bool = False,
        resets_to: Iterable | None = None,
        is_needed: bool = True,
        **_: Any,
    ) -> tuple:
        """Any number of values: a searchable list, or one button each; a reset brings `resets_to` or the default."""
        if not is_needed or key in self._left_out:
            return tuple(default)
        default = list(default)
        if self._is_bound:
            _read_address(key, title, labels, several=True)
            _defaults()[key] = default if resets_to is None else list(resets_to)
        common: dict[str, Any] = {**self._widget(key), "default": default, "format_func": labels.get, "wrap": True}
        if key in self._on_change:
            common["on_change"] = self._on_change[key]
        with self._place(key):
            if as_buttons:
                chosen = st.pills(title, list(labels), selection_mode="multi", **common)
            else:
                chosen = st.multiselect(title, list(labels), placeholder=placeholder, **common)
        return tuple(value for value in labels if value in chosen)

    def number(
        self,
        key: str,
        title: str,
        *,
        low: int,
        high: int,
        default: int,
        format: str = "%d",
        help: str | None = None,
        as_field: bool = False,
        as_buttons: bool = False,
        **_: Any,
    ) -> int:
        """A whole number on a slider; `as_field` draws a field to type it in, `as_buttons` one button each."""
        if as_buttons:
            return self.one(key, title, {number: str(number) for number in range(low, high + 1)}, default=default)
        if self._is_bound:
            _read_number(key, title, low, high)
            _defaults()[key] = default
        common: dict[str, Any] = {**self._widget(key), "step": 1, "help": help}
        with self._place(key):
            if as_field:
                return st.number_input(title, low, high, default, **common)
            return st.slider(title, low, high, default, format=format, **common)

    def whether(self, key: str, title: str, *, help: str | None = None, is_needed: bool = True, **_: Any) -> bool:
        """Yes or no; no is the default."""
        if not is_needed or key in self._left_out:
            return False
        if self._is_bound:
            _read_address(key, title, SWITCH)
            _defaults()[key] = False
        with self._place(key):
            return st.toggle(title, help=help, **self._widget(key))

    def text(
        self,
        key: str,
        title: str,
        *,
        placeholder: str = "",
        most: int = MOST_CHARACTERS,
        is_needed: bool = True,
        **_: Any,
    ) -> str:
        """A search text."""
        if not is_needed:
            return ""
        if self._is_bound:
            _defaults()[key] = ""
        with self._place(key):
            return st.text_input(
                title, placeholder=placeholder, max_chars=most, type="search", **self._widget(key)
            ).strip()

    def refuse(self, problem: str) -> None:
        """Keep what is wrong with the values together, for the page to say."""
        self.problems.append(problem)

    def _widget(self, key: str) -> dict[str, Any]:
        """Under which name a widget keeps its value, and whether that stands in the address."""
        return {"key": key, "bind": "query-params"} if self._is_bound else {"key": OWN + key}

    def _place(self, key: str):
        return self._places[key] if key in self._places else nullcontext()


def open_page(page: str) -> None:
    """Forget the controls of the page before: another page's control of the same name has a meaning of its own."""
    if st.session_state.get(".page_in_view") == page:
        return
    st.session_state[".page_in_view"] = page
    for key in [key for key in _defaults() if key != VIEW]:
        del _defaults()[key]
        st.session_state.pop(key, None)


def reset() -> None:
    """Set every control of this page but the reader's view to its default; for use as a callback."""
    for key, default in _defaults().items():
        if key != VIEW and default is not KEPT:
            st.session_state[key] = default


def _defaults() -> dict:
    return st.session_state.setdefault(".control_defaults", {})


def show_notices() -> None:
    """Say which values of the address were not known; a control that is drawn later may still start the run anew."""
    shown = st.session_state.pop(".notices", [])
    st.session_state[".notices_shown"] = shown
    for notice in shown:
        st.toast(notice, icon=":material/info:")


def forget_notices() -> None:
    """What was said of the page before is not said again."""
    st.session_state.pop(".notices_shown", None)


def _leave_value(key: str, labels: dict[Any, str], default: Hashable) -> None:
    """A value that what other controls chose leaves out: what the address asks for instead, or the default.

    The default is set and not left to the widget, which would go on showing the old value in the browser.
    """
    values = understood(labels)
    if any(text in values for text in st.query_params.get_all(key)):
        del st.session_state[key]
    else:
        st.session_state[key] = default


def _relabel(key: str, labels: LabelsOfReader) -> None:
    """Set a value anew for another reader, or the browser would go on showing the label of the reader before."""
    drawn = st.session_state.setdefault(".labels_drawn", {})
    if key in st.session_state and drawn.get(key, labels.of_others) != labels.of_others:
        st.session_state[key] = st.session_state[key]
    drawn[key] = labels.of_others


def _read_address(
    key: str,
    title: str,
    labels: dict[Any, str],
    *,
    several: bool = False,
    moved: dict[str, Any] | None = None,
) -> None:
    """Before a widget is first drawn, write the address as the widget would, and note what is unknown."""
    if key in st.session_state:
        return
    values = understood(labels) | (moved or {})
    asked = [text for text in st.query_params.get_all(key) if text]
    known = list(dict.fromkeys(labels[values[text]] for text in asked if text in values))
    _correct(key, title, asked, known if several else known[-1:], [text for text in asked if text not in values])


def _read_number(key: str, title: str, low: int, high: int) -> None:
    if key in st.session_state:
        return
    asked = [value for value in st.query_params.get_all(key) if value]
    known = [text for text in asked if is_number_between(text, low, high)]
    _correct(key, title, asked, known[-1:], [text for text in asked if text not in known])


def _correct(key: str, title: str, asked: list[str], wanted: list[str], unknown: list[str]) -> None:
    if unknown:
        shown = plain(", ".join(text[:40] for text in unknown[:3]))
        instead = "It is left out." if wanted else "The default is shown."
        notice = f"{plain(title)}: the address asks for “{shown}”, which is not a choice here. {instead}"
        st.session_state.setdefault(".notices", []).append(notice)
    if asked == wanted:
        return
    st.session_state[".notices"] = st.session_state.pop(".notices_shown", []) + st.session_state.get(".notices", [])
    if wanted:
        st.query_params[key] = wanted
    elif asked:
        del st.query_params[key]
    st.rerun()  # widgets read the address at the start of a run
