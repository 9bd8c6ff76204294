"""The table of lessons: an idea in words, the rows that show it, and the kind of question that tries it."""

from adverse import vocabulary
from adverse.evidence.schema import Table, choice, text


class Lessons(Table):
    """One short lesson: one idea, one chart, one check question; its figures come from the rows that it names."""

    lesson_id: str = text("Lesson id", "Name of the lesson in this package.", required=True)
    title: str = text("Title", "Name shown in the list.", required=True)
    idea: str = text("Idea", "The idea in our own plain words, without a figure.", required=True)
    chart: str = choice("Chart", "How the rows are drawn.", vocabulary.LESSON_CHARTS)
    arm_ids: str = text("Arms", "Arms on the chart, joined by |; empty where the chart has none.")
    events: str = text("Events", "Events on the chart, joined by |.", required=True)
    signs_of: str = text(
        "Signs of", "Events whose signs, and when to call, stand beside the chart, joined by |.", list_of="events.event"
    )
    grade_band: str = choice("Grade", "Grades counted on the chart.", vocabulary.GRADE_BANDS, optional=True)
    period: str = choice("Period", "Period of the chart.", vocabulary.PERIODS, optional=True)
    claim_id: str = text("Claim", "Claim of the article that the check question is about.")
    kinds: str = text(
        "Kinds of question", "Kinds that try this idea, joined by |; the first is the check question.", required=True
    )
    explanation: str = text("Explanation", "What to take along, without a figure.", required=True)
    terms: str = text("Terms", "Terms of the glossary to know, joined by |.", required=True)
