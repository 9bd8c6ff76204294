"""Words on the page: text from data as text, names in the chosen reader's language, terms that explain themselves."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, urlencode

import streamlit as st

from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.evidence.cells import is_web_address
from adverse.evidence.glossary import Use, term_finder
from adverse.evidence.memo import remembered
from adverse.ui.page import Page
from adverse.vocabulary import READERS

_LINK_STARTS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
_WORD_JOINER = "\u2060"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:&])")


def plain(text: str) -> str:
    """Text from data for a Markdown element: nothing in it is a link, an image, an icon, a formula or HTML."""
    unlinked = _LINK_STARTS.sub(_WORD_JOINER, str(text))  # bare addresses become links even when they are escaped
    return _MARKDOWN.sub(r"\\\1", unlinked).replace("\n", " ")


def link(name: str, url: str) -> str:
    """A name for a Markdown element, leading to its address where that is one of the web or of this dashboard."""
    leads = is_web_address(url) or (url and ":" not in url.partition("?")[0])
    return f"[{plain(name)}](<{url}>)" if leads else plain(name)


def cited(row) -> str:
    """The document of a row for a Markdown element, the place in it, and how far the row was checked."""
    return ", ".join(filter(None, [link(row.source_name, row.source_url), plain(row.locator), plain(row.review)]))


def reader() -> Reader:
    """Who reads: the view chosen in the shell, and the theme of the browser."""
    return Reader(st.session_state.get("view") or next(iter(READERS)), st.context.theme.type == "dark")


def begin() -> None:
    """Start a page on which no term has been explained yet."""
    st.session_state[".terms_explained"] = {}


def explained(page: Page, text: str, place: str) -> str:
    """Text for a Markdown element in which the first use of each term on the page leads to the glossary.

    The definition is the link's title: shown on hover and focus, and read out as its description. `place` names the
    element on the page, so that an element that is drawn again alone explains the same terms again.
    """
    places = st.session_state.setdefault(".terms_explained", {})
    definitions = definitions_of_terms(page.evidence, page.reader.definition_column)
    parts, done = [], 0
    for use in terms_in_text(page.evidence)(text):
        if places.setdefault(use.term, place) != place or use.term == st.session_state.get("term"):
            continue
        name, title = plain(text[use.start : use.end]), plain(definitions[use.term]).replace('"', '\\"')
        parts += [plain(text[done : use.start]), f'[{name}](<{term_address(page, use.term)}> "{title}")']
        done = use.end
    return "".join([*parts, plain(text[done:])])


def term_address(page: Page, term: str) -> str:
    """The address of a term in the glossary, in the reader's view."""
    return address("learn", page.reader, learn="glossary", term=term)


def address(page: str, reader: Reader, **query: str) -> str:
    """The address of a page at a query, in the view of a reader."""
    query |= {} if reader.view == Reader().view else {"view": reader.view}
    return f"{page}?{urlencode(query, quote_via=quote)}"


@remembered
def terms_in_text(evidence: Evidence) -> Callable[[str], Iterable[Use]]:
    """A function that finds the terms of the glossary in a text."""
    return term_finder(evidence.glossary)


@remembered
def definitions_of_terms(evidence: Evidence, column: str) -> dict[str, str]:
    """Term -> its definition in a column of the glossary."""
    return dict(zip(evidence.glossary["term"], evidence.glossary[column], strict=True))
