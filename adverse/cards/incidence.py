"""The incidence view: the share of patients with each event, by arm."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from adverse.evidence import Evidence
from adverse.evidence.left_out import with_arms_left_out
from adverse.evidence.listings import absence_in_view
from adverse.evidence.order import across_arms, first_arm, in_order, with_measured_apart
from adverse.evidence.scope import with_scope
from adverse.evidence.select import Selection, grade_split_rows, incidence_rows
from adverse.statistics import with_incidence_proportion

SHOW_AS = {"dots": "Dots", "grades": "Grades", "heat_map": "Heat map", "organ_classes": "Organ classes"}
SORTS = {"frequency": "Frequency", "organ_class": "Organ class", "difference": "Difference between two arms"}


class IncidenceChoice(NamedTuple):
    """What the reader wants to see; `period` None is the period with the most rows, `event` None is every event."""

    show: str
    arm_ids: tuple[str, ...]
    grade_band: str
    subset: str
    period: str | None
    event_groups: tuple[str, ...]
    event: str | None
    min_percent: int
    sort: str


def choice_of(
    show: str,
    arm_ids: tuple[str, ...],
    offered: Iterable[str],
    grade_band: str,
    subset: str,
    period: str,
    event_groups: tuple[str, ...],
    event: str,
    min_percent: int,
    sort: str,
) -> IncidenceChoice:
    """The choice that the values of the controls make: one event is shown as dots in every arm `offered`."""
    return IncidenceChoice(
        "dots" if event else show,
        tuple(offered) if event else arm_ids,
        grade_band,
        subset,
        None if period == "most" else period,
        event_groups,
        event or None,
        min_percent,
        sort,
    )


def incidence_view(evidence: Evidence, choice: IncidenceChoice) -> Selection:
    """The rows of the chart in drawing order, with `proportion` and its interval.

    One event is shown in every arm, by setting; arms that were not asked for and report it too are set aside. The view
    "grades" has the rows reported both at any grade and at grade 3 or higher, "organ_classes" those of the first arm
    alone.
    """
    found = _found(evidence, choice, choice.grade_band, choice.period)
    if choice.show == "grades":
        severe, any_grade = (_found(evidence, choice, band, found.period) for band in ("ge3", "any"))
        found = grade_split_rows(any_grade, severe)
    shares = found.apply(with_incidence_proportion)
    if choice.event:
        shares = shares.apply(across_arms).apply(partial(with_scope, evidence))
        asked = {"event": choice.event, "grade_band": choice.grade_band, "subset": choice.subset}
        return with_arms_left_out(evidence, shares, choice.arm_ids, **asked)
    shown = shares.apply(in_order, sort=choice.sort, arm_ids=choice.arm_ids, min_percent=choice.min_percent)
    shown = shown.apply(with_measured_apart)
    return shown.apply(first_arm, choice.arm_ids) if choice.show == "organ_classes" else shown


def absent_arms(evidence: Evidence, choice: IncidenceChoice, shown: Selection) -> dict[str, str]:
    """Arm label -> what it means that an arm has no row of the event, where more is known than "not reported"."""
    absence = absence_in_view(evidence, grade_band=choice.grade_band, subset=choice.subset, period=shown.period)
    labels = evidence.arms.set_index("arm_id")["arm_label"]
    missing = [arm for arm in choice.arm_ids if arm not in set(shown.rows["arm_id"])]
    found = {labels[arm]: absence(arm, choice.event) for arm in missing}
    return {label: meaning.in_words for label, meaning in found.items() if meaning.kind != "not_reported"}


def _found(evidence: Evidence, choice: IncidenceChoice, grade_band: str, period: str | None) -> Selection:
    return incidence_rows(
        evidence,
        arm_ids=choice.arm_ids,
        grade_band=grade_band,
        subset=choice.subset,
        period=period,
        event_groups=choice.event_groups,
        event=choice.event,
    )
