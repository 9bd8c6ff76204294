"""The parts of the management page: its controls, the cards of a choice, the grades at a glance, and further rules."""

import pandas as pd
import streamlit as st

from adverse.cards.management import (
    DEFAULT_JURISDICTIONS,
    GRADES,
    LAYOUTS,
    OPENING_GRADE,
    OPENING_WEIGHT,
    WEIGHTS,
    RuleChoice,
    as_printed,
    choice_of,
    fitting_rules,
    part_choices,
)
from adverse.evidence import Evidence
from adverse.evidence.management import (
    Rules,
    management_rows,
    overview_by_grade,
    part_rows,
    unit_errors,
    unread_rules,
)
from adverse.sentences import NO_ROW, rule_in_short, rules_answer, summary_answer, unit_error_sentence
from adverse.ui import controls, panels, rules, words
from adverse.ui.cached import once
from adverse.ui.navigation import PAGES
from adverse.ui.words import plain
from adverse.vocabulary import JURISDICTIONS, MANAGEMENT_EVENTS, label


def choose_rules() -> RuleChoice:
    """Draw the controls."""
    with st.container(key="manage-controls"):
        with st.container(key="manage-choice"):
            first = st.columns([5.2, 3, 3.8], vertical_alignment="bottom")
        with first[0]:
            event = controls.choose_one("event", "Event", controls.labels_of(MANAGEMENT_EVENTS))
        with first[1]:
            grade = controls.choose_one("grade", "Grade as printed", GRADES, default=OPENING_GRADE)
        with first[2]:
            weight = controls.choose_one("weight", "Weight", WEIGHTS, default=OPENING_WEIGHT)
        second = st.columns([8, 4], vertical_alignment="bottom")
        with second[0]:
            jurisdictions = controls.choose_some(
                "jurisdiction",
                "Side by side",
                controls.labels_of(JURISDICTIONS),
                default=DEFAULT_JURISDICTIONS,
                as_buttons=True,
            )
        with second[1]:
            layout = controls.choose_one("layout", "Show", LAYOUTS)
    return choice_of(event, grade, weight, jurisdictions, layout)


def found_rules(evidence: Evidence, choice: RuleChoice) -> Rules:
    """The rules that fit the choice."""
    return once(fitting_rules, once(management_rows, evidence), choice)


def answer_sentence(evidence: Evidence, found: Rules, choice: RuleChoice) -> str:
    """What each chosen jurisdiction says, in one sentence; of the summary to print, what it holds."""
    names = {key: label(JURISDICTIONS, key) for key in choice.jurisdictions}
    if choice.layout == "print":
        rows = once(management_rows, evidence)
        return summary_answer(evidence.about["drug"], rows[rows["is_focus"]], names)
    unread = unread_rules(evidence, jurisdictions=choice.jurisdictions, event=choice.event)
    missing = [item["short"] for item in unread]
    return rules_answer(found, choice.in_words, names, missing, plain_words=words.is_learner())


def unit_warning(evidence: Evidence) -> None:
    """The article's error of the dose unit, with the correction."""
    errors = once(unit_errors, evidence)
    if errors.empty:
        return
    with st.container(border=True, key="unit-error"):
        st.markdown(f":material/warning: **Doses are in micrograms.** {plain(unit_error_sentence(errors))}")
        if more := panels.opened("The claims and their sources", key="unit_sources", icon="format_quote"):
            with more:
                panels.source_table(errors, key="unit_rows", alt="Claims of the article with a wrong unit")
        if "claims" in PAGES:
            panels.door("claims", "Every claim of the article with its verdict", icon="fact_check")


def choice_cards(evidence: Evidence, found: Rules, choice: RuleChoice) -> None:
    """The rules of the chosen grade side by side, then those that end treatment, print no grade, or stand apart."""
    _unread(unread_rules(evidence, jurisdictions=choice.jurisdictions, event=choice.event))
    rules.side_by_side(found.graded, choice.jurisdictions, key="graded", large=True)
    for rows, key, title in (
        (found.stop_rules, "stop", "The same event at another grade: when sources say to stop for good"),
        (found.ungraded, "ungraded", "The same event, where the source prints no grade"),
    ):
        if len(rows):
            st.markdown(f"### {title}")
            rules.two_abreast(rows, key=key)
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
            "about other products or T-cell engagers as a class: not about this medicine",
            "These rows do not say what a source on this medicine says.",
        ),
    ):
        if len(rows) and (
            more := panels.opened(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'} {title}", key=key, icon=icon)
        ):
            with more:
                st.markdown(what_they_are)
                rules.two_abreast(rows, key=key)


def _unread(items: list[dict]) -> None:
    for item in items:
        link = f"[{plain(item['source_name'])}](<{item['source_url']}>)"
        with st.container(border=True):
            st.markdown(f":material/visibility_off: **Not readable here.** {plain(item['what'])} Document: {link}.")


def grade_table(evidence: Evidence, choice: RuleChoice) -> None:
    """Every grade of the event against every chosen jurisdiction, in a few words."""
    with st.container(border=True, key="card-grades"):
        event = label(MANAGEMENT_EVENTS, choice.event)
        st.markdown(f"### {plain(event)}: every grade at a glance")
        st.table(once(_grades, evidence, choice, plain_words=words.is_learner()))
        st.caption(
            f"For {choice.weight_in_words}. Rows in which a source prints no weight are counted too. The cards "
            "hold the printed words."
        )
        _unread(unread_rules(evidence, jurisdictions=choice.jurisdictions, event=choice.event))


def _grades(evidence: Evidence, choice: RuleChoice, *, plain_words: bool) -> pd.DataFrame:
    """One row a grade and one column a jurisdiction, as Markdown that shows text as text."""
    cells = overview_by_grade(
        once(management_rows, evidence), event=choice.event, weight=choice.weight, jurisdictions=choice.jurisdictions
    )
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
def further_rules(evidence: Evidence) -> None:
    """Prevention, hospital days, medicines, patients: one part at a time, jurisdictions side by side."""
    parts = {part["key"]: part for part in evidence.about["rule_part"]}
    labels = part_choices(evidence, plain_words=words.is_learner())
    with st.container(border=True, key="card-further"):
        st.markdown("### Beyond the grade: prevention, hospital days, medicines, patients")
        chosen = controls.choose_one("topic", "Part", labels, show_title=False)
        rows = once(part_rows, once(management_rows, evidence), parts[chosen])
        own, others = rows[rows["is_focus"]], rows[~rows["is_focus"]]
        _unread(unread_rules(evidence, jurisdictions=tuple(JURISDICTIONS), part=chosen))
        places = tuple(dict.fromkeys([*DEFAULT_JURISDICTIONS, *own["jurisdiction"]]))
        rules.side_by_side(own, places, key=f"part-{chosen}")
        if len(others) and (
            more := panels.opened(f"{len(others)} rows about other products", key="topic_others", icon="call_split")
        ):
            with more:
                _rule_table(others, "other-products", "Rules about other products")


def rows_card(found: Rules) -> None:
    """Every row in view as a table with its source, and as a file."""
    with st.container(border=True, key="card-rules"):
        st.markdown("### The rows in view, as printed and as read")
        rows = found.in_view
        if rows.empty:
            st.markdown(f"{NO_ROW[0].upper()}{NO_ROW[1:]}.")
        else:
            _rule_table(rows, "management", "Rows in view with their sources")


def _rule_table(rows: pd.DataFrame, name: str, alt: str) -> None:
    columns = rules.rule_columns(rows)
    panels.grid(columns, key=f"{name}_table", alt=alt)
    panels.download(as_printed(rows), name)
