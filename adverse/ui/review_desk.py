"""A part of the sources page: rows that wait for a reviewer, one at a time, and the reviews that there are."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from adverse.cards.desk import QUEUES, Shown, agreements, review_queue, row_on_the_desk
from adverse.evidence.additions import NewRow
from adverse.evidence.package import columns_of
from adverse.sentences.reviews import agreement_in_words
from adverse.ui import drafts, panels, words
from adverse.ui.page import Page
from adverse.ui.words import plain
from adverse.vocabulary import REVIEW_VERDICTS

NAME = "reviews"
LONGEST = 200  # letters of a name, a role or a comment


def review_desk(page: Page) -> None:
    """The desk, made when it is opened."""
    more = panels.opened("Review desk: check rows against their sources", key="review", icon="rate_review")
    if not more:
        return
    with more:
        who = _who()
        _one_row(page, who)
        drafts.offer(page, NAME, "Your reviews")
        _reviews_so_far(page)


def _who() -> dict[str, str]:
    """Who reviews, and on which day."""
    name, role, day = st.columns([3, 3, 1.5])
    given: Any = day.date_input("Date", date.today(), key="desk_date")
    return {
        "reviewer": name.text_input("Your name", max_chars=LONGEST, key="desk_reviewer"),
        "role": role.text_input("Your profession and license", max_chars=LONGEST, key="desk_role"),
        "date": given.isoformat() if isinstance(given, date) else "",
    }


def _one_row(page: Page, who: dict[str, str]) -> None:
    rows = review_queue(page.evidence)
    mine = {(row.cells["table"], row.cells["key"]) for row in drafts.drafted(NAME)}
    rows = rows[[pair not in mine for pair in zip(rows["table"], rows["row_key"], strict=True)]]
    counts = rows["queue"].value_counts()
    labels = {key: f"{term.label} ({counts[key]:,})" for key, term in QUEUES.items() if key in counts}
    chosen = st.segmented_control(
        "Queue", list(labels), format_func=lambda key: labels[key], default=next(iter(labels)), key="desk"
    )
    of_queue = rows[rows["queue"] == (chosen or next(iter(labels)))]
    st.caption(QUEUES[of_queue["queue"].iloc[0]].definition)
    place = st.number_input(f"Row, of {len(of_queue):,}", 1, len(of_queue), 1, key="desk_place")
    row = of_queue.iloc[place - 1]
    titles = {column.name: column.title for column in columns_of(row["table"])}
    shown = row_on_the_desk(page.evidence, row["table"], row["row_key"], titles)
    with st.container(border=True, key="card-desk"):
        _show(row, shown)
        with st.form("desk-form", border=False, clear_on_submit=True):
            verdicts = {key: term.label for key, term in REVIEW_VERDICTS.items()}
            verdict = st.segmented_control(
                "The row", list(verdicts), format_func=lambda key: verdicts[key], key="desk_verdict"
            )
            comment = st.text_input("Comment (what should change, and where the source says so)", max_chars=LONGEST)
            is_given = st.form_submit_button("Add to my reviews", icon=":material/add:")
        if is_given:
            cells = {"table": row["table"], "key": row["row_key"], **who, "verdict": verdict or "", "comment": comment}
            problems = drafts.draft(page, NAME, NewRow(NAME, cells))
            drafts.tell(problems)
            if not problems:
                st.rerun()


def _show(row: pd.Series, shown: Shown) -> None:
    source = words.link(shown.source_name, shown.source_url) if shown.source_name else "no source"
    st.markdown(
        f"### {plain(': '.join(filter(None, [row['event'], shown.printed])))}\n\n"
        f"**Where to look**: {source}, {plain(shown.locator)}"
        + (f" ({plain(shown.quotation.lower())})" if shown.quotation else "")
    )
    st.markdown(" · ".join(f"{plain(title)}: **{plain(value)}**" for title, value in shown.cells))
    st.caption(f"{plain(row['table'])}.csv, {plain(row['row_key'])}. {plain(shown.review)}.")


def _reviews_so_far(page: Page) -> None:
    reviews = page.evidence.reviews
    if reviews.empty:
        st.markdown("No row has been reviewed by a named person yet.")
        return
    shown = {
        "Reviewer": reviews["reviewer"],
        "Role": reviews["role"],
        "Date": reviews["date"],
        "Verdict": reviews["verdict"].map({key: term.label for key, term in REVIEW_VERDICTS.items()}),
        "Table": reviews["table"],
        "Row": reviews["key"],
        "Comment": reviews["comment"],
    }
    st.markdown("**Reviews in these data**")
    panels.grid(pd.DataFrame(shown), key="desk_reviews", alt="Reviews by named persons")
    for two in agreements(page.evidence):
        kappa = two.kappa
        told = agreement_in_words(*two[:4], kappa.value, kappa.low, kappa.high)
        st.markdown(f"- {plain(told)}")
