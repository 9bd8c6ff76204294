"""Tables as an Excel workbook (numbers as numbers, text as text, no formula) and a view as JSON."""

import io
import json
from collections.abc import Callable, Mapping
from datetime import datetime, time

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from xlsxwriter import Workbook

from adverse.exports.readable_sheet import write_cell, write_readable
from adverse.exports.tables import csv_text, records
from adverse.exports.view import View, data_version, definition_lines, footer, marks

NO_GUESSING = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
WIDEST = 60


def workbook(
    sheets: Mapping[str, pd.DataFrame], about: dict, *, first: Callable[[Workbook], None] = lambda _: None
) -> bytes:
    """One sheet a table, with a bold frozen header and a filter; a missing cell is empty, an infinite one says Inf.

    Text stays text, whatever it begins with: no cell is a formula or a link. `about` gives title, version and the day
    that the file bears as its date, so that the same tables give the same bytes. `first` writes what stands before.
    """
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, **NO_GUESSING}) as book:
        made = datetime.combine(about["evidence_date"], time())
        book.set_properties({"title": about["title"], "comments": data_version(about), "created": made})
        first(book)
        header = book.add_format({"bold": True, "bottom": 1})
        for name, table in sheets.items():
            _write(book.add_worksheet(name), table, header)
    return buffer.getvalue()


def view_workbook(view: View) -> bytes:
    """A sheet to read, then the rows with every column, the sources, the data dictionary, and the file itself."""
    sheets = {
        "Data": view.rows,
        "Sources": view.sources,
        "Data dictionary": view.dictionary,
        "About": pd.DataFrame({"About this file": [view.title, view.sentence, *footer(view), *definition_lines(view)]}),
    }
    return workbook(sheets, view.about, first=lambda book: write_readable(book, view))


def view_csv(view: View) -> str:
    """The rows of a view as CSV; the last columns name data version, verdict and address, and that it is no advice."""
    return csv_text(view.rows.assign(**marks(view.about, view.address, view.verdict)))


def view_json(view: View) -> str:
    """A view as JSON: what it says, its rows, its sources and the dictionary of its columns.

    Missing is null, and a ratio without a finite value is the text "Inf", as the data API has it.
    """
    content = {
        "title": view.title,
        "sentence": view.sentence,
        "verdict": view.verdict,
        "note": view.note,
        **{name: text for name, text in marks(view.about, view.address).items() if name != "view_verdict"},
        "rows": records(view.rows),
        "sources": records(view.sources),
        "data_dictionary": records(view.dictionary),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _write(sheet, table: pd.DataFrame, header) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))
    for index, (name, column) in enumerate(table.items()):
        sheet.write_string(0, index, str(name), header)
        is_number = is_numeric_dtype(column) and not is_bool_dtype(column)
        longest = len(str(name)) + 2
        for row, cell in enumerate(column.array, start=1):
            if pd.isna(cell) or cell == "":
                continue
            longest = max(longest, write_cell(sheet, row, index, cell, is_number=is_number))
        sheet.set_column(index, index, min(longest, WIDEST))
