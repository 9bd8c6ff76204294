"""What a reader is told about how far a row was checked."""

import pandas as pd

from adverse.vocabulary import NO_REVIEW, OWN_REVIEW_STATUSES, REVIEW_STATUSES, REVIEW_VERDICTS

STATUSES = REVIEW_STATUSES | OWN_REVIEW_STATUSES
WITHOUT_STATUS = ("claims",)  # tables that have no review status and are shown with their reviews


def with_review(name: str, table: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """Add `review`: the latest review of the row by a person, else the label of its review status.

    Claims have no status of their own: without a review they are not reviewed. Other tables without a review status
    are returned as they are.
    """
    if "review_status" in table.columns:
        told = table["review_status"].map({key: term.label for key, term in STATUSES.items()})
    elif name in WITHOUT_STATUS:
        told = pd.Series(NO_REVIEW, index=table.index)
    else:
        return table
    latest = reviews[reviews["table"] == name].sort_values("date").drop_duplicates("key", keep="last").set_index("key")
    reviewed = (
        latest["reviewer"] + " (" + latest["role"] + ") " + latest["verdict"].map(_verdict) + ", " + latest["date"]
    )
    reviewed += latest["comment"].map(lambda comment: f": {comment}" if comment else "")
    return table.assign(review=table["row_key"].map(reviewed).astype("str").fillna(told))


def _verdict(key: str) -> str:
    return REVIEW_VERDICTS[key].label
