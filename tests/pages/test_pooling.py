"""One event in every arm of the compare page: what is pooled, what is withheld, and how both are said."""

import re
from dataclasses import replace

import pytest

from adverse.cards import compare, pooling
from adverse.evidence.select import Selection
from adverse.statistics import pooled_proportion

TOWER = compare.Arms(("tower-blinatumomab", "tower-chemotherapy"), "tower-chemotherapy", "any", None, "all", ())


@pytest.fixture
def one_event(evidence):
    """A function (event, ...) -> the rows, the pools and the words of one event in every arm beside those of TOWER."""

    def found(event: str, **choice):
        wanted = TOWER._replace(**choice)
        return pooling.one_event(evidence, wanted, compare.compared(evidence, wanted, False), event)

    return found


def test_a_pooled_share_is_withheld_with_its_reason(open_page):
    app = open_page("compare", compare_view="one_event", compare_event="Neutropenia")
    texts = " ".join(element.value.replace("\\", "") for element in (*app.markdown, *app.caption))
    assert re.search(r"(no pooled share, because it needs|No arm in view can be pooled: .* at least) 3 arms", texts)


def test_a_pooled_share_comes_from_three_arms_of_one_setting(one_event):
    shown, pools, told = one_event("Cytokine release syndrome")
    assert isinstance(shown, Selection)
    for group in pools["pool_group"]:
        members = shown.rows[(shown.rows["pool_group"] == group) & (shown.rows["not_pooled"] == "")]
        assert len(members) >= 3
        assert members["setting"].nunique() == members["drug"].nunique() == 1
    assert pools["pooled"].between(pools["pooled_low"], pools["pooled_high"]).all()
    predicted = pools[pools["prediction_low"].notna()]
    assert (predicted["prediction_low"] <= predicted["pooled_low"]).all()
    assert ("the typical of" in told) == (len(pools) > 0)


def pool_in_words(x, n):
    return pooling._pool_in_words("X", pooled_proportion(x, n), pooled_proportion(x, n, method="logit_reml"))


def test_arms_without_the_event_are_pooled_without_a_range_of_a_new_arm():
    assert pool_in_words([0, 0, 0], [10, 20, 30]) == (
        "X: pooled share of 3 arms 0% (95% interval 0 to 6%), of all their patients together; nothing tells the arms "
        "apart, so there is no range of a new arm."
    )


def test_a_pool_names_the_typical_arm_and_a_new_arm_from_five_arms_on():
    few = pool_in_words([3, 8, 9, 4], [30, 50, 60, 20])
    assert few.startswith("X: in the typical of 4 arms 1")
    assert "(the arm at the mean of the log odds, not the average over patients)" in few
    assert ", no range of a new arm, which takes 5 arms;" in few
    assert re.search(r", a new arm [\d.]+ to [\d.]+%;", pool_in_words([3, 8, 9, 4, 12], [30, 50, 60, 20, 70]))


@pytest.mark.parametrize("why", pooling.WITHHELD)
def test_a_pool_that_is_withheld_says_why(one_event, monkeypatch, why):
    def withheld(*counts, **options):
        result = pooled_proportion(*counts, **options)
        return replace(result, withheld=why, estimate=replace(result.estimate, value=float("nan")))

    monkeypatch.setattr(pooling, "pooled_proportion", withheld)
    monkeypatch.setattr(pooling, "MIN_ARMS_TO_POOL", 2)
    shown, pools, told = one_event("Cytokine release syndrome", grade_band="ge3", period="whole_study")
    assert len(pools) == 0
    assert f"because {pooling.WHY_WITHHELD[why]}." in told
    assert (shown.rows["not_pooled"] != "").all()


def test_why_arms_are_not_pooled_is_counted_below_the_chart(open_page):
    app = open_page("compare", compare_view="one_event", compare_event="Cytokine release syndrome")
    captions = [item.value.replace("\\", "") for item in app.caption]
    [said] = [text for text in captions if "Circles are not pooled: " in text]
    counts = [int(n) for n in re.findall(r"\((\d+)\)", said.partition("not pooled: ")[2].partition(".")[0])]
    assert len(counts) >= 2 and counts == sorted(counts, reverse=True)
