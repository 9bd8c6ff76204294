"""What leaves the page: the zip that can be counted again, small counts hidden, and counts beside published ones."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from adverse.cards.own_beside import BesideChoice, draw
from adverse.cards.reader import Reader
from adverse.cohort import Answers, count, known_events, own_evidence, sample_files, understand
from adverse.cohort.beside import beside_published, shared_events
from adverse.cohort.curve_rows import competitors_of, curves_of, endpoints_of
from adverse.cohort.package import own_zip
from adverse.cohort.small_counts import are_small, without_small_counts
from adverse.evidence.select import onset_rows

ROOT = Path(__file__).parents[2]


def unpacked(content: bytes, folder: Path) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
        return set(archive.namelist())


def test_the_script_of_the_zip_counts_the_listing_again(pilot, tmp_path):
    run = understand(sample_files(), Answers(choices={"severity_grade": "yes"}))
    counts = count(run)
    names = unpacked(own_zip(run, counts, with_listing=True, hides_small=False), tmp_path)
    assert names == {
        *(
            "counts.csv",
            "arms.csv",
            "mapping.csv",
            "left-out.csv",
            "method.txt",
            "times.csv",
            "recount.py",
            "listing.csv",
        )
    }
    done = subprocess.run([sys.executable, "recount.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"{len(counts.table)} counts made again, 0 of them otherwise.\n"
    rows = (tmp_path / "counts.csv").read_text().splitlines()
    arm = rows[1].split(",")
    (tmp_path / "counts.csv").write_text("\n".join([rows[0], ",".join([*arm[:4], "999", *arm[5:]])]) + "\n")
    wrong = subprocess.run([sys.executable, "recount.py"], cwd=tmp_path, capture_output=True, text=True)
    assert wrong.returncode == 1 and "not 999" in wrong.stdout


def test_what_the_curves_come_to_is_in_the_zip_as_the_card_says_it(pilot, tmp_path):
    unpacked(own_zip(pilot, count(pilot), with_listing=False, hides_small=False), tmp_path)
    table = pd.read_csv(tmp_path / "times.csv")
    endpoint, competitor = next(iter(endpoints_of(pilot))), competitors_of(pilot)[0]
    told = curves_of(pilot, endpoint, competitor)
    own = table[table["endpoint"] == told.event].reset_index(drop=True)
    assert own["until_day"].eq(told.day).all()
    pd.testing.assert_frame_equal(own[list(told.arms)], told.arms.reset_index(drop=True), check_dtype=False)
    assert "times.csv holds what each curve comes to" in (tmp_path / "method.txt").read_text()
    hidden = own_zip(pilot, count(pilot), with_listing=False, hides_small=True, n_hidden=3)
    assert "times.csv" not in unpacked(hidden, tmp_path / "hidden")


def test_the_command_of_the_method_counts_the_files_again(text_file, tmp_path):
    listing = text_file("ward.csv", "Patient;Arm;Ereignis;Beginn", "1;A;Rash;03.04.2024", "2;B;rash;05.04.2024")
    answers = Answers(
        roles={("ward.csv", "event"): "Ereignis"},
        choices={"date_order:ward.csv:Beginn": "day"},
        n_of_arm={"A": 9, "B": 8},
    )
    run = understand([listing], answers, known_events())
    counts = count(run)
    unpacked(own_zip(run, counts, with_listing=False, hides_small=False), tmp_path)
    [command] = [line for line in (tmp_path / "method.txt").read_text().splitlines() if line.startswith("python ")]
    (tmp_path / "ward.csv").write_bytes(listing.content)
    words = command.replace("python ", f"{sys.executable} ", 1) + " --out again.csv"
    subprocess.run(words, shell=True, cwd=tmp_path, check=True, env={"PYTHONPATH": str(ROOT)}, capture_output=True)
    again, first = (pd.read_csv(tmp_path / name) for name in ("again.csv", "counts.csv"))
    pd.testing.assert_frame_equal(again, first[again.columns])
    assert again["n_at_risk"].unique().tolist() == [9, 8]


def test_rows_of_patients_are_in_the_zip_only_where_they_are_asked_for(pilot, tmp_path):
    counts = count(pilot)
    ids = set(pilot.events.table["patient"])
    for number, (with_listing, hides) in enumerate([(False, False), (True, True)]):
        folder = tmp_path / str(number)
        names = unpacked(own_zip(pilot, counts, with_listing=with_listing, hides_small=hides, n_hidden=3), folder)
        assert "listing.csv" not in names
        text = "".join(path.read_text() for path in folder.iterdir() if path.suffix != ".py")
        assert not [one for one in ids if one in text]


def test_counts_of_1_to_4_and_what_gives_them_away_are_hidden(evidence):
    run = understand(sample_files(), Answers(choices={"severity_grade": "yes"}))
    counts = count(run)
    shown, n_hidden = without_small_counts(counts)
    table = shown.table
    assert n_hidden == len(counts.table) - len(table) > 0
    assert not are_small(table["n_with_event"]).any()
    assert not are_small(table["n_at_risk"] - table["n_with_event"]).any()
    same = ["arm", "event", "level", "grade_band"]
    beside = table.merge(table[table["subset"] == "all"], on=same, suffixes=("", "_of_all"))
    assert len(beside[beside["subset"] != "all"])
    assert not are_small(beside["n_with_event_of_all"] - beside["n_with_event"]).any()
    key = ["arm", "event", "subset", "level"]
    graded = counts.table[counts.table["grade_band"] != "any"]
    with_small = graded[are_small(graded["n_with_event"])][key].drop_duplicates()
    left = table[(table["grade_band"] != "any") & (table["n_with_event"] > 0)].merge(with_small, on=key)
    assert left.empty
    own = own_evidence(run, shown, evidence, fewest=5)
    assert own.onset["n_patients"].min() >= 5
    assert not own.incidence["n_with_event"].between(1, 4).any()


def test_own_shares_stand_beside_published_ones_as_different_patients(pilot, evidence):
    own = own_evidence(pilot, count(pilot), evidence)
    assert shared_events(own, evidence)[0] == "Pruritus" and shared_events(own, evidence)[-1] == "Any adverse event"
    event = "Headache"
    both = beside_published(own, evidence, event)
    assert both.memo is not evidence.memo and both.memo is not own.memo
    shares, _ = draw(both, tuple(own.arms["arm_id"]), BesideChoice(event, "any"), Reader())
    rows = shares.selection.rows
    assert rows["setting_label"].iloc[:3].tolist() == ["Your data: different patients"] * 3
    assert rows["arm_label"].iloc[3:].nunique() > 1 and (rows["event"] == event).all()
    assert "risk_difference" not in rows and "no test lies between them" in shares.note
    counts = own.incidence[(own.incidence["event"] == event) & (own.incidence["grade_band"] == "any")]
    for n in counts.loc[counts["subset"] == "all", "n_with_event"]:
        assert f"({n} of" in shares.sentence
    assert shares.title.startswith("Headache: your data beside ")


def test_onset_stands_beside_printed_onset_of_the_medicine(text_file, evidence):
    event = onset_rows(evidence).rows["event"].value_counts().index[0]
    adsl = text_file(
        "adsl.csv", "USUBJID,TRT01A,TRTSDT,TRTEDT", "1,A,2024-01-01,2024-02-01", "2,A,2024-01-01,2024-02-01"
    )
    adae = text_file("adae.csv", "USUBJID,AEDECOD,AESTDTC", f"1,{event},2024-01-03", f"2,{event},2024-01-05")
    run = understand([adsl, adae])
    own = own_evidence(run, count(run), evidence)
    both = beside_published(own, evidence, event)
    _, timeline = draw(both, tuple(own.arms["arm_id"]), BesideChoice(event, "any"), Reader())
    rows = timeline.selection.rows
    assert set(rows["event"]) == {event} and rows["source_kind"].eq("own_data").sum() == 1 and len(rows) > 2
    assert rows.loc[rows["source_kind"] == "own_data", "onset_median_days"].tolist() == [pytest.approx(4)]
    assert f"{event} in your data: median 4 days (1 arm). Printed: median" in timeline.sentence
