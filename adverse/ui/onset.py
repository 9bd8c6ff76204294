"""The parts of the onset page: its controls, the day to watch, and the rows behind a mark of the timeline."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from adverse.cards.onset import (
    FIRST_DAY,
    LAST_DAY,
    OPENING_DAY,
    PHASES,
    SCALES,
    OnsetChoice,
    groups_with_onset,
    headline_events,
    headline_strip,
)
from adverse.cards.tables import onset_columns
from adverse.charts.onset import SAME_CLOCK, onset_in_words
from adverse.evidence import Evidence
from adverse.evidence.select import Selection, onset_rows, with_details
from adverse.evidence.timeline import in_onset_order, rows_on_day, with_covered_days
from adverse.sentences import onset_answer
from adverse.ui import controls, panels, words
from adverse.ui.cached import once
from adverse.ui.words import plain
from adverse.vocabulary import EVENT_GROUPS, TIME_ORIGINS, label

__all__ = [
    "choose_onset",
    "day_to_watch",
    "headline_events",
    "headline_sentence",
    "headline_strip",
    "onset_columns",
    "phases_of",
    "rows_behind_marks",
]


def choose_onset(evidence: Evidence) -> tuple[OnsetChoice, tuple[str, ...], bool]:
    """Draw the controls in one row; returns the choice, what is shown around it, and whether early days are wide."""
    row = st.columns([2.2, 6.2, 3.3, 2.3], vertical_alignment="bottom")
    groups_here = once(groups_with_onset, evidence)
    with row[0]:
        groups = controls.choose_some(
            "group", "Event groups", controls.labels_of(EVENT_GROUPS, groups_here), placeholder="All groups"
        )
    with row[1]:
        phases = controls.choose_some("around", "Show around them", PHASES, default=tuple(PHASES), as_buttons=True)
    with row[2]:
        scale = controls.choose_one("scale", "Day axis", SCALES)
    with row[3]:
        others = controls.choose_whether("others", "Other products too")
    return OnsetChoice(groups, others), phases, scale == "early"


def headline_sentence(evidence: Evidence, strip: Selection) -> str:
    """When the headline toxicities start, from the rows of their strip alone."""
    wanted = {"drug": evidence.about["drug"], "name_column": words.name_column()}
    return once(onset_answer, strip.rows, once(headline_events, evidence), **wanted)


def phases_of(phases: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    """The treatment phases of these kinds."""
    return phases[phases["kind"].isin(kinds)]


def rows_behind_marks(evidence: Evidence, selection: Selection) -> Callable[[list[str]], pd.DataFrame]:
    """A function from the keys of clicked marks to their rows: onset rows, management rows or claims."""

    def behind(keys: list[str]) -> pd.DataFrame:
        drawn = selection.rows[selection.rows["row_key"].isin(keys)]
        if len(drawn):
            return drawn
        rules = evidence.management[evidence.management["row_key"].isin(keys)]
        claims = evidence.claims[evidence.claims["row_key"].isin(keys)].rename(
            columns={"primary_source_id": "source_id"}
        )
        return with_details(evidence, rules if len(rules) else claims)

    return behind


def prepare(evidence: Evidence) -> None:
    """Say what there is to watch on each day before somebody moves the slider, as the page opens with it."""
    selection, names = once(onset_rows, evidence, event_groups=()), words.names_of_events(evidence, "event")
    for day in range(FIRST_DAY, LAST_DAY + 1):
        once(_day_in_words, evidence, _rows_of_day(selection, day), names)


@st.fragment
def day_to_watch(evidence: Evidence, selection: Selection) -> None:
    """A day slider that lists the events whose window, range or median covers that day, and what sources say to do."""
    with st.container(border=True, key="card-day"):
        st.markdown("### What to watch on a day of cycle 1")
        day = controls.choose_number(
            "day",
            "Treatment day (day 1 is the first 24 hours)",
            low=FIRST_DAY,
            high=LAST_DAY,
            default=OPENING_DAY,
        )
        covered = _rows_of_day(selection, day)
        events = list(dict.fromkeys(covered["event"]))
        names = words.event_names(evidence)
        if not events:
            st.markdown(
                f"**Day {day}:** no window, range or median in view covers this day. That does not make it safe."
            )
            return
        n_timed = selection.rows["event"].nunique()
        can_start = f"**Day {day}:** {len(events)} of {n_timed} timed event{'s' if n_timed > 1 else ''} can start."
        for text in (can_start, *once(_day_in_words, evidence, covered, names)):
            st.markdown(text)
        if more := panels.opened("Rows and sources of this day", key="day_rows", icon="format_quote"):
            with more:
                panels.source_table(covered, key="day_sources", alt=f"Rows that cover day {day}")


def _rows_of_day(selection: Selection, day: int) -> pd.DataFrame:
    return once(rows_on_day, once(with_covered_days, once(in_onset_order, selection.rows)), day)


def _day_in_words(evidence: Evidence, covered: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """The events of a day by group as Markdown: those with their figures, then once what sources say to watch for.

    What is the same on the next day is a text of its own, which the browser need not read again.
    """
    parts = []
    for group, of_group in covered.groupby("event_group", sort=False):
        by_event = of_group.groupby("event", sort=False)
        parts.append("\n\n".join(f"**{plain(names[event])}**: {_figures(rows)}" for event, rows in by_event))
        if watch := once(watching_rules, evidence, group):
            parts.append(f":material/visibility: What sources say to watch:\n\n{watch}")
    return parts


def watching_rules(evidence: Evidence, event_group: str) -> str:
    """What sources say to monitor for events of a group as a Markdown list, one rule a line with its source."""
    rules = evidence.management
    rules = with_details(evidence, rules[(rules["topic"] == "monitoring") & (rules["drug"] == evidence.about["drug"])])
    rules = rules[rules["event_group"] == event_group]
    return "\n".join(
        f"- *{plain(row.grade_or_condition)}:* {plain(row.action)} :small[({words.cited(row)})]"
        for row in rules.itertuples()
    )


def _figures(rows: pd.DataFrame) -> str:
    said = {}
    for row in rows.itertuples():
        clock = "" if row.time_origin in SAME_CLOCK else f", {label(TIME_ORIGINS, row.time_origin)}"
        said.setdefault(onset_in_words(row), []).append(words.cited(row) + plain(clock))
    return "; ".join(f"{plain(words_)} :small[({'; '.join(places)})]" for words_, places in said.items())
