"""One event of a reader's own patients beside the published arms: shares and onset, different patients, no test."""

from typing import NamedTuple

import pandas as pd

from adverse.cards import notes, register
from adverse.cards.choices import arm_choices, labels_of
from adverse.cards.drawing import Drawing
from adverse.cards.incidence import IncidenceChoice
from adverse.cards.onset import OnsetChoice
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.evidence import Evidence
from adverse.sentences.shares import share_in_words
from adverse.sentences.timing import onset_in_short
from adverse.vocabulary import GRADE_BANDS

DIFFERENT = "Different patients: look at both, no test lies between them."
GRADES = ("any", "ge3")


class BesideChoice(NamedTuple):
    """The event that is shown beside the published rows, and its grade."""

    event: str
    grade_band: str


def choose(events: list[str], names: dict[str, str], ask: Asker) -> BesideChoice:
    """The parameters of the two cards."""
    event = ask.one("beside_event", "Event", {event: names.get(event, event) for event in events}, as_list=True)
    return BesideChoice(event, ask.one("beside_grade", "Grade", labels_of(GRADE_BANDS, GRADES)))


def draw(both: Evidence, own_ids: tuple[str, ...], choice: BesideChoice, reader: Reader) -> list[Drawing]:
    """The shares in every arm, and the onset; `both`: the evidence of `beside_published`."""
    arm_ids = (*own_ids, *arm_choices(both, "all", False))
    asked = IncidenceChoice("dots", arm_ids, choice.grade_band, "all", "whole_study", (), choice.event, 0, "frequency")
    shares = register.drawn(both, "incidence", "incidence", asked, reader)
    timeline = register.drawn(both, "onset", "onset", OnsetChoice((), True, (), False), reader)
    name = reader.names(both)[choice.event]
    timeline = timeline.with_words(
        title=f"{name}: first days in your data beside printed onset",
        sentence=_onset_sentence(timeline.selection.rows, own_ids, name),
        note=f"{DIFFERENT} {notes.CLOCK}",
    )
    return [_with_own(shares, own_ids, name), timeline]


def _onset_sentence(rows: pd.DataFrame, own_ids: tuple[str, ...], name: str) -> str:
    """The onset of the reader's patients and the printed one, each for itself."""
    if rows.empty:
        return ""
    is_own = rows["arm_id"].isin(own_ids)
    return f"{name} in your data: {onset_in_short(rows[is_own])} Printed: {onset_in_short(rows[~is_own])}"


def _with_own(shares: Drawing, own_ids: tuple[str, ...], name: str) -> Drawing:
    """The card with the reader's own shares first in its sentence."""
    rows = shares.selection.rows
    if rows.empty:
        return shares
    own = rows[rows["arm_id"].isin(own_ids)]
    told = "; ".join(f"{share_in_words(row)} in {row['arm_label']}" for _, row in own.iterrows())
    n = rows.loc[~rows["arm_id"].isin(own_ids), "arm_id"].nunique()
    arms = f"{n} published arm{'s' if n != 1 else ''}"
    sentence = f"{name} in your data: {told or 'not counted at this grade'}. Beside {arms} of different patients."
    title = f"{name}: your data beside {arms}"
    return shares.with_words(title=title, sentence=sentence, note=f"{DIFFERENT} {shares.note}")
