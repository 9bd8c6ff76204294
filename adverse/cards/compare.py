"""Compare: what the reader may ask, and every arm's shares beside those of the reference arm."""

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from adverse.cards.choices import PERIOD_CHOICES, arm_choices, event_labels, groups_with_incidence, labels_of
from adverse.cards.parameters import Asker
from adverse.evidence import Evidence
from adverse.evidence.compare import comparability, with_reference, with_row_verdicts
from adverse.evidence.memo import remembered
from adverse.evidence.order import in_order
from adverse.evidence.patients import may_share_patients
from adverse.evidence.select import Selection, incidence_rows
from adverse.evidence.synonyms import with_synonyms_joined
from adverse.sentences import events_in_order, people_scale, weakest
from adverse.statistics import (
    with_incidence_proportion,
    with_number_needed,
    with_q_values,
    with_risk_difference,
    with_risk_ratio,
)
from adverse.vocabulary import EVENT_GROUPS, GRADE_BANDS, SUBSETS, share_qualifier

FEWEST_ARMS, MOST_ARMS = 2, 4
SHOW_AS = {
    "shares": "Shares and differences",
    "heat_map": "Heat map",
    "exposure": "Per patient-year",
    "one_event": "One event, every arm",
    "onset": "Onset",
    "profile": "Profile to print",
}
OWN = "own"  # the key of the reader's own comparison
GONE = ("volcano", "Difference and chance", "butterfly", "Back to back")  # views, by the names that addresses hold
MOVED = dict.fromkeys(GONE, "shares")


class Arms(NamedTuple):
    """Which arms stand side by side, with the reference arm last, and what of them is counted."""

    arm_ids: tuple[str, ...]
    reference: str
    grade_band: str
    period: str | None
    subset: str
    event_groups: tuple[str, ...]
    joins_synonyms: bool = False


class CompareChoice(NamedTuple):
    """The arms, whether differences across trials are open, how they are shown, and the event in focus."""

    arms: Arms
    is_open: bool
    show: str
    event: str


class Comparison(NamedTuple):
    """The rows of a choice with differences where they are open, the verdict on each pair and on all of them."""

    selection: Selection
    verdicts: dict[str, str]
    verdict: str
    shared: tuple[str, ...]


def choose_arms(evidence: Evidence, ask: Asker) -> Arms | None:
    """Which arms stand side by side; nothing, and a refusal, unless there are two to four."""
    preset = opening(evidence, ask.one("preset", "Start from", preset_choices(evidence), as_list=True))
    labels, first = arm_choices(evidence, "all", True), opening(evidence)
    chosen = ask.some(
        "compare_arms",
        "Arms side by side (2 to 4)",
        labels,
        default=preset["arm_ids"],
        listed=False,
        placeholder="Choose arms",
        resets_to=first["arm_ids"],
    )
    grade_band = ask.one(
        "compare_grade",
        "Grade",
        labels_of(GRADE_BANDS),
        default=preset["grade_band"],
        resets_to=first["grade_band"],
        as_list=True,
    )
    period = ask.one(
        "compare_period",
        "Period",
        PERIOD_CHOICES,
        default=preset["period"],
        resets_to=first["period"],
        as_list=True,
        help="One period at a time: two periods never meet in one difference.",
    )
    subset = ask.one("compare_subset", "Events counted", labels_of(SUBSETS), as_list=True)
    group_labels = labels_of(EVENT_GROUPS, groups_with_incidence(evidence))
    groups = ask.some("compare_group", "Event groups", group_labels, placeholder="All groups")
    joins = ask.whether(
        "join_synonyms",
        "Join laboratory synonyms",
        help="Thrombocytopenia with platelet count decreased, and the like: trials name the same finding in both ways. "
        "An arm that reports both keeps both.",
    )
    if not FEWEST_ARMS <= len(chosen) <= MOST_ARMS:
        ask.refuse(f"A comparison takes {FEWEST_ARMS} to {MOST_ARMS} arms, not {len(chosen)}.")
        return None
    reference = ask.one(
        "reference",
        "Compared with",
        {arm: labels[arm] for arm in chosen},
        default=default_reference(evidence, chosen, preset),
        resets_to=first["reference_arm_id"],
        listed=False,
        as_list=True,
        help="The arm that all others are subtracted from.",
    )
    return Arms(
        in_reference_order(chosen, reference),
        reference,
        grade_band,
        None if period == "most" else period,
        subset,
        groups,
        joins,
    )


def choose_view(evidence: Evidence, ask: Asker, arms: Arms) -> CompareChoice:
    """Whether differences across trials are open, the view, and the event in focus."""
    closed = compared(evidence, arms, False)
    are_apart = "different_trials" in closed.verdicts.values()
    is_open = ask.whether(
        "open_differences",
        "Show differences and ratios all the same",
        is_needed=are_apart,
        help="They mix the effect of treatment with differences between patients, grading and time on treatment. "
        "Every export says so.",
        about="Differences of arms of different trials too",
    )
    show = ask.one("compare_view", "Show as", SHOW_AS, as_list=True, moved=MOVED)
    rows = closed.selection.rows
    event = ask.one(
        "compare_event",
        "Event in focus",
        event_labels(evidence, rows["event"].unique(), plain_words=ask.plain_words) or {"": "None"},
        default=first_event(evidence, arms),
        listed=False,
        as_list=True,
    )
    return CompareChoice(arms, is_open and are_apart, show, event)


def choose(evidence: Evidence, ask: Asker) -> CompareChoice | None:
    """The parameters of the page."""
    arms = choose_arms(evidence, ask)
    return arms and choose_view(evidence, ask, arms)


def preset_choices(evidence: Evidence) -> dict[str, str]:
    """Key -> label of the comparisons with a name, and of the reader's own."""
    return {item["key"]: item["label"] for item in comparisons(evidence)} | {OWN: "Own choice"}


@remembered
def comparisons(evidence: Evidence) -> list[dict[str, Any]]:
    """The comparisons with a name of data/about.toml; where there is none, the two arms with most events."""
    if evidence.about["comparison"]:
        return list(evidence.about["comparison"])
    n_events = evidence.incidence.groupby("arm_id")["event"].nunique().sort_values(ascending=False, kind="stable")
    own = arm_choices(evidence, "all", False)
    offered = [arm for arm in n_events.index if arm in arm_choices(evidence, "all", True)]
    arm_ids = sorted(offered, key=lambda arm: arm not in own)[:FEWEST_ARMS]
    preset = {"key": "most-events", "label": "The arms with most events", "arm_ids": arm_ids}
    preset |= {"reference_arm_id": "", "grade_band": "any", "period": "most"}
    return [preset | {"reference_arm_id": default_reference(evidence, tuple(arm_ids), preset)}]


def has_part(evidence: Evidence) -> bool:
    """Whether there are arms to put side by side."""
    return len(arm_choices(evidence, "all", True)) >= FEWEST_ARMS


def opening(evidence: Evidence, key: str = "") -> dict[str, Any]:
    """The arms, reference, grade and period that a comparison opens with; the reader's own opens with the first."""
    presets = {item["key"]: item for item in comparisons(evidence)}
    return presets.get(key) or next(iter(presets.values()))


def in_reference_order(chosen: tuple[str, ...], reference: str) -> tuple[str, ...]:
    """The chosen arms with the reference arm last."""
    return (*(arm for arm in chosen if arm != reference), reference)


def default_reference(evidence: Evidence, chosen: tuple[str, ...], preset: dict) -> str:
    """The preset's reference, else a comparator arm, else the last one chosen."""
    if preset["reference_arm_id"] in chosen:
        return preset["reference_arm_id"]
    roles = evidence.arms.set_index("arm_id")["arm_role"]
    return next((arm for arm in chosen if roles[arm] == "comparator"), chosen[-1])


def rows_of_arms(evidence: Evidence, choice: Arms, grade_band: str, period: str | None) -> Selection:
    """The rows of the arms at a grade and in a period, laboratory synonyms joined where the choice says so."""
    found = incidence_rows(
        evidence,
        arm_ids=choice.arm_ids,
        grade_band=grade_band,
        subset=choice.subset,
        period=period,
        event_groups=choice.event_groups,
    )
    return found.apply(lambda rows: with_synonyms_joined(evidence, rows)) if choice.joins_synonyms else found


@remembered
def compared(evidence: Evidence, choice: Arms, is_open: bool) -> Comparison:
    """The rows of a choice; differences of arms of different trials are computed when `is_open`.

    Arms that may count the same patients have no difference, opened or not.
    """
    found = rows_of_arms(evidence, choice, choice.grade_band, choice.period)
    others = [arm for arm in choice.arm_ids if arm != choice.reference]
    verdicts = {arm: comparability(evidence, found.rows, arm, choice.reference) for arm in others}
    shared = tuple(arm for arm in others if may_share_patients(evidence.arms, arm, choice.reference))
    subtracted = tuple(arm for arm in others if arm not in shared and (is_open or verdicts[arm] != "different_trials"))
    verdict = weakest(list(verdicts.values()))
    rows = with_reference(with_incidence_proportion(found.rows), choice.reference, subtracted)
    rows = with_number_needed(with_risk_ratio(with_risk_difference(rows)))
    of_pairs = [with_q_values(of_arm) for _, of_arm in rows.groupby("arm_id", sort=False)]  # a pair is one family
    rows = pd.concat(of_pairs) if of_pairs else with_q_values(rows)
    rows = with_row_verdicts(rows, choice.reference, verdicts, verdict).assign(
        is_open=is_open,
        may_share_patients=rows["arm_id"].isin(shared),
        interest_rank=_interest_ranks(evidence, rows["event"]),
    )
    rows = in_order(rows, sort="difference", arm_ids=choice.arm_ids)
    verdict = weakest([verdict, *rows["comparability"]])
    return Comparison(Selection(rows, found.set_aside, found.period), verdicts, verdict, shared)


def _interest_ranks(evidence: Evidence, events: pd.Series) -> pd.Series:
    """The place of each event in the fixed order of data/about.toml; all others come after it."""
    order = evidence.about["events_of_interest"]
    return events.map({event: rank for rank, event in enumerate(order)}).fillna(len(order)).astype(int)


def of_choice(evidence: Evidence, choice: CompareChoice) -> Comparison:
    """The comparison of a choice."""
    return compared(evidence, choice.arms, choice.is_open)


@remembered
def first_event(evidence: Evidence, arms: Arms) -> str:
    """The event in focus unless another is chosen: the first in the fixed order, else that of the largest share."""
    rows = compared(evidence, arms, False).selection.rows
    if rows.empty:
        return ""
    return next(iter(events_in_order(rows)), rows.sort_values("proportion", ascending=False)["event"].iloc[0])


def of_event(selection: Selection, event: str) -> Selection:
    """The rows of one event that have a share, and of the rows set aside those of this event."""
    rows, aside = selection.rows, selection.set_aside
    return replace(
        selection,
        rows=rows[(rows["event"] == event) & rows["proportion"].notna()],
        set_aside=aside[aside["event"] == event] if len(aside) else aside,
    )


def scale_of(selection: Selection) -> int:
    """Of how many people to speak of these shares: 100 or 1,000."""
    rows = selection.rows
    return people_scale(rows["proportion"], [share_qualifier(row) for row in rows.itertuples()])
