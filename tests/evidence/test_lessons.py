"""The rules of the lessons, on rows broken on purpose."""

import pytest

from adverse.vocabulary import QUESTION_KINDS


@pytest.mark.parametrize(
    ("column", "value", "faults"),
    [
        (
            "arm_ids",
            "no-such-arm",
            [
                "arm_ids: 'no-such-arm' is not in arms.csv.",
                "arm_ids: no row of incidence.csv has a count of 'no-such-arm' for this chart.",
            ],
        ),
        ("events", "Pyrexia|Hiccups", ["events: 'Hiccups' is not in events.csv."]),
        ("terms", "No such term", ["terms: 'No such term' is not in glossary.csv."]),
        ("claim_id", "C999", ["claim_id: 'C999' is not in claims.csv."]),
        ("idea", "Of 100 people 55 had it.", ["idea: a figure is typed; figures come from the rows."]),
        ("period", "", ["chart: icons needs arm_ids, grade_band and period."]),
        ("period", "cycle_2", ["arm_ids: no row of incidence.csv has a count of 'tower-blinatumomab' for this chart."]),
        ("chart", "pie", ["chart: 'pie' is not one of icons, arms, events, grades, timeline, cases, ladder."]),
        ("title", "", ["title: the cell is empty."]),
    ],
)
def test_broken_lesson(set_cell, problems, column, value, faults):
    set_cell("lessons", 2, column, value)
    assert problems() == [f"lessons.csv, line 2, column {fault}" for fault in faults]


def test_every_kind_of_question_leads_back_to_one_lesson(set_cell, problems):
    set_cell("lessons", 2, "kinds", "of_hundred|fairness|riddle")
    assert problems() == [
        f"lessons.csv, line 2, column kinds: 'riddle' is not one of {', '.join(QUESTION_KINDS)}.",
        "lessons.csv, line 9, column kinds: 'fairness' belongs to the lesson of line 2 already.",
        "lessons.csv: no lesson has the kind of question estimate.",
    ]
