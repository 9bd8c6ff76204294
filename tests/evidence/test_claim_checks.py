"""Claims broken on purpose, and a description of the article that does not fit: each rule fires with its sentence."""

import re

import pytest

CLAIM = {"claim_id": "C999", "kind": "figure", "value": "5", "unit": "kg", "statement": "Take 5 kg"}
RIGHT = {"primary_value": "5", "primary_unit": "g", "primary_source_id": "blincyto-swiss-label", "locator": ""}


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ({"unit": ""}, ["column unit: a value needs a unit, and a unit needs a value"]),
        (
            {"value": ""},
            [
                "column unit: a value needs a unit, and a unit needs a value",
                "column value: a claim of kind figure needs its figure",
            ],
        ),
        ({"primary_unit": ""}, ["column primary_unit: the figure to use has no unit"]),
        ({"primary_source_id": ""}, ["column primary_source_id: the verdict supported needs a source"]),
        ({"verdict": "unconfirmed", "primary_source_id": ""}, []),
        (
            {"verdict": "outdated", "primary_value": "", "primary_unit": ""},
            ["column primary_value: the verdict outdated needs a figure to use"],
        ),
        ({"verdict": "misread", "primary_value": ""}, []),
        ({"verdict": "unit_error"}, []),
        (
            {"verdict": "unit_error", "primary_value": ""},
            ["column primary_value: the verdict unit_error needs the right figure with its unit"],
        ),
        (
            {"verdict": "unit_error", "primary_unit": "kg"},
            ["column primary_unit: the verdict unit_error needs another unit than 'kg'"],
        ),
        (
            {"verdict": "unit_error", "statement": "Take it"},
            ["column statement: '5 kg' is not in it, so no correction can stand beside it"],
        ),
        (
            {"verdict": "unconfirmed", "primary_source_id": "", "locator": "Table 1"},
            ["column locator: a place needs the source that it is in"],
        ),
        (
            {"further_source_ids": "blincyto-us-label-2014-era-copy-a|blincyto-swiss-label"},
            ["column further_source_ids: a source is named twice"],
        ),
        ({"further_source_ids": "stein-2019-neurologic|kantarjian-2017-tower"}, []),
        (
            {"further_source_ids": "stein-2019-neurologic|hearsay"},
            ["column further_source_ids: 'hearsay' is not in sources.csv"],
        ),
        (
            {"manifestation": "Fever"},
            ["column manifestation: a claim of this kind names one, and no other does"],
        ),
        (
            {"kind": "manifestation", "manifestation": "Fever"},
            ["column manifestation: 'Fever' does not end the statement"],
        ),
        ({"explanation": ""}, ["column explanation: the cell is empty"]),
    ],
)
def test_each_verdict_has_what_it_needs(add_row, problems, cells, faults):
    line = add_row("claims", **CLAIM | RIGHT | {"verdict": "supported"} | cells)
    if not faults:
        add_row("claims", claim_id="C001")  # a problem of its own, so that loading fails
        assert problems() == [f"claims.csv, line {line + 1}: the same key as line 2 (C001)."]
    else:
        assert problems() == [f"claims.csv, line {line}, {fault}." for fault in faults]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'review_state = "submitted"',
            'review_state = "lost"',
            "article: 'lost' is not one of submitted, under_review",
        ),
        ('source_id = "dr-oracle-2025"', 'source_id = "hearsay"', "article: 'hearsay' is not in column source_id"),
        ('review_mark = "pending human review"', "", "article: the texts source_id, review_mark and review_state"),
        ('time = "before"', 'time = "later"', "monitoring_phase: 'later' is not one of before, window, throughout"),
        ('time = "before"', "", "monitoring_phase: each needs the texts key, label, section and time"),
        ('key = "throughout"', 'key = "before"', "monitoring_phase: two phases have the same key"),
        ('"C062", "C065"', '"C065"', "monitoring_phase: 'Monitoring algorithm / First 48 hours (highest risk"),
        (
            "algorithm / Throughout treatment",
            "algorithm / Never",
            "monitoring_phase: 'Monitoring algorithm / Never' is",
        ),
    ],
)
def test_the_article_is_described_by_what_is_there(data_copy, problems, old, new, fault):
    path = data_copy / "about.toml"
    text = path.read_text(encoding="utf-8")
    assert re.search(re.escape(old), text)
    path.write_text(text.replace(old, new), encoding="utf-8")
    [problem] = problems()
    assert problem.startswith(f"about.toml, {fault}")
