"""The profile to print: events down, arms across, n/N and percent, differences, and footnotes with the sources."""

import pandas as pd
import streamlit as st

from adverse.cards.compare import CompareChoice, Comparison
from adverse.charts.hover import counted_value
from adverse.evidence import Evidence
from adverse.evidence.listings import Absence, absence_in_view
from adverse.sentences import inside, joined_in_words, listings_in_words, verdict_in_words
from adverse.sentences.titles import shares_subtitle
from adverse.ui import imprint, panels, words
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import ABSENCES, AGE_GROUPS, SETTINGS, is_grouped, label

NOT_COMPUTED = "not computed"


def profile_card(page: Page, choice: CompareChoice, comparison: Comparison) -> None:
    """The table and its footnotes, made to be printed on one page, and the same as CSV."""
    evidence, name_column = page.evidence, page.reader.name_column
    with st.container(border=True, key="card-compare-profile"):
        st.markdown(f"### Toxicity profile: {plain(shares_subtitle(comparison.selection.rows))}")
        st.markdown(plain(verdict_in_words(comparison.selection.rows)))
        st.markdown("\n".join(profile_arms(evidence, choice)))
        st.table(profile_table(evidence, comparison, name_column))
        st.markdown("\n".join(profile_footnotes(evidence, comparison, name_column)))
        st.caption(imprint.of_sheet(evidence))
        with st.container(key="hint-profile"):
            st.caption(
                "To print this page alone, use the print command of your browser: controls and navigation stay away."
            )
    panels.download(page, comparison.selection.rows, "compare-profile")


def profile_arms(evidence: Evidence, choice: CompareChoice) -> list[str]:
    """Who was treated in each arm: how many, which patients as printed, setting and age."""
    arms = evidence.arms.set_index("arm_id").loc[list(choice.arms.arm_ids)]
    lines = []
    for arm in arms.itertuples():
        n = "number treated not stated" if pd.isna(arm.n_safety) else f"N = {arm.n_safety:,} treated"
        setting = label(SETTINGS, arm.setting), label(AGE_GROUPS, arm.age_group).lower()
        lines.append(f"- **{plain(arm.arm_label)}** ({n}): {plain('; '.join([arm.population, *setting]))}")
    return lines


def absences(evidence: Evidence, comparison: Comparison) -> dict[tuple[str, str], Absence]:
    """(Event, arm label) -> what it means that the table has no figure, for each empty cell."""
    rows = comparison.selection.rows
    arms = rows.drop_duplicates("arm_id").set_index("arm_label")["arm_id"]
    view = {"grade_band": rows["grade_band"].iloc[0], "subset": rows["subset"].iloc[0]}
    absence = absence_in_view(evidence, period=comparison.selection.period, **view)
    there = set(zip(rows["event"], rows["arm_label"], strict=True))
    return {
        (event, label): absence(arm_id, event)
        for event in rows["event"].unique()
        for label, arm_id in arms.items()
        if (event, label) not in there
    }


def profile_table(evidence: Evidence, comparison: Comparison, name_column: str) -> pd.DataFrame:
    """Events down and arms across as Markdown that shows text as text; a † marks a term that groups several."""
    rows = comparison.selection.rows
    arms = list(dict.fromkeys(rows.sort_values("reference_label", na_position="last")["arm_label"]))
    missing = absences(evidence, comparison)
    table = {}
    for name, of_event in rows.groupby(name_column, sort=False):
        grouped = " †" if is_grouped(of_event).any() else ""
        event = of_event["event"].iloc[0]
        cells = {plain(arm): plain(missing[event, arm].in_words) if (event, arm) in missing else "" for arm in arms}
        for row in of_event.itertuples():
            cells[plain(row.arm_label)] = plain(counted_value(row))
            if pd.notna(row.risk_difference):
                ends = f"{100 * row.risk_difference_low:+.1f} to {100 * row.risk_difference_high:+.1f}"
                cells[_difference_title(row)] = plain(f"{100 * row.risk_difference:+.1f} ({ends})")
        table[plain(f"{name}{grouped}")] = cells
    return pd.DataFrame.from_dict(table, orient="index").fillna(NOT_COMPUTED).rename_axis("Event")


def _difference_title(row) -> str:
    return plain(f"{row.arm_label} minus {row.reference_label}, percentage points (95% interval)")


def profile_footnotes(evidence: Evidence, comparison: Comparison, name_column: str = "event") -> list[str]:
    """What the table's words and marks mean, and where its figures stand; with plain names without the method."""
    rows = comparison.selection.rows
    method = " Differences: Miettinen-Nurminen." if name_column == "event" else ""
    lines = [
        "- Cells: patients with the event of patients at risk (percent as printed; worked out: the only count that "
        f"gives it).{method}",
        f"- A difference is {NOT_COMPUTED} unless both arms have one count"
        f"{'' if rows['is_open'].all() else ' and one trial treated both'}.",
    ]
    kinds = {found.kind for found in absences(evidence, comparison).values()}
    told = [f"“{term.label}”: {inside(term.definition)}" for kind, term in ABSENCES.items() if kind in kinds]
    if told:
        lines.append(f"- A cell without a figure is not zero. {' '.join(told)}")
    if listed := listings_in_words(rows):
        lines.append(f"- {plain(listed)}")
    lines += [f"- {plain(said)}" for said in joined_in_words(rows, name_column)]
    if rows["may_share_patients"].any():
        lines.append("- No difference is computed between arms that may count the same patients.")
    if is_grouped(rows).any():
        lines.append("- † Several terms counted together; the list differs by source.")
        aggregates = rows[rows["event_kind"] == "aggregate"].drop_duplicates("event")
        named = zip(aggregates[name_column], aggregates["definition"], strict=True)
        lines += [f"- {plain(name)}: {plain(definition)}" for name, definition in named]
        lines += _lists_of_sources(rows[rows["term_includes"] != ""], name_column)
    sources = rows.groupby(["source_name", "source_url"], sort=False)["locator"].unique()
    for (name, url), locators in sources.items():
        lines.append(f"- Source: {words.link(name, url)}, {plain(', '.join(locators))}")
    return lines


def _lists_of_sources(rows: pd.DataFrame, name_column: str) -> list[str]:
    """What sources count under a name, one line a list and its arms: "Rash, Edema (TOWER: ...): ..."."""
    events_of = {}
    of_list = rows.groupby(["term_includes", name_column], sort=False)["arm_label"].unique()
    for (includes, name), arms in of_list.items():
        events_of.setdefault((", ".join(arms), includes), []).append(name)
    return [
        f"- {plain(', '.join(events))} ({plain(arms)}): {plain(includes)}"
        for (arms, includes), events in events_of.items()
    ]
