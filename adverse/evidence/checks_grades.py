"""Rules of the grades that a row of incidence.csv counts: its column agrees with its band and its notes."""

import re
from collections.abc import Iterator

import pandas as pd

from adverse.vocabulary import is_added_up

FITTING = {"any": ("1", "2"), "ge3": ("3_4", "2_4"), "4": ("4_5",)}  # grade band -> what a row of it may count instead
GRADE = re.compile(
    r"\bgrades? ?(?P<first>[1-5])(?: ?(?:-|/|to|or|and) ?(?P<last>[1-5])\b)?(?P<higher> or higher)?", re.IGNORECASE
)


def grades_of(text: str) -> frozenset[int]:
    """The grades that a printed text names, in any of their spellings; none where it prints no grade.

    "grade 3 or higher" -> 3, 4, 5; "grade 3/4", "grades 3 and 4", "grade 3 or 4" -> 3, 4.
    """
    grades = set()
    for found in GRADE.finditer(text):
        first = int(found["first"])
        last = 5 if found["higher"] else max(first, int(found["last"] or first))
        grades |= set(range(first, last + 1))
    return frozenset(grades)


def problems_in_grades_counted(incidence: pd.DataFrame) -> Iterator[str]:
    """Rows whose words leave grade 5 out, or go beyond their band, without a word of it in `grades_counted`.

    And rows whose `grades_counted` does not fit the band: no patient of grade 2 to 4 is none of grade 3 or 4 either,
    but a count of grade 2 to 4 is no count of grade 3 or higher. A sum of all that a source prints leaves none out.
    """
    for row in incidence.itertuples():
        where = f"incidence.csv, line {row.line}, column grades_counted"
        named = grades_of(f"{row.locator}; {row.notes}")
        if row.grades_counted:
            if row.grades_counted not in FITTING.get(row.grade_band, ()):
                yield f"{where}: '{row.grades_counted}' does not fit the grade band {row.grade_band}."
            elif row.grade_band == "ge3" and row.grades_counted == "2_4" and row.n_with_event != 0:
                yield f"{where}: a count of grade 2 to 4 is no count of the grade band ge3, unless it is 0."
        elif row.grade_band == "ge3" and named >= {3, 4} and 5 not in named and not is_added_up(row):
            yield f"{where}: locator or notes name grades 3 and 4 without 5, which the grade band ge3 counts too."
        elif row.grade_band in ("3", "4") and 5 in named:
            yield f"{where}: locator or notes name grades above the grade band {row.grade_band}."
