"""What a chart shows, in words: its text alternative, from the rows that it draws."""

from collections.abc import Callable
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.charts import factor_label, onset_in_words
from adverse.charts.hover import counted_value
from adverse.sentences.charts import signal_in_words
from adverse.vocabulary import REPORT_MEASURES, RISK_MEASURES, label, percent_in_figures, share_as_shown


class Drawn(NamedTuple):
    """One figure that a chart draws of each row: by which value rows are ranked, how a row is said, and its title."""

    value: Callable[[pd.DataFrame], pd.Series]
    said: Callable[[pd.Series], str]
    title: str = ""


def chart_in_words(about: str, rows: pd.DataFrame, draws: str = "", *, name_column: str = "event") -> str:
    """What the chart is about, how many rows it draws, and the lowest and the highest of each figure that it draws.

    `rows`: those of the card, with details; `name_column` holds the names of their events; `draws` is a key of FIGURES
    where the columns do not tell it. A row without a finite figure counts and is never an extreme; of unlike ratios
    those of the most frequent measure are told.
    """
    n, documents = len(rows), rows["source_id"].nunique()
    parts = [f"{n} row{'s' if n != 1 else ''} of {documents} document{'s' if documents != 1 else ''}"]
    if name_column in rows:
        rows = rows.assign(event=rows[name_column])
    for figure in FIGURES.get(draws or _kind_of(rows), ()):
        parts += _extremes(figure, rows)
    return f"{about.removesuffix('.')}. {'; '.join(parts)}."


def _kind_of(rows: pd.DataFrame) -> str:
    return next((kind for column, kind in KINDS.items() if column in rows and rows[column].notna().any()), "")


def _extremes(figure: Drawn, rows: pd.DataFrame) -> list[str]:
    values = figure.value(rows).astype(float)
    is_finite, n_infinite = np.isfinite(values), int(np.isinf(values).sum())
    told, values = rows[is_finite], values[is_finite]
    if told.empty:
        return []
    low, high = (figure.said(told.iloc[place]) for place in (values.argmin(), values.argmax()))
    parts = [figure.title + high] if len(told) == 1 else [f"{figure.title}lowest: {low}", f"highest: {high}"]
    return parts + [f"{n_infinite} without a finite ratio"] * bool(n_infinite)


def _share(row) -> str:
    return f"{row.event}, {row.arm_label}, {counted_value(row)}"


def _difference(row) -> str:
    limits = f"{100 * row.risk_difference_low:+.1f} to {100 * row.risk_difference_high:+.1f}"
    difference = f"{100 * row.risk_difference:+.1f} percentage points (95% interval {limits})"
    return f"{row.event}, {row.arm_label} minus {row.reference_label}, {difference}"


def _grades(row) -> str:
    severe = share_as_shown(row.percent_printed_severe, row.percent_severe, row.discrepancy_severe)
    shares = f"grade 1-2 {percent_in_figures(row.percent_grade_1_2)}%, grade 3 or higher {severe}%"
    return f"{row.event}, {row.arm_label}, {shares}"


def _ratio_of(column: str, what: str) -> Callable[[pd.Series], str]:
    return lambda row: f"{row['event']}, {row['arm_label']} over {row['reference_label']}, {what} {row[column]:.2f}"


def _subgroup(row) -> str:
    return f"{row.event}, {row.factor}: {row.level}, {row.percent:g}% ({row.source_name})"


def _cases(row) -> str:
    reports = f"{row.estimate:g}% of reports of the event, {row.percent_of_all_reports:g}% of all reports"
    return f"{row.event}, {row.factor}: {row.level}, {reports} ({row.source_name})"


def _onset(row) -> str:
    return f"{row.event}, {onset_in_words(row)} ({row.source_name})"


def _estimate(row) -> str:
    measure = label(RISK_MEASURES, row.measure).lower()
    return f"{factor_label(row)}, {row.event}, {measure} {row.estimate:g} ({row.source_name})"


def _signal(row) -> str:
    return f"{signal_in_words(row)} ({row.source_name})"


def _counted(row) -> str:
    of_pair = f"{row.drug}, {row.event}: " if "n_drug" in row else ""
    return of_pair + row.counted_in_words


def _most_frequent_measure(rows: pd.DataFrame) -> pd.Series:
    told = rows.loc[rows["estimate"].notna(), "measure"]
    return rows["estimate"].where(rows["measure"] == told.mode().iloc[0])


SHARES = Drawn(lambda rows: rows["proportion"], _share)
DIFFERENCES = Drawn(lambda rows: rows["risk_difference"], _difference, "differences: ")
FIGURES: dict[str, tuple[Drawn, ...]] = {
    "shares": (SHARES,),
    "differences": (SHARES, DIFFERENCES),
    "grades": (
        Drawn(lambda rows: rows["percent_grade_1_2"] + rows["percent_severe"], _grades),
        Drawn(lambda rows: rows["percent_severe"], _grades, "grade 3 or higher: "),
    ),
    "ratios": (
        Drawn(lambda rows: rows["crude_ratio"], _ratio_of("crude_ratio", "ratio of shares"), "by patients: "),
        Drawn(lambda rows: rows["rate_ratio"], _ratio_of("rate_ratio", "ratio of rates"), "by patient-years: "),
    ),
    "subgroups": (Drawn(lambda rows: rows["proportion"], _subgroup),),
    "cases": (
        Drawn(lambda rows: rows["estimate"], _cases),
        Drawn(lambda rows: rows["percent_of_all_reports"], _cases, "of all reports: "),
    ),
    "effect_sizes": (Drawn(_most_frequent_measure, _estimate),),
    "onset": (Drawn(lambda rows: rows["onset_median_days"], _onset),),
    **{f"reported_{measure}": (Drawn(itemgetter(measure), _counted),) for measure in REPORT_MEASURES},
    "reports": (Drawn(itemgetter("n_reports"), _counted),),
    "who": (Drawn(itemgetter("percent"), _counted),),
    "days": (Drawn(itemgetter("days"), _counted),),
    "signals": (Drawn(lambda rows: rows["ror"].fillna(rows["ror_ci_low"]), _signal),),
}
# A column that only rows of one kind of chart have -> that kind; the first that rows have decides.
KINDS = {
    "percent_of_all_reports": "cases",
    "comparison": "subgroups",
    "estimate": "effect_sizes",
    "percent_severe": "grades",
    "rate_ratio": "ratios",
    "proportion": "shares",
    "onset_median_days": "onset",
    "ror": "signals",
    "ror_ci_low": "signals",
}
