"""The claims of the article: found by number and words, never a wrong unit without the right one, reviews counted."""

import re

import pytest

from adverse.evidence.claim_checks import further_sources
from adverse.evidence.claims import claim_rows, review_counts, said, verdict_counts

CLAIM = {"section": "Doses", "topic": "dosing", "kind": "figure", "primary_source_id": "label", "verdict": "supported"}
WRONG_UNIT = {"verdict": "unit_error", "value": "5", "unit": "kg", "primary_value": "5", "primary_unit": "g"}
SOURCES = [{"source_id": "label", "short_name": "Label 2024", "url": "https://example.org/label"}]


@pytest.fixture
def small(make_evidence):
    """Three claims on the dose of a made-up medicine."""
    claims = [
        CLAIM | WRONG_UNIT | {"claim_id": "C1", "statement": "First 5 kg a day, then more"},
        CLAIM | {"claim_id": "C10", "statement": "Taken at night", "explanation": "The label says so."},
        CLAIM
        | {"claim_id": "C2", "section": "Other", "statement": "C1 is right", "verdict": "unconfirmed"}
        | {"primary_source_id": ""},
    ]
    return make_evidence(claims=claims, sources=SOURCES)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["C1", "C10", "C2"]),
        ({"query": "c1"}, ["C1"]),
        ({"query": "C10"}, ["C10"]),
        ({"query": "label NIGHT"}, ["C10"]),
        ({"query": "nowhere"}, []),
        ({"verdicts": ("unit_error", "unconfirmed")}, ["C1", "C2"]),
        ({"sections": ("Other",)}, ["C2"]),
        ({"sections": ("Other",), "query": "C1"}, []),
    ],
)
def test_claims_are_found(small, asked, found):
    assert list(claim_rows(small, **asked)["claim_id"]) == found


def test_source_and_figure_stand_beside_a_claim(small):
    rows = claim_rows(small).set_index("claim_id")
    assert rows["figure"].to_dict() == {"C1": "5 g", "C10": "", "C2": ""}
    assert rows["source_name"].to_dict() == {"C1": "Label 2024", "C10": "Label 2024", "C2": ""}
    assert rows["source_url"].to_dict() == {"C1": SOURCES[0]["url"], "C10": SOURCES[0]["url"], "C2": ""}


def test_a_wrong_unit_has_its_correction_right_behind_it(small, evidence):
    assert claim_rows(small)["said"].iloc[0] == "First 5 kg [unit error, sources print 5 g] a day, then more"
    wrong = evidence.claims[evidence.claims["verdict"] == "unit_error"]
    assert list(wrong["claim_id"]) == ["C046", "C047"]
    for row in wrong.itertuples():
        assert f"{row.value} mg/m2/day [unit error, sources print {row.value} mcg/m2/day]" in said(row)
    others = evidence.claims[evidence.claims["verdict"] != "unit_error"]
    assert [said(row) for row in others.itertuples()] == list(others["statement"])


def test_verdicts_are_counted(small, evidence):
    assert verdict_counts(small).to_dict() == {"unit_error": 1, "supported": 1, "unconfirmed": 1}
    assert verdict_counts(evidence).sum() == len(evidence.claims) == 73


def test_reviews_are_counted_by_table(make_evidence, evidence):
    rows = [{"event": "Fever", "review_status": status} for status in ("collected", "checked_twice", "collected")]
    review = {"table": "signals", "key": "a", "reviewer": "A. Reviewer", "verdict": "agree"}
    reviews = [review, review | {"reviewer": "B. Reviewer"}, review | {"key": "b"}]
    counts = review_counts(make_evidence(signals=rows, reviews=reviews)).set_index("table")
    assert counts.loc["signals"].to_dict() == {
        "n_rows": 3,
        "checked_twice": 1,
        "collected": 2,
        "no_status": 0,
        "n_reviewed": 2,
    }
    shipped = review_counts(evidence)
    assert (shipped[["checked_twice", "collected", "no_status"]].sum(axis=1) == shipped["n_rows"]).all()
    assert set(shipped["table"]) == set(evidence.tables) - {"reviews"}
    without = dict(zip(shipped["table"], shipped["no_status"], strict=True))
    assert without["claims"] == 73 and without["incidence"] == 0
    assert shipped["n_reviewed"].sum() == len(evidence.reviews) == 0


INSTRUCTION = re.compile(
    r"(?:^|[.;:] )(?:Hold|Stop|Withhold|Interrupt|Treat|Give|Quote|Monitor|Check|Avoid|Use|Do not|Assess|Watch)\b"
    r"|\b(?:need checking|should|must|is reasonable|ought)\b",
    re.IGNORECASE,
)


def test_no_explanation_tells_the_reader_what_to_do(evidence):
    told = {
        row.claim_id: row.explanation for row in evidence.claims.itertuples() if INSTRUCTION.search(row.explanation)
    }
    assert told == {}


def test_the_verdict_on_the_dose_table_is_no_firmer_than_what_was_readable(evidence):
    """about.toml says which rows of the manufacturer's table could not be read."""
    [unread] = [item for item in evidence.about["unread"] if item["source_id"] == "blincytohcp-dose-adjustments"]
    claims = evidence.claims.set_index("claim_id")
    assert "grade 4" in unread["short"] and "below 45 kg" in unread["short"]
    assert claims.loc["C049", "verdict"] == "partly_supported"
    assert "No action was readable for grades 1, 2 and 4, nor below 45 kg" in claims.loc["C049", "explanation"]
    rules = evidence.management[evidence.management["source_id"] == "blincytohcp-dose-adjustments"]
    neurologic = rules[rules["event"] == "Neurologic events (any)"]
    assert sorted(neurologic["grade_or_condition"]) == ["Grade 3", "Seizure"]


def test_events_outside_a_window_are_inferred_from_ranges_not_from_medians(evidence):
    explanation = evidence.claims.set_index("claim_id").loc["C065", "explanation"]
    ranges = evidence.onset[evidence.onset["source_id"].str.startswith("gao-")]
    assert set(ranges["onset_max_days"]) == {17, 21} and set(ranges["onset_min_days"]) == {1}
    assert "a range of 1 to 17 days (1 to 21 in its final paper), so some events began before day 3" in explanation
    assert evidence.claims.set_index("claim_id").loc["C070", "verdict"] == "partly_supported"


FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w.]*\d)")
TABLES_OF_FIGURES = ("incidence", "onset", "risk_factors", "management", "signals", "grading_criteria")
NOT_OF_A_SOURCE = {
    "C008": {20.0},  # the upper end of the older claim, of which the row keeps the lower
    "C049": {1.0, 2.0, 4.0},  # grades that were not readable
}


def figures_in(text: str) -> set[float]:
    return {float(figure.rstrip(",").replace(",", "")) for figure in FIGURE.findall(text)}


def test_every_figure_of_an_explanation_stands_in_a_row_of_a_source_that_the_claim_names(evidence):
    printed: dict[str, set[float]] = {}
    for name in TABLES_OF_FIGURES:
        table = getattr(evidence, name)
        text = table.drop(columns=["line", "row_key", "review"]).astype("string").fillna("").agg(" ".join, axis=1)
        for source, said_ in zip(table["source_id"], text, strict=True):
            printed.setdefault(source, set()).update(figures_in(said_))
    missing = {}
    for claim in evidence.claims.itertuples():
        sources = [claim.primary_source_id, *further_sources(claim)]
        known = NOT_OF_A_SOURCE.get(claim.claim_id, set()).union(*(printed.get(source, set()) for source in sources))
        if left := figures_in(claim.explanation) - known:
            missing[claim.claim_id] = left
    assert missing == {}


def test_the_place_of_a_claim_is_a_place_that_a_row_of_its_source_names(evidence):
    places: dict[str, set[str]] = {}
    for name in TABLES_OF_FIGURES:
        for row in getattr(evidence, name).itertuples():
            places.setdefault(row.source_id, set()).add(row.locator)
    claims = evidence.claims[evidence.claims["locator"] != ""]
    assert len(claims) >= 65
    assert {row.claim_id for row in claims.itertuples() if row.locator not in places[row.primary_source_id]} == set()


def test_further_sources_count_where_they_are_quoted(evidence):
    named = {row.claim_id: further_sources(row) for row in evidence.claims.itertuples()}
    assert "stein-2019-neurologic" in named["C059"]  # its hazard ratio of 1.65
    assert "kantarjian-2017-tower" in named["C006"] and "dr-oracle-249046-neurology" in named["C006"]
    assert named["C066"] == ["ash-sap-crs-icans-table"]
    assert named["C001"] == []


REGISTRY_TERMS = {
    "C023": ("Anemia",),
    "C024": ("Neutropenia", "Neutrophil count decreased"),
    "C025": ("Thrombocytopenia", "Platelet count decreased"),
    "C026": ("Febrile neutropenia",),
    "C027": ("Nausea",),
    "C028": ("Abdominal pain",),
    "C029": ("Stomatitis",),
    "C030": ("Pyrexia",),
    "C031": ("Hypogammaglobulinemia", "Immunoglobulins decreased"),
    "C032": ("Liver enzymes increased", "Alanine aminotransferase increased", "Aspartate aminotransferase increased"),
    "C033": ("Rash",),
}


def test_one_of_the_eleven_figures_of_the_article_is_what_the_registry_of_its_supposed_trial_counts(evidence):
    """All eleven are whole counts of the arm's 54 patients; of its record only the count of abdominal pain fits."""
    claims = evidence.claims.set_index("claim_id")
    arm = evidence.incidence[evidence.incidence["arm_id"] == "study-20120215-blinatumomab"]
    arm = arm[(arm["grade_band"] == "any") & arm["subset"].isin(["all", "serious", "non_serious"])]
    printed = {claim: int(claims.loc[claim, "value"]) for claim in REGISTRY_TERMS}
    assert {
        claim for claim, percent in printed.items() if percent not in {round(100 * n / 54) for n in range(55)}
    } == set()
    fits = {
        claim
        for claim, terms in REGISTRY_TERMS.items()
        if printed[claim] in {round(100 * n / 54) for n in arm.loc[arm["event"].isin(terms), "n_with_event"]}
    }
    assert fits == {"C028"}
    assert all(claims.loc[claim, "verdict"] == "unconfirmed" for claim in [*REGISTRY_TERMS, "C073"])
    assert "all but abdominal pain" in claims.loc["C073", "explanation"]


@pytest.mark.parametrize(
    ("claim", "verdict", "figure"),
    [
        ("C002", "outdated", "65 percent"),
        ("C004", "outdated", "65 percent"),
        ("C005", "outdated", " first 2 weeks"),
        ("C006", "partly_supported", "15 percent, first US label (2014 era)"),
        ("C012", "supported", "1 of 267 patients, serious intention tremor, TOWER"),
        ("C071", "supported", "25 percent, serious infections, first US label (2014 era)"),
    ],
)
def test_verdicts_that_rest_on_the_whole_text_of_the_first_label_and_on_trial_records(evidence, claim, verdict, figure):
    row = evidence.claims.set_index("claim_id").loc[claim]
    assert (row["verdict"], f"{row['primary_value']} {row['primary_unit']}") == (verdict, figure)
