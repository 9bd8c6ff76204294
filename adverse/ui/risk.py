"""The parts of the risk factor page: its controls and its four cards, each shown only where it has rows."""

import pandas as pd
import streamlit as st

from adverse.cards import notes, tables
from adverse.cards.risk import OPENING_BOARD, RiskChoice, board_choices, subgroups
from adverse.charts import case_share_plot, risk_forest, subgroup_dot_plot
from adverse.evidence import Evidence
from adverse.evidence.risk import ratio_rows, share_rows, statement_rows
from adverse.evidence.select import Selection
from adverse.sentences.charts import case_shares_answer, effect_sizes_answer, subgroups_answer
from adverse.ui import controls, panels, words
from adverse.ui.cached import Chart, chart, once


def choose_board(evidence: Evidence) -> RiskChoice:
    """Draw the controls in one row."""
    row = st.columns([8, 3], vertical_alignment="bottom")
    with row[1]:
        others = controls.choose_whether("others", "Other products too")
    with row[0]:
        boards = once(board_choices, evidence, others)
        chosen = controls.choose_one("board", "Risk factors for", boards, default=OPENING_BOARD)
    return RiskChoice(None if chosen == "all" else chosen, others)


def forest_card(evidence: Evidence, rows: pd.DataFrame) -> None:
    """Effect sizes."""
    found = once(Selection, once(ratio_rows, rows))
    if len(found.rows):
        drawn = chart(risk_forest, found.rows, names=words.event_names(evidence))
        _card(
            drawn,
            found,
            once(effect_sizes_answer, found.rows),
            "effect-sizes",
            "How strong is the link?" if words.is_learner() else "How strong is the link? Ratios as printed",
            "Effect sizes with intervals on a log axis",
            notes.FOREST,
        )


def subgroup_card(evidence: Evidence, rows: pd.DataFrame) -> None:
    """Incidence by subgroup."""
    found = once(subgroups, rows)
    if len(found.rows):
        drawn = chart(subgroup_dot_plot, found.rows, names=words.event_names(evidence))
        _card(
            drawn,
            found,
            once(subgroups_answer, found.rows, name_column=words.name_column()),
            "subgroups",
            "How often in which subgroup?",
            "Incidence by subgroup",
            notes.SUBGROUPS,
        )


def share_card(evidence: Evidence, rows: pd.DataFrame, all_rows: pd.DataFrame) -> None:
    """Reported cases against all reports."""
    found = once(Selection, once(share_rows, rows, all_rows))
    if len(found.rows):
        drawn = chart(case_share_plot, found.rows, names=words.event_names(evidence))

        def behind(keys: list[str]) -> pd.DataFrame:
            return all_rows[all_rows["row_key"].isin(keys)]

        title = "Who was reported? A share of cases is not a risk"
        _card(
            drawn,
            found,
            once(case_shares_answer, found.rows, name_column=words.name_column()),
            "shares",
            title,
            "Share of reported cases against share of all reports",
            notes.SHARES,
            behind=behind,
        )


def statement_card(rows: pd.DataFrame, all_rows: pd.DataFrame) -> None:
    """Statements that no chart can show, as a table with direction."""
    found = once(statement_rows, rows, all_rows)
    if len(found):
        told = f"{len(found)} more statement{'s' if len(found) > 1 else ''}: no number, or nothing to compare it with"
        nothing_else = len(found) == len(rows)
        if more := panels.opened(told, key="statements", icon="format_quote", expanded=nothing_else):
            with more:
                panels.grid(
                    once(tables.statement_columns, found), key="statement_rows", alt="Statements without numbers"
                )
                panels.download(found, "statements")


def _card(drawn: Chart, found: Selection, said: str, name: str, title: str, alt: str, note: str, **more) -> None:
    panels.chart_card(
        drawn, found, name=name, title=title, alt=alt, note=note, sentence=said, columns=tables.risk_columns, **more
    )
