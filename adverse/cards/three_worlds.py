"""One event, three worlds: what trials, label wording and safety reports hold of it, side by side and never mixed."""

from typing import NamedTuple

import pandas as pd

from adverse.cards.choices import event_labels
from adverse.cards.drawing import Drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.cards.reported import OPENING_ROLE, has_store, onset, table_of, who
from adverse.evidence import Evidence
from adverse.evidence.by_setting import setting_rows
from adverse.evidence.coded_terms import coded_term
from adverse.evidence.glossary import names_of
from adverse.evidence.management import management_rows
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection, with_details
from adverse.evidence.signals import signal_rows
from adverse.reports.in_evidence import label_source_id
from adverse.reports.labels import sentences_naming
from adverse.reports.names import Names
from adverse.reports.openfda import Label
from adverse.sentences import share_in_words
from adverse.sentences.reported import (
    counts_in_words,
    figure_in_words,
    onset_answer,
    printed_signal_in_words,
    who_answer,
)
from adverse.sentences.worlds import CAN_SAY, CANNOT_SAY, NOTHING, worlds_answer
from adverse.statistics import with_incidence_proportion
from adverse.vocabulary import EVENT_WORLDS, JURISDICTIONS, NO_REVIEW, grades_in_words, label

LABELS = ("label", "smpc")
COLUMNS = ["world", "place", "figure", "source_id", "source_name", "source_url", "locator", "review", "notes"]
MOST_OF_A_SLIDE = 2  # figures of a world


class World(NamedTuple):
    """A world by its name, its rows, what it can and cannot say, and what its documents do not hold."""

    key: str
    title: str
    rows: pd.DataFrame
    can_say: str
    cannot_say: str
    nothing: str
    missing: tuple[str, ...] = ()


def choose_event(evidence: Evidence, ask: Asker, *, is_needed: bool = True) -> str:
    """The event that is seen in three worlds."""
    events = events_of_worlds(evidence)
    labels = event_labels(evidence, events, plain_words=ask.plain_words)
    first = next((item["event"] for item in evidence.about["headline"] if item["event"] in events), events[0])
    about = "Event that is seen in trials, label wording and reports"
    return ask.one(
        "event", "Event", labels, default=first, as_list=True, listed=False, is_needed=is_needed, about=about
    )


@remembered
def events_of_worlds(evidence: Evidence) -> list[str]:
    """Events that at least two worlds tell of here, without a store; else every event with a printed signal."""
    own = evidence.arms.loc[evidence.arms["drug"] == evidence.about["drug"], "arm_id"]
    trials = set(evidence.incidence.loc[evidence.incidence["arm_id"].isin(own), "event"])
    rules = management_rows(evidence)
    told = set(rules.loc[rules["is_focus"] & rules["source_kind"].isin(LABELS), "event"])
    signals = signal_rows(evidence, all_products=False)
    reported = set(signals.loc[signals["is_focus"], "event"])
    found = (trials & told) | (trials & reported) | (told & reported)
    return sorted(found or reported)


@remembered
def worlds(evidence: Evidence, event: str) -> tuple[World, ...]:
    """The three worlds of an event, each with its rows."""
    rows = {"trials": _trials(evidence, event), "label": _label(evidence, event), "reports": _reports(evidence, event)}
    return tuple(
        World(
            key,
            term.label,
            rows[key],
            CAN_SAY[key],
            CANNOT_SAY[key],
            NOTHING[key],
            tuple(dict.fromkeys(said for item in own_labels(evidence) for said in item.missing))
            if key == "label"
            else (),
        )
        for key, term in EVENT_WORLDS.items()
    )


def rows_in_view(evidence: Evidence, event: str) -> Selection:
    """Every figure and wording, with the world that it belongs to."""
    found = pd.concat([world.rows for world in worlds(evidence, event)], ignore_index=True)
    return Selection(found.assign(event=event, row_key=[f"{event}|{place}" for place in range(len(found))]))


def _trials(evidence: Evidence, event: str) -> pd.DataFrame:
    """Shares of patients with counts and interval, by setting, any grade and grade 3 or higher."""
    found = setting_rows(evidence, event).apply(with_incidence_proportion).rows
    told = []
    for row in found.itertuples():
        interval = ""
        if pd.notna(row.proportion_low):
            interval = f", 95% interval {100 * row.proportion_low:.1f} to {100 * row.proportion_high:.1f}%"
        told.append(f"{row.row_label}, {grades_in_words(row).lower()}: {share_in_words(row)}{interval}")
    return _of_world(found.assign(figure=told), "trials", found["place"] if len(found) else [])


def _label(evidence: Evidence, event: str) -> pd.DataFrame:
    """What labels say is done, and the sentences of label files in the store that name the event."""
    rules = management_rows(evidence)
    is_told = (rules["event"] == event) & rules["is_focus"] & rules["source_kind"].isin(LABELS)
    found = rules[is_told]
    places = [label(JURISDICTIONS, key) for key in found["jurisdiction"]]
    told = [
        f"{', '.join(filter(None, [row.grade_or_condition, row.whom]))}: {row.action}" for row in found.itertuples()
    ]
    rules = _of_world(found.assign(figure=told), "label", places)
    return pd.concat([_in_label_files(evidence, event), rules], ignore_index=True)


@remembered
def own_labels(evidence: Evidence) -> tuple[Label, ...]:
    """The label files of this server that are of this medicine, by one of the names that the list of names gives it."""
    names, drug = Names(evidence.report_names), evidence.about["drug"]
    return tuple(label for label in evidence.labels if drug in names.certain(*label.names))


@remembered
def names_of_event(evidence: Evidence, event: str) -> tuple[str, ...]:
    """An event as texts may name it: its name, its plain name, and the other names of its term."""
    row = evidence.events[evidence.events["event"] == event].iloc[0]
    own = [name.removesuffix(" (any)") for name in (event, row["plain_name"], coded_term(evidence, event))]
    folded = {name.casefold() for name in own}
    terms = [names_of(term) for term in evidence.glossary.itertuples()]
    others = [name for names in terms if folded & {name.casefold() for name in names} for name in names]
    return tuple(dict.fromkeys([*own, *others]))


def _in_label_files(evidence: Evidence, event: str) -> pd.DataFrame:
    """The sentences of label files in which the event is named, word by word, by section."""
    names = names_of_event(evidence, event)
    found = [
        (label_source_id(item), section, f"\u201c{said}\u201d")
        for item in own_labels(evidence)
        for section, said in sentences_naming(item, names)
    ]
    rows = pd.DataFrame(found, columns=["source_id", "locator", "figure"], dtype="str")
    told = with_details(evidence, rows.assign(review=NO_REVIEW, notes=""))
    return _of_world(told, "label", "Label file: " + told["locator"].str.lower())


def _reports(evidence: Evidence, event: str) -> pd.DataFrame:
    """What the store of this server counts of the event, and the figures that documents print, each by itself."""
    printed = signal_rows(evidence, all_products=False)
    printed = printed[printed["is_focus"] & (printed["event"] == event)]
    told = [printed_signal_in_words(row) for row in printed.itertuples()]
    places = [f"Printed; compared with {row.background}" for row in printed.itertuples()]
    parts = [_of_world(printed.assign(figure=told), "reports", places)]
    if has_store(evidence):
        parts.insert(0, _counted(evidence, event))
    return pd.concat(parts, ignore_index=True)


def _counted(evidence: Evidence, event: str) -> pd.DataFrame:
    drug, role = evidence.about["drug"], OPENING_ROLE
    table = table_of(evidence, drug, role) if drug in set(evidence.reports.drugs["drug"]) else pd.DataFrame()
    term = coded_term(evidence, event)
    found = table[table["event"] == term] if len(table) else table
    if found.empty:
        return found.reindex(columns=COLUMNS)
    row = found.iloc[0]
    days = onset(evidence, drug, role, term)
    told = [
        counts_in_words(row),
        ", ".join(figure_in_words(row, measure) for measure in ("ror", "prr", "ic", "ebgm")),
        onset_answer(days.n_reports, len(days.days), days.median, days.quartile_low, days.quartile_high),
        who_answer(who(evidence, drug, role, term)),
    ]
    rows = pd.concat([found.head(1)] * len(told), ignore_index=True)
    here = "Counted here" if term == event else f"Counted here as {term}"
    places = [f"{here}: {what}" for what in ("reports", "ratios", "onset", "who")]
    return _of_world(rows.assign(figure=told), "reports", places)


def _of_world(rows: pd.DataFrame, world: str, places) -> pd.DataFrame:
    return rows.assign(world=world, place=list(places))[COLUMNS].reset_index(drop=True)


@remembered
def sentence(evidence: Evidence, event: str, reader: Reader) -> str:
    """How much each world holds of the event, and that no figure of one is one of another."""
    counts = {world.title: len(world.rows) for world in worlds(evidence, event)}
    return worlds_answer(reader.names(evidence).get(event, event), counts)


def draw(evidence: Evidence, event: str, reader: Reader) -> Drawing:
    """A slide: one column a world, its first figures, what it can say and what it cannot."""
    found = worlds(evidence, event)
    figures = [
        [f"{row.figure} ({row.source_name})" for row in world.rows.head(MOST_OF_A_SLIDE).itertuples()]
        or [world.nothing]
        for world in found
    ]
    n = max(map(len, figures))
    table = {
        world.title: [f"Can say: {world.can_say}", f"Cannot say: {world.cannot_say}", *told, *[""] * (n - len(told))]
        for world, told in zip(found, figures, strict=True)
    }
    said, rows = sentence(evidence, event, reader), rows_in_view(evidence, event)
    title = f"{reader.names(evidence).get(event, event)} in three worlds"
    return Drawing("three-worlds", rows, title=title, sentence=said, alt=said, in_words=pd.DataFrame(table))


def slide_values(evidence: Evidence, event: str, reader: Reader) -> dict[str, str]:
    """What the texts of a slide may name."""
    return {"answer": sentence(evidence, event, reader), "event": reader.names(evidence).get(event, event)}
