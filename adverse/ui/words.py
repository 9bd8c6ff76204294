"""Words on the page: text from data as text, names in the chosen reader's language."""

import re

import streamlit as st

from adverse.evidence import Evidence
from adverse.ui.cached import once
from adverse.vocabulary import READERS

_LINK_STARTS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
_WORD_JOINER = "\u2060"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:&])")


def plain(text: str) -> str:
    """Text from data for a Markdown element: nothing in it is a link, an image, an icon, a formula or HTML."""
    unlinked = _LINK_STARTS.sub(_WORD_JOINER, str(text))  # bare addresses become links even when they are escaped
    return _MARKDOWN.sub(r"\\\1", unlinked).replace("\n", " ")


def link(name: str, url: str) -> str:
    """The name of a document for a Markdown element, leading to its address where it has one."""
    return f"[{plain(name)}](<{url}>)" if url else plain(name)


def reader() -> str:
    """The chosen reader: pharmacist, educator or learner."""
    return st.session_state.get("view") or next(iter(READERS))


def is_learner() -> bool:
    """Whether plain words are wanted."""
    return reader() == "learner"


def is_dark() -> bool:
    """Whether the reader's browser shows the dark theme."""
    return st.context.theme.type == "dark"


def name_column() -> str:
    """The column that holds the event name for the chosen reader."""
    return "plain_name" if is_learner() else "event"


def event_names(evidence: Evidence) -> dict[str, str]:
    """Event -> the name shown to the chosen reader; the same object for the same reader."""
    return once(_names, evidence, name_column())


def _names(evidence: Evidence, column: str) -> dict[str, str]:
    return dict(zip(evidence.events["event"], evidence.events[column], strict=True))
