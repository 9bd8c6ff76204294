"""Names of files that say what is in them: the chart, its event, trials, grades and period, and the data version."""

import re
from typing import Any
from unicodedata import normalize

import pandas as pd

from adverse.vocabulary import GRADE_BANDS, PERIODS, Term

MOST_NAMED = 3  # trials
LONGEST = 120  # letters, so that the file fits any folder


def file_name(name: str, rows: pd.DataFrame, about: dict[str, Any]) -> str:
    """The name without an ending of a file with these rows of a card."""
    events, trials = _values(rows, "event"), _values(rows, "trial_name")
    parts = [
        name,
        *(events if len(events) == 1 else []),
        *(trials if len(trials) <= MOST_NAMED else [f"{len(trials)} trials"]),
        _said(rows, "grade_band", GRADE_BANDS, "several grades"),
        _said(rows, "period", PERIODS, "several periods"),
    ]
    told = "-".join(filter(None, map(_in_letters, parts)))
    return f"{told[:LONGEST].rstrip('-')}-{about['version'] or about['evidence_date']}"


def _values(rows: pd.DataFrame, column: str) -> list[str]:
    found = rows.get(column, [])
    return list(dict.fromkeys(value for value in found if isinstance(value, str) and value))


def _said(rows: pd.DataFrame, column: str, terms: dict[str, Term], several: str) -> str:
    found = _values(rows, column)
    if len(found) > 1:
        return several
    if not found:
        return ""
    return terms[found[0]].label if found[0] in terms else found[0]  # a signal has years as its period


def _in_letters(text: str) -> str:
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")
