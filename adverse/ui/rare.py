"""The parts of the page on rare events: the table of all, and what is known of one."""

import pandas as pd
import streamlit as st

from adverse.cards import notes, tables
from adverse.cards.rare import at_a_glance, drawn_shares, event_choices, signal_charts
from adverse.charts import incidence_dot_plot, signal_forest
from adverse.evidence import Evidence
from adverse.evidence.claims import said
from adverse.evidence.rare import RareEvent, headline_shares, rare_event
from adverse.evidence.select import Selection
from adverse.sentences import counted_otherwise, known_of_rare_event, rare_answer
from adverse.sentences.charts import signals_answer
from adverse.ui import checklist, controls, panels, rules, words
from adverse.ui.cached import chart, once
from adverse.ui.claims import sources_of, verdict_badge
from adverse.ui.navigation import PAGES
from adverse.ui.words import plain
from adverse.vocabulary import JURISDICTIONS

SIGNS_UNSAID = "The sources collected here do not say. That does not mean that there are none"


def choose_event(evidence: Evidence) -> str:
    """The key of the event whose parts are shown."""
    return controls.choose_one("event", "Event", _titles(evidence))


def _titles(evidence: Evidence) -> dict[str, str]:
    return once(event_choices, evidence, plain_words=words.is_learner())


def event_answer(evidence: Evidence, key: str) -> str:
    """The one sentence on the event."""
    found = once(rare_event, evidence, key)
    rows = _drawn(found).rows
    known = known_of_rare_event(rows, found.sources)
    shares = headline_shares(rows)
    return rare_answer(_titles(evidence)[key], shares, known, counted_otherwise(shares, rows))


def _drawn(found: RareEvent) -> Selection:
    return once(drawn_shares, found, plain_words=words.is_learner())


def all_events(evidence: Evidence) -> None:
    """Every event of the list in one line."""
    with st.container(border=True, key="card-rare"):
        st.markdown("### All of them at a glance")
        st.table(once(overview_table, evidence, words.reader()))
        st.caption(
            "Share: in the largest arm, of the measure that counts most patients, named beside it; the other arms "
            "share no patients with it. Arms differ in patients and in what was counted; a share that nobody printed "
            "is not zero. A figure opens the rows and sources behind it."
        )


def overview_table(evidence: Evidence, view: str) -> pd.DataFrame:
    """One row an event as Markdown that shows text as text: the largest arm of its main measure, what is known, and
    how many documents say so; figures lead to the rows and sources of the event, in the view of the reader.
    """
    plain_words = view == "learner"
    titles = event_choices(evidence, plain_words=plain_words)
    lines = []
    for row in at_a_glance(evidence, plain_words=plain_words).itertuples():
        measured = f" ({row.measured.lower()})" if row.measured else ""
        documents = f" ({row.n_documents} document{'s' if row.n_documents > 1 else ''} on the event)"
        behind = words.address("rare_events", view, event=row.event)
        lines.append(
            {
                "Event": plain(titles[row.event]),
                "Share in the largest arm": words.link(row.largest_arm + measured, behind),
                "What is known": words.link(row.known + (documents if row.measured else ""), behind),
            }
        )
    return pd.DataFrame(lines).set_index("Event")


def event_parts(evidence: Evidence, key: str) -> None:
    """What is known of one event: what it is, shares, onset, rules, factors, claims and reporting signals."""
    found = once(rare_event, evidence, key)
    _what_it_is(evidence, key)
    _named_signs(found)
    _shares(evidence, found)
    for rows, name, title in (
        (found.onset, "onset", "When it starts"),
        (found.factors, "factors", "What sources link it with"),
    ):
        if len(rows):
            with st.container(border=True, key=f"card-{name}"):
                st.markdown(f"### {title}")
                st.markdown(once(_rows_in_words, rows, words.event_names(evidence)))
    _rules(found)
    _claims(found)
    _signals(evidence, found)


def _rows_in_words(rows: pd.DataFrame, names: dict[str, str]) -> str:
    """Rows as a Markdown list: what is printed, of which event, where it stands, how far checked and what to note."""
    lines = []
    for row, url in zip(tables.source_columns(rows).to_dict("records"), rows["source_url"], strict=True):
        stands = ", ".join(filter(None, [words.link(row["Source"], url), plain(row["Locator"])]))
        more = ". ".join(filter(None, [row["Review"], row["Notes"].rstrip(".")]))
        event = names.get(row["Event"], row["Event"])
        lines.append(f"- **{plain(row['Printed value'])}** · {plain(event)}. {stands}. {plain(more)}.")
    return "\n".join(lines)


def _what_it_is(evidence: Evidence, key: str) -> None:
    item = next(item for item in evidence.about["rare"] if item["key"] == key)
    events = evidence.events.set_index("event").loc[item["events"]]
    names = events["plain_name"] if words.is_learner() else events.index
    lines = [f"- **{plain(name)}**: {plain(said)}" for name, said in zip(names, events["definition"], strict=True)]
    st.markdown("\n".join(lines))
    st.caption("What it means, in this dashboard's own words: no source is quoted.")


def _named_signs(found: RareEvent) -> None:
    """What sources name as signs of an event, each as printed in a rule; else that they do not say."""
    lines = [
        f"- {plain(': '.join(checklist.rule_parts(row)))} :small[({words.cited(row)})]"
        for row in found.signs.itertuples()
    ]
    with st.container(border=True, key="card-signs"):
        st.markdown("\n".join(["### What signs do sources name?\n", *(lines or [f"{SIGNS_UNSAID}."])]))


def _shares(evidence: Evidence, found: RareEvent) -> None:
    shares = _drawn(found)
    if shares.rows.empty:
        with st.container(border=True, key="card-no-share"):
            known = known_of_rare_event(shares.rows, found.sources)
            st.markdown(f"### How often: {plain(known)}")
            st.markdown("No source in view prints a share of treated patients. That is not zero.")
            if len(shares.set_aside):
                panels.source_table(shares.set_aside, key="rare_counts", alt="Counts without a denominator")
        return
    names = words.event_names(evidence) | dict(zip(shares.rows["line_key"], shares.rows["arm_label"], strict=True))
    drawn = chart(_dot_plot, shares.rows, tuple(names.items()))
    title = f"How often: {_titles(evidence)[found.key]}, arm by arm"
    panels.chart_card(
        drawn, shares, name="rare-shares", title=title, alt=title, note=once(notes.of_shares, shares.rows)
    )


def _dot_plot(rows: pd.DataFrame, names: tuple, *, dark: bool):
    return incidence_dot_plot(rows, rows_by="line_key", names=dict(names), sections="measured", dark=dark)


def _rules(found: RareEvent) -> None:
    st.markdown("### What sources say is done")
    if found.rules.empty:
        rules.no_row()
        return
    places = tuple(place for place in JURISDICTIONS if place in set(found.rules["jurisdiction"]))
    rules.side_by_side(found.rules, places, key="rare")
    panels.door("management", "All rules, by event and grade", icon=PAGES["management"][1], event="other", grade="all")


def _claims(found: RareEvent) -> None:
    if len(found.claims):
        with st.container(border=True, key="card-claims"):
            lines = "\n".join(_claim_line(row) for row in found.claims.itertuples())
            st.markdown(f"### What the starting article says of it, and what its sources say\n\n{lines}")


def _claim_line(row) -> str:
    statement = plain(row.manifestation or said(row))
    return f"- “{statement}” {verdict_badge(row.verdict)} {plain(row.explanation)} :small[{sources_of(row)}]"


def _signals(evidence: Evidence, found: RareEvent) -> None:
    st.markdown("### Signals from safety databases: reports, not risk")
    if found.signals.empty:
        st.markdown("No source in view prints a reporting signal for this event.")
        return
    st.markdown(
        "Reports are sent in when somebody suspects a link; nobody knows how many patients had no event. A ratio of "
        "reports says that an event is named more often with a medicine than in the comparison group, not how likely "
        "it is. Each comparison group has an axis of its own."
    )
    own, others = (found.signals[found.signals["is_focus"] == mine] for mine in (True, False))
    if own.empty:
        st.markdown("No source in view prints a reporting signal of this medicine for this event.")
    else:
        _forests(evidence, once(signal_charts, found, is_focus=True), "own")
        if more := panels.opened("Every signal row about this medicine", key="signals_own", icon="flag"):
            with more:
                panels.source_table(own, key="signal_rows_own", alt="Signal rows about this medicine")
    if len(others) and (
        more := panels.opened("Signals of other products: not this medicine", key="signals_others", icon="call_split")
    ):
        with more:
            _forests(evidence, once(signal_charts, found, is_focus=False), "others")
            panels.source_table(others, key="signal_rows_others", alt="Signal rows about other products")


def _forests(evidence: Evidence, charts: list[pd.DataFrame], name: str) -> None:
    """One chart for each source and comparison group, because ratios against unlike groups do not compare."""
    for index, rows in enumerate(charts):
        title = f"Compared with: {rows['background'].iloc[0]}"
        panels.chart_card(
            chart(signal_forest, rows, names=words.event_names(evidence)),
            Selection(rows),
            name=f"rare-signal-{name}-{index}",
            title=title,
            alt=f"Reporting odds ratios, reports and not risk. {title} ({rows['source_name'].iloc[0]}, {name})",
            note=notes.SIGNALS,
            sentence=signals_answer(rows, name_column=words.name_column()),
            columns=tables.signal_columns,
        )
