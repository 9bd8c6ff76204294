"""How many patients had the event: the printed count, or the whole counts that a printed percentage leaves possible."""

import pandas as pd


def counts_giving(percent: float, decimals: int, n_at_risk: int) -> range:
    """Every whole count whose share of `n_at_risk` is `percent` (0 to 100) when it is printed with `decimals` decimals.

    A share that lies just between two printed figures may have been rounded either way, so it belongs to both: the
    distance is at most half a unit of the last printed decimal. The range is empty when no whole count fits. Whole
    numbers throughout: nothing is lost at the edges.
    """
    unit = 200 * 10**decimals  # 100 percent in half units of the last decimal
    half_units = 2 * round(percent * 10**decimals)
    fewest = -(-(half_units - 1) * n_at_risk // unit)
    most = (half_units + 1) * n_at_risk // unit
    return range(max(fewest, 0), min(most, n_at_risk) + 1)


def is_uncounted(table: pd.DataFrame) -> pd.Series:
    """Rows that print an exact percentage of so many patients and no count."""
    printed = table["percent"].notna() & table["n_at_risk"].notna() & (table["percent_qualifier"] == "=")
    return printed & table["n_with_event"].isna()


def with_possible_counts(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the smallest and the largest count that each row leaves possible, and what they rest on.

    Reads `n_with_event`, `n_at_risk`, `percent`, `percent_decimals` and `percent_qualifier`, each of which may be
    empty. Returns a new table with the same rows, order and index, and three columns: `n_with_event_low` and
    `n_with_event_high` (whole numbers, equal where there is one count) and `count_basis`, a key of COUNT_BASES. A row
    without a count whose percentage is a bound or approximate, or fits no whole count, has neither.
    """
    printed, uncounted = table["n_with_event"].astype("Int64"), table[is_uncounted(table)]
    found = [
        counts_giving(percent, int(decimals), int(n_at_risk))
        for percent, decimals, n_at_risk in zip(
            uncounted["percent"], uncounted["percent_decimals"], uncounted["n_at_risk"], strict=True
        )
    ]
    possible = pd.Series(found, index=uncounted.index, dtype=object)
    possible = possible[possible.map(len) > 0]
    basis = pd.Series("", index=table.index, dtype="str").mask(printed.notna(), "printed")
    basis[possible.index] = possible.map(lambda counts: "worked_out" if len(counts) == 1 else "between")
    ends = {}
    for name, end in (("low", 0), ("high", -1)):
        ends[f"n_with_event_{name}"] = printed.copy()
        ends[f"n_with_event_{name}"][possible.index] = [counts[end] for counts in possible]
    return table.assign(**ends, count_basis=basis)


def only_count(rows: pd.DataFrame) -> pd.Series:
    """The one possible count of each row, printed or worked out; empty where there is none, or where there are several.

    `rows`: with the columns of `with_possible_counts`.
    """
    low = rows["n_with_event_low"]
    return low.where((low == rows["n_with_event_high"]).fillna(False).astype(bool))
