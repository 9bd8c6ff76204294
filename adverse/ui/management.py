"""The parts of the management page: its controls, the cards of a choice, the grades at a glance, and further rules."""

from typing import Any

import pandas as pd
import streamlit as st

from adverse.cards import management
from adverse.cards.management import (
    DEFAULT_JURISDICTIONS,
    RuleChoice,
    as_printed,
    choose_part,
    rules_by_grade,
    rules_of,
    rules_of_part,
)
from adverse.evidence import Evidence
from adverse.evidence.management import management_rows, rule_parts, unit_errors, unread_rules
from adverse.evidence.memo import remembered
from adverse.sentences import NO_ROW, rule_in_short, rules_answer, summary_answer, unit_error_sentence
from adverse.ui import panels, rules, words
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import ACTIONS, DOSE_UNITS, JURISDICTIONS, MANAGEMENT_EVENTS, label


def places() -> dict[str, Any]:
    """Where the controls stand."""
    with st.container(key="manage-controls"):
        with st.container(key="manage-choice"):
            first = st.columns([5.2, 3, 3.8], vertical_alignment="bottom")
        second = st.columns([7, 5], vertical_alignment="bottom")
    return dict(zip(("event", "grade", "weight", "jurisdiction", "layout"), [*first, *second], strict=True))


def choose_layout(page: Page, places: dict[str, Any]) -> str:
    """By grade, by phase, or the summary to print."""
    return management.choose_layout(page.evidence, Controls(places))


def choose_rules(page: Page, places: dict[str, Any], layout: str) -> RuleChoice:
    """Draw the controls of the rules."""
    return management.choose_rules(page.evidence, Controls(places), layout)


def by_grade(page: Page, choice: RuleChoice) -> None:
    """The rules of the choice, every grade at a glance, what is beyond the grade, and the rows."""
    _choice_cards(page, choice)
    _unit_warning(page)
    _grade_table(page, choice)
    _further_rules(page)
    _rows_card(page, choice)


@remembered
def answer_sentence(evidence: Evidence, choice: RuleChoice, plain_words: bool) -> str:
    """What each chosen jurisdiction says, in one sentence; of the summary to print, what it holds."""
    names = {key: label(JURISDICTIONS, key) for key in choice.jurisdictions}
    if choice.layout == "print":
        rows = management_rows(evidence)
        return summary_answer(evidence.about["drug"], rows[rows["is_focus"]], names)
    unread = unread_rules(evidence, jurisdictions=choice.jurisdictions, event=choice.event)
    missing = [item["short"] for item in unread]
    found = rules_of(evidence, choice)
    return rules_answer(found, choice.in_words, names, missing, plain_words=plain_words)


def _unit_warning(page: Page) -> None:
    """The article's error of the dose unit, with the correction."""
    errors = unit_errors(page.evidence)
    if errors.empty:
        return
    with st.container(key="unit-error", gap="small"):
        unit = page.evidence.about["dose_unit"]
        right = f"**Doses are in {label(DOSE_UNITS, unit)}.** " if unit else ""
        st.caption(f":material/warning: {right}{plain(unit_error_sentence(errors))}")
        if more := panels.opened("The claims and their sources", key="unit_sources", icon="format_quote"):
            with more:
                panels.source_table(page, errors, key="unit_rows", alt="Claims of the article with a wrong unit")
                panels.door("claims", "Every claim of the article with its verdict", icon="fact_check")


def _choice_cards(page: Page, choice: RuleChoice) -> None:
    """The rules of the chosen grade side by side, then those that end treatment, print no grade, or stand apart."""
    found = rules_of(page.evidence, choice)
    _unread(unread_rules(page.evidence, jurisdictions=choice.jurisdictions, event=choice.event))
    rules.side_by_side(page, found.graded, choice.jurisdictions, key="graded", large=True)
    ends = page.reader.told(ACTIONS["stop_for_good"].label).lower()
    for rows, key, title in (
        (found.stop_rules, "stop", f"The same event at another grade: when sources say to {ends}"),
        (found.ungraded, "ungraded", "The same event, where the source prints no grade"),
    ):
        if len(rows):
            st.markdown(f"### {title}")
            rules.two_abreast(page, rows, key=key)
    for rows, key, icon, title, what_they_are in (
        (
            found.other_patients,
            "other_patients",
            "scale",
            f"for other patients: not for {choice.weight_in_words}",
            "These rows name another weight, or adults without a weight.",
        ),
        (
            found.apart,
            "apart",
            "call_split",
            "about other products or a class of products: not about this medicine",
            "These rows do not say what a source on this medicine says.",
        ),
    ):
        if len(rows) and (
            more := panels.opened(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'} {title}", key=key, icon=icon)
        ):
            with more:
                st.markdown(what_they_are)
                rules.two_abreast(page, rows, key=key)


def _unread(items: list[dict]) -> None:
    for item in items:
        link = words.link(item["source_name"], item["source_url"])
        with st.container(border=True):
            st.markdown(f":material/visibility_off: **Not readable here.** {plain(item['what'])} Document: {link}.")


def _grade_table(page: Page, choice: RuleChoice) -> None:
    """Every grade of the event against every chosen jurisdiction, in a few words."""
    with st.container(border=True, key="card-grades"):
        event = label(MANAGEMENT_EVENTS, choice.event)
        st.markdown(f"### {plain(event)}: every grade at a glance")
        st.table(_grades(page.evidence, choice, page.reader.plain_words))
        st.caption(
            f"For {choice.weight_in_words}. Rows in which a source prints no weight are counted too. The cards "
            "hold the printed words."
        )
        _unread(unread_rules(page.evidence, jurisdictions=choice.jurisdictions, event=choice.event))


@remembered
def _grades(evidence: Evidence, choice: RuleChoice, plain_words: bool) -> pd.DataFrame:
    """One row a grade and one column a jurisdiction, as Markdown that shows text as text."""
    cells = rules_by_grade(evidence, choice)
    grades = dict.fromkeys(grade for grade, _ in cells)
    return pd.DataFrame(
        {
            label(JURISDICTIONS, place): [_cell(cells[grade, place], plain_words) for grade in grades]
            for place in choice.jurisdictions
        },
        index=[f"Grade {grade}" if grade else "No grade printed" for grade in grades],
    )


def _cell(rows: pd.DataFrame, plain_words: bool) -> str:
    return "  \n".join(plain(rule_in_short(row, plain_words=plain_words)) for row in rows.itertuples()) or NO_ROW


@st.fragment
def _further_rules(page: Page) -> None:
    """Prevention, hospital days, medicines, patients: one part at a time, jurisdictions side by side."""
    if not rule_parts(page.evidence):
        return
    with st.container(border=True, key="card-further"):
        st.markdown("### Beyond the grade: prevention, hospital days, medicines, patients")
        chosen = choose_part(page.evidence, Controls(plain_words=page.reader.plain_words))
        rows = rules_of_part(page.evidence, chosen)
        own, others = rows[rows["is_focus"]], rows[~rows["is_focus"]]
        _unread(unread_rules(page.evidence, jurisdictions=tuple(JURISDICTIONS), part=chosen))
        places = tuple(dict.fromkeys([*DEFAULT_JURISDICTIONS, *own["jurisdiction"]]))
        rules.side_by_side(page, own, places, key=f"part-{chosen}")
        if len(others) and (
            more := panels.opened(f"{len(others)} rows about other products", key="topic_others", icon="call_split")
        ):
            with more:
                _rule_table(page, others, "other-products", "Rules about other products")


def _rows_card(page: Page, choice: RuleChoice) -> None:
    """Every row in view as a table with its source, and as a file."""
    with st.container(border=True, key="card-rules"):
        st.markdown("### The rows in view, as printed and as read")
        rows = rules_of(page.evidence, choice).in_view
        if rows.empty:
            st.markdown(f"{NO_ROW[0].upper()}{NO_ROW[1:]}.")
        else:
            _rule_table(page, rows, "management", "Rows in view with their sources")


def _rule_table(page: Page, rows: pd.DataFrame, name: str, alt: str) -> None:
    panels.grid(rules.rule_columns(rows), key=f"{name}_table", alt=alt)
    panels.download(page, as_printed(rows), name)
