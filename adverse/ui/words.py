"""Words on the page: text from data as text, names in the chosen reader's language, terms that explain themselves."""

import re
from urllib.parse import quote, urlencode

import pandas as pd
import streamlit as st

from adverse.evidence import Evidence
from adverse.evidence.glossary import term_finder
from adverse.sentences import marked_names
from adverse.ui import cached
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


def cited(row) -> str:
    """The document of a row for a Markdown element, the place in it, and how far the row was checked."""
    return ", ".join(filter(None, [link(row.source_name, row.source_url), plain(row.locator), plain(row.review)]))


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


def sign_column() -> str:
    """The column that holds the signs of a headline toxicity for the chosen reader."""
    return "plain_sign" if is_learner() else "sign"


def event_names(evidence: Evidence) -> dict[str, str]:
    """Event -> the name shown to the chosen reader; the same object for the same reader."""
    return names_of_events(evidence, name_column())


def names_in_view(evidence: Evidence, rows: pd.DataFrame) -> dict[str, str]:
    """The same, with a mark at the events of which rows in view count something of their own."""
    return once(marked_names, rows, event_names(evidence))


def names_of_events(evidence: Evidence, column: str) -> dict[str, str]:
    """Event -> its name in a column of events.csv; the same object for the same column."""
    return once(_names, evidence, column)


def _names(evidence: Evidence, column: str) -> dict[str, str]:
    return dict(zip(evidence.events["event"], evidence.events[column], strict=True))


def begin() -> None:
    """Start a page on which no term has been explained yet."""
    st.session_state["terms_explained"] = {}


def explained(text: str, place: str) -> str:
    """Text for a Markdown element in which the first use of each term on the page leads to the glossary.

    The definition is the link's title: shown on hover and focus, and read out as its description. `place` names the
    element on the page, so that an element that is drawn again alone explains the same terms again.
    """
    glossary = cached.evidence().glossary
    places = st.session_state.setdefault("terms_explained", {})
    definitions = once(_definitions, glossary, definition_column())
    parts, done = [], 0
    for use in once(term_finder, glossary)(text):
        if places.setdefault(use.term, place) != place or use.term == st.session_state.get("term"):
            continue
        name, title = plain(text[use.start : use.end]), plain(definitions[use.term]).replace('"', '\\"')
        parts += [plain(text[done : use.start]), f'[{name}](<{term_address(use.term)}> "{title}")']
        done = use.end
    return "".join([*parts, plain(text[done:])])


def term_address(term: str) -> str:
    """The address of a term in the glossary, in the chosen reader's view."""
    return address("glossary", reader(), term=term)


def address(page: str, view: str, **query: str) -> str:
    """The address of a page at a query, in the view of a reader."""
    query |= {} if view == next(iter(READERS)) else {"view": view}
    return f"{page}?{urlencode(query, quote_via=quote)}"


def definition_column() -> str:
    """The column of the glossary that is written for the chosen reader."""
    return "plain_definition" if is_learner() else "professional_definition"


def _definitions(glossary, column: str) -> dict[str, str]:
    return dict(zip(glossary["term"], glossary[column], strict=True))
