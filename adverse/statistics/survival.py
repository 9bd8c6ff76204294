"""Time to an event: Kaplan-Meier, the incidence where something else competes, and the restricted mean."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import scipy

from adverse.statistics.estimate import Estimate, check_level

KINDS = ("event", "competing", "censored")
ROUNDING = 1e-12  # a sum of shares that is nearer to 0 or 1 is that


def event_free(days: Sequence[float], is_event: Sequence[bool], *, level: float = 0.95) -> pd.DataFrame:
    """The share of patients without the event after each day, by Kaplan and Meier, with log-log limits.

    One patient a place: the day of the event, or the last day on which the patient was known to be without it. Patients
    who leave on the day of an event are at risk on it. Returns one row a day on which anything happened: `day`,
    `n_at_risk` (just before), `n_events`, `n_censored`, and `event_free` with `event_free_low` and `event_free_high`,
    from 0 to 1. There are no limits (NaN) before the first event and at a share of 0, where the method gives none.
    The order of patients does not matter.

    1 minus this is the share with the event only if nothing else ends the time at risk: where patients die without the
    event it is "if nobody died", and `incidence_over_time` gives the share that had it.

    Raises ValueError for no patient, for a day that is missing, negative or endless, for lists of different lengths and
    for a level outside 0 to 1. Kaplan EL, Meier P, J Am Stat Assoc 1958;53:457-481; limits: Kalbfleisch JD, Prentice
    RL, The Statistical Analysis of Failure Time Data, 1980.
    """
    check_level(level)
    table = _events_by_day(days, ["event" if one else "censored" for one in is_event])
    n, d = table["n_at_risk"].to_numpy(float), table["n_events"].to_numpy(float)
    share = np.cumprod(1 - d / n)
    error = share * np.sqrt(np.cumsum(_ratio(d, n * (n - d))))
    low, high = _log_log_limits(share, error, level)
    table = table.drop(columns="n_competing")
    return table.assign(event_free=share, event_free_low=low, event_free_high=high)


def incidence_over_time(days: Sequence[float], kinds: Sequence[str], *, level: float = 0.95) -> pd.DataFrame:
    """The share of patients who have had the event by each day, where something else may come first.

    The estimate of Aalen and Johansen. `kinds` says how each patient's time ended: "event"; "competing", which makes
    the event impossible, as death does; or "censored", known to be without either. Events of both kinds on one day are
    counted out of the same patients, so that ties need no order. Returns one row a day: `day`, `n_at_risk`, `n_events`,
    `n_competing`, `n_censored`, `incidence` with `incidence_low` and `incidence_high` (log-log), `competing_incidence`
    and `event_free` (neither), from 0 to 1; the three shares add up to 1. There are no limits (NaN) at a share of 0 or
    1. Without a competing event `incidence` is 1 minus the Kaplan-Meier share.

    Raises ValueError as `event_free` does, and for an unknown kind. Aalen OO, Johansen S, Scand J Stat 1978;5:141-150;
    variance: Gaynor JJ and others, J Am Stat Assoc 1993;88:400-409; limits: Choudhury JB, Stat Med 2002;21:1129-1144.
    """
    check_level(level)
    table = _events_by_day(days, kinds)
    n, d, other = (table[name].to_numpy(float) for name in ("n_at_risk", "n_events", "n_competing"))
    left = d + other
    neither = np.cumprod(1 - left / n)
    before = np.concatenate([[1.0], neither[:-1]])
    share, competing = np.cumsum(before * d / n), np.cumsum(before * other / n)
    # The variance at a day sums over all days up to it a square of (share then - share now): as sums of its powers.
    all_cause, own, both = _ratio(left, n * (n - left)), before**2 * (n - d) * d / n**3, before * d / n**2
    variance = (
        share**2 * np.cumsum(all_cause)
        - 2 * share * np.cumsum(share * all_cause)
        + np.cumsum(share**2 * all_cause)
        + np.cumsum(own)
        - 2 * (share * np.cumsum(both) - np.cumsum(share * both))
    )
    low, high = _log_log_limits(share, np.sqrt(np.maximum(variance, 0)), level)
    return table.assign(
        incidence=share,
        incidence_low=low,
        incidence_high=high,
        competing_incidence=competing,
        event_free=neither,
    )


def restricted_mean(days: Sequence[float], is_event: Sequence[bool], *, until: float, level: float = 0.95) -> Estimate:
    """The mean number of days without the event within the first `until` days, with a normal interval.

    The area under the Kaplan-Meier curve from 0 to `until`, with Greenwood's variance. Raises ValueError as
    `event_free` does, and where nobody was followed up to `until`. Irwin JO, J Hyg 1949;47:188-189; Royston P, Parmar
    MKB, BMC Med Res Methodol 2013;13:152.
    """
    curve = event_free(days, is_event, level=level)
    reached, end = curve["day"].max(), curve["event_free"].iloc[-1]
    if not until > 0 or (until > reached and end > 0):
        raise ValueError(f"Impossible last day: {until:.15g}. Patients were followed up to day {reached:.15g}.")
    steps = curve[curve["day"] < until]
    edges = np.concatenate([[0.0], steps["day"], [until]])
    heights = np.concatenate([[1.0], steps["event_free"]])
    areas = np.diff(edges) * heights
    after = areas.sum() - np.cumsum(areas)[: len(steps)]
    n, d = steps["n_at_risk"].to_numpy(float), steps["n_events"].to_numpy(float)
    error = np.sqrt((after**2 * _ratio(d, n * (n - d))).sum())
    z = -scipy.special.ndtri((1 - level) / 2)
    mean = float(areas.sum())
    return Estimate(
        value=mean,
        low=float(max(mean - z * error, 0)),
        high=float(min(mean + z * error, until)),
        level=level,
        method="Normal, Greenwood",
    )


def on_days(curve: pd.DataFrame, days: Sequence[float]) -> pd.DataFrame:
    """What a curve says on each of these days: its shares as of the last row up to the day, and who is at risk then.

    Before the first row nobody has had anything. Days after the last patient left have nobody at risk and no share.
    """
    asked, known = np.asarray(days, dtype=float), curve["day"].to_numpy(float)
    place = np.searchsorted(known, asked, side="right") - 1
    following = np.searchsorted(known, asked, side="left")
    at_risk = np.append(curve["n_at_risk"].to_numpy(), 0)[following]
    found = {"day": asked, "n_at_risk": at_risk}
    for name in curve.columns.drop(["day", "n_at_risk", "n_events", "n_censored", "n_competing"], errors="ignore"):
        first = np.nan if name.endswith(("_low", "_high")) else float(name == "event_free")
        value = np.where(place < 0, first, curve[name].to_numpy(float)[place])
        found[name] = np.where(asked > known[-1], np.nan, value)
    return pd.DataFrame(found)


def _events_by_day(days: Sequence[float], kinds: Sequence[str]) -> pd.DataFrame:
    """One row a day: how many are at risk just before, and how many times end in each way on it."""
    day, kind = np.asarray(days, dtype=float), np.asarray(kinds, dtype=object)
    if len(day) == 0 or len(day) != len(kind):
        raise ValueError(f"Impossible times: {len(day)} days and {len(kind)} ends. Each patient needs one of both.")
    odd = ~np.isfinite(day) | (day < 0)
    if odd.any():
        raise ValueError(f"Impossible day: {day[odd.argmax()]:.15g}. It must be 0 or later.")
    unknown = ~np.isin(kind, KINDS)
    if unknown.any():
        raise ValueError(f"Unknown end: {kind[unknown.argmax()]!r}. Choose one of: {', '.join(KINDS)}.")
    known, place = np.unique(day, return_inverse=True)
    counts = {name: np.bincount(place[kind == name], minlength=len(known)) for name in KINDS}
    leaving = sum(counts.values())
    return pd.DataFrame(
        {
            "day": known,
            "n_at_risk": len(day) - np.cumsum(leaving) + leaving,
            "n_events": counts["event"],
            "n_competing": counts["competing"],
            "n_censored": counts["censored"],
        }
    )


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """The quotient, 0 where nobody is left: the share does not change after that."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


def _log_log_limits(share: np.ndarray, error: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Limits of a share on the scale of log(-log share); none at 0 and 1."""
    z = -scipy.special.ndtri((1 - level) / 2)
    inside = (share > ROUNDING) & (share < 1 - ROUNDING) & (error > 0)
    share, error = np.where(inside, share, np.nan), np.where(inside, error, np.nan)
    center, spread = np.log(-np.log(share)), z * error / (share * -np.log(share))
    return np.exp(-np.exp(center + spread)), np.exp(-np.exp(center - spread))
