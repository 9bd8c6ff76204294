"""Markup in the evidence is shown as text on every page: no HTML, link or picture comes out of a table."""

import re

import pytest

from adverse.evidence import load_evidence
from adverse.ui import server
from adverse.ui.navigation import PAGES
from adverse.vocabulary import READERS

MARKUP = "<img src=x onerror=alert()>[link](javascript:alert())"
ACTIVE = re.compile(r"(?<!\\)<img|(?<!\\)\[link|(?<!\\)\]\(javascript")
REPLACED = ("Pyrexia", "Fever", "Cytokine release syndrome", "TOWER")


@pytest.fixture
def markup_everywhere(data_copy, monkeypatch):
    """The pages read evidence whose event names, arms, sources and locators hold markup."""
    for path in [*data_copy.glob("*.csv"), data_copy / "about.toml", *data_copy.glob("stories/*.yaml")]:
        text = path.read_text(encoding="utf-8")
        header, _, rows = text.partition("\n") if path.suffix == ".csv" else ("", "", text)
        for word in REPLACED:
            rows = rows.replace(word, f"{word} {MARKUP}")
        path.write_text(f"{header}\n{rows}" if header else rows, encoding="utf-8", newline="\n")
    monkeypatch.setattr(server, "load_evidence", lambda: load_evidence(data_copy))
    server.evidence.cache_clear()
    yield
    server.evidence.cache_clear()


def shown(app) -> list[str]:
    """Every text of a page that Streamlit reads as Markdown."""
    elements = [*app.markdown, *app.caption, *app.title, *app.header, *app.subheader, *app.info, *app.toast]
    labels = [element.label for kind in ("expander", "metric", "button", "tab") for element in app.get(kind)]
    return [element.value for element in elements] + [label for label in labels if label]


@pytest.mark.usefixtures("markup_everywhere")
def test_markup_is_text_on_every_page(open_shell):
    seen = 0
    for page in PAGES:
        for reader in READERS:
            parts = {"crs-sources_more": "true", "words": "true", "incidence-dots_tab": "Sources", "onset_tab": "Table"}
            app = open_shell(page, view=reader, **parts)
            assert [(page, error.message) for error in app.exception] == []
            texts = shown(app)
            assert [text for text in texts if ACTIVE.search(text)] == []
            assert [element.value for element in app.markdown if element.proto.allow_html] == []
            seen += sum("\\<img" in text for text in texts)
    assert seen >= len(PAGES) * len(READERS)
