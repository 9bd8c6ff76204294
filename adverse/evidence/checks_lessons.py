"""Rules of the lessons: they name what exists, type no figure, and each kind of question leads back to one lesson."""

import re
from collections.abc import Iterator

import pandas as pd

from adverse.evidence.cells import names_in
from adverse.vocabulary import QUESTION_KINDS

Tables = dict[str, pd.DataFrame]

OF_ARMS = ("icons", "arms", "events", "grades")
LISTS = {
    "arm_ids": ("arms", "arm_id"),
    "events": ("events", "event"),
    "signs_of": ("events", "event"),
    "claim_id": ("claims", "claim_id"),
    "terms": ("glossary", "term"),
}
WITHOUT_FIGURES = ("title", "idea", "explanation")


def problems_in_lessons(tables: Tables) -> Iterator[str]:
    """Names that are not in their table, charts without rows, typed figures, and kinds without one lesson."""
    homes: dict[str, int] = {}
    for row in tables["lessons"].itertuples():
        where = f"lessons.csv, line {row.line}, column"
        for column, (table, key) in LISTS.items():
            known = set(tables[table][key])
            for name in names_in(getattr(row, column)):
                if name not in known:
                    yield f"{where} {column}: '{name}' is not in {table}.csv."
        for column in WITHOUT_FIGURES:
            if re.search(r"\d", getattr(row, column)):
                yield f"{where} {column}: a figure is typed; figures come from the rows."
        if row.chart in OF_ARMS:
            yield from _chart_rows(row, tables["incidence"], where)
        for kind in names_in(row.kinds):
            if kind not in QUESTION_KINDS:
                yield f"{where} kinds: '{kind}' is not one of {', '.join(QUESTION_KINDS)}."
            elif kind in homes:
                yield f"{where} kinds: '{kind}' belongs to the lesson of line {homes[kind]} already."
            homes.setdefault(kind, row.line)
    for kind in QUESTION_KINDS if len(tables["lessons"]) else ():
        if kind not in homes:
            yield f"lessons.csv: no lesson has the kind of question {kind}."


def _chart_rows(row, incidence: pd.DataFrame, where: str) -> Iterator[str]:
    if not (row.arm_ids and row.grade_band and row.period):
        yield f"{where} chart: {row.chart} needs arm_ids, grade_band and period."
        return
    same = (incidence["grade_band"] == row.grade_band) & (incidence["period"] == row.period)
    counted = incidence[same & (incidence["subset"] == "all") & incidence["n_with_event"].notna()]
    for arm in names_in(row.arm_ids):
        if counted[(counted["arm_id"] == arm) & counted["event"].isin(names_in(row.events))].empty:
            yield f"{where} arm_ids: no row of incidence.csv has a count of '{arm}' for this chart."
