"""Search and ask: the field of the shell, the answer, and the rows found as cards."""

from typing import NamedTuple

import streamlit as st

from adverse.cards.search import KINDS, MOST_CHARACTERS, answered, choose, found_hits
from adverse.search import FACET_TITLES, KINDS_OF_ANSWER, SAYS, Answer, Facet, Hit
from adverse.ui import panels, words
from adverse.ui.claims import documents_of, sources_of, verdict_badge
from adverse.ui.controls import Controls
from adverse.ui.navigation import PAGES, page_file, title_of
from adverse.ui.page import Page
from adverse.ui.search_doors import door_of
from adverse.ui.words import plain
from adverse.vocabulary import REVIEW_STATUSES

SHOWN_FIRST = 8
GRADES = ("any grade", "grade 3 or higher", "grade 4", "grade 5")


def shell_field() -> None:
    """The field beside the navigation; what is typed there opens the search page."""
    st.text_input(
        "Search and ask",
        key="ask",
        type="search",
        placeholder="Search or ask …",
        max_chars=MOST_CHARACTERS,
        label_visibility="collapsed",
        width=180,
        on_change=_remember_what_was_asked,
    )
    if asked := st.session_state.pop(".asked", ""):
        st.switch_page(page_file("search"), query_params={"q": asked})


def _remember_what_was_asked() -> None:
    st.session_state[".asked"] = st.session_state["ask"].strip()
    st.session_state["ask"] = ""


class Search(NamedTuple):
    """What is asked for: the answer (None while nothing is asked) and the kinds of rows to show (none means all)."""

    answer: Answer | None
    kinds: tuple[str, ...]


def ask(page: Page) -> Search:
    """Draw the field and the kinds of rows; returns the answer to what was typed."""
    choice = choose(page.evidence, Controls())
    return Search(answered(page.evidence, choice.question, page.reader), choice.kinds)


def in_one_sentence(found: Search) -> str:
    """The answer, the refusal, or what may be asked."""
    if found.answer is None:
        return "Ask in your own words: the answer is a row with its source, or that the evidence does not say."
    return found.answer.sentence or found.answer.refusal


def results(page: Page, found: Search) -> None:
    """What was understood, then the rows found, each with its figure, its source and the way to its view."""
    given = found.answer
    if given is None:
        if page.evidence.about["example_questions"]:
            st.caption("For example:")
        for question in page.evidence.about["example_questions"]:
            panels.door("search", question, icon="help", q=question)
        return
    if given.mended:
        read = "; ".join(f"**{plain(better)}** for “{plain(typed)}”" for typed, better in given.mended.items())
        st.caption(f":material/spellcheck: Showing results with {read}")
    _reading(page, given)
    if given.compared_arms:
        panels.door("compare", "Both in Compare", icon="compare_arrows", compare_arms=list(given.compared_arms))
    answering, near = found_hits(given, found.kinds)
    _cards(page, answering, "Rows that answer", name="answering")
    is_watch = given.refusal.endswith(SAYS["person"])
    title = "What labels say to watch for, not an answer" if is_watch else "Nearest rows, not an answer"
    _cards(page, near, title, name="near", n_first=0 if answering else SHOWN_FIRST)


def _reading(page: Page, given: Answer) -> None:
    """What was understood, each part as a button that leaves it out or changes it, and the words that were not."""
    if not given.understood and not given.not_understood:
        return
    with st.container(horizontal=True, key="reading", vertical_alignment="center", gap="small"):
        st.caption("Understood:" if given.understood else "Nothing understood.", width="content")
        for place, facet in enumerate(given.understood):
            means = facet.words.upper() if facet.kind == "trial" else page.names.get(facet.means, facet.means)
            with st.popover(f"{FACET_TITLES[facet.kind]}: {plain(means)}", key=f"facet-{place}"):
                others = " ".join(other.words for other in given.understood if other is not facet)
                panels.door("search", "Leave this out", icon="close", q=others)
                for words_of, title in _instead_of(facet):
                    panels.door("search", f"{title} instead", icon="swap_horiz", q=f"{others} {words_of}")
        for word in given.not_understood:
            st.caption(f"~~{plain(word)}~~ not understood", width="content")


def _instead_of(facet: Facet) -> list[tuple[str, str]]:
    """What may stand in place of a facet: (words for the question, title)."""
    if facet.kind == "answer":
        return [(said, said.capitalize()) for kind, said in KINDS_OF_ANSWER.items() if kind not in facet.values]
    if facet.kind == "grade":
        return [(said, said.capitalize()) for said in GRADES if said != facet.means]
    if facet.kind == "event":
        return [(event, plain(event)) for event in list(facet.values)[1:4]]
    return []


def _cards(page: Page, hits: list[Hit], title: str, *, name: str, n_first: int = SHOWN_FIRST) -> None:
    if not hits:
        return
    if n_first:
        st.subheader(title, anchor=False)
    for place, hit in enumerate(hits[:n_first]):
        _card(page, hit, f"{name}-{place}")
    rest = hits[n_first:]
    told = f"{len(rest)} more" if n_first else f"{title}: {len(rest)}"
    if rest and (more := panels.opened(told, key=f"{name}_more", icon="expand_more")):
        with more:
            for place, hit in enumerate(rest, start=n_first):
                _card(page, hit, f"{name}-{place}")


def _card(page: Page, hit: Hit, place: str) -> None:
    with st.container(border=True, key=f"hit-{place}", gap="small"):
        verdict = f" {verdict_badge(hit.row.verdict)}" if hit.table == "claims" else ""
        st.markdown(f":blue-badge[{KINDS[hit.table]}]{verdict} **{plain(hit.title)}**")
        st.markdown(plain(hit.figure))
        st.caption(" · ".join(filter(None, [_source(page, hit), _review(hit)])))
        name, query = door_of(page.evidence, hit)
        if name != "sources" or hit.table == "sources":
            panels.door(name, f"Open it in: {title_of(page.evidence, name)}", icon=PAGES[name][1], **query)


def _source(page: Page, hit: Hit) -> str:
    """The document of a row as a link, and the place in it."""
    row = hit.row
    if hit.table == "claims":
        return sources_of(row, documents_of(page.evidence))
    url = getattr(row, "source_url", "") or getattr(row, "url", "")
    shown = words.link(hit.where or hit.title, url if isinstance(url, str) else "")
    locator = getattr(row, "locator", "")
    return f"Source: {shown}" + (f", {plain(locator)}" if locator else "") if hit.where or url else ""


def _review(hit: Hit) -> str:
    review = getattr(hit.row, "review", "") if hit.table != "claims" else ""  # stands beside the sources of a claim
    told = {term.label: term.definition for term in REVIEW_STATUSES.values()}
    return f"{plain(review)}: {plain(told[review])}" if review in told else plain(review)
