"""How bad an event was: its grade, where the file has one, and whether it was serious, fatal, related ..."""

import numpy as np

from adverse.cohort.answers import Answers, Question
from adverse.cohort.left_out import LeftOut
from adverse.cohort.mapping import Mapped
from adverse.cohort.patients import YES_NO
from adverse.cohort.values import (
    INTERRUPTED,
    WITHDRAWN,
    are_given,
    each,
    grade,
    marks,
    relation,
    severity,
)
from adverse.sentences import own_data as said
from adverse.sentences.own_data import several

MARKS = ("serious", "fatal", "treatment_related", "led_to_discontinuation", "led_to_interruption")


def grades_of(
    one: Mapped, kept: np.ndarray, answers: Answers, left_out: LeftOut
) -> tuple[np.ndarray, list[Question], bool]:
    """The grade of each row, 0 where it has none; words of severity are grades only on the reader's word."""
    column, words = one.column("grade"), one.column("severity")
    grades, problem = np.zeros(len(kept), dtype=int), np.full(len(kept), "", dtype=object)
    if column is not None:
        read = each(column, grade)
        grades = np.array([value for value, _ in read], dtype=int)
        problem = np.array([fault for _, fault in read], dtype=object)
        for fault in ("two_grades", "not_a_grade"):
            left_out.add(one, kept & (problem == fault), fault, "grade", of="grades")
    in_words = np.zeros(len(kept), dtype=int)
    texts = np.full(len(kept), "", dtype=object)
    for source in (words, column):
        if source is not None:
            found = each(source, severity, int)
            texts = np.where((in_words == 0) & (found > 0), source.to_numpy(), texts)
            in_words = np.where(in_words == 0, found, in_words)
    asked = kept & (grades == 0) & (in_words > 0)
    questions = []
    if asked.any():
        examples = ", ".join(sorted({str(text) for text in texts[asked]})[:3])
        sentence = said.SEVERITY_GRADE.format(rows=several(int(asked.sum()), "row"), examples=examples)
        question = Question("severity_is_grade", sentence, YES_NO, "no")
        questions.append(question)
        if answers.to(question) == "yes":
            grades = np.where(asked, in_words, grades)
    return grades, questions, bool((grades[kept] > 0).any())


def marks_of(one: Mapped, kept: np.ndarray) -> tuple[dict[str, np.ndarray], list[str]]:
    """Which rows are serious, fatal, related ...; a mark is there only where the file says anything of it."""
    found: dict[str, np.ndarray] = {}
    notes: list[str] = []
    for name, role, read in (("serious", "serious", marks), ("treatment_related", "related", None)):
        column = one.column(role)
        if column is not None and are_given(column).any():
            value = read(column) if read else each(column, relation, float)
            unread = kept & are_given(column) & np.isnan(value)
            if unread.any():
                examples = ", ".join(sorted(set(column[unread]))[:3])
                told = {
                    "cells": several(int(unread.sum()), "cell"),
                    "column": one.name(role),
                    "file": one.raw.file,
                    "examples": examples,
                }
                notes.append(said.UNREAD_WORDS.format(**told))
            found[name] = value == 1
    fatal, outcome = one.column("fatal"), one.column("outcome")
    if (fatal is not None and are_given(fatal).any()) or (outcome is not None and are_given(outcome).any()):
        by_flag = marks(fatal) == 1 if fatal is not None else np.zeros(len(kept), dtype=bool)
        by_outcome = outcome.str.upper().isin(["FATAL", "DEATH"]) if outcome is not None else by_flag
        found["fatal"] = by_flag | np.asarray(by_outcome)
    action = one.column("action")
    if action is not None and are_given(action).any():
        upper = action.str.upper()
        found["led_to_discontinuation"] = upper.isin(WITHDRAWN).to_numpy()
        found["led_to_interruption"] = upper.isin(INTERRUPTED).to_numpy()
    return {name: found[name] for name in MARKS if name in found}, notes
