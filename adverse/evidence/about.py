"""data/about.toml, the profile of a medicine: the texts that every folder needs, and the parts that it may have.

A part that is not there is empty in `Evidence.about`; one that is there is checked.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pandas as pd

from adverse.evidence.cells import names_in
from adverse.evidence.claim_checks import problems_in_article, problems_in_article_form
from adverse.evidence.clinical import problems_in_clinical, problems_in_clinical_form
from adverse.evidence.pivotal import problems_in_matrix_form
from adverse.vocabulary import DOSE_UNITS

Tables = dict[str, pd.DataFrame]

TEXTS = ("name", "title", "version", "license", "drug", "brand", "summary", "summary_source_id")
LISTS = (
    "default_arm_ids",
    "article_window_claim_ids",
    "headline_settings",
    "events_of_interest",
    "example_questions",
)
PARTS = {
    **dict.fromkeys(
        (*LISTS, "headline", "comparison", "matrix", "monitoring_phase", "rule_part", "unread", "rare"), ()
    ),
    "article": None,
    "dose_unit": "",
    "treatments": "",
    "matrix_question": "",
}
TEXTS_OF_MATRIX = ("treatments", "matrix_question")
COMPARISON_TEXTS = ("key", "label", "reference_arm_id", "grade_band", "period")


def with_every_part(about: dict[str, Any]) -> dict[str, Any]:
    """The profile with every part, those that are not there empty: nobody else asks whether one is."""
    return {**PARTS, **about}


def problems_in_about_form(about: dict[str, Any]) -> Iterator[str]:
    """Whether the profile has every text, and each part that it has is known and of the right form."""
    for key in sorted(about.keys() - {*TEXTS, *PARTS, "evidence_date"}):
        yield f"about.toml, {key}: no part of a profile has this name."
    for key in TEXTS:
        if not _is_text(about.get(key)):
            yield f"about.toml, {key}: a text is needed."
    if type(about.get("evidence_date")) is not date:
        yield "about.toml, evidence_date: a date like 2026-01-31, without quotes, is needed."
    for key in LISTS:
        if key in about and not _is_list_of(_is_text, about[key]):
            yield f"about.toml, {key}: a list of texts is needed."
    if "dose_unit" in about and about["dose_unit"] not in DOSE_UNITS:
        yield f"about.toml, dose_unit: '{about['dose_unit']}' is not one of {', '.join(DOSE_UNITS)}."
    if "headline" in about and not _is_list_of(_is_headline, about["headline"]):
        yield "about.toml, headline: each needs the texts event and claim_topic under its own [[headline]]."
    if "comparison" in about and not _is_list_of(_is_comparison, about["comparison"]):
        yield (
            "about.toml, comparison: each needs the texts key, label, reference_arm_id, grade_band and period and "
            "2 to 4 arm_ids, the reference among them, under its own [[comparison]]."
        )
    for key in TEXTS_OF_MATRIX:
        if "matrix" in about and not _is_text(about.get(key)):
            yield f"about.toml, {key}: a text is needed where there is a [[matrix]]."
    yield from problems_in_matrix_form(about)
    yield from problems_in_article_form(about)
    yield from problems_in_clinical_form(about)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_headline(value: Any) -> bool:
    return isinstance(value, dict) and _is_text(value.get("event")) and _is_text(value.get("claim_topic"))


def _is_comparison(value: Any) -> bool:
    if not (isinstance(value, dict) and all(_is_text(value.get(key)) for key in COMPARISON_TEXTS)):
        return False
    arm_ids: Any = value.get("arm_ids")
    return _is_list_of(_is_text, arm_ids) and 2 <= len(arm_ids) <= 4 and value["reference_arm_id"] in arm_ids


def _is_list_of(is_item: Callable[[Any], bool], value: Any) -> bool:
    return isinstance(value, list) and value != [] and all(is_item(item) for item in value)


def problems_in_about(about: dict[str, Any], tables: Tables) -> Iterator[str]:
    """Whether the profile names things that are in the tables; `about` has every part."""
    wanted = (
        ("default_arm_ids", "arms", "arm_id", about["default_arm_ids"]),
        ("article_window_claim_ids", "claims", "claim_id", about["article_window_claim_ids"]),
        ("summary_source_id", "sources", "source_id", [about["summary_source_id"]]),
        ("headline", "events", "event", [item["event"] for item in about["headline"]]),
        ("headline_settings", "arms", "setting", about["headline_settings"]),
        ("events_of_interest", "events", "event", about["events_of_interest"]),
        ("drug", "arms", "drug", [about["drug"]]),
        *(("comparison", "incidence", "arm_id", item["arm_ids"]) for item in about["comparison"]),
        *(("comparison", "incidence", "grade_band", [item["grade_band"]]) for item in about["comparison"]),
        *(("comparison", "incidence", "period", [item["period"]]) for item in about["comparison"]),
        *(("matrix", "events", "event", item["events"]) for item in about["matrix"]),
        ("monitoring_phase", "claims", "section", [phase["section"] for phase in about["monitoring_phase"]]),
    )
    if about["article"]:
        wanted += (
            ("article", "sources", "source_id", [about["article"]["source_id"]]),
            ("headline", "claims", "topic", [item["claim_topic"] for item in about["headline"]]),
        )
    keys = [item["key"] for item in about["comparison"]]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"about.toml, comparison: the key '{key}' stands twice."
    for key, table, column, values in wanted:
        known = set(tables[table][column])
        for value in values:
            if value not in known:
                yield f"about.toml, {key}: '{value}' is not in column {column} of {table}.csv."
    headlines = {item["event"] for item in about["headline"]}
    for row in tables["events"].itertuples():
        for event in [name for name in names_in(row.headlines) if name not in headlines]:
            yield f"events.csv, line {row.line}, column headlines: '{event}' is no headline of about.toml."
    yield from problems_in_article(about, tables["claims"])
    yield from problems_in_clinical(about, tables)
