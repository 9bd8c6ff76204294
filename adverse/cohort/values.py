"""Cells of text -> marks, numbers and grades. Each distinct text is read once."""

import math
import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

MISSING = {"", "NA", "N/A", "NAN", ".", "NULL", "<NA>", "#N/A", "UNKNOWN", "UNK"}
YES = {"Y", "YES", "1", "TRUE", "T", "X", "J", "JA", "OUI", "SI", "SÍ", "1.0"}
NO = {"N", "NO", "0", "FALSE", "F", "NEIN", "NON", "0.0"}
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
GRADE = re.compile(r"(?:CTCAE|TOXICITY)?\s*(?:GRADE|GRAD|GR|G)?\.?\s*([0-9]+(?:\.0+)?|[IV]+)", re.IGNORECASE)
TWO_GRADES = re.compile(
    r"(?:GRADE|GRAD|GR|G)?\.?\s*[0-5IV]+\s*(?:-|–|/|TO|OR|,|;|&|\+|AND)\s*G?[0-5IV]+", re.IGNORECASE
)
SEVERITIES = {
    "MILD": 1,
    "MODERATE": 2,
    "SEVERE": 3,
    "LIFE THREATENING": 4,
    "LIFE-THREATENING": 4,
    "POTENTIALLY LIFE-THREATENING": 4,
    "FATAL": 5,
    "DEATH": 5,
    "LEICHT": 1,
    "MITTEL": 2,
    "SCHWER": 3,
}
RELATED = {
    *("RELATED", "POSSIBLE", "POSSIBLY RELATED", "POSSIBLY", "PROBABLE", "PROBABLY RELATED", "PROBABLY", "DEFINITE"),
    *("DEFINITELY RELATED", "CERTAIN", "LIKELY", "PROBABLE/LIKELY", "POSSIBLE RELATED", "SUSPECTED", "REASONABLE"),
    *YES,
}
NOT_RELATED = {
    *("NOT RELATED", "UNRELATED", "UNLIKELY", "UNLIKELY RELATED", "NONE", "REMOTE", "NOT SUSPECTED", "CONDITIONAL"),
    *("UNASSESSABLE", "UNLIKELY/REMOTE", *NO),
}
WITHDRAWN = ("DRUG WITHDRAWN", "WITHDRAWN", "DISCONTINUED", "PERMANENTLY DISCONTINUED", "STOPPED")
INTERRUPTED = ("DRUG INTERRUPTED", "INTERRUPTED", "DOSE INTERRUPTED", "PAUSED", "HELD", "DRUG HELD")


def each(column: pd.Series, read: Callable[[str], Any], dtype: Any = object) -> np.ndarray:
    """What `read` makes of every cell."""
    codes, texts = pd.factorize(column)
    found = np.empty(len(texts), dtype=object)
    found[:] = [read(text) for text in texts]
    return found[codes].astype(dtype)


def is_missing(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.upper() in MISSING


def are_given(column: pd.Series) -> np.ndarray:
    """Which cells say something."""
    return each(column, lambda text: not is_missing(text), bool)


def are_in(values: np.ndarray, known: Iterable[Any]) -> np.ndarray:
    """Which values are among the known ones; by hash, where numpy compares texts with each of them."""
    return pd.Index(values).isin(list(known))


def marks(column: pd.Series) -> np.ndarray:
    """1 for yes, 0 for no, NaN for a cell that says neither."""
    return each(column, lambda text: 1.0 if text.upper() in YES else 0.0 if text.upper() in NO else math.nan, float)


def number(text: str) -> float:
    """The number of a cell, NaN where it is none; an infinite one stays infinite."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def numbers(column: pd.Series) -> np.ndarray:
    """The number of every cell."""
    return each(column, number, float)


def grade(text: str) -> tuple[int, str]:
    """The grade of a cell (0 where it has none) and what is wrong with it: "", "two_grades", "not_a_grade", "word"."""
    if is_missing(text):
        return 0, ""
    if text.upper() in SEVERITIES:
        return 0, "word"
    if TWO_GRADES.fullmatch(text):
        return 0, "two_grades"
    found = GRADE.fullmatch(text)
    if not found:
        return 0, "not_a_grade"
    told = found[1].upper()
    value = ROMAN.get(told, 0) if told[0] in "IV" else int(float(told))
    return (value, "") if 1 <= value <= 5 else (0, "" if value == 0 and told[0] == "0" else "not_a_grade")


def severity(text: str) -> int:
    """The grade that a word of severity would be, 0 for any other text."""
    return SEVERITIES.get(text.upper(), 0)


def relation(text: str) -> float:
    """1 for a cell that says related to treatment, 0 for not, NaN for neither."""
    upper = text.upper()
    return 1.0 if upper in RELATED else 0.0 if upper in NOT_RELATED else math.nan
