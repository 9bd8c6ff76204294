"""Four counts of reports -> every reporting measure, and which of them gives the figure that a paper prints."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.statistics import with_signals

COUNTS = {  # margins, as `with_signals` reads them
    "n_drug_event": "Reports of the medicine with the event",
    "n_drug": "Reports of the medicine",
    "n_event": "Reports with the event",
    "n_reports": "All reports",
}


class Measure(NamedTuple):
    """A measure by its name, how it is worked out, and its value with 95% limits; NaN where it is not defined."""

    name: str
    formula: str
    value: float
    low: float = float("nan")
    high: float = float("nan")


def measures_of(n_drug_event: int, n_drug: int, n_event: int, n_reports: int) -> list[Measure]:
    """Every measure of these counts; ValueError where they are impossible.

    The ratio of observed to expected reports is what some papers print as EBGM, which it is only before shrinkage
    (DuMouchel 1999).
    """
    counts = dict(zip(COUNTS, (n_drug_event, n_drug, n_event, n_reports), strict=True))
    [row] = with_signals(pd.DataFrame([counts])).to_dict("records")
    ratio = n_drug_event / row["expected"] if row["expected"] else float("nan")
    return [
        Measure("ROR", "odds of the event with the medicine over those without it", *_limits(row, "ror")),
        Measure("PRR", "share of reports with the event, with the medicine over without it", *_limits(row, "prr")),
        Measure("Chi-squared (Pearson)", "of the PRR, without correction", row["chi2"]),
        Measure("Chi-squared (Yates)", "of the PRR, corrected for continuity", row["chi2_yates"]),
        Measure("IC", "log2 of observed over expected, each with 0.5 added", *_limits(row, "ic")),
        Measure("Observed over expected", "reports seen over reports expected, not shrunk", ratio),
        Measure("Log2 of observed over expected", "without the 0.5 of the IC", np.log2(ratio) if ratio else np.nan),
    ]


def _limits(row: dict, name: str) -> tuple[float, float, float]:
    return row[name], row[f"{name}_low"], row[f"{name}_high"]


def formulas_giving(measures: list[Measure], printed: str) -> list[str]:
    """Which values or limits, rounded to as many decimals as are printed, are the printed figure."""
    decimals = len(printed.partition(".")[2])
    wanted, half = float(printed), 0.5 * 10.0**-decimals + 1e-9
    found = []
    for measure in measures:
        for end, value in (("", measure.value), (", lower limit", measure.low), (", upper limit", measure.high)):
            if np.isfinite(value) and abs(value - wanted) <= half:
                found.append(f"{measure.name}{end}")
    return found
