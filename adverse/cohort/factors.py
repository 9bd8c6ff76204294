"""Who of a reader's patients has an event more often: odds and hazard ratios, one factor alone or several together."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from adverse.cohort.dry_run import DryRun
from adverse.cohort.events import Events
from adverse.cohort.patients import Patients
from adverse.cohort.times import times_to_event
from adverse.cohort.typed import as_text, typed
from adverse.cohort.values import are_given, numbers
from adverse.errors import EvidenceError, OwnDataError
from adverse.evidence import Evidence
from adverse.evidence.reviews import with_review
from adverse.sentences import own_data as said
from adverse.statistics import hazard_ratios, odds_ratios
from adverse.statistics.regression import EVENTS_PER_FACTOR, most_factors

MEASURES = ("odds_ratio", "hazard_ratio")
MOST_LEVELS = 6
ARM = "Arm"
GROUPS = {"age": "demographic", "sex": "demographic", "weight": "demographic", "race": "demographic", ARM: "treatment"}


def factors_of(run: DryRun) -> pd.DataFrame:
    """What each patient's row says that can be a factor: a column each, numbers or a few levels; and the arm.

    Columns that say the same of everybody, or have more than MOST_LEVELS levels, are none. A patient in several arms
    has no arm of their own, and the arm is then none.
    """
    if run.patients is None:
        return pd.DataFrame()
    baseline = run.patients.baseline
    found = {}
    if not run.patients.treatments["patient"].duplicated().any():
        found[ARM] = run.patients.table["arm"]
    for name, column in baseline.items():
        given = are_given(column)
        values = numbers(column)
        if given.any() and np.isfinite(values[given]).all() and len(np.unique(values[given])) > 2:
            found[str(name)] = pd.Series(np.where(given, values, np.nan), column.index)
        elif 2 <= column[given].nunique() <= MOST_LEVELS:
            found[str(name)] = column.where(given, "")
    table = pd.DataFrame(found)
    return table.loc[:, [name for name in table if table[name].nunique() > 1]]


def risk_rows(
    run: DryRun, event: str, factors: Sequence[str], *, measure: str = "odds_ratio", together: bool = False
) -> tuple[pd.DataFrame, list[str]]:
    """Rows in the shape of risk_factors: each factor alone, or all `together` in one model; and what is said of them.

    Patients of whom a factor is missing are left out of its model, said. A model holds at most one factor (a level
    counts as one) for ten patients with the event. A single factor with fewer, or one that parts patients with the
    event from those without it, takes Firth's correction, said. Raises OwnDataError where there is no list of patients
    and events, and for a factor that is none.
    """
    patients, events = run.patients, run.events
    if patients is None or events is None or not patients.is_whole:
        raise OwnDataError(["A model needs a list of everybody treated and a list of events."])
    table = factors_of(run)
    if unknown := [name for name in factors if name not in table]:
        raise OwnDataError([f"{name} is no factor: it does not vary, or has too many levels." for name in unknown])
    outcome = _outcome(patients, events, event, measure)
    files = f"{events.file} and {patients.file}"
    models = [tuple(factors)] if together else [(name,) for name in factors]
    rows, notes = [], []
    for model in models:
        found, told = _model(event, table.reindex(outcome.index), outcome, model, measure, files)
        rows += found
        notes += told
    return pd.DataFrame(rows), list(dict.fromkeys(notes))


def models_of(
    run: DryRun, event: str, alone: Sequence[str], together: Sequence[str], *, measure: str = "odds_ratio"
) -> tuple[pd.DataFrame, list[str]]:
    """The rows of each factor alone and, of those `together`, of one model; and what is said of them."""
    rows, notes = risk_rows(run, event, alone, measure=measure)
    if len(together) < 2:
        return rows, notes
    both, told = risk_rows(run, event, together, measure=measure, together=True)
    return pd.concat([rows, both], ignore_index=True), list(dict.fromkeys([*notes, *told]))


def _outcome(patients: Patients, events: Events, event: str, measure: str) -> pd.DataFrame:
    """One row a patient: whether they had the event and, for hazard ratios, after how many days."""
    if measure == "hazard_ratio":
        times = times_to_event(patients, events, event).table.drop_duplicates("patient").set_index("patient")
        return pd.DataFrame({"has_event": times["kind"] == "event", "day": times["day"]})
    had = events.table.loc[events.table["event"] == event, "patient"].unique()
    index = patients.table.index
    return pd.DataFrame({"has_event": index.isin(had), "day": np.nan}, index=index)


def _model(
    event: str, table: pd.DataFrame, outcome: pd.DataFrame, model: tuple[str, ...], measure: str, files: str
) -> tuple[list[dict], list[str]]:
    columns, levels = _columns(table, model)
    is_whole = columns.notna().all(axis=1).to_numpy()
    columns, outcome = columns[is_whole], outcome[is_whole]
    n_left_out = int((~is_whole).sum())
    notes = [f"{', '.join(model)}: {n_left_out} patients of whom it is missing are left out."] if n_left_out else []
    n_events, n = int(outcome["has_event"].sum()), len(outcome)
    n_fewer = min(n_events, n - n_events) if measure == "odds_ratio" else n_events
    if n_fewer == 0 or (len(model) > 1 and len(columns.columns) > most_factors(n_fewer)):
        return [], [*notes, said.TOO_FEW_FOR_MODEL.format(event=event, n=n_fewer, per=EVENTS_PER_FACTOR)]
    given = {name: columns[name].to_numpy(float) for name in columns}

    def fitted(is_sparse: bool) -> pd.DataFrame:
        if measure == "odds_ratio":
            return odds_ratios(outcome["has_event"], given, is_sparse=is_sparse)
        return hazard_ratios(outcome["day"], outcome["has_event"], given, is_sparse=is_sparse)

    is_sparse = len(columns.columns) > most_factors(n_fewer)
    try:
        try:
            found = fitted(is_sparse)
        except ValueError:
            is_sparse, found = True, fitted(True)
    except (ValueError, np.linalg.LinAlgError) as error:
        return [], [*notes, f"{event}, {', '.join(model)}: {error}"]
    notes += [said.SPARSE_MODEL.format(factors=", ".join(model), event=event, n=n_events)] if is_sparse else []
    method = "Firth's correction for few events" if is_sparse else "Wald limits"
    kind = "logistic regression" if measure == "odds_ratio" else "Cox regression"
    told = f"{kind}, {n_events} of {n} patients with the event, {method}."
    return [
        {
            "drug": "your data",
            "event": event,
            "factor": levels[row.factor][0],
            "factor_group": _group(levels[row.factor][0]),
            "level": levels[row.factor][1],
            "reference_level": levels[row.factor][2],
            "compares": "patients",  # in a model of the reader an arm is a factor like others
            "measure": measure,
            "estimate": row.ratio,
            "ci_low": row.ratio_low,
            "ci_high": row.ratio_high,
            "p_value": row.p_value,
            "n_with_event": n_events,
            "n_total": n,
            "adjusted": "yes" if len(model) > 1 else "no",
            "direction": "unclear" if row.ratio_low <= 1 <= row.ratio_high else "raises" if row.ratio > 1 else "lowers",
            "source_id": "your-files",
            "locator": f"{files}: {', '.join(model)}",
            "review_status": "counted_here",
            "notes": told,
        }
        for row in found.itertuples()
    ], notes


def _columns(table: pd.DataFrame, model: tuple[str, ...]) -> tuple[pd.DataFrame, dict[str, tuple[str, str, str]]]:
    """A number for each patient and factor, a mark for each level but the most frequent; what each is of."""
    columns, levels = {}, {}
    for name in model:
        values = table[name]
        if pd.api.types.is_numeric_dtype(values):
            columns[name], levels[name] = values.astype(float), (name, "one more", "")
            continue
        counts = values[values != ""].value_counts()
        reference = counts.index[0]
        for level in sorted(counts.index[1:]):
            key = f"{name}: {level}"
            columns[key] = (values == level).astype(float).mask(values == "")
            levels[key] = (name, str(level), str(reference))
    return pd.DataFrame(columns), levels


def _group(factor: str) -> str:
    return next((group for part, group in GROUPS.items() if factor.casefold().startswith(part.casefold())), "other")


def with_risk_factors(own: Evidence, rows: pd.DataFrame) -> Evidence:
    """A reader's evidence with rows of `adverse.cohort.factors`, typed as printed ones are."""
    shown = {name: [_in_three_figures(value) for value in rows[name]] for name in ("estimate", "ci_low", "ci_high")}
    table, problems = typed("risk_factors", as_text(rows.assign(**shown)))
    if problems:
        raise EvidenceError(problems)
    return replace(own, risk_factors=with_review("risk_factors", table, own.reviews))


def _in_three_figures(value: float) -> float:
    """A ratio as it is printed elsewhere; the limits of a ratio keep their side of 1."""
    rounded = float(f"{value:.3g}")
    return value if (rounded > 1) != (value > 1) else rounded
