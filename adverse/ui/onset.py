"""The parts of the onset page: where its controls stand, and the day to watch."""

import pandas as pd
import streamlit as st

from adverse.cards.onset import DayChoice, OnsetChoice, choose, choose_day, rows_in_view, rows_of_day
from adverse.cards.reader import Reader
from adverse.charts.onset import SAME_CLOCK, onset_in_words
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import with_details
from adverse.ui import panels, words
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import TIME_ORIGINS, label


def choose_onset(page: Page) -> OnsetChoice:
    """Draw the controls: the event groups, and what changes no row behind "More choices"."""
    row = st.container(key="choose").columns([5, 2.4, 5], vertical_alignment="bottom")
    more = row[1].popover("More choices", icon=":material/tune:", width="stretch")
    return choose(page.evidence, Controls({"group": row[0], **dict.fromkeys(("around", "scale", "others"), more)}))


@st.fragment
def day_to_watch(page: Page, choice: OnsetChoice) -> None:
    """A day slider that lists the events whose window, range or median covers that day, and what sources say to do."""
    with st.container(border=True, key="card-day"):
        st.markdown("### What to watch on a day of cycle 1")
        watched = choose_day(page.evidence, Controls(), choice)
        covered = rows_of_day(page.evidence, watched).rows
        events = list(dict.fromkeys(covered["event"]))
        day = watched.day
        if not events:
            st.markdown(
                f"**Day {day}:** no window, range or median in view covers this day. That does not make it safe."
            )
            return
        n_timed = rows_in_view(page.evidence, choice.event_groups, False).rows["event"].nunique()
        can_start = f"**Day {day}:** {len(events)} of {n_timed} timed event{'s' if n_timed > 1 else ''} can start."
        for text in (can_start, *day_in_words(page.evidence, watched, page.reader._replace(is_dark=False))):
            st.markdown(text)
        if more := panels.opened("Rows and sources of this day", key="day_rows", icon="format_quote"):
            with more:
                panels.source_table(page, covered, key="day_sources", alt=f"Rows that cover day {day}")


@remembered
def day_in_words(evidence: Evidence, choice: DayChoice, reader: Reader) -> list[str]:
    """The events of a day by group as Markdown: those with their figures, then once what sources say to watch for.

    What is the same on the next day is a text of its own, which the browser need not read again.
    """
    parts = []
    for group, of_group in rows_of_day(evidence, choice).rows.groupby("event_group", sort=False):
        by_event = of_group.groupby(reader.name_column, sort=False)
        parts.append("\n\n".join(f"**{plain(name)}**: {_figures(rows)}" for name, rows in by_event))
        if watch := watching_rules(evidence, str(group), reader):
            parts.append(f":material/visibility: What sources say to watch:\n\n{watch}")
    return parts


@remembered
def watching_rules(evidence: Evidence, event_group: str, reader: Reader) -> str:
    """What sources say to monitor for events of a group as a Markdown list, one rule a line with its source."""
    rules = evidence.management
    rules = with_details(evidence, rules[(rules["topic"] == "monitoring") & (rules["drug"] == evidence.about["drug"])])
    rules = rules[rules["event_group"] == event_group]
    return "\n".join(
        f"- *{plain(reader.told(row.grade_or_condition))}:* {plain(reader.told(row.action))} "
        f":small[({words.cited(row)})]"
        for row in rules.itertuples()
    )


def _figures(rows: pd.DataFrame) -> str:
    said = {}
    for row in rows.itertuples():
        clock = "" if row.time_origin in SAME_CLOCK else f", {label(TIME_ORIGINS, row.time_origin)}"
        said.setdefault(onset_in_words(row), []).append(words.cited(row) + plain(clock))
    return "; ".join(f"{plain(words_)} :small[({'; '.join(places)})]" for words_, places in said.items())
