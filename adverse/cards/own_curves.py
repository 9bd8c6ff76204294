"""Curves of a reader's own patients: who has had an event by which day, beside printed onset of other patients."""

from typing import NamedTuple

import pandas as pd

from adverse.cards.drawing import Behind, Drawing, chart, drawing
from adverse.cards.parameters import Asker
from adverse.cards.reader import Reader
from adverse.charts import curve_plot, onset_in_words
from adverse.cohort.curve_rows import FEWEST_AT_RISK, Curves, competitors_of, endpoints_of
from adverse.cohort.dry_run import DryRun
from adverse.evidence import Evidence
from adverse.evidence.select import Selection, onset_rows, with_details
from adverse.evidence.timeline import with_covered_days
from adverse.sentences import own_curves as said

AXES = {"whole": "Whole time", "28": "28 days", "early": "Early days (log)"}
LAST_OF_FIRST_DAYS = 28.0


class CurveChoice(NamedTuple):
    """An end point, what competes with it, which share is drawn, and the axis of days."""

    endpoint: str
    competitor: str
    share: str
    axis: str


def choose(run: DryRun, ask: Asker) -> CurveChoice | None:
    """The parameters of the curves; nothing where no file tells when."""
    endpoints = endpoints_of(run)
    if not endpoints:
        return None
    endpoint = ask.one("endpoint", "Time to", endpoints, as_list=True)
    competing = {key: said.COMPETITOR_LABELS[key] for key in competitors_of(run)}
    competitor = ask.one("competing", "What competes with it", competing, as_list=True, is_needed=len(competing) > 1)
    share = ask.one("share", "Draw", said.SHARE_LABELS)
    return CurveChoice(endpoint, competitor, share, ask.one("day_axis", "Day axis", AXES))


def printed_windows(published: Evidence, event: str) -> pd.DataFrame:
    """Printed onset rows of an event, with the medicine of the collection, that say on which days it begins."""
    rows = with_covered_days(onset_rows(published).rows)
    rows = rows[(rows["event"] == event) & (rows["measure"] == "onset") & rows["first_day"].notna()]
    told = [said.PRINTED.format(onset=onset_in_words(row), source=row.source_name) for row in rows.itertuples()]
    return rows.assign(told=told)


def draw(evidence: Evidence, found: Curves, choice: CurveChoice, reader: Reader, published: Evidence) -> Drawing:
    """The step curves of every arm. `evidence`: the reader's, with the sources of printed rows beside their own."""
    steps = with_details(evidence, found.steps)
    steps = steps.assign(review="", plain_name=steps["plain_name"].fillna(steps["event"]))
    is_plain = reader.plain_words and found.in_days and len(steps) > 0
    name = steps["plain_name"].iloc[0] if is_plain else found.event.removeprefix("Time to ")
    selection = Selection(steps)
    if steps.empty:
        return Drawing("curves", selection, sentence=said.NO_CURVE)
    windows = printed_windows(published, found.event) if found.in_days else pd.DataFrame(columns=["row_key"])
    last = float(steps["day"].max())
    last = min(last, LAST_OF_FIRST_DAYS) if choice.axis == "28" else last
    built = chart(
        curve_plot,
        steps,
        windows,
        share=choice.share,
        x_title=said.DAY_AXIS if found.in_days else said.FILE_AXIS,
        last_day=last,
        fewest_at_risk=FEWEST_AT_RISK,
        early_days=choice.axis == "early",
    )
    return drawing(
        evidence,
        reader,
        selection,
        built,
        name="curves",
        title=said.title(found, name),
        subtitle=said.subtitle(found, choice.share),
        about=said.ABOUT[choice.share].format(name=name),
        sentence=said.sentence(found, name),
        note=said.note(found, choice.share, n_windows=len(windows)),
        columns=step_columns,
        behind=_behind(steps, windows),
    )


def _behind(steps: pd.DataFrame, windows: pd.DataFrame) -> Behind:
    def rows(keys: list[str]) -> pd.DataFrame:
        own = steps[steps["row_key"].isin(keys)]
        return own if len(own) else windows[windows["row_key"].isin(keys)]

    return rows


def step_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Steps of curves for reading and sorting."""
    counts = {"At risk": "n_at_risk", "With event": "n_events", "Competing": "n_competing", "Left": "n_censored"}
    shares = {
        "Have had it (%)": "incidence",
        "95% low (%)": "incidence_low",
        "95% high (%)": "incidence_high",
        "Kaplan-Meier without it (%)": "event_free",
        "KM 95% low (%)": "event_free_low",
        "KM 95% high (%)": "event_free_high",
    }
    shown = {"Arm": rows["arm_label"], "Day": rows["day"]}
    shown |= {title: rows[column] for title, column in counts.items()}
    shown |= {title: 100 * rows[column] for title, column in shares.items()}
    return pd.DataFrame(shown | {"Source": rows["source_name"], "Locator": rows["locator"]})


def summary_columns(found: Curves) -> pd.DataFrame:
    """What each curve comes to, for reading."""
    rows = found.arms
    day = f"{found.day:g}"
    return pd.DataFrame(
        {
            "Arm": rows["arm"],
            "Patients": rows["n_patients"],
            "With event": rows["n_with_event"],
            "Competing": rows["n_competing"],
            f"Have had it by day {day}": [said.share_of(row) for row in rows.itertuples()],
            "Half have had it by": [said.day_of(row.median_day) for row in rows.itertuples()],
            f"Mean days free, of {day}": [said.interval_of(row, "mean_free", 1) for row in rows.itertuples()],
            "Weibull shape": [said.interval_of(row, "shape", 2) for row in rows.itertuples()],
        }
    )
