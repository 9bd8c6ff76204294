"""What the parameters of each page's address choose: the one reader for the data API and for the slides of stories."""

from adverse.cards import compare, grading, incidence, learn, management, monitoring, onset, rare, risk, search
from adverse.cards.asked import Asked
from adverse.cards.choices import (
    PERIOD_CHOICES,
    POPULATIONS,
    arm_choices,
    default_arms,
    event_choices,
    groups_with_incidence,
    labels_of,
    term_choices,
)
from adverse.evidence import Evidence
from adverse.grading import SYNDROMES, Findings
from adverse.vocabulary import (
    EVENT_GROUPS,
    GLOSSARY_TOPICS,
    GRADE_BANDS,
    GRADING_DOMAINS,
    JURISDICTIONS,
    MANAGEMENT_EVENTS,
    QUESTION_KINDS,
    SOURCE_KINDS,
    SUBSETS,
    VERDICTS,
    label,
)

OPENING_PAGE = "overview"


def path_of(page: str) -> str:
    """The path of a page on the server; the page that opens first has that of the server itself."""
    return "/" if page == OPENING_PAGE else f"/{page}"


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
    return incidence.choice_of(show, arm_ids, labels, grade_band, subset, period, groups, event, min_percent, sort)


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
    event = asked.one("compare_event", "Event in focus", event_choices(evidence), listed=False)
    if not compare.FEWEST_ARMS <= len(chosen) <= compare.MOST_ARMS:
        asked.refuse(f"compare_arms takes {compare.FEWEST_ARMS} to {compare.MOST_ARMS} arms, not {len(chosen)}.")
    arm_ids = compare.in_reference_order(chosen, reference)
    choice = compare.Choice(arm_ids, reference, grade_band, None if period == "most" else period, subset, groups)
    return choice, is_open, show, event or None


def choose_onset(evidence: Evidence, asked: Asked) -> onset.TimelineChoice:
    """The parameters of the onset page."""
    groups = asked.some("group", "Event groups", labels_of(EVENT_GROUPS, onset.groups_with_onset(evidence)))
    others = asked.whether("others", "Other products too")
    around = asked.some("around", "Shown around the events; changes no row", onset.PHASES, default=onset.PHASES)
    scale = asked.one("scale", "Day axis; changes no row", onset.SCALES)
    day = asked.number("day", "Day to watch", low=onset.FIRST_DAY, high=onset.LAST_DAY, default=onset.OPENING_DAY)
    return onset.TimelineChoice(onset.OnsetChoice(groups, others), around, scale == "early", day)


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


def choose_rules(evidence: Evidence, asked: Asked) -> tuple[management.RuleChoice, str]:
    """The parameters of the management page, and the part beyond the grade."""
    event = asked.one("event", "Event", labels_of(MANAGEMENT_EVENTS))
    grade = asked.one("grade", "Grade as printed", management.GRADES, default=management.OPENING_GRADE)
    weight = asked.one("weight", "Weight", management.WEIGHTS, default=management.OPENING_WEIGHT)
    places = asked.some(
        "jurisdiction", "Side by side", labels_of(JURISDICTIONS), default=management.DEFAULT_JURISDICTIONS
    )
    layout = asked.one("layout", "Show; the summary to print holds every event", management.LAYOUTS)
    part = asked.one("topic", "Part beyond the grade", management.part_choices(evidence))
    return management.choice_of(event, grade, weight, places, layout), part


def choose_phase(evidence: Evidence, asked: Asked) -> str:
    """The parameters of the monitoring page."""
    asked.one("checklist", "Checklist to print; changes no row", monitoring.SHEETS)
    return asked.one("phase", "Phase", monitoring.phase_choices(evidence))


def choose_rare(evidence: Evidence, asked: Asked) -> str:
    """The parameters of the page on rare events."""
    return asked.one("event", "Event", rare.event_choices(evidence))


def choose_grading(evidence: Evidence, asked: Asked) -> tuple[str, Findings | None]:
    """The parameters of the grading page: the part, and the findings of the syndrome that it grades."""
    part = asked.one("part", "Grade", grading.PARTS)
    test = asked.one("ice_test", "Ten-item test (ICE)", grading.ICE_TESTS)
    missed = asked.some("missed", "Items missed, one point each", grading.item_choices(evidence), listed=False)
    found = {"ice": grading.ice_of(test, missed)}
    for domain, choices in (pair for syndrome in SYNDROMES.values() for pair in syndrome.domains().items()):
        if domain not in found:
            title = label(GRADING_DOMAINS, domain)
            found[domain] = asked.one(domain, title, {choice: choice.label for choice in choices})
    vignettes = {row.vignette_id: row.title for row in evidence.vignettes.itertuples()}
    asked.one("vignette", "Vignette; changes no row", vignettes, listed=False)
    return part, SYNDROMES[part].read(found) if part in SYNDROMES else None


def choose_terms(evidence: Evidence, asked: Asked) -> tuple[str, tuple[str, ...], str]:
    """The parameters of the glossary: words, topics, one term."""
    query = asked.text("word", "Words that stand in the term or its definitions")
    topics = asked.some("subject", "Topic", labels_of(GLOSSARY_TOPICS))
    return query, topics, asked.one("term", "One term", term_choices(evidence), listed=False)


def choose_sources(_: Evidence, asked: Asked) -> tuple[str, tuple[str, ...], bool]:
    """The parameters of the sources page: words, kinds, whether mirror copies are left out."""
    return (
        asked.text("find", "Words that stand in the document's names, title, publisher, identifiers or notes"),
        asked.some("kind", "Kind", labels_of(SOURCE_KINDS)),
        asked.whether("originals", "Leave out mirror copies"),
    )


def choose_lesson(evidence: Evidence, asked: Asked) -> tuple[str, str, int, int]:
    """The parameters of the learning page: lessons or quiz, the lesson, the number of the quiz and its question."""
    return (
        asked.one("learn", "Learn by", learn.PARTS),
        asked.one("lesson", "Lesson", learn.lesson_choices(evidence)),
        asked.number("seed", "Number of the quiz", low=1, high=learn.HIGHEST_SEED, default=1),
        asked.number("question", "Question", low=1, high=len(QUESTION_KINDS), default=1),
    )


def choose_question(_: Evidence, asked: Asked) -> tuple[str, tuple[str, ...]]:
    """The parameters of the search page: what is asked, and the kinds of rows to show."""
    question = asked.text("q", "What is asked, in words", most=search.MOST_CHARACTERS)
    return question, asked.some("kinds", "Kinds of rows", search.KINDS)
