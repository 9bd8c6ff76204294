"""`python -m adverse.cohort`: the same counts as the functions, and a status that says when something is asked."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from adverse.cohort import SAMPLE
from adverse.cohort.__main__ import main
from adverse.cohort.counts import PRINTED
from adverse.sentences import own_data as said

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"
MANUAL = (ROOT / "docs/own-data.md").read_text(encoding="utf-8")


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """A function (arguments) -> exit status, output, error output; in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        return status, *capsys.readouterr()

    return ran


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_worked_example_of_the_manual(run):
    for name in ("adsl.csv", "adae.csv"):
        block = re.search(rf"`{re.escape(name)}`\n\n```csv\n(.*?)```", MANUAL, re.DOTALL)[1]
        Path(name).write_text(block, encoding="utf-8")
    status, output, errors = run("adsl.csv", "adae.csv", "--out", "counts.csv")
    assert (status, errors) == (0, "")
    printed = re.search(r"prints\n\n```text\n(.*?)```", MANUAL, re.DOTALL)[1]
    assert output.startswith(printed)
    rows = rows_of(Path("counts.csv").read_text(encoding="utf-8"))
    assert list(rows[0]) == PRINTED
    found = {
        (row["arm"], row["event"], row["grade_band"]): (row["n_with_event"], row["n_at_risk"])
        for row in rows
        if row["subset"] == "all"
    }
    assert found["New", "Rash", "any"] == ("2", "3")
    assert found["New", "Rash", "ge3"] == ("1", "3")
    assert found["New", "Rash", "not_graded"] == ("1", "3")
    assert ("New", "Rash", "1_2") not in found
    assert found["New", "Nausea", "any"] == ("0", "3")
    assert found["Old", "Nausea", "any"] == ("1", "2")


def test_the_sample_prints_its_published_counts(run):
    status, output, _ = run(str(SAMPLE), "--json")
    counts = json.loads(output)["counts"]
    any_event = [row for row in counts if row["event"] == "Any adverse event" and row["subset"] == "all"]
    assert status == 0
    assert [(row["n_with_event"], row["n_at_risk"]) for row in any_event] == [(65, 86), (76, 84), (77, 84)]


def test_what_must_be_asked_ends_with_2_and_its_sentence(run):
    listing = str(next(CASES.glob("01*")) / "adae.csv")
    status, output, errors = run(listing)
    assert status == 2
    assert errors.startswith(said.NO_LIST_OF_PATIENTS)
    assert rows_of(output[output.index("arm,") :])[0]["percent"] == ""
    assert run(listing, "--listing-n", "All patients=20")[0] == 0
    Path("list.csv").write_text("patient,arm,event,start_date,first_dose\n1,A,Rash,03/04/2024,01/02/2024\n")
    status, output, errors = run("list.csv", "--listing-n", "A=9")
    assert status == 2 and "Which comes first, day or month?" in errors and "arm,event" not in output
    assert run("list.csv", "--listing-n", "A=9", "--answer", "date_order:list.csv=day")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "No file is named."),
        (("nothing.csv",), "nothing.csv cannot be read: No such file or directory."),
        ((str(SAMPLE), "--listing-n", "A"), "--listing-n takes NAME=VALUE."),
        ((str(SAMPLE), "--listing-n", "A=-1"), "--listing-n: -1 is no number of patients."),
        ((str(SAMPLE), "--times", str(CASES / "16-hostile-files/nul.csv")), "nul.csv, line 2, column arm"),
    ],
)
def test_faults_are_sentences_without_a_traceback(run, arguments, told):
    status, _, errors = run(*arguments)
    assert status == 2 and told in errors and "Traceback" not in errors


def test_the_column_of_the_arm_may_be_named(run):
    Path("adsl.csv").write_text("USUBJID,TRT01A,SITE,SAFFL\n1,A,North,Y\n2,B,South,Y\n")
    Path("adae.csv").write_text("USUBJID,AEDECOD\n1,Rash\n")
    _, output, _ = run("adsl.csv", "adae.csv", "--arm", "site", "--json")
    assert [row["arm"] for row in json.loads(output)["arms"]] == ["North", "South"]


def test_terms_of_files_run_nothing_in_a_spreadsheet(run):
    folder = next(CASES.glob("18*"))
    run(str(folder / "adsl.csv"), str(folder / "adae.csv"), "--out", "counts.csv")
    events = {row["event"] for row in rows_of(Path("counts.csv").read_text(encoding="utf-8"))}
    assert "'=1+1" in events and "=1+1" not in events


def test_curves_of_times_are_exact_at_ties(run):
    folder = next(CASES.glob("14*"))
    status, output, _ = run("--times", str(folder / "ties.csv"))
    rows = rows_of(output[output.index("endpoint,") :])
    assert status == 0
    assert [float(row["incidence"]) for row in rows] == pytest.approx([1 / 6, 1 / 3, 1 / 3, 7 / 12], abs=1e-8)
    assert "if nothing competed" in output
    _, output, _ = run("--times", str(folder / "ties.csv"), "--json")
    [told] = json.loads(output)["summary"]
    assert told["incidence"] == pytest.approx(1 / 6)  # by the last day with five patients at risk
    assert told["mean_free_low"] <= told["mean_free"] <= told["mean_free_high"]
    _, output, _ = run("--times", str(folder / "pr1699.csv"))
    assert float(rows_of(output[output.index("endpoint,") :])[-1]["incidence"]) == pytest.approx(0.4)
