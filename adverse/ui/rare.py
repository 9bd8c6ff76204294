"""The parts of the page on rare events: the table of all, and what is known of one."""

import pandas as pd
import streamlit as st

from adverse.cards import register, tables
from adverse.cards.rare import at_a_glance, choose, draw_signals, event_choices
from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.evidence.claims import said
from adverse.evidence.memo import remembered
from adverse.evidence.rare import RareEvent, rare_event
from adverse.sentences import known_of_rare_event
from adverse.ui import checklist, panels, rules, words
from adverse.ui.claims import documents_of, sources_of, verdict_badge
from adverse.ui.controls import Controls
from adverse.ui.navigation import PAGES
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import JURISDICTIONS

SIGNS_UNSAID = "The sources collected here do not say. That does not mean that there are none"


def choose_event(page: Page) -> str:
    """The key of the event whose parts are shown."""
    return choose(page.evidence, Controls(plain_words=page.reader.plain_words))


def all_events(page: Page) -> None:
    """Every event of the list in one line."""
    with st.container(border=True, key="card-rare"):
        st.markdown("### All of them at a glance")
        st.table(overview_table(page.evidence, page.reader._replace(is_dark=False)))
        st.caption(
            "Share: in the largest arm, of the measure that counts most patients, named beside it; the other arms "
            "share no patients with it. Arms differ in patients and in what was counted; a share that nobody printed "
            "is not zero. A figure opens the rows and sources behind it."
        )


@remembered
def overview_table(evidence: Evidence, reader: Reader) -> pd.DataFrame:
    """One row an event as Markdown that shows text as text: the largest arm of its main measure, what is known, and
    how many documents say so; figures lead to the rows and sources of the event, in the view of the reader.
    """
    titles = event_choices(evidence, plain_words=reader.plain_words)
    lines = []
    for row in at_a_glance(evidence, plain_words=reader.plain_words).itertuples():
        measured = f" ({row.measured.lower()})" if row.measured else ""
        documents = f" ({row.n_documents} document{'s' if row.n_documents > 1 else ''} on the event)"
        behind = words.address("rare_events", reader, event=row.event)
        lines.append(
            {
                "Event": plain(titles[row.event]),
                "Share in the largest arm": words.link(row.largest_arm + measured, behind),
                "What is known": words.link(row.known + (documents if row.measured else ""), behind),
            }
        )
    return pd.DataFrame(lines).set_index("Event")


def event_parts(page: Page, key: str) -> None:
    """What is known of one event: what it is, shares, onset, rules, factors, claims and reporting signals."""
    found = rare_event(page.evidence, key)
    _what_it_is(page, key)
    _named_signs(page, found)
    _shares(page, found)
    for rows, name, title in (
        (found.onset, "onset", "When it starts"),
        (found.factors, "factors", "What sources link it with"),
    ):
        if len(rows):
            with st.container(border=True, key=f"card-{name}"):
                st.markdown(f"### {title}")
                st.markdown(_rows_in_words(rows, page.names))
    _rules(page, found)
    _claims(page, found)
    _signals(page, found)


def _rows_in_words(rows: pd.DataFrame, names: dict[str, str]) -> str:
    """Rows as a Markdown list: what is printed, of which event, where it stands, how far checked and what to note."""
    lines = []
    for row, url in zip(tables.source_columns(rows).to_dict("records"), rows["source_url"], strict=True):
        stands = ", ".join(filter(None, [words.link(row["Source"], url), plain(row["Locator"])]))
        more = ". ".join(filter(None, [row["Review"], row["Notes"].rstrip(".")]))
        event = names.get(row["Event"], row["Event"])
        lines.append(f"- **{plain(row['Printed value'])}** · {plain(event)}. {stands}. {plain(more)}.")
    return "\n".join(lines)


def _what_it_is(page: Page, key: str) -> None:
    evidence = page.evidence
    item = next(item for item in evidence.about["rare"] if item["key"] == key)
    events = evidence.events.set_index("event").loc[item["events"]]
    names = events["plain_name"] if page.reader.plain_words else events.index
    lines = [f"- **{plain(name)}**: {plain(said)}" for name, said in zip(names, events["definition"], strict=True)]
    st.markdown("\n".join(lines))
    st.caption("What it means, in this dashboard's own words: no source is quoted.")


def _named_signs(page: Page, found: RareEvent) -> None:
    """What sources name as signs of an event, each as printed in a rule; else that they do not say."""
    lines = [
        f"- {plain(': '.join(checklist.rule_parts(row, page.reader)))} :small[({words.cited(row)})]"
        for row in found.signs.itertuples()
    ]
    with st.container(border=True, key="card-signs"):
        st.markdown("\n".join(["### What signs do sources name?\n", *(lines or [f"{SIGNS_UNSAID}."])]))


def _shares(page: Page, found: RareEvent) -> None:
    drawing = register.drawn(page.evidence, "rare_events", "rare-shares", found.key, page.reader)
    if not drawing.is_empty:
        panels.chart_card(page, drawing)
        return
    shares = drawing.selection
    with st.container(border=True, key="card-no-share"):
        known = known_of_rare_event(shares.rows, found.sources, plain_words=page.reader.plain_words)
        st.markdown(f"### How often: {plain(known)}")
        st.markdown("No source in view prints a share of treated patients. That is not zero.")
        if len(shares.set_aside):
            panels.source_table(page, shares.set_aside, key="rare_counts", alt="Counts without a denominator")


def _rules(page: Page, found: RareEvent) -> None:
    st.markdown("### What sources say is done")
    if found.rules.empty:
        rules.no_row()
        return
    places = tuple(place for place in JURISDICTIONS if place in set(found.rules["jurisdiction"]))
    rules.side_by_side(page, found.rules, places, key="rare")
    panels.door("management", "All rules, by event and grade", icon=PAGES["management"][1], event="other", grade="all")


def _claims(page: Page, found: RareEvent) -> None:
    if len(found.claims):
        with st.container(border=True, key="card-claims"):
            lines = "\n".join(_claim_line(row, page) for row in found.claims.itertuples())
            st.markdown(f"### What the starting article says of it, and what its sources say\n\n{lines}")


def _claim_line(row, page: Page) -> str:
    statement = plain(row.manifestation or said(row))
    sources = sources_of(row, documents_of(page.evidence))
    return f"- “{statement}” {verdict_badge(row.verdict)} {plain(row.explanation)} :small[{sources}]"


def _signals(page: Page, found: RareEvent) -> None:
    st.markdown("### Signals from safety databases: reports, not risk")
    if found.signals.empty:
        st.markdown("No source in view prints a reporting signal for this event.")
        return
    panels.door("signals", "Every signal of this medicine, and what a signal is", icon="flag")
    own, others = (found.signals[found.signals["is_focus"] == mine] for mine in (True, False))
    if own.empty:
        st.markdown("No source in view prints a reporting signal of this medicine for this event.")
    else:
        _forests(page, found.key, is_focus=True)
        if more := panels.opened("Every signal row about this medicine", key="signals_own", icon="flag"):
            with more:
                panels.source_table(page, own, key="signal_rows_own", alt="Signal rows about this medicine")
    if len(others) and (
        more := panels.opened("Signals of other products: not this medicine", key="signals_others", icon="call_split")
    ):
        with more:
            _forests(page, found.key, is_focus=False)
            panels.source_table(page, others, key="signal_rows_others", alt="Signal rows about other products")


def _forests(page: Page, key: str, *, is_focus: bool) -> None:
    for drawing in draw_signals(page.evidence, key, page.reader._replace(is_dark=False), is_focus=is_focus):
        panels.chart_card(page, drawing)
