"""Files broken on purpose: the loader says what is wrong with each and loads nothing of it."""

import pytest
from pandas.testing import assert_frame_equal

from adverse.evidence import load_evidence
from adverse.evidence.read import read_table
from adverse.evidence.tables import NEVER_EMPTY, TABLES

N_COLUMNS = {name: len(definition.columns) for name, definition in TABLES.items()}


def test_file_cut_in_the_middle_of_a_line(data_copy, problems):
    path = data_copy / "claims.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]) + lines[-1][: lines[-1].index(",") + 3], encoding="utf-8")
    assert problems() == [
        f"claims.csv, line {len(lines)}: 2 cells where the header has {N_COLUMNS['claims']}; the file looks cut off."
    ]


def test_file_cut_inside_the_last_cell(data_copy, problems):
    path = data_copy / "claims.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.removesuffix("\n"), encoding="utf-8")
    last = text.count("\n")
    assert problems() == [f"claims.csv, line {last}: the line has no line end; the file looks cut off."]


def test_file_cut_inside_a_quoted_cell(data_copy, problems):
    path = data_copy / "claims.csv"
    kept = path.read_text(encoding="utf-8").rpartition('"')[0]
    path.write_text(kept, encoding="utf-8")
    line = kept.count("\n") + 1
    assert problems() == [f"claims.csv, line {line}: a quoted cell of the row that begins here never ends."]


def test_missing_file(data_copy, problems):
    (data_copy / "onset.csv").unlink()
    assert problems() == ["onset.csv is missing."]


def test_empty_file(data_copy, problems):
    (data_copy / "onset.csv").write_bytes(b"")
    assert problems() == ["onset.csv is empty: it has no header line."]


def test_header_only(edit_rows, problems):
    edit_rows("arms", lambda rows: rows[:1])
    assert problems() == ["arms.csv has no rows."]


@pytest.mark.parametrize("name", [name for name in TABLES if name not in NEVER_EMPTY])
def test_header_only_where_a_table_may_be_empty(data_copy, name):
    path = data_copy / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    table, found = read_table(path, list(TABLES[name].columns))
    assert (len(table), found) == (0, [])


def test_missing_column(edit_rows, problems):
    edit_rows("events", lambda rows: [row[:-1] for row in rows])
    assert problems() == [
        "events.csv, line 1: the columns differ from the data dictionary: missing laboratory_term_of."
    ]


def test_unknown_columns(edit_rows, problems):
    edit_rows("events", lambda rows: [[*rows[0], "meddra_code", ""], *([*row, "", ""] for row in rows[1:])])
    where = "events.csv, line 1: the columns differ from the data dictionary"
    assert problems() == [f"{where}: unknown meddra_code, (no name)."]


def test_column_twice(edit_rows, problems):
    edit_rows("events", lambda rows: [["event", *rows[0][:-1]], *rows[1:]])
    where = "events.csv, line 1: the columns differ from the data dictionary"
    assert problems() == [f"{where}: missing laboratory_term_of; more than once event."]


def test_reordered_columns(edit_rows, problems):
    edit_rows("events", lambda rows: [row[::-1] for row in rows])
    where = "events.csv, line 1: the columns are in another order than in the data dictionary"
    assert problems() == [
        f"{where}: event, event_group, soc, plain_name, definition, kind, headlines, coded_term, laboratory_term_of."
    ]


def test_a_row_too_long(edit_rows, problems):
    edit_rows("events", lambda rows: [rows[0], [*rows[1], "more"], *rows[2:]])
    assert problems() == ["events.csv, line 2: 10 cells where the header has 9."]


def test_not_utf_8(data_copy, problems):
    path = data_copy / "events.csv"
    content = path.read_bytes()
    path.write_bytes(content + "Fièvre".encode("latin-1"))
    assert problems() == [f"events.csv is not UTF-8 text (byte {len(content) + 2})."]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(data_copy, evidence):
    for path in [*data_copy.glob("*.csv"), data_copy / "about.toml"]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    loaded = load_evidence(data_copy)
    assert loaded.about == evidence.about
    for name, table in evidence.tables.items():
        assert_frame_equal(loaded.tables[name], table)


def test_a_table_with_problems_is_not_half_loaded(data_copy, edit_rows):
    edit_rows("events", lambda rows: [*rows, ["only one cell"]])
    table, found = read_table(data_copy / "events.csv", list(TABLES["events"].columns))
    assert len(found) == 1
    assert table.empty
