"""Rows as the tables a reader sees: columns chosen, titled with units, and free of anything but text and numbers."""

import pandas as pd

from adverse.charts import factor_label, onset_in_words
from adverse.charts.hover import given_value
from adverse.evidence.cells import is_web_address
from adverse.evidence.claims import said
from adverse.evidence.possible_counts import only_count
from adverse.evidence.select import printed_rows
from adverse.exports.citations import source_citation
from adverse.vocabulary import (
    ADJUSTED,
    COMPARABILITY,
    COUNT_BASES,
    COUNTING_UNITS,
    DATA_CUTS,
    DIRECTIONS,
    FINDINGS,
    GRADING_DOMAINS,
    OWN_SOURCE_KINDS,
    PERIODS,
    READ_AS,
    REVIEW_STATUSES,
    RISK_MEASURES,
    SET_ASIDE_REASONS,
    SOURCE_KINDS,
    SUBSETS,
    TIME_ORIGINS,
    Term,
    grades_in_words,
    share_in_figures,
    share_qualifier,
)


def incidence_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Incidence rows for reading and sorting."""
    shown = {
        "Event": rows["event"],
        "Plain name": rows["plain_name"],
        "Arm": rows["arm_label"],
        "Patients with event": only_count(rows),
        "Count": _labels(rows["count_basis"], COUNT_BASES),
        "Patients at risk": rows["n_at_risk"],
        "Printed": [given_value(row) for row in rows.itertuples()],
    }
    if "proportion" in rows:
        shown |= {
            "Share (%)": [_share(row) for row in rows.itertuples()],
            "95% low (%)": 100 * rows["proportion_low"],
            "95% high (%)": 100 * rows["proportion_high"],
        }
    if "risk_difference" in rows:
        shown |= {
            "Reference arm": rows["reference_label"],
            "Difference (points)": 100 * rows["risk_difference"],
            "Difference 95% low": 100 * rows["risk_difference_low"],
            "Difference 95% high": 100 * rows["risk_difference_high"],
            "Risk ratio": rows["risk_ratio"],
            "p value": rows["p_value"],
            "q value": rows["q_value"],
        }
    if "comparability" in rows:
        shown["Comparison"] = _labels(rows["comparability"], COMPARABILITY)
    shown |= {
        "Grade": [grades_in_words(row) for row in rows.itertuples()],
        "Subset": _labels(rows["subset"], SUBSETS),
        "Period": _labels(rows["period"], PERIODS),
        "Organ class": rows["soc"],
        "Source": rows["source_name"],
        "Locator": rows["locator"],
    }
    return pd.DataFrame(shown)


def _share(row) -> float:
    """The share as it is said everywhere; a bound is no number to sort by."""
    return float("nan") if share_qualifier(row) or pd.isna(row.proportion) else float(share_in_figures(row))


def onset_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Onset rows for reading and sorting."""
    return pd.DataFrame(
        {
            "Event": rows["event"],
            "Plain name": rows["plain_name"],
            "In words": [onset_in_words(row) for row in rows.itertuples()],
            "Median (days)": rows["onset_median_days"],
            "Earliest (days)": rows["onset_min_days"],
            "Latest (days)": rows["onset_max_days"],
            "Window as printed": rows["onset_window"],
            "Median duration (days)": rows["duration_median_days"],
            "Patients": rows["n_patients"],
            "Day 0": _labels(rows["time_origin"], TIME_ORIGINS),
            "Treatment": rows["drug"],
            "Source": rows["source_name"],
            "Locator": rows["locator"],
        }
    )


def risk_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Risk factor rows for reading and sorting."""
    return pd.DataFrame(
        {
            "Factor": [factor_label(row) for row in rows.itertuples()],
            "Event": rows["event"],
            "Direction": _labels(rows["direction"], DIRECTIONS),
            "Measure": _labels(rows["measure"], RISK_MEASURES),
            "Estimate": rows["estimate"],
            "95% low": rows["ci_low"].where(rows["discrepancy"] == ""),
            "95% high": rows["ci_high"].where(rows["discrepancy"] == ""),
            "p value": rows["p_value"],
            "With event": rows["n_with_event"],
            "Total": rows["n_total"],
            "Adjusted": _labels(rows["adjusted"], ADJUSTED),
            "Source": rows["source_name"],
            "Locator": rows["locator"],
            "Notes": [". ".join(filter(None, pair)) for pair in zip(rows["discrepancy"], rows["notes"], strict=True)],
        }
    )


def criteria_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Criteria of a grade for reading and sorting."""
    return pd.DataFrame(
        {
            "Domain": _labels(rows["domain"], GRADING_DOMAINS),
            "Grade": rows["grade"],
            "Criterion": rows["wording"],
            "Found": rows["is_met"],
            "Decides": rows["decides"],
            "Source": rows["source_name"],
            "Locator": rows["locator"],
        }
    )


def signal_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Reporting signals for reading and sorting."""
    return pd.DataFrame(
        {
            "Treatment": rows["drug"],
            "Event": rows["event"],
            "Reports": rows["n_reports"],
            "ROR": rows["ror"],
            "95% low": rows["ror_ci_low"],
            "95% high": rows["ror_ci_high"],
            "Compared with": rows["background"],
            "Period": rows["period"],
            "Source": rows["source_name"],
            "Locator": rows["locator"],
        }
    )


def source_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """What stands behind rows of any table: the printed value, the document, the place in it, and how far checked."""
    rows = printed_rows(rows)
    shown = {}
    if "set_aside_reason" in rows:
        reasons = _labels(rows["set_aside_reason"].fillna(""), SET_ASIDE_REASONS)
        shown["On the chart"] = reasons.map(lambda reason: f"no: {reason}" if reason else "yes")
    shown["Event"] = rows["event"] if "event" in rows else [said(row) for row in rows.itertuples()]
    if "arm_label" in rows:
        shown["Arm"] = rows["arm_label"].fillna("")
    shown["Printed value"] = [_printed(row) for row in rows.itertuples()]
    for title, column, terms in (
        ("Period", "period", PERIODS),
        ("Counts", "counting_unit", COUNTING_UNITS),
    ):
        if column in rows:
            shown[title] = _labels(rows[column], terms)
    shown |= {
        "Source": rows["source_name"],
        "Document": addresses(rows["source_url"]),
        "Locator": rows.get("locator", ""),
        "Review": rows.get("review", ""),
        "Notes": rows["notes"] if "notes" in rows else rows["explanation"],
    }
    if "term_includes" in rows:
        shown |= {"Counted under the name": rows["term_includes"], "Data cut": _labels(rows["data_cut"], DATA_CUTS)}
        shown["Finding"] = _labels(rows["finding"], FINDINGS)
    if "listing" in rows:
        shown["Its list"] = rows["listing"].fillna("")
    if "definition" in rows:
        shown["Event means"] = rows["definition"].fillna("")
    return pd.DataFrame(shown)


def _printed(row) -> str:
    """The figure of a row of any table as its source gives it."""
    if hasattr(row, "counted_in_words"):
        return row.counted_in_words
    if hasattr(row, "direction"):
        return f"{factor_label(row)}: {_printed_effect(row)}"
    if hasattr(row, "percent_qualifier"):
        return given_value(row)
    if hasattr(row, "rate_per_patient_year"):
        return f"{row.rate_per_patient_year:g} events per patient-year"
    if hasattr(row, "time_origin"):
        return "; ".join(filter(None, [onset_in_words(row), row.onset_window]))
    if hasattr(row, "wording"):
        return row.wording
    if hasattr(row, "ror"):
        return _printed_signal(row)
    if hasattr(row, "event_free"):
        return f"day {row.day:g}: {row.n_events} with the event of {row.n_at_risk} at risk"
    if hasattr(row, "action"):
        return ": ".join(filter(None, [f"{row.action}", row.drug_or_dose]))
    return " ".join(filter(None, [row.primary_value, row.primary_unit]))


def _printed_effect(row) -> str:
    if pd.isna(row.estimate):
        return "no number"
    measure = RISK_MEASURES[row.measure].label.lower()
    if hasattr(row, "percent_qualifier"):
        return f"{measure} {given_value(row)}"
    interval = f" (95% interval {row.ci_low:g} to {row.ci_high:g})" if pd.notna(row.ci_low) else ""
    interval = f" ({row.discrepancy})" if row.discrepancy else interval
    return f"{measure} {row.estimate:g}{'%' * row.measure.endswith('percent')}{interval}"


def _printed_signal(row) -> str:
    figures = {"reports": row.n_reports, "ROR": row.ror, "ROR low": row.ror_ci_low, "ROR high": row.ror_ci_high}
    figures |= {"PRR": row.prr, "IC": row.ic, "IC025": row.ic025, "EBGM": row.ebgm, "EBGM05": row.ebgm05}
    return (
        ", ".join(f"{name} {value:g}" for name, value in figures.items() if pd.notna(value)) or "named without a value"
    )


def _labels(values: pd.Series, terms: dict[str, Term]) -> pd.Series:
    return values.map(lambda key: terms[key].label if key in terms else key)


def statement_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Risk statements without a number, with direction, source and review."""
    return pd.DataFrame(
        {
            "Direction": _labels(rows["direction"], DIRECTIONS),
            "Factor": [factor_label(row) for row in rows.itertuples()],
            "Event": rows["event"],
            "Printed": [_printed(row) for row in rows.itertuples()],
            "Source": rows["source_name"],
            "Document": addresses(rows["source_url"]),
            "Locator": rows["locator"],
            "Review": rows["review"],
            "Notes": rows["notes"],
        }
    )


def addresses(urls: pd.Series) -> pd.Series:
    """Addresses that a browser opens as a page; anything else is left out."""
    return urls.where(urls.map(is_web_address), None)


def document_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Documents with what rests on them."""
    return pd.DataFrame(
        {
            "Document": addresses(rows["url"]),
            "Name": rows["short_name"],
            "Kind": _labels(rows["kind"], SOURCE_KINDS | OWN_SOURCE_KINDS),
            "Year": rows["year"].astype("string").fillna(""),
            "Rows": rows["n_rows"],
            "Mirror": rows["read_as"].map({"mirror": READ_AS["mirror"].label.lower()}).fillna(""),
            "Title": rows["title"],
            "Author or body": rows["first_author"],
            "Published in": rows["publisher"],
            "DOI": rows["doi"],
            "PMID": rows["pmid"],
            "Label revision": rows["label_revision"],
            "Notes": rows["notes"],
            "Citation": [source_citation(row) for row in rows.itertuples()],
            "Source id": rows["source_id"],
        }
    )


def review_columns(counts: pd.DataFrame) -> pd.DataFrame:
    """How far the rows of each table were checked."""
    shown = {"Table": counts["table"], "Rows": counts["n_rows"]}
    shown |= {term.label: counts[key] for key, term in REVIEW_STATUSES.items()}
    shown["No such status"] = counts["no_status"]
    return pd.DataFrame(shown | {"Reviewed by a named person": counts["n_reviewed"]})
