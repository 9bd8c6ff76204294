"""Rules of management.csv: its printed words do not contradict its columns, and milligrams name their medicine."""

import re
from collections.abc import Iterator

import pandas as pd

from adverse.evidence.cells import names_in
from adverse.evidence.checks_grades import grades_of
from adverse.vocabulary import MEDICINES_IN_MILLIGRAMS, MILLIGRAM

MILLIGRAMS = re.compile(rf"\d ?{MILLIGRAM}\b")


def problems_in_management(management: pd.DataFrame, drug: str, dose_unit: str) -> Iterator[str]:
    """Rows whose words name a grade, weight or text that the columns do not, or milligrams without their medicine.

    Where a dose of `drug` is in another unit, a figure in milligrams in its rows must name another medicine in the same
    clause.
    """
    for row in management.itertuples():
        where = f"management.csv, line {row.line}, column"
        named = "|".join(map(str, sorted(grades_of(row.grade_or_condition))))
        if row.grades != named:
            yield f"{where} grades: '{row.grade_or_condition}' names '{named}', the cell '{row.grades}'."
        if " kg" in row.population and not row.weight_band:
            yield f"{where} weight_band: '{row.population}' names a weight, the cell is empty."
        if "2014" in row.grade_or_condition and row.scheme != "2014":
            yield f"{where} scheme: '{row.grade_or_condition}' names the text of 2014, the cell does not."
        if bool(row.actions) != bool(row.infusion):
            yield f"{where} infusion: it says what is done to the infusion where actions does, and only there."
        yield from _days(row, where)
        if row.drug == drug and dose_unit not in ("", MILLIGRAM):
            yield from _milligrams(row, where)


def _days(row, where: str) -> Iterator[str]:
    first, last, doses = (names_in(cell) for cell in (row.first_days, row.last_days, row.doses))
    if len(first) != len(last) or any(int(start) > int(end) for start, end in zip(first, last, strict=False)):
        yield f"{where} last_days: '{row.last_days}' does not end what begins on '{row.first_days}'."
    elif row.topic == "prevention" and first and len(doses) != len(first):
        yield f"{where} doses: {len(doses)} doses are given for {len(first)} spans of days."
    is_drawn = pd.notna(row.hospital_days) or {
        "prevention": bool(first),
        "premedication": any(start == end for start, end in zip(first, last, strict=False)),
    }.get(row.topic, False)
    if is_drawn and not row.condition_in_short:
        yield f"{where} condition_in_short: the cell is empty, and the rule is drawn by day."


def _milligrams(row, where: str) -> Iterator[str]:
    for column in ("action", "drug_or_dose"):
        for clause in getattr(row, column).split(";"):
            if MILLIGRAMS.search(clause) and not any(name in clause for name in MEDICINES_IN_MILLIGRAMS):
                told = f"'{clause.strip()}' is in {MILLIGRAM} and names no medicine given in {MILLIGRAM}"
                yield f"{where} {column}: {told}."
