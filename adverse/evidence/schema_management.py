"""The table of rules: what sources say is done, given, watched and avoided."""

from adverse import vocabulary
from adverse.evidence.schema import (
    Count,
    Table,
    choice,
    event,
    locator,
    notes,
    number,
    pattern,
    review_status,
    several,
    source_id,
    text,
)


def days(title: str, description: str):
    """Treatment days, joined by |."""
    return pattern(title, description, matches=r"([0-9]+(\|[0-9]+)*)?", expected="days like 1 or 1|8")


class Management(Table):
    """One action, dose or grading rule."""

    topic: str = choice("Topic", "Kind of rule.", vocabulary.MANAGEMENT_TOPICS)
    drug: str = text("Treatment", "Medicine that the row is about.", required=True)
    event: str = event()
    also_about: str = text("Also about", "Further events that the rule is about, joined by |.", list_of="events.event")
    grade_or_condition: str = text("Grade or condition", "When the rule applies.", required=True)
    condition_in_short: str = text(
        "Condition in short", "The condition as a chart of days names it; empty where no day is drawn."
    )
    population: str = text("Population", "Whom the rule covers.", required=True)
    grades: str = pattern(
        "Grades",
        "Grades that the condition names, joined by |; empty where it names none.",
        matches=r"(([1-5]\|)*[1-5])?",
        expected="grades from 1 to 5 like 3 or 2|3",
    )
    weight_band: str = choice(
        "Weight band", "Body weight that the population names.", vocabulary.WEIGHT_BANDS, optional=True
    )
    population_age: str = choice("Age of the population", "Age that it names.", vocabulary.AGE_GROUPS)
    action: str = text("Action", "What the source says is done.", required=True)
    actions: str = several("Actions", "What the action does to the infusion.", vocabulary.ACTIONS)
    infusion: str = text(
        "Infusion",
        "What the action does to the infusion in a few words, joined by semicolons; what ends treatment keeps its "
        "printed condition. Empty where Actions is.",
    )
    drug_or_dose: str = text("Medicine or dose", "Dose with its unit as printed.")
    doses: str = text("Doses", "Steps of the dose of the treatment itself, as printed, joined by |.")
    first_days: str = days(
        "First days",
        "Day of cycle 1 (1 is the first) on which the rule, or each step of the dose, begins to hold, joined by |.",
    )
    last_days: str = days("Last days", "Last day of each; the same day where the rule is for one day.")
    hospital_days: Count = number("Hospital days", "Days in hospital at the start of cycle 1.", "days", ge=1)
    watch: str = several(
        "Watch", "When a rule on monitoring, rare events or some patients says to watch.", vocabulary.WATCH_TIMES
    )
    signs_of: str = text("Signs of", "Events of which the rule names signs, joined by |.", list_of="events.event")
    parts: str = text("Parts", "Parts of data/about.toml with by_row that the rule stands in, joined by |.")
    jurisdiction: str = choice("Jurisdiction", "Where the rule holds.", vocabulary.JURISDICTIONS)
    scheme: str = choice("Text", "Whether the rule is of the first label or of a later text.", vocabulary.SCHEMES)
    source_id: str = source_id()
    locator: str = locator()
    review_status: str = review_status()
    notes: str = notes()
