"""The shipped evidence, and a copy of its folder that a test may break."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from adverse.errors import EvidenceError
from adverse.evidence import Evidence, load_evidence
from adverse.evidence.load import DATA_FOLDER


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    """The shipped evidence, loaded once; a test must not change its tables."""
    return load_evidence()


@pytest.fixture
def data_copy(tmp_path) -> Path:
    """A folder with a copy of data/."""
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


@pytest.fixture
def problems(data_copy) -> Callable[[], list[str]]:
    """A function that loads the copy, which must fail, and returns every sentence of the error."""

    def sentences() -> list[str]:
        with pytest.raises(EvidenceError) as caught:
            load_evidence(data_copy)
        return caught.value.problems

    return sentences


@pytest.fixture
def edit_rows(data_copy) -> Callable[[str, Callable[[list[list[str]]], list[list[str]]]], None]:
    """A function (table, change) that rewrites a CSV file of the copy; the first of the rows is the header."""

    def rewrite(table: str, change: Callable[[list[list[str]]], list[list[str]]]) -> None:
        path = data_copy / f"{table}.csv"
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(change(rows))
        path.write_text(text.getvalue(), encoding="utf-8", newline="\n")

    return rewrite


@pytest.fixture
def set_cell(edit_rows) -> Callable[[str, int, str, str], None]:
    """A function (table, line, column, value) that edits one cell of the copy."""

    def edit(table: str, line: int, column: str, value: str) -> None:
        def change(rows: list[list[str]]) -> list[list[str]]:
            rows[line - 1][rows[0].index(column)] = value
            return rows

        edit_rows(table, change)

    return edit


@pytest.fixture
def add_row(edit_rows) -> Callable[..., int]:
    """A function (table, **cells) that appends a row, the other cells as in the first row; returns its line."""

    def add(table: str, /, **cells: str) -> int:
        line = 0

        def change(rows: list[list[str]]) -> list[list[str]]:
            nonlocal line
            first = rows[1] if len(rows) > 1 else [""] * len(rows[0])
            rows.append([cells.get(column, cell) for column, cell in zip(rows[0], first, strict=True)])
            line = len(rows)
            return rows

        edit_rows(table, change)
        return line

    return add
