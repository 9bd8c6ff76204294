"""Input that tries to crash the loader or to slip through it: odd numbers, odd bytes, a broken about.toml."""

import re
import tempfile
from itertools import accumulate
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adverse.evidence import load_evidence
from adverse.evidence.load import typed_table
from adverse.evidence.read import read_table
from adverse.evidence.tables import TABLES

COLUMNS = list(TABLES["incidence"].columns)
ODD_NUMBERS = [
    "nan",
    "NaN",
    "NA",
    "None",
    "inf",
    "-inf",
    "1e3",
    " 5",
    "5 ",
    "5\n",
    "1_000",
    "1,5",
    "+5",
    "٣",
    "0x10",
    "-",
]


@pytest.mark.parametrize(
    ("table", "column", "values", "wanted"),
    [
        ("arms", "n_safety", [*ODD_NUMBERS, "5.0", "9" * 16, "9" * 400], "a whole number of at most 15 digits"),
        (
            "signals",
            "ic",
            [*ODD_NUMBERS, "5.", ".5", "1.2.3", "9" * 400],
            "a number like 12 or 12.5, with at most 15 digits before and after the point",
        ),
    ],
)
def test_odd_numbers(edit_rows, problems, table, column, values, wanted):
    def change(rows):
        for row, value in zip(rows[1:], values, strict=False):
            row[rows[0].index(column)] = value
        return rows

    edit_rows(table, change)
    lines = accumulate((1 + value.count("\n") for value in values), initial=1)
    assert problems() == [
        f"{table}.csv, line {line}, column {column}: '{value}' is not {wanted}."
        for line, value in zip(list(lines)[1:], values, strict=True)
    ]


def test_the_largest_numbers_load(set_cell, data_copy):
    set_cell("signals", 2, "n_reports", "9" * 15)
    set_cell("signals", 2, "ic", "-999999999999999.5")
    signals = load_evidence(data_copy).signals
    assert (signals["n_reports"].iloc[0], signals["ic"].iloc[0]) == (999999999999999, -999999999999999.5)


def test_nul_byte(set_cell, problems):
    set_cell("events", 3, "definition", "cut\0here")
    assert problems() == ["events.csv, line 3: there is a NUL byte; the file looks damaged."]


def test_lone_quote(data_copy, problems):
    path = data_copy / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("\n", '\n"', 1), encoding="utf-8")
    assert problems()[0].startswith("events.csv, line 2: a quoted cell of the row that begins here ")


def test_quote_that_ends_before_its_comma(edit_rows, data_copy, problems):
    edit_rows("events", lambda rows: rows[:1])
    path = data_copy / "events.csv"
    path.write_text(path.read_text(encoding="utf-8") + '\n"Fever" (high),general,,Fever,Hot.,event\n', encoding="utf-8")
    reason = "ends before its comma; write a quote inside a cell twice"
    assert problems() == [f"events.csv, line 3: a quoted cell of the row that begins here {reason}."]


def test_quoted_cell_that_swallows_the_file(data_copy, problems):
    path = data_copy / "events.csv"
    header = path.read_text(encoding="utf-8").partition("\n")[0]
    path.write_text(header + '\n"' + "Fever,general\n" * 20_000, encoding="utf-8")
    assert problems() == ["events.csv, line 2: a quoted cell of the row that begins here never ends."]


def test_unusual_line_separators_are_text(set_cell, data_copy):
    set_cell("events", 2, "definition", "one\x0btwo\x0cthree\x85four\u2028five\nsix")
    events = load_evidence(data_copy).events
    assert events["definition"].iloc[0] == "one\x0btwo\x0cthree\x85four\u2028five\nsix"
    assert list(events["line"].iloc[:2]) == [3, 4]


@pytest.mark.parametrize("name", ["events.csv", "about.toml"])
def test_folder_in_place_of_a_file(data_copy, problems, name):
    (data_copy / name).unlink()
    (data_copy / name).mkdir()
    assert problems() == [f"{name} cannot be read: Is a directory."]


# about.toml


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"title = \n", "about.toml cannot be read: Invalid value (at line 1, column 9)."),
        (b"title = 1\ntitle = 2\n", "about.toml cannot be read: Cannot overwrite a value (at line 2, column 10)."),
        (b"a = " + b"[" * 100_000, "about.toml cannot be read: it is nested too deeply."),
    ],
)
def test_broken_about(data_copy, problems, content, problem):
    (data_copy / "about.toml").write_bytes(content)
    assert problems() == [problem]


@pytest.mark.parametrize("content", [b"title = '\xff'", b"n = " + b"9" * 5000])
def test_unreadable_about(data_copy, problems, content):
    (data_copy / "about.toml").write_bytes(content)
    [problem] = problems()
    assert problem.startswith("about.toml cannot be read: ")


def test_missing_about(data_copy, problems):
    (data_copy / "about.toml").unlink()
    assert problems() == ["about.toml is missing."]


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("title", "5", "a text is needed"),
        ("title", '" "', "a text is needed"),
        ("summary_source_id", '["a"]', "a text is needed"),
        ("evidence_date", '"2026-11-22"', "a date like 2026-01-31, without quotes, is needed"),
        ("evidence_date", "2026-11-22T10:00:00", "a date like 2026-01-31, without quotes, is needed"),
        ("default_arm_ids", "3", "a list of texts is needed"),
        ("default_arm_ids", '"tower"', "a list of texts is needed"),
        ("default_arm_ids", "[]", "a list of texts is needed"),
        ("article_window_claim_ids", '[["C062"]]', "a list of texts is needed"),
        ("default_arm_ids", '["nobody"]', "'nobody' is not in column arm_id of arms.csv"),
        ("drug", '"water"', "'water' is not in column drug of arms.csv"),
    ],
)
def test_wrong_value_in_about(data_copy, problems, key, value, fault):
    path = data_copy / "about.toml"
    text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    assert problems() == [f"about.toml, {key}: {fault}."]


@pytest.mark.parametrize("headline", ['headline = "crs"', 'headline = ["crs"]', "headline = [{event = 1}]"])
def test_wrong_headline_in_about(data_copy, problems, headline):
    path = data_copy / "about.toml"
    others = path.read_text(encoding="utf-8").partition("[[headline]]")[0]
    path.write_text(f"{headline}\n{others}", encoding="utf-8")
    assert problems() == [
        "about.toml, headline: each needs the texts event and claim_topic under its own [[headline]]."
    ]


def test_unknown_headline_in_about(data_copy, problems):
    path = data_copy / "about.toml"
    headline = '[[headline]]\nevent = "Nonsense"\nclaim_topic = "nothing"\n'
    path.write_text(path.read_text(encoding="utf-8").partition("[[headline]]")[0] + headline, encoding="utf-8")
    first, second, *others = problems()
    assert first == "about.toml, headline: 'Nonsense' is not in column event of events.csv."
    assert second == "about.toml, headline: 'nothing' is not in column topic of claims.csv."
    assert {text.partition(": ")[2].partition("' ")[2] for text in others} == {"is no headline of about.toml."}


# Anything at all


@settings(deadline=None)
@given(st.binary(), st.booleans())
def test_any_bytes_are_a_table_or_sentences(content, with_header):
    header = ",".join(COLUMNS).encode() + b"\n" if with_header else b""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incidence.csv"
        path.write_bytes(header + content)
        table, found = read_table(path, COLUMNS)
    assert list(table.columns) == [*COLUMNS, "line"]
    assert table.empty or not found
    assert all(text.startswith("incidence.csv") and text.endswith(".") for text in found)


@settings(deadline=None, max_examples=30)
@given(st.dictionaries(st.sampled_from(COLUMNS), st.text() | st.sampled_from(ODD_NUMBERS)))
def test_any_cells_are_a_row_or_sentences(cells):
    raw = pd.DataFrame([{column: cells.get(column, "") for column in COLUMNS}], dtype=str).assign(line=2)
    _, found = typed_table("incidence", raw, TABLES["incidence"])
    assert found
    assert all(text.startswith("incidence.csv, line 2, column ") for text in found)
