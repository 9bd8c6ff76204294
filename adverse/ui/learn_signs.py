"""What a toxicity looks like, and what sources tell patients to call for: a part of a lesson."""

import streamlit as st

from adverse.evidence.cells import names_in
from adverse.evidence.headlines import headlines
from adverse.evidence.management import management_rows
from adverse.ui import words
from adverse.ui.page import Page
from adverse.ui.words import plain


def signs_card(page: Page, events: list[str]) -> None:
    """Each event with the signs that sources print and with the rules that name signs of it, each with its source."""
    with st.container(border=True, key="card-lesson-signs"):
        st.markdown("### What it looks like, and when to call")
        for event in events:
            lines = [*_signs(page, event), *_rules(page, event)]
            nothing = "- No text read here names its signs. That does not mean that there are none."
            st.markdown("\n".join([f"**{plain(page.names[event])}**\n", *(lines or [nothing])]))
        st.caption("In an emergency, call the emergency number where you are.")


def _signs(page: Page, event: str) -> list[str]:
    """The signs of a headline toxicity, one line a place that prints them."""
    found = [item.signs for item in headlines(page.evidence) if item.event == event and len(item.signs)]
    return [
        f"- Signs: {plain(', '.join(rows[page.reader.sign_column]))} :small[({words.cited(next(rows.itertuples()))})]"
        for signs in found
        for _, rows in signs.groupby(["source_name", "locator", "review"], sort=False)
    ]


def _rules(page: Page, event: str) -> list[str]:
    """The rules in which a source names signs of an event."""
    rows = management_rows(page.evidence)
    named = rows[rows["is_focus"] & rows["signs_of"].map(lambda events: event in names_in(events)).astype(bool)]
    return [
        f"- *{plain(page.reader.told(row.grade_or_condition))}:* {plain(page.reader.told(row.action))} "
        f":small[({words.cited(row)})]"
        for row in named.itertuples()
    ]
