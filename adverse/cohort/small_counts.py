"""Counts of 1 to 4 patients hidden, so that nobody can be known by being the only one."""

import pandas as pd

from adverse.cohort.counts import ALL, Counts

SMALLEST_SHOWN = 5
FIGURE = ["arm", "event", "subset", "level"]


def are_small(n: pd.Series) -> pd.Series:
    """Whether a count is one of those that are hidden."""
    return ((n > 0) & (n < SMALLEST_SHOWN)).fillna(False).astype(bool)


def without_small_counts(counts: Counts) -> tuple[Counts, int]:
    """The counts without those of 1 to 4 patients, and how many rows that leaves out.

    Where one grade of an arm and event is hidden, so are its other grades, from which it could be worked out. Where the
    patients without the event would be 1 to 4, or those whose event is not of the subset (serious, related), the row is
    hidden too. What is hidden is not zero.
    """
    table = counts.table
    is_hidden = are_small(table["n_with_event"]) | are_small(table["n_at_risk"] - table["n_with_event"])
    is_hidden |= are_small(_of_all_events(table) - table["n_with_event"])
    is_grade = table["grade_band"] != "any"
    has_hidden_grade = (is_hidden & is_grade).groupby([table[name] for name in FIGURE]).transform("any")
    is_hidden |= is_grade & has_hidden_grade & (table["n_with_event"] > 0).fillna(False).astype(bool)
    return counts._replace(table=table[~is_hidden].reset_index(drop=True)), int(is_hidden.sum())


def _of_all_events(table: pd.DataFrame) -> pd.Series:
    """To each row the count of the same arm, event and grade in all subsets together, missing where there is none."""
    same = ["arm", "event", "level", "grade_band"]
    whole = table[table["subset"] == ALL].drop_duplicates(same).set_index(same)["n_with_event"]
    return pd.Series(whole.reindex(pd.MultiIndex.from_frame(table[same])).array, index=table.index)
