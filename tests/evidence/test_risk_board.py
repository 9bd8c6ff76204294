"""The board of risk factors: one line an event and factor, no interval that no source prints, one study once."""

import pandas as pd
import pytest

from adverse.cards import risk
from adverse.cards.parameters import Asked
from adverse.cards.risk_board import lines_of
from adverse.evidence.risk_board import board_lines, patient_rows, treatment_rows
from adverse.evidence.select import risk_rows
from adverse.vocabulary import EVIDENCE_KINDS


@pytest.fixture(scope="module")
def rows(evidence) -> pd.DataFrame:
    return risk_rows(evidence)


@pytest.fixture(scope="module")
def lines(rows) -> pd.DataFrame:
    return board_lines(rows)


def test_a_factor_of_an_event_stands_on_one_line_and_no_row_is_lost(rows, lines):
    assert not lines.duplicated(["event", "topic"]).any()
    keys = [key for cell in lines["row_keys"] for key in cell.split("\n")]
    assert sorted(keys) == sorted(patient_rows(rows)["row_key"])


def test_a_treatment_against_another_is_no_factor_of_a_patient(rows, lines):
    treatments = treatment_rows(rows)
    assert len(treatments) > 0
    assert set(lines["told"]).isdisjoint(treatments["row_key"])
    assert not lines["topic"].str.contains("instead of|rather than").any()


def test_no_interval_is_made_that_no_source_prints(rows, lines):
    printed = rows.set_index("row_key")
    for line in lines[lines["low"].notna()].itertuples():
        row = printed.loc[line.told]
        assert (line.value, line.low, line.high) == (row["estimate"], row["ci_low"], row["ci_high"])
    assert lines.loc[lines["kind"] == "two_groups", ["low", "high"]].isna().all(axis=None)


def test_the_strongest_evidence_is_told(rows, lines):
    kinds = list(EVIDENCE_KINDS)
    adjusted = rows[(rows["adjusted"] == "yes") & rows["estimate"].notna() & (rows["measure"] != "incidence_percent")]
    told = lines.set_index("told")["kind"]
    for row in adjusted[adjusted["compares"] == "patients"].itertuples():
        [kind] = lines.loc[[row.row_key in cell.split("\n") for cell in lines["row_keys"]], "kind"]
        assert kinds.index(kind) == 0
    assert set(told) <= set(kinds)


def test_documents_on_the_same_patients_are_one_study(rows, lines):
    for line in lines.itertuples():
        found = rows[rows["row_key"].isin(line.row_keys.split("\n"))]
        cohorts = found.loc[found["cohort"] != "", "cohort"]
        assert line.n_studies <= found["source_id"].nunique() - max(
            found.loc[cohorts.index, "source_id"].nunique() - cohorts.nunique(), 0
        )


def test_words_of_the_board_come_from_its_rows(evidence):
    choice = risk.choose(evidence, Asked([("board", "all")]))
    for line in lines_of(evidence, choice).itertuples():
        assert (line.printed in ("no number", "shares of reports")) == pd.isna(line.value)
        assert (line.kind == "two_groups") == ("against" in line.printed)
