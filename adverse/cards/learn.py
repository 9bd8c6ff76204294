"""Learn: the rows and the chart of a lesson or of an answered question, and the questions of a quiz."""

from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from adverse.cards import notes, tables
from adverse.cards.compare import Arms, compared
from adverse.cards.drawing import Drawing, chart, drawing
from adverse.cards.grading import domain_names
from adverse.cards.onset import phases_of
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import case_share_plot, grade_ladder, grade_stack, icon_array, incidence_dot_plot, onset_timeline
from adverse.errors import AddressError
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection
from adverse.quiz import Material, Question, check_question, lesson_rows, question_rows, questions
from adverse.sentences import difference_in_words, inside, people_scale, share_in_words
from adverse.vocabulary import GRADE_BANDS, LESSON_CHARTS, PERIODS, QUESTION_KINDS, label, share_qualifier

PARTS = {"lessons": "Lessons", "quiz": "Quiz", "worksheet": "Worksheet", "glossary": "Glossary"}
HIGHEST_SEED = 9999
NOTES = {
    "icons": notes.ICONS,
    "grades": notes.GRADES,
    "timeline": notes.CLOCK,
    "cases": notes.SHARES,
    "ladder": notes.GRADES_BY_ASTCT,
}
COLUMNS = {"timeline": tables.onset_columns, "cases": tables.risk_columns, "ladder": tables.criteria_columns}


class LearnChoice(NamedTuple):
    """Lessons, quiz, worksheet or glossary, with the lesson, the number of the quiz and of its question."""

    part: str
    lesson_id: str
    seed: int
    number: int


def choose(evidence: Evidence, ask: Asker) -> LearnChoice:
    """The parameters of the page."""
    number = choose_question(ask, len(QUESTION_KINDS))
    return LearnChoice(choose_part(evidence, ask), choose_lesson(evidence, ask), choose_seed(ask), number)


def has_part(evidence: Evidence) -> bool:
    """Whether there is a lesson or a term."""
    return bool(part_choices(evidence))


def choose_part(evidence: Evidence, ask: Asker) -> str:
    """Lessons, quiz, worksheet or glossary."""
    return ask.one("learn", "Learn by", part_choices(evidence), show_title=False, is_part=True)


def part_choices(evidence: Evidence) -> dict[str, str]:
    """Key -> label of the parts of the page that there are."""
    has_lessons, has_terms = len(evidence.lessons) > 0, len(evidence.glossary) > 0
    return {key: label for key, label in PARTS.items() if (has_terms if key == "glossary" else has_lessons)}


def choose_lesson(evidence: Evidence, ask: Asker) -> str:
    """One lesson of the path; empty where there is none."""
    if evidence.lessons.empty:
        return ""
    return ask.one("lesson", "Lesson", lesson_choices(evidence), as_list=True)


def choose_seed(ask: Asker) -> int:
    """The number of the quiz."""
    return ask.number(
        "seed",
        "Number of the quiz",
        low=1,
        high=HIGHEST_SEED,
        default=1,
        as_field=True,
        help="The same number gives the same questions: share the address with a class.",
    )


def choose_question(ask: Asker, n_questions: int) -> int:
    """The number of the question."""
    return ask.number("question", "Question", low=1, high=n_questions, default=1, as_buttons=True)


def lesson_choices(evidence: Evidence) -> dict[str, str]:
    """Lesson id -> number and title."""
    return {row.lesson_id: f"{number}. {row.title}" for number, row in enumerate(evidence.lessons.itertuples(), 1)}


@remembered
def material_of(evidence: Evidence) -> Material:
    """What questions are made of."""
    return Material.of(evidence)


@remembered
def quiz_of(evidence: Evidence, seed: int, reader: Reader) -> tuple[Question, ...]:
    """The questions of a number."""
    return questions(material_of(evidence), seed, reader.names(evidence))


def lesson_of(evidence: Evidence, lesson_id: str) -> Any:
    """A lesson as a row."""
    return next(row for row in evidence.lessons.itertuples() if row.lesson_id == lesson_id)


@remembered
def rows_of_lesson(evidence: Evidence, lesson_id: str) -> Selection:
    """The rows of a lesson's chart."""
    return lesson_rows(material_of(evidence), lesson_of(evidence, lesson_id))


@remembered
def check_of_lesson(evidence: Evidence, lesson_id: str, reader: Reader) -> Question | None:
    """The one question of a lesson."""
    return check_question(material_of(evidence), lesson_of(evidence, lesson_id), reader.names(evidence))


def rows_in_view(evidence: Evidence, choice: LearnChoice) -> Selection:
    """The rows of a lesson's chart, those behind the answer to a question, or the questions of a worksheet."""
    if choice.part in ("lessons", "glossary"):
        return rows_of_lesson(evidence, choice.lesson_id)
    asked = quiz_of(evidence, choice.seed, Reader())
    if choice.part == "worksheet":
        return Selection(pd.DataFrame([_on_paper(number, question) for number, question in enumerate(asked, 1)]))
    if choice.number > len(asked):
        raise AddressError([f"question takes 1 to {len(asked)} in this quiz, not {choice.number}."])
    return question_rows(material_of(evidence), asked[choice.number - 1])


def _on_paper(number: int, question: Question) -> dict[str, Any]:
    return {
        "question": number,
        "kind": question.kind,
        "prompt": question.prompt,
        "options": " | ".join(question.options),
        "answer": question.answer,
        "lowest_right": question.accepted[0] if question.accepted else pd.NA,
        "highest_right": question.accepted[1] if question.accepted else pd.NA,
        "explanation": question.explanation,
        "table": question.table,
        "keys": " & ".join(question.row_keys),
    }


def draw(evidence: Evidence, choice: LearnChoice, reader: Reader) -> Drawing:
    """The chart of a lesson or behind an answer; a worksheet and a claim that no chart can show have rows alone."""
    is_of_lesson = choice.part in ("lessons", "glossary")
    if is_of_lesson and not choice.lesson_id:
        return Drawing("lesson", Selection(evidence.incidence.head(0)), sentence="There is no lesson here.")
    shown = rows_in_view(evidence, choice)
    if is_of_lesson:
        return _drawn(evidence, shown, lesson_of(evidence, choice.lesson_id).chart, reader, name="lesson")
    kind = quiz_of(evidence, choice.seed, reader)[choice.number - 1].chart if choice.part == "quiz" else ""
    return _drawn(evidence, shown, kind, reader, name="answer") if kind else Drawing("answer", shown)


def _drawn(evidence: Evidence, shown: Selection, kind: str, reader: Reader, *, name: str) -> Drawing:
    if shown.rows.empty:
        return Drawing(name, shown, sentence="No row about this medicine fits the chart of this lesson.")
    what = _title(shown.rows, kind, reader)
    return drawing(
        evidence,
        reader,
        shown,
        chart(_figure, evidence, kind, shown.rows, reader),
        name=name,
        title=what,
        about=f"{LESSON_CHARTS[kind].label}: {what}",
        note=NOTES.get(kind) or notes.of_shares(shown.rows),
        sentence=f"{what}.",
        columns=COLUMNS.get(kind, tables.incidence_columns),
    )


def _figure(evidence: Evidence, kind: str, rows: pd.DataFrame, reader: Reader, *, dark: bool) -> go.Figure:
    names = reader.names(evidence)
    if kind == "icons":
        return icon_array(rows, scale=_scale(rows), dark=dark)
    if kind == "arms":
        return incidence_dot_plot(rows, rows_by="arm_label", names=names, dark=dark)
    if kind == "timeline":
        return onset_timeline(rows, phases_of(evidence, ()), names=names, dark=dark)
    if kind == "cases":
        return case_share_plot(rows, names=names, dark=dark)
    if kind == "ladder":
        return grade_ladder(rows, domain_names(plain_words=reader.plain_words), dark=dark)
    return {"events": incidence_dot_plot, "grades": grade_stack}[kind](rows, names=names, dark=dark)


def _scale(rows: pd.DataFrame) -> int:
    return people_scale(rows["proportion"], [share_qualifier(row) for row in rows.itertuples()])


def _title(rows: pd.DataFrame, kind: str, reader: Reader) -> str:
    """What the rows are about: event, arm, grade and period, as far as all rows share them."""
    if kind == "ladder":
        return "Each domain's own grade"
    parts = [rows[reader.name_column].iloc[0]] if rows["event"].nunique() == 1 else []
    if "arm_label" in rows and rows["arm_label"].nunique() == 1 and kind not in ("timeline", "cases"):
        parts.append(rows["arm_label"].iloc[0])
    if kind in ("icons", "arms", "events"):
        parts.append(label(GRADE_BANDS, rows["grade_band"].iloc[0]).lower())
    if "period" in rows and rows["period"].nunique() == 1:
        parts.append(label(PERIODS, rows["period"].iloc[0]).lower())
    if kind == "icons":
        parts.append(f"of {_scale(rows):,} people")
    if kind == "timeline":
        parts.append("days to onset")
    if kind == "cases":
        parts.append("who was reported")
    title = ", ".join(parts)
    return title[0].upper() + title[1:]


def in_a_sentence(evidence: Evidence, rows: pd.DataFrame, reader: Reader) -> str:
    """The share of one arm, or two arms beside each other as the compare page says it."""
    first = rows.iloc[0]
    if len(rows) == 1:
        return f"{first['arm_label']}: {share_in_words(first)} had {inside(first[reader.name_column])}."
    other = rows.iloc[1]["arm_id"]
    arms = Arms((first["arm_id"], other), other, first["grade_band"], first["period"], "all", ())
    beside = compared(evidence, arms, False).selection.rows
    row = beside[(beside["event"] == first["event"]) & (beside["arm_id"] == first["arm_id"])].iloc[0]
    return difference_in_words(row, reader=reader.view, name_column=reader.name_column)
