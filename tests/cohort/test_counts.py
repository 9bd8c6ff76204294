"""From files to right counts: who is divided by, who is counted once, who is left out and why."""

import pytest

from adverse.cohort import Answers, File, count, understand
from adverse.errors import OwnDataError
from adverse.sentences import own_data as said
from adverse.statistics import incidence_proportion

KNOWN = {"headache": ("Headache", "Nervous system disorders"), "nausea": ("Nausea", "Gastrointestinal disorders")}
ADSL = ["USUBJID,TRT01A,SAFFL,TRTSDT", "P1,A,Y,2024-01-01", "P2,A,Y,2024-01-01", "P3,B,Y,2024-01-01"]


def test_pilot_counts_are_those_of_its_publishers(pilot, n_of):
    assert pilot.arms.set_index("arm").T.to_dict("list") == {
        "Placebo": [86, 65, 281],
        "Xanomeline High Dose": [84, 76, 433],
        "Xanomeline Low Dose": [84, 77, 412],
    }
    assert list(n_of(pilot, "Any adverse event", subset="serious").values()) == [(0, 86), (2, 84), (1, 84)]
    assert list(n_of(pilot, "Pruritus").values()) == [(8, 86), (26, 84), (21, 84)]
    assert pilot.is_ready


def test_percent_and_limits_are_those_of_the_safety_population(files_of, n_of):
    run = understand(files_of("01"))
    assert n_of(run, "Headache") == {"A": (2, 6), "B": (1, 4)}
    assert n_of(run, "Any adverse event") == {"A": (2, 6), "B": (1, 4)}
    rows = count(run).table.query("event == 'Headache' and grade_band == 'any' and subset == 'all'").set_index("arm")
    wilson = incidence_proportion(2, 6)
    assert rows.loc["A", ["percent", "low", "high"]].tolist() == pytest.approx(
        [100 * wilson.value, 100 * wilson.low, 100 * wilson.high]
    )


def test_without_a_list_of_patients_there_is_no_percent_and_n_is_asked(files_of):
    run = understand(files_of("01", "adae.csv"))
    assert [question.sentence for question in run.open] == [said.NO_LIST_OF_PATIENTS]
    assert count(run).table[["n_at_risk", "percent", "low", "high"]].isna().all(axis=None)


def test_n_of_each_arm_may_be_given(text_file, n_of):
    listing = text_file("ward.csv", "patient;arm;event", "1;A;Nausea", "1;A;Nausea", "2;B;Rash", "3;B;Nausea")
    run = understand([listing], Answers(n_of_arm={"a": 30, "B": 28, "C": 4}))
    assert run.is_ready
    assert n_of(run, "Nausea") == {"A": (1, 30), "B": (1, 28), "C": (0, 4)}
    with pytest.raises(OwnDataError, match="B: 1 treated patients are given, but 2 stand"):
        understand([listing], Answers(n_of_arm={"A": 30, "B": 1}))


def test_worst_grade_counts_once_and_not_graded_is_no_grade(files_of, n_of, reasons_of):
    run = understand(files_of("02"))
    found = {band: n_of(run, "Neutropenia", band)["A"] for band in ("any", "1_2", "ge3", "3", "4", "not_graded")}
    assert found == {
        "any": (4, 6),
        "1_2": (1, 6),
        "ge3": (2, 6),
        "3": (1, 6),
        "4": (1, 6),
        "not_graded": (1, 6),
    }
    assert n_of(run, "Skin and subcutaneous tissue disorders")["A"] == (1, 6)
    assert reasons_of(run) == {"two_grades": 1}
    assert n_of(run, "Fatigue")["A"] == (1, 6) and n_of(run, "Fatigue", "ge3") == {}
    assert n_of(run, "Nausea", "ge3") == {}
    told = understand(files_of("02"), Answers(choices={"severity_is_grade": "yes"}))
    assert n_of(told, "Nausea", "ge3")["A"] == (1, 6)


def test_an_arm_without_events_stays_with_its_zero(files_of, n_of):
    run = understand(files_of("03"))
    assert n_of(run, "Headache") == {"A": (2, 6), "B": (0, 4)}
    assert said.NOBODY.format(arm="B", n=4, event="an event", upper="49.0%") in count(run).sentences


def test_a_patient_twice_in_the_list_counts_once(files_of, n_of, text_file):
    run = understand(files_of("05"))
    assert n_of(run, "Headache") == {"A": (1, 2)}
    assert run.arms["n_events"].tolist() == [1]
    assert run.sentences[0] == (
        "adsl.csv, lines 2 and 3: USUBJID P01 stands twice; the rows differ in TRTEDT. "
        "One row a patient is needed: the first is used."
    )
    same = understand([text_file("adsl.csv", *ADSL, ADSL[1])])
    assert same.left_out[["line", "reason"]].values.tolist() == [[5, "same_row"]]


def test_a_patient_in_two_arms_is_asked_for(text_file, n_of):
    files = [
        text_file("adsl.csv", *ADSL, "P2,B,Y,2024-02-01"),
        text_file("adae.csv", "USUBJID,AEDECOD,TRTA,TRTEMFL", "P2,Rash,B,Y", "P1,Rash,A,Y"),
    ]
    run = understand(files)
    assert [question.key for question in run.open] == ["two_arms"]
    assert "P2 stands in 2 arms (lines 3, 5)" in run.open[0].sentence
    both = understand(files, Answers(choices={"two_arms": "both"}))
    assert n_of(both, "Rash") == {"A": (1, 2), "B": (1, 2)}
    assert said.SHARED_PATIENTS.format(patients="1 patient") in both.sentences
    out = understand(files, Answers(choices={"two_arms": "leave_out"}))
    assert n_of(out, "Rash") == {"A": (1, 1), "B": (0, 1)}


def test_never_treated_patients_and_their_events_are_left_out(files_of, n_of, reasons_of):
    run = understand(files_of("06"))
    assert n_of(run, "Nausea") == {"A": (1, 2), "B": (0, 1)}
    assert reasons_of(run) == {"not_an_arm": 2, "treated_by_date_only": 1, "patient_left_out": 1}
    assert [question.key for question in run.questions] == ["treated_by_date"] and run.is_ready
    told = understand(files_of("06"), Answers(choices={"treated_by_date": "yes"}))
    assert n_of(told, "Nausea")["B"] == (0, 2)


def test_partial_dates_are_never_padded(files_of, n_of, reasons_of):
    run = understand(files_of("07"))
    assert n_of(run, "Nausea") == {"A": (4, 6)}
    assert run.events.table.dropna(subset="day")[["patient", "day"]].values.tolist() == [["P02", 6]]
    assert reasons_of(run) == {"before_first_dose": 2, "day_not_known": 2, "no_start": 1}


def test_spellings_are_joined_or_proposed(files_of, n_of):
    run = understand(files_of("18"))
    assert n_of(run, "Crohn's disease")["A"] == n_of(run, "Nausea")["A"] == (3, 6)
    assert n_of(run, "Diarrhoea")["A"] == n_of(run, "Diarrhea")["A"] == (1, 6)
    assert said.PROPOSED.format(first="Diarrhea", second="Diarrhoea") in run.sentences
    joined = understand(files_of("18"), Answers(joined={"Diarrhoea": "Diarrhea"}))
    assert n_of(joined, "Diarrhea")["A"] == (2, 6) and n_of(joined, "Diarrhoea") == {}
    as_written = {"<b>x</b>", "$\\alpha$ **bold** :smile:", "=1+1", "a|b", "L" + "l" * 299}
    events = set(run.events.table["event"])
    assert as_written - events <= {"L" + "l" * 299} and any(len(event) == 300 for event in events)


def test_missing_terms_and_classes_are_kept_and_named(files_of, n_of, reasons_of):
    run = understand(files_of("23"), None, KNOWN)
    soc = run.events.table.set_index("event")["soc"].to_dict()
    assert soc["Headache"] == "Nervous system disorders"
    assert soc["Rash"] == "Skin and subcutaneous tissue disorders"
    assert n_of(run, "feeling hot")["A"] == (1, 6)
    assert reasons_of(run) == {"no_term": 1}
    assert any("stands under 2 classes" in sentence for sentence in run.sentences)
    assert understand(files_of("23")).events.table.set_index("event").loc["Headache", "soc"] == "Class not stated"
    told = understand(files_of("23"), Answers(choices={"rows_without_term": "yes"}))
    assert n_of(told, "Any adverse event")["A"] == (6, 6)


@pytest.mark.parametrize(("by", "cell"), [("TRTA", "B"), ("APERIOD", "2"), ("ASTDT", "2024-03-05")])
def test_an_event_of_a_crossover_counts_under_the_treatment_at_its_onset(text_file, n_of, by, cell):
    adsl = text_file(
        "adsl.csv",
        "USUBJID,TRT01A,TRT02A,TR01SDT,TR02SDT,SAFFL,TRTSDT",
        "P1,A,B,2024-01-01,2024-03-01,Y,2024-01-01",
        "P2,B,A,2024-01-01,2024-03-01,Y,2024-01-01",
        "P3,A,,2024-01-01,,Y,2024-01-01",
    )
    run = understand([adsl, text_file("adae.csv", f"USUBJID,AEDECOD,{by}", f"P1,Rash,{cell}")])
    assert n_of(run, "Rash") == {"A": (0, 3), "B": (1, 2)}
    assert said.SHARED_PATIENTS.format(patients="2 patients") in run.sentences


def test_patients_of_sdtm_are_those_with_a_dose(text_file, n_of):
    run = understand(
        [
            text_file("dm.csv", "USUBJID,ARM,ACTARM,RFSTDTC", "P1,A,A,2024-01-01", "P2,B,A,2024-01-01", "P3,B,B,"),
            text_file("ex.csv", "USUBJID,EXTRT,EXSTDTC", "P1,A,2024-01-01", "P2,A,2024-01-01"),
            text_file("ae.csv", "USUBJID,AETERM,AEDECOD,AESTDTC,AESER", "P1,rash,Rash,2024-01-03,Y"),
        ]
    )
    assert n_of(run, "Rash", subset="serious") == {"A": (1, 2)}
    assert said.ARM_OF_SEVERAL.format(patients="1 patient", other="ARM", column="ACTARM") in run.sentences


def test_subject_numbers_join_files_that_have_no_other(text_file, n_of):
    adsl = text_file("adsl.csv", "USUBJID,SUBJID,TRT01A,SAFFL", "S-001,001,A,Y", "S-002,002,A,Y")
    run = understand([adsl, text_file("ae.csv", "subjid,aeterm", "001,rash")])
    assert n_of(run, "rash") == {"A": (1, 2)}


def test_a_list_that_holds_everybody_is_believed_only_when_told(text_file, n_of):
    ward = text_file("ward.csv", "patient,arm,event", "1,A,Rash", "2,A,", "3,A,")
    assert [question.key for question in understand([ward]).open] == ["n_of_arm"]
    told = understand([ward], Answers(choices={"everybody_listed": "yes"}))
    assert told.is_ready and n_of(told, "Rash") == {"A": (1, 3)}


def test_a_column_may_be_chosen_by_the_reader(text_file):
    file = text_file("list.csv", "who,what,group", "x,Rash,A", "y,Rash,B")
    with pytest.raises(OwnDataError, match=r"list\.csv: no column looks like a patient"):
        understand([file])
    run = understand([file], Answers(roles={("list.csv", "patient"): "who", ("list.csv", "event"): "what"}))
    assert run.arms["arm"].tolist() == ["A", "B"]
    mapping = run.mapping.set_index("role")
    assert mapping.loc["patient", ["column", "guessed", "examples"]].tolist() == ["who", "reader", ("x", "y")]
    assert mapping.loc["arm", "guessed"] == "name"


def test_registry_groups_are_never_summed_and_parts_never_added(files_of, n_of):
    run = understand(files_of("ctgov", "NCT02552212.json"))
    table = count(run).table
    assert table["arm"].nunique() == len(run.registry.groups) == 5
    assert set(table.loc[table["event"] == "Diarrhoea", "subset"]) == {"serious", "non_serious"}
    assert n_of(run, "Diarrhoea", subset="non_serious")["Placebo (SS)"] == (10, 158)
    assert not run.registry.is_apart and run.registry.threshold_percent == 5
    assert understand(files_of("ctgov", "NCT02210780.json")).registry.is_randomized


def test_a_missing_count_of_a_registry_is_not_zero():
    stats = '[{"groupId": "E1", "numAtRisk": 9}, {"groupId": "E2", "numAffected": 2, "numAtRisk": 8}]'
    text = (
        '{"protocolSection": {"identificationModule": {"nctId": "NCT1"}}, "resultsSection": {"adverseEventsModule": '
        '{"eventGroups": [{"id": "E1", "title": "A"}, {"id": "E2", "title": "B"}], '
        f'"seriousEvents": [{{"term": "Rash", "organSystem": "Skin", "stats": {stats}}}]}}}}}}'
    )
    run = understand([File("study.json", text.encode())])
    assert count(run).table[["arm", "n_with_event"]].values.tolist() == [["B", 2]]
    assert "1 count left out in the record: not zero." in run.sentences


def test_nothing_of_a_registry_is_lost_in_silence():
    listed = (
        '{"term": "Rash", "organSystem": "Skin", "stats": [{"groupId": "E1", "numAffected": 1, "numAtRisk": 9}]}, '
        '{"term": "Rash", "organSystem": "Skin", "stats": [{"groupId": "E1", "numAffected": 3, "numAtRisk": 9}]}, '
        '{"term": "Cough", "stats": [{"groupId": "E7", "numAffected": 2, "numAtRisk": 8}]}, {"organSystem": "Skin"}'
    )
    text = (
        '{"protocolSection": {}, "resultsSection": {"adverseEventsModule": '
        f'{{"eventGroups": [{{"id": "E1", "title": "A"}}], "seriousEvents": [{listed}]}}}}}}'
    )
    run = understand([File("study.json", text.encode())])
    assert count(run).table[["event", "n_with_event"]].values.tolist() == [["Rash (Skin)", 1]]
    assert {
        "1 count of groups that the record does not describe: left out.",
        "1 event without a name: left out.",
        "1 count of a term that stands twice: the first is used.",
    } <= {*run.sentences}


def test_a_file_with_a_column_for_each_event_is_named_with_what_is_needed(text_file):
    run = understand([text_file("wide.csv", "id,arm,Fever,Rash", "1,A,1,0", "2,A,0,0")])
    with pytest.raises(OwnDataError, match=r"one row for each event of a patient.*wide\.csv: id, arm, Fever, Rash"):
        count(run)


def test_files_that_name_patients_differently_are_asked_for_and_no_zero_is_shown(text_file):
    run = understand([text_file("adsl.csv", *ADSL), text_file("adae.csv", "USUBJID,AEDECOD", "S-P1,Rash")])
    told = said.NO_PATIENT_MATCHES.format(events="adae.csv", patients="adsl.csv")
    assert [question.sentence for question in run.open] == [told]
    with pytest.raises(OwnDataError, match=r"No patient of adae\.csv stands in adsl\.csv"):
        count(run)
