"""One searchable document a row: what it is about, what it holds of a question, and how readily it answers."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.select import with_details
from adverse.search.language import PATTERNS, SIDES
from adverse.search.names import EventNames, ProductNames
from adverse.search.tables import SEARCHED, Searched, terms_of
from adverse.search.text import held_and_left_out, stem, stems
from adverse.vocabulary import JURISDICTIONS, PERIODS, SECONDARY_SOURCE_KINDS, label

OF_ARM = ("trial_id", "nct", "population", "dosing", "n_safety")
COUNTS = ("n_at_risk", "n_total", "n_patients", "n_reports", "n_safety")  # how many patients a row is of
WEAK_MEASURES = ("single_case", "peak", "nadir")  # of a start that is no onset of a group
ALL_AGES = frozenset(map(stem, ("child", "adult")))
EVERYBODY = ALL_AGES | set(map(stem, ("men", "women")))
DIRECTIONS = frozenset(map(stem, ("high", "low")))  # which every link of a factor may be asked by
COMPARED = {stem(factor): set(map(stem, sides.split())) for factor, sides in SIDES.items()}
LONGEST_LIMIT = 100  # days
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """A row, and what it holds of a question.

    `head` are the stems of what it is about, `words` all that may be asked for; `mentions` are the events that its text
    names beside its own, `bands` the grades that it counts, where it counts any. Of rows that hold equally much those
    come first whose `is_weak`, then whose `rank` is lowest.
    """

    table: str
    searched: Searched
    row: Any
    event: str
    products: frozenset[str]
    bands: frozenset[str]
    head: frozenset[str]
    words: frozenset[str]
    mentions: frozenset[str]
    is_weak: tuple
    rank: tuple


def documents_of(evidence: Evidence, events: EventNames, products: ProductNames) -> list[Document]:
    """Every row of the searched tables, but those that rest on the starting article: they stand under check."""
    sources, arms = _of_sources(evidence), evidence.arms.set_index("arm_id")[[*OF_ARM]].astype("string")
    return [
        document
        for table, searched in SEARCHED.items()
        for document in _of_table(evidence, table, searched, events, products, _rows(evidence, table, sources, arms))
    ]


def _of_table(
    evidence: Evidence, table: str, searched: Searched, events: EventNames, products: ProductNames, rows: pd.DataFrame
):
    terms, texts = terms_of(table), set(rows.select_dtypes(["string", "str", "object"]))
    cells = {it: rows[it].to_numpy(object, na_value="") if it in texts else rows[it] for it in rows}
    cells = {name: column.tolist() for name, column in cells.items()}
    of = (searched.head, searched.body, searched.naming)
    told = {it: _in_words(cells[it], terms.get(it, {})) for it in {name for names in of for name in names}}
    parts_of = [zip(*(told[it] for it in names), strict=True) if names else repeat(()) for names in of]
    plain = pd.DataFrame(cells, dtype=object).itertuples(index=False)
    for row, head, body, naming in zip(plain, *parts_of, strict=False):
        event, drug = getattr(row, "event", ""), getattr(row, "drug", "")
        parts = [held_and_left_out(text) for text in head]
        left_out = NOTHING.union(*(held_and_left_out(text)[1] for text in (*head, *naming)))
        about = NOTHING.union(*(held for held, _ in parts))
        words = about.union(*map(stems, body), events.stems_of(event) if event else (), _figures(row))
        yield Document(
            table=table,
            searched=searched,
            row=row,
            event=event,
            products=products.products_in(drug),
            bands=_bands(row) if searched.by_grade else NOTHING,
            head=about,
            words=_asked_by(row, table, words) - left_out,
            mentions=events.events_in(naming),
            is_weak=_is_weak(row, searched),
            rank=_rank(row, drug not in ("", evidence.about["drug"])),
        )


def _in_words(cells: list, terms: dict) -> list[str]:
    """The cells of a column as they are asked for: keys by their labels, empty cells without words."""
    told = cache(lambda cell: "" if pd.isna(cell) else label(terms, str(cell)) if terms else str(cell))
    return [told(cell) for cell in cells]


def _of_sources(evidence: Evidence) -> pd.DataFrame:
    """Of every document who wrote it, and when it was last revised."""
    sources = evidence.sources.set_index("source_id")
    year = sources["year"].astype("string").fillna("")
    revised = pd.to_numeric(sources["label_revision"].str.extract(r".*\b(20[0-9]{2})\b", expand=False))
    newest = revised.astype("Float64").fillna(sources["year"].astype("Float64"))
    by = sources["first_author"] + ". " + year + ". " + sources["publisher"]
    return pd.DataFrame({"written_by": by, "newest_year": newest})


def _rows(evidence: Evidence, table: str, sources: pd.DataFrame, arms: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table with what its words need from other tables."""
    rows = evidence.tables[table]
    if table == "events":
        return rows
    if table == "sources":
        trials = (evidence.arms["trial_name"] + " " + evidence.arms["nct"]).groupby(evidence.arms["source_id"])
        return rows.assign(trials=rows["source_id"].map(trials.agg(" ".join)).fillna(""))
    rows = with_details(evidence, rows.rename(columns={"primary_source_id": "source_id"}))
    if "grade" in rows:
        grades = rows["grade"].map("Grade {:.0f}".format, na_action="ignore").astype("string").fillna("any grade")
        rows = rows.assign(grade_named=grades)
    rows = rows[rows["source_kind"] != "article"].join(sources, on="source_id")
    rows = rows.fillna({"newest_year": 0})
    if "arm_id" in rows:
        return rows.drop(columns=[*OF_ARM], errors="ignore").join(arms, on="arm_id")
    return rows


def _bands(row) -> frozenset[str]:
    """The grades that a row counts; who died of an event had it at grade 5."""
    return frozenset({row.grade_band, *(["5"] if getattr(row, "subset", "") == "fatal" else [])})


def _figures(row) -> set[str]:
    """The percentages that a row prints as its figure, as "43%"."""
    printed = [getattr(row, "percent", None), getattr(row, "estimate", None)]
    said = PATTERNS["percentage"].findall(getattr(row, "statement", ""))
    return {f"{value:g}%" for value in printed if pd.notna(value)} | {f"{share}%" for share in said}


def _asked_by(row, table: str, words: frozenset[str]) -> frozenset[str]:
    """The words that a row may be asked by: also those of whom and how long it is for, where it does not print them."""
    if table == "management":
        limits = [it.groups() for word in words if (it := re.fullmatch("(over|under)([0-9]+)day", word))]
        spans = [range(int(at) + 1, LONGEST_LIMIT) if side == "over" else range(1, int(at) + 1) for side, at in limits]
        everybody = EVERYBODY if row.population_age in ("", "mixed") else NOTHING
        return words | everybody | {f"{day}day" for days in spans for day in days}
    if table == "risk_factors":
        return words.union(DIRECTIONS, *(COMPARED.get(word, ()) for word in stems(row.factor)))
    return words - ALL_AGES if SEARCHED[table].counts and words >= ALL_AGES else words


def _is_weak(row, searched: Searched) -> tuple:
    """Rules of the first jurisdictions come first, settled links before unsettled ones, and printed figures."""
    place = list(JURISDICTIONS).index(row.jurisdiction) if hasattr(row, "jurisdiction") else 0
    is_unsettled = getattr(row, "direction", "raises") not in ("raises", "lowers")
    return (place, is_unsettled, *(bool(pd.isna(getattr(row, name))) for name in searched.figures))


def _rank(row, is_of_other: bool) -> tuple:
    """Core before supporting evidence, the medicine itself before combinations, the whole study, more patients."""
    n_patients = [getattr(row, name, None) for name in COUNTS]
    period = getattr(row, "period", "")
    return (
        is_of_other,
        getattr(row, "counting_unit", "patients") != "patients",
        getattr(row, "subset", "all") != "all",
        getattr(row, "grade_band", "any") != "any",
        getattr(row, "tier", "core") == "supporting",
        list(PERIODS).index(period) if period in PERIODS else 0,
        getattr(row, "measure", "") in WEAK_MEASURES,
        getattr(row, "source_kind", "") in SECONDARY_SOURCE_KINDS or getattr(row, "quotation", "") != "",
        -next((int(n) for n in n_patients if pd.notna(n) and n != ""), 0),
        row.line,
    )
