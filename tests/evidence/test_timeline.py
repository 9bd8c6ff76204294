"""Days: which a row covers, and what of the treatment surrounds them."""

import pandas as pd
import pytest

from adverse.evidence.select import onset_rows
from adverse.evidence.timeline import in_one_strip, in_onset_order, rows_on_day, treatment_phases, with_covered_days

DAYS = ["onset_median_days", "onset_min_days", "onset_max_days", "window_start_day", "window_end_day"]


def onset(**days: float) -> pd.DataFrame:
    return pd.DataFrame([{column: days.get(column) for column in DAYS}], dtype=float)


@pytest.mark.parametrize(
    ("days", "covered"),
    [
        ({"onset_median_days": 2}, (2, 2)),
        ({"onset_median_days": 2.5}, (3, 3)),
        ({"onset_median_days": 0}, (1, 1)),
        ({"window_start_day": 0, "window_end_day": 14}, (1, 14)),
        ({"window_start_day": 7, "window_end_day": 14}, (8, 14)),
        ({"window_start_day": 0, "window_end_day": 0}, (1, 1)),
        ({"onset_min_days": 1, "onset_max_days": 17}, (1, 17)),
        ({"onset_min_days": 0.2, "onset_max_days": 1.5, "onset_median_days": 1}, (1, 2)),
        ({"onset_min_days": 1.5, "onset_max_days": 1.5, "window_start_day": 1.5, "window_end_day": 1.5}, (2, 2)),
        ({"onset_min_days": 8, "onset_max_days": 8}, (8, 8)),
        ({"onset_median_days": 3, "window_start_day": 0, "window_end_day": 14}, (1, 14)),
        ({"onset_median_days": 9, "onset_min_days": 2, "onset_max_days": 12, "window_end_day": 14}, (2, 14)),
    ],
)
def test_covered_days(days, covered):
    table = with_covered_days(onset(**days))
    assert tuple(table[["first_day", "last_day"]].iloc[0]) == covered
    first, last = covered
    on_days = [day for day in range(30) if len(rows_on_day(table, day))]
    assert on_days == list(range(first, last + 1))


def test_a_row_without_days_covers_none():
    table = with_covered_days(onset())
    assert [day for day in range(1, 29) if len(rows_on_day(table, day))] == []


def test_every_shipped_onset_row_covers_a_day(evidence):
    rows = onset_rows(evidence, all_products=True).rows
    covered = with_covered_days(rows)
    assert list(covered["row_key"]) == list(rows["row_key"])
    assert (covered["first_day"] <= covered["last_day"]).all()
    assert (covered["first_day"] >= 1).all()


def test_in_onset_order_keeps_events_together_and_starts_with_cytokine_release():
    rows = pd.DataFrame(
        [
            ("general", "Chills", 1.0, None, None, "onset", "trial"),
            ("neurotoxicity", "Tremor", 9.0, None, None, "onset", "trial"),
            ("neurotoxicity", "Headache", None, 7.0, None, "onset", "trial"),
            ("neurotoxicity", "Headache", 12.0, None, None, "onset", "trial"),
            ("neurotoxicity", "Headache", 1.0, None, None, "onset", "pharmacovigilance"),
            ("neurotoxicity", "Aphasia", None, None, 8.0, "onset", "trial"),
            ("crs", "Cytokine release syndrome", 20.0, None, None, "onset", "trial"),
            ("crs", "Cytokine release syndrome", None, None, 1.0, "single_case", "case_report"),
            ("crs", "Ferritin increased", 3.0, None, None, "peak", "trial"),
        ],
        columns=[
            *("event_group", "event", "onset_median_days", "window_start_day", "onset_min_days"),
            *("measure", "source_kind"),
        ],
    )
    before = rows.copy()
    assert list(in_onset_order(rows).index) == [6, 3, 4, 2, 5, 1, 0, 8, 7]
    pd.testing.assert_frame_equal(rows, before)


# Treatment phases


def test_a_strip_has_one_lane_a_kind_and_the_doses_of_the_rule_with_most_steps(evidence):
    phases = treatment_phases(evidence)
    strip = in_one_strip(phases)
    assert list(dict.fromkeys(strip["kind"])) == ["dose", "premedication", "hospital", "article"]
    assert strip["lane"].nunique() == 4
    doses, every = strip[strip["kind"] == "dose"], phases[phases["kind"] == "dose"]
    assert len(doses) == every.groupby("lane").size().max() > 1
    assert set(doses["weight_band"]) == {"from_45"} and "45 kg and above" in doses["lane"].iloc[0]
    for kind in ("premedication", "hospital", "article"):
        of_strip, of_phases = (rows[rows["kind"] == kind]["row_key"] for rows in (strip, phases))
        assert {key for keys in of_strip for key in keys.split("\n")} == {
            key for keys in of_phases for key in keys.split("\n")
        }
    assert in_one_strip(phases.iloc[:0]).empty


RULE = {"drug": "testumab", "event": "Fever", "jurisdiction": "us", "population": "adult", "source_id": "label"}
DOSE = RULE | {"topic": "prevention", "action": "Step up", "condition_in_short": "R/R cycle 1"}
LANE = "(United States), R/R cycle 1, adult"
STAY = RULE | {"topic": "monitoring", "grade_or_condition": "R/R ALL", "condition_in_short": "R/R", "action": "Stay"}
BEFORE = RULE | {"topic": "premedication", "condition_in_short": "R/R cycle 1", "drug_or_dose": "dexamethasone 20 mg"}


def phases_of(small) -> list[tuple]:
    table = treatment_phases(small)
    return list(table[["kind", "lane", "text", "start_day", "end_day"]].itertuples(index=False, name=None))


def test_a_dose_step_at_day_8_lies_at_7(make_evidence):
    steps = {"doses": "9 mcg/day|28 mcg/day", "first_days": "1|8", "last_days": "7|28"}
    small = make_evidence(management=[DOSE | steps])
    assert phases_of(small) == [
        ("dose", f"Dose {LANE}", "9 mcg/day", 0.0, 7.0),
        ("dose", f"Dose {LANE}", "28 mcg/day", 7.0, 28.0),
    ]


def test_a_dose_without_days_of_cycle_1_is_not_drawn(make_evidence):
    later = {"doses": "28 mcg/day", "grade_or_condition": "R/R later cycles"}
    small = make_evidence(management=[DOSE | later, DOSE | later | {"first_days": "1", "last_days": "28"}])
    assert phases_of(small) == [("dose", f"Dose {LANE}", "28 mcg/day", 0.0, 28.0)]


def test_hospital_days_of_two_rules_are_one_bar_with_both_keys(make_evidence):
    rules = [
        STAY | {"hospital_days": 9},
        STAY | {"hospital_days": 9, "jurisdiction": "eu"},
        STAY | {"hospital_days": 3, "condition_in_short": "MRD-positive"},
    ]
    small = make_evidence(management=rules)
    assert phases_of(small) == [
        ("hospital", "Hospital days, MRD-positive", "to day 3", 0, 3),
        ("hospital", "Hospital days, R/R", "to day 9", 0, 9),
    ]
    table = treatment_phases(small)
    assert table.loc[1, "detail"] == "United States, R/R ALL: first 9 days; European Union, R/R ALL: first 9 days"
    assert table.loc[1, "row_key"].split("\n") == list(small.management["row_key"][:2])


def test_premedication_before_the_first_and_the_step_dose(make_evidence):
    small = make_evidence(management=[BEFORE | {"first_days": "1|8", "last_days": "1|8"}])
    assert phases_of(small) == [
        ("premedication", f"Premedication {LANE}", "dexamethasone 20 mg", 0, 0),
        ("premedication", f"Premedication {LANE}", "dexamethasone 20 mg", 7, 7),
    ]
    assert treatment_phases(small)["detail"].to_list() == [
        "Before the dose of day 1: dexamethasone 20 mg",
        "Before the dose of day 8: dexamethasone 20 mg",
    ]


def test_rules_without_days_and_of_other_medicines_draw_nothing(make_evidence):
    rules = [
        DOSE | {"doses": "9 mcg/day"},
        STAY,
        BEFORE,
        BEFORE | {"first_days": "1", "last_days": "2"},
        DOSE | {"drug": "othermab", "doses": "9 mcg/day", "first_days": "1", "last_days": "7"},
    ]
    assert phases_of(make_evidence(management=rules)) == []


def test_the_article_windows_in_hours_and_days(make_evidence):
    claims = [
        {"claim_id": "C1", "value": "48", "unit": "hours", "statement": "First 48 hours"},
        {"claim_id": "C2", "value": "3-14", "unit": "days", "statement": "Days 3-14"},
        {"claim_id": "C3", "value": "7", "unit": "days"},
    ]
    small = make_evidence(claims=claims)
    small.about["article_window_claim_ids"] = ["C1", "C2"]
    assert phases_of(small) == [
        ("article", "The article's windows", "48 hours", 0.0, 2.0),
        ("article", "The article's windows", "3-14 days", 2.0, 14.0),
    ]


def test_shipped_phases(evidence):
    phases = treatment_phases(evidence)
    doses = phases[phases["kind"] == "dose"]
    by_lane = doses.groupby("lane")[["start_day", "end_day"]].agg(list).to_records().tolist()
    assert by_lane == [
        ("Dose (European Union), High-risk first relapse, consolidation, pediatric", [0.0], [28.0]),
        ("Dose (United States), MRD-positive, all weights", [0.0], [28.0]),
        ("Dose (United States), R/R induction cycle 1, <45 kg", [0.0, 7.0], [7.0, 28.0]),
        ("Dose (United States), R/R induction cycle 1, >=45 kg", [0.0, 7.0], [7.0, 28.0]),
    ]
    stays = phases[phases["kind"] == "hospital"].set_index("lane")["end_day"]
    assert (stays["Hospital days, MRD-positive"], stays["Hospital days, R/R"], stays.max()) == (3, 9, 14)
    assert phases.loc[phases["kind"] == "premedication", "start_day"].to_list() == [0, 0, 7]
    windows = phases[phases["kind"] == "article"]
    assert windows[["start_day", "end_day"]].to_numpy().tolist() == [[0, 2], [2, 14]]
    tables = {"management": set(evidence.management["row_key"]), "claims": set(evidence.claims["row_key"])}
    for row in phases.itertuples():
        assert set(row.row_key.split("\n")) <= tables[row.table]
