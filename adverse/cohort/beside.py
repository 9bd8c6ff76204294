"""A reader's counts of one event beside the published ones: different patients on one axis, nothing tested."""

from dataclasses import replace

import pandas as pd

from adverse.cohort.counts import ANY_EVENT
from adverse.evidence import Evidence
from adverse.evidence.coded_terms import published_names
from adverse.evidence.scope import names_focus_drug

OWN_FIRST = ("sources", "arms", "incidence", "listings", "onset")  # tables that hold both


def shared_events(own: Evidence, published: Evidence) -> list[str]:
    """Events that both count or time, those that most of the reader's patients had first; any event last."""
    rows = _as_published(own.incidence, published)
    rows = rows[rows["grade_band"] == "any"]
    most = rows.groupby("event")["n_with_event"].max().sort_values(ascending=False, kind="stable")
    there = {*published.incidence["event"], *published.onset["event"]}
    shared = [event for event in most.index if event in there and most[event] > 0]
    return sorted(shared, key=lambda event: event == ANY_EVENT)


def beside_published(own: Evidence, published: Evidence, event: str) -> Evidence:
    """The published evidence with the reader's arms, and of incidence and onset the rows of one event alone.

    Of printed onset the rows on the medicine of the collection. The result is the reader's: nobody else may be given
    it, and its memory is its own.
    """
    onset = published.onset[names_focus_drug(published, published.onset["drug"])]
    of_both = {
        "incidence": (_of(_as_published(own.incidence, published), event), _of(published.incidence, event)),
        "onset": (_of(_as_published(own.onset, published), event), _of(onset, event)),
    }
    tables = {
        name: pd.concat(of_both.get(name, (getattr(own, name), getattr(published, name))), ignore_index=True)
        for name in OWN_FIRST
    }
    return replace(published, **tables)


def _as_published(table: pd.DataFrame, published: Evidence) -> pd.DataFrame:
    return table.assign(event=published_names(published, table["event"]))


def _of(table: pd.DataFrame, event: str) -> pd.DataFrame:
    return table[table["event"] == event]


def with_published_sources(own: Evidence, published: Evidence) -> Evidence:
    """The reader's evidence with the documents of printed rows that may stand behind theirs."""
    return replace(own, sources=pd.concat([own.sources, published.sources], ignore_index=True))
