"""Incidence: the share of patients with each event, by arm."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from adverse.cards import headings, notes, values
from adverse.cards.choices import (
    PERIOD_CHOICES,
    POPULATIONS,
    arm_choices,
    default_arms,
    event_choices,
    groups_with_incidence,
    labels_of,
)
from adverse.cards.compare import Arms
from adverse.cards.drawing import NO_ROW, Chart, Drawing, chart, drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import grade_stack, incidence_dot_plot, incidence_heat_map
from adverse.evidence import Evidence
from adverse.evidence.left_out import with_arms_left_out
from adverse.evidence.listings import absence_in_view
from adverse.evidence.memo import remembered
from adverse.evidence.order import across_arms, in_order, with_measured_apart
from adverse.evidence.scope import with_scope
from adverse.evidence.select import Selection, grade_split_rows, incidence_rows
from adverse.sentences import (
    absent_arms_in_words,
    across_settings,
    counted_in_words,
    most_frequent_event,
)
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import EVENT_GROUPS, GRADE_BANDS, SUBSETS

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


def choose(evidence: Evidence, ask: Asker) -> IncidenceChoice:
    """The parameters of the incidence page; one event is shown as dots in every arm that is offered."""
    population = ask.one("population", "Population", POPULATIONS, as_list=True)
    subset = ask.one("subset", "Events counted", labels_of(SUBSETS), as_list=True)
    period = ask.one(
        "period",
        "Period",
        PERIOD_CHOICES,
        as_list=True,
        help="One period at a time: two periods never share an axis.",
    )
    group_labels = labels_of(EVENT_GROUPS, groups_with_incidence(evidence))
    groups = ask.some("group", "Event groups", group_labels, placeholder="All groups")
    min_percent = ask.number(
        "min",
        "Leave out events below",
        low=0,
        high=50,
        default=0,
        format="%d%%",
        about="Leave out events below this percentage",
    )
    sort = ask.one("sort", "Order by", SORTS, as_list=True)
    others = ask.whether(
        "others", "Show other products", help="Arms of trials in which nobody was given this medicine."
    )
    labels = arm_choices(evidence, population, others)
    arm_ids = ask.some(
        "arms",
        "Arms",
        labels,
        default=default_arms(evidence, population),
        listed=False,
        placeholder="Choose arms, by trial, setting or age",
        resets_to=default_arms(evidence, "all"),
    )
    grade_band = ask.one("grade", "Grade", labels_of(GRADE_BANDS), as_list=True)
    events = event_choices(evidence, plain_words=ask.plain_words)
    event = ask.one("event", "One event in every arm", events, listed=False, as_list=True)
    show = ask.one("show", "Show as", SHOW_AS, show_title=False, is_needed=not event)
    return IncidenceChoice(
        "dots" if event else show,
        tuple(labels) if event else arm_ids,
        grade_band,
        subset,
        None if period == "most" else period,
        groups,
        event or None,
        min_percent,
        sort,
    )


def draw(evidence: Evidence, choice: IncidenceChoice, reader: Reader) -> Drawing:
    """The chart of the choice: dots, grades, heat map or organ classes of the arms, or one event in every arm."""
    shown = rows_in_view(evidence, choice)
    if shown.rows.empty:
        return Drawing("incidence", shown, sentence=NO_ROW)
    names = reader.marked_names(evidence, shown.rows)
    if choice.event:
        return _one_event(evidence, choice, reader, shown, names)
    by_class = choice.sort == "organ_class" or choice.show == "organ_classes"
    dots = partial(chart, incidence_dot_plot, sections="soc" if by_class else "apart"), notes.of_shares(shown.rows)
    builders: dict[str, tuple[Callable[..., Chart], str]] = {
        "dots": dots,
        "organ_classes": dots,
        "grades": (partial(chart, grade_stack), notes.GRADES),
        "heat_map": (partial(chart, incidence_heat_map), notes.of_heat_map(shown.rows)),
    }
    build, note = builders[choice.show]
    asked = Arms(choice.arm_ids, "", choice.grade_band, shown.period, choice.subset, choice.event_groups)
    heading = (
        headings.of_grades(shown.rows, reader)
        if choice.show == "grades"
        else headings.of_arms(evidence, shown.rows, asked, reader)
    )
    return drawing(
        evidence,
        reader,
        shown,
        build(shown.rows, names=names),
        name=f"incidence-{choice.show}",
        about=f"Share of patients with each event, by arm ({counted_in_words(shown.rows)})",
        **heading._asdict(),
        sentence=most_frequent_event(shown.rows, name_column=reader.name_column),
        note=note,
    )


def _one_event(
    evidence: Evidence, choice: IncidenceChoice, reader: Reader, shown: Selection, names: dict[str, str]
) -> Drawing:
    name = reader.names(evidence)[choice.event or ""]
    absent = absent_arms_in_words(absent_arms(evidence, choice, shown), name)
    return drawing(
        evidence,
        reader,
        shown,
        chart(incidence_dot_plot, shown.rows, rows_by="arm_label", names=names, sections="setting_label"),
        name="incidence-dots",
        about=f"{name} in every arm in view that reports it, by setting",
        **headings.of_event(shown.rows, name)._asdict(),
        sentence=across_settings(shown.rows, name, plain_words=reader.plain_words),
        note=f"{notes.of_shares(shown.rows)} {absent}".strip(),
    )


def slide_values(evidence: Evidence, choice: IncidenceChoice, reader: Reader) -> dict[str, str]:
    """What the texts of a slide may name."""
    rows = rows_in_view(evidence, choice).rows
    return values.of_incidence(rows, choice.event, choice.show, reader.name_column)


@remembered
def rows_in_view(evidence: Evidence, choice: IncidenceChoice) -> Selection:
    """The rows of the chart in drawing order, with `proportion` and its interval.

    One event is shown in every arm, by setting; arms that were not asked for and report it too are set aside. The view
    "grades" has the rows reported both at any grade and at grade 3 or higher, "organ_classes" groups the events.
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
    sort = "organ_class" if choice.show == "organ_classes" else choice.sort
    shown = shares.apply(in_order, sort=sort, arm_ids=choice.arm_ids, min_percent=choice.min_percent)
    return shown.apply(with_measured_apart)


def absent_arms(evidence: Evidence, choice: IncidenceChoice, shown: Selection) -> dict[str, str]:
    """Arm label -> what it means that an arm has no row of the event, where more is known than "not reported"."""
    absence = absence_in_view(evidence, grade_band=choice.grade_band, subset=choice.subset, period=shown.period)
    labels = evidence.arms.set_index("arm_id")["arm_label"]
    missing = [arm for arm in choice.arm_ids if arm not in set(shown.rows["arm_id"])]
    found = {labels[arm]: absence(arm, choice.event or "") for arm in missing}
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
