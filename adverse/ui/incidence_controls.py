"""The controls of the incidence page and what they choose."""

from typing import NamedTuple

import streamlit as st

from adverse.evidence import Evidence
from adverse.evidence.order import group_order
from adverse.evidence.scope import arms_in_scope
from adverse.ui import cached, controls
from adverse.ui.cached import once
from adverse.vocabulary import AGE_GROUPS, EVENT_GROUPS, GRADE_BANDS, PERIODS, SUBSETS

VIEWS = {"dots": "Dots", "grades": "Grades", "heat_map": "Heat map", "organ_classes": "Organ classes"}
SORTS = {"frequency": "Frequency", "organ_class": "Organ class", "difference": "Difference between two arms"}
POPULATIONS = {"all": "All ages", **{key: term.label for key, term in AGE_GROUPS.items() if key}}
PERIOD_CHOICES = {"most": "Most rows", **{key: term.label for key, term in PERIODS.items() if key != "other"}}


class IncidenceChoice(NamedTuple):
    """What the reader wants to see; `period` None is the period with the most rows, `event` None is every event."""

    view: str
    arm_ids: tuple[str, ...]
    grade_band: str
    subset: str
    period: str | None
    event_groups: tuple[str, ...]
    event: str | None
    min_percent: int
    sort: str


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
        event = controls.choose_one("event", "One event in every arm", once(event_choices, evidence), as_list=True)
    view = "dots" if event else controls.choose_one("show", "Show as", VIEWS, show_title=False)
    return IncidenceChoice(
        view,
        tuple(labels) if event else arm_ids,
        grade_band,
        subset,
        None if period == "most" else period,
        groups,
        event or None,
        min_percent,
        sort,
    )


def groups_with_incidence(evidence: Evidence) -> list[str]:
    """Event groups that have incidence rows, in the order of the vocabulary."""
    return group_order(evidence.incidence["event_group"].unique())


def arm_choices(evidence: Evidence, population: str, all_products: bool) -> dict[str, str]:
    """Arm id -> label of the arms that a population and scope offer."""
    arms = arms_in_scope(evidence, all_products=all_products)
    return controls.arm_labels(arms if population == "all" else arms[arms["age_group"] == population])


def default_arms(evidence: Evidence, population: str) -> tuple[str, ...]:
    """The arms that open the page; for a population they do not belong to, its arms with the most any-grade events."""
    offered = arm_choices(evidence, population, all_products=False)
    default = tuple(arm for arm in evidence.about["default_arm_ids"] if arm in offered)
    rows = evidence.incidence
    rows = rows[rows["arm_id"].isin(offered) & (rows["grade_band"] == "any") & (rows["subset"] == "all")]
    return default or tuple(rows.groupby("arm_id")["event"].nunique().sort_values(ascending=False).index[:2])


def event_choices(evidence: Evidence) -> dict[str, str]:
    """Event -> label with all its names, the empty choice first."""
    return {"": "All events", **controls.event_labels(evidence, evidence.incidence["event"].unique())}


def _open_arms_of_population() -> None:
    """Another population has other arms, so the page goes on with its own."""
    st.session_state["arms"] = list(once(default_arms, cached.evidence(), st.session_state["population"]))
