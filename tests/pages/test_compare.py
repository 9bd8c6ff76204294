"""The compare page: its verdict, what stays closed, every view, its profile, and rows that carry the verdict."""

import csv
import io
import json
import re

import pytest

from adverse.cards import compare, compare_charts, compare_rows, pooling, register
from adverse.cards.parameters import Asked
from adverse.cards.reader import Reader
from adverse.cards.tables import incidence_columns
from adverse.evidence.select import Selection
from adverse.exports.tables import csv_text, download_columns
from adverse.vocabulary import COMPARABILITY

LINK = re.compile(r"\[([^\]]*)\]\(<[^>]*>[^)]*\)")  # a word of the glossary
TOWER = ("tower-blinatumomab", "tower-chemotherapy")
INOVATE = ("inovate-inotuzumab", "inovate-chemotherapy")
NOT_FAIR = ["tower-blinatumomab", "inovate-inotuzumab"]
PRESETS = {
    "tower": "randomized",
    "aall1331-cycle-1": "randomized",
    "aall1331-cycle-2": "part_of_randomized",
    "inovate": "part_of_randomized",
    "t-cell-engaging": "different_trials",
    "children-adults": "different_trials",
}
SOME = {"grade_band": "ge3", "period": "whole_study", "subset": "all", "event_groups": ()}


def said(app) -> str:
    texts = [*app.markdown, *app.caption, *app.info]
    parts = [*(element.value for element in texts), *(part.label for part in app.expander)]
    return LINK.sub(r"\1", " ".join(part.replace("\\", "") for part in parts))


def chosen(arm_ids, **choice) -> compare.Arms:
    return compare.Arms(arm_ids=arm_ids, reference=arm_ids[-1], **SOME | choice)


@pytest.fixture
def compared(evidence):
    return lambda arm_ids, is_open=False, **choice: compare.compared(evidence, chosen(arm_ids, **choice), is_open)


# Verdicts


def test_every_comparison_with_a_name_is_tried_here(evidence):
    assert [item["key"] for item in evidence.about["comparison"]] == list(PRESETS)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_comparison_opens_with_its_verdict(open_page, answers_of, evidence, preset):
    app = open_page("compare", preset=preset)
    assert [error.message for error in app.exception] == []
    assert [toast.value for toast in app.toast] == []
    wanted = next(item for item in evidence.about["comparison"] if item["key"] == preset)
    assert sorted(app.session_state["compare_arms"]) == sorted(wanted["arm_ids"])
    assert app.session_state["reference"] == wanted["reference_arm_id"]
    term = COMPARABILITY[PRESETS[preset]]
    assert answers_of(app)[0].startswith(term.label)
    assert f"**{term.label}" in said(app) and f"**] {term.definition}" in said(app)
    closed = {"open_differences"} if PRESETS[preset] == "different_trials" else set()
    assert {toggle.key for toggle in app.toggle} == {"join_synonyms"} | closed
    assert not any(toggle.value for toggle in app.toggle)


def test_picking_another_comparison_brings_its_arms_and_closes_differences(open_page, answers_of):
    app = open_page("compare", preset="t-cell-engaging", open_differences="true")
    assert app.session_state["open_differences"] is True
    app.selectbox("preset").select("children-adults").run()
    assert [error.message for error in app.exception] == []
    assert app.session_state["open_differences"] is False
    assert "rialto-blinatumomab" in app.session_state["compare_arms"]
    assert answers_of(app) == answers_of(open_page("compare", preset="children-adults"))


def test_other_arms_by_hand_bring_a_reference_among_them(open_page):
    app = open_page("compare")
    app.multiselect("compare_arms").set_value(["inovate-inotuzumab", "inovate-chemotherapy"]).run()
    assert [error.message for error in app.exception] == []
    assert app.session_state["reference"] in ("inovate-inotuzumab", "inovate-chemotherapy")
    assert app.session_state["preset"] == compare.OWN
    assert "INO-VATE" in said(app)


def test_rows_of_another_period_are_offered_in_the_answer(open_page, answers_of, compared):
    aside = compared(TOWER).selection.set_aside
    n_first_cycle = int(((aside["set_aside_reason"] == "period") & (aside["period"] == "cycle_1")).sum())
    assert f"Cycle 1 is printed too ({n_first_cycle} rows)" in answers_of(open_page("compare"))[0]
    assert compare_charts.offered(Selection(aside.head(0))) == ""


# Closed and opened


def test_differences_of_different_trials_stay_closed_until_opened(open_page, charts_of):
    closed = open_page("compare", compare_arms=NOT_FAIR, reference="tower-blinatumomab")
    assert "per 100" not in said(closed)
    assert all("xaxis2" not in figure["layout"] for figure in charts_of(closed))
    assert "Risk ratio" not in said(closed)
    closed.toggle("open_differences").set_value(True).run()
    assert [error.message for error in closed.exception] == []


def notes_of(app) -> list[str]:
    """What stands beneath the charts, as it reads."""
    notes = [LINK.sub(r"\1", caption.value).replace("\\", "") for caption in app.caption]
    return [note for note in notes if not note.startswith(":material") and "Sources: " not in note]


def test_an_opened_difference_is_computed_and_still_warned_of(open_page, charts_of, answers_of):
    app = open_page("compare", preset="t-cell-engaging", open_differences="true")
    assert "xaxis2" in charts_of(app)[0]["layout"]
    assert answers_of(app)[0].startswith(f"{COMPARABILITY['different_trials'].label}. ")
    assert any(note.startswith("Different trials: a difference") for note in notes_of(app))


def test_nothing_is_subtracted_before_it_is_opened_nor_between_shared_patients(compared):
    arm_ids = ("transcend-cll-lisocabtagene", "tower-blinatumomab")
    columns = ["risk_difference", "risk_ratio", "number_needed", "p_value", "q_value", "n_with_event_control"]
    assert compared(arm_ids).selection.rows[columns].isna().all(axis=None)
    assert compared(arm_ids, True).selection.rows["risk_difference"].notna().sum() >= 2
    shared = compared(("mt103-205-all-doses", "mt103-205-recommended-dose"), True)
    assert shared.shared == ("mt103-205-all-doses",)
    assert shared.selection.rows[columns].isna().all(axis=None)


def test_shared_patients_are_named_in_the_guard(open_page):
    app = open_page("compare", compare_arms=["mt103-211-blinatumomab", "us-label-2014-era-adults"], compare_grade="any")
    assert "may count the same patients" in said(app)


def test_patients_who_were_randomized_and_never_treated_are_named_in_the_guard(open_page):
    assert "25 of the 134 patients randomized to TOWER: chemotherapy are not counted" in said(
        open_page("compare", arm_facts="true")
    )
    assert "are not counted" not in said(open_page("compare", preset="children-adults", arm_facts="true"))


def test_an_event_counted_in_part_of_the_randomized_patients_is_named_and_no_proof(open_page, compared):
    part = f"{COMPARABILITY['part_of_randomized'].label}:**"
    assert f"{part} QT interval prolongation." in said(open_page("compare", preset="inovate"))
    assert part not in said(open_page("compare", preset="tower"))
    comparison = compared(INOVATE, grade_band="any")
    assert (*comparison.verdicts.values(), comparison.verdict) == ("randomized", "part_of_randomized")
    assert "QT interval prolongation" in set(comparison.selection.rows["event"])


def test_q_values_of_a_pair_do_not_depend_on_the_other_arms(compared):
    alone = compared(TOWER).selection.rows
    beside = compared(("transcend-cll-lisocabtagene", *TOWER), True).selection.rows
    q_values = [rows[rows["arm_id"] == TOWER[0]].set_index("event")["q_value"].to_dict() for rows in (alone, beside)]
    assert q_values[0] == q_values[1]
    assert len(q_values[0]) == 10


@pytest.mark.parametrize(
    "arm_ids", [TOWER[:1], (*TOWER, "inovate-inotuzumab", "inovate-chemotherapy", "blast-blinatumomab")]
)
def test_too_few_or_too_many_arms_get_a_sentence(open_page, answers_of, arm_ids):
    app = open_page("compare", compare_arms=list(arm_ids))
    assert [error.message for error in app.exception] == []
    assert answers_of(app) == [f"A comparison takes 2 to 4 arms, not {len(arm_ids)}."]
    assert [info.value for info in app.info] == ["Choose the arms to put side by side."]
    app.button[0].click().run()
    assert answers_of(app) == answers_of(open_page("compare"))


def test_the_way_back_from_another_comparison_brings_the_first_one_whole(open_page, answers_of):
    app = open_page("compare", preset="inovate", compare_grade="5")
    assert [info.value.startswith("None of these arms reports") for info in app.info] == [True]
    app.button[0].click().run()
    assert [error.message for error in app.exception] == []
    assert answers_of(app) == answers_of(open_page("compare"))


# Views


@pytest.mark.parametrize("view", compare.SHOW_AS)
@pytest.mark.parametrize("preset", PRESETS)
def test_every_view_of_every_comparison(evidence, view, preset):
    query = [("preset", preset), ("compare_view", view), ("open_differences", "true")]
    choice = register.choose(evidence, "compare", Asked(query))["compare"]
    drawing = register.drawn(evidence, "compare", "compare", choice, Reader())
    assert drawing.sentence.endswith(".")
    assert (drawing.chart is None) == (drawing.is_empty or view == "profile")


@pytest.mark.parametrize("view", compare.SHOW_AS)
def test_every_view_is_a_card_of_the_page(open_page, view):
    app = open_page("compare", compare_view=view)
    assert [error.message for error in app.exception] == []
    assert len(app.get("plotly_chart")) + (view == "profile") >= 1


def test_every_chart_has_the_verdict_beneath_and_no_camera_that_leaves_it_out(open_page):
    seen = 0
    for view in compare.SHOW_AS:
        app = open_page("compare", preset="t-cell-engaging", compare_view=view)
        charts = app.get("plotly_chart")
        told = [note for note in notes_of(app) if note.startswith("Different trials: a difference")]
        assert len(told) >= len(charts), view
        assert all("toImage" in json.loads(chart.proto.config)["modeBarButtonsToRemove"] for chart in charts)
        seen += len(charts)
    assert seen > 5


@pytest.mark.parametrize("earlier", ["volcano", "Difference and chance"])
def test_an_earlier_view_leads_to_its_successor(open_page, earlier):
    app = open_page("compare", compare_view=earlier)
    assert [error.message for error in app.exception] == [toast.value for toast in app.toast] == []
    assert app.session_state["compare_view"] == "shares"


def test_heat_map_has_both_grades_of_every_arm_and_no_contradiction(open_page, charts_of):
    app = open_page("compare", compare_view="heat_map")
    columns = [text.replace("<br>", " ") for text in charts_of(app)[0]["layout"]["xaxis"]["ticktext"]]
    assert columns == [
        f"{arm}, {band}"
        for arm in ("TOWER: blinatumomab", "TOWER: chemotherapy")
        for band in ("any grade", "grade 3 or higher")
    ]
    assert "Arms come from different trials" not in said(app)


def test_exposure_says_when_no_rates_are_printed(open_page):
    assert "No source prints rates per patient-year" in said(
        open_page("compare", preset="inovate", compare_view="exposure")
    )


# Rows taken along


def test_every_kind_of_rows_carries_the_verdict(evidence, compared):
    choice, comparison = (
        chosen(("transcend-cll-lisocabtagene", *TOWER)),
        compared(("transcend-cll-lisocabtagene", *TOWER)),
    )
    rows = comparison.selection.rows.set_index("arm_id")["comparability"].groupby(level=0).unique().map(list).to_dict()
    assert rows == {
        "transcend-cll-lisocabtagene": ["different_trials"],
        TOWER[0]: ["randomized"],
        TOWER[1]: ["different_trials"],
    }
    heat = compare_rows.two_grades(evidence, choice, comparison)
    pooled, *_ = pooling.one_event(evidence, choice, comparison, "Cytokine release syndrome")
    for shown in (comparison.selection, heat, pooled):
        assert set(shown.rows["comparability"]) <= set(COMPARABILITY)
        assert "Comparison" in incidence_columns(shown.rows)


def test_the_saved_file_has_the_verdict_in_every_row(compared):
    rows = compared(("transcend-cll-lisocabtagene", TOWER[0])).selection.rows
    read = list(csv.DictReader(io.StringIO(csv_text(download_columns(rows)))))
    assert len(read) == len(rows)
    assert {row["comparability"] for row in read} == {"different_trials"}
    assert {row["risk_difference"] for row in read} == {""}


def test_a_bound_has_no_share_in_the_table(compared):
    rows = compared(("aall1731-blinatumomab", TOWER[0])).selection.rows
    table = incidence_columns(rows)
    bound = table[table["Printed"] == "<1%"]
    assert len(bound) >= 2
    assert bound["Share (%)"].isna().all()
