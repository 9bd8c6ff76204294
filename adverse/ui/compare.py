"""The compare page: where its controls stand, the guard on what may be compared, and the view that is chosen."""

from typing import Any

import pandas as pd
import streamlit as st

from adverse.cards import notes, register, tables
from adverse.cards.compare import (
    OWN,
    Arms,
    CompareChoice,
    Comparison,
    choose_arms,
    choose_view,
    compared,
    of_choice,
    opening,
)
from adverse.cards.compare_charts import VIEWS_OF_EVENTS, sentences_on_event
from adverse.cards.drawing import NO_ROW
from adverse.cards.treatments import without_ratio
from adverse.evidence import Evidence
from adverse.evidence.compare import arm_facts
from adverse.evidence.select import Selection
from adverse.sentences import verdict_in_short
from adverse.sentences.comparability import RANDOMIZED, not_counted
from adverse.ui import panels, server, words
from adverse.ui.compare_profile import profile_card
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import AGE_GROUPS, COMPARABILITY, PERIODS, SETTINGS, label

RARER = ("compare_arms", "compare_period", "compare_subset", "compare_group", "reference", "join_synonyms")
ABOUT_REST = "What is printed on one treatment against another without a ratio"
ICONS_OF_EMPTY = {"exposure": "hourglass_disabled", "onset": "search_off"}
VERDICT_LOOKS = {
    "randomized": (":material/balance:", "green"),
    "part_of_randomized": (":material/warning:", "orange"),
    "same_trial": (":material/warning:", "orange"),
    "different_trials": (":material/do_not_disturb_on:", "red"),
}


def choose_comparison(page: Page) -> tuple[Arms, dict[str, Any]]:
    """Draw the controls in one row, with places for those of the view; without 2 to 4 arms say so and end the page."""
    row = st.container(key="choose").columns([5, 2.5, 3, 2.5], vertical_alignment="bottom")
    more = row[3].popover("Arms and filters", icon=":material/tune:", width="stretch")
    places = {"preset": row[0], "compare_grade": row[1], **dict.fromkeys(RARER, more)}
    own = dict.fromkeys(("compare_arms", "compare_grade", "compare_period", "reference"), _own_choice)
    ask = Controls(places, on_change={"preset": _open_preset, **own})
    arms = choose_arms(page.evidence, ask)
    if arms is None:
        panels.answer(page, ask.problems[0])
        panels.nothing_to_show("Choose the arms to put side by side.")
        st.stop()
    return arms, {"compare_view": row[2], "compare_event": more}


def _own_choice() -> None:
    """What the reader changes is no comparison with a name any more."""
    st.session_state["preset"] = OWN


def _open_preset() -> None:
    """A comparison with a name brings its arms, grade, period and reference; differences are closed again."""
    if st.session_state["preset"] == OWN:
        return
    preset = opening(server.evidence(), st.session_state["preset"])
    st.session_state["compare_arms"] = list(preset["arm_ids"])
    st.session_state["compare_grade"] = preset["grade_band"]
    st.session_state["compare_period"] = preset["period"]
    st.session_state["reference"] = preset["reference_arm_id"]
    st.session_state["open_differences"] = False


def closed_comparison(page: Page, arms: Arms) -> Comparison:
    """The comparison with differences only where one trial treated both arms; without a row the page ends."""
    closed = compared(page.evidence, arms, False)
    if closed.selection.rows.empty:
        panels.answer(page, NO_ROW)
        panels.nothing_to_show(
            "None of these arms reports an event of this grade and period. Not reported is not zero."
        )
    return closed


def guarded_choice(
    page: Page, arms: Arms, closed: Comparison, places: dict[str, Any]
) -> tuple[CompareChoice, Comparison]:
    """The verdict as one line that opens, the switch that opens all differences, the view and the event in focus."""
    guard = st.container(key="guard", gap="small")
    with guard:
        _verdict(page, arms, closed)
        switch = st.container()
    ask = Controls({"open_differences": switch, **places}, plain_words=page.reader.plain_words)
    choice = choose_view(page.evidence, ask, arms)
    return choice, of_choice(page.evidence, choice)


def _verdict(page: Page, arms: Arms, closed: Comparison) -> None:
    """How far the arms may be compared; what decides it opens, and what is unusual about it stands below."""
    icon, color = VERDICT_LOOKS[closed.verdict]
    term, rows = COMPARABILITY[closed.verdict], closed.selection.rows
    names = page.evidence.arms.set_index("arm_id")["arm_label"].map(plain)
    line = f":{color}-badge[{icon} **{verdict_in_short(rows)}**] {term.definition}"
    if more := panels.opened(line, key="arm_facts", icon="fact_check"):
        if missing := not_counted(rows) if closed.verdict in RANDOMIZED else "":
            more.markdown(plain(missing))
        more.table(_facts(page.evidence, arms, closed.selection))
    if len(set(closed.verdicts.values())) > 1:
        pairs = (f"{names[arm]}: {label(COMPARABILITY, v).lower()}" for arm, v in closed.verdicts.items())
        st.markdown(f"Against {names[arms.reference]}: {'; '.join(pairs)}.")
    if partly := _partly_counted(closed, page.reader.name_column):
        st.markdown(f":material/warning: {partly}")
    for arm in closed.shared:
        st.markdown(
            f":material/group: {names[arm]} and {names[arms.reference]} may count the same patients, so no "
            "difference is computed between them."
        )


def show_view(page: Page, choice: CompareChoice, comparison: Comparison) -> None:
    """The chosen view, or why there is nothing to draw."""
    if choice.show == "profile":
        profile_card(page, choice, comparison)
        return
    drawing = register.drawn(page.evidence, "compare", "compare", choice, page.reader)
    if drawing.is_empty:
        st.info(drawing.sentence, icon=f":material/{ICONS_OF_EMPTY[choice.show]}:")
        return
    panels.chart_card(page, drawing)


def in_plain_sentences(page: Page, choice: CompareChoice, comparison: Comparison) -> None:
    """The event in focus in one sentence an arm, and so many of 100 people drawn as squares."""
    if choice.show not in VIEWS_OF_EVENTS:
        return
    rows = comparison.selection.rows
    with st.container(border=True, key="card-sentences"):
        st.markdown("### In plain sentences")
        said = sentences_on_event(page.evidence, choice, page.reader)
        only = rows.loc[rows["event"] == choice.event, "arm_label"].iloc[0]
        for sentence in said:
            st.markdown(plain(sentence))
        if not said:
            st.markdown(f"Of the arms in view only {plain(only)} reports it. {notes.NOT_ZERO}")
    squares = register.drawn(page.evidence, "compare", "compare-icons", choice, page.reader)
    if len(squares.selection.rows) > 1:
        panels.chart_card(page, squares)


def printed_elsewhere(page: Page, choice: CompareChoice) -> None:
    """What documents print on a medicine in view against another treatment: ratios, then a table of the rest."""
    drawing = register.drawn(page.evidence, "compare", "treatments", choice, page.reader)
    rest = without_ratio(page.evidence, choice).rows
    n = len(drawing.selection.rows) + len(rest)
    told = f"{n} printed figure{'s' * (n > 1)} and statements on one treatment against another"
    if n and (more := panels.opened(told, key="treatments", icon="compare_arrows")):
        with more:
            if not drawing.is_empty:
                panels.chart_card(page, drawing)
            if len(rest):
                panels.grid(tables.statement_columns(rest), key="treatment_rows", alt=ABOUT_REST)
                panels.download(page, rest, "treatments-in-words")


def _partly_counted(comparison: Comparison, name_column: str) -> str:
    """Which events of randomized arms are counted in only part of those treated, or nothing."""
    rows = comparison.selection.rows
    is_randomized = rows["arm_id"].map(comparison.verdicts) == "randomized"
    is_partly = is_randomized & (rows["comparability"] == "part_of_randomized")
    names = dict.fromkeys(rows.loc[is_partly, name_column])
    if not names:
        return ""
    return (
        f"**{COMPARABILITY['part_of_randomized'].label}:** {plain(', '.join(names))}. Not everybody treated is counted "
        "there, so chance no longer balances the arms."
    )


def _facts(evidence: Evidence, arms: Arms, selection: Selection) -> pd.DataFrame:
    """The comparability card: one column an arm, one row a fact, as Markdown that shows text as text."""
    unknown = "not stated"
    columns = {}
    for arm in arm_facts(evidence, selection.rows, arms.arm_ids).itertuples():
        is_reference = arm.arm_id == arms.reference
        columns[plain(arm.arm_label) + (" (reference)" if is_reference else "")] = {
            "Trial": plain(f"{arm.trial_name or unknown}; {arm.design or unknown}"),
            "Patients and line of therapy, as printed": plain(arm.population or unknown),
            "Setting, age": plain(f"{label(SETTINGS, arm.setting)}; {label(AGE_GROUPS, arm.age_group).lower()}"),
            "Safety population": unknown if pd.isna(arm.n_safety) else f"{arm.n_safety:,}",
            "Treatment and time on it": plain(arm.dosing or unknown)
            + ("; rates per patient-year are printed" if arm.has_rate else ""),
            "Grading scale": plain(arm.grading or unknown),
            "Events in view": f"{arm.n_rows}, {label(PERIODS, selection.period).lower()}; {arm.n_grouped:.0f} of them "
            "group several terms",
            "Source": words.link(arm.source_name, arm.source_url),
        }
    return pd.DataFrame(columns)
