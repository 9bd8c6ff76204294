"""Onset: when events start and how long they last, on one axis of days."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from adverse.cards import headings, notes, tables, values
from adverse.cards.choices import labels_of
from adverse.cards.drawing import Chart, Drawing, chart, drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import onset_timeline
from adverse.evidence import Evidence
from adverse.evidence.headlines import headline_events
from adverse.evidence.memo import remembered
from adverse.evidence.order import group_order
from adverse.evidence.select import Selection, onset_rows, with_details
from adverse.evidence.timeline import in_one_strip, in_onset_order, rows_on_day, treatment_phases, with_covered_days
from adverse.sentences import onset_answer, phases_in_words
from adverse.sentences import own_data as own_said
from adverse.sentences.timing import is_own
from adverse.vocabulary import EVENT_GROUPS

SCALES = {"linear": "28 days", "early": "Early days (log scale)"}
PHASES = {
    "dose": "Dose steps",
    "premedication": "Premedication",
    "hospital": "Hospital days",
    "article": "Article's windows",
}
FIRST_DAY, LAST_DAY, OPENING_DAY = 1, 28, 2


class OnsetChoice(NamedTuple):
    """What the reader wants to see on the day axis, and what around it; `early_days` makes the first days wide."""

    event_groups: tuple[str, ...]
    all_products: bool
    around: tuple[str, ...]
    early_days: bool


class DayChoice(NamedTuple):
    """The same with the day to watch."""

    timeline: OnsetChoice
    day: int


def choose(evidence: Evidence, ask: Asker) -> OnsetChoice:
    """The parameters of the timeline."""
    group_labels = labels_of(EVENT_GROUPS, groups_with_onset(evidence))
    groups = ask.some("group", "Event groups", group_labels, placeholder="All groups")
    others = ask.whether("others", "Other products too")
    kinds = set(treatment_phases(evidence)["kind"])
    phases = {kind: name for kind, name in PHASES.items() if kind in kinds}
    around = ask.some(
        "around",
        "Show around them",
        phases,
        default=phases,
        is_needed=bool(phases),
        as_buttons=True,
        about="Shown around the events; changes no row",
    )
    scales = SCALES if evidence.about["drug"] else SCALES | {"linear": "Whole time"}
    scale = ask.one("scale", "Day axis", scales, about="Day axis; changes no row")
    return OnsetChoice(groups, others, around, scale == "early")


def choose_day(_: Evidence, ask: Asker, timeline: OnsetChoice) -> DayChoice:
    """The day to watch."""
    day = ask.number(
        "day",
        "Treatment day (day 1 is the first 24 hours)",
        low=FIRST_DAY,
        high=LAST_DAY,
        default=OPENING_DAY,
        about="Day to watch",
    )
    return DayChoice(timeline, day)


@remembered
def groups_with_onset(evidence: Evidence) -> list[str]:
    """Event groups that have onset rows, in the order of the vocabulary."""
    return group_order(onset_rows(evidence).rows["event_group"])


@remembered
def rows_in_view(evidence: Evidence, event_groups: tuple[str, ...], all_products: bool) -> Selection:
    """The rows of the timeline in drawing order, with the treatment days that each covers."""
    found = onset_rows(evidence, event_groups=event_groups, all_products=all_products)
    return found.apply(in_onset_order).apply(with_covered_days)


def rows_of_day(evidence: Evidence, choice: DayChoice) -> Selection:
    """The rows that cover the day to watch, of the medicine of this package alone."""
    return rows_in_view(evidence, choice.timeline.event_groups, False).apply(rows_on_day, choice.day)


@remembered
def headline_strip(evidence: Evidence) -> Selection:
    """Onset rows of the headline toxicities; rows of other events are no part of it, and so are not set aside."""
    events, found = headline_events(evidence), onset_rows(evidence)
    rows, aside = (part[part["event"].isin(events)] for part in (found.rows, found.set_aside))
    return Selection(rows.sort_values(["event", "onset_median_days"]), aside)


@remembered
def phases_of(evidence: Evidence, kinds: tuple[str, ...]) -> pd.DataFrame:
    """The treatment phases of these kinds."""
    phases = treatment_phases(evidence)
    return phases[phases["kind"].isin(kinds)]


def draw(evidence: Evidence, choice: OnsetChoice, reader: Reader) -> Drawing:
    """The timeline of the choice."""
    shown = rows_in_view(evidence, choice.event_groups, choice.all_products)
    phases = phases_of(evidence, choice.around)
    strip = in_words_of(reader, in_one_strip(phases))
    of_reader = is_own(shown.rows)
    clock = own_said.FIRST_DAY if of_reader else notes.CLOCK
    start = "of treatment" if of_reader else "since the start of the infusion"
    built = chart(onset_timeline, shown.rows, strip, names=reader.names(evidence), early_days=choice.early_days)
    return timed_drawing(
        evidence,
        reader,
        shown,
        built,
        name="onset",
        about=f"Onset of each event by source, on one axis of days {start}",
        note=f"{clock} {reader.told(phases_in_words(phases))}".strip(),
    )


def in_words_of(reader: Reader, phases: pd.DataFrame) -> pd.DataFrame:
    """Phases in the words of a reader."""
    return phases.assign(**{column: phases[column].map(reader.told) for column in ("lane", "text", "detail")})


def draw_strip(evidence: Evidence, _: object, reader: Reader) -> Drawing:
    """The headline toxicities on one axis of 28 days."""
    strip, phases = headline_strip(evidence), phases_of(evidence, ("dose",))
    around = in_words_of(reader, in_one_strip(phases))
    if strip.rows.empty:
        return Drawing("first-28-days", strip, sentence="No source here says when a headline toxicity starts.")
    return timed_drawing(
        evidence,
        reader,
        strip,
        chart(onset_timeline, strip.rows, around, one_row_an_event=True, names=reader.names(evidence)),
        name="first-28-days",
        about="Onset of the headline toxicities in the first 28 days of the infusion",
        note=f"{notes.CLOCK} {reader.told(phases_in_words(phases))}".strip(),
    )


def timed_drawing(evidence: Evidence, reader: Reader, shown: Selection, built: Chart, **words: str) -> Drawing:
    """A drawing of onset rows with the sentence on when the headline toxicities start."""
    sentence = onset_answer(
        shown.rows, headline_events(evidence), drug=evidence.about["drug"], name_column=reader.name_column
    )
    return drawing(
        evidence,
        reader,
        shown,
        built,
        **headings.of_onset(shown.rows, headline_events(evidence), evidence.about["drug"], reader)._asdict(),
        sentence=sentence,
        columns=tables.onset_columns,
        behind=rows_behind_marks(evidence, shown),
        **words,
    )


def rows_behind_marks(evidence: Evidence, selection: Selection) -> Callable[[list[str]], pd.DataFrame]:
    """A function from the keys of clicked marks to their rows: onset rows, management rows or claims."""

    def behind(keys: list[str]) -> pd.DataFrame:
        drawn = selection.rows[selection.rows["row_key"].isin(keys)]
        if len(drawn):
            return drawn
        rules = evidence.management[evidence.management["row_key"].isin(keys)]
        claims = evidence.claims[evidence.claims["row_key"].isin(keys)].rename(
            columns={"primary_source_id": "source_id"}
        )
        return with_details(evidence, rules if len(rules) else claims)

    return behind


def slide_values(evidence: Evidence, choice: OnsetChoice, reader: Reader) -> dict[str, str]:
    """What the texts of a slide of the timeline may name."""
    shown = rows_in_view(evidence, choice.event_groups, choice.all_products)
    return values.of_onset(shown.rows, headline_events(evidence), evidence.about["drug"], reader.name_column)


def strip_values(evidence: Evidence, _: object, reader: Reader) -> dict[str, str]:
    """What the texts of a slide of the first days may name."""
    rows = headline_strip(evidence).rows
    return values.of_onset(rows, headline_events(evidence), evidence.about["drug"], reader.name_column)
