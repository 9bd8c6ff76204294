"""How a share is said that rests on a printed bound and not on counts."""

import pandas as pd

from adverse.vocabulary.events import PERCENT_QUALIFIERS
from adverse.vocabulary.term import label


def share_qualifier(row) -> str:
    """The sign of a share that rests on a printed percentage ("<" of "<1%"); none where counts give the share."""
    is_counted = pd.notna(row.n_with_event) and pd.notna(row.n_at_risk)
    return "" if is_counted or row.percent_qualifier == "=" else row.percent_qualifier


def people_in_words(proportion: float, qualifier: str, scale: int) -> str:
    """ "34 of 100" or "less than 10 of 1,000"; `qualifier` as from `share_qualifier`."""
    sign = f"{label(PERCENT_QUALIFIERS, qualifier)} " if qualifier else ""
    return f"{sign}{round(scale * proportion):,} of {scale:,}"
