"""A part of the sources page: what changed with each release of the evidence."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from adverse.cards.package import is_as_released
from adverse.evidence.changes import ChangedRow, by_event_and_source
from adverse.evidence.releases import Release
from adverse.exports.tables import csv_text
from adverse.exports.view import marks
from adverse.ui import panels, take_away, words
from adverse.ui.page import Page
from adverse.ui.words import plain

FEEDS = {"Atom": "api/v1/releases.atom", "JSON": "api/v1/releases.json"}
MOST_ANSWERS = 40


def changes_card(page: Page) -> None:
    """What changed with each release, and since; nothing where the evidence has no list of releases."""
    releases = page.evidence.releases
    if not releases:
        return
    more = panels.opened(f"What changed: {plain(releases[0].title)}", key="changed", icon="history")
    if not more:
        return
    with more:
        for release in releases:
            st.markdown(f"**{plain(release.title)}**: {plain(release.summary)}")
            if release.previous:
                _changes(page, release)
        if not is_as_released(page.evidence):
            st.caption("The tables here were edited after this list was written; it does not tell of these edits.")
        feeds = " and ".join(words.link(name, address) for name, address in FEEDS.items())
        st.markdown(f"To be told of the next release: the feed in {feeds}.")


def _changes(page: Page, release: Release) -> None:
    name = f"changed-{release.version}"
    panels.grid(_by_table(release), key=f"{name}-tables", alt="Rows added, mended and withdrawn, by table")
    st.markdown("By event and source")
    lines = pd.DataFrame(by_event_and_source(release.rows))
    sources = page.evidence.sources.set_index("source_id")["short_name"]
    shown = {
        "Event": [page.names.get(event, event) or "(of no event)" for event in lines["event"]],
        "Source": lines["source_id"].map(sources).fillna(lines["source_id"]).replace("", "(of no document)"),
        "Added": lines["added"],
        "Mended": lines["mended"],
        "Withdrawn": lines["withdrawn"],
    }
    panels.grid(pd.DataFrame(shown), key=f"{name}-events", alt="Rows added, mended and withdrawn, by event and source")
    if release.answers:
        st.markdown(f"Answers that changed: {len(release.answers)}")
        for answer in release.answers[:MOST_ANSWERS]:
            before, after = plain(answer.before or "none"), plain(answer.after or "none")
            st.markdown(f"- {words.link(answer.address, answer.address)}\n  - before: {before}\n  - now: {after}")
    marked = marks(page.evidence.about, take_away.address())
    st.download_button(
        "Download every changed row (CSV)",
        data=lambda: csv_text(changed_rows(release.rows).assign(release=release.version, **marked)).encode(),
        file_name=f"changes-{release.version}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"{name}-csv",
        on_click="ignore",
    )


def _by_table(release: Release) -> pd.DataFrame:
    lines = [
        (t.table, t.n_rows, t.added, t.mended, t.withdrawn, ", ".join(t.new_columns), ", ".join(t.gone_columns))
        for t in release.tables
    ]
    columns = ["Table", "Rows", "Added", "Mended", "Withdrawn", "New columns", "Columns gone"]
    table = pd.DataFrame(lines, columns=columns)
    return table[[column for column in table if not (table[column] == "").all()]]


def changed_rows(rows: Iterable[ChangedRow]) -> pd.DataFrame:
    """Changed rows as a table, a mended one with what stood in each of its cells before and what stands now."""
    columns = ["table", "change", "event", "source_id", "key", "cells"]
    lines = [
        (
            *row[:-1],
            "; ".join(f"{name}: {was or '(empty)'} -> {now or '(empty)'}" for name, (was, now) in row.cells.items()),
        )
        for row in rows
    ]
    return pd.DataFrame(lines, columns=columns)
