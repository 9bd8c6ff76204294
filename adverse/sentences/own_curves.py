"""What curves of a reader's own patients say, and what they may not be read for."""

from typing import Protocol

import pandas as pd

from adverse.sentences.own_data import COMPETING_DEATH, COMPETING_STOPPED, FIRST_DAY, NO_DEATHS_KNOWN
from adverse.vocabulary import percent_in_figures

COMPETITOR_LABELS = {
    "death": "Death",
    "stopped": "Death, or stopping for another reason",
    "none": "Nothing",
}
SHARE_LABELS = {"incidence": "Have had it", "event_free": "Without it (Kaplan-Meier)"}
ABOUT = {
    "incidence": "Share of patients who have had {name} by each day, by arm",
    "event_free": "Share of patients without {name} after each day, by arm",
}
NO_CURVE = "No file says when: a curve needs days of events and how long patients were observed."
HIDDEN = "Curves show single patients: none is drawn while counts of 1 to 4 are hidden."
DAY_AXIS = "Day of treatment (day 1: the first dose)"
FILE_AXIS = "Time as the file counts it"
LIMITS = "Bands are 95% log-log limits; ticks mark patients who left without the event."
PALE = "Pale: fewer than five patients at risk."
KAPLAN_MEIER = (
    "Kaplan-Meier: the share without the event if nothing else ended the time at risk. One minus it is no share with "
    "the event where something competes."
)
AALEN_JOHANSEN = "Aalen-Johansen: patients who can no longer have the event stay in the denominator."
WINDOWS = "Gray bands: printed onset of other patients, triangles their medians; no test lies between them."
PRINTED = "Printed, of other patients: {onset}. Source: {source}"
NO_TIME = "{n} treated {patients} without a day are on no curve."
SHAPE = (
    "Weibull shape: below 1 the event comes ever more seldom the longer patients have been without it, above 1 ever "
    "more often. Limits that hold 1 show neither. It may not be read for how many have the event, for its cause, or "
    "for a day on which the risk turns."
)
FREE = "Mean days free: of the event and of what competes with it, the area under the curve."


class Told(Protocol):
    """Curves as the cohort makes them."""

    @property
    def arms(self) -> pd.DataFrame:
        """A row an arm: what its curve comes to."""
        ...

    @property
    def day(self) -> float:
        """The day by which shares are told."""
        ...

    @property
    def n_without_time(self) -> int:
        """Treated patients without a time."""
        ...

    @property
    def in_days(self) -> bool:
        """Whether times are days of treatment."""
        ...

    @property
    def competitor(self) -> str:
        """What competes with the event."""
        ...


def title(found: Told, name: str) -> str:
    """The share of each arm by the last day of which much is known."""
    told = [f"{percent_in_figures(100 * row.incidence)}% in {row.arm}" for row in _first_arms(found)]
    return f"{name}: {'; '.join(told)} have had it by day {found.day:g}"


def subtitle(found: Told, share: str) -> str:
    """What is drawn, and what competes."""
    method = "Kaplan-Meier" if share == "event_free" or not found.arms["n_competing"].any() else "Aalen-Johansen"
    competes = COMPETITOR_LABELS[found.competitor].lower()
    competing = f"competing: {competes}" if found.arms["n_competing"].any() else "nothing competes"
    return f"Your data; {method}, {competing}; {found.arms['n_patients'].sum():,} patients"


def sentence(found: Told, name: str) -> str:
    """The shares with their limits."""
    told = [f"{row.arm} {share_of(row)}" for row in _first_arms(found)]
    more = len(found.arms) - len(told)
    told += [f"{more} more arm{'s' if more > 1 else ''} below"] if more > 0 else []
    return f"{name}, by day {found.day:g}: {'; '.join(told)}."


MOST_TOLD = 4


def _first_arms(found: Told):
    return list(found.arms.head(MOST_TOLD).itertuples())


def note(found: Told, share: str, *, n_windows: int) -> str:
    """How to read the curves."""
    has_competing = bool(found.arms["n_competing"].any())
    competing = {"death": COMPETING_DEATH, "stopped": COMPETING_STOPPED, "none": ""}[found.competitor]
    parts = [FIRST_DAY if found.in_days else ""]
    parts += [KAPLAN_MEIER] if share == "event_free" else [competing, AALEN_JOHANSEN] if has_competing else []
    parts += [NO_DEATHS_KNOWN] if not has_competing and found.competitor != "none" else []
    parts += [LIMITS, PALE]
    if found.n_without_time:
        patients = "patient" if found.n_without_time == 1 else "patients"
        parts.append(NO_TIME.format(n=f"{found.n_without_time:,}", patients=patients))
    return " ".join(filter(None, [*parts, WINDOWS if n_windows else ""]))


def share_of(row) -> str:
    """ "33% (95% interval 23 to 43%)"."""
    share = f"{percent_in_figures(100 * row.incidence)}%"
    if pd.isna(row.incidence_low):
        return share
    limits = f"{percent_in_figures(100 * row.incidence_low)} to {percent_in_figures(100 * row.incidence_high)}%"
    return f"{share} (95% interval {limits})"


def day_of(day: float) -> str:
    """A day, or that it is not reached."""
    return "not reached" if pd.isna(day) else f"day {day:g}"


def interval_of(row, name: str, decimals: int) -> str:
    """A figure with its limits, or a dash."""
    value, low, high = (getattr(row, column) for column in (name, f"{name}_low", f"{name}_high"))
    return "–" if pd.isna(value) else f"{value:.{decimals}f} ({low:.{decimals}f} to {high:.{decimals}f})"


def shapes(found: Told) -> str:
    """Of each arm whether its limits say that the event comes ever more seldom or ever more often."""
    told = []
    for row in found.arms.itertuples():
        if pd.isna(row.shape) or row.shape_low <= 1 <= row.shape_high:
            continue
        told.append(f"{row.arm}, ever {'more seldom' if row.shape < 1 else 'more often'}")
    return " ".join(filter(None, [SHAPE, f"Here: {'; '.join(told)}." if told else ""]))
