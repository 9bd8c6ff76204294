"""The overview: the headline toxicities, and the most frequent events of the largest population."""

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.headlines import Headline, headlines, largest_pool
from adverse.evidence.order import most_frequent
from adverse.evidence.select import Selection, incidence_rows
from adverse.statistics import with_incidence_proportion

N_TOP = 10


def top_view(evidence: Evidence, grade_band: str) -> Selection:
    """The ten most frequent events of a grade in the largest population that lists them."""
    found = incidence_rows(evidence, arm_ids=(largest_pool(evidence, grade_band),), grade_band=grade_band)
    return found.apply(with_incidence_proportion).apply(most_frequent, N_TOP)


def headline_view(evidence: Evidence, _: str) -> Selection:
    """The rows of the headline cards: each toxicity at any grade, then at grade 3 or higher, with `proportion`."""
    found = [part for item in headlines(evidence) for part in (item.any_grade, item.severe)]
    rows, aside = (pd.concat([getattr(part, name) for part in found]) for name in ("rows", "set_aside"))
    return Selection(with_incidence_proportion(rows), aside)


def headline_shares(found: list[Headline]) -> list[tuple[str, pd.DataFrame, pd.DataFrame]]:
    """Event, its rows at any grade with `proportion`, and its onset rows, of each headline toxicity."""
    return [(item.event, with_incidence_proportion(item.any_grade.rows), item.onset) for item in found]
