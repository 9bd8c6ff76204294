"""The pages of the dashboard: file, title, icon and one line of help each, in menus that name what they answer."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAPIException

from adverse.cards.register import OPENING_PAGE, pages_of
from adverse.evidence import Evidence
from adverse.vocabulary import SYNDROMES

FOLDER = Path(__file__).resolve().parents[2] / "pages"
GRADED = " and ".join(term.label for term in SYNDROMES.values())
PAGES = {
    "overview": ("Overview", "home", "The main adverse events on one screen."),
    "incidence": ("Incidence", "bar_chart", "How often each event happens, by arm and grade."),
    "onset": ("Onset", "timeline", "When events start and how long they last."),
    "compare": ("Compare", "compare_arrows", "Arms side by side, with differences where they are fair."),
    "matrix": ("{treatments}", "grid_on", "Pivotal trials of related treatments, one a row."),
    "risk_factors": ("Risk factors", "groups", "Who has an event more often, and how sure that is."),
    "signals": ("Signals", "flag", "What safety databases report more often, by source: reports, not risk."),
    "grading": ("Grade it", "rule", f"The ASTCT grade of {GRADED}, what decides it, and vignettes to practice on."),
    "management": (
        "Manage",
        "medical_services",
        "What sources say to watch and to do, by grade or by phase.",
    ),
    "own_data": ("Your data", "upload_file", "A trial, a ward or a registry record of your own, never stored."),
    "rare_events": ("Rare but serious", "emergency", "What is known of rare events, and what is not."),
    "present": ("Present", "slideshow", "Stories for a lecture hall: one live slide a screen, with notes and handout."),
    "claims": ("Check the article", "fact_check", "Every claim of the starting article beside the evidence."),
    "sources": ("Sources", "library_books", "Every document, the data dictionary and the whole data package."),
    "search": ("Search", "search", "Ask in your own words; the answer is a row with its source, or a refusal."),
    "learn": (
        "Learn",
        "school",
        "Short lessons, a quiz, a worksheet, and every term in plain words.",
    ),
}
SECTIONS = {
    "": ["overview"],
    "How often, when, who?": ["incidence", "compare", "matrix", "onset", "risk_factors", "signals", "own_data"],
    "What to do?": ["management", "grading", "rare_events"],
    "How to teach it?": ["present", "learn"],
    "Is it so?": ["claims", "sources"],
}
OUTSIDE_REGISTER = ["present", "own_data"]  # pages without cards of their own
OUTSIDE = ["search"]  # in no menu: reached from the field beside it and by its address
DEFAULT = OPENING_PAGE


def page_file(name: str) -> Path:
    """The script of a page."""
    return FOLDER / f"{name}.py"


@cache
def page_icon() -> str:
    """The icon of the browser tab, inside the page itself: as a file it could be gone before a second visitor asks."""
    return "data:image/png;base64," + b64encode(Path(__file__).with_name("icon.png").read_bytes()).decode()


def link_to(page: str, text: str, *, icon: str, query: Mapping[str, str | list[str]] | None = None) -> None:
    """A link to a page of the dashboard with its view in the address."""
    try:
        st.page_link(page_file(page), label=text, icon=f":material/{icon}:", query_params=query)
    except StreamlitAPIException:  # the page runs without the shell, so there is no navigation to link into
        st.link_button(text, f"/{page}?{urlencode(query or {}, doseq=True)}", icon=f":material/{icon}:")


def page_names(evidence: Evidence) -> list[str]:
    """The pages that there are: those of the register whose part the evidence has, and the stage."""
    there_are = {*pages_of(evidence), *OUTSIDE_REGISTER}
    return [name for names in [*SECTIONS.values(), OUTSIDE] for name in names if name in there_are]


def navigation(evidence: Evidence):
    """The navigation bar with every page that there is; returns the page that the address asks for."""
    there_are = page_names(evidence)
    sections = {
        section: [_page(evidence, name) for name in names if name in there_are] for section, names in SECTIONS.items()
    }
    sections[""] += [_page(evidence, name) for name in OUTSIDE]
    return st.navigation({section: pages for section, pages in sections.items() if pages}, position="top")


def title_of(evidence: Evidence, name: str) -> str:
    """The title of a page in the menu."""
    return PAGES[name][0].format(treatments=evidence.about["treatments"])


def _page(evidence: Evidence, name: str):
    _, icon, help = PAGES[name]
    visibility: Any = "hidden" if name in OUTSIDE else "visible"
    return st.Page(
        page_file(name),
        title=title_of(evidence, name),
        icon=f":material/{icon}:",
        default=name == DEFAULT,
        visibility=visibility,
        help=help,
    )
