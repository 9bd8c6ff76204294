"""The onset view: when events start and how long they last."""

from typing import NamedTuple

from adverse.evidence import Evidence
from adverse.evidence.headlines import headline_events
from adverse.evidence.order import group_order
from adverse.evidence.select import Selection, onset_rows
from adverse.evidence.timeline import in_onset_order, rows_on_day, with_covered_days

SCALES = {"linear": "28 days", "early": "Early days (log scale)"}
PHASES = {
    "dose": "Dose steps",
    "premedication": "Premedication",
    "hospital": "Hospital days",
    "article": "Article's windows",
}
FIRST_DAY, LAST_DAY, OPENING_DAY = 1, 28, 2


class OnsetChoice(NamedTuple):
    """What the reader wants to see on the day axis."""

    event_groups: tuple[str, ...]
    all_products: bool


class TimelineChoice(NamedTuple):
    """The same with what is shown around the events, whether early days are wide, and the day to watch."""

    events: OnsetChoice
    around: tuple[str, ...]
    early_days: bool
    day: int


def groups_with_onset(evidence: Evidence) -> list[str]:
    """Event groups that have onset rows, in the order of the vocabulary."""
    return group_order(onset_rows(evidence).rows["event_group"])


def onset_view(evidence: Evidence, choice: OnsetChoice) -> Selection:
    """The rows of the timeline in drawing order."""
    found = onset_rows(evidence, event_groups=choice.event_groups, all_products=choice.all_products)
    return found.apply(in_onset_order)


def covered_view(evidence: Evidence, choice: TimelineChoice) -> Selection:
    """The rows of the timeline with the treatment days that each covers."""
    return onset_view(evidence, choice.events).apply(with_covered_days)


def day_view(evidence: Evidence, choice: TimelineChoice) -> Selection:
    """The rows that cover the day to watch, of the medicine of this package alone."""
    own = choice._replace(events=choice.events._replace(all_products=False))
    return covered_view(evidence, own).apply(rows_on_day, choice.day)


def headline_strip(evidence: Evidence) -> Selection:
    """Onset rows of the headline toxicities; rows of other events are no part of it, and so are not set aside."""
    events, found = headline_events(evidence), onset_rows(evidence)
    rows, aside = (part[part["event"].isin(events)] for part in (found.rows, found.set_aside))
    return Selection(rows.sort_values(["event", "onset_median_days"]), aside)
