"""Reports counted on this server: what a reader may ask the store, and the rows that answer."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.cards.choices import labels_of
from adverse.cards.parameters import Asker
from adverse.evidence import Evidence
from adverse.evidence.coded_terms import published_names
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection, with_details
from adverse.reports import RULES
from adverse.reports.in_evidence import SOURCE, quarters_in_words
from adverse.reports.reader import MISSING_ONSETS, Onset
from adverse.sentences.reported import FEWEST_REPORTS, LIMITS, pair_in_words, share_of_reports_in_words
from adverse.vocabulary import (
    NOT_GIVEN,
    REPORT_LOOKS,
    REPORT_MEASURES,
    REPORT_ROLES,
    REPORT_STRATA,
    WHO_CHARACTERISTICS,
    WHO_VALUES,
    label,
)

MOST_DRAWN = 20  # events of a forest
MOST_STRATIFIED = 7  # events, each with several rows
MOST_ACROSS = 14  # events of the heat map
MOST_ABREAST = 7  # medicines of the heat map on a narrow screen
MOST_OTHERS = 1000  # medicines beside the listed ones, the most reported first: a list of all would be slow
MOST_VALUES = 6  # of who was reported, where values are many
OPENING_ROLE = next(iter(REPORT_ROLES))  # the role that opens
AS_PRINTED = {  # as the table of printed signals names them
    **{"n_drug_event": "n_reports", "n_reports": "n_all_reports", "chi2": "prr_chi2"},
    **{"ror_low": "ror_ci_low", "ror_high": "ror_ci_high", "prr_low": "prr_ci_low", "prr_high": "prr_ci_high"},
    **{"ic_low": "ic025", "ic_high": "ic975", "ebgm_low": "ebgm05", "ebgm_high": "ebgm95"},
    **{rule: f"signal_{rule}" for rule in RULES},
    **{f"{rule}_missed": f"missed_{rule}" for rule in RULES},
}


class ReportsChoice(NamedTuple):
    """What is asked of the store: a medicine in a role, its background and strata, the measure that is drawn, words
    that stand in the events drawn, and one event whose counts, reports and days are shown (empty for all). `look` is
    the card that the page shows.
    """

    drug: str
    role: str
    without: str
    by: str
    measure: str
    find: str
    event: str
    look: str


def has_store(evidence: Evidence) -> bool:
    """Whether the server has a store in which a report names a medicine: else nothing is counted."""
    return evidence.reports is not None and not evidence.reports.drugs.empty


def choose(evidence: Evidence, ask: Asker, *, is_needed: bool = True) -> ReportsChoice:
    """The parameters of the reports counted here."""
    drugs, shown = drugs_offered(evidence), {"is_needed": is_needed, "listed": False}
    drug = ask.one("drug", "Medicine", {name: name for name in drugs}, as_list=True, **shown)
    role = ask.one("role", "Role of the medicine", labels_of(REPORT_ROLES), is_needed=is_needed)
    measure = ask.one("measure", "Measure that is drawn", labels_of(REPORT_MEASURES), is_needed=is_needed)
    find = ask.text("find", "Find an event", placeholder="Words of its name", is_needed=is_needed)
    events = {"": "All events", **{event: event for event in table_of(evidence, drug, role)["event"]}}
    event = ask.one("reported", "One event closer", events, default="", as_list=True, **shown)
    by = ask.one("by", "Counted", labels_of(REPORT_STRATA), default="", is_needed=is_needed)
    others = {"": "Nothing taken out", **{name: name for name in drugs if name != drug}}
    without = ask.one("without", "Taken out of the background", others, default="", as_list=True, **shown)
    about = "Which card the page shows; changes no row"
    look = ask.one("look", "Look at", labels_of(REPORT_LOOKS), is_needed=is_needed, show_title=False, about=about)
    return ReportsChoice(drug, role, without, by, measure, find, event, look)


@remembered
def drugs_offered(evidence: Evidence) -> tuple[str, ...]:
    """The medicine of this package, those it is compared with, and the others most reported; none without a report."""
    drugs = evidence.reports.drugs
    listed, others = drugs.loc[drugs["is_listed"], "drug"], drugs.loc[~drugs["is_listed"], "drug"].head(MOST_OTHERS)
    own = evidence.about["drug"]
    return tuple(dict.fromkeys([*([own] if own in set(listed) else []), *listed, *others]))


@remembered
def table_of(evidence: Evidence, drug: str, role: str, by: str = "", without: str = "") -> pd.DataFrame:
    """Every event of a medicine with counts, measures and rules, in the columns of printed signals and with details."""
    rows = evidence.reports.signals_of(drug, role=role, by=by, without=without).rename(columns=AS_PRINTED)
    counted = rows.assign(
        drug=drug,
        background=f"all other reports without {without}" if without else "all other reports of the store",
        row_key=rows["event"].str.cat(rows["stratum"], sep="|").str.removesuffix("|"),
        is_focus=True,
    )
    return named(evidence, counted.assign(counted_in_words=[pair_in_words(row) for _, row in counted.iterrows()]))


def counted_here(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with what they rest on: the quarters of this server's store."""
    return rows.assign(
        period=quarters_in_words(evidence.reports),
        source_id=SOURCE,
        locator="",
        review="Counted here",
        notes="",
    )


def named(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the details of their source and event, as reported; the details of a coded term are its event's."""
    reported = rows["event"]
    known = rows.assign(event=published_names(evidence, reported))
    found = with_details(evidence, counted_here(evidence, known)).assign(event=reported.to_numpy())
    missing = found["event_group"].isna()
    return found.assign(
        event_group=found["event_group"].mask(missing, "other"),
        plain_name=found["plain_name"].mask(missing, found["event"]),
        **{name: found[name].fillna("") for name in ("soc", "definition", "event_kind")},
    )


def rows_in_view(evidence: Evidence, choice: ReportsChoice) -> Selection:
    """The events that fit, highest lower limit of the measure first; those of fewer than 3 reports behind them."""
    rows = table_of(evidence, choice.drug, choice.role, choice.by, choice.without)
    words = choice.find.casefold().split()
    published = published_names(evidence, rows["event"])
    names = rows["event"].str.cat([published, rows["plain_name"]], sep=" ").str.casefold()
    rows = rows[[all(word in name for word in words) for name in names]]
    if choice.event:
        rows = rows[rows["event"] == choice.event]
    low = rows[LIMITS[choice.measure][0]]
    is_few = rows["n_reports"] < FEWEST_REPORTS
    ranked = rows.assign(_low=low.where(~is_few), _few=is_few)
    first = ranked.groupby("event", sort=False).agg(_best=("_low", "max"), _n=("n_reports", "sum"))
    ranked = ranked.join(first, on="event").sort_values(
        ["_best", "_n", "event", "stratum"], ascending=[False, False, True, True], kind="stable", na_position="last"
    )
    return Selection(ranked.drop(columns=["_low", "_few", "_best", "_n"]))


def drawn_rows(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The first events of rows in view, as many as a forest holds; of strata those with a report.

    Events of fewer than 3 reports, which stand last, are drawn where there are no others.
    """
    enough = rows[rows["n_reports"] >= FEWEST_REPORTS]
    events = list(dict.fromkeys((rows if enough.empty else enough)["event"]))[: MOST_STRATIFIED if by else MOST_DRAWN]
    return rows[rows["event"].isin(events) & (rows["n_reports"] > 0)]


@remembered
def across(evidence: Evidence, choice: ReportsChoice) -> pd.DataFrame:
    """The events in view first drawn, in every medicine of the curated list: counts and IC of each pair.

    Where the store has few of the list, those most reported stand beside them.
    """
    events = list(dict.fromkeys(rows_in_view(evidence, choice).rows["event"]))[:MOST_ACROSS]
    listed, offered = set(evidence.reports.drugs.query("is_listed")["drug"]), drugs_offered(evidence)
    drugs = list(dict.fromkeys([choice.drug, *(name for name in offered if name in listed)]))
    drugs += [name for name in offered if name not in drugs][: max(0, MOST_ABREAST - len(drugs))]
    rows = evidence.reports.across(drugs, events, role=choice.role).rename(columns=AS_PRINTED)
    rows = rows.assign(
        row_key=rows["drug"].str.cat(rows["event"], sep="|"),
        counted_in_words=[pair_in_words(row) for _, row in rows.iterrows()],
    )
    places = [
        events.index(event) * len(drugs) + drugs.index(drug)
        for event, drug in zip(rows["event"], rows["drug"], strict=True)
    ]
    return named(evidence, rows.assign(_place=places).sort_values("_place").drop(columns="_place"))


@remembered
def who(evidence: Evidence, drug: str, role: str, event: str) -> pd.DataFrame:
    """Who was reported, every value beside its share among all reports, in words and in a fixed order."""
    rows = evidence.reports.who(drug, event=event, role=role)
    parts = []
    for characteristic, term in WHO_CHARACTERISTICS.items():
        found = rows[rows["characteristic"] == characteristic]
        values = WHO_VALUES.get(characteristic, {})
        if values:
            order = {value: place for place, value in enumerate(values)}
            found = found.sort_values("value", key=lambda value: value.map(order).fillna(len(order)), kind="stable")
        else:
            found = found[found["n_reports"] > 0].head(MOST_VALUES)
        told = [NOT_GIVEN if value == "not_reported" else values.get(value, value) for value in found["value"]]
        parts.append(found.assign(characteristic_label=term.label, value_label=told))
    made = pd.concat(parts).rename(columns={"n_reports": "n_with_value", "n_reports_all": "n_with_value_all"})
    made = made.assign(
        drug=drug,
        event=event,
        row_key=made["characteristic"].str.cat(made["value"], sep="|"),
        counted_in_words=[share_of_reports_in_words(row) for _, row in made.iterrows()],
    )
    return named(evidence, made)


@remembered
def onset(evidence: Evidence, drug: str, role: str, event: str) -> Onset:
    """Days from the start of the medicine to the event, and why most reports do not say."""
    return evidence.reports.onset(drug, event, role=role)


def onset_rows(evidence: Evidence, choice: ReportsChoice) -> Selection:
    """How many reports give so many days, and how many none, by reason."""
    found = onset(evidence, choice.drug, choice.role, choice.event)
    days, n = np.unique(np.array(found.days, dtype=int), return_counts=True)
    rows = [(str(day), day, f"day {day}", count) for day, count in zip(days.tolist(), n.tolist(), strict=True)]
    rows += [(reason, pd.NA, MISSING_ONSETS[reason], count) for reason, count in found.missing.items()]
    table = pd.DataFrame(rows, columns=["row_key", "days", "told", "n_with_value"])
    table = table.assign(
        days=table["days"].astype("Int64"),
        drug=choice.drug,
        event=choice.event,
        counted_in_words=[f"{row.told}: {row.n_with_value:,} reports" for row in table.itertuples()],
    )
    return Selection(named(evidence, table))


def asked_in_words(choice: ReportsChoice) -> str:
    """What was asked of the store, for a subtitle."""
    parts = [choice.drug, label(REPORT_ROLES, choice.role).lower()]
    if choice.event:
        parts.append(choice.event)
    if choice.by:
        parts.append(label(REPORT_STRATA, choice.by).lower())
    if choice.without:
        parts.append(f"without reports of {choice.without}")
    return "; ".join(parts)
