"""The comparison view: every arm's shares beside those of the reference arm, with differences where they are open."""

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from adverse.errors import AddressError
from adverse.evidence import Evidence
from adverse.evidence.compare import comparability, with_reference, with_row_verdicts
from adverse.evidence.order import in_order
from adverse.evidence.patients import may_share_patients
from adverse.evidence.select import Selection, incidence_rows
from adverse.sentences import events_in_order, people_scale, weakest
from adverse.statistics import (
    with_incidence_proportion,
    with_number_needed,
    with_q_values,
    with_risk_difference,
    with_risk_ratio,
)
from adverse.vocabulary import share_qualifier

FEWEST_ARMS, MOST_ARMS = 2, 4
SHOW_AS = {
    "shares": "Shares and differences",
    "butterfly": "Back to back",
    "volcano": "Difference and chance",
    "heat_map": "Heat map",
    "exposure": "Per patient-year",
    "one_event": "One event, every arm",
    "onset": "Onset",
    "profile": "Profile to print",
}


class Choice(NamedTuple):
    """Which arms stand side by side, with the reference arm last, and what of them is counted."""

    arm_ids: tuple[str, ...]
    reference: str
    grade_band: str
    period: str | None
    subset: str
    event_groups: tuple[str, ...]


class Comparison(NamedTuple):
    """The rows of a choice with differences where they are open, the verdict on each pair and on all of them."""

    selection: Selection
    verdicts: dict[str, str]
    verdict: str
    shared: tuple[str, ...]


def preset_choices(evidence: Evidence) -> dict[str, str]:
    """Key -> label of the comparisons with a name, and of the reader's own."""
    return {item["key"]: item["label"] for item in evidence.about["comparison"]}


def opening(evidence: Evidence, key: str = "") -> dict[str, Any]:
    """The arms, reference, grade and period that a comparison opens with; the reader's own opens with the first."""
    presets = {item["key"]: item for item in evidence.about["comparison"]}
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


def compared(evidence: Evidence, choice: Choice, is_open: bool) -> Comparison:
    """The rows of a choice; differences of arms of different trials are computed when `is_open`.

    Arms that may count the same patients have no difference, opened or not.
    """
    found = incidence_rows(
        evidence,
        arm_ids=choice.arm_ids,
        grade_band=choice.grade_band,
        subset=choice.subset,
        period=choice.period,
        event_groups=choice.event_groups,
    )
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


def opened(evidence: Evidence, choice: Choice, is_open: bool) -> Comparison:
    """The comparison of a choice; `is_open` counts only where there are arms of different trials, as on the page."""
    closed = compared(evidence, choice, False)
    if is_open and "different_trials" in closed.verdicts.values():
        return compared(evidence, choice, True)
    return closed


def first_event(selection: Selection) -> str:
    """The event in focus unless another is chosen: the first in the fixed order, else that of the largest share."""
    rows = selection.rows
    return next(iter(events_in_order(rows)), rows.sort_values("proportion", ascending=False)["event"].iloc[0])


def event_in_focus(selection: Selection, event: str | None) -> str:
    """The event chosen, else the first one; AddressError when no arm in view reports it."""
    if event and event not in set(selection.rows["event"]):
        raise AddressError([f"compare_event: none of these arms reports {event} of this grade and period."])
    return event or first_event(selection)


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
