"""The table of rules: what sources say is done, given, watched and avoided."""

from adverse import vocabulary
from adverse.evidence.schema import Table, choice, event, locator, notes, review_status, source_id, text


class Management(Table):
    """One action, dose or grading rule."""

    topic: str = choice("Topic", "Kind of rule.", vocabulary.MANAGEMENT_TOPICS)
    drug: str = text("Treatment", "Medicine that the row is about.", required=True)
    event: str = event()
    grade_or_condition: str = text("Grade or condition", "When the rule applies.", required=True)
    population: str = text("Population", "Whom the rule covers.", required=True)
    action: str = text("Action", "What the source says is done.", required=True)
    drug_or_dose: str = text("Medicine or dose", "Dose with its unit as printed.")
    jurisdiction: str = choice("Jurisdiction", "Where the rule holds.", vocabulary.JURISDICTIONS)
    scheme: str = choice("Text", "Whether the rule is of the first label or of a later text.", vocabulary.SCHEMES)
    source_id: str = source_id()
    locator: str = locator()
    review_status: str = review_status()
    notes: str = notes()
