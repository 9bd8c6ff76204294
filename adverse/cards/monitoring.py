"""Monitoring: the phases of the article's algorithm, and what every table holds for one of them."""

from collections.abc import Callable

import pandas as pd

from adverse.cards import notes
from adverse.cards.drawing import Drawing, chart
from adverse.cards.onset import headline_strip, timed_drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import monitoring_timeline
from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.monitoring import (
    Item,
    Phase,
    figures_against_window,
    monitoring_phases,
    phase_bands,
    phase_items,
)
from adverse.evidence.select import Selection, onset_rows
from adverse.sentences import monitoring_answer

SHEETS = {"none": "None", "phase": "This phase", "all": "All phases"}
ITEM_PARTS = {"watched": "to watch", "acted": "what is done"}


def choose(evidence: Evidence, ask: Asker) -> str:
    """The phase; empty where there is none."""
    phases = phase_choices(evidence)
    return ask.one("phase", "Phase", phases) if phases else ""


def choose_sheet(evidence: Evidence, ask: Asker) -> str:
    """The checklist to print."""
    if not phase_choices(evidence):
        return "none"
    return ask.one("checklist", "Checklist to print", SHEETS, about="Checklist to print; changes no row")


def phase_choices(evidence: Evidence) -> dict[str, str]:
    """Key -> label of the phases."""
    return {phase.key: phase.label for phase in monitoring_phases(evidence)}


def bands_of(evidence: Evidence, current: str) -> pd.DataFrame:
    """The phases as bands on the day axis; `current` is the key of the chosen one."""
    return phase_bands(monitoring_phases(evidence), current)


def draw(evidence: Evidence, current: str, reader: Reader) -> Drawing:
    """The phases as bands of days above the printed onset of the headline toxicities."""
    if not current:
        return Drawing("phases", Selection(evidence.onset.head(0)), sentence="Here is no article with phases.")
    strip = headline_strip(evidence)
    return timed_drawing(
        evidence,
        reader,
        strip,
        chart(monitoring_timeline, strip.rows, bands_of(evidence, current), names=reader.names(evidence)),
        name="phases",
        about="The phases of the article's monitoring algorithm above the printed onset of the headline toxicities",
        note=notes.PHASES,
    )


def figures_of_window(evidence: Evidence, phase: Phase) -> pd.DataFrame:
    """The printed onset figures of a window's toxicity, each with where it lies against the window."""
    rows = onset_rows(evidence).rows
    return figures_against_window(rows[rows["event"] == phase.event], phase.first_day, phase.last_day)


def band_rows(evidence: Evidence, key: str) -> Selection:
    """The bands of the chart."""
    return Selection(bands_of(evidence, key))


def article_rows(evidence: Evidence, key: str) -> Selection:
    """The article's items in a phase."""
    return Selection(phase_of(evidence, key).claims)


def window_rows(evidence: Evidence, _: str) -> Selection:
    """The printed onset figures of every window, with `phase`."""
    found = [
        figures_of_window(evidence, phase).assign(
            phase=phase.key, window_first_day=phase.first_day, window_last_day=phase.last_day
        )
        for phase in monitoring_phases(evidence)
        if phase.event
    ]
    return Selection(pd.concat(found))


def rows_of_onset(evidence: Evidence, key: str) -> Selection:
    """The printed onset figures of every event to look for in a phase; those of its days have `in_phase`."""
    return Selection(pd.concat([item.onset for item in items_of(evidence, key)]))


def rule_rows(evidence: Evidence, key: str) -> Selection:
    """What sources say to watch and to do for every event to look for in a phase: `look_for`, `said_of`."""
    items = items_of(evidence, key)
    found = [
        getattr(item, part).drop(columns="about").assign(look_for=item.event, said_of=said)
        for item in items
        for part, said in ITEM_PARTS.items()
    ]
    return Selection(pd.concat(found))


def phase_of(evidence: Evidence, key: str) -> Phase:
    """The phase of this key."""
    return next(phase for phase in monitoring_phases(evidence) if phase.key == key)


@remembered
def items_of(evidence: Evidence, key: str) -> list[Item]:
    """What to look for in a phase."""
    return phase_items(evidence, phase_of(evidence, key))


@remembered
def sentence(evidence: Evidence, reader: Reader) -> str:
    """How the article's monitoring items and windows stand against the evidence."""
    phases = monitoring_phases(evidence)
    compared = [figures_of_window(evidence, phase) for phase in phases if phase.event]
    claims = pd.concat([phase.claims for phase in phases])
    return monitoring_answer(claims, compared, plain_words=reader.plain_words)


def _where_there_is_one(rows: Callable[[Evidence, str], Selection]) -> Callable[[Evidence, str], Selection]:
    return lambda evidence, key: rows(evidence, key) if key else Selection(evidence.claims.head(0))


TABLES = {
    name: (title, _where_there_is_one(rows))
    for name, title, rows in (
        ("bands", "the phases as bands of days", band_rows),
        ("article-items", "what the article names", article_rows),
        ("window", "printed onset against the windows", window_rows),
        ("onset", "the onset of each event to look for", rows_of_onset),
        ("rules", "what sources say to watch and to do", rule_rows),
    )
}
