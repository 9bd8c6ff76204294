"""Printed figures that do not fit each other, and the list in which a source's mistake is kept as printed."""

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd
from numpy import log, sqrt

from adverse.evidence.possible_counts import is_uncounted
from adverse.vocabulary import RATIO_MEASURES

COLUMNS = ["table", "line", "row_key", "column", "printed", "recomputed"]
ROUNDING_ERROR = 1e-9  # of the computer, not of the source
MOST_UNEVEN = 2.0  # how many times longer one side of a ratio's interval may be than the other, on the log scale
FAULTS = {
    "percent": "Printed {printed}% does not fit its counts, which give {recomputed:g}%",
    "uncounted": "Printed {printed}% is that of no whole count of {n_at_risk}",
    "n_at_risk": "Printed of {printed} patients, while the arm has {recomputed:g}",
    "ci_low": (
        "Printed {printed} to {ci_high:g} is no interval of a ratio: on the log scale, one of {estimate:g} that "
        "reaches as far up begins at {recomputed:g}"
    ),
}
RATIOS = {  # table: lower limit, ratio, upper limit
    "risk_factors": ("ci_low", "estimate", "ci_high"),
    "signals": ("ror_ci_low", "ror", "ror_ci_high"),
}


def half_unit(decimals: pd.Series) -> pd.Series:
    """Half a unit of the last printed decimal: 0.5 for 14, 0.05 for 14.2 and for 14.0."""
    return 0.5 * 10.0 ** -decimals.astype(float)


def discrepancies_in(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every printed figure that does not fit the other figures of its row, with what these give."""
    incidence = tables["incidence"]
    found = [_percents(incidence), _uncounted(incidence), _denominators(incidence, tables["arms"])]
    found += [_ratio_limits(name, tables[name]) for name in RATIOS]
    return pd.concat([part[COLUMNS] for part in found if len(part)] or [pd.DataFrame(columns=COLUMNS)])


def _percents(incidence: pd.DataFrame) -> pd.DataFrame:
    """A percentage must be the count over the denominator, rounded to its own decimals."""
    recomputed = 100 * incidence["n_with_event"].astype(float) / incidence["n_at_risk"].astype(float)
    distance = (incidence["percent"] - recomputed).abs()
    off = distance > half_unit(incidence["percent_decimals"]) + ROUNDING_ERROR
    found = incidence.assign(table="incidence", column="percent", printed=incidence["percent"], recomputed=recomputed)
    return found[off & (incidence["percent_qualifier"] == "=")]


def _uncounted(incidence: pd.DataFrame) -> pd.DataFrame:
    """A percentage without a count must be that of a whole count; `recomputed` is that of the nearest one."""
    found = incidence[is_uncounted(incidence) & (incidence["count_basis"] == "")]
    n_at_risk = found["n_at_risk"].astype(float)
    nearest = (found["percent"] * n_at_risk / 100).round()
    return found.assign(
        table="incidence", column="percent", printed=found["percent"], recomputed=100 * nearest / n_at_risk
    )


def _denominators(incidence: pd.DataFrame, arms: pd.DataFrame) -> pd.DataFrame:
    """A denominator must not exceed the patients of the arm, treated or only assigned to it."""
    n_patients = arms.set_index("arm_id")[["n_safety", "n_randomized"]].max(axis=1)
    n_patients = incidence["arm_id"].map(n_patients).astype("Int64")
    larger = (incidence["n_at_risk"] > n_patients).fillna(False) & (incidence["counting_unit"] == "patients")
    found = incidence.assign(
        table="incidence", column="n_at_risk", printed=incidence["n_at_risk"], recomputed=n_patients
    )
    return found[larger].astype({"printed": float, "recomputed": float})


def _ratio_limits(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The interval of a ratio is about as long on both sides of it on the log scale, as every usual method makes it.

    One that is as long on both sides on the natural scale instead, beyond what rounding explains, was computed for a
    difference; one far longer on one side holds a slip. `recomputed` is the lower limit of an interval that reaches as
    far up.
    """
    columns = RATIOS[name]
    low, ratio, high = (table[column].astype(float) for column in columns)
    unit_low, unit, unit_high = (half_unit(table[f"{column}_decimals"]) for column in columns)
    is_ratio = table["measure"].isin(RATIO_MEASURES) if "measure" in table else ratio.notna()
    is_above_zero = (low > unit_low) & (ratio > unit) & (high > unit_high)  # a limit printed as 0 has no logarithm
    low, ratio, high = (limit.where(is_ratio & is_above_zero) for limit in (low, ratio, high))
    least, most = low - unit_low, low + unit_low
    is_even = (sqrt(least * (high - unit_high)) <= ratio + unit) & (sqrt(most * (high + unit_high)) >= ratio - unit)
    is_natural = ((low + high) / 2 - ratio).abs() <= unit + (unit_low + unit_high) / 2 + ROUNDING_ERROR
    below, above = log(ratio + unit) - log(least), log(high + unit_high) - log(ratio - unit)  # at most
    least_below, least_above = log(ratio - unit) - log(most), log(high - unit_high) - log(ratio + unit)
    is_uneven = (least_above > MOST_UNEVEN * below) | (least_below > MOST_UNEVEN * above)
    found = table.assign(table=name, column=columns[0], printed=low, recomputed=ratio**2 / high)
    return found[(is_natural & ~is_even) | is_uneven]


def problems_in_figures(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """Figures that do not fit must be listed, and what is listed must still be there."""
    found = discrepancies_in(tables)
    listed = tables["known_discrepancies"]
    known = set(zip(listed["table"], listed["key"], listed["column"], listed["printed"], strict=True))
    for row in found.itertuples():
        if (row.table, row.row_key, row.column, row.printed) not in known:
            where = f"{row.table}.csv, line {row.line}, column {row.column}"
            figures = f"{row.printed:.15g} is printed, the other figures give {_figure(row.recomputed)}"
            yield f"{where}: {figures}, and known_discrepancies.csv does not list it."
    present = found.set_index(["table", "row_key", "column", "printed"])["recomputed"].to_dict()
    keys = {name: set(tables[name]["row_key"]) for name in ("incidence", *RATIOS)}
    rounding = half_unit(listed["recomputed_decimals"])
    for row, half_width in zip(listed.itertuples(), rounding, strict=True):
        where = f"known_discrepancies.csv, line {row.line}"
        recomputed = present.get((row.table, row.key, row.column, row.printed))
        if row.table not in keys:
            yield f"{where}, column table: '{row.table}' is none of the tables recomputed, {', '.join(keys)}."
        elif row.key not in keys[row.table]:
            yield f"{where}, column key: no row of {row.table}.csv has the key {row.key}."
        elif recomputed is None:
            yield f"{where}: the discrepancy is gone; delete the line ({row.key})."
        elif not abs(row.recomputed - recomputed) <= half_width + ROUNDING_ERROR:
            yield f"{where}, column recomputed: the other figures give {_figure(recomputed)}."


def _figure(value: float) -> str:
    return f"{round(value, 3):.15g}"


def faults_of(known: pd.DataFrame, name: str, rows: pd.DataFrame) -> pd.Series:
    """What does not fit in each of `rows` of the table `name` and why, from the known discrepancies; else empty."""
    listed = known[(known["table"] == name) & known["key"].isin(rows["row_key"])]
    by_key = rows[rows["row_key"].isin(listed["key"])].drop_duplicates("row_key").set_index("row_key")
    told = defaultdict(list)
    for item in listed.itertuples():
        row = by_key.loc[item.key]
        kind = "uncounted" if item.column == "percent" and pd.isna(row["n_with_event"]) else item.column
        decimals = int(row.get(f"{item.column}_decimals", 0))  # 11.0, where it is printed so, is not 11
        figures = {"printed": f"{item.printed:.{decimals}f}", "recomputed": item.recomputed}
        told[item.key].append(f"{FAULTS[kind].format(**row.to_dict() | figures)}. {item.reason}")
    return rows["row_key"].map({key: "; ".join(parts) for key, parts in told.items()}).astype("str").fillna("")
