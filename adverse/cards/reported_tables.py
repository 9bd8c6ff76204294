"""Rows counted from safety reports as the tables a reader sees; a measure that is not defined is an empty cell."""

import pandas as pd

from adverse.reports import RULES


def pair_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Pairs of medicine and event: the four counts and every measure with its limits."""
    shown = {"Treatment": rows["drug"], "Event": rows["event"]}
    if "stratum" in rows and (rows["stratum"] != "").any():
        shown["Stratum"] = rows["stratum"]
    shown |= {
        "Reports of both": rows["n_reports"],
        "Reports of the medicine": rows["n_drug"],
        "Reports with the event": rows["n_event"],
        "All reports": rows["n_all_reports"],
    }
    measures = {"ROR": ("ror", "ror_ci_low", "ror_ci_high"), "PRR": ("prr", "prr_ci_low", "prr_ci_high")}
    measures |= {"IC": ("ic", "ic025", "ic975"), "EBGM": ("ebgm", "ebgm05", "ebgm95")}
    for name, (value, low, high) in measures.items():
        if value in rows:
            shown |= {name: rows[value], f"{name} low": rows[low], f"{name} high": rows[high]}
    shown |= {"Chi-squared": rows["prr_chi2"], "Chi-squared (Yates)": rows["chi2_yates"]}
    return pd.DataFrame(shown)


def rule_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Events with what each rule says of them, and why not."""
    shown = {"Event": rows["event"], "Reports of both": rows["n_reports"]}
    for rule, declared in RULES.items():
        shown[declared.title] = rows[f"signal_{rule}"]
    told = [
        "; ".join(getattr(row, f"told_{rule}") for rule in RULES if not getattr(row, f"signal_{rule}"))
        for row in rows.itertuples()
    ]
    return pd.DataFrame(shown | {"Missed": told})


def who_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Who was reported, beside all reports."""
    return pd.DataFrame(
        {
            "What": rows["characteristic_label"],
            "Value": rows["value_label"],
            "Reports": rows["n_with_value"],
            "Of": rows["n_of"],
            "Share (%)": rows["percent"],
            "All reports with it": rows["n_with_value_all"],
            "Of all": rows["n_of_all"],
            "Share of all (%)": rows["percent_all"],
        }
    )


def onset_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Reports by days, then those without a day by reason."""
    return pd.DataFrame({"Days": rows["days"], "What": rows["told"], "Reports": rows["n_with_value"]})


def store_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """What is in the store, and what each step left."""
    return pd.DataFrame({"What": rows["what"], "Rows": rows["n_rows"]})
