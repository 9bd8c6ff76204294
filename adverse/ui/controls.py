"""Every control: a widget bound to the address, its allowed values, and a notice when the address asks for others.

An address may hold a label, as the widgets write it, or the key of the vocabulary ("grade=ge3").
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from adverse.evidence import Evidence
from adverse.ui.words import plain
from adverse.vocabulary import SETTINGS, TIERS, Term, label


def choose_one(
    key: str,
    title: str,
    labels: dict[Hashable, str],
    *,
    default: Hashable = None,
    as_list: bool = False,
    help: str | None = None,
    on_change: Callable | None = None,
    show_title: bool = True,
) -> Any:
    """One of a few values; `labels` maps value -> label. `as_list` draws a searchable list instead of buttons."""
    values = list(labels)
    default = values[0] if default is None else default
    _read_address(key, title, labels)
    _defaults()[key] = default
    common = {
        "key": key,
        "format_func": labels.get,
        "help": help,
        "bind": "query-params",
        "on_change": on_change or "rerun",
    }
    common["label_visibility"] = "visible" if show_title else "collapsed"
    if as_list:
        return st.selectbox(title, values, index=values.index(default), **common)
    return st.segmented_control(title, values, default=default, required=True, wrap=True, **common)


def choose_some(
    key: str,
    title: str,
    labels: dict[Hashable, str],
    *,
    default: Sequence = (),
    placeholder: str = "All",
    as_buttons: bool = False,
) -> tuple:
    """Any number of values, in the order of `labels`: a searchable list, or one button each."""
    _read_address(key, title, labels, several=True)
    _defaults()[key] = list(default)
    common = {"default": list(default), "format_func": labels.get, "key": key, "bind": "query-params", "wrap": True}
    if as_buttons:
        chosen = st.pills(title, list(labels), selection_mode="multi", **common)
    else:
        chosen = st.multiselect(title, list(labels), placeholder=placeholder, **common)
    return tuple(value for value in labels if value in chosen)


def choose_number(
    key: str,
    title: str,
    *,
    low: int,
    high: int,
    default: int,
    step: int = 1,
    format: str = "%d",
    help: str | None = None,
) -> int:
    """A whole number on a slider."""
    _read_number(key, title, low, high)
    _defaults()[key] = default
    return st.slider(title, low, high, default, step=step, format=format, key=key, help=help, bind="query-params")


def choose_whether(key: str, title: str, *, help: str | None = None) -> bool:
    """Yes or no; no is the default."""
    _read_address(key, title, {True: "true", False: "false"}, seed=False)
    _defaults()[key] = False
    return st.toggle(title, key=key, help=help, bind="query-params")


def choose_text(key: str, title: str, *, placeholder: str = "") -> str:
    """A search text."""
    _defaults()[key] = ""
    return st.text_input(
        title, key=key, placeholder=placeholder, max_chars=80, type="search", bind="query-params"
    ).strip()


def reset() -> None:
    """Set every control of this session but the reader's view to its default; for use as a callback."""
    for key, default in _defaults().items():
        if key != "view":
            st.session_state[key] = default


def _defaults() -> dict:
    return st.session_state.setdefault("control_defaults", {})


def labels_of(terms: dict[str, Term], keys: Sequence[str] | None = None) -> dict[str, str]:
    """Key -> label for some or all keys of a vocabulary, in its order."""
    return {key: term.label for key, term in terms.items() if keys is None or key in keys}


def event_labels(evidence: Evidence, events: Sequence[str]) -> dict[str, str]:
    """Event -> label with all its names, so that typing any of them finds it."""
    names = evidence.events.set_index("event")["plain_name"]
    return {
        event: event if names[event].lower() == event.lower() else f"{event} ({names[event]})"
        for event in sorted(events)
    }


def arm_labels(arms: pd.DataFrame) -> dict[str, str]:
    """Arm id -> label, grouped by setting, core evidence first, with the setting to search for."""
    settings = {key: rank for rank, key in enumerate(SETTINGS)}
    tiers = {key: rank for rank, key in enumerate(TIERS)}
    order = sorted(arms.itertuples(), key=lambda arm: (settings[arm.setting], tiers[arm.tier], arm.arm_label))
    return {arm.arm_id: f"{arm.arm_label} ({label(SETTINGS, arm.setting).lower()})" for arm in order}


def _read_address(
    key: str, title: str, labels: dict[Hashable, str], *, several: bool = False, seed: bool = True
) -> None:
    """On the first run of a widget, accept keys in the address too, and say which values are unknown."""
    if key in st.session_state:
        return
    asked = [value for value in st.query_params.get_all(key) if value]
    by_text = {str(value): value for value in labels} | {text: value for value, text in labels.items()}
    known = list(dict.fromkeys(by_text[text] for text in asked if text in by_text))
    if seed and known and not all(text in labels.values() for text in asked):
        st.query_params[key] = [labels[value] for value in (known if several else known[-1:])]
        st.rerun()  # the widget reads the address at the start of a run
    _notice(title, [text for text in asked if text not in by_text and text.lower() not in by_text])


def _read_number(key: str, title: str, low: int, high: int) -> None:
    if key in st.session_state:
        return
    asked = [value for value in st.query_params.get_all(key) if value]
    _notice(
        title,
        [
            text
            for text in asked
            if not (text.isascii() and text.isdecimal() and len(text) < 9 and low <= int(text) <= high)
        ],
    )


def _notice(title: str, unknown: list[str]) -> None:
    if unknown:
        shown = plain(", ".join(text[:40] for text in unknown[:3]))
        st.toast(
            f"{plain(title)}: the address asks for “{shown}”, which is not a choice here. The default is shown.",
            icon=":material/info:",
        )
