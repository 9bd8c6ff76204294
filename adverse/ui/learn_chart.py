"""The chart of a lesson and of an answered question, drawn from their rows, with table and sources."""

import pandas as pd
import streamlit as st

from adverse.cards import notes, tables
from adverse.cards.compare import Choice, compared
from adverse.charts import case_share_plot, grade_ladder, grade_stack, icon_array, incidence_dot_plot, onset_timeline
from adverse.evidence import Evidence
from adverse.evidence.select import Selection, with_details
from adverse.evidence.timeline import treatment_phases
from adverse.quiz import Material, Question, question_rows
from adverse.sentences import difference_in_words, inside, people_scale, share_in_words
from adverse.ui import cached, grading, onset, panels, words
from adverse.ui.cached import once
from adverse.ui.words import plain
from adverse.vocabulary import GRADE_BANDS, LESSON_CHARTS, PERIODS, label, share_qualifier

NOTES = {
    "icons": notes.ICONS,
    "grades": notes.GRADES,
    "timeline": notes.CLOCK,
    "cases": notes.SHARES,
    "ladder": notes.GRADES_BY_ASTCT,
}
COLUMNS = {"timeline": tables.onset_columns, "cases": tables.risk_columns, "ladder": tables.criteria_columns}


def lesson_card(evidence: Evidence, lesson, shown: Selection) -> None:
    """The chart of a lesson, and what it says in plain sentences."""
    _card(evidence, lesson.chart, shown, name="lesson")
    if lesson.chart == "icons":
        _in_sentences(evidence, shown.rows)


def answer_card(evidence: Evidence, question: Question) -> None:
    """The chart behind an answer with its sources; a claim that no chart can show has its source alone."""
    material = once(Material.of, evidence)
    shown = once(question_rows, material, question)
    if question.chart:
        _card(evidence, question.chart, shown, name="answer")
    if question.chart == "icons" and len(shown.rows) > 1:
        _in_sentences(evidence, shown.rows)
    if question.table == "claims":
        claims = evidence.claims[evidence.claims["row_key"].isin(question.row_keys)]
        rows = with_details(evidence, claims.rename(columns={"primary_source_id": "source_id"}))
        panels.source_table(rows, key="claim_source", alt="The claim with its source")
    if question.table == "vignettes":
        row = material.vignettes.set_index("row_key").loc[question.row_keys[0]]
        st.caption(f"Source: {words.link(row['source_name'], row['source_url'])}, {plain(row['locator'])}")


def _card(evidence: Evidence, chart: str, shown: Selection, *, name: str) -> None:
    what = once(_title, shown.rows, chart, words.name_column())
    names = grading.names() if chart == "ladder" else words.event_names(evidence)
    panels.chart_card(
        cached.chart(_figure, evidence, chart, shown.rows, names),
        shown,
        name=name,
        title=what,
        alt=f"{LESSON_CHARTS[chart].label}: {what}",
        note=NOTES.get(chart) or once(notes.of_shares, shown.rows),
        sentence=f"{what}.",
        columns=COLUMNS.get(chart, tables.incidence_columns),
    )


def _figure(evidence: Evidence, chart: str, rows: pd.DataFrame, names: dict, *, dark: bool):
    if chart == "icons":
        return icon_array(rows, scale=_scale(rows), dark=dark)
    if chart == "arms":
        return incidence_dot_plot(rows, rows_by="arm_label", names=names, dark=dark)
    if chart == "timeline":
        no_phases = onset.phases_of(treatment_phases(evidence), ())
        return onset_timeline(rows, no_phases, names=names, dark=dark)
    if chart == "cases":
        return case_share_plot(rows, names=names, dark=dark)
    if chart == "ladder":
        return grade_ladder(rows, names, dark=dark)
    return {"events": incidence_dot_plot, "grades": grade_stack}[chart](rows, names=names, dark=dark)


def _scale(rows: pd.DataFrame) -> int:
    return people_scale(rows["proportion"], [share_qualifier(row) for row in rows.itertuples()])


def _title(rows: pd.DataFrame, chart: str, name_column: str) -> str:
    """What the rows are about: event, arm, grade and period, as far as all rows share them."""
    if chart == "ladder":
        return "Each domain's own grade"
    parts = [rows[name_column].iloc[0]] if rows["event"].nunique() == 1 else []
    if "arm_label" in rows and rows["arm_label"].nunique() == 1 and chart not in ("timeline", "cases"):
        parts.append(rows["arm_label"].iloc[0])
    if chart in ("icons", "arms", "events"):
        parts.append(label(GRADE_BANDS, rows["grade_band"].iloc[0]).lower())
    if "period" in rows and rows["period"].nunique() == 1:
        parts.append(label(PERIODS, rows["period"].iloc[0]).lower())
    if chart == "icons":
        parts.append(f"of {_scale(rows):,} people")
    if chart == "timeline":
        parts.append("days to onset")
    if chart == "cases":
        parts.append("who was reported")
    title = ", ".join(parts)
    return title[0].upper() + title[1:]


def _in_sentences(evidence: Evidence, rows: pd.DataFrame) -> None:
    """The share of one arm, or two arms beside each other as the compare page says it."""
    with st.container(border=True, key="card-lesson-sentences"):
        st.markdown("### In plain sentences")
        first = rows.iloc[0]
        if len(rows) == 1:
            said = f"{first['arm_label']}: {share_in_words(first)} had {inside(first[words.name_column()])}."
        else:
            pair = Choice(
                (first["arm_id"], rows.iloc[1]["arm_id"]),
                rows.iloc[1]["arm_id"],
                first["grade_band"],
                first["period"],
                "all",
                (),
            )
            beside = once(compared, evidence, pair, False).selection.rows
            row = beside[(beside["event"] == first["event"]) & (beside["arm_id"] == first["arm_id"])].iloc[0]
            said = difference_in_words(row, reader=words.reader(), name_column=words.name_column())
        st.markdown(plain(said))
