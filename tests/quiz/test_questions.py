"""Questions: one right answer each, from rows that print what is asked; the same seed gives the same questions."""

import re
from dataclasses import replace
from itertools import permutations
from random import Random

import pandas as pd
import pytest

from adverse.evidence.compare import comparability
from adverse.grading import SYNDROMES, grade_of
from adverse.quiz import ESTIMATE_STARTS_AT, Material, Question, check_question, lesson_rows, question_rows, questions
from adverse.quiz.shares import FAIRNESS, FARTHEST, of_hundred
from adverse.statistics import incidence_proportion
from adverse.vocabulary import LESSON_CHARTS, QUESTION_KINDS

SEEDS = range(1, 31)
DOSE_IN_MILLIGRAMS = re.compile(r"\d\s*mg\b")


@pytest.fixture(scope="module")
def quizzes(material, names) -> dict[int, list[Question]]:
    """Seed -> its questions in the field's names."""
    return {seed: questions(material, seed, names) for seed in SEEDS}


@pytest.fixture(scope="module")
def asked(material, names, quizzes) -> list[Question]:
    """The questions of many seeds and of every lesson."""
    checks = [check_question(material, lesson, names) for lesson in material.evidence.lessons.itertuples()]
    return [question for quiz in quizzes.values() for question in quiz] + checks


def of_kind(asked, kind) -> list[Question]:
    return [question for question in asked if question.kind == kind]


def rows_of(material, question) -> pd.DataFrame:
    """The rows of the table that a question names, in its order."""
    table = material.evidence.tables[question.table].set_index("row_key")
    return table.loc[list(question.row_keys)]


def test_a_seed_gives_the_same_questions_and_another_seed_others(evidence, material, names):
    again = questions(Material.of(evidence), 7, names)
    assert questions(material, 7, names) == again
    assert questions(material, 8, names) != again


def test_every_kind_occurs_once_in_every_quiz(material, names, quizzes):
    for quiz in quizzes.values():
        assert sorted(question.kind for question in quiz) == sorted(QUESTION_KINDS)
    assert len(questions(material, 1, names, n=3)) == 3


def test_every_reader_is_asked_about_the_same_rows_with_the_same_place_of_the_answer(evidence, material, quizzes):
    plain = dict(zip(evidence.events["event"], evidence.events["plain_name"], strict=True))
    for seed, quiz in quizzes.items():
        for field, learner in zip(quiz, questions(material, seed, plain), strict=True):
            assert (field.kind, field.table, field.row_keys) == (learner.kind, learner.table, learner.row_keys)
            if field.options:
                assert field.options.index(field.answer) == learner.options.index(learner.answer)


def test_exactly_one_option_is_right_and_no_two_are_alike(asked):
    for question in asked:
        assert question.prompt and question.explanation
        if question.options:
            assert len(set(question.options)) == len(question.options) >= 2
            assert [question.is_right(place) for place in range(len(question.options))].count(True) == 1
        else:
            assert question.kind == "estimate"
            assert question.is_right(round(question.percent))


def test_no_question_is_built_on_a_missing_value(material, asked):
    for question in asked:
        rows = rows_of(material, question)
        if question.table == "incidence":
            assert rows[["n_with_event", "n_at_risk"]].notna().all(axis=None)
            assert set(rows["counting_unit"]) == {"patients"}
        if question.table == "onset":
            assert rows["onset_median_days"].notna().all()
        said = " ".join([question.prompt, *question.options])
        assert "not reported" not in said.lower() and "nan" not in said.lower().split() and "<NA>" not in said


def test_only_rows_without_dispute_and_without_a_printing_mistake_are_asked(material, asked):
    listed = set(material.evidence.known_discrepancies["key"])
    for question in asked:
        if question.table == "incidence":
            rows = rows_of(material, question)
            assert set(rows["disagrees_with"]) == {""}
            assert not listed & set(question.row_keys)


def test_an_estimate_is_right_inside_the_wilson_interval_of_its_row(material, asked):
    for question in of_kind(asked, "estimate"):
        [row] = rows_of(material, question).itertuples()
        share = incidence_proportion(int(row.n_with_event), int(row.n_at_risk))
        assert question.percent == pytest.approx(100 * share.value)
        assert (question.low, question.high) == pytest.approx((100 * share.low, 100 * share.high))
        if pd.notna(row.percent):
            assert abs(row.percent - question.percent) < 0.51
        within = {guess for guess in range(101) if question.low - 1e-9 <= guess <= question.high + 1e-9}
        right = {guess for guess in range(101) if question.is_right(guess)}
        assert right == within | {round(question.percent)}
        assert question.accepted == (min(right), max(right))


def test_of_a_hundred_is_the_count_over_its_denominator(material, asked):
    for question in of_kind(asked, "of_hundred"):
        [row] = rows_of(material, question).itertuples()
        assert question.answer == f"about {round(100 * row.n_with_event / row.n_at_risk)} of 100"
        assert f"{row.n_with_event} of {row.n_at_risk} patients" in question.prompt


def test_wrong_shares_are_near_enough_to_need_reasoning_and_far_enough_to_be_wrong(material, names):
    every = [material.counted[material.counted["row_key"] == key] for key in material.counted["row_key"].head(200)]
    for rows in every:
        question = of_hundred(replace(material, counted=rows), Random(1), names)
        if question is None:
            continue
        right, *_ = shares = [int(re.search(r"\d+", text)[0]) for text in (question["answer"], *question["options"])]
        for wrong in set(shares) - {right}:
            assert abs(wrong - right) >= 2
            assert right / FARTHEST <= wrong <= max(FARTHEST * right, right + 15)
        assert len(question["options"]) == 4


def test_severe_events_are_asked_with_what_their_source_counts_of_any_grade(material, asked):
    told = [question for question in of_kind(asked, "more_frequent") if "Of any grade" in question.prompt]
    turned = 0
    for question in told:
        rows = rows_of(material, question)
        counted = {}
        for row in rows.itertuples():
            table = material.counted
            same = (table["arm_id"] == row.arm_id) & (table["event"] == row.event) & (table["period"] == row.period)
            any_grade = table[same & (table["grade_band"] == "any") & (table["source_id"] == row.source_id)]
            [counted[row.event]] = any_grade["n_with_event"]
            assert f"{counted[row.event]} of “{row.event}”" in question.prompt
        high, low = rows["event"]
        turned += counted[high] < counted[low]
    assert 0 < turned < len(told)


def test_the_more_frequent_event_leads_beyond_both_intervals(material, asked):
    for question in of_kind(asked, "more_frequent"):
        high, low = rows_of(material, question).itertuples()
        assert question.answer == high.event
        assert (high.arm_id, high.grade_band, high.period) == (low.arm_id, low.grade_band, low.period)
        limits = [incidence_proportion(int(row.n_with_event), int(row.n_at_risk)) for row in (high, low)]
        assert limits[0].low > limits[1].high


def test_the_least_sure_share_has_the_widest_interval(material, asked):
    for question in of_kind(asked, "widest"):
        rows = rows_of(material, question)
        assert rows[["event", "grade_band", "period"]].drop_duplicates().shape[0] == 1
        limits = [incidence_proportion(int(row.n_with_event), int(row.n_at_risk)) for row in rows.itertuples()]
        widths = [each.high - each.low for each in limits]
        assert widths[0] == max(widths) and sorted(widths)[-2] < widths[0]
        assert question.answer.endswith(f": {rows['n_with_event'].iloc[0]} of {rows['n_at_risk'].iloc[0]}")


def test_a_zero_that_is_asked_about_was_printed(material, asked):
    for question in of_kind(asked, "zero"):
        [row] = rows_of(material, question).itertuples()
        assert row.n_with_event == 0
        high = incidence_proportion(0, int(row.n_at_risk)).high
        assert question.answer.endswith(f"as high as {100 * high:.1f}% (upper end of the 95% interval)")


def test_onsets_in_order_are_of_one_trial_one_medicine_one_document_and_one_clock(material, asked):
    trials = material.evidence.arms.set_index("arm_id")["trial_id"]
    for question in of_kind(asked, "onset_order"):
        rows = rows_of(material, question)
        medians = list(rows["onset_median_days"])
        assert medians == sorted(set(medians)) and len(medians) in (2, 3)
        assert rows[["drug", "source_id", "time_origin"]].drop_duplicates().shape[0] == 1
        assert rows["arm_id"].map(trials).nunique() == 1 and "not_stated" not in set(rows["time_origin"])
        orders = {", then ".join(order) for order in permutations("123"[: len(medians)])}
        assert set(question.options) <= orders | {"Both at the same median"}
        assert f"({question.answer[0]}) {rows['event'].iloc[0]} in " in question.prompt
        assert f" with {rows['drug'].iloc[0]}. " in question.prompt


def test_onsets_to_order_are_not_always_the_same(material, asked):
    drawn = [set(question.row_keys) for question in of_kind(asked, "onset_order")]
    assert not set.intersection(*drawn)
    assert len(set.union(*drawn)) > 5


def test_a_question_is_about_the_medicine_or_says_whose_it_is(material, asked):
    arms = material.evidence.arms.set_index("arm_id")
    focus = material.evidence.about["drug"]
    for question in asked:
        rows = rows_of(material, question)
        if question.table not in ("incidence", "onset"):
            continue
        told = " ".join([question.prompt, *question.options]).lower()
        drugs = rows["drug"] if question.table == "onset" else rows["arm_id"].map(arms["drug"])
        assert all(drug.startswith(focus) or drug.split()[0].lower() in told for drug in drugs), question.prompt


def test_the_start_of_the_slider_is_never_right(asked):
    estimates = of_kind(asked, "estimate")
    assert estimates and not any(question.is_right(ESTIMATE_STARTS_AT) for question in estimates)


def test_a_median_says_where_its_days_begin_or_that_the_source_does_not(material, asked):
    for question in of_kind(asked, "median"):
        [row] = rows_of(material, question).itertuples()
        is_stated = row.time_origin != "not_stated"
        assert ("Day 0: " in question.explanation) == is_stated
        assert ("does not say from which day" in question.explanation) != is_stated


def test_fairness_is_the_verdict_of_the_compare_page(material, asked):
    seen = set()
    for question in of_kind(asked, "fairness"):
        first, second = rows_of(material, question).itertuples()
        rows = material.incidence
        same = rows[(rows["grade_band"] == first.grade_band) & (rows["period"] == first.period)]
        verdict = comparability(material.evidence, same, first.arm_id, second.arm_id)
        assert question.answer == FAIRNESS[verdict]
        seen.add(verdict)
    assert seen == set(FAIRNESS)  # every option is the right one somewhere


def test_a_vignette_has_the_grade_of_the_rule(material, asked):
    for question in of_kind(asked, "vignette"):
        [row] = rows_of(material, question).to_dict("records")
        grade = grade_of(SYNDROMES[row["syndrome"]].read(row)).grade
        assert question.answer == (f"Grade {grade}" if grade else "No grade")


def test_every_answer_has_rows_to_draw_and_a_source(material, asked):
    for question in asked:
        rows = question_rows(material, question).rows
        assert len(rows) and rows["source_name"].str.len().gt(0).all()
        assert question.chart in LESSON_CHARTS or (question.table == "claims" and question.chart == "")
        assert question.lesson_id in set(material.evidence.lessons["lesson_id"])


def test_material_without_rows_gives_no_question(material, names):
    parts = ("counted", "onset", "timed", "claims", "vignettes")
    nothing = replace(material, **{part: getattr(material, part).head(0) for part in parts})
    assert questions(nothing, 1, names) == ()


# Lessons


def test_every_lesson_has_a_chart_with_rows_and_its_check_question_is_about_them(material, names):
    for lesson in material.evidence.lessons.itertuples():
        shown = lesson_rows(material, lesson).rows
        assert len(shown)
        question = check_question(material, lesson, names)
        assert question.kind == lesson.kinds.split("|")[0]
        assert question.lesson_id == lesson.lesson_id
        if question.table not in ("claims", "vignettes"):
            keys = set(shown["row_key"]) | set(shown.get("row_key_severe", []))
            assert set(question.row_keys) <= keys


def test_there_are_five_to_eight_lessons_from_a_rate_to_a_fair_comparison(evidence):
    assert 5 <= len(evidence.lessons) <= 8
    kinds = [row.kinds.split("|")[0] for row in evidence.lessons.itertuples()]
    assert (kinds[0], kinds[-1]) == ("of_hundred", "fairness")
