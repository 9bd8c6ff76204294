"""Safety reports counted here, in sentences: a ratio of reports is never a risk, and no report is never zero."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.vocabulary import NOT_GIVEN, REPORT_MEASURES, WHO_VALUES, in_three_digits

LIMITS = {"ror": ("ror_ci_low", "ror_ci_high"), "prr": ("prr_ci_low", "prr_ci_high")}
STRATA = {value: name for names in WHO_VALUES.values() for value, name in names.items()} | {"not_reported": NOT_GIVEN}
FEWEST_REPORTS = 3  # of an event that is set before others by its limit
LIMITS |= {"ic": ("ic025", "ic975"), "ebgm": ("ebgm05", "ebgm95")}


def figure_in_words(row: pd.Series, measure: str) -> str:
    """A measure with its limits: "ROR 17.3 (14.2 to 21.0)", or that it is not defined."""
    value, (low, high) = row[measure], (row[limit] for limit in LIMITS[measure])
    name = REPORT_MEASURES[measure].label
    if pd.isna(value):
        return f"{name} not defined"
    has_limits = pd.notna(low) and pd.notna(high)
    limits = f" ({in_three_digits(low)} to {in_three_digits(high)})" if has_limits else ""
    return f"{name} {in_three_digits(value)}{limits}"


def counts_in_words(row: pd.Series) -> str:
    """The four counts of a pair: reports of both, of the medicine, with the event, and all."""
    return (
        f"{row['n_reports']:,} of {row['n_drug']:,} reports of {row['drug']} name it; "
        f"{row['n_event']:,} of all {row['n_all_reports']:,} reports do"
    )


def pair_in_words(row: pd.Series) -> str:
    """The four counts of a pair, and every measure that it has."""
    told = [figure_in_words(row, measure) for measure in LIMITS if measure in row]
    return f"{counts_in_words(row)}. {', '.join(told)}"


def share_of_reports_in_words(row: pd.Series) -> str:
    """One value of who was reported beside all reports."""
    return (
        f"{row['characteristic_label']}, {row['value_label']}: {row['n_with_value']:,} of {row['n_of']:,} reports of "
        f"the medicine ({row['percent']:.1f}%), {row['n_with_value_all']:,} of {row['n_of_all']:,} in all "
        f"({row['percent_all']:.1f}%)"
    )


def printed_signal_in_words(row) -> str:
    """A printed signal with its reports and every ratio that the document gives."""
    reports = "number of reports not printed" if pd.isna(row.n_reports) else f"{row.n_reports:,} reports"
    told = []
    for name, value, low, high in (
        ("ROR", row.ror, row.ror_ci_low, row.ror_ci_high),
        ("PRR", row.prr, None, None),
        ("IC", row.ic, row.ic025, None),
        ("EBGM", row.ebgm, row.ebgm05, None),
    ):
        if pd.notna(value):
            limits = f" ({low:g} to {high:g})" if pd.notna(low) and pd.notna(high) else ""
            told.append(f"{name} {value:g}{limits}")
        elif pd.notna(low):
            told.append(f"{name} above {low:g}, its value not printed")
    return f"{reports}; {', '.join(told) or 'named without a ratio'}"


def reported_answer(rows: pd.DataFrame, measure: str, drug: str, quarters: str, *, name_column: str = "event") -> str:
    """How many events were reported with a medicine, and the one whose lower limit is highest with its counts."""
    if rows.empty:
        return (
            f"No report in {quarters} names {drug} with an event that fits. No report is not no event: reports are "
            "sent, not collected."
        )
    low = LIMITS[measure][0]
    enough = rows[(rows["n_reports"] >= FEWEST_REPORTS) & rows[low].notna()]
    first = rows.iloc[0] if enough.empty else enough.loc[enough[low].idxmax()]
    n_events, name = rows["event"].nunique(), inside(first[name_column])
    told = (
        f"Reports, not risk: {first['n_drug']:,} reports of {drug} in {quarters} name {n_events:,} "
        f"event{'s' if n_events != 1 else ''} in view"
    )
    if first["stratum"]:
        told = f"Reports, not risk, each stratum by itself: {n_events:,} event{'s' if n_events != 1 else ''} in view"
        name = f"{name} ({STRATA.get(first['stratum'], first['stratum']).lower()})"
    if pd.isna(first[low]) or enough.empty:
        return f"{told}; {name}: {counts_in_words(first)}, {figure_in_words(first, measure)}."
    lead = ": "
    if len(rows) > 1:
        whose = f" of those with {FEWEST_REPORTS} reports or more" if len(enough) < len(rows) else ""
        lead = f" has the highest lower limit{whose}: "
    return f"{told}; {name}{lead}{figure_in_words(first, measure)}; {counts_in_words(first)}."


def across_answer(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """How many pairs of the heat map have a lower limit of the IC above 0, and the pair that is reported most."""
    top = rows.loc[rows["n_reports"].idxmax()]
    n = int((rows["ic025"] > 0).sum())
    return (
        f"{n} of {len(rows)} pairs have a lower limit of the IC above 0. Most reports: {top['drug']} with "
        f"{inside(top[name_column])}, {top['n_reports']:,} of {top['n_drug']:,} reports of it. Products have unlike "
        "numbers of reports, years and patients: counts do not compare them."
    )


def who_answer(rows: pd.DataFrame) -> str:
    """The value of sex or age whose share lies farthest from its share among all reports."""
    told = rows[rows["characteristic"].isin(["sex", "age_band"]) & (rows["value"] != "not_reported")]
    if told.empty or not told["n_of"].iloc[0]:
        return "No report fits. A share of reports would not be a risk."
    row = told.loc[(told["percent"] - told["percent_all"]).abs().idxmax()]
    return (
        f"Farthest from all reports: {row['characteristic_label'].lower()} {row['value_label'].lower()}, "
        f"{row['percent']:.0f}% ({row['n_with_value']:,} of {row['n_of']:,}) beside {row['percent_all']:.0f}% of all "
        "reports. Most of that is who takes the medicine and who reports; a share of reports is not a risk."
    )


def onset_answer(n_reports: int, n_days: int, median: float, low: float, high: float) -> str:
    """The median and quartiles of the days, and of how many reports they are."""
    if not n_days:
        return f"None of {n_reports:,} reports prints both dates in full, so no day can be told."
    return (
        f"Median {median:g} days (quartiles {low:g} to {high:g}) in the {n_days:,} of {n_reports:,} reports that print "
        "both dates in full; nobody without the event is in them."
    )


NOT_A_RISK = (
    "A share of reports says who was reported: mostly who takes the medicine, who reports and what reports leave out. "
    "It does not say who has the event more often: for that the treated patients of each group would have to be known."
)


def share_beside(row: pd.Series, population: str) -> str:
    """The share in one population of the store, of all its reports and of those that give the value."""
    n_of, n_known, n_fits = (row[f"{name}_{population}"] for name in ("n_of", "n_known", "n_fits"))
    if not n_of:
        return "no report"
    known = f"; {100 * n_fits / n_known:.0f}% of the {n_known:,} that say" if n_known and n_known < n_of else ""
    return f"{100 * n_fits / n_of:.0f}% ({n_fits:,} of {n_of:,}){known}"


def reported_shares_answer(rows: pd.DataFrame) -> str:
    """One printed share beside that among such reports here, all reports of the medicine, and all of the store."""
    row = rows.loc[rows["n_of_events"].idxmax()]
    return (
        f"{row['factor']}, {row['level']}: {row['estimate']:g}% is printed of reports of {inside(row['event'])}; here "
        f"it is {share_beside(row, 'events')} of such reports, {share_beside(row, 'medicine')} of all reports of the "
        f"medicine and {share_beside(row, 'all')} of all reports."
    )
