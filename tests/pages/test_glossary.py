"""The glossary, and words that explain themselves on the other pages."""

import re

import pytest

from adverse.cards.reader import Reader
from adverse.ui import words
from adverse.ui.navigation import PAGES
from adverse.ui.page import Page
from adverse.ui.words import plain

LINK = re.compile(r'(?<!\\)\[((?:\\.|[^\]\\])*)\]\(<(learn\?learn=glossary&term=[^>]*)> "((?:\\.|[^"\\])*)"\)')


def text_of(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)


def links_of(app) -> list[tuple[str, str, str]]:
    """(word, address, definition) of every word that explains itself, in the order of the page."""
    found = [match for element in [*app.markdown, *app.caption] for match in LINK.findall(element.value)]
    return [(text_of(word), address, text_of(title)) for word, address, title in found]


# The page


@pytest.mark.parametrize(
    ("reader", "first"), [("learner", "plain_definition"), ("pharmacist", "professional_definition")]
)
def test_both_definitions_stand_in_the_order_of_the_reader(open_shell, evidence, reader, first):
    row = evidence.glossary.set_index("term").loc["Odds ratio"]
    second = ({"plain_definition", "professional_definition"} - {first}).pop()
    app = open_shell("learn", learn="glossary", term="Odds ratio", view=reader)
    [entry] = [text_of(element.value) for element in app.markdown if "**Odds ratio**" in element.value]
    assert 0 < entry.index(row[first]) < entry.index(row[second])
    source = evidence.sources.set_index("source_id").loc[row["source_id"]]
    assert f"[{source['short_name']}](<{source['url']}>), {row['locator']}" in entry


def test_every_term_is_on_the_page_with_its_source(open_page, evidence):
    app = open_page("learn", learn="glossary")
    text = " ".join(element.value for element in app.markdown)
    assert [term for term in evidence.glossary["term"] if f"**{plain(term)}**" not in text] == []
    assert text.count("Source: ") == len(evidence.glossary)


def test_one_term_answers_the_question(open_page, answers_of, evidence):
    definition = evidence.glossary.set_index("term").loc["Grade", "plain_definition"]
    assert answers_of(open_page("learn", learn="glossary", term="Grade")) == [f"Grade: {definition}"]
    label = next(
        text for text in open_page("learn", learn="glossary").selectbox("term").options if text.startswith("Grade ")
    )
    app = open_page("learn", learn="glossary", term=label)
    assert answers_of(app) == [f"Grade: {definition}"]
    assert evidence.sources.set_index("source_id").loc["ctcae-v5-2017", "notes"] in text_of(app.markdown[-1].value)


def test_open_term_does_not_lead_to_itself(open_page):
    assert "Grade" not in [
        word.capitalize() for word, _, _ in links_of(open_page("learn", learn="glossary", term="Grade"))
    ]


# Words that explain themselves


@pytest.mark.parametrize("page", PAGES)
def test_first_use_of_a_term_on_a_page_leads_to_its_entry(open_shell, evidence, page):
    links = links_of(open_shell(page))
    addresses = [address for _, address, _ in links]
    assert len(addresses) == len(set(addresses))
    view = Page(evidence, Reader(), page, "", None)
    definitions = {
        words.term_address(view, row.term): row.professional_definition for row in evidence.glossary.itertuples()
    }
    assert [link for link in links if definitions[link[1]] != link[2]] == []


def test_words_are_explained_on_the_chart_pages(open_shell):
    for page, word in (
        ("overview", "cytokine release syndrome"),
        ("incidence", "95% Wilson interval"),
        ("onset", "Median"),
    ):
        assert word in [shown for shown, _, _ in links_of(open_shell(page))]


def test_the_entry_opens_from_the_link_in_the_view_of_the_reader(open_shell, answers_of, evidence):
    link = next(item for item in links_of(open_shell("incidence", view="learner")) if item[0] == "grade")
    definition = evidence.glossary.set_index("term").loc["Grade", "plain_definition"]
    assert link[1:] == ("learn?learn=glossary&term=Grade&view=learner", definition)
    assert answers_of(open_shell("learn", learn="glossary", term="Grade", view="learner")) == [f"Grade: {definition}"]


@pytest.fixture
def page(evidence, monkeypatch):
    """A page on which nothing has been explained, for a pharmacist."""
    monkeypatch.setattr(words.st, "session_state", {})
    words.begin()
    return Page(evidence, Reader(), "incidence", "", None)


def test_an_element_drawn_again_alone_explains_the_same_words_and_no_other_does(page):
    first = words.explained(page, "The median is the median.", "note")
    assert len(LINK.findall(first)) == 1
    assert words.explained(page, "The median is the median.", "note") == first
    assert words.explained(page, "The median.", "another note") == "The median\\."
    words.begin()
    assert len(LINK.findall(words.explained(page, "The median.", "another note"))) == 1


def test_text_and_definition_stay_text(page, evidence):
    shown = words.explained(page, "<b>CRS</b> [x](javascript:alert(1)) `$ & transaminases", "note")
    assert [text_of(word) for word, _, _ in LINK.findall(shown)] == ["CRS", "transaminases"]
    [title] = [title for word, _, title in LINK.findall(shown) if word == "transaminases"]
    assert text_of(title) == evidence.glossary.set_index("term").loc["Transaminases", "professional_definition"]
    assert '\\"Liver enzymes increased\\"' in title
    assert re.findall(r"(?<!\\)[<>`$&!]", LINK.sub("", shown)) == []


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("rare_events?event=hlh", True),
        ("learn?learn=glossary&term=a:b", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("", False),
    ],
)
def test_a_name_leads_to_the_web_or_into_this_dashboard_alone(url, is_link):
    assert words.link("A [name]", url) == (f"[A \\[name\\]](<{url}>)" if is_link else "A \\[name\\]")
