"""Workbooks read by openpyxl, JSON and CSV by the standard library: numbers are numbers, nothing is a formula."""

import csv
import io
import json
from dataclasses import replace
from datetime import datetime, time

import pandas as pd
import pytest
from openpyxl import load_workbook

from adverse.evidence.tables import TABLES
from adverse.exports.workbooks import view_csv, view_json, view_workbook, workbook


def cells_of(sheet) -> list[list]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def table_of(sheet) -> pd.DataFrame:
    header, *rows = cells_of(sheet)
    return pd.DataFrame(rows, columns=header)


def test_a_view_has_its_rows_sources_and_dictionary(dots):
    book = load_workbook(io.BytesIO(view_workbook(dots)))
    assert book.sheetnames == ["Table", "Data", "Sources", "Data dictionary", "About"]
    rows = table_of(book["Data"])
    assert list(rows.columns) == list(dots.rows.columns)
    for column in ("n_with_event", "n_at_risk", "percent", "proportion"):
        expected = pd.to_numeric(dots.rows[column]).astype(float).to_list()
        assert rows[column].astype(float).to_list() == pytest.approx(expected, nan_ok=True)
    assert rows["event"].to_list() == dots.rows["event"].to_list()
    assert table_of(book["Sources"])["source_id"].to_list() == dots.sources["source_id"].to_list()
    about = "\n".join(cell for (cell,) in book["About"].iter_rows(values_only=True))
    assert dots.verdict in about and dots.address in about and f"data version {dots.about['version']}" in about


@pytest.mark.parametrize("text", ["=cmd()", "+1+1", "-2+3", "@SUM(A1)", "https://example.org", "12", "{=1}", "\t=1"])
def test_text_stays_text(evidence, text):
    book = load_workbook(io.BytesIO(workbook({"A": pd.DataFrame({text: [text], "n": [1.5]})}, evidence.about)))
    for row in book["A"].iter_rows():
        assert (row[0].value, row[0].data_type, row[0].hyperlink) == (text, "s", None)
    assert (book["A"]["B2"].value, book["A"]["B2"].data_type) == (1.5, "n")


def test_missing_is_empty_and_zero_is_zero(evidence):
    table = pd.DataFrame({"n": pd.array([0, None], dtype="Int64"), "x": [float("nan"), 0.0], "t": ["", None]})
    book = load_workbook(io.BytesIO(workbook({"A": table}, evidence.about)))
    assert cells_of(book["A"])[1:] == [[0, None, None], [None, 0, None]]


def test_all_tables_fit_one_workbook(evidence):
    made = workbook(evidence.tables, evidence.about)
    book = load_workbook(io.BytesIO(made), read_only=True)
    assert book.sheetnames == list(TABLES)
    assert all(book[name].max_row == len(evidence.tables[name]) + 1 for name in TABLES)
    assert made == workbook(evidence.tables, evidence.about)
    assert book.properties.created == datetime.combine(evidence.about["evidence_date"], time())


def test_json_holds_the_view(dots):
    content = json.loads(view_json(dots))
    assert [row["event"] for row in content["rows"]] == dots.rows["event"].to_list()
    shares = [row["proportion"] for row in content["rows"]]
    assert [float("nan") if s is None else s for s in shares] == pytest.approx(
        dots.rows["proportion"].to_list(), nan_ok=True, abs=1e-14
    )
    assert (content["verdict"], content["view_address"]) == (dots.verdict, dots.address)
    assert dots.about["version"] in content["data_version"]
    assert [row["source_id"] for row in content["sources"]] == dots.sources["source_id"].to_list()


def test_csv_names_version_verdict_and_address(dots):
    rows = list(csv.DictReader(io.StringIO(view_csv(dots))))
    assert len(rows) == len(dots.rows)
    assert {row["view_verdict"] for row in rows} == {dots.verdict}
    assert {row["view_address"] for row in rows} == {dots.address}
    assert all(dots.about["version"] in row["data_version"] for row in rows)
    assert {row["notice"] for row in rows} == {"Educational use. Not medical advice."}


def test_an_infinite_ratio_is_text_and_no_formula(dots):
    ratios = [float("inf"), 1.5, float("nan"), float("-inf"), *[0.0] * (len(dots.rows) - 4)]
    view = replace(dots, rows=dots.rows.assign(risk_ratio=ratios))
    sheet = load_workbook(io.BytesIO(view_workbook(view)))["Data"]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}, "no formula and no error"
    place = [cell.value for cell in sheet[1]].index("risk_ratio")
    assert [row[place].value for row in sheet.iter_rows(min_row=2, max_row=5)] == ["Inf", 1.5, None, "-Inf"]
    content = json.loads(view_json(view), parse_constant=lambda text: pytest.fail(f"{text} is no JSON"))
    assert [row["risk_ratio"] for row in content["rows"]][:4] == ["Inf", 1.5, None, "-Inf"]
    assert next(csv.DictReader(io.StringIO(view_csv(view))))["risk_ratio"] == "inf"
