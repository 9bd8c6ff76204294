"""What the API serves as rows: each page's view with the page's own parameters, every table, and the dictionary."""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from adverse.api.asked import Asked
from adverse.evidence import Evidence
from adverse.evidence.package import data_dictionary
from adverse.evidence.select import Selection
from adverse.evidence.select_sources import source_rows
from adverse.evidence.tables import TABLES
from adverse.evidence.timeline import with_covered_days
from adverse.exports.tables import download_columns
from adverse.views import compare, incidence, onset, risk
from adverse.views.choices import (
    PERIOD_CHOICES,
    POPULATIONS,
    arm_choices,
    default_arms,
    event_choices,
    event_labels,
    groups_with_incidence,
    labels_of,
)
from adverse.views.compare_charts import chart_rows
from adverse.vocabulary import EVENT_GROUPS, GRADE_BANDS, READERS, SOURCE_KINDS, SUBSETS


class Resource(NamedTuple):
    """Rows at one path: `choose` reads the parameters, `select` gives the rows of what they choose.

    `page` is the page that shows the same rows, or nothing.
    """

    path: str
    title: str
    choose: Callable[[Evidence, Asked], Hashable]
    select: Callable[[Evidence, Hashable], Selection]
    page: str = ""


def choose_incidence(evidence: Evidence, asked: Asked) -> incidence.IncidenceChoice:
    """The parameters of the incidence page."""
    population = asked.one("population", "Population", POPULATIONS)
    others = asked.whether("others", "Offer arms of other products")
    labels = arm_choices(evidence, population, others)
    arm_ids = asked.some("arms", "Arms", labels, default=default_arms(evidence, population), listed=False)
    grade_band = asked.one("grade", "Grade", labels_of(GRADE_BANDS))
    subset = asked.one("subset", "Events counted", labels_of(SUBSETS))
    period = asked.one("period", "Period", PERIOD_CHOICES)
    groups = asked.some("group", "Event groups", labels_of(EVENT_GROUPS, groups_with_incidence(evidence)))
    event = asked.one("event", "One event in every arm", event_choices(evidence), listed=False)
    min_percent = asked.number("min", "Leave out events below this percentage", low=0, high=50, default=0)
    sort = asked.one("sort", "Order by", incidence.SORTS)
    show = asked.one("show", "Show as", incidence.SHOW_AS)
    return incidence.IncidenceChoice(
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


def choose_compare(evidence: Evidence, asked: Asked) -> tuple[compare.Choice, bool, str, str | None]:
    """The parameters of the compare page."""
    preset = compare.opening(evidence, asked.one("preset", "Comparison", compare.preset_choices(evidence)))
    labels = arm_choices(evidence, "all", True)
    chosen = asked.some("compare_arms", "Arms side by side (2 to 4)", labels, default=preset["arm_ids"], listed=False)
    grade_band = asked.one("compare_grade", "Grade", labels_of(GRADE_BANDS), default=preset["grade_band"])
    period = asked.one("compare_period", "Period", PERIOD_CHOICES, default=preset["period"])
    subset = asked.one("compare_subset", "Events counted", labels_of(SUBSETS))
    groups = asked.some("compare_group", "Event groups", labels_of(EVENT_GROUPS, groups_with_incidence(evidence)))
    default = compare.default_reference(evidence, chosen, preset)
    reference = asked.one(
        "reference", "Compared with", {arm: labels[arm] for arm in chosen}, default=default, listed=False
    )
    is_open = asked.whether("open_differences", "Differences of arms of different trials too")
    show = asked.one("compare_view", "Show as", compare.SHOW_AS)
    events = event_labels(evidence, evidence.incidence["event"].unique())
    event = asked.one("compare_event", "Event in focus", {"": "", **events}, listed=False)
    if not compare.FEWEST_ARMS <= len(chosen) <= compare.MOST_ARMS:
        asked.refuse(f"compare_arms takes {compare.FEWEST_ARMS} to {compare.MOST_ARMS} arms, not {len(chosen)}.")
    arm_ids = compare.in_reference_order(chosen, reference)
    choice = compare.Choice(arm_ids, reference, grade_band, None if period == "most" else period, subset, groups)
    return choice, is_open, show, event or None


def select_compare(evidence: Evidence, choice: tuple[compare.Choice, bool, str, str | None]) -> Selection:
    """The rows of the chart that is shown, with differences where they are open."""
    arms, is_open, show, event = choice
    return chart_rows(evidence, arms, compare.opened(evidence, arms, is_open), show, event)


def choose_onset(evidence: Evidence, asked: Asked) -> onset.OnsetChoice:
    """The parameters of the onset page."""
    groups = asked.some("group", "Event groups", labels_of(EVENT_GROUPS, onset.groups_with_onset(evidence)))
    others = asked.whether("others", "Other products too")
    asked.some("around", "Shown around the events; changes no row", onset.PHASES, default=onset.PHASES)
    asked.one("scale", "Day axis; changes no row", onset.SCALES)
    asked.number(
        "day", "Day to watch; changes no row", low=onset.FIRST_DAY, high=onset.LAST_DAY, default=onset.OPENING_DAY
    )
    return onset.OnsetChoice(groups, others)


def select_onset(evidence: Evidence, choice: onset.OnsetChoice) -> Selection:
    """The rows of the timeline with the treatment days that each covers."""
    return onset.onset_view(evidence, choice).apply(with_covered_days)


def choose_risk(evidence: Evidence, asked: Asked) -> risk.RiskChoice:
    """The parameters of the risk factor page."""
    others = asked.whether("others", "Other products too")
    boards = risk.board_choices(evidence, others)
    board = asked.one("board", "Risk factors for", boards, default=risk.OPENING_BOARD, listed=False)
    return risk.RiskChoice(None if board == "all" else board, others)


def choose_sources(_: Evidence, asked: Asked) -> tuple[str, tuple[str, ...], bool]:
    """The parameters of the sources page."""
    return (
        asked.text("find", "Words that stand in the document's names, title, publisher, identifiers or notes"),
        asked.some("kind", "Kind", labels_of(SOURCE_KINDS)),
        asked.whether("originals", "Leave out mirror copies"),
    )


def select_sources(evidence: Evidence, choice: tuple[str, tuple[str, ...], bool]) -> Selection:
    """The documents that fit, with the number of rows that rest on each."""
    query, kinds, originals = choice
    return Selection(source_rows(evidence, query=query, kinds=kinds, leave_out_mirrors=originals))


def _nothing(_: Evidence, __: Asked) -> None:
    return None


def _table(name: str) -> Resource:
    columns = list(TABLES[name].columns)
    return Resource(
        f"tables/{name}",
        f"The table {name} as in the data package",
        _nothing,
        lambda evidence, _: Selection(evidence.tables[name][columns]),
    )


def _page(page: str, title: str, choose: Callable, select: Callable) -> Resource:
    """The rows of a page: with its reader's switch, which changes no row, and without the view's helper columns."""

    def choose_with_reader(evidence: Evidence, asked: Asked) -> Hashable:
        choice = choose(evidence, asked)
        asked.one("view", "View for; changes no row", labels_of(READERS))
        return choice

    return Resource(
        page, title, choose_with_reader, lambda *choice: select(*choice).apply(download_columns), f"/{page}"
    )


RESOURCES = {
    resource.path: resource
    for resource in (
        _page("incidence", "Share of patients with each event, by arm", choose_incidence, incidence.incidence_view),
        _page("compare", "Arms side by side, with differences where they are fair", choose_compare, select_compare),
        _page("onset", "When events start and how long they last", choose_onset, select_onset),
        _page("risk_factors", "Who has an event more often", choose_risk, risk.risk_view),
        _page("sources", "Every document, and how many rows rest on it", choose_sources, select_sources),
        Resource("dictionary", "Every column of every table", _nothing, lambda *_: Selection(data_dictionary())),
        *(_table(name) for name in TABLES),
    )
}
