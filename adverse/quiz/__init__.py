"""Questions and lessons made from the tables: rows in, questions out; the same seed gives the same questions."""

from adverse.quiz.generate import check_question, questions
from adverse.quiz.material import Material
from adverse.quiz.question import ESTIMATE_STARTS_AT, Question
from adverse.quiz.rows import lesson_rows, question_rows

__all__ = ["ESTIMATE_STARTS_AT", "Material", "Question", "check_question", "lesson_rows", "question_rows", "questions"]
