"""The first sheet of a workbook reads like the card: titled, with units, figures as figures, sources below it."""

import io
import math
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from adverse.cards.tables import incidence_columns
from adverse.exports.names import LONGEST, file_name
from adverse.exports.view import NOTICE
from adverse.exports.workbooks import view_workbook


@pytest.fixture
def told(dots):
    """The view of a card with its own table."""
    return replace(dots, table=incidence_columns(dots.rows))


def opened(view):
    return load_workbook(io.BytesIO(view_workbook(view)))


def test_the_workbook_opens_on_the_table_of_the_card(told):
    book = opened(told)
    sheet = book.worksheets[0]
    assert (sheet.title, book.active.title) == ("Table", "Table")
    assert [sheet[f"A{row}"].value or "" for row in (1, 2, 3)] == [told.title, told.subtitle, told.sentence]
    header, *rows = [list(row) for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert header == list(told.table.columns) and "Share (%)" in header
    shown = pd.DataFrame(rows[: len(told.table)], columns=header)
    assert shown["Event"].to_list() == told.table["Event"].to_list()
    assert shown["Share (%)"].astype(float).to_list() == pytest.approx(told.table["Share (%)"].to_list(), nan_ok=True)
    below = "\n".join(str(row[0]) for row in rows[len(told.table) :] if row[0])
    assert told.verdict in below and told.address in below and NOTICE in below
    assert all(title in below for title in told.sources["title"])


def test_figures_have_the_decimals_that_the_smallest_needs(dots):
    table = pd.DataFrame({"n": [1, 200], "share": [12.3456, float("nan")], "p": [0.00123, math.inf], "t": ["=1", ""]})
    sheet = opened(replace(dots, table=table)).worksheets[0]
    assert [sheet.cell(6, column).number_format for column in (1, 2, 3)] == ["0", "0.0", "0.0000"]
    assert [sheet.cell(6, column).value for column in (1, 2, 3, 4)] == [1, 12.3456, 0.00123, "=1"]
    assert sheet.cell(6, 4).data_type == "s"
    assert [sheet.cell(7, column).value for column in (2, 3)] == [None, "Inf"]


def test_a_file_says_trial_grade_and_period(told, evidence):
    version = evidence.about["version"]
    assert told.file_name == f"example-tower-any-grade-cycle-1-{version}"
    mixed = pd.DataFrame(
        {
            "event": ["Anemia"] * 4,
            "trial_name": ["A/B", "Ünï (2)", "C", "D"],
            "grade_band": ["any", "ge3", "any", "any"],
            "period": ["whole_study", "", "cycle_1", "cycle_1"],
        }
    )
    assert file_name("x", mixed, evidence.about) == f"x-anemia-4-trials-several-grades-several-periods-{version}"
    assert file_name("x", mixed.head(2), evidence.about) == f"x-anemia-a-b-uni-2-several-grades-whole-study-{version}"
    assert file_name("x", pd.DataFrame(), evidence.about) == f"x-{version}"
    years = pd.DataFrame({"period": ["2014-10 to 2023-12"]})
    assert file_name("x", years, evidence.about) == f"x-2014-10-to-2023-12-{version}"
    long = file_name("x", mixed.head(1).assign(event="a" * 300), evidence.about)
    assert len(long) <= LONGEST + len(version) + 1
