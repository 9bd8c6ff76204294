"""The tables of the grading page: the criteria of each grade as sources print them, and made-up cases to grade."""

from adverse import vocabulary
from adverse.evidence.schema import Count, Table, choice, event, locator, notes, number, review_status, source_id, text
from adverse.grading import SYNDROMES, Finding
from adverse.vocabulary import Term


def finding(syndrome: str, domain: str):
    """The finding of a vignette in one domain; empty where the domain belongs to the other syndrome."""
    choices: type[Finding] = SYNDROMES[syndrome].domains()[domain]
    terms = {str(key): Term(key.label, key.plain) for key in choices}
    title = vocabulary.GRADING_DOMAINS[domain].label
    return choice(title, f"Finding of a vignette on {syndrome.upper()}.", terms, optional=True)


class GradingCriteria(Table):
    """One criterion of one grade, or one item of the ICE score, as a source prints it."""

    system: str = choice("System", "Which criteria.", vocabulary.GRADING_SYSTEMS)
    event: str = event()
    domain: str = choice("Domain", "What the criterion looks at.", vocabulary.GRADING_DOMAINS)
    finding: str = text("Finding", "Choice of the grading form that the criterion describes.")
    grade: Count = number("Grade", "Grade that the criterion gives.", "grade", ge=1, le=5)
    wording: str = text("Wording", "What the source says.", required=True)
    source_id: str = source_id()
    locator: str = locator()
    review_status: str = review_status()
    notes: str = notes()


class Vignettes(Table):
    """One made-up case to practice grading on, with its findings and its ASTCT 2019 grade."""

    vignette_id: str = text("Vignette id", "Name of the vignette in this package.", required=True)
    syndrome: str = choice("Syndrome", "What is graded.", vocabulary.SYNDROMES)
    title: str = text("Title", "Name shown in the list.", required=True)
    story: str = text("Story", "What is found; no real person.", required=True)
    temperature: str = finding("crs", "temperature")
    therapy: str = finding("crs", "therapy")
    hypotension: str = finding("crs", "hypotension")
    hypoxia: str = finding("crs", "hypoxia")
    ice: str = finding("icans", "ice")
    consciousness: str = finding("icans", "consciousness")
    seizure: str = finding("icans", "seizure")
    motor: str = finding("icans", "motor")
    edema: str = finding("icans", "edema")
    grade: Count = number("Grade", "ASTCT 2019 grade; 0 where the criteria give none.", "grade", le=4)
    explanation: str = text("Explanation", "Why this grade.", required=True)
    source_id: str = source_id()
    locator: str = locator()
    review_status: str = review_status()
    notes: str = notes()
