"""The overview: the headline toxicities, and the most frequent events of the largest population."""

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.by_setting import leading_trial, setting_rows
from adverse.evidence.headlines import headline_events, largest_pool
from adverse.evidence.order import most_frequent
from adverse.evidence.select import Selection, incidence_rows
from adverse.sentences import share_in_short
from adverse.statistics import with_incidence_proportion

N_TOP = 10


def top_view(evidence: Evidence, grade_band: str) -> Selection:
    """The ten most frequent events of a grade in the largest population that lists them."""
    found = incidence_rows(evidence, arm_ids=(largest_pool(evidence, grade_band),), grade_band=grade_band)
    return found.apply(with_incidence_proportion).apply(most_frequent, N_TOP)


def headline_view(evidence: Evidence, _: str = "") -> Selection:
    """The headline toxicities by setting and age group, with `proportion` and `share_text`, as the overview draws them.

    Each event has at most two rows an arm: any grade and grade 3 or higher.
    """
    found = [setting_view(evidence, event) for event in headline_events(evidence)]
    rows, aside = (pd.concat([getattr(part, name) for part in found]) for name in ("rows", "set_aside"))
    return Selection(rows, aside)


def setting_view(evidence: Evidence, event: str) -> Selection:
    """One event by setting and age group, with `proportion`, its interval and `share_text`."""
    found = setting_rows(evidence, event).apply(with_incidence_proportion)
    return found.apply(lambda rows: rows.assign(share_text=[share_in_short(row) for row in rows.itertuples()]))


def headline_trial(evidence: Evidence) -> pd.DataFrame:
    """The rows of the one randomized trial that the overview's sentence tells, with `proportion`."""
    return with_incidence_proportion(leading_trial(evidence, headline_view(evidence).rows))
