"""Sentences on the article: claims counted by verdict, and its windows against printed figures."""

import pandas as pd
import pytest

from adverse.sentences import claims_answer, monitoring_answer, review_answer, verdict_lessons, window_lines

VERDICTS = ["supported", "outdated", "supported", "unit_error"]


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([], "No claim of the article fits this choice."),
        (["supported"], "1 of 4 claims of the article in view: 1 supported as printed."),
        (["outdated"], "1 of 4 claims of the article in view: 0 supported as printed, 1 outdated."),
        (
            VERDICTS,
            "All 4 claims of the article in view: 2 supported as printed, 1 outdated, 1 in a wrong unit.",
        ),
    ],
)
def test_claims_answer(verdicts, said):
    assert claims_answer(pd.DataFrame({"verdict": verdicts}), 4) == said


def test_learners_read_what_verdicts_mean():
    assert claims_answer(pd.DataFrame({"verdict": VERDICTS}), 4, plain_words=True) == (
        "We compared 4 of the article's 4 statements with the documents it could rest on: 2 times a source says the "
        "same; 1 times it was right once and is not today; 1 times the unit is wrong."
    )


def test_each_verdict_is_one_lesson():
    assert verdict_lessons(pd.Series(VERDICTS).value_counts()) == [
        "Supported (2 of 4 claims): a primary source says the same.",
        "Outdated (1 of 4 claims): right for an earlier label, wrong today.",
        "Unit error (1 of 4 claims): the number has the wrong unit.",
    ]


def test_review_answer():
    rows = [("onset", 10, 4, 6, 0, 1), ("signals", 5, 0, 5, 0, 0), ("known_discrepancies", 7, 0, 0, 7, 0)]
    counts = pd.DataFrame(rows, columns=["table", "n_rows", "checked_twice", "collected", "no_status", "n_reviewed"])
    assert review_answer(counts) == (
        "Of our own 22 rows, 4 were compared with their source's words a second time, 11 were read once, 7 have no "
        "such status (known discrepancies), and 1 were reviewed by a named person."
    )


FIGURES = pd.DataFrame(
    [
        ("median", "inside", 3.0, 1.0, 17.0, "One"),
        ("median", "inside", 9.0, None, None, "Two"),
        ("median", "before", 1.0, None, None, "Three"),
        ("range", "both_sides", 3.0, 1.0, 17.0, "One"),
    ],
    columns=["figure", "fit", "onset_median_days", "onset_min_days", "onset_max_days", "source_name"],
).assign(window_start_day=None, window_end_day=None, event="CRS")
FIGURES["study"] = FIGURES["source_name"]
FIGURES["first_day"] = FIGURES["last_day"] = FIGURES["onset_median_days"]


def test_window_lines_count_figures_and_name_their_sources():
    half = " A median says that half of the onsets came later."
    assert window_lines(FIGURES, "Days 3-14") == [
        f"Days 3-14: 2 of 3 printed medians (3 days, 9 days) lie inside it (One, Two).{half}",
        f"Days 3-14: 1 of 3 printed medians (1 day) lies wholly before it (Three).{half}",
        "Days 3-14: 1 of 1 printed range (1 to 17 days) lies partly before and partly after it (One).",
        "No source in view prints a window of days.",
    ]


def test_days_that_documents_of_one_study_print_count_once():
    copy = FIGURES.iloc[[0]].assign(source_name="Preprint of One")
    other_days = FIGURES.iloc[[0]].assign(source_name="Poster of One", first_day=5.0)
    twice = pd.concat([FIGURES, copy])
    assert "2 of 3 printed medians (3 days, 9 days) lie inside it (One, Two, Preprint of One)." in " ".join(
        window_lines(twice, "Days 3-14")
    )
    claims = pd.DataFrame({"verdict": VERDICTS})
    assert monitoring_answer(claims, [twice]) == monitoring_answer(claims, [FIGURES])
    assert "and 3 of 5 printed" in monitoring_answer(claims, [pd.concat([twice, other_days])])


def test_monitoring_answer_counts_items_and_figures():
    claims = pd.DataFrame({"verdict": VERDICTS})
    assert monitoring_answer(claims, [FIGURES, FIGURES.head(2)]) == (
        "2 of the article's 4 monitoring items stand as printed, and 4 of 6 printed onset figures lie within its time "
        "windows."
    )
    assert monitoring_answer(claims, [FIGURES, FIGURES.head(2)], plain_words=True) == (
        "Of 4 things the article says to watch or do, documents back 2 in full. Of 6 figures on when these side "
        "effects start, 4 lie within the days that the article gives."
    )
    assert monitoring_answer(claims.head(1), [FIGURES.head(1)]).endswith(
        "1 of 1 printed onset figures lies within its time windows."
    )
