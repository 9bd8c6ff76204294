"""Cells of text -> the first and the last day that each can be. No date is padded: a month is thirty possible days."""

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from adverse.cohort.values import is_missing

MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {"MRZ": 3, "MAI": 5, "OKT": 10, "DEZ": 12}
ISO = re.compile(r"(\d{4})(?:-(\d{2}|UN|UNK|XX|-)(?:-(\d{2}|UN|UNK|XX|-))?)?-?(?:[T ].*)?")
BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})")
NAMED = re.compile(
    r"(\d{1,2}|UNK?|XX)?[-/. ]?([A-Za-z]{3})[a-z]*\.?[-/. ,]?\s?(\d{4}|\d{2})(?:[:T ].*)?", re.IGNORECASE
)
NAMED_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?:[T ].*)?", re.IGNORECASE)
IN_PARTS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[T ].*)?")
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ].*)?")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
ORIGINS = {"excel": date(1899, 12, 30), "sas": date(1960, 1, 1)}
EXCEL_DAYS, SAS_DAYS = (30_000, 60_000), (15_000, 30_000)
YEARS = (1900, 2100)
START = date(1970, 1, 1)


class Dates(NamedTuple):
    """Days since 1970 as floats: the first and the last that a cell can be (NaN for none), and what it is.

    `form`: "day", "month", "year" (known that far), "none" (empty) or "bad" (no date).
    """

    first: np.ndarray
    last: np.ndarray
    form: np.ndarray

    @property
    def exact(self) -> np.ndarray:
        """The day of each cell that names one, else NaN."""
        return np.where(self.form == "day", self.first, np.nan)


def iso(day: float) -> str:
    """A day since 1970 as 2026-01-31."""
    return (START + timedelta(days=int(day))).isoformat()


def read_dates(column: pd.Series, *, order: str = "day", serial: str = "") -> Dates:
    """The dates of a column; `order` says whether "day" or "month" comes first in 03/04/2024.

    `serial`: whether whole numbers are days as "excel" or "sas" counts them.
    """
    codes, texts = pd.factorize(column)
    found = [_date(text, order, serial) for text in texts]
    first, last, form = (np.array([one[place] for one in found], dtype=object) for place in range(3))
    return Dates(first[codes].astype(float), last[codes].astype(float), form[codes].astype(str))


def serial_form(column: pd.Series) -> str:
    """ "excel" or "sas" where every cell is a whole number in the range of one, "unsure" in that of both, else ""."""
    values = [text for text in column.unique() if not is_missing(text)]
    if not values or not all(SERIAL.fullmatch(text) for text in values):
        return ""
    days = [float(text) for text in values]
    if all(EXCEL_DAYS[0] < day <= EXCEL_DAYS[1] for day in days):
        return "excel"
    if all(SAS_DAYS[0] <= day < SAS_DAYS[1] for day in days):
        return "sas"
    return "unsure" if all(SAS_DAYS[0] <= day <= EXCEL_DAYS[1] for day in days) else ""


def order_of(column: pd.Series) -> tuple[str, str]:
    """Whether "day" or "month" comes first in a column, "both" where rows contradict each other, "" where it is open.

    With the first cell that can be two days, empty where none can.
    """
    day_first = month_first = False
    example = ""
    for text in column.unique():
        found = IN_PARTS.fullmatch(text)
        if not found or "." in text:  # with points the day comes first
            continue
        one, two = int(found[1]), int(found[2])
        day_first |= one > 12 >= two
        month_first |= two > 12 >= one
        if one <= 12 and two <= 12 and one != two:
            example = example or text
    if day_first and month_first:
        return "both", example
    return ("day" if day_first else "month" if month_first else ""), example


def _date(text: str, order: str, serial: str) -> tuple[float, float, str]:
    if is_missing(text):
        return np.nan, np.nan, "none"
    if serial in ORIGINS and SERIAL.fullmatch(text):
        day = ORIGINS[serial] + timedelta(days=int(float(text)))
        return _span(day.year, day.month, day.day)
    if found := BASIC.fullmatch(text):
        return _span(int(found[1]), int(found[2]), int(found[3]))
    if found := ISO.fullmatch(text):
        month, day = (int(part) if part and part.isdigit() else None for part in (found[2], found[3]))
        return _span(int(found[1]), month, day if month else None)
    if found := YEAR_FIRST.fullmatch(text):
        return _span(int(found[1]), int(found[2]), int(found[3]))
    if found := IN_PARTS.fullmatch(text):
        one, two = int(found[1]), int(found[2])
        day, month = (one, two) if order == "day" or "." in text else (two, one)
        return _span(_year(found[3]), month, day)
    if found := NAMED_FIRST.fullmatch(text):
        return _span(int(found[3]), MONTHS.get(found[1].upper(), 0), int(found[2]))
    if found := NAMED.fullmatch(text):
        name, day = found[2].upper(), int(found[1]) if found[1] and found[1].isdigit() else None
        month = None if name == "UNK" else MONTHS.get(name, 0)
        return _span(_year(found[3]), month, day if month else None)
    return np.nan, np.nan, "bad"


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else int(text) + (2000 if int(text) < 70 else 1900)


def _span(year: int, month: int | None, day: int | None) -> tuple[float, float, str]:
    if not YEARS[0] <= year <= YEARS[1] or (month is not None and not 1 <= month <= 12):
        return np.nan, np.nan, "bad"
    if month is None:
        return _days(date(year, 1, 1)), _days(date(year, 12, 31)), "year"
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return _days(date(year, month, 1)), _days(date(year, month, length)), "month"
    if not 1 <= day <= length:
        return np.nan, np.nan, "bad"
    return _days(date(year, month, day)), _days(date(year, month, day)), "day"


def _days(day: date) -> float:
    return float((day - START).days)
