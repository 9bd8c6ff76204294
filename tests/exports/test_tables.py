"""CSV text: numbers as they are, nothing that a spreadsheet would run."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.tables import TABLES
from adverse.exports import csv_text


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", ["=cmd()", "+1+cmd()", "-2+3", "@SUM(A1)", "\t=1", "+-1", "=1,2", '="a"'])
@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(text, dtype):
    table = pd.DataFrame({"notes": pd.Series([text, "plain"], dtype=dtype)})
    assert cells_of(csv_text(table)) == [["notes"], [f"'{text}"], ["plain"]]


def test_carriage_return_can_neither_start_a_formula_nor_a_line():
    table = pd.DataFrame({"notes": ["\r=cmd()", "safe\r=cmd()", "one\r\ntwo"]})
    assert csv_text(table) == 'notes\n"\'\n=cmd()"\n"safe\n=cmd()"\n"one\ntwo"\n'


def test_column_names_are_cells_too():
    assert csv_text(pd.DataFrame([[1, 2]], columns=["=a", "b"])) == "'=a,b\n1,2\n"


@pytest.mark.parametrize("text", ["-5", "+0.25", "-12.50", "12", "", "a=b", "<script>", " =a", "=", "-"])
def test_other_text_is_unchanged(text):
    assert cells_of(csv_text(pd.DataFrame({"n": ["first"], "notes": [text]}))) == [["n", "notes"], ["first", text]]


def test_numbers_are_unchanged_and_missing_is_empty():
    table = pd.DataFrame(
        {
            "n": pd.array([-3, None, 0], dtype="Int64"),
            "percent": [64.0, float("nan"), -0.1],
            "text": ["a", None, ""],
        }
    )
    assert csv_text(table) == "n,percent,text\n-3,64,a\n,,\n0,-0.1,\n"


def test_lines_end_with_a_newline_and_the_input_is_unchanged():
    table = pd.DataFrame({"notes": ["=a", "b"]}, index=[5, 7])
    before = table.copy()
    text = csv_text(table)
    assert "\r" not in text
    assert text.endswith("\n")
    pd.testing.assert_frame_equal(table, before)


def test_table_without_rows_is_its_header():
    assert csv_text(pd.DataFrame({"a": [], "b": []})) == "a,b\n"


@pytest.mark.parametrize("name", TABLES)
def test_a_whole_shipped_table_is_its_file_again(evidence, name):
    columns = TABLES[name].columns
    header, *rows = cells_of(csv_text(evidence.tables[name][list(columns)]))
    file_header, *file_rows = cells_of((DATA_FOLDER / f"{name}.csv").read_text(encoding="utf-8"))
    assert header == file_header
    for column, cells, file_cells in zip(header, zip(*rows, strict=True), zip(*file_rows, strict=True), strict=False):
        if str(columns[column].dtype) == "float64":
            assert [cell and float(cell) for cell in cells] == [cell and float(cell) for cell in file_cells]
        else:
            assert list(cells) == list(file_cells)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_no_text_cell_starts_a_formula(texts):
    rows = cells_of(csv_text(pd.DataFrame({"n": range(len(texts)), "notes": pd.Series(texts, dtype=object)})))
    assert len(rows) == len(texts) + 1
    for _, cell in rows[1:]:
        assert len(cell) == 1 or not cell.startswith(("=", "@", "\t", "\r"))
        if len(cell) > 1 and cell.startswith(("+", "-")):
            float(cell)
