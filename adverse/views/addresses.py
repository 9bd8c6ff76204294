"""What the parameters of each page's address choose: the one reader for the data API and for the slides of stories."""

from adverse.evidence import Evidence
from adverse.views import compare, incidence, onset, risk
from adverse.views.asked import Asked
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
from adverse.vocabulary import EVENT_GROUPS, GRADE_BANDS, SUBSETS, VERDICTS


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


def choose_onset(evidence: Evidence, asked: Asked) -> onset.OnsetChoice:
    """The parameters of the onset page that choose rows."""
    return choose_timeline(evidence, asked)[0]


def choose_timeline(evidence: Evidence, asked: Asked) -> tuple[onset.OnsetChoice, tuple[str, ...], bool]:
    """The same with what is shown around the events and whether early days are wide, which change no row."""
    groups = asked.some("group", "Event groups", labels_of(EVENT_GROUPS, onset.groups_with_onset(evidence)))
    others = asked.whether("others", "Other products too")
    around = asked.some("around", "Shown around the events; changes no row", onset.PHASES, default=onset.PHASES)
    scale = asked.one("scale", "Day axis; changes no row", onset.SCALES)
    asked.number(
        "day", "Day to watch; changes no row", low=onset.FIRST_DAY, high=onset.LAST_DAY, default=onset.OPENING_DAY
    )
    return onset.OnsetChoice(groups, others), around, scale == "early"


def choose_risk(evidence: Evidence, asked: Asked) -> risk.RiskChoice:
    """The parameters of the risk factor page."""
    others = asked.whether("others", "Other products too")
    boards = risk.board_choices(evidence, others)
    board = asked.one("board", "Risk factors for", boards, default=risk.OPENING_BOARD, listed=False)
    return risk.RiskChoice(None if board == "all" else board, others)


def choose_claims(evidence: Evidence, asked: Asked) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The parameters of the page that checks the article: words or a number, verdicts, sections."""
    query = asked.text("claim", "Words that stand in the claim, or its number")
    verdicts = asked.some("verdict", "Show only these verdicts", labels_of(VERDICTS))
    sections = {section: section for section in evidence.claims["section"].unique()}
    return query, verdicts, asked.some("section", "Section of the article", sections, listed=False)


def choose_top(_: Evidence, asked: Asked) -> str:
    """The parameters of the overview."""
    return asked.one("top_grade", "The most frequent events", labels_of(GRADE_BANDS, ("any", "ge3")))
