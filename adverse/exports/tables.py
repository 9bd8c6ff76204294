"""A table as CSV text that a spreadsheet opens without running anything in it, and as the cells of JSON."""

import math
import re
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HELPER_COLUMNS = ("line", "row_key", "is_disputed", "n_other_rows", "arm_source_id")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def csv_text(table: pd.DataFrame) -> str:
    r"""The columns of `table`, without its index, as CSV with "\n" line ends; a missing cell is empty.

    Text that a spreadsheet would take for a formula (it begins with = + - @ tab or carriage return, goes on after
    that, and is not a plain number) gets a leading apostrophe, as OWASP advises against CSV injection; so do column
    names. Line ends inside a cell become "\n". Numbers are unchanged; a whole number in a float column has no ".0".
    """
    safe = pd.concat([_safe_column(column) for _, column in table.items()], axis=1) if len(table.columns) else table
    safe.columns = [_safe(name) for name in table.columns]
    return safe.to_csv(index=False, lineterminator="\n", float_format=_plain)


def download_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with every column as in the data package, without the helper columns of the view."""
    return rows.drop(columns=[column for column in rows if column in HELPER_COLUMNS or "_decimals" in column])


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries: what is not reported is None, and a ratio without a finite value is the text "Inf"."""
    columns = [[_cell(value) for value in column.astype(object)] for _, column in rows.items()]
    return [dict(zip(rows.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def infinite_in_words(value: Any) -> str:
    """ "Inf" or "-Inf" for a number that is infinite, nothing for any other value."""
    if not isinstance(value, float) or not math.isinf(value):
        return ""
    return "Inf" if value > 0 else "-Inf"


def _cell(value: Any) -> Any:
    return None if pd.isna(value) or value == "" else infinite_in_words(value) or value


def _safe_column(column: pd.Series) -> pd.Series:
    return column if is_numeric_dtype(column) else column.astype(object).map(_safe, na_action="ignore")


def _safe(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    is_formula = len(cell) > 1 and cell.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(cell)
    return ("'" if is_formula else "") + cell.replace("\r\n", "\n").replace("\r", "\n")


def _plain(number: float) -> str:
    return repr(float(number)).removesuffix(".0")
