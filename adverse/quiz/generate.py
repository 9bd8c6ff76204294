"""From a seed to questions: one of each kind, in an order of its own."""

from collections.abc import Callable
from random import Random

from adverse.evidence.cells import names_in
from adverse.quiz import others, shares
from adverse.quiz.material import Material
from adverse.quiz.question import Question
from adverse.vocabulary import QUESTION_KINDS

MAKERS: dict[str, Callable] = {kind: getattr(shares, kind, None) or getattr(others, kind) for kind in QUESTION_KINDS}


def questions(
    material: Material, seed: int, names: dict[str, str], n: int = len(QUESTION_KINDS)
) -> tuple[Question, ...]:
    """`n` questions; the same seed gives the same ones, and the first ten are of ten different kinds.

    `names`: event -> the name shown to the reader. A kind that no row fits is left out.
    """
    kinds = list(QUESTION_KINDS)
    Random(seed).shuffle(kinds)
    asked = [(kinds[index % len(kinds)], index) for index in range(n)]
    made = [question_of_kind(material, kind, Random(f"{seed} {index} {kind}"), names) for kind, index in asked]
    return tuple(question for question in made if question)


def check_question(material: Material, lesson, names: dict[str, str]) -> Question | None:
    """The one question of a lesson, on the rows of its chart; always the same one."""
    return question_of_kind(material.of_lesson(lesson), names_in(lesson.kinds)[0], Random(lesson.lesson_id), names)


def question_of_kind(material: Material, kind: str, chance: Random, names: dict[str, str]) -> Question | None:
    """One question of a kind, on rows that `chance` takes; None where no row fits."""
    parts = MAKERS[kind](material, chance, names)
    if parts is None:
        return None
    rows = parts.pop("rows")
    lessons = material.evidence.lessons
    lesson_id = next(row.lesson_id for row in lessons.itertuples() if kind in names_in(row.kinds))
    return Question(
        kind=kind,
        lesson_id=lesson_id,
        table=parts.pop("table", "incidence"),
        row_keys=tuple(row["row_key"] for row in rows),
        **parts,
    )
