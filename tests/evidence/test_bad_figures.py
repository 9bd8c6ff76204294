"""Figures that do not fit each other: refused at load unless they are listed, and listed only while they do not fit."""

import pytest

from adverse.evidence import load_evidence


def sentence(table: str, line: int, column: str, fault: str) -> str:
    return f"{table}.csv, line {line}, column {column}: {fault}."


def test_percent_against_counts(add_incidence, problems):
    line = add_incidence(percent="33.4", percent_qualifier="=", n_at_risk="9")
    fault = "33.4 is printed, the other figures give 33.333, and known_discrepancies.csv does not list it"
    assert problems() == [sentence("incidence", line, "percent", fault)]


def test_a_percentage_without_a_count_is_that_of_a_whole_count(add_incidence, problems):
    line = add_incidence(n_with_event="", n_at_risk="45", percent="11.0", percent_qualifier="=")
    add_incidence(n_with_event="", n_at_risk="45", percent="11", percent_qualifier="=", grade_band="4")
    add_incidence(n_with_event="", n_at_risk="45", percent="11.0", percent_qualifier="~", grade_band="3")
    fault = "11 is printed, the other figures give 11.111, and known_discrepancies.csv does not list it"
    assert problems() == [sentence("incidence", line, "percent", fault)]


def with_limits(add_row, limits: tuple[str, str, str]) -> int:
    """Add a risk factor with a ratio and its limits; return its line."""
    cells = dict(zip(("estimate", "ci_low", "ci_high"), limits, strict=True))
    return add_row("risk_factors", factor="Shoe size", measure="odds_ratio", n_with_event="", n_total="", **cells)


@pytest.mark.parametrize(
    ("limits", "recomputed"),
    [
        (("2.48", "1.12", "3.84"), "1.602"),  # equally far on the natural scale
        (("2.0", "0.3", "3.0"), "1.333"),  # over four times as far below as above
        (("1.2", "1.1", "9.9"), "0.145"),  # and as far above as below
    ],
)
def test_the_limits_of_a_ratio_lie_about_equally_far_on_the_log_scale(add_row, problems, limits, recomputed):
    line = with_limits(add_row, limits)
    fault = f"{limits[1]} is printed, the other figures give {recomputed}, and known_discrepancies.csv does not list it"
    assert problems() == [sentence("risk_factors", line, "ci_low", fault)]


def test_limits_that_rounding_or_few_patients_explain_are_accepted(data_copy, add_row):
    with_limits(add_row, ("1.05", "1.01", "1.09"))  # so few decimals fit both scales
    with_limits(lambda *table, **cells: add_row(*table, **cells | {"level": "42"}), ("11.95", "1.64", "210.75"))
    with_limits(lambda *table, **cells: add_row(*table, **cells | {"level": "43"}), ("0.5", "0", "4"))
    load_evidence(data_copy)


def test_more_at_risk_than_the_arm_has_patients(add_incidence, evidence, problems):
    arm = evidence.arms[evidence.arms["n_safety"].notna()].iloc[0]
    line = add_incidence(arm_id=arm["arm_id"], counting_unit="patients", n_at_risk="1234567")
    fault = (
        f"1234567 is printed, the other figures give {arm['n_safety']}, and known_discrepancies.csv does not list it"
    )
    assert problems() == [sentence("incidence", line, "n_at_risk", fault)]


def test_stale_known_discrepancy(add_row, evidence, problems):
    key = evidence.incidence.loc[~evidence.incidence["row_key"].isin(evidence.known_discrepancies["key"]), "row_key"]
    line = add_row("known_discrepancies", key=key.iloc[0])
    assert problems() == [
        f"known_discrepancies.csv, line {line}: the discrepancy is gone; delete the line ({key.iloc[0]})."
    ]


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("key", "no|such|row", "no row of incidence.csv has the key no|such|row"),
        ("table", "onset", "'onset' is none of the tables recomputed, incidence, risk_factors, signals"),
    ],
)
def test_known_discrepancy_of_no_row(add_row, problems, column, value, fault):
    line = add_row("known_discrepancies", **{column: value})
    assert problems() == [sentence("known_discrepancies", line, column, fault)]


@pytest.mark.parametrize("value", ["", "29.9", "31"])
def test_known_discrepancy_with_a_wrong_recomputed_figure(add_incidence, add_row, evidence, problems, value):
    first = evidence.incidence.iloc[0]
    key = "|".join([first["arm_id"], first["event"], "any", "all", "other", "cycles", first["source_id"]])
    add_incidence(percent="40", percent_qualifier="=")
    line = add_row("known_discrepancies", key=key, column="percent", printed="40", recomputed=value)
    assert problems() == [sentence("known_discrepancies", line, "recomputed", "the other figures give 30")]
