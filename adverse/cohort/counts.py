"""From events to counts: patients with an event by arm, worst grade once, over everybody treated."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.cohort.dry_run import DryRun
from adverse.cohort.events import Events
from adverse.cohort.read import Registry
from adverse.errors import OwnDataError
from adverse.sentences import own_data as said
from adverse.statistics import with_incidence_proportion

ANY_EVENT = "Any adverse event"
ALL = "all"
NOT_GRADED = "not_graded"
BANDS = {"any": (0, 5), "1_2": (1, 2), "ge3": (3, 5), "3": (3, 3), "4": (4, 4), "5": (5, 5), NOT_GRADED: (0, 0)}
PRINTED = ["arm", "event", "grade_band", "subset", "n_with_event", "n_at_risk", "percent", "low", "high"]
MOST_NAMED = 8  # columns of a file
LEVELS = ("any", "class", "event")


class Counts(NamedTuple):
    """What was counted.

    `table`: the columns PRINTED, and level ("any", "class" or "event") and soc. `percent`, `low` and `high` (95%
    Wilson) run from 0 to 100; they are missing where nobody knows how many were treated. `sentences`: arms in which
    nobody had an event.
    """

    table: pd.DataFrame
    sentences: list[str]


def count(run: DryRun) -> Counts:
    """Count the patients of a dry run; raises OwnDataError with what must be answered first, and for a label."""
    if run.registry:
        return Counts(_with_percent(_of_registry(run.registry)), [])
    if run.label:
        raise OwnDataError(["A label is text: there is nothing to count."])
    if run.events is None:
        read = "; ".join(f"{file}: {', '.join(columns[:MOST_NAMED])}" for file, columns in run.columns.items())
        raise OwnDataError([said.NO_EVENTS.format(read=read)])
    if unanswered := [question.sentence for question in run.open if question.key != "n_of_arm"]:
        raise OwnDataError(unanswered)
    n_of_arm = run.arms.set_index("arm")["n_safety"]
    rows = _of_events(run.events, list(n_of_arm.index))
    table = _with_percent(rows.assign(n_at_risk=rows["arm"].map(n_of_arm).astype("Int64")))
    return Counts(table, _arms_without_events(table))


def nothing_counted() -> Counts:
    """The counts of files that tell times alone."""
    return Counts(pd.DataFrame(columns=[*PRINTED, "level", "soc"]), [])


def _of_events(events: Events, arms: list[str]) -> pd.DataFrame:
    table = events.table
    arm = pd.Categorical(table["arm"], categories=arms).codes.astype(np.int64)
    patient = pd.factorize(table["patient"])[0].astype(np.int64)
    grade = table["grade"].to_numpy(np.int64)
    subsets = {ALL: np.ones(len(table), dtype=bool)} | {name: table[name].to_numpy(bool) for name in events.marks}
    soc_of_event = table.drop_duplicates("event").set_index("event")["soc"]
    parts = []
    for level in LEVELS:
        if level == "any":
            names, group = [ANY_EVENT], np.zeros(len(table), dtype=np.int64)
        else:
            named = table["event"] != "" if level == "event" else table["event"].ne("") & table["soc"].notna()
            column = table["event" if level == "event" else "soc"].where(named, None)
            codes, index = pd.factorize(column, sort=True)
            names, group = list(index), codes.astype(np.int64)
        for subset, chosen in subsets.items():
            chosen = chosen & (group >= 0)
            worst = _worst_grades(arm[chosen], group[chosen], patient[chosen], grade[chosen])
            parts += _bands(worst, names, arms, level, subset, events.has_grades)
    counts = pd.concat(parts, ignore_index=True)
    return counts.assign(soc=counts["event"].map(soc_of_event).where(counts["level"] == "event", "").fillna(""))


def _worst_grades(arm: np.ndarray, group: np.ndarray, patient: np.ndarray, grade: np.ndarray) -> pd.DataFrame:
    """One row an arm, group and patient: the worst grade, 0 where none of the patient's events is graded."""
    order = np.lexsort((-grade, patient, group, arm))
    arm, group, patient, grade = (values[order] for values in (arm, group, patient, grade))
    is_first = np.ones(len(arm), dtype=bool)
    is_first[1:] = (np.diff(arm) != 0) | (np.diff(group) != 0) | (np.diff(patient) != 0)
    return pd.DataFrame({"arm": arm[is_first], "group": group[is_first], "grade": grade[is_first]})


def _bands(
    worst: pd.DataFrame, names: list[str], arms: list[str], level: str, subset: str, has_grades: bool
) -> list[pd.DataFrame]:
    """The count of every arm in each band of grades that anybody has; of any adverse event in each band.

    Where nobody with the event has a grade in an arm, its graded bands are not known, and are left out.
    """
    shape = (len(names), len(arms))
    place = (worst["group"] * len(arms) + worst["arm"]).to_numpy()

    def number_of(which: np.ndarray) -> np.ndarray:
        return np.bincount(place[which], minlength=shape[0] * shape[1]).reshape(shape)

    grade = worst["grade"].to_numpy()
    n_any, n_graded = number_of(grade >= 0), number_of(grade > 0)
    parts = []
    for band, (low, high) in BANDS.items():
        if band != "any" and not has_grades:
            continue
        found = number_of((grade >= low) & (grade <= high))
        is_told = (found > 0).any(axis=1, keepdims=True) | (level == "any" and band != NOT_GRADED)
        if band not in ("any", NOT_GRADED):
            is_told = (is_told | ((band == "ge3") & (n_graded > 0).any(axis=1, keepdims=True))) & (
                (n_any == 0) | (n_graded > 0)
            )
        event, of_arm = np.nonzero(np.broadcast_to(is_told, shape))
        parts.append(
            pd.DataFrame(
                {
                    "arm": np.array(arms, dtype=object)[of_arm],
                    "event": np.array(names, dtype=object)[event],
                    "grade_band": band,
                    "subset": subset,
                    "n_with_event": found[event, of_arm],
                    "level": level,
                }
            )
        )
    return parts


def _arms_without_events(table: pd.DataFrame) -> list[str]:
    rows = table[(table["level"] == "any") & (table["grade_band"] == "any") & (table["subset"] == ALL)]
    rows = rows[(rows["n_with_event"] == 0) & rows["high"].notna()]
    return [
        said.NOBODY.format(arm=row.arm, n=row.n_at_risk, event="an event", upper=f"{row.high:.1f}%")
        for row in rows.itertuples()
    ]


def _of_registry(registry: Registry) -> pd.DataFrame:
    """The counts of a registry record as it prints them: serious and other events apart, no group summed."""
    labels = registry.groups.set_index("group")["label"]
    counts = registry.counts
    return pd.DataFrame(
        {
            "arm": counts["group"].map(labels),
            "event": counts["event"],
            "grade_band": "any",
            "subset": counts["subset"],
            "n_with_event": counts["n_with_event"],
            "n_at_risk": counts["n_at_risk"],
            "level": np.where(counts["soc"] == "", "any", "event"),
            "soc": counts["soc"],
        }
    )


def _with_percent(rows: pd.DataFrame) -> pd.DataFrame:
    shares = with_incidence_proportion(
        rows.assign(n_at_risk=rows["n_at_risk"].mask(rows["n_at_risk"] == 0), percent=np.nan)
    )
    rows = rows.assign(
        n_with_event=rows["n_with_event"].astype("Int64"),
        percent=100 * shares["proportion"],
        low=100 * shares["proportion_low"],
        high=100 * shares["proportion_high"],
    )
    return rows[[*PRINTED, "level", "soc"]].reset_index(drop=True)
