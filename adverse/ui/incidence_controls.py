"""The controls of the incidence page and what they choose."""

import streamlit as st

from adverse.cards.choices import (
    PERIOD_CHOICES,
    POPULATIONS,
    arm_choices,
    default_arms,
    event_choices,
    groups_with_incidence,
)
from adverse.cards.incidence import SHOW_AS, SORTS, IncidenceChoice, choice_of
from adverse.evidence import Evidence
from adverse.ui import cached, controls, words
from adverse.ui.cached import once
from adverse.vocabulary import EVENT_GROUPS, GRADE_BANDS, SUBSETS


def choose_incidence(evidence: Evidence) -> IncidenceChoice:
    """Draw the controls: one row, the rarer ones behind "More filters", and the switch between views."""
    row = st.columns([6, 2.4, 3.4, 2.2], vertical_alignment="bottom")
    with row[3].popover("More filters", icon=":material/tune:", width="stretch"):
        population = controls.choose_one(
            "population", "Population", POPULATIONS, as_list=True, on_change=_open_arms_of_population
        )
        subset = controls.choose_one("subset", "Events counted", controls.labels_of(SUBSETS), as_list=True)
        period = controls.choose_one(
            "period",
            "Period",
            PERIOD_CHOICES,
            as_list=True,
            help="One period at a time: two periods never share an axis.",
        )
        group_labels = controls.labels_of(EVENT_GROUPS, once(groups_with_incidence, evidence))
        groups = controls.choose_some("group", "Event groups", group_labels, placeholder="All groups")
        min_percent = controls.choose_number("min", "Leave out events below", low=0, high=50, default=0, format="%d%%")
        sort = controls.choose_one("sort", "Order by", SORTS, as_list=True)
        all_products = controls.choose_whether(
            "others", "Offer arms of other products", help="CAR-T products, other T-cell engagers, inotuzumab."
        )
    labels = once(arm_choices, evidence, population, all_products)
    with row[0]:
        default = once(default_arms, evidence, population)
        arm_ids = controls.choose_some(
            "arms", "Arms", labels, default=default, placeholder="Choose arms, by trial, setting or age"
        )
        controls.remember_default("arms", list(once(default_arms, evidence, "all")))
    with row[1]:
        grade_band = controls.choose_one("grade", "Grade", controls.labels_of(GRADE_BANDS), as_list=True)
    with row[2]:
        events = once(event_choices, evidence, plain_words=words.is_learner())
        event = controls.choose_one("event", "One event in every arm", events, as_list=True)
    show = "dots" if event else controls.choose_one("show", "Show as", SHOW_AS, show_title=False)
    return choice_of(show, arm_ids, labels, grade_band, subset, period, groups, event, min_percent, sort)


def _open_arms_of_population() -> None:
    """Another population has other arms, so the page goes on with its own."""
    st.session_state["arms"] = list(once(default_arms, cached.evidence(), st.session_state["population"]))
