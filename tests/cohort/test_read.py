"""Files of every form -> text, and one sentence with file, row and column for each that is damaged or too large."""

import io
import json
import zipfile

import pandas as pd
import pyreadstat
import pytest

from adverse.cohort import limits
from adverse.cohort.read import File, read_files
from adverse.errors import OwnDataError

ROWS = ["patient,arm,event", "1,A,Rash"]


def refused(*files: File) -> list[str]:
    with pytest.raises(OwnDataError) as caught:
        read_files(files)
    return caught.value.problems


def table_of(file: File):
    [table] = read_files([file]).tables
    return table


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return packed.getvalue()


def test_a_european_file_reads_right_and_says_how():
    lines = ["patient;arm;event;day;weight_kg;note", 'P01;Gruppe A;Übelkeit;2,5;62,5;"a;b"']
    lines += ["P02;Gruppe A;Müdigkeit;10;80,0;", ""]
    table = table_of(File("listing.csv", "\r\n".join(lines).encode("cp1252")))
    assert table.notes == ("Read as Windows-1252 with ; between cells and a comma in decimals.",)
    assert table.cells["event"].tolist() == ["Übelkeit", "Müdigkeit"]
    assert table.cells[["day", "weight_kg", "note"]].values.tolist() == [["2.5", "62.5", "a;b"], ["10", "80.0", ""]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators_are_told_apart(encoding, separator):
    text = "\n".join(row.replace(",", separator) for row in ["Patient,Arm,Event", "1,A,Übelkeit"])
    table = table_of(File("list.csv", text.encode(encoding)))
    assert table.cells.values.tolist() == [["1", "A", "Übelkeit"]]
    assert list(table.cells) == ["Patient", "Arm", "Event"]


def test_a_byte_without_a_letter_is_named_with_its_line():
    assert refused(File("list.csv", b"patient,event\n1,Naus\x81ea\n")) == [
        "list.csv, line 2: the byte 0x81 is neither UTF-8 nor Windows-1252. Save the file as UTF-8."
    ]


def test_thousands_are_no_decimals():
    table = table_of(File("list.csv", b'patient,count\n1,"1,234"\n'))
    assert table.cells["count"].tolist() == ["1,234"]


def test_a_cell_may_hold_lines_quotes_and_separators():
    table = table_of(File("list.csv", b'patient,event\n1,"Rash, ""red""\nand itchy"\n2,Fever\n'))
    assert table.cells["event"].tolist() == ['Rash, "red"\nand itchy', "Fever"]
    assert table.cells.index.tolist() == [3, 4]


def test_zero_of_a_transport_file_is_zero_and_dates_are_dates(files_of):
    five, eight = (table_of(*files_of("12", f"adtte_v{version}.xpt")) for version in (5, 8))
    pd.testing.assert_frame_equal(five.cells, eight.cells)
    assert five.cells["CNSR"].tolist() == ["0", "1", "0"]
    assert five.cells["AVAL"].tolist() == ["2", "30", ""]
    assert five.cells["STARTDT"].unique().tolist() == ["2024-01-01"]
    assert five.cells["TRTA"].tolist() == ["A", "A", "Zürich"]
    assert five.notes == ("Its letters were read as UTF-8.",)


def test_damaged_transport_files_say_so_in_a_sentence(files_of):
    assert refused(*files_of("12", "cut.xpt")) == [
        "cut.xpt ends too early: 12 of at least 20 records of 80 bytes are whole."
    ]
    assert refused(*files_of("12", "not_xpt.xpt")) == ["not_xpt.xpt is not a SAS transport file."]
    [whole] = files_of("12", "adtte_v8.xpt")
    assert "ends too early" in refused(File("v8.xpt", whole.content[:-80]))[0]


def test_a_date_that_is_none_does_not_stop_the_file(tmp_path):
    path = tmp_path / "adsl.xpt"
    table = pd.DataFrame({"USUBJID": ["1", "2"], "TRTSDT": [9e9, 23376.0]})
    pyreadstat.write_xport(table, path, variable_format={"TRTSDT": "DATE9."})
    cells = table_of(File("adsl.xpt", path.read_bytes())).cells
    assert cells["TRTSDT"].tolist() == ["9000000000", "2024-01-01"]


def test_letters_of_windows_in_a_transport_file_are_read():
    content = open_case_v5().replace("Zürich".encode(), "Zürichx".encode("cp1252"))
    table = table_of(File("adtte.xpt", content))
    assert table.cells["TRTA"].iloc[2] == "Zürichx"
    assert "Windows-1252" in table.notes[0]


def open_case_v5() -> bytes:
    from pathlib import Path

    return (Path(__file__).parent / "cases/12-xpt-zero-missing-encoding/adtte_v5.xpt").read_bytes()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty.csv", "empty.csv is empty."),
        ("header_only.csv", "header_only.csv has a header and no rows."),
        ("nul.csv", "nul.csv, line 2, column arm: there is a NUL byte; the file looks damaged."),
        (
            "ragged.csv",
            "ragged.csv, line 2: 2 cells where the header has 3; line 3: 4 cells where the header has 3; "
            "line 4: a quoted cell of the row that begins here never ends. The file looks damaged, or cut off.",
        ),
    ],
)
def test_damaged_text_says_where(files_of, name, sentence):
    assert refused(*files_of("16", name)) == [sentence]


@pytest.mark.parametrize(
    ("file", "part"),
    [
        (File("wide.csv", ",".join(f"c{n}" for n in range(20_000)).encode() + b"\n"), "20,000 columns, at most 500"),
        (File("long.csv", b"a,b\n" + b"1,2\n" * 500_002), "has 500,003 rows; at most 500,000"),
        (File("big.csv", b"a" * 20_000_001), "the limit is 20 MB"),
        (File("deep.json", b"[" * 100_000 + b"]" * 100_000), "deep.json, line 1: it is nested too deeply"),
        (File("cut.json", b'{"columns": ['), "cut.json, line 1, character 14: it ends too early."),
        (File("odd.json", b'{"a": oops}'), "odd.json, line 1, character 7: it is not JSON."),
        (File("old.json", b'{"FullStudiesResponse": {}}'), "the old answer of ClinicalTrials.gov"),
        (File("none.json", b'{"protocolSection": {"identificationModule": {"nctId": "NCT01"}}}'), "not the same as no"),
        (File("twice.csv", b"Arm,ARM\n1,2\n"), "two columns have the name 'Arm'"),
        (File("list.xlsx", zipped(**{"[Content_Types]__xml": b"<x/>"})), "an Excel workbook"),
        (File("data.sas7bdat", b"\0" * 12 + b"\xc2\xea\x81\x60" + b"\0" * 99), "a SAS data set (sas7bdat)"),
        (File("picture.png", b"\x89PNG\r\n\x1a\n\x01\x02\x03"), "picture.png"),
        (File("up.zip", zipped(**{"../evil__txt": b"x"})), "the name ../evil.txt has a path"),
        (File("cut.zip", zipped(a__csv=b"a,b\n1,2\n")[:40]), "a zip that is damaged"),
        (File("in.zip", zipped(a__zip=zipped(a__csv=b"a"))), "a.zip is a zip in a zip"),
        (File("bomb.zip", zipped(a__csv=b"0" * 200_000_001)), "bomb.zip unpacks to 200.000001 MB, the limit is 200 MB"),
        (File("many.zip", zipped(**{f"f{n}__csv": b"a,b\n1,2\n" for n in range(13)})), "holds 13 files, at most 12"),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_hostile_and_large_files_are_refused_in_a_sentence(file, part):
    [first, *_] = refused(file)
    assert part in first
    assert first.endswith(".")


def test_too_many_files_are_refused_before_one_is_read():
    assert refused(*[File(f"{n}.csv", b"") for n in range(limits.MOST_FILES + 1)]) == [
        "These are 6 files; at most 5 are read."
    ]


def test_every_file_that_cannot_be_read_is_named():
    assert len(refused(File("a.csv", b""), File("b.csv", "\n".join(ROWS).encode()), File("c.xpt", b"x"))) == 2


def test_a_zip_is_read_as_its_files():
    content = zipped(a__csv="\n".join(ROWS).encode(), b__csv=b"patient,age\n1,5\n")
    assert [table.file for table in read_files([File("all.zip", content)]).tables] == ["a.csv", "b.csv"]


COLUMNS = [{"itemOID": "x", "name": "USUBJID", "dataType": "string"}]
COLUMNS += [{"itemOID": "y", "name": "TRTSDT", "dataType": "integer", "displayFormat": "DATE9."}]
DATASET = {"datasetJSONVersion": "1.1.0", "records": 2, "name": "ADSL", "columns": COLUMNS}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(DATASET | {"rows": [["P1", 23376], ["P2", None]]}),
        "\n".join([json.dumps(DATASET), '["P1", 23376]', '["P2", null]']),
        json.dumps(
            {"clinicalData": {"itemGroupData": {"IG": {"items": COLUMNS, "itemData": [["P1", 23376], ["P2", None]]}}}}
        ),
    ],
    ids=["1.1", "lines", "1.0"],
)
def test_dataset_json_is_read_in_each_of_its_forms(text):
    assert table_of(File("adsl.json", text.encode())).cells.values.tolist() == [["P1", "2024-01-01"], ["P2", ""]]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["P1", 1]], "adsl.json ends too early: 1 of 2 records."),
        ([["P1", 1], ["P2"]], "adsl.json, row 2: 1 cells where there are 2 columns."),
        ([["P1", 1], ["P2", [3]]], "adsl.json, row 2, column TRTSDT: a cell holds a list where one value is expected."),
    ],
)
def test_damaged_dataset_json_says_where(rows, told):
    assert refused(File("adsl.json", json.dumps(DATASET | {"rows": rows}).encode())) == [told]


def test_a_label_is_text_and_what_it_lacks_is_said(files_of):
    [label] = read_files(files_of("21", "label.json")).labels
    sections = dict(label.sections.values.tolist())
    assert sections["adverse_reactions_table"] == "Pyrexia 91"
    assert "warnings_and_cautions" in sections
    assert label.notes == ("This file has no boxed warning section, which is not the same as none in the label.",)
    assert "not the same as no adverse reactions" in refused(*files_of("21", "not_found.json"))[0]
    assert "reports are no share of patients" in refused(*files_of("21", "event.json"))[0]
