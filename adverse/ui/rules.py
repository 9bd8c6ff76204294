"""Rules as cards: action, dose, whom it covers, source; jurisdictions side by side; and rules as a table."""

import pandas as pd
import streamlit as st

from adverse.cards import tables
from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.evidence.cells import LIST_MARK, names_in
from adverse.evidence.management import management_rows
from adverse.evidence.memo import remembered
from adverse.sentences import NO_ROW
from adverse.ui import words
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import ACTIONS, JURISDICTIONS, MANAGEMENT_TOPICS, SCHEMES, SOURCE_KINDS, WEIGHT_BANDS, label

ACTION_BADGES = {
    "continue": ("green", "play_arrow"),
    "interrupt": ("orange", "pause"),
    "consider_interrupt": ("orange", "pause"),
    "restart": ("blue", "replay"),
    "stop": ("red", "stop"),
    "consider_stop": ("red", "stop"),
    "stop_for_good": ("red", "block"),
}
ABREAST = 3  # more columns than this are too narrow to read


def side_by_side(
    page: Page, rows: pd.DataFrame, jurisdictions: tuple[str, ...], *, key: str, large: bool = False
) -> None:
    """One column a jurisdiction that has rules, and one line that names those that have none."""
    told = [it for it in jurisdictions if (rows["jurisdiction"] == it).any()]
    if without := [label(JURISDICTIONS, it) for it in jurisdictions if it not in told]:
        no_row(f" of {', '.join(without)}")
    if len(told) == 1:
        st.markdown(f"### :material/public: {label(JURISDICTIONS, told[0])}")
        two_abreast(page, rows[rows["jurisdiction"] == told[0]], key=key, large=large)
        return
    for start in range(0, len(told), ABREAST):
        part = told[start : start + ABREAST]
        for column, jurisdiction in zip(st.columns(len(part)), part, strict=True):
            with column:
                st.markdown(f"### :material/public: {label(JURISDICTIONS, jurisdiction)}")
                for line in rows.loc[rows["jurisdiction"] == jurisdiction, "line"]:
                    _rule_card(page, line, key=f"{key}-{line}", large=large)


def two_abreast(page: Page, rows: pd.DataFrame, *, key: str, large: bool = False) -> None:
    """Rules of any jurisdiction, two in a line."""
    columns = st.columns(2)
    for index, line in enumerate(rows["line"]):
        with columns[index % 2]:
            _rule_card(page, line, key=f"{key}-{line}", large=large)


def no_row(of: str = "") -> None:
    """The words for a choice without a row, or that no row is `of` some places."""
    told = NO_ROW.replace("no row", f"No row{of}", 1)
    st.caption(f":material/search_off: {told}. A missing row is not a missing rule.")


def _rule_card(page: Page, line: int, *, key: str, large: bool = False) -> None:
    with st.container(border=True, key=f"rule-{key}"):
        st.markdown(_rules_in_words(page.evidence, page.reader, ("#### ", "") if large else ("**", "**"))[line])


@remembered
def _rules_in_words(evidence: Evidence, reader: Reader, marks: tuple[str, str]) -> dict[int, str]:
    """Line of every rule -> the rule as Markdown."""
    return {row.line: _rule_in_words(row, reader, marks=marks) for row in management_rows(evidence).itertuples()}


def _rule_in_words(row, reader: Reader, *, marks: tuple[str, str]) -> str:
    """One rule as Markdown: who says it, what is done, at which dose, for whom, and where it stands."""
    badges = [
        f":blue-badge[{label(JURISDICTIONS, row.jurisdiction)}]",
        f":gray-badge[:material/description: {label(SOURCE_KINDS, row.source_kind)}]",
    ]
    if row.scheme:
        badges.append(f":gray-badge[:material/history: {label(SCHEMES, row.scheme)}]")
    badges += [
        f":{color}-badge[:material/{icon}: {reader.told(ACTIONS[action].label)}]"
        for action, (color, icon) in ACTION_BADGES.items()
        if action in names_in(row.actions)
    ]
    if not row.is_focus:
        badges.append(f":violet-badge[:material/call_split: Not this medicine: {plain(row.drug)}]")
    parts = [" ".join(badges), f"{plain(row.source_name)} says:", plain(reader.told(row.action)).join(marks)]
    if row.drug_or_dose:
        parts.append(f":material/medication: {plain(reader.told(row.drug_or_dose))}".join(marks))
    name = getattr(row, reader.name_column)
    condition, whom = reader.told(row.grade_or_condition), reader.told(row.whom or row.population)
    parts.append(f"**{plain(name)}**: {plain(condition)}. **For:** {plain(whom)}.")
    if reader.plain_words and row.actions:
        actions = [ACTIONS[key] for key in names_in(row.actions)]
        parts.append(" ".join(f"*{reader.told(term.label)}:* {term.definition}" for term in actions))
    return "\n\n".join([*parts, f":small[{source_line(row)}]"])


def source_line(row) -> str:
    """The document of a rule as a link, the place in it, how far it was checked, and the notes."""
    parts = [f"Source: {words.link(row.source_name, row.source_url)}, {plain(row.locator)}", plain(row.review)]
    return ". ".join([*parts, plain(row.notes)] if row.notes else parts) + "."


def rule_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Rules for reading and sorting: the printed words beside what was read from them."""
    return pd.DataFrame(
        {
            "About": rows["drug"],
            "Event": rows["event"],
            "Grade or condition as printed": rows["grade_or_condition"],
            "Read as grade": rows["grades"].str.replace(LIST_MARK, ", "),
            "Population as printed": rows["population"],
            "Read as weight": rows["weight_band"].map(lambda band: label(WEIGHT_BANDS, band)),
            "Action": rows["action"],
            "Medicine or dose as printed": rows["drug_or_dose"],
            "Topic": rows["topic"].map(lambda topic: label(MANAGEMENT_TOPICS, topic)),
            "Where": rows["jurisdiction"].map(lambda key: label(JURISDICTIONS, key)),
            "Text": rows["scheme"].map(lambda key: label(SCHEMES, key)),
            "Source": rows["source_name"],
            "Kind": rows["source_kind"].map(lambda kind: label(SOURCE_KINDS, kind)),
            "Document": tables.addresses(rows["source_url"]),
            "Locator": rows["locator"],
            "Review": rows["review"],
            "Notes": rows["notes"],
        }
    )
