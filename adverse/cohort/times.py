"""How long each patient was without an event: of a file of times (ADTTE), or derived from events and patients."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.cohort.events import Events
from adverse.cohort.file_dates import day_of_treatment
from adverse.cohort.left_out import LeftOut
from adverse.cohort.mapping import Mapped
from adverse.cohort.patients import ALL_PATIENTS, Patients
from adverse.cohort.terms import folded_all
from adverse.cohort.values import are_given, are_in, marks, numbers
from adverse.sentences import own_data as said
from adverse.statistics.survival import event_free, incidence_over_time

KIND_WORDS = {
    "event": {"1", "1.0", "EVENT", "Y", "YES", "TRUE"},
    "competing": {"2", "2.0", "COMPETING", "DEATH", "DIED"},
    "censored": {"0", "0.0", "CENSORED", "CENSOR", "N", "NO", "FALSE"},
}
COMPETITORS = {"death": said.COMPETING_DEATH, "stopped": said.COMPETING_STOPPED, "none": ""}


class Times(NamedTuple):
    """`table`: patient, arm, endpoint, day, kind (event, competing, censored), line; `source`: file and rule.

    `arms`: arm and n_safety, the patients of the file, also those without a time.
    """

    table: pd.DataFrame
    source: str
    arms: pd.DataFrame


def times_of_file(one: Mapped, patients: Patients | None, left_out: LeftOut) -> tuple[Times, list[str]]:
    """The times of a file, one row a patient and end point, and what is said of it.

    Of a censored time, `kind` is censored; `with_competing` tells which of them something else ended.
    """
    n = len(one.raw.cells)
    ids = one.column("patient")
    patient = ids.to_numpy() if ids is not None else np.array([str(line) for line in one.raw.cells.index], dtype=object)
    kept = np.ones(n, dtype=bool)
    treated = one.column("treated")
    if treated is not None and (marks(treated) == 1).any():
        left_out.add(one, marks(treated) != 1, "not_treated", "treated")
        kept &= marks(treated) == 1
    if ids is not None:
        left_out.add(one, kept & ~are_given(ids), "no_patient", "patient")
        kept &= are_given(ids)
        if patients is not None and patients.is_whole:
            counted = are_in(patient, patients.table.index.to_numpy())
            left_out.add(one, kept & ~counted, "patient_left_out", "patient")
            kept &= counted
    arm = _arms_of(one, patients)
    has_arm = are_given(pd.Series(arm, dtype="str"))
    left_out.add(one, kept & ~has_arm, "no_arm", "arm")
    kept &= has_arm
    in_arms = pd.DataFrame({"arm": arm[kept], "patient": patient[kept]}).groupby("arm")["patient"].nunique()
    arms = pd.DataFrame({"arm": in_arms.index, "n_safety": in_arms.to_numpy()}).astype({"n_safety": "Int64"})
    cells = one.column("time")
    if cells is None:
        no_time = f"{one.raw.file}: no column looks like a time."
        return Times(_empty(), one.raw.file, _empty_arms()), [no_time]
    day = numbers(cells)
    for which, reason in (
        (~are_given(cells), "no_time"),
        (are_given(cells) & np.isnan(day), "not_a_number"),
        (np.isinf(day), "not_finite"),
        (np.isfinite(day) & (day < 0), "negative_time"),
    ):
        left_out.add(one, kept & which, reason, "time")
        kept &= ~which
    kind, role = _kinds(one)
    left_out.add(one, kept & (kind == ""), "no_end", role)
    kept &= kind != ""
    endpoint = one.column("endpoint_name") if one.column("endpoint_name") is not None else one.column("endpoint")
    named = endpoint.to_numpy() if endpoint is not None else np.full(n, "the event", dtype=object)
    table = pd.DataFrame(
        {"patient": patient, "arm": arm, "endpoint": named, "day": day, "kind": kind, "line": one.raw.cells.index}
    )[kept]
    repeated = table.duplicated(["patient", "endpoint"]) if ids is not None else pd.Series(False, table.index)
    left_out.add(one, are_in(np.arange(n), table.index[repeated]), "same_patient", "patient")
    rule = f"{one.name(role)} = 0 is an event" if role == "censored" else f"{one.name(role)} = 1 is an event"
    times = Times(table[~repeated].reset_index(drop=True), f"{one.raw.file}, {one.name('time')}, {rule}", arms)
    without = arms.loc[~arms["arm"].isin(times.table["arm"]), "arm"]
    return times, [said.NO_TIME_IN_ARM.format(arm=arm) for arm in without]


def _arms_of(one: Mapped, patients: Patients | None) -> np.ndarray:
    """The arm of each row: of the file, else that of the patient, else all patients together."""
    arms, ids = one.column("arm"), one.column("patient")
    if arms is not None:
        return arms.to_numpy(dtype=object)
    if ids is not None and patients is not None:
        return ids.map(patients.table["arm"]).to_numpy(dtype=object)
    return np.full(len(one.raw.cells), ALL_PATIENTS, dtype=object)


def _kinds(one: Mapped) -> tuple[np.ndarray, str]:
    """How each time ended, "" where the file does not say, and the role that tells it."""
    censored = one.column("censored")
    n = len(one.raw.cells)
    if censored is not None:
        value = numbers(censored)
        kind = np.where(value == 0, "event", np.where(np.isfinite(value), "censored", "")).astype(object)
        reason = one.column("reason")
        if reason is not None:
            died = folded_all(reason.to_numpy())
            is_death = np.array([text.startswith(("death", "died")) for text in died])
            kind = np.where((kind == "censored") & is_death, "competing", kind)
        return kind, "censored"
    column = one.column("kind")
    if column is None:
        return np.full(n, "", dtype=object), "kind"
    upper = column.str.upper()
    kind = np.full(n, "", dtype=object)
    for name, words in KIND_WORDS.items():
        kind = np.where(upper.isin(words), name, kind)
    return kind, "kind"


def with_competing(times: pd.DataFrame, patients: Patients | None, competitor: str) -> pd.DataFrame:
    """The times with "competing" where a patient's time ended in what competes: "death", "stopped" or "none".

    `patients` tells who died and who left before the end of the study; without it only what the file says counts.
    """
    if competitor == "none":
        return times.assign(kind=times["kind"].where(times["kind"] == "event", "censored"))
    if patients is None or not len(times):
        return times
    own = patients.table.reindex(times["patient"])
    is_ended = own["is_dead"].eq(True).to_numpy()
    if competitor == "stopped":
        is_ended = is_ended | own["is_stopped"].eq(1).to_numpy()
    return times.assign(kind=times["kind"].mask(is_ended & (times["kind"] == "censored").to_numpy(), "competing"))


def times_to_event(patients: Patients, events: Events, event: str = "") -> Times:
    """The time to the first event of a name (any event without one), in days of treatment.

    Patients without the event count up to the end of observation, to death or, without either, to the last dose. Those
    whose event is not known to the day, or who have no such day, are left out.
    """
    rows = events.table if not event else events.table[events.table["event"] == event]
    first = rows.groupby(["patient", "arm"])["day"].min()
    own = patients.treatments.join(patients.table.drop(columns="arm"), on="patient")
    had = pd.MultiIndex.from_frame(own[["patient", "arm"]])
    day = first.reindex(had).to_numpy(float)
    is_event = had.isin(first.index)
    end = own["died_on"].where(own["died_on"] <= own["follow_up_end"].fillna(np.inf))
    end = end.fillna(own["follow_up_end"]).fillna(own["last_dose"])
    begin = own["start"].fillna(own["first_dose"])
    censored = day_of_treatment(end.to_numpy(float), begin.to_numpy(float))
    table = pd.DataFrame(
        {
            "patient": own["patient"].to_numpy(),
            "arm": own["arm"].to_numpy(),
            "endpoint": event or "Any adverse event",
            "day": np.where(is_event, day, censored),
            "kind": np.where(is_event, "event", "censored"),
            "line": own["line"].to_numpy(),
        }
    )
    table = table[np.isfinite(table["day"]) & (table["day"] >= 0)].reset_index(drop=True)
    return Times(table, f"{events.file} and {patients.file}, first day of {event or 'any event'}", _empty_arms())


def curves(times: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Both curves of every end point and arm: endpoint, arm, day, n_at_risk, n_events, n_competing, n_censored,
    event_free (Kaplan-Meier, competing ends counted as censored) and incidence (Aalen-Johansen), with their limits.

    1 minus `event_free` is no share with the event where something competes, and is not given.
    """
    parts = []
    for (endpoint, arm), rows in times.groupby(["endpoint", "arm"], sort=True):
        kinds = rows["kind"].tolist()
        incidence = incidence_over_time(rows["day"], kinds, level=level).drop(columns="event_free")
        free = event_free(rows["day"], [kind == "event" for kind in kinds], level=level)
        shares = ["event_free", "event_free_low", "event_free_high"]
        parts.append(incidence.assign(endpoint=endpoint, arm=arm, **free[shares]))
    first = ["endpoint", "arm", "day", "n_at_risk", "n_events", "n_competing", "n_censored"]
    if not parts:
        return pd.DataFrame(columns=first)
    whole = pd.concat(parts, ignore_index=True)
    return whole[[*first, *whole.columns.drop(first)]]


def _empty() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in ("patient", "arm", "endpoint", "day", "kind", "line")})


def _empty_arms() -> pd.DataFrame:
    return pd.DataFrame({"arm": pd.Series(dtype="str"), "n_safety": pd.Series(dtype="Int64")})
