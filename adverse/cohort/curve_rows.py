"""Curves of a reader's patients as rows that a card draws, and what each curve comes to."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.cohort.as_evidence import SOURCE, arm_ids
from adverse.cohort.counts import ANY_EVENT
from adverse.cohort.dry_run import DryRun
from adverse.cohort.times import COMPETITORS, Times, curves, times_to_event, with_competing
from adverse.statistics import restricted_mean, weibull_shape

FEWEST_AT_RISK = 5  # patients; with fewer a curve is drawn pale, and nothing is told of it
MOST_SUMMARIZED = 20  # events in a file of what curves come to
OF_EVENT, OF_FILE = "event:", "times:"


class Curves(NamedTuple):
    """The curves of one end point.

    `steps`: a row an arm and day on which anything happened: the columns of `curves`, with arm_id, arm_label, event,
    source_id, locator and row_key. `arms`: a row an arm, see `summary`. `day`: the last day on which every arm has at
    least FEWEST_AT_RISK patients at risk. `n_without_time`: treated patients without a time. `in_days`: whether times
    are days of treatment, day 1 that of the first dose.
    """

    event: str
    steps: pd.DataFrame
    arms: pd.DataFrame
    day: float
    n_without_time: int
    in_days: bool
    competitor: str


def endpoints_of(run: DryRun) -> dict[str, str]:
    """Key -> name of what has a curve: end points of a file of times, then any event and each, the most frequent first.

    An event has one where its day is known of some patients, and of patients without it how long they were observed.
    """
    found = {}
    if run.times is not None:
        found = {f"{OF_FILE}{name}": name for name in run.times.table["endpoint"].unique()}
    patients, events = run.patients, run.events
    if events is None or patients is None or not patients.is_whole or not _is_observed(patients.table):
        return found
    dated = events.table[(events.table["day"] >= 0) & (events.table["event"] != "")]
    if dated.empty:
        return found
    n = dated.groupby("event")["patient"].nunique().sort_values(ascending=False, kind="stable")
    return found | {f"{OF_EVENT}{name}": name for name in [ANY_EVENT, *n.index]}


def _is_observed(patients: pd.DataFrame) -> bool:
    return bool(patients[["died_on", "follow_up_end", "last_dose"]].notna().any(axis=None))


def competitors_of(run: DryRun) -> tuple[str, ...]:
    """What may compete with the event, as the files tell it: a key of COMPETITORS, the default first."""
    patients = run.patients.table if run.patients is not None else None
    is_in_file = run.times is not None and (run.times.table["kind"] == "competing").any()
    has_deaths = is_in_file or (patients is not None and bool(patients["is_dead"].any()))
    has_stopped = patients is not None and bool(patients["is_stopped"].eq(1).any())
    there = {"death": has_deaths, "stopped": has_stopped, "none": True}
    return tuple(key for key in COMPETITORS if there[key])


def curves_of(run: DryRun, endpoint: str, competitor: str) -> Curves:
    """The curves of one end point of `endpoints_of`, where `competitor` ends the time at risk."""
    is_file = endpoint.startswith(OF_FILE)
    name = endpoint.removeprefix(OF_FILE if is_file else OF_EVENT)
    times = _times(run, name, is_file)
    table = with_competing(times.table, run.patients, competitor)
    ids = arm_ids(run)
    steps = curves(table).rename(columns={"endpoint": "event"})
    steps = steps.assign(
        arm_id=steps["arm"].map(ids),
        arm_label=steps["arm"],
        source_id=SOURCE,
        locator=times.source,
        row_key=[f"{ids.get(row.arm, '')}|{row.day:g}" for row in steps.itertuples()],
        notes="",
    )
    order = {arm: place for place, arm in enumerate(run.arms["arm"])}
    steps = steps.sort_values(["arm", "day"], key=lambda column: column.map(order) if column.name == "arm" else column)
    day = _told_day(steps)
    n = run.arms["n_safety"].sum(min_count=1)
    return Curves(
        event=name,
        steps=steps.reset_index(drop=True),
        arms=summary(table, steps, day),
        day=day,
        n_without_time=max(0, int(n) - len(table)) if pd.notna(n) else 0,
        in_days=not is_file,
        competitor=competitor,
    )


def summaries(run: DryRun, competitor: str) -> pd.DataFrame:
    """What the curves come to: a row an end point and arm with `endpoint`, `until_day` and the columns of `summary`.

    End points of a file of times, any event and the MOST_SUMMARIZED most frequent events; none where there is no curve.
    """
    found = []
    for endpoint in list(endpoints_of(run))[: _n_of_file(run) + 1 + MOST_SUMMARIZED]:
        told = curves_of(run, endpoint, competitor)
        found.append(told.arms.assign(endpoint=told.event, until_day=told.day))
    if not found:
        return pd.DataFrame()
    table = pd.concat(found, ignore_index=True)
    return table[["endpoint", "until_day", *(name for name in table if name not in ("endpoint", "until_day"))]]


def _n_of_file(run: DryRun) -> int:
    return 0 if run.times is None else run.times.table["endpoint"].nunique()


def _times(run: DryRun, name: str, is_file: bool) -> Times:
    if is_file and run.times is not None:
        return run.times._replace(table=run.times.table[run.times.table["endpoint"] == name])
    if run.patients is None or run.events is None:
        raise LookupError(f"There are no times to {name}.")
    return times_to_event(run.patients, run.events, "" if name == ANY_EVENT else name)


def _told_day(steps: pd.DataFrame) -> float:
    """The last day up to which every arm has enough patients at risk; where one never has, the last day of all."""
    followed = steps[steps["n_at_risk"] >= FEWEST_AT_RISK].groupby("arm")["day"].max()
    if steps.empty:
        return 0.0
    return float(followed.min() if len(followed) == steps["arm"].nunique() else steps["day"].max())


def summary(times: pd.DataFrame, steps: pd.DataFrame, day: float) -> pd.DataFrame:
    """A row an arm: n_patients, n_with_event, n_competing, share by `day` with its limits (`incidence`, `_low`,
    `_high`), `median_day` (the first by which half had the event, NaN where that is not reached), the mean of days free
    of the event and of what competes within the first `day` (`mean_free`, `_low`, `_high`), and the shape of a Weibull
    distribution (`shape`, `_low`, `_high`). What cannot be given is NaN.
    """
    rows = []
    for arm, own in steps.groupby("arm", sort=False):
        of_arm = times[times["arm"] == arm]
        until = own[own["day"] <= day].iloc[-1] if (own["day"] <= day).any() else None
        half = own.loc[own["incidence"] >= 0.5, "day"]
        is_free = (of_arm["kind"] != "censored").tolist()
        is_event = (of_arm["kind"] == "event").tolist()
        days = of_arm["day"].tolist()
        row = {
            "arm": arm,
            "n_patients": len(of_arm),
            "n_with_event": int(own["n_events"].sum()),
            "n_competing": int(own["n_competing"].sum()),
            "median_day": float(half.min()) if len(half) else np.nan,
        }
        shares = ("incidence", "incidence_low", "incidence_high")
        row |= {name: until[name] if until is not None else 0.0 for name in shares}
        row |= _estimate("mean_free", lambda days=days, ends=is_free: restricted_mean(days, ends, until=day))
        row |= _estimate("shape", lambda days=days, ends=is_event: weibull_shape(days, ends))
        rows.append(row)
    return pd.DataFrame(rows)


def _estimate(name: str, make) -> dict[str, float]:
    try:
        found = make()
    except (ValueError, np.linalg.LinAlgError):
        return {name: np.nan, f"{name}_low": np.nan, f"{name}_high": np.nan}
    return {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}
