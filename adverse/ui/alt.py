"""What a chart shows, in words: its text alternative, from the rows that it draws."""

from collections.abc import Callable

import pandas as pd

from adverse.charts import factor_label, onset_in_words
from adverse.charts.hover import printed_value
from adverse.vocabulary import RISK_MEASURES, label


def chart_in_words(about: str, rows: pd.DataFrame) -> str:
    """What the chart is about, how many rows it draws, and the lowest and the highest of them.

    `rows`: those of the card, with details. A row without a figure counts and is never an extreme; of unlike ratios
    those of the most frequent measure are told.
    """
    n, documents = len(rows), rows["source_id"].nunique()
    parts = [f"{n} row{'s' if n != 1 else ''} of {documents} document{'s' if documents != 1 else ''}"]
    column = next((column for column in IN_WORDS if column in rows and rows[column].notna().any()), None)
    if column:
        told = rows[rows[column].notna()]
        if column == "estimate":
            told = told[told["measure"] == told["measure"].mode().iloc[0]]
        low, high = (IN_WORDS[column](told.iloc[place]) for place in (told[column].argmin(), told[column].argmax()))
        parts += [high] if len(told) == 1 else [f"lowest: {low}", f"highest: {high}"]
    return f"{about.removesuffix('.')}. {'; '.join(parts)}."


def _share(row) -> str:
    return f"{row.event}, {row.arm_label}, {printed_value(row)}"


def _onset(row) -> str:
    return f"{row.event}, {onset_in_words(row)} ({row.source_name})"


def _estimate(row) -> str:
    measure = label(RISK_MEASURES, row.measure).lower()
    return f"{factor_label(row)}, {row.event}, {measure} {row.estimate:g} ({row.source_name})"


def _signal(row) -> str:
    return f"{row.event}, reporting odds ratio {row.ror:g} ({row.source_name})"


IN_WORDS: dict[str, Callable[[pd.Series], str]] = {
    "estimate": _estimate,  # before "proportion": subgroups have both, and no arm
    "proportion": _share,
    "onset_median_days": _onset,
    "ror": _signal,
}
