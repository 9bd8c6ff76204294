"""Printed signals tried against their own figures: the interval, the number of reports, and one ratio by another.

No table here holds all four counts of a printed ratio, so none can be worked out again whole. What can be tried:
whether a ratio lies in the middle of its interval (on the log scale, as formulas have it), whether so few reports
allow so narrow an interval (its variance is 1/a + 1/b + 1/c + 1/d), and what an ROR and a PRR together say of the
share of reports that name the event.
"""

import math

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.select import Selection
from adverse.evidence.signals import signal_rows

Z = 1.959964  # of a 95% interval


@remembered
def tried_signals(evidence: Evidence) -> Selection:
    """Every printed signal, of any product, of which something can be tried, with `tried`, `found` and `fits`."""
    rows = signal_rows(evidence, all_products=True)
    tried = [found for _, row in rows.iterrows() for found in _tried(row)]
    table = pd.DataFrame(tried, columns=["row_key", "tried", "found", "fits"])
    return Selection(rows.merge(table, on="row_key"))


def _tried(row: pd.Series) -> list[tuple[str, str, str, bool]]:
    found = []
    if pd.notna(row["ror"]) and pd.notna(row["ror_ci_low"]) and pd.notna(row["ror_ci_high"]):
        found.append(("The ratio in its interval", *_middle(row)))
        if pd.notna(row["n_reports"]):
            found.append(("The interval against the reports", *_width(row)))
    if pd.notna(row["ror"]) and pd.notna(row["prr"]) and row["prr"] > 1:
        found.append(("ROR against PRR", *_two_ratios(row)))
    return [(row["row_key"], *one) for one in found]


def _middle(row: pd.Series) -> tuple[str, bool]:
    middle = math.sqrt(row["ror_ci_low"] * row["ror_ci_high"])
    fits = abs(math.log(middle / row["ror"])) <= _rounding(row)
    told = f"the middle of {row['ror_ci_low']:g} to {row['ror_ci_high']:g} on the log scale is {middle:.4g}"
    return f"{told}; printed is {row['ror']:g}", fits


def _rounding(row: pd.Series) -> float:
    """How far a ratio and the middle of its limits may lie apart by rounding, on the log scale.

    All three are taken to be printed with as many decimals as the one that shows most: a last 0 is not kept here.
    """
    figures = [row[name] for name in ("ror", "ror_ci_low", "ror_ci_high")]
    half = 0.5 * 10.0 ** -max(map(_decimals, figures))
    return sum(half / figure for figure in figures)


def _decimals(number: float) -> int:
    return len(f"{number:g}".partition(".")[2])


def _width(row: pd.Series) -> tuple[str, bool]:
    variance = (math.log(row["ror_ci_high"] / row["ror_ci_low"]) / (2 * Z)) ** 2
    least, n = 1 / row["n_reports"], int(row["n_reports"])
    if variance < least:
        return f"{n:,} reports allow no interval as narrow: more was counted than these reports", False
    others = 1 / (variance - least)
    told = f"{n:,} reports allow it; each of the other three cells then has at least about {others:,.0f}"
    return told, True


def _two_ratios(row: pd.Series) -> tuple[str, bool]:
    """ROR = PRR (1 - p0) / (1 - p1) with p1 = PRR p0: both together give p1, the share of reports with the event."""
    ratio = row["ror"] / row["prr"]
    share = row["prr"] * (ratio - 1) / (ratio * row["prr"] - 1)
    if not 0 < share < 1:
        return f"no share of reports gives an ROR of {row['ror']:g} with a PRR of {row['prr']:g}", False
    return f"both hold if {100 * share:.1f}% of the reports of the medicine name the event", True


def tried_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """What was tried, for reading and sorting."""
    return pd.DataFrame(
        {
            "Treatment": rows["drug"],
            "Event": rows["event"],
            "Tried": rows["tried"],
            "Found": rows["found"],
            "Fits": rows["fits"],
            "Source": rows["source_name"],
            "Locator": rows["locator"],
        }
    )
