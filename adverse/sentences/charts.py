"""What one chart draws, in a sentence from its own rows, where the page's sentence is about something else."""

from collections.abc import Iterable

import pandas as pd

from adverse.sentences.case import inside
from adverse.sentences.comparability import arm_alone
from adverse.sentences.shares import share_in_words
from adverse.sentences.timing import documents_in_words, is_own, onset_answer
from adverse.vocabulary import GRADE_BANDS, is_total, label, share_in_figures

MOST_NAMED = 3


def exposure_answer(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """How many events turn direction when they are counted by time, and both ratios of one of them, else of the first.

    `rows` as `exposure_rows` returns them. With plain names the sentence says what the ratios are.
    """
    turned = turned_by_time(rows)
    row = (turned if len(turned) else rows).iloc[0]
    turn = f"{len(turned)} of {len(rows)} events {'turns' if len(turned) == 1 else 'turn'} direction"
    if name_column == "plain_name":
        return (
            f"Counted by time on treatment, {turn}. {row[name_column]}: the share of patients divided by that of the "
            f"other arm is {_ratio(row['crude_ratio'])}, events per year divided by those of the other arm are "
            f"{_ratio(row['rate_ratio'])} ({row['arm_label']} over {row['reference_label']})."
        )
    return (
        f"Counted by patient-years, {turn}. {row[name_column]}: ratio of shares {_ratio(row['crude_ratio'])}, ratio of "
        f"rates {_ratio(row['rate_ratio'])} ({row['arm_label']} over {row['reference_label']})."
    )


def turned_by_time(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose ratio lies on the other side of 1 when events are counted by time on treatment."""
    return rows[(rows["crude_ratio"] - 1) * (rows["rate_ratio"] - 1) < 0]


def grades_answer(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The largest share of a single event at each grade in view, with its arm."""
    drawn = rows[rows["proportion"].notna() & ~is_total(rows)]
    parts = []
    for band, of_band in drawn.groupby("grade_band", sort=False):
        row = of_band.loc[of_band["proportion"].idxmax()]
        grade = label(GRADE_BANDS, band).lower()
        arm = arm_alone(row)
        parts.append(f"{grade}: {row[name_column]}, {share_in_words(row)} in {arm}")
    return f"Largest share at {'; at '.join(parts)}." if parts else "None of the rows in view gives a share."


def onset_by_product(rows: pd.DataFrame, events: Iterable[str], *, name_column: str = "event") -> str:
    """When these events start with each medicine in view: its printed medians, lowest to highest."""
    is_median = rows["onset_median_days"].notna() & (rows["measure"] == "onset")
    drugs = rows.loc[is_median & rows["event"].isin(list(events)), "drug"].unique()
    said = [onset_answer(rows, tuple(events), drug=drug, name_column=name_column) for drug in drugs]
    return " ".join(said) or "None of the rows in view prints a median day of onset."


def effect_sizes_answer(rows: pd.DataFrame) -> str:
    """How many printed intervals lie above 1, below 1, or cross it, and how many ratios have none."""
    low, high = rows["limit_low"], rows["limit_high"]
    has_interval = low.notna() & high.notna()
    counts = {
        "above 1": (has_interval & (low > 1)).sum(),
        "below 1": (has_interval & (high < 1)).sum(),
        "across 1": (has_interval & (low <= 1) & (high >= 1)).sum(),
    }
    parts = [f"{n} with a 95% interval {where}" for where, n in counts.items() if n]
    parts += [f"{n} without an interval" for n in [(~has_interval).sum()] if n]
    ratios = f"{len(rows)} ratio{'s' if len(rows) > 1 else ''}"
    return f"{ratios}{'' if is_own(rows) else ' as printed'} in {documents_in_words(rows)}: {', '.join(parts)}."


def subgroups_answer(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """How many groups are compared within a source, and the comparison whose shares lie farthest apart."""
    shares = rows[rows["proportion"].notna()].groupby("comparison", sort=False)["proportion"]
    if not len(shares):
        return "None of the rows in view gives a share."
    span = shares.max() - shares.min()
    group = rows[rows["comparison"] == span.idxmax()]
    low, high = (group.loc[getattr(group["proportion"], end)()] for end in ("idxmin", "idxmax"))
    found = f"{len(span)} comparison{'s' if len(span) > 1 else ''} of subgroups in {documents_in_words(rows)}"
    low, high = (f"{share_in_figures(row)}% ({row['level']})" for row in (low, high))
    row = group.iloc[0]
    return f"{found}; farthest apart: {row[name_column]}, {row['factor']}: {high} and {low}, {row['source_name']}."


def case_shares_answer(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The factor whose share of the reports of the event lies farthest from its share of all reports."""
    row = rows.loc[(rows["estimate"] - rows["percent_of_all_reports"]).abs().idxmax()]
    return (
        f"Farthest apart: {row['factor']}, {row['level']}: {row['estimate']:g}% of the reports of {row[name_column]}, "
        f"{row['percent_of_all_reports']:g}% of all reports of the medicine ({row['source_name']}). A share of reports "
        "is not a risk."
    )


def signals_answer(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The lowest and the highest reporting odds ratio of a chart; a row that prints a bound alone is told as that."""
    value = rows["ror"].fillna(rows["ror_ci_low"])
    told = [rows.loc[place] for place in dict.fromkeys((value.idxmin(), value.idxmax()))]
    said = " to ".join(signal_in_words(row, name_column=name_column) for row in told)
    return f"Reports, not risk: {said}, compared with {told[0]['background']}."


def all_signals_answer(own: pd.DataFrame, drug: str, *, name_column: str = "event") -> str:
    """Which event of `drug` has the highest lower bound, every ratio of that event, and how many rows have no ratio.

    `own`: signal rows of the medicine with details, at least one.
    """
    valued = _with_ratio(own)
    n = f"{len(own)} row{'s' if len(own) > 1 else ''} of {documents_in_words(own)}"
    if valued.empty:
        return f"Reports, not risk: {n} name {drug}, and none prints a ratio in the part that was read."
    top = _highest(valued)
    of_event = valued[valued["event"] == top["event"]]
    told = "; ".join(f"{_ratio_as_printed(row)} ({row.source_name})" for row in of_event.itertuples())
    rest = f" {len(own) - len(valued)} of {n} name a signal or count reports without a ratio."
    return (
        f"Reports, not risk: of {len(valued)} printed reporting odds ratios with {drug}, {inside(top[name_column])} "
        f"has the highest {_what_is_highest(top)}: {told}.{rest if len(own) > len(valued) else ''}"
    )


def signals_title(own: pd.DataFrame, drug: str, *, name_column: str = "event") -> str:
    """Which event has the highest lower bound of the printed ratios, or that none is printed. `own`: as above."""
    valued = _with_ratio(own)
    if valued.empty:
        return f"No reporting odds ratio with {drug} is printed"
    n = f"{len(valued)} printed reporting odds ratio{'s' if len(valued) > 1 else ''} with {drug}"
    top = _highest(valued)
    return f"{top[name_column]} has the highest {_what_is_highest(top)} of {n}"


def _with_ratio(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["ror"].notna() | rows["ror_ci_low"].notna()]


def _highest(valued: pd.DataFrame) -> pd.Series:
    """The row with the highest lower bound; where none has a bound, that with the highest ratio."""
    bounds = valued["ror_ci_low"]
    return valued.loc[(bounds if bounds.notna().any() else valued["ror"]).idxmax()]


def _what_is_highest(top: pd.Series) -> str:
    return "ratio" if pd.isna(top["ror_ci_low"]) else "lower bound"


def _ratio_as_printed(row) -> str:
    if pd.isna(row.ror):
        return f"above {row.ror_ci_low:g}, the ratio itself not printed"
    has_limits = pd.notna(row.ror_ci_low) and pd.notna(row.ror_ci_high)
    return f"{row.ror:g}" + (f" ({row.ror_ci_low:g} to {row.ror_ci_high:g})" if has_limits else "")


def signal_in_words(row, *, name_column: str = "event") -> str:
    """One reporting odds ratio with its interval, or the bound that stands for it."""
    what = f"{row['drug']}, {row[name_column]}"
    if pd.isna(row.ror):
        return f"{what}, lower 95% bound {row.ror_ci_low:g} of a reporting odds ratio that is not printed"
    limits = (
        "" if pd.isna(row.ror_ci_low) or pd.isna(row.ror_ci_high) else f" ({row.ror_ci_low:g} to {row.ror_ci_high:g})"
    )
    return f"{what}, reporting odds ratio {row.ror:g}{limits}"


def _ratio(ratio: float) -> str:
    return "without a finite value" if ratio == float("inf") else f"{ratio:.2f}"
