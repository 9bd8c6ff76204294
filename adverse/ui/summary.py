"""The summary of all rules of a jurisdiction, made to be printed on one page."""

import pandas as pd
import streamlit as st

from adverse.cards import notes
from adverse.cards.management import summary_rows
from adverse.cards.reader import Reader
from adverse.evidence.management import management_rows, unit_errors, unread_rules
from adverse.sentences import NO_ROW, unit_error_sentence
from adverse.ui import imprint, words
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import JURISDICTIONS, MANAGEMENT_TOPICS, REVIEW_STATUSES, SOURCE_KINDS, label

USUAL = REVIEW_STATUSES["collected"].label


def printed_summary(page: Page, jurisdictions: tuple[str, ...]) -> None:
    """All rules about the medicine by jurisdiction, each on a page of its own, and topic, with numbered sources."""
    st.caption(
        ":material/print: Print with Ctrl+P (on a Mac, Cmd+P): each jurisdiction begins a page, without the controls."
    )
    rows = management_rows(page.evidence)
    with st.container(key="summary"):
        for jurisdiction in jurisdictions:
            with st.container(border=True, key=f"summary-{jurisdiction}"):
                _summary(page, summary_rows(rows, (jurisdiction,)), jurisdiction)


def _summary(page: Page, rows: pd.DataFrame, jurisdiction: str) -> None:
    evidence, about = page.evidence, page.evidence.about
    st.markdown(f"### {plain(about['drug'].capitalize())}: what sources say, {JURISDICTIONS[jurisdiction].label}")
    numbers = {source: number for number, source in enumerate(dict.fromkeys(rows["source_id"]), start=1)}
    unread = unread_rules(evidence, jurisdictions=(jurisdiction,))
    lines = [_not_readable(item) for item in unread if item["event"] is None]
    first_of = {item["event"]: item for item in unread if item["event"]}
    for topic, term in MANAGEMENT_TOPICS.items():
        found = rows[rows["topic"] == topic]
        if len(found):
            lines.append(f"**{plain(term.label)}**")
            for row in found.itertuples():
                lines += [_not_readable(first_of.pop(event)) for event in row.board if event in first_of]
                lines.append(f"- {_line(row, numbers, page.reader)}")
            lines.append("")
    st.markdown("\n".join(lines) or f"{NO_ROW[0].upper()}{NO_ROW[1:]}.")
    errors = unit_errors(evidence)
    unit_error = "" if errors.empty else unit_error_sentence(errors)
    documents = rows.drop_duplicates("source_id").itertuples()
    sources = "; ".join(f"{plain(f'[{numbers[row.source_id]}]')} {_document(row)}" for row in documents)
    checked = f"Rows are “{USUAL}” where nothing else is said. {notes.CHECKED}"
    st.caption(f"{plain(unit_error)} {plain(checked)} Sources: {sources}. {imprint.of_sheet(evidence)}")


def _line(row, numbers: dict[str, int], reader: Reader) -> str:
    """A rule with the number of its document, the place in it, how far it was checked where that is not USUAL, and
    notes; the kind of the document stands in the list of sources.
    """
    name = getattr(row, reader.name_column)
    condition = f"{name}, {reader.told(row.grade_or_condition)} ({reader.told(row.population)})"
    said = ": ".join(filter(None, map(reader.told, (row.action, row.drug_or_dose))))
    told = ". ".join(filter(None, [row.locator, row.review * (row.review != USUAL), row.notes.rstrip(".")]))
    return f"{plain(condition)}: **{plain(said)}** {plain(f'[{numbers[row.source_id]}]')} :small[{plain(told)}.]"


def _document(row) -> str:
    year = "" if pd.isna(row.source_year) else f", {row.source_year}"
    return f"{words.link(row.source_name, row.source_url)} ({plain(label(SOURCE_KINDS, row.source_kind))}{year})"


def _not_readable(item: dict) -> str:
    return f"\n**Not readable here.** {plain(item['what'])} ({words.link(item['source_name'], item['source_url'])})\n"
