"""Reviews in words: how many rows a named person reviewed, and how far two reviewers agree."""

import math


def reviewed_in_short(n_reviewed: int, n_rows: int) -> str:
    """How many rows were reviewed, as it stands in the line above every page."""
    if not n_reviewed:
        return f"no row of {n_rows:,} reviewed by a clinician yet"
    share = 100 * n_reviewed / n_rows
    percent = f"{share:.0f}%" if share >= 1 else "less than 1%"
    return f"{n_reviewed:,} of {n_rows:,} rows ({percent}) reviewed by a named person"


def agreement_in_words(
    first: str, second: str, n_rows: int, n_agreed: int, kappa: float, low: float, high: float
) -> str:
    """How often two reviewers of the same rows gave the same verdict, and how far beyond chance."""
    share = f"{first} and {second} reviewed the same {n_rows} row{'s' if n_rows != 1 else ''} and agree on {n_agreed}"
    share += f" ({100 * n_agreed / n_rows:.0f}%)"
    if math.isnan(kappa):
        return f"{share}; beyond chance nothing can be said where both gave one verdict throughout."
    return f"{share}; beyond chance, Cohen's kappa is {kappa:.2f} (95% interval {low:.2f} to {high:.2f})."
