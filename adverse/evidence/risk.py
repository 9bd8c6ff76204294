"""Risk factor rows sorted by what they can say: ratios, subgroups, shares of reports, and words."""

import pandas as pd

from adverse.evidence.possible_counts import with_possible_counts
from adverse.vocabulary import RATIO_MEASURES

ALL_REPORTS_EVENT = "Any adverse event report"


def ratio_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with a ratio and an estimate above 0, which a log axis can show.

    `limit_low` and `limit_high` are the ends of the printed interval, empty where that is known to be no interval of a
    ratio (`discrepancy` says why).
    """
    rows = rows[rows["measure"].isin(RATIO_MEASURES) & (rows["estimate"] > 0)]
    is_sound = rows["discrepancy"] == ""
    return rows.assign(limit_low=rows["ci_low"].where(is_sound), limit_high=rows["ci_high"].where(is_sound))


def subgroup_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Incidence in subgroups, with `comparison` (event, factor and source share a line) and the counts of a proportion.

    `n_at_risk` and `percent` are the row's total and estimate under the names that a proportion is computed from, with
    the columns of `with_possible_counts`.
    """
    rows = rows[(rows["measure"] == "incidence_percent") & rows["estimate"].notna()]
    comparison = rows["event"] + ": " + rows["factor"] + " (" + rows["source_name"] + ")"
    rows = rows.assign(
        comparison=comparison,
        n_at_risk=rows["n_total"],
        percent=rows["estimate"],
        percent_decimals=rows["estimate_decimals"],
        percent_qualifier="=",
    )
    rows = with_possible_counts(rows)
    return rows.sort_values(["event", "factor", "source_id"], kind="stable")


def share_rows(rows: pd.DataFrame, all_rows: pd.DataFrame) -> pd.DataFrame:
    """Shares of reported cases beside the same factor's share of all reports of the medicine.

    `all_rows` holds the rows of every event. Where several sources print a share of all reports, the one with the most
    reports is taken. Adds `percent_of_all_reports`, `all_reports_row_key` and `n_all_reports`; a share without such a
    counterpart is left to `statement_rows`.
    """
    shares = rows[(rows["measure"] == "share_of_cases_percent") & (rows["event"] != ALL_REPORTS_EVENT)]
    base = all_rows[(all_rows["event"] == ALL_REPORTS_EVENT) & (all_rows["measure"] == "share_of_cases_percent")]
    base = base.sort_values("n_total", ascending=False).drop_duplicates(["drug", "factor", "level"])
    base = base.rename(
        columns={"estimate": "percent_of_all_reports", "row_key": "all_reports_row_key", "n_total": "n_all_reports"}
    )[["drug", "factor", "level", "percent_of_all_reports", "all_reports_row_key", "n_all_reports"]]
    return shares.merge(base, on=["drug", "factor", "level"])


def statement_rows(rows: pd.DataFrame, all_rows: pd.DataFrame) -> pd.DataFrame:
    """What no chart can show: statements without a number, and shares with nothing to compare them with.

    `all_rows` as in `share_rows`.
    """
    drawn = pd.concat([ratio_rows(rows), subgroup_rows(rows), share_rows(rows, all_rows)])["row_key"]
    return rows[~rows["row_key"].isin(drawn)].sort_values(["direction", "factor"], kind="stable")
