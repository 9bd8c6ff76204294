"""The profile to print: events down, arms across, n/N and percent, differences, and footnotes with the sources."""

import pandas as pd
import streamlit as st

from adverse.charts.hover import counted_value
from adverse.evidence import Evidence
from adverse.sentences import verdict_in_words
from adverse.ui import panels, words
from adverse.ui.cached import once
from adverse.ui.compare import title_of
from adverse.ui.words import plain
from adverse.views.compare import Choice, Comparison

NOT_REPORTED = "not reported"
NOT_COMPUTED = "not computed"


def profile_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """The table and its footnotes, made to be printed on one page, and the same as CSV."""
    with st.container(border=True, key="card-compare-profile"):
        st.markdown(f"### Toxicity profile: {plain(title_of(choice, comparison))}")
        st.markdown(plain(verdict_in_words(comparison.selection.rows)))
        st.table(once(profile_table, comparison, words.name_column()))
        st.markdown("\n".join(once(profile_footnotes, comparison)))
        st.caption(
            "To print this page alone, use the print command of your browser: controls and navigation stay away."
        )
    panels.download(comparison.selection.rows, "compare-profile")


def profile_table(comparison: Comparison, name_column: str) -> pd.DataFrame:
    """Events down and arms across as Markdown that shows text as text; a † marks a term that groups several."""
    rows = comparison.selection.rows
    arms = list(dict.fromkeys(rows.sort_values("reference_label", na_position="last")["arm_label"]))
    table = {}
    for name, of_event in rows.groupby(name_column, sort=False):
        grouped = " †" if (of_event["event_kind"] == "aggregate").any() else ""
        cells = {plain(arm): NOT_REPORTED for arm in arms}
        for row in of_event.itertuples():
            cells[plain(row.arm_label)] = plain(counted_value(row))
            if pd.notna(row.risk_difference):
                ends = f"{100 * row.risk_difference_low:+.1f} to {100 * row.risk_difference_high:+.1f}"
                cells[_difference_title(row)] = plain(f"{100 * row.risk_difference:+.1f} ({ends})")
        table[plain(f"{name}{grouped}")] = cells
    return pd.DataFrame.from_dict(table, orient="index").fillna(NOT_COMPUTED).rename_axis("Event")


def _difference_title(row) -> str:
    return plain(f"{row.arm_label} minus {row.reference_label}, percentage points (95% interval)")


def profile_footnotes(comparison: Comparison) -> list[str]:
    """What the table's words and marks mean, and where its figures stand."""
    rows = comparison.selection.rows
    lines = [
        "- Cells: patients with the event of patients at risk (percent as printed; worked out: the only count that "
        "gives it). Differences: Miettinen-Nurminen.",
        f"- {NOT_REPORTED.capitalize()} is not zero. A difference is {NOT_COMPUTED} unless both arms have one count"
        f"{'' if rows['is_open'].all() else ' and one trial treated both'}.",
    ]
    if rows["may_share_patients"].any():
        lines.append("- No difference is computed between arms that may count the same patients.")
    grouped = rows[rows["event_kind"] == "aggregate"].drop_duplicates("event")
    if len(grouped):
        lines.append("- † Several terms counted together; the list differs by source.")
        lines += [f"- {plain(row.event)}: {plain(row.definition)}" for row in grouped.itertuples()]
    sources = rows.groupby(["source_name", "source_url"], sort=False)["locator"].unique()
    for (name, url), locators in sources.items():
        link = f"[{plain(name)}](<{url}>)" if url.startswith("http") else plain(name)
        lines.append(f"- Source: {link}, {plain(', '.join(locators))}")
    return lines
