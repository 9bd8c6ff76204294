"""The sheet of a workbook that is there to be read and printed: a title, the table of the card, and its sources."""

import math

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from xlsxwriter import Workbook

from adverse.exports.citations import source_citation
from adverse.exports.tables import infinite_in_words
from adverse.exports.view import View, footer

NAME = "Table"
MOST_CHARACTERS = 32_767  # of one cell, Excel's own limit
NARROWEST, WIDEST = 9, 34  # of a column, in letters; longer text goes on in the next line
HEADER_LINES = 3
MOST_DECIMALS, FIGURES = 4, 3  # of a number, and how many figures of the smallest one are shown


def write_readable(book: Workbook, view: View) -> None:
    """Write the sheet: question, sentence, the columns of the card's Table tab with their units, sources below."""
    sheet, table = book.add_worksheet(NAME), view.table
    bold, wrapped = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    sheet.write_string(0, 0, view.title, bold)
    for row, text in enumerate((view.subtitle, view.sentence), start=1):
        sheet.write_string(row, 0, text)
    top = 4
    sheet.set_row(top, 15 * HEADER_LINES)
    for index, (name, column) in enumerate(table.items()):
        sheet.write_string(top, index, str(name), header)
        is_number = is_numeric_dtype(column) and not is_bool_dtype(column)
        look = book.add_format({"num_format": _format(column), "valign": "top"}) if is_number else wrapped
        longest = NARROWEST
        for row, cell in enumerate(column.array, start=top + 1):
            if not pd.isna(cell) and cell != "":
                longest = max(longest, write_cell(sheet, row, index, cell, is_number=is_number, look=look) + 2)
        sheet.set_column(index, index, min(longest, WIDEST))
    end = top + len(table)
    if len(table.columns):
        sheet.autofilter(top, 0, max(end, top + 1), len(table.columns) - 1)
    sources = [source_citation(row) for row in view.sources.itertuples()]
    for row, line in enumerate([*footer(view), "", *sources], start=end + 2):
        sheet.write_string(row, 0, line[:MOST_CHARACTERS])
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def write_cell(sheet, row: int, index: int, cell: object, *, is_number: bool, look=None) -> int:
    """Write a number as a number and anything else as text; returns how many letters of text it has."""
    if is_number and not infinite_in_words(cell):
        sheet.write_number(row, index, cell, look)
        return 0
    text = infinite_in_words(cell) or str(cell)[:MOST_CHARACTERS]
    sheet.write_string(row, index, text, look)
    return len(text)


def _format(column: pd.Series) -> str:
    """As many decimals as the smallest number of the column needs; the cell itself keeps all of them."""
    sizes = [abs(float(cell)) for cell in column if not pd.isna(cell) and cell and not math.isinf(cell)]
    if all(size == int(size) for size in sizes):
        return "0"
    decimals = FIGURES - 1 - math.floor(math.log10(min(sizes)))
    return f"0.{'0' * min(max(decimals, 1), MOST_DECIMALS)}"
