"""The parts of the overview that no other page has: headline cards and doors."""

import streamlit as st

from adverse.cards import register
from adverse.cards.overview import choose_grade, draw_headline, onset_of_headline
from adverse.evidence.claims import reviewed_share
from adverse.evidence.headlines import Headline, headlines
from adverse.sentences.reviews import reviewed_in_short
from adverse.ui import panels, words
from adverse.ui.controls import Controls
from adverse.ui.navigation import GRADED, PAGES, page_names
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import READERS

DOORS = {  # what each reader is likely to want first comes first
    "pharmacist": {
        "compare": "Put two arms side by side, with their differences",
        "management": "Read actions and doses by grade or by phase, US and EU side by side",
        "incidence": "Look up any event in any arm, with n/N and intervals",
        "search": "Ask in your own words, and get the row that answers",
        "grading": f"Grade {GRADED}, with the label's rows beside the grade",
        "onset": "See which days to watch, and from whose figures",
        "rare_events": "See what is known of rare but serious events",
        "risk_factors": "Read effect sizes, adjusted and unadjusted apart",
        "signals": "See every printed reporting ratio, by database",
        "present": "Open a story that walks through the evidence",
        "own_data": "Bring a trial or a ward list of your own, never stored",
        "matrix": "Set T-cell engaging treatments side by side",
        "claims": "Check each claim of the article against its source",
        "sources": "Open the documents and the data package",
        "learn": "Look up a term, or try yourself on shares, onset and grades",
    },
    "educator": {
        "present": "Present a story, one live slide a screen",
        "incidence": "Show how often each event happens, one chart a slide",
        "compare": "Show two treatments side by side, fairly",
        "learn": "Teach with lessons, a seeded quiz, a worksheet and a glossary",
        "onset": "Show the first 28 days on one axis",
        "matrix": "Show related treatments on one screen, without ranks",
        "claims": "Show what kinds of mistakes an article makes",
        "own_data": "Count a class data set with your students",
        "risk_factors": "Show why a share of cases is not a risk",
        "signals": "Show what a reporting ratio can and cannot say",
        "grading": "Practice grading with made-up vignettes",
        "management": "Show what is done at each grade, and print a checklist",
        "rare_events": "Show how little a few case reports can say",
        "sources": "Take the sources and the citation along",
        "search": "Answer a question from the audience, with its source",
    },
    "learner": {
        "learn": "Learn to read such numbers, and what each word means",
        "incidence": "How many patients get each side effect?",
        "onset": "On which day does it start?",
        "grading": "How bad is it? Learn to grade",
        "search": "Ask a question in your own words",
        "risk_factors": "Who gets it more often?",
        "signals": "What do people report to safety databases?",
        "compare": "Which treatment has which side effects more often?",
        "management": "What is watched for, and what is done about it?",
        "rare_events": "Which side effects are rare but dangerous?",
        "present": "Go through it slide by slide",
        "matrix": "How do related treatments look beside it?",
        "own_data": "What do numbers of your own show?",
        "claims": "What did the article get right?",
        "sources": "Where do these numbers come from?",
    },
}


def headline_cards(page: Page) -> None:
    """One card a headline toxicity, side by side."""
    found = headlines(page.evidence)
    if not found:
        return
    for number, (column, headline) in enumerate(zip(st.columns(len(found)), found, strict=True)):
        with column, st.container(key=f"headline-{number}"):
            _headline_card(page, headline)


def _headline_card(page: Page, headline: Headline) -> None:
    panels.chart_or_why(page, draw_headline(page.evidence, headline.event, page.reader, name=headline.key))
    if page.reader.plain_words:
        st.markdown(plain(page.evidence.events.set_index("event").loc[headline.event, "definition"]))
    st.markdown(f"**Starts:** {plain(onset_of_headline(page.evidence, headline.key, page.reader.plain_words))}")
    if len(headline.signs):
        st.markdown(f"**Signs:** {plain(', '.join(headline.signs[page.reader.sign_column]))}.")
    if more := panels.opened("Onset and signs, each with its source", key=f"{headline.key}_more", icon="format_quote"):
        with more:
            for part, title in ((headline.onset, "Onset"), (headline.signs, "Signs")):
                st.markdown(f"**{title}**")
                panels.source_table(page, part, key=f"{headline.key}-{title}", alt=f"Sources: {title}")
    panels.door("incidence", "Compare this event in every arm", icon="bar_chart", event=headline.event)


def first_days(page: Page) -> None:
    """When the headline toxicities start, on one axis of 28 days, where any source says so."""
    drawing = register.drawn(page.evidence, "overview", "first-28-days", None, page.reader)
    if not drawing.is_empty:
        panels.chart_card(page, drawing)


def for_whom(page: Page) -> None:
    """For whom this is and what it answers, in one line."""
    readers = [term.label.lower() for term in READERS.values()]
    who = f"{', '.join(f'{name}s' for name in readers[:-1])} and {readers[-1]}s"
    drug = f"{page.evidence.about['drug']} ({page.evidence.about['brand']})"
    st.caption(f"For {plain(who)}: how often, how severe and when adverse events of {plain(drug)} come, with sources.")


def what_it_is(page: Page) -> None:
    """What the medicine is, in one plain sentence with its source."""
    about = page.evidence.about
    source = page.evidence.sources.set_index("source_id").loc[about["summary_source_id"]]
    name = f"{about['drug'].capitalize()} ({about['brand']})"
    st.markdown(
        f"{plain(name)} is {words.explained(page, about['summary'], 'summary')}. "
        f"Source: {words.link(source['short_name'], source['url'])}."
    )
    told = reviewed_in_short(*reviewed_share(page.evidence))
    desk = words.link("The review desk", words.address("sources", page.reader, review="true"))
    st.markdown(f"Of what stands here: {plain(told)}. {desk} takes a clinician's verdict on each row.")


@st.fragment
def top_ten(page: Page) -> None:
    """The ten most frequent events of a grade in the largest population that lists them."""
    grade_band = choose_grade(page.evidence, Controls())
    panels.chart_or_why(page, register.drawn(page.evidence, "overview", "top-ten", grade_band, page.reader))


def doors(page: Page) -> None:
    """Ways on, worded for the chosen reader, in three columns read from the left."""
    there_are = page_names(page.evidence)
    found = [(name, text) for name, text in DOORS[page.reader.view].items() if name in there_are]
    with st.container(border=True, key="doors"):
        st.subheader("Where to go next", anchor=False)
        columns = st.columns(3)
        n_lines = -(-len(found) // len(columns))
        for place, (name, text) in enumerate(found):
            with columns[place // n_lines]:
                panels.door(name, text, icon=PAGES[name][1])
