"""Pivotal arms side by side, in words: one column at a place, the texts of a cell, and what its marks say."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.sentences.shares import SIGNS
from adverse.vocabulary import GRADE_BANDS, label, share_in_figures, share_qualifier

SHORT_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "~": "~"}
APART = "Different trials."
MARKS = "ᵃᵇᶜᵈᵉᶠᵍʰʲᵏ"
assert SHORT_SIGNS.keys() == SIGNS.keys()


def matrix_answer(rows: pd.DataFrame, *, name: str, grade_band: str, n_treatments: int, plain_words: bool) -> str:
    """One column in the arms of one place, with counts, and that trials differ.

    `rows`: rows of `matrix_rows` with `proportion`, of one column and place; `n_treatments`: how many are listed.
    """
    if rows.empty:
        return (
            f"{n_treatments} treatments are listed; none of them has a figure of {inside(name)} of this grade in view."
        )
    grade = label(GRADE_BANDS, grade_band).lower()
    counted = ((row, counts_of_cell(row).replace("/", " of ")) for row in rows.itertuples())
    told = [f"{row.drug} {percent_of_cell(row)} ({counts})" for row, counts in counted]
    what = f"{name}, {grade}" if not plain_words else (f"Severe {inside(name)}" if grade_band == "ge3" else name)
    return f"{what}, in {inside(rows['place'].iloc[0])}: {', '.join(told)}. {APART}"


def percent_of_cell(row) -> str:
    """ "34%", "≥13%" of one incidence row."""
    return f"{SHORT_SIGNS.get(share_qualifier(row), '')}{share_in_figures(row)}%"


def counts_of_cell(row) -> str:
    """The counts beside it: "91/267", "of 78" where no single count fits, "no N"."""
    if pd.isna(row.n_at_risk):
        return "no N"
    if pd.notna(row.n_with_event_low) and row.n_with_event_low == row.n_with_event_high:
        return f"{row.n_with_event_low}/{row.n_at_risk}"
    return f"of {row.n_at_risk}"


def marks_of(caveats: list[list[str]], known: list[str]) -> dict[str, str]:
    """Caveat -> its mark, for those that figures in view have, in the order of `known`."""
    there_are = [key for key in known if any(key in keys for keys in caveats)]
    return dict(zip(there_are, MARKS, strict=False))
