"""Comparisons with a name in data/about.toml: a wrong one does not load, and says what is wrong."""

import pytest

SOUND = {
    "key": '"one"',
    "label": '"One"',
    "arm_ids": '["tower-blinatumomab", "tower-chemotherapy"]',
    "reference_arm_id": '"tower-chemotherapy"',
    "grade_band": '"ge3"',
    "period": '"whole_study"',
}
FORM = (
    "about.toml, comparison: each needs the texts key, label, reference_arm_id, grade_band and period and 2 to 4 "
    "arm_ids, the reference among them, under its own [[comparison]]."
)


@pytest.fixture
def with_comparison(data_copy):
    """A function (cell=value, ...) that adds a sound comparison to about.toml but for the given cells."""

    def add(**cells: str) -> None:
        lines = [f"{key} = {value}" for key, value in (SOUND | cells).items() if value]
        path = data_copy / "about.toml"
        path.write_text(path.read_text(encoding="utf-8") + "\n[[comparison]]\n" + "\n".join(lines), encoding="utf-8")

    return add


@pytest.mark.parametrize(
    "cells",
    [
        *({key: ""} for key in SOUND),
        {"label": '""'},
        {"key": "1"},
        {"arm_ids": '["tower-chemotherapy"]'},
        {"arm_ids": '["tower-chemotherapy", "a", "b", "c", "d"]'},
        {"arm_ids": '["tower-blinatumomab", 1]'},
        {"reference_arm_id": '"inovate-chemotherapy"'},
    ],
    ids=str,
)
def test_a_comparison_of_the_wrong_form(with_comparison, problems, cells):
    with_comparison(**cells)
    assert problems() == [FORM]


def test_a_comparison_that_names_what_is_not_there(with_comparison, problems):
    with_comparison(arm_ids='["nobody", "tower-chemotherapy"]', grade_band='"ge9"', period='"cycle_99"')
    assert sorted(problems()) == [
        "about.toml, comparison: 'cycle_99' is not in column period of incidence.csv.",
        "about.toml, comparison: 'ge9' is not in column grade_band of incidence.csv.",
        "about.toml, comparison: 'nobody' is not in column arm_id of incidence.csv.",
    ]


def test_two_comparisons_of_one_key(with_comparison, problems):
    with_comparison(key='"tower"')
    assert problems() == ["about.toml, comparison: the key 'tower' stands twice."]


def test_without_comparisons_of_a_known_name(data_copy, problems):
    path = data_copy / "about.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[[comparison]]", "[[not_read]]"), encoding="utf-8")
    assert problems() == ["about.toml, not_read: no part of a profile has this name."]
