"""The published names and organ classes of events, by which a reader's events are told."""

import pandas as pd

from adverse.cohort.dry_run import Known
from adverse.cohort.terms import folded
from adverse.evidence.load import DATA_FOLDER, table_of
from adverse.evidence.tables import TABLES


def known_events(events: pd.DataFrame | None = None) -> Known:
    """Folded name -> name and organ class; of the table `events`, else of the shipped one."""
    table = table_of(DATA_FOLDER / "events.csv", TABLES["events"])[0] if events is None else events
    return {folded(event): (event, soc) for event, soc in zip(table["event"], table["soc"], strict=True)}
