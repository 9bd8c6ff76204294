"""Lessons, quizzes and answers in words."""

import pandas as pd

from adverse.sentences.timing import documents_in_words


def lesson_answer(number: int, n_lessons: int, title: str, rows: pd.DataFrame) -> str:
    """Which lesson this is, and how many rows of how many documents its chart draws."""
    drawn = f"{len(rows)} row{'s' if len(rows) != 1 else ''} of {documents_in_words(rows)}"
    return f"Lesson {number} of {n_lessons}: {title}. The chart draws {drawn}."


def quiz_answer(seed: int, n_questions: int, n_rows: int) -> str:
    """Which quiz this is, and how many rows its questions rest on."""
    return (
        f"Quiz {seed}: {n_questions} questions, made from {n_rows} rows of the tables; the same number gives the same "
        "questions."
    )


def guess_in_words(given: int, percent: float, accepted: tuple[int, int]) -> str:
    """How far a guess is off, in percentage points, and which estimates are right."""
    off = round(abs(given - percent))
    points = f"{off} percentage point{'s' if off != 1 else ''}" if off else "less than one percentage point"
    return f"Your {given}% is {points} off; {accepted_in_words(accepted)}."


def accepted_in_words(accepted: tuple[int, int]) -> str:
    """ "right is 3 to 8 of 100": the estimates that a quiz, a worksheet and its key take as right."""
    low, high = accepted
    return f"right is {low} to {high} of 100" if low < high else f"right is {low} of 100"


def score_in_words(n_right: int, n_answered: int, n_questions: int) -> str:
    """How many questions were right at the first try."""
    return f"Right at the first try: {n_right} of {n_answered} answered, {n_questions} in all. Kept in this visit only."
