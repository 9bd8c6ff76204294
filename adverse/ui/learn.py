"""The parts of the learning page: lessons, and a quiz that answers at once; nothing is kept after the visit."""

from random import randrange
from typing import NamedTuple

import streamlit as st

from adverse.cards import notes
from adverse.cards.learn import HIGHEST_SEED, PARTS, lesson_choices
from adverse.evidence import Evidence
from adverse.evidence.cells import names_in
from adverse.quiz import ESTIMATE_STARTS_AT, Material, Question, check_question, lesson_rows, questions
from adverse.sentences import guess_in_words, lesson_answer, quiz_answer, score_in_words
from adverse.ui import controls, panels, words
from adverse.ui.cached import once
from adverse.ui.learn_chart import answer_card, lesson_card
from adverse.ui.words import plain
from adverse.vocabulary import QUESTION_KINDS


class Quiz(NamedTuple):
    """The questions of a seed."""

    seed: int
    questions: tuple[Question, ...]


def choose_part() -> str:
    """Lessons, quiz or worksheet."""
    return controls.choose_one("learn", "Learn by", PARTS, show_title=False)


def choose_lesson(evidence: Evidence):
    """One lesson of the path, as a row."""
    lessons = once(_lessons, evidence)
    return lessons[controls.choose_one("lesson", "Lesson", once(lesson_choices, evidence), as_list=True)]


def _lessons(evidence: Evidence) -> dict:
    """Lesson id -> its row: the same object again, by which everything made of a lesson is remembered."""
    return {row.lesson_id: row for row in evidence.lessons.itertuples()}


def lesson_sentence(evidence: Evidence, lesson) -> str:
    """Which lesson this is, and on how many rows it rests."""
    ids = list(evidence.lessons["lesson_id"])
    rows = once(lesson_rows, once(Material.of, evidence), lesson).rows
    return lesson_answer(ids.index(lesson.lesson_id) + 1, len(ids), lesson.title, rows)


def show_lesson(evidence: Evidence, lesson) -> None:
    """The idea, the chart, the check question, the words to know, and the way on."""
    material = once(Material.of, evidence)
    with st.container(border=True, key="card-idea"):
        st.markdown(f"### :material/lightbulb: {plain(lesson.title)}")
        st.markdown(words.explained(lesson.idea, "idea"))
    lesson_card(evidence, lesson, once(lesson_rows, material, lesson))
    _check(lesson, once(check_question, material, lesson, words.event_names(evidence)))
    if more := panels.opened("Words to know", key="lesson_words", icon="dictionary", expanded=words.is_learner()):
        terms = evidence.glossary.set_index("term")[words.definition_column()]
        more.markdown(
            "\n".join(
                f"- [{plain(name)}](<{words.term_address(name)}>): {plain(terms[name])}"
                for name in names_in(lesson.terms)
            )
        )
    ids = list(evidence.lessons["lesson_id"])
    after = ids[ids.index(lesson.lesson_id) + 1 :]
    if after:
        st.button("Next lesson", icon=":material/arrow_forward:", key="next", on_click=_open, args=(after[0],))
    else:
        st.button("Take the quiz", icon=":material/quiz:", key="next", on_click=_open_quiz)


@st.fragment
def _check(lesson, question: Question) -> None:
    with st.container(border=True, key="card-check"):
        st.markdown(f"### Check: {QUESTION_KINDS[question.kind].label}")
        tries = _tries(f"lesson {lesson.lesson_id}")
        _answer_form(question, f"lesson-{lesson.lesson_id}", tries)
        if tries:
            _feedback(question, tries[-1])
            st.markdown(plain(lesson.explanation))


def choose_quiz(evidence: Evidence) -> Quiz:
    """The number of the quiz, from the address, and its questions."""
    row = st.columns([2, 3, 5], vertical_alignment="bottom")
    with row[0]:
        seed = controls.choose_number(
            "seed",
            "Number of the quiz",
            low=1,
            high=HIGHEST_SEED,
            default=1,
            as_field=True,
            help="The same number gives the same questions: share the address with a class.",
        )
    row[1].button("Another quiz", icon=":material/casino:", key="another", on_click=_another)
    asked = once(questions, once(Material.of, evidence), seed, words.event_names(evidence))
    return Quiz(seed, asked)


def quiz_sentence(quiz: Quiz) -> str:
    """Which quiz this is, and on how many rows it rests."""
    keys = {(question.table, key) for question in quiz.questions for key in question.row_keys}
    return quiz_answer(quiz.seed, len(quiz.questions), len(keys))


@st.fragment
def ask(evidence: Evidence, quiz: Quiz) -> None:
    """One question at a time with its answer, chart and sources, then the score and the ideas to revisit."""
    numbers = {number: str(number) for number in range(1, len(quiz.questions) + 1)}
    number = controls.choose_one("question", "Question", numbers)
    question = quiz.questions[number - 1]
    tries = _tries(f"quiz {quiz.seed} {number}")
    with st.container(border=True, key="card-question"):
        st.markdown(f"### {number} of {len(numbers)}: {QUESTION_KINDS[question.kind].label}")
        _answer_form(question, f"quiz-{quiz.seed}-{number}", tries)
        if tries:
            _feedback(question, tries[-1])
    if tries:
        answer_card(evidence, question)
    if number < len(numbers):
        st.button(
            "Next question", icon=":material/arrow_forward:", key="next", on_click=_set, args=("question", number + 1)
        )
    _score(evidence, quiz)


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
    if question.options:
        said = "" if right else f" The answer is: {question.answer}."
    else:
        said = f" {guess_in_words(given, question.percent, question.accepted)}"
    verdict = "Right." if right else "Not this one."
    show(f"**{verdict}**{plain(said)}", icon=f":material/{icon}:")
    st.markdown(plain(question.explanation))


def _score(evidence: Evidence, quiz: Quiz) -> None:
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
        titles = evidence.lessons.set_index("lesson_id")["title"]
        st.markdown("**Ideas to revisit**")
        with st.container(horizontal=True, key="revisit"):
            for lesson_id in revisit:
                label, key = plain(titles[lesson_id]), f"revisit-{lesson_id}"
                if st.button(label, icon=":material/school:", key=key, on_click=_open, args=(lesson_id,)):
                    st.rerun()


def _tries(place: str) -> list:
    """The answers given at a place in this visit, the first one first: places of options, or percentages."""
    return st.session_state.setdefault("tries", {}).setdefault(place, [])


def _set(key: str, value) -> None:
    st.session_state[key] = value


def _open(lesson_id: str) -> None:
    st.session_state["learn"], st.session_state["lesson"] = "lessons", lesson_id


def _open_quiz() -> None:
    st.session_state["learn"] = "quiz"


def _another() -> None:
    st.session_state["seed"], st.session_state["question"] = randrange(1, HIGHEST_SEED + 1), 1
