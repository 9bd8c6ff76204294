"""The parts of the learning page: lessons, and a quiz that answers at once; nothing is kept after the visit."""

from random import randrange
from typing import Any, NamedTuple

import streamlit as st

from adverse.cards import notes, register
from adverse.cards.learn import (
    HIGHEST_SEED,
    LearnChoice,
    check_of_lesson,
    choose_lesson,
    choose_part,
    choose_question,
    choose_seed,
    in_a_sentence,
    lesson_of,
    quiz_of,
    rows_of_lesson,
)
from adverse.evidence.cells import names_in
from adverse.evidence.grading import vignette_rows
from adverse.evidence.select import with_details
from adverse.quiz import ESTIMATE_STARTS_AT, Question
from adverse.sentences import guess_in_words, lesson_answer, quiz_answer, score_in_words
from adverse.ui import panels, words
from adverse.ui.controls import Controls
from adverse.ui.learn_signs import signs_card
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import QUESTION_KINDS


class Quiz(NamedTuple):
    """The questions of a seed."""

    seed: int
    questions: tuple[Question, ...]


def choose_learning(page: Page) -> str:
    """Lessons, quiz, worksheet or glossary."""
    return choose_part(page.evidence, Controls())


def choose_lesson_row(page: Page) -> Any:
    """One lesson of the path, as a row."""
    return lesson_of(page.evidence, choose_lesson(page.evidence, Controls()))


def lesson_sentence(page: Page, lesson) -> str:
    """Which lesson this is, and on how many rows it rests."""
    ids = list(page.evidence.lessons["lesson_id"])
    rows = rows_of_lesson(page.evidence, lesson.lesson_id).rows
    return lesson_answer(ids.index(lesson.lesson_id) + 1, len(ids), lesson.title, rows)


def show_lesson(page: Page, lesson) -> None:
    """The idea, the chart, the check question, the words to know, and the way on."""
    with st.container(border=True, key="card-idea"):
        st.markdown(f"### :material/lightbulb: {plain(lesson.title)}")
        st.markdown(words.explained(page, lesson.idea, "idea"))
    choice = LearnChoice("lessons", lesson.lesson_id, 1, 1)
    drawing = register.drawn(page.evidence, "learn", "lesson", choice, page.reader)
    panels.chart_or_why(page, drawing)
    if lesson.chart == "icons" and not drawing.is_empty:
        _in_sentences(page, drawing.selection.rows)
    if lesson.signs_of:
        signs_card(page, names_in(lesson.signs_of))
    if question := check_of_lesson(page.evidence, lesson.lesson_id, page.reader._replace(is_dark=False)):
        _check(lesson, question)
    is_learner = page.reader.plain_words
    if more := panels.opened("Words to know", key="lesson_words", icon="dictionary", expanded=is_learner):
        terms = words.definitions_of_terms(page.evidence, page.reader.definition_column)
        more.markdown(
            "\n".join(
                f"- [{plain(name)}](<{words.term_address(page, name)}>): {plain(terms[name])}"
                for name in names_in(lesson.terms)
            )
        )
    ids = list(page.evidence.lessons["lesson_id"])
    after = ids[ids.index(lesson.lesson_id) + 1 :]
    if after:
        st.button("Next lesson", icon=":material/arrow_forward:", key="next", on_click=_open, args=(after[0],))
    else:
        st.button("Take the quiz", icon=":material/quiz:", key="next", on_click=_open_quiz)


def _in_sentences(page: Page, rows) -> None:
    with st.container(border=True, key="card-lesson-sentences"):
        st.markdown("### In plain sentences")
        st.markdown(plain(in_a_sentence(page.evidence, rows, page.reader)))


@st.fragment
def _check(lesson, question: Question) -> None:
    with st.container(border=True, key="card-check"):
        st.markdown(f"### Check: {QUESTION_KINDS[question.kind].label}")
        tries = _tries(f"lesson {lesson.lesson_id}")
        _answer_form(question, f"lesson-{lesson.lesson_id}", tries)
        if tries:
            _feedback(question, tries[-1])
            st.markdown(plain(lesson.explanation))


def choose_quiz(page: Page) -> Quiz:
    """The number of the quiz, from the address, and its questions."""
    row = st.columns([2, 3, 5], vertical_alignment="bottom")
    seed = choose_seed(Controls({"seed": row[0]}))
    row[1].button("Another quiz", icon=":material/casino:", key="another", on_click=_another)
    return Quiz(seed, quiz_of(page.evidence, seed, page.reader._replace(is_dark=False)))


def quiz_sentence(quiz: Quiz) -> str:
    """Which quiz this is, and on how many rows it rests."""
    keys = {(question.table, key) for question in quiz.questions for key in question.row_keys}
    return quiz_answer(quiz.seed, len(quiz.questions), len(keys))


@st.fragment
def ask(page: Page, quiz: Quiz) -> None:
    """One question at a time with its answer, chart and sources, then the score and the ideas to revisit."""
    last = len(quiz.questions)
    if not last:
        panels.nothing_to_show("No question can be made from the rows that are here.")
    number = choose_question(Controls(), last)
    question = quiz.questions[number - 1]
    tries = _tries(f"quiz {quiz.seed} {number}")
    with st.container(border=True, key="card-question"):
        st.markdown(f"### {number} of {last}: {QUESTION_KINDS[question.kind].label}")
        _answer_form(question, f"quiz-{quiz.seed}-{number}", tries)
        if tries:
            _feedback(question, tries[-1])
    if tries:
        _answer_card(page, quiz, number)
    if number < last:
        st.button(
            "Next question", icon=":material/arrow_forward:", key="next", on_click=_set, args=("question", number + 1)
        )
    _score(page, quiz)


def _answer_card(page: Page, quiz: Quiz, number: int) -> None:
    """The chart behind an answer with its sources; a claim that no chart can show has its source alone."""
    question, evidence = quiz.questions[number - 1], page.evidence
    drawing = register.drawn(evidence, "learn", "lesson", LearnChoice("quiz", "", quiz.seed, number), page.reader)
    if drawing.chart:
        panels.chart_card(page, drawing)
    if question.chart == "icons" and len(drawing.selection.rows) > 1:
        _in_sentences(page, drawing.selection.rows)
    if question.table == "claims":
        claims = evidence.claims[evidence.claims["row_key"].isin(question.row_keys)]
        rows = with_details(evidence, claims.rename(columns={"primary_source_id": "source_id"}))
        panels.source_table(page, rows, key="claim_source", alt="The claim with its source")
    if question.table == "vignettes":
        row = vignette_rows(evidence).set_index("row_key").loc[question.row_keys[0]]
        st.caption(f"Source: {words.link(row['source_name'], row['source_url'])}, {plain(row['locator'])}")


def _answer_form(question: Question, key: str, tries: list) -> None:
    """The question, its options (or a slider) and a button that checks the answer."""
    st.markdown(plain(question.prompt))
    with st.form(f"form-{key}", border=False):
        if question.options:
            places = range(len(question.options))
            labels = [plain(option) for option in question.options]
            given = st.radio("Your answer", places, index=None, key=key, format_func=labels.__getitem__)
        else:
            given = st.slider("Your estimate, of 100 patients", 0, 100, ESTIMATE_STARTS_AT, key=key, format="%d")
        checked = st.form_submit_button("Check my answer", icon=":material/task_alt:", type="primary")
    if checked and given is None:
        st.info("Choose an answer first.", icon=":material/info:")
    elif checked:
        tries.append(given)


def _feedback(question: Question, given: int) -> None:
    right = question.is_right(given)
    show, icon = (st.success, "check_circle") if right else (st.warning, "cancel")
    if question.percent is None or question.accepted is None:
        said = "" if right else f" The answer is: {question.answer}."
    else:
        said = f" {guess_in_words(given, question.percent, question.accepted)}"
    verdict = "Right." if right else "Not this one."
    show(f"**{verdict}**{plain(said)}", icon=f":material/{icon}:")
    st.markdown(plain(question.explanation))


def _score(page: Page, quiz: Quiz) -> None:
    """The score of this visit, and the lessons on what was not right at the first try."""
    answered = {
        number: tries for number in range(1, len(quiz.questions) + 1) if (tries := _tries(f"quiz {quiz.seed} {number}"))
    }
    if not answered:
        st.caption(notes.NOT_ZERO + " No question is built on a missing value. Nothing you answer is stored.")
        return
    right = [number for number, tries in answered.items() if quiz.questions[number - 1].is_right(tries[0])]
    st.caption(score_in_words(len(right), len(answered), len(quiz.questions)))
    revisit = dict.fromkeys(quiz.questions[number - 1].lesson_id for number in answered if number not in right)
    if revisit:
        titles = page.evidence.lessons.set_index("lesson_id")["title"]
        st.markdown("**Ideas to revisit**")
        with st.container(horizontal=True, key="revisit"):
            for lesson_id in revisit:
                label, key = plain(titles[lesson_id]), f"revisit-{lesson_id}"
                if st.button(label, icon=":material/school:", key=key, on_click=_open, args=(lesson_id,)):
                    st.rerun()


def _tries(place: str) -> list:
    """The answers given at a place in this visit, the first one first: places of options, or percentages."""
    return st.session_state.setdefault(".tries", {}).setdefault(place, [])


def _set(key: str, value) -> None:
    st.session_state[key] = value


def _open(lesson_id: str) -> None:
    st.session_state["learn"], st.session_state["lesson"] = "lessons", lesson_id


def _open_quiz() -> None:
    st.session_state["learn"] = "quiz"


def _another() -> None:
    st.session_state["seed"], st.session_state["question"] = randrange(1, HIGHEST_SEED + 1), 1
