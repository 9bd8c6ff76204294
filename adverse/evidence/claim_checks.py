"""Rules on the claims of the starting article, and on the part of data/about.toml that describes the article."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from adverse.evidence.cells import names_in
from adverse.vocabulary import ARTICLE_REVIEW_STATES, MONITORING_TIMES

NEEDS_FIGURE = ("outdated", "misread", "unit_error")
NEEDS_NO_SOURCE = ("unconfirmed",)
ARTICLE_TEXTS = ("source_id", "review_mark", "review_state")
PHASE_TEXTS = ("key", "label", "section", "time")


def problems_in_claims(claims: pd.DataFrame) -> Iterator[str]:
    """Whether each verdict has what it needs: a source, a figure to use and, for a wrong unit, the right one."""
    for row in claims.itertuples():
        where = f"claims.csv, line {row.line}"
        if bool(row.value) != bool(row.unit):
            yield f"{where}, column unit: a value needs a unit, and a unit needs a value."
        if row.primary_value and not row.primary_unit:
            yield f"{where}, column primary_unit: the figure to use has no unit."
        if row.kind == "figure" and not row.value:
            yield f"{where}, column value: a claim of kind figure needs its figure."
        if (row.kind == "manifestation") != bool(row.manifestation):
            yield f"{where}, column manifestation: a claim of this kind names one, and no other does."
        elif not row.statement.endswith(row.manifestation):
            yield f"{where}, column manifestation: '{row.manifestation}' does not end the statement."
        if row.verdict not in NEEDS_NO_SOURCE and not row.primary_source_id:
            yield f"{where}, column primary_source_id: the verdict {row.verdict} needs a source."
        if row.verdict in NEEDS_FIGURE and not row.primary_unit:
            yield f"{where}, column primary_value: the verdict {row.verdict} needs a figure to use."
        if row.locator and not row.primary_source_id:
            yield f"{where}, column locator: a place needs the source that it is in."
        named = [row.primary_source_id, *further_sources(row)]
        if len(set(named)) < len(named):
            yield f"{where}, column further_source_ids: a source is named twice."
        if row.verdict == "unit_error":
            yield from _unit_error(row, where)


def further_sources(claim) -> list[str]:
    """The ids of the documents that an explanation rests on besides the primary source."""
    return names_in(claim.further_source_ids)


def _unit_error(row, where: str) -> Iterator[str]:
    """The correction must stand beside the wrong unit, so both must be known and the wrong one must be found."""
    if not row.primary_value:
        yield f"{where}, column primary_value: the verdict unit_error needs the right figure with its unit."
    if row.unit == row.primary_unit:
        yield f"{where}, column primary_unit: the verdict unit_error needs another unit than '{row.unit}'."
    if f"{row.value} {row.unit}" not in row.statement:
        yield f"{where}, column statement: '{row.value} {row.unit}' is not in it, so no correction can stand beside it."


def problems_in_article_form(about: dict[str, Any]) -> Iterator[str]:
    """Whether data/about.toml says which article was checked, how it was reviewed and which phases it names."""
    if "article" in about and not _has_texts(about["article"], ARTICLE_TEXTS):
        yield "about.toml, article: the texts source_id, review_mark and review_state are needed under [article]."
    for part in ("monitoring_phase", "article_window_claim_ids"):
        if part in about and "article" not in about:
            yield f"about.toml, {part}: it is of an article, and there is no [article]."
    if "monitoring_phase" in about:
        phases = about["monitoring_phase"]
        if not isinstance(phases, list) or not phases or not all(_has_texts(phase, PHASE_TEXTS) for phase in phases):
            yield "about.toml, monitoring_phase: each needs the texts key, label, section and time."


def _has_texts(value: Any, keys: tuple[str, ...]) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(key), str) and value[key].strip() for key in keys)


def problems_in_article(about: dict[str, Any], claims: pd.DataFrame) -> Iterator[str]:
    """Whether the states and times of data/about.toml are known, and each window phase has one window claim."""
    if not about["article"]:
        for row in claims.head(1).itertuples():
            yield f"claims.csv, line {row.line}: these are claims of an article, and about.toml has no [article]."
        return
    state = about["article"]["review_state"]
    if state not in ARTICLE_REVIEW_STATES:
        yield f"about.toml, article: '{state}' is not one of {', '.join(ARTICLE_REVIEW_STATES)}."
    phases = about["monitoring_phase"]
    if len({phase["key"] for phase in phases}) < len(phases):
        yield "about.toml, monitoring_phase: two phases have the same key."
    windows = claims[claims["claim_id"].isin(about["article_window_claim_ids"])]["section"].value_counts()
    for phase in phases:
        if phase["time"] not in MONITORING_TIMES:
            yield f"about.toml, monitoring_phase: '{phase['time']}' is not one of {', '.join(MONITORING_TIMES)}."
        if phase["time"] == "window" and windows.get(phase["section"], 0) != 1:
            yield f"about.toml, monitoring_phase: '{phase['section']}' needs one of article_window_claim_ids."
