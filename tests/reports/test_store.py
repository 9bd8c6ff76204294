"""From archives to a store: what is read, what is left out and why, and that nothing is half-loaded."""

import json
import zipfile

import pytest

from adverse.reports.store import manifest_of
from tests.reports.quarters import CASES, DEMO, archive, demo, drug, reac

SAMPLES = sorted(CASES.glob("*.zip"))
ONE = {"DEMO": [demo(11, 1)], "DRUG": [drug(11, 1, "ASPIRIN")], "REAC": [reac(11, 1, "Nausea")]}


def entry_of(tmp_path, quarter="2024Q1") -> dict:
    return manifest_of(tmp_path / "store")["quarters"][quarter]


def files_of(folder) -> dict:
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_both_shipped_samples_are_read_whole(run, tmp_path):
    assert run("add", *SAMPLES)[0] == 0
    manifest = manifest_of(tmp_path / "store")
    for archive_path in SAMPLES:
        with zipfile.ZipFile(archive_path) as opened:
            lines = {
                name.split("/")[-1][:4].lower(): len(opened.read(name).decode("latin-1").split("\n")) - 2
                for name in opened.namelist()
                if name.lower().endswith(".txt")
            }
        [entry] = [entry for entry in manifest["quarters"].values() if entry["archive"] == archive_path.name]
        read = {table: counts["rows_read"] + counts["blank_lines"] for table, counts in entry["tables"].items()}
        tables = {"demo": "reports", "drug": "report_drugs", "reac": "report_events", "outc": "report_outcomes"}
        tables |= {"rpsr": "report_sources", "ther": "report_therapy", "indi": "report_indications"}
        assert read == {tables[kind]: n for kind, n in lines.items()} | {"deleted_cases": 0}
        assert all(not counts["left_out"] for counts in entry["tables"].values())
        assert entry["tables"]["reports"]["rows_kept"] == 100
    assert [entry["layout"] for entry in manifest["quarters"].values()] == ["AERS", "FAERS"]
    assert [step["n_reports"] for step in manifest["steps"]] == [200] * 4


def test_versions_deleted_cases_and_odd_keys(run, tmp_path):
    """Nine rows, 7 after the FDA's rule, 6 after the deleted list, 5 reports."""
    rows = (CASES / "DEMO24Q1.txt").read_bytes()
    deleted = (CASES / "DELETE24Q1.txt").read_text()
    run("add", archive(tmp_path, {"DEMO": rows}, deleted=deleted))
    manifest = manifest_of(tmp_path / "store")
    steps = {step["name"]: (step["n_rows"], step["n_reports"]) for step in manifest["steps"]}
    assert steps == {"versions": (9, 8), "latest": (7, 6), "not_deleted": (6, 5), "reports": (5, 5)}
    assert manifest["notices"]["no_case_number"] == 1
    assert manifest["notices"]["number_under_several_cases"] == 1
    assert manifest["notices"]["deleted_not_here"] == 1
    assert entry_of(tmp_path)["tables"]["reports"]["remarks"] == {"no_case": 1}


def test_a_case_in_aers_and_faers_is_one_case(run, tmp_path):
    legacy = b"ISR$CASE$I_F_COD$EVENT_DT$FDA_DT$AGE$AGE_COD$GNDR_COD\n7001$1$F$20110101$20110201$54$YR$F$\n"
    old = {
        "DEMO": legacy,
        "DRUG": b"ISR$DRUG_SEQ$ROLE_COD$DRUGNAME\n7001$1$PS$ASPIRIN$\n",
        "REAC": b"ISR$PT\n7001$NAUSEA$\n",
    }
    run("add", archive(tmp_path, old, quarter="11Q1"), archive(tmp_path, ONE))
    manifest = manifest_of(tmp_path / "store")
    assert manifest["notices"]["case_in_aers_and_faers"] == 1
    assert [step["n_rows"] for step in manifest["steps"]] == [2, 1, 1, 1]


def test_adding_twice_changes_nothing(run, tmp_path):
    path = archive(tmp_path, ONE)
    run("add", path)
    before = files_of(tmp_path / "store")
    code, said, _ = run("add", path)
    assert (code, files_of(tmp_path / "store")) == (0, before)
    assert said.startswith("faers_ascii_2024q1.zip is in the store already, as 2024Q1: nothing changed.")


def test_another_archive_of_the_same_quarter_is_refused(run, tmp_path):
    run("add", archive(tmp_path, ONE))
    code, _, complaint = run("add", archive(tmp_path, ONE | {"REAC": [reac(11, 1, "Fever")]}))
    assert code == 1
    assert "the store has 2024Q1 already, from another file (faers_ascii_2024q1.zip)" in complaint


def test_a_quarter_is_taken_out_and_the_rest_stays(run, tmp_path):
    run("add", *SAMPLES)
    code, said, _ = run("remove", "2004Q1")
    assert (code, said.splitlines()[0]) == (0, "2004Q1 was taken out. The store holds: 2017Q2.")
    assert manifest_of(tmp_path / "store")["steps"][0]["n_rows"] == 100
    assert [path.name for path in (tmp_path / "store/quarters").iterdir()] == ["2017Q2"]
    assert run("check")[:2] == (0, "Every file is as the manifest says.\n")
    code, _, complaint = run("remove", "2004Q1")
    assert (code, complaint) == (1, "2004Q1 is not in the store. It holds: 2017Q2.\n")
    run("remove", "2017Q2")
    assert run("list")[1] == "The store holds no quarter.\n"


def test_check_names_what_is_damaged(run, tmp_path):
    run("add", SAMPLES[1])
    (tmp_path / "store/quarters/2017Q2/report_events.parquet").write_bytes(b"PAR1")
    (tmp_path / "store/quarters/2099Q1").mkdir()
    code, said, _ = run("check")
    assert code == 1
    assert said.splitlines() == [
        "2017Q2: report_events.parquet is missing or damaged; remove the quarter and add it again.",
        "quarters/2099Q1 is of no quarter of the manifest; the next change takes it away.",
    ]


def without_column(name: str) -> bytes:
    return DEMO.replace(f"${name}", "").encode() + b"\n"


BROKEN = {
    "no_drug_file": ("holds no DRUG file", {"DRUG": None}),
    "missing_column": (
        "DEMO24Q1.txt has no column fda_dt. Its first",
        {"DEMO": without_column("fda_dt")},
    ),
    "no_report": ("DEMO24Q1.txt holds no report", {"DEMO": []}),
    "empty_file": ("REAC24Q1.txt has no column primaryid and no column pt", {"REAC": b""}),
    "other_fields": ("20 of 20 lines do not have the 4 fields", {"REAC": ["11$1$Nausea$x$y$z"] * 20}),
    "too_long_a_line": ("REAC24Q1.txt has a line that is too long", {"REAC": [reac(11, 1, "x" * 3_000_000)]}),
    "utf_16": ("REAC24Q1.txt has no column", {"REAC": "primaryid$caseid$pt\n".encode("utf-16")}),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_quarter_leaves_the_store_as_it_was(run, tmp_path, kind):
    run("add", SAMPLES[0])
    before = files_of(tmp_path / "store")
    sentence, files = BROKEN[kind]
    path = archive(tmp_path, ONE | {name: lines for name, lines in files.items() if lines is not None})
    if None in files.values():
        whole = zipfile.ZipFile(path)
        kept = {name: whole.read(name) for name in whole.namelist() if "DRUG" not in name}
        with zipfile.ZipFile(path, "w") as opened:
            for name, content in kept.items():
                opened.writestr(name, content)
    code, _, complaint = run("add", path)
    assert code == 1
    assert sentence in complaint and "Nothing of it was added." in complaint
    assert files_of(tmp_path / "store") == before


def test_a_cut_off_download_a_folder_and_a_missing_file_are_said(run, tmp_path):
    cut = tmp_path / "cut.zip"
    cut.write_bytes(SAMPLES[1].read_bytes()[:9000])
    damaged = tmp_path / "damaged.zip"
    content = bytearray(SAMPLES[1].read_bytes())
    content[2000:2400] = bytes(400)
    damaged.write_bytes(content)
    for path, sentence in (
        (cut, "cut.zip is no whole zip archive"),
        (damaged, "damaged.zip is no whole zip archive"),
        (tmp_path, f"{tmp_path.name} is a folder; name the zip archives."),
        (tmp_path / "none.zip", "none.zip is not there."),
    ):
        code, _, complaint = run("add", path)
        assert (code, complaint[: len(sentence)]) == (1, sentence)
    assert manifest_of(tmp_path / "store")["quarters"] == {}


def test_files_of_two_quarters_in_one_archive_are_refused(run, tmp_path):
    path = archive(tmp_path, ONE)
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("ASCII/THER23Q4.txt", "primaryid$caseid$dsg_drug_seq$start_dt\n")
    assert "mixes quarters: DEMO24Q1.txt and THER23Q4.txt" in run("add", path)[2]


def test_one_change_at_a_time(run, tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store/in-use.lock").touch()
    code, _, complaint = run("add", SAMPLES[0])
    assert code == 1 and "If none is running, delete its file in-use.lock." in complaint


def test_a_manifest_of_another_form_is_not_touched(run, tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store/manifest.json").write_text(json.dumps({"form": 0}))
    assert "made by another version of this program" in run("add", SAMPLES[0])[2]


@pytest.mark.parametrize("content", ['{"form": 1}', "{", "[]"])
def test_a_manifest_that_is_none_is_a_sentence(run, tmp_path, content):
    (tmp_path / "store").mkdir()
    (tmp_path / "store/manifest.json").write_text(content)
    code, _, complaint = run("list")
    assert code == 1 and complaint.count("\n") == 1


def test_a_store_that_cannot_be_written_is_a_sentence(run, tmp_path):
    run("add", SAMPLES[0])
    before = files_of(tmp_path / "store")
    (tmp_path / "store/reports-2.duckdb").mkdir()  # where the next database is to stand
    code, _, complaint = run("add", SAMPLES[1])
    assert code == 1 and complaint.endswith("It is as it was.\n")
    (tmp_path / "store/reports-2.duckdb").rmdir()
    assert files_of(tmp_path / "store").items() >= before.items()
    assert run("add", SAMPLES[1])[0] == 0


def test_an_archive_made_on_windows_is_read(run, tmp_path):
    path = archive(tmp_path, ONE, deleted="\ufeff11\n")
    with zipfile.ZipFile(path) as opened:
        files = {name.replace("/", "\\"): opened.read(name) for name in opened.namelist()}
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in {**files, "Deleted\\dele2.txt": "\ufeff12\n".encode()}.items():
            opened.writestr(name, content)
    assert run("add", path)[0] == 0
    deleted = entry_of(tmp_path)["tables"]["deleted_cases"]
    assert (deleted["rows_kept"], deleted["left_out"]) == (2, {})


def test_the_others_are_added_where_one_archive_is_broken(run, tmp_path):
    cut = tmp_path / "cut.zip"
    cut.write_bytes(SAMPLES[1].read_bytes()[:9000])
    code, said, complaint = run("add", SAMPLES[0], cut, SAMPLES[1])
    assert code == 1 and complaint.startswith("cut.zip is no whole zip archive")
    assert [line[:6] for line in said.splitlines()[:2]] == ["2004Q1", "2017Q2"]
    assert list(manifest_of(tmp_path / "store")["quarters"]) == ["2004Q1", "2017Q2"]
    assert run("check")[0] == 0
