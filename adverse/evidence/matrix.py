"""Pivotal arms of T-cell engaging treatments side by side: at most one row an arm and column, each with its caveats.

Trials differ in patients, grading and follow-up, so nothing here is subtracted, ranked or pooled.
"""

from typing import NamedTuple

import pandas as pd

from adverse.evidence.by_setting import CAVEATS as CAVEATS_OF_TRIALS
from adverse.evidence.by_setting import NOT_OF_A_TRIAL, PERIODS_BEST_FIRST, SUBSETS_BEST_FIRST
from adverse.evidence.cells import LIST_MARK
from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection, ranked_rows, with_details
from adverse.vocabulary import (
    DISEASES,
    GRADE_BANDS,
    GRADING_SCALES,
    SECONDARY_SOURCE_KINDS,
    SETTINGS,
    T_CELL_ENGAGING,
    label,
)

ONE_GRADE = {"ge3": "3"}  # the one grade that stands for a band where its source prints no more
SCALE = "scale:"
CAVEATS = CAVEATS_OF_TRIALS | {
    "grade_3": "grade 3 alone, a lower limit for grade 3 or higher",
    "no_grade_5": "grades 3 and 4 alone",
    "others": "counted in another number of patients than the arm treated",
    "interim": "an earlier cut, of part of the patients or of their time",
    **{f"{SCALE}{key}": f"graded by {term.label}" for key, term in GRADING_SCALES.items() if key},
}


class Column(NamedTuple):
    """A column of the matrix: the events of which an arm's first is shown, the grade, and the events in short."""

    key: str
    group: str
    events: tuple[str, ...]
    grade_band: str
    kinds: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """ "CRS, grade 3 or higher"."""
        return f"{self.group}, {label(GRADE_BANDS, self.grade_band).lower()}"


@remembered
def columns_of(evidence: Evidence) -> tuple[Column, ...]:
    """The columns, as `matrix` of data/about.toml names them."""
    return tuple(
        Column(f"{item['key']}_{grade}", item["label"], tuple(item["events"]), grade, tuple(item.get("kinds", ())))
        for item in evidence.about["matrix"]
        for grade in item["grades"]
    )


@remembered
def pivotal_arms(evidence: Evidence) -> pd.DataFrame:
    """Pivotal arms that report an event of a column, by disease, setting, class, treatment and size.

    Adds `place`, the heading: the disease, with the setting where its arms are of several.
    """
    arms = evidence.arms[evidence.arms["pivotal"] != ""]
    arms = arms[arms["arm_id"].isin(_candidates(evidence)["arm_id"])]
    several = arms.groupby("pivotal")["setting"].transform("nunique") > 1
    disease = arms["pivotal"].map(lambda key: label(DISEASES, key))
    setting = arms["setting"].map(lambda key: _inside(label(SETTINGS, key)))
    ranks = {"pivotal": list(DISEASES), "setting": list(SETTINGS), "drug_class": list(T_CELL_ENGAGING)}
    arms = arms.assign(
        place=disease.where(~several, disease + ", " + setting),
        **{f"_{column}": arms[column].map(keys.index) for column, keys in ranks.items()},
    )
    order = ["_pivotal", "_setting", "_drug_class", "drug", "n_safety"]
    ordered = arms.sort_values(order, ascending=[True, True, True, True, False], kind="stable")
    return ordered.drop(columns=[f"_{column}" for column in ranks])


def _inside(words: str) -> str:
    """A label behind other words: "relapsed or refractory", "MRD-positive"."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


@remembered
def matrix_rows(evidence: Evidence) -> Selection:
    """One incidence row a pivotal arm and column where a share is printed, in the order of `pivotal_arms`.

    Of a column the whole grade band stands before one grade, its first event before the next, all events before those
    related to treatment, the whole study before a part of it, then as everywhere. Rows carry `column`, `place`,
    `event_rank` (0 is the first event of the column), `caveats` (keys of CAVEATS joined by LIST_MARK) and the verdict
    that they are of different trials.
    """
    found = _candidates(evidence)
    arms, columns = pivotal_arms(evidence), [column.key for column in columns_of(evidence)]
    ranked = ranked_rows(found[found["set_aside_reason"] == ""])
    order = ["arm_id", "column", "is_one_grade", "event_rank", "_subset", "_period"]
    ranked = ranked.assign(
        _subset=ranked["subset"].map(SUBSETS_BEST_FIRST.index), _period=ranked["period"].map(PERIODS_BEST_FIRST.index)
    ).sort_values(order, kind="stable")
    best = ranked.drop_duplicates(["arm_id", "column"])
    beaten = found.drop(best.index)
    beaten = beaten.assign(set_aside_reason=_reasons(beaten, best))
    rows = best.drop(columns=[name for name in best if name.startswith("_")] + ["set_aside_reason"])
    rows = rows.assign(
        place=rows["arm_id"].map(arms.set_index("arm_id")["place"]),
        caveats=[caveats_of(row) for row in rows.itertuples()],
        comparability="different_trials",
        n_other_rows=0,
        is_disputed=rows["disagrees_with"] != "",
        _arm=rows["arm_id"].map(list(arms["arm_id"]).index),
        _column=rows["column"].map(columns.index),
    )
    return Selection(rows.sort_values(["_arm", "_column"]).drop(columns=["_arm", "_column"]), beaten)


@remembered
def _candidates(evidence: Evidence) -> pd.DataFrame:
    """Rows of pivotal arms at an event and grade of a column; `set_aside_reason` says which can never be drawn."""
    table = evidence.incidence
    pivotal = evidence.arms.loc[evidence.arms["pivotal"] != "", "arm_id"]
    table = table[table["arm_id"].isin(pivotal) & table["subset"].isin(SUBSETS_BEST_FIRST)]
    parts = []
    for column in columns_of(evidence):
        bands = [column.grade_band, ONE_GRADE.get(column.grade_band)]
        rows = table[table["event"].isin(column.events) & table["grade_band"].isin(bands)]
        ranks = rows["event"].map(column.events.index)
        one_grade = rows["grade_band"] != column.grade_band
        parts.append(rows.assign(column=column.key, event_rank=ranks, is_one_grade=one_grade))
    rows = with_details(evidence, pd.concat(parts) if parts else table.head(0).assign(column=""))
    reason = pd.Series("", index=rows.index)
    reason[rows["percent"].isna() & rows["n_at_risk"].isna()] = "no_denominator"
    reason[~rows["period"].isin(PERIODS_BEST_FIRST)] = "period"
    reason[rows["counting_unit"] != "patients"] = "counting_unit"
    reason[rows["source_kind"].isin(NOT_OF_A_TRIAL)] = "article"
    return rows.assign(set_aside_reason=reason)


def _reasons(beaten: pd.DataFrame, best: pd.DataFrame) -> pd.Series:
    """Why a row stands behind the one of its arm and column, unless it could not be drawn at all."""
    shown = beaten[["arm_id", "column"]].merge(best, on=["arm_id", "column"], how="left").set_index(beaten.index)
    reason = pd.Series("source", index=beaten.index)
    reason[beaten["data_cut"] != shown["data_cut"]] = "data_cut"
    reason[beaten["period"] != shown["period"]] = "period"
    reason[beaten["event_rank"] != shown["event_rank"]] = "other_event"
    reason[beaten["is_one_grade"] & ~shown["is_one_grade"].fillna(False).astype(bool)] = "one_grade"
    return beaten["set_aside_reason"].where(beaten["set_aside_reason"] != "", reason)


def caveats_of(row) -> str:
    """What is to be said of a figure of the matrix, as keys of CAVEATS."""
    applies = {
        "cycle_1": row.period == "cycle_1",
        "part": row.period == "other",
        "treatment_related": row.subset == "treatment_related",
        "second_hand": row.source_kind in SECONDARY_SOURCE_KINDS or row.quotation == "second_hand",
        "interim": row.data_cut == "interim",
        "grade_3": row.is_one_grade,
        "no_grade_5": row.grades_counted == "3_4",
        "others": row.data_cut != "interim"
        and pd.notna(row.n_at_risk)
        and pd.notna(row.n_safety)
        and row.n_at_risk != row.n_safety,
        f"{SCALE}{row.grading_scale}": row.grading_scale != "",
    }
    return LIST_MARK.join(key for key, does in applies.items() if does)
