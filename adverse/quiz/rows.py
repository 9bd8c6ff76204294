"""The rows behind a lesson or an answered question, ready to be drawn."""

import pandas as pd

from adverse.evidence.cells import names_in
from adverse.evidence.grading import criteria_rows, grade_cells
from adverse.evidence.risk import share_rows
from adverse.evidence.scope import focus_arm_ids
from adverse.evidence.select import (
    Selection,
    grade_split_rows,
    has_later_document,
    incidence_rows,
    onset_rows,
    risk_rows,
)
from adverse.evidence.timeline import in_onset_order
from adverse.grading import SYNDROMES
from adverse.quiz.material import Material
from adverse.quiz.question import Question
from adverse.statistics import with_incidence_proportion


def lesson_rows(material: Material, lesson) -> Selection:
    """The rows of a lesson's chart."""
    evidence, events = material.evidence, names_in(lesson.events)
    if lesson.chart == "timeline":
        return Selection(_onset(material, events))
    if lesson.chart == "cases":
        return Selection(_reports(material, events))
    wanted = {"arm_ids": tuple(names_in(lesson.arm_ids)), "period": lesson.period}
    found = incidence_rows(evidence, grade_band=lesson.grade_band, **wanted)
    if lesson.chart == "grades":
        found = grade_split_rows(incidence_rows(evidence, grade_band="any", **wanted), found)
    found = found.apply(lambda rows: rows[rows["event"].isin(events)])
    order = {arm: place for place, arm in enumerate(wanted["arm_ids"])}
    rows = with_incidence_proportion(found.rows)
    rows = rows.assign(place=rows["arm_id"].map(order)).sort_values(["proportion"], ascending=False)
    return Selection(rows.sort_values("place", kind="stable").drop(columns="place"), period=found.period)


def question_rows(material: Material, question: Question) -> Selection:
    """The rows that give the answer; of a claim, the rows of the evidence about the same figure."""
    if question.table == "incidence":
        return Selection(_with_keys(material.incidence, question))
    if question.table == "onset":
        return Selection(_with_keys(material.onset, question))
    if question.table == "vignettes":
        [row] = _with_keys(material.vignettes, question).to_dict("records")
        findings = SYNDROMES[row["syndrome"]].read(row)
        return Selection(grade_cells(criteria_rows(material.evidence, row["syndrome"]), findings))
    return Selection(_about_claim(material, question))


def _with_keys(rows: pd.DataFrame, question: Question) -> pd.DataFrame:
    return rows.set_index("row_key", drop=False).loc[list(question.row_keys)].reset_index(drop=True)


def _about_claim(material: Material, question: Question) -> pd.DataFrame:
    claims = _with_keys(material.claims, question)
    claim = claims.iloc[0]
    headline = material.evidence.about["headline"]
    events = [item["event"] for item in headline if item["claim_topic"] == claim["topic"]]
    if question.chart == "cases":
        return _reports(material, [headline[-1]["event"]])
    if question.chart == "timeline":
        return _onset(material, events)
    if question.chart == "arms":
        rows = material.incidence
        rows = rows[rows["event"].isin(events) & rows["arm_id"].isin(focus_arm_ids(material.evidence, tier="core"))]
        rows = rows[(rows["grade_band"] == (claim["grades_claimed"] or "any")) & (rows["period"] == "whole_study")]
        return rows.sort_values("proportion")
    return claims


def _onset(material: Material, events: list[str]) -> pd.DataFrame:
    rows = onset_rows(material.evidence).rows
    return in_onset_order(rows[rows["event"].isin(events)])


def _reports(material: Material, events: list[str]) -> pd.DataFrame:
    every = risk_rows(material.evidence)
    shares = share_rows(every[every["event"].isin(events)], every)
    return shares[~has_later_document(shares, ["drug", "event", "factor", "level"])]
