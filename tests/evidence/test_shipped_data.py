"""The shipped tables load as they are in the files."""

import csv

import pytest

from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.tables import TABLES

NUMBER_TYPES = {"Int64", "float64"}
WITH_SOURCE = [name for name, definition in TABLES.items() if "source_id" in definition.columns and name != "sources"]


def rows_of_file(table: str) -> list[dict[str, str]]:
    with (DATA_FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_evidence_has_every_csv_file_of_the_folder(evidence):
    assert {f"{name}.csv" for name in evidence.tables} == {path.name for path in DATA_FOLDER.glob("*.csv")}


@pytest.mark.parametrize("name", TABLES)
def test_every_line_is_a_row(evidence, name):
    table = evidence.tables[name]
    n_lines = (DATA_FOLDER / f"{name}.csv").read_bytes().count(b"\n")
    assert list(table["line"]) == list(range(2, n_lines + 1))


@pytest.mark.parametrize("name", TABLES)
def test_row_key_is_unique(evidence, name):
    assert evidence.tables[name]["row_key"].is_unique


@pytest.mark.parametrize("name", TABLES)
def test_text_is_as_in_the_file_and_never_missing(evidence, name):
    for column, declared in TABLES[name].columns.items():
        if str(declared.dtype) not in NUMBER_TYPES:
            assert list(evidence.tables[name][column]) == [row[column] for row in rows_of_file(name)], column


@pytest.mark.parametrize("name", TABLES)
def test_numbers_are_as_in_the_file_and_not_reported_stays_missing(evidence, name):
    for column, declared in TABLES[name].columns.items():
        if str(declared.dtype) in NUMBER_TYPES:
            loaded = [None if value != value else float(value) for value in evidence.tables[name][column].astype(float)]
            assert loaded == [float(row[column]) if row[column] else None for row in rows_of_file(name)], column


def test_counts_not_reported_are_missing_and_zero_is_zero(evidence):
    counts = evidence.incidence["n_with_event"]
    printed = [row["n_with_event"] for row in rows_of_file("incidence")]
    assert counts.isna().sum() == printed.count("") > 0
    assert (counts == 0).sum() == printed.count("0") > 0


@pytest.mark.parametrize("name", WITH_SOURCE)
def test_every_row_has_a_source_with_a_name(evidence, name):
    ids = evidence.tables[name]["source_id"]
    names = ids.map(evidence.sources.set_index("source_id")["short_name"])
    assert len(names) and names.notna().all()
    assert (names.str.strip() != "").all()
