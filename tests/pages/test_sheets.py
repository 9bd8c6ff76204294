"""Every sheet made to be printed says that it is no advice, and which data of which day it was made from."""

import pytest

from adverse.cards.compare import Arms, compared
from adverse.exports.view import EDUCATIONAL
from adverse.ui import compare_profile

SHEETS = {
    "profile": ("compare", {"compare_view": "profile"}, 1),
    "summary": ("management", {"layout": "print", "jurisdiction": "us"}, 1),
    "checklist": ("management", {"layout": "phase", "checklist": "all"}, 1),
    "worksheet": ("learn", {"learn": "worksheet"}, 1),
    "worksheet with its key": ("learn", {"learn": "worksheet", "answer_key": "true"}, 2),
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_has_its_imprint(open_page, evidence, sheet):
    page, query, n = SHEETS[sheet]
    app = open_page(page, **query)
    assert [error.message for error in app.exception] == []
    about = evidence.about
    version = f"{about['title']}, data version {about['version']}, evidence of {about['evidence_date']}."
    captions = [caption.value.replace("\\", "") for caption in app.caption]
    found = [text for text in captions if f"{EDUCATIONAL} {version}" in text]
    assert len(found) == n


def test_every_page_of_a_handout_has_its_imprint(open_page, evidence):
    story = evidence.stories[0]
    app = open_page("present", story=story.key, layout="handout")
    captions = [caption.value.replace("\\", "") for caption in app.caption]
    day = f"evidence of {evidence.about['evidence_date']}"
    found = [text for text in captions if EDUCATIONAL in text and day in text]
    assert len(found) == len(story.slides)


def test_the_profile_says_who_was_treated_in_each_arm(open_page, evidence):
    said = "\n".join(text.value for text in open_page("compare", compare_view="profile").markdown).replace("\\", "")
    for arm in evidence.arms[evidence.arms["arm_id"].isin(["tower-blinatumomab", "tower-chemotherapy"])].itertuples():
        assert f"**{arm.arm_label}** (N = {arm.n_safety} treated): {arm.population}; " in said


def test_the_profile_marks_every_term_that_its_source_counts_together(evidence):
    arms = ("tower-blinatumomab", "tower-chemotherapy")
    comparison = compared(evidence, Arms(arms, arms[1], "any", "cycle_1", "all", ()), False)
    rows = comparison.selection.rows
    notes = "\n".join(compare_profile.profile_footnotes(evidence, comparison)).replace("\\", "")
    names = [text.replace("\\", "") for text in compare_profile.profile_table(evidence, comparison, "event").index]
    shown = {text.removesuffix(" †"): text.endswith(" †") for text in names}
    said = rows["notes"].str.contains("grouped term|includes ")
    assert said.any() and all(shown[event] for event in rows.loc[said, "event"])
    grouped = (rows["event_kind"] == "aggregate") | (rows["term_includes"] != "")
    assert shown == grouped.groupby(rows["event"]).any().to_dict()
    assert not shown["Pyrexia"]
    assert "Several terms counted together" in notes
    assert all(includes in notes for includes in rows["term_includes"])
