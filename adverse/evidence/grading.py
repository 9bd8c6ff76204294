"""Rows of the grading page: criteria, what labels say at a grade, and vignettes."""

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.management import names_grade
from adverse.evidence.memo import remembered
from adverse.evidence.select import with_details
from adverse.grading import SYSTEM, Findings, grade_of
from adverse.vocabulary import SYNDROME_GROUPS

ACTIONS = ("dose_modification", "intervention")


@remembered
def criteria_rows(evidence: Evidence, syndrome: str) -> pd.DataFrame:
    """The criteria of every system for a syndrome."""
    rows = with_details(evidence, evidence.grading_criteria)
    return rows[rows["event_group"].isin(SYNDROME_GROUPS[syndrome]) & (rows["system"] != "ice")]


@remembered
def ice_items(evidence: Evidence) -> pd.DataFrame:
    """The ten items of the ICE score."""
    rows = evidence.grading_criteria
    return with_details(evidence, rows[rows["system"] == "ice"])


def grade_cells(criteria: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """The ASTCT criteria that are findings with a grade, with `is_met`, and `decides` where it also gives the grade."""
    rows = criteria[(criteria["system"] == SYSTEM) & (criteria["finding"] != "") & criteria["grade"].notna()]
    met = [getattr(findings, row.domain) == row.finding for row in rows.itertuples()]
    decided_by = grade_of(findings).decided_by if grade_of(findings).grade else ()
    return rows.assign(is_met=met, decides=[m and d in decided_by for m, d in zip(met, rows["domain"], strict=True)])


@remembered
def rules_at_grade(evidence: Evidence, syndrome: str, grade: int, jurisdiction: str) -> pd.DataFrame:
    """What texts of one jurisdiction on the medicine say is done at a grade; rows that name no grade come last.

    Adds `names_grade`: whether the condition of the row names grades.
    """
    rules = evidence.management
    rules = rules[rules["topic"].isin(ACTIONS) & (rules["jurisdiction"] == jurisdiction)]
    rules = with_details(evidence, rules[rules["drug"] == evidence.about["drug"]])
    rules = rules[rules["event_group"].isin(SYNDROME_GROUPS[syndrome])]
    rules = rules.assign(names_grade=rules["grades"] != "")
    rules = rules[~rules["names_grade"] | names_grade(rules, grade)]
    return rules.sort_values("names_grade", ascending=False, kind="stable")


@remembered
def grading_rows(evidence: Evidence, syndrome: str) -> pd.DataFrame:
    """The grading rules as other documents print them."""
    rows = with_details(evidence, evidence.management[evidence.management["topic"] == "grading"])
    return rows[rows["event_group"].isin(SYNDROME_GROUPS[syndrome])]


@remembered
def vignette_rows(evidence: Evidence) -> pd.DataFrame:
    """The vignettes with their sources, in file order."""
    return with_details(evidence, evidence.vignettes)
