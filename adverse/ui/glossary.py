"""The glossary: finding terms, and each term with both definitions and its source."""

import pandas as pd
import streamlit as st

from adverse.cards import tables
from adverse.cards.choices import labels_of
from adverse.cards.glossary import choose, rows_in_view
from adverse.evidence.glossary import names_of
from adverse.sentences import glossary_answer
from adverse.ui import panels, words
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import GLOSSARY_TOPICS


def show(page: Page) -> None:
    """The filters, the answer, and the terms that fit."""
    rows = _choose_terms(page)
    panels.answer(page, glossary_answer(rows, len(page.evidence.glossary)))
    if rows.empty:
        panels.nothing_to_show("No term fits this search.")
    _term_cards(page, rows)
    _term_table(page, rows)


def _choose_terms(page: Page) -> pd.DataFrame:
    """Draw the filters in one row; returns the terms that fit, or the one that is open."""
    row = st.columns([4, 3, 4], vertical_alignment="bottom")
    places = dict(zip(("word", "subject", "term"), row, strict=True))
    return rows_in_view(page.evidence, choose(page.evidence, Controls(places))).rows


def _term_cards(page: Page, rows: pd.DataFrame) -> None:
    """The terms by topic, a card each; a single term is a card of its own."""
    with st.container(key="all-terms"):
        for topic, text in _texts(rows, page.reader.plain_words).items():
            with st.container(border=True, key=f"card-{topic}"):
                st.markdown(f"### {plain(GLOSSARY_TOPICS[topic].label)}")
                st.markdown(text)


def _texts(rows: pd.DataFrame, plain_first: bool) -> dict[str, str]:
    """Topic -> its terms as Markdown, in the order of the rows; the topic of the first row comes first."""
    found: dict[str, list[str]] = {}
    for row in rows.itertuples():
        remarks = [row.notes, row.source_notes] if len(rows) == 1 else [row.notes]
        found.setdefault(row.topic, []).append(_entry(row, plain_first, remarks))
    return {topic: "\n\n".join(entries) for topic, entries in found.items()}


def _entry(row, plain_first: bool, remarks: list[str]) -> str:
    """One term: its names, the definition for this reader, the other one, where they come from, and remarks."""
    others = ", ".join(names_of(row)[1:])
    first, second = plain(row.plain_definition), f"*In the field's words:* {plain(row.professional_definition)}"
    if not plain_first:
        first, second = plain(row.professional_definition), f"*In plain words:* {first}"
    source = words.link(row.source_name, row.source_url)
    lines = [f"**{plain(row.term)}**" + (f" :gray[{plain(others)}]" if others else ""), first, second]
    lines += [
        f":small[Source: {source}, {plain(row.locator)}]",
        *(f":small[{plain(text)}]" for text in remarks if text),
    ]
    return "  \n".join(filter(None, lines))


def _term_table(page: Page, rows: pd.DataFrame) -> None:
    """The terms in view as a table, with the document behind each, to sort and to take along."""
    if more := panels.opened("These terms as a table, with their sources", key="terms", icon="table_rows"):
        with more:
            panels.grid(_columns(rows), key="term_rows", alt="Terms, definitions and sources")
            panels.download(page, rows, "glossary")


def _columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Terms of the glossary with both definitions and the document behind them."""
    return pd.DataFrame(
        {
            "Term": rows["term"],
            "Other names": rows["other_names"].str.replace("|", ", "),
            "Topic": rows["topic"].map(labels_of(GLOSSARY_TOPICS)),
            "In plain words": rows["plain_definition"],
            "In the field's words": rows["professional_definition"],
            "Source": rows["source_name"],
            "Document": tables.addresses(rows["source_url"]),
            "Locator": rows["locator"],
            "Notes": rows["notes"],
            "What was read": rows["source_notes"],
        }
    )
