"""What the learning page may be asked for: a lesson, or a question of a quiz with a number."""

from adverse.evidence import Evidence

PARTS = {"lessons": "Lessons", "quiz": "Quiz", "worksheet": "Worksheet"}
HIGHEST_SEED = 9999


def lesson_choices(evidence: Evidence) -> dict[str, str]:
    """Lesson id -> number and title."""
    return {row.lesson_id: f"{number}. {row.title}" for number, row in enumerate(evidence.lessons.itertuples(), 1)}
