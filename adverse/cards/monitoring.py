"""The monitoring view: the phases of the article's algorithm, and what every table holds for one of them."""

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.monitoring import (
    Phase,
    figures_against_window,
    monitoring_phases,
    phase_bands,
    phase_items,
)
from adverse.evidence.select import Selection, onset_rows

SHEETS = {"none": "None", "phase": "This phase", "all": "All phases"}
ITEM_PARTS = {"watched": "to watch", "acted": "what is done"}


def phase_choices(evidence: Evidence) -> dict[str, str]:
    """Key -> label of the phases."""
    return {phase.key: phase.label for phase in monitoring_phases(evidence)}


def bands_of(evidence: Evidence, current: str) -> pd.DataFrame:
    """The phases as bands on the day axis; `current` is the key of the chosen one."""
    return phase_bands(monitoring_phases(evidence), current)


def figures_of_window(evidence: Evidence, phase: Phase) -> pd.DataFrame:
    """The printed onset figures of a window's toxicity, each with where it lies against the window."""
    rows = onset_rows(evidence).rows
    return figures_against_window(rows[rows["event"] == phase.event], phase.first_day, phase.last_day)


def bands_view(evidence: Evidence, key: str) -> Selection:
    """The bands of the chart."""
    return Selection(bands_of(evidence, key))


def article_view(evidence: Evidence, key: str) -> Selection:
    """The article's items in a phase."""
    return Selection(_phase(evidence, key).claims)


def window_view(evidence: Evidence, _: str) -> Selection:
    """The printed onset figures of every window, with `phase`."""
    found = [
        figures_of_window(evidence, phase).assign(
            phase=phase.key, window_first_day=phase.first_day, window_last_day=phase.last_day
        )
        for phase in monitoring_phases(evidence)
        if phase.event
    ]
    return Selection(pd.concat(found))


def onset_view(evidence: Evidence, key: str) -> Selection:
    """The printed onset figures of every event to look for in a phase; those of its days have `in_phase`."""
    return Selection(pd.concat([item.onset for item in phase_items(evidence, _phase(evidence, key))]))


def rules_view(evidence: Evidence, key: str) -> Selection:
    """What sources say to watch and to do for every event to look for in a phase: `look_for`, `said_of`."""
    items = phase_items(evidence, _phase(evidence, key))
    found = [
        getattr(item, part).drop(columns="about").assign(look_for=item.event, said_of=said)
        for item in items
        for part, said in ITEM_PARTS.items()
    ]
    return Selection(pd.concat(found))


def _phase(evidence: Evidence, key: str) -> Phase:
    return next(phase for phase in monitoring_phases(evidence) if phase.key == key)
