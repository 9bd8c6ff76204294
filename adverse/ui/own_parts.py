"""Cards of published rows drawn of a reader's own counts: incidence, comparison and onset."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from adverse.cards import register
from adverse.cards.compare import SHOW_AS
from adverse.evidence import Evidence
from adverse.sentences import own_data as said
from adverse.ui import panels
from adverse.ui.controls import Controls
from adverse.ui.own_files import OwnData
from adverse.ui.page import Page
from adverse.ui.words import plain

MEANS_NOTHING = {  # of own data: they are of one study, one period and no other product
    *("population", "period", "others", "around", "day"),
    *("preset", "compare_period", "open_differences"),
}
VIEWS = {"compare_view": [key for key in SHOW_AS if key not in ("exposure", "profile")]}
MOST_ROWS, FEW = 30, 5  # with more rows of onset, events that fewer patients had are left out at first
MOST_PATIENTS = 20


def controls(page: Page, places: dict[str, Any] | None = None) -> Controls:
    """The controls of a card of own data."""
    plain_words = page.reader.plain_words
    return Controls(places, plain_words=plain_words, is_bound=False, left_out=MEANS_NOTHING, offers=VIEWS)


def incidence(page: Page, _: OwnData) -> None:
    """Shares by arm."""
    row = st.container(key="choose").columns([6, 2.4, 3.4, 2.2], vertical_alignment="bottom")
    more = row[3].popover("More filters", icon=":material/tune:", width="stretch")
    rarer = dict.fromkeys(("subset", "group", "min", "sort"), more)
    ask = controls(page, {"arms": row[0], "grade": row[1], "event": row[2], **rarer})
    choice = register.PAGES["incidence"].choose(page.evidence, ask)
    drawn(page, "incidence", "incidence", choice)


def compare(page: Page, _: OwnData) -> None:
    """Arms side by side."""
    row = st.container(key="choose").columns([5, 2.5, 3, 2.5], vertical_alignment="bottom")
    more = row[3].popover("More filters", icon=":material/tune:", width="stretch")
    rarer = dict.fromkeys(("compare_subset", "compare_group", "reference", "compare_event"), more)
    ask = controls(page, {"compare_arms": row[0], "compare_grade": row[1], "compare_view": row[2], **rarer})
    choice = register.PAGES["compare"].choose(page.evidence, ask)
    if choice is None:
        st.info(plain(ask.problems[0]), icon=":material/balance:")
        return
    drawn(page, "compare", "compare", choice)


def onset(page: Page, data: OwnData) -> None:
    """The first day of each event."""
    row = st.container(key="choose").columns([5, 3, 3], vertical_alignment="bottom")
    ask = controls(page, {"group": row[0], "scale": row[1], "fewest": row[2]})
    rows = page.evidence.onset
    fewest = ask.number(
        "fewest",
        "Patients with it, at least",
        low=1,
        high=MOST_PATIENTS,
        default=FEW if len(rows) > MOST_ROWS and (rows["n_patients"] >= FEW).any() else 1,
    )
    kept = data.once(("onset", fewest), lambda: replace(page.evidence, onset=rows[rows["n_patients"] >= fewest]))
    if kept.onset.empty:
        st.info("No event has so many patients with a known day.", icon=":material/search_off:")
        return
    choice = register.PAGES["onset"].choose(kept, ask)
    drawn(page._replace(evidence=kept), "onset", "onset", choice)


def drawn(page: Page, name: str, card: str, choice: Any) -> None:
    """A card with its sentence."""
    drawing = register.drawn(page.evidence, name, card, choice, page.reader)
    if drawing.sentence and not drawing.is_empty:
        panels.answer(page, drawing.sentence)
    panels.chart_or_why(page, drawing)


def hidden_in_words(n: int) -> str:
    """How many rows are hidden."""
    return plain(said.HIDDEN_ROWS.format(rows=said.several(n, "row")))


def lines_behind(data: OwnData) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """A function from rows of the reader's evidence to the lines of the list of events behind them."""

    def found(rows: pd.DataFrame) -> pd.DataFrame:
        if data.run is None or data.run.events is None or data.evidence is None or data.hides_small:
            return pd.DataFrame()
        return _lines(data.run.events, data.evidence, rows)

    return found


def _lines(events, evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """The lines of the events of rows, of their arm and, where they say one, of their day."""
    arms = evidence.arms.set_index("arm_id")["arm_label"]
    lines = events.table
    is_behind = pd.Series(False, index=lines.index)
    for row in rows.itertuples():
        is_arm = lines["arm"] == arms.get(getattr(row, "arm_id", ""))
        day = getattr(row, "day", None)
        is_behind |= is_arm & (lines["event"] == row.event) & ((lines["day"] == day) if day is not None else True)
    found = lines[is_behind]
    return pd.DataFrame(
        {
            "File": events.file,
            "Line": found["line"],
            "Patient": found["patient"].astype("str"),
            "Arm": found["arm"].astype("str"),
            "Event": found["event"].astype("str"),
            "Grade": found["grade"].where(found["grade"] > 0).astype("Int64"),
            "Day": found["day"],
        }
    )
