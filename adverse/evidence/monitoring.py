"""The article's monitoring algorithm, phase by phase, beside what sources print: what to look for, when, what is done.

A phase is a section of claims.csv named in data/about.toml; its days are those of its window claim.
"""

from typing import NamedTuple

import pandas as pd

from adverse.evidence.cells import days_in, names_in
from adverse.evidence.claims import claim_rows
from adverse.evidence.headlines import signs_of
from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.order import group_order
from adverse.evidence.select import onset_rows, with_details
from adverse.evidence.timeline import KEY_SEPARATOR, article_window, with_covered_days
from adverse.vocabulary import MONITORING_TIMES

TOPICS_BEFORE = ("premedication", "prevention", "interaction")
TOPICS_OF_A_WINDOW = ("monitoring", "premedication", "prevention")
ACTED_TOPICS = {
    "before": ("special_population",),
    "window": ("dose_modification", "intervention"),
    "throughout": ("dose_modification", "intervention"),
}
DAYS_BEFORE = 3.0
CYCLE_DAYS = 28.0
FIGURES = {
    "median": ("onset_median_days", "onset_median_days"),
    "range": ("onset_min_days", "onset_max_days"),
    "window": ("window_start_day", "window_end_day"),
}


class Phase(NamedTuple):
    """A phase of the algorithm. `first_day` to `last_day` are treatment days (day 1 is the first 24 hours), of a window
    only, else 0; `event` is the headline toxicity of that window; `claims` are the article's items with their evidence.
    """

    key: str
    label: str
    time: str
    first_day: int
    last_day: int
    event: str | None
    claims: pd.DataFrame


class Item(NamedTuple):
    """One event to look for in a phase: its printed onset figures (those of the phase marked in `in_phase`), the signs
    that sources name, and the rows of management.csv on watching for it and on what is done when it comes.
    """

    event: str
    onset: pd.DataFrame
    signs: pd.DataFrame
    watched: pd.DataFrame
    acted: pd.DataFrame


@remembered
def monitoring_phases(evidence: Evidence) -> list[Phase]:
    """The phases of data/about.toml in order."""
    return [_phase(evidence, item) for item in evidence.about["monitoring_phase"]]


def _phase(evidence: Evidence, item: dict[str, str]) -> Phase:
    claims = claim_rows(evidence, sections=(item["section"],))
    label = item["label"]
    if item["time"] != "window":
        return Phase(item["key"], label, item["time"], 0, 0, None, claims)
    window = claims[claims["claim_id"].isin(evidence.about["article_window_claim_ids"])].iloc[0]
    start, end = article_window(window["value"], window["unit"])
    events = {headline["claim_topic"]: headline["event"] for headline in evidence.about["headline"]}
    return Phase(
        item["key"], label, item["time"], int(start) + 1, int(-(-end // 1)), events.get(window["topic"]), claims
    )


def phase_bands(phases: list[Phase], current: str) -> pd.DataFrame:
    """The phases as bands on the day axis of a chart, one lane each, with the columns of `treatment_phases`.

    What comes before treatment is drawn on DAYS_BEFORE days before day 0, what lasts throughout on one cycle.
    """
    days = {"before": (-DAYS_BEFORE, 0.0), "throughout": (0.0, CYCLE_DAYS)}
    bands = []
    for phase in phases:
        start, end = days.get(phase.time) or (phase.first_day - 1.0, float(phase.last_day))
        detail = f"{len(phase.claims)} items of the article. {MONITORING_TIMES[phase.time].definition}"
        bands.append(
            {
                "lane": phase.label,
                "text": "",
                "detail": detail,
                "start_day": start,
                "end_day": end,
                "kind": "chosen_phase" if phase.key == current else "phase",
                "row_key": KEY_SEPARATOR.join(phase.claims["row_key"]),
                "table": "claims",
            }
        )
    return pd.DataFrame(bands)


def phase_items(evidence: Evidence, phase: Phase) -> list[Item]:
    """What to look for in a phase: the headline toxicities first, then every event that has a row for that time.

    In a window these are events with an onset figure that covers one of its days, or a rule that names the window;
    throughout treatment, events with any onset figure or a monitoring rule; before treatment, events with a rule on
    preparing for treatment.
    """
    onset = with_covered_days(onset_rows(evidence).rows)
    in_phase = pd.Series(True, index=onset.index)
    if phase.time == "window":
        in_phase = (onset["first_day"] <= phase.last_day) & (onset["last_day"] >= phase.first_day)
    onset = onset.assign(in_phase=in_phase)
    rules = _rules(evidence)
    watched = rules[_is_watched(rules, phase)]
    acted = rules[rules["topic"].isin(ACTED_TOPICS[phase.time])]
    topics = {item["event"]: item["claim_topic"] for item in evidence.about["headline"]}
    found = {
        "before": lambda: watched,
        "window": lambda: pd.concat([onset[in_phase], watched[_is_of_window(watched, phase)]]),
        "throughout": lambda: pd.concat([onset, watched]),
    }[phase.time]().drop_duplicates("event")
    rank = {group: place for place, group in enumerate(group_order(found["event_group"]))}
    others = found[found["event"].isin(evidence.events.loc[evidence.events["headlines"] == "", "event"])]
    others = others.assign(rank=others["event_group"].map(rank)).sort_values(["rank", "event"])
    return [
        Item(
            event,
            onset[onset["event"] == event],
            signs_of(evidence, topics[event]) if event in topics else onset.iloc[:0],
            watched[watched["about"].map(lambda about, event=event: event in about).astype(bool)],
            acted[acted["about"].map(lambda about, event=event: event in about).astype(bool)],
        )
        for event in [*topics, *others["event"]]
    ]


def _rules(evidence: Evidence) -> pd.DataFrame:
    """What sources of the medicine say, with `about`: the event of a row and the headline toxicities in its name."""
    rules = evidence.management[evidence.management["drug"] == evidence.about["drug"]]
    named = evidence.events.set_index("event")["headlines"].map(names_in)
    about = rules["event"].map(lambda event: {event, *named[event]})
    return with_details(evidence, rules).assign(about=about)


def _is_watched(rules: pd.DataFrame, phase: Phase) -> pd.Series:
    """Rules that say to watch in a phase: before treatment also those on preparing for it, in a window those for it."""
    time = "before" if phase.time == "before" else "throughout"
    wanted = rules["watch"].map(lambda times: time in names_in(times)).astype(bool)
    if phase.time == "before":
        return wanted | rules["topic"].isin(TOPICS_BEFORE)
    return wanted | _is_of_window(rules, phase) if phase.time == "window" else wanted


def _is_of_window(rules: pd.DataFrame, phase: Phase) -> pd.Series:
    """Rules on watching, on premedication or on prevention for days that all lie in a window."""
    spans = [days_in(row.first_days, row.last_days) for row in rules.itertuples()]
    is_inside = [any(phase.first_day <= first and last <= phase.last_day for first, last in days) for days in spans]
    return rules["topic"].isin(TOPICS_OF_A_WINDOW) & pd.Series(is_inside, index=rules.index, dtype=bool)


def figures_against_window(rows: pd.DataFrame, first_day: int, last_day: int) -> pd.DataFrame:
    """One row a printed figure (median, range or window of days) with `figure`, its days and its `fit`.

    `rows`: onset rows; single cases, peaks and lowest points are left out. `fit` is a key of WINDOW_FITS: where the
    treatment days of the figure lie against days `first_day` to `last_day`.
    """
    rows, parts = rows[rows["measure"] == "onset"], []
    for figure, (low, high) in FIGURES.items():
        printed = rows[rows[low].notna() & rows[high].notna()]
        alone = printed.assign(**{c: None for pair in FIGURES.values() for c in pair if c not in (low, high)})
        days = with_covered_days(alone.astype({c: float for pair in FIGURES.values() for c in pair}))
        fits = [_fit(row.first_day, row.last_day, first_day, last_day) for row in days.itertuples()]
        parts.append(printed.assign(figure=figure, first_day=days["first_day"], last_day=days["last_day"], fit=fits))
    return pd.concat(parts)


def _fit(first: float, last: float, start: int, end: int) -> str:
    if last < start:
        return "before"
    if first > end:
        return "after"
    return {(True, True): "both_sides", (True, False): "starts_before", (False, True): "ends_after"}.get(
        (first < start, last > end), "inside"
    )
