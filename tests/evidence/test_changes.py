"""What changed between two states of the tables: rows by their key, columns, answers, and the list of releases."""

import subprocess
import sys
from zipfile import ZipFile

import pytest

from adverse.errors import EvidenceError
from adverse.evidence import diff, load_evidence
from adverse.evidence.changes import by_event_and_source, changed_tables, files_of, text_tables
from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.releases import releases_of, releases_text

SHIPPED = files_of(DATA_FOLDER)


@pytest.fixture
def changed(data_copy):
    """A function: the tables and rows of the copy that differ from the shipped ones."""
    return lambda: changed_tables(text_tables(SHIPPED), text_tables(files_of(data_copy)))


def test_the_same_tables_have_no_change(changed):
    tables, rows = changed()
    assert rows == []
    assert {(table.added, table.mended, table.withdrawn) for table in tables} == {(0, 0, 0)}
    assert sum(table.n_rows for table in tables) == sum(len(table.rows) for table in text_tables(SHIPPED).values())


def test_added_mended_and_withdrawn_rows_are_told_apart(changed, edit_rows, evidence):
    first = evidence.signals.iloc[0]

    def change(rows):
        mended, withdrawn = rows[1], rows.pop(2)
        mended[rows[0].index("n_reports")] = "123456"
        rows.append(
            [
                cell if name != "background" else "another database"
                for name, cell in zip(rows[0], withdrawn, strict=True)
            ]
        )
        return rows

    edit_rows("signals", change)
    tables, rows = changed()
    [signals] = [table for table in tables if table.table == "signals"]
    assert (signals.added, signals.mended, signals.withdrawn) == (1, 1, 1)
    mended, withdrawn, added = rows
    printed = "" if first.isna()["n_reports"] else str(first["n_reports"])
    assert mended.cells == {"n_reports": [printed, "123456"]}
    assert (mended.event, mended.source_id, mended.key) == (first["event"], first["source_id"], first["row_key"])
    assert (withdrawn.change, withdrawn.key) == ("withdrawn", evidence.signals.iloc[1]["row_key"])
    assert (added.change, added.key.split("|")[2]) == ("added", "another database")


def test_a_column_that_one_state_has_mends_no_row():
    old = text_tables(SHIPPED)
    columns = [column for column in old["onset"].columns if column not in ("quotation", "measure")]
    rows = [{column: row[column] for column in columns} for row in old["onset"].rows]
    tables, found = changed_tables(old | {"onset": old["onset"]._replace(columns=columns, rows=rows)}, old)
    [onset] = [table for table in tables if table.table == "onset"]
    assert (onset.new_columns, onset.gone_columns, found) == (["measure", "quotation"], [], [])


def test_changes_are_counted_by_event_and_source(changed, set_cell, evidence):
    row = evidence.onset.iloc[0]
    set_cell("onset", 2, "notes", "another remark")
    _, rows = changed()
    assert by_event_and_source(rows) == [
        {"event": row["event"], "source_id": row["source_id"], "added": 0, "mended": 1, "withdrawn": 0}
    ]


def test_the_answers_that_change_with_a_row_are_listed(data_copy, set_cell):
    """The report of 3 in 267 becomes one of 4: the sentence of the rare event says so, and others do not."""
    found = text_tables(SHIPPED)["incidence"].rows
    line, row = next(
        (line, row)
        for line, row in enumerate(found, start=2)
        if (row["arm_id"], row["event"]) == ("tower-blinatumomab", "Hemophagocytic lymphohistiocytosis")
    )
    set_cell("incidence", line, "n_with_event", str(int(row["n_with_event"]) + 1))
    set_cell("incidence", line, "percent", "")
    set_cell("incidence", line, "percent_qualifier", "")
    release = diff.release_between(SHIPPED, files_of(data_copy))
    changed = {answer.address: answer for answer in release.answers}
    assert f"{row['n_with_event']} of" in changed["/rare_events"].before
    assert f"{int(row['n_with_event']) + 1} of" in changed["/rare_events"].after
    assert not [address for address in changed if address.startswith(("/claims", "/grading", "/signals"))]
    assert release.note == ""


def test_tables_of_an_older_schema_are_compared_without_answers(data_copy):
    (data_copy / "onset.csv").write_text("drug,event\na,b\n", encoding="utf-8")
    release = diff.release_between(files_of(data_copy), SHIPPED)
    assert release.answers == []
    assert "do not keep the rules of today's schema" in release.summary


def test_a_folder_its_zip_and_its_commit_are_the_same(tmp_path, evidence):
    with ZipFile(tmp_path / "data.zip", "w") as archive:
        for name, content in SHIPPED.items():
            archive.writestr(f"any/{name}", content)
    assert diff.files_at(str(tmp_path / "data.zip")) == SHIPPED == diff.files_at(str(DATA_FOLDER))
    assert diff.files_at("HEAD").keys() >= {f"{name}.csv" for name in evidence.tables}


@pytest.mark.parametrize("place", ["no-such-place", "--output=x"])
def test_what_is_no_data_package_is_refused_in_a_sentence(place):
    with pytest.raises(EvidenceError, match="no data folder, no zip of one, and no commit or tag"):
        diff.files_at(place)


def test_a_file_that_is_no_zip_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"no zip")
    assert "no zip of one" in diff.main([str(tmp_path / "x.zip")])


def test_the_command_writes_the_list_that_the_loader_reads(data_copy):
    about = data_copy / "about.toml"
    about.write_text(about.read_text(encoding="utf-8").replace('\nversion = "', '\nversion = "9.'), encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"changes\.json: the newest release is"):
        load_evidence(data_copy)
    command = [sys.executable, "-m", "adverse.evidence.diff", str(DATA_FOLDER), str(data_copy)]
    told = subprocess.run(command, cwd=DATA_FOLDER.parent, capture_output=True, text=True, check=True).stdout
    assert told.startswith("Version 9.")
    assert diff.main([str(DATA_FOLDER), str(data_copy), "--write"]) is None
    newest, *older = load_evidence(data_copy).releases
    assert newest.version.startswith("9.") and newest.previous == older[0].version
    assert older == list(load_evidence().releases)


def test_the_list_of_releases_is_read_as_it_is_written():
    releases, problems = releases_of(SHIPPED, load_evidence().about["version"])
    assert problems == []
    assert releases_text(releases).encode() == SHIPPED["changes.json"]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"releases": 1}', b'{"releases": [{"version": "1"}]}', b"[" * 99999])
def test_a_broken_list_of_releases_is_refused_in_a_sentence(data_copy, problems, content):
    (data_copy / "changes.json").write_bytes(content)
    [problem] = problems()
    assert problem.startswith("changes.json cannot be read; write it again with: ")
