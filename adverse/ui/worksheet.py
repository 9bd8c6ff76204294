"""The questions of a quiz on paper: a sheet to print, and an answer key on a page of its own."""

import streamlit as st

from adverse.cards import notes
from adverse.cards.learn import material_of
from adverse.evidence import Evidence
from adverse.quiz import Question, question_rows
from adverse.sentences import accepted_in_words
from adverse.ui import imprint
from adverse.ui.controls import Controls
from adverse.ui.learn import Quiz
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import QUESTION_KINDS

BOX = "☐"
LETTERS = "ABCDEFGH"


def show(page: Page, quiz: Quiz) -> None:
    """The sheet, and with it the answer key when it is asked for."""
    evidence = page.evidence
    with_key = Controls().whether("answer_key", "Print the answer key too")
    st.caption(f":material/print: {notes.WORKSHEET}")
    with st.container(border=True, key="summary-questions"):
        st.markdown(sheet_text(evidence, quiz))
        st.caption(imprint.of_sheet(evidence))
    if with_key:
        with st.container(border=True, key="summary-answers"):
            st.markdown(key_text(evidence, quiz))
            st.caption(imprint.of_sheet(evidence))


def sheet_text(evidence: Evidence, quiz: Quiz) -> str:
    """The questions as Markdown, with boxes to tick and room for estimates; no answer among them."""
    parts = [f"### Adverse events of {plain(evidence.about['drug'])}: worksheet {quiz.seed}"]
    for number, question in enumerate(quiz.questions, 1):
        parts.append(f"**{number}. {QUESTION_KINDS[question.kind].label}**  \n{plain(question.prompt)}")
        lines = [f"{BOX} {LETTERS[i]}. {plain(option)}" for i, option in enumerate(question.options)]
        parts.append("  \n".join(lines or ["Your estimate: \\_\\_\\_\\_\\_\\_ of 100"]))
    return "\n\n".join([*parts, f":small[{plain(notes.NOT_ZERO)}]"])


def key_text(evidence: Evidence, quiz: Quiz) -> str:
    """The answers as Markdown, each with its explanation and sources."""
    parts = [f"### Answer key to worksheet {quiz.seed}"]
    for number, question in enumerate(quiz.questions, 1):
        parts.append(
            f"**{number}. {_answer(question)}** {plain(question.explanation)} "
            f":small[Source: {plain(_sources(evidence, question))}.]"
        )
    return "\n\n".join(parts)


def _answer(question: Question) -> str:
    if question.accepted is None:
        return f"{LETTERS[question.options.index(question.answer)]}. {plain(question.answer)}."
    return f"{plain(question.answer)}; {accepted_in_words(question.accepted)}."


def _sources(evidence: Evidence, question: Question) -> str:
    """The documents behind an answer."""
    names = evidence.sources.set_index("source_id")["short_name"]
    if question.table == "claims":
        claims = evidence.claims[evidence.claims["row_key"].isin(question.row_keys)]
        return ", ".join(names[claims["primary_source_id"]])
    rows = question_rows(material_of(evidence), question).rows
    return ", ".join(dict.fromkeys(rows["source_name"]))
