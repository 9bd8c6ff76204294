"""The rows of the searched tables as documents: what each holds of a question, and how readily it answers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.select import by_column, with_details
from adverse.search.language import PATTERNS, SIDES, SUBSETS, WEIGHT_BANDS
from adverse.search.names import EventNames, ProductNames
from adverse.search.tables import SEARCHED, Searched, terms_of
from adverse.search.text import folded, left_out_of, stem, stems, without_left_out
from adverse.vocabulary import GRADE_BANDS, JURISDICTIONS, PERIODS, SECONDARY_SOURCE_KINDS, label

OF_ARM = ("trial_id", "nct", "population", "dosing")
COUNTS = ("n_at_risk", "n_total", "n_patients", "n_reports", "n_safety")  # how many patients a row is of
WEAK_MEASURES = ("single_case", "peak", "nadir")  # of a start that is no onset of a group
ALL_AGES = frozenset(map(stem, ("child", "adult")))
EVERYBODY = ALL_AGES | set(map(stem, ("men", "women")))
DIRECTIONS = frozenset(map(stem, ("high", "low")))  # which every link of a factor may be asked by
COMPARED = {stem(factor): set(map(stem, sides.split())) for factor, sides in SIDES.items()}
LONGEST_LIMIT = 100  # days
SMALL_NUMBERS = frozenset(map(str, range(100)))  # which say nothing by themselves; larger ones name studies and years
NOTHING: frozenset[str] = frozenset()


class AllBut(frozenset[str]):
    """Every value but its own members."""

    def isdisjoint(self, values: Iterable[object]) -> bool:
        """Whether it holds none of these values."""
        return self.issuperset(values)


@dataclass(frozen=True, slots=True)
class Document:
    """A row, and what it holds of a question.

    `gives` are the kinds of answer that it gives; `head` are the stems of what it is about, `words` all stems that it
    may be asked by, `mentions` the events that it is on or names, `products` its medicines; `held` are the values that
    it holds of the kinds of facets that are no words. Of rows that hold equally much those come first whose
    `weakness`, then whose `rank` is lowest.
    """

    table: str
    searched: Searched
    row: Any
    event: str
    gives: tuple[str, ...]
    head: frozenset[str]
    words: frozenset[str]
    mentions: frozenset[str]
    products: frozenset[str]
    held: dict[str, frozenset[str]]
    weakness: tuple
    rank: tuple

    def holds(self, kind: str, values: Iterable[str]) -> bool:
        """Whether the row holds one of these values of a kind of facet."""
        return not self.held.get(kind, self.words).isdisjoint(values)


def documents_of(evidence: Evidence, events: EventNames, products: ProductNames) -> list[Document]:
    """Every row of the searched tables, but those that rest on the starting article: they stand under check."""
    written = _written(evidence)
    return [
        _document(table, searched, row, texts, events, products)
        for table, searched in SEARCHED.items()
        for row, texts in _rows(evidence, table, searched, written)
    ]


def _document(
    table: str, searched: Searched, row, texts: dict[str, str], events: EventNames, products: ProductNames
) -> Document:
    head, body, naming = ([texts[it] for it in names] for names in (searched.head, searched.body, searched.naming))
    event, drug = getattr(row, "event", ""), getattr(row, "drug", "")
    about = NOTHING.union(*(stems(without_left_out(text)) for text in head))
    left_out = NOTHING.union(*(stems(left_out_of(text)) for text in (*head, *naming)))
    words = about.union(*map(stems, body), events.stems_of(event), _figures(row))
    words = _asked_by(row, table, words) - left_out
    mentions = events.events_in(naming) | {event}
    if table == "grading_criteria":  # a criterion of an event is one of its group
        mentions |= events.whole_group(row.event_group)
    own = products.products_in(drug)
    product = own if searched.counts else own | (words - {products.focus} if own else words)
    held = {
        "event": mentions,
        "medicine": frozenset({products.focus}) if searched.is_general else product,
        "class": AllBut() if searched.is_general else NOTHING if searched.counts else product,
        "grade": words - GRADE_BANDS.keys(),
        "subset": frozenset({getattr(row, "subset", "all")}),
        "weight": NOTHING,
        "term": frozenset({getattr(row, "term", "")}),
    }
    if searched.counts:  # "two seizures" are no figure of a row on seizures
        held["number"] = (words - SMALL_NUMBERS) | about
    if searched.by_grade:
        is_death = getattr(row, "subset", "") == "fatal"  # who died of an event had it at grade 5
        held |= {"grade": frozenset({row.grade_band, *(["5"] if is_death else [])}), "trial": about}
    if table == "management":
        stopped = [
            it for it in SUBSETS if it.startswith("led_to") and SUBSETS[it].search(folded(row.grade_or_condition))
        ]
        held["subset"] |= {*stopped}
        held["weight"] = frozenset([row.weight_band] if row.weight_band else WEIGHT_BANDS)
        if row.grades:
            held["grade"] = about.union(f"grade{grade}" for grade in row.grades.split("|"))
        if row.grades and event in events.totals:  # a rule on any event of a grade is one on each
            held["event"] = AllBut(events.events_in(map(left_out_of, naming)))
    return Document(
        *(table, searched, row, event, _gives(row, table, searched), about, words, mentions, own, held),
        weakness=_weakness(row, searched),
        rank=_rank(row, drug not in ("", products.name)),
    )


def _rows(
    evidence: Evidence, table: str, searched: Searched, written: pd.DataFrame
) -> Iterator[tuple[Any, dict[str, str]]]:
    """The rows of a table with what is to be said of them, and the texts of their searched columns, keys as labels."""
    rows = _with_origin(evidence, table, evidence.tables[table], written)
    texts, terms = set(rows.select_dtypes(["string", "str", "object"])), terms_of(table)
    cells = {it: rows[it].to_numpy(object, na_value="") if it in texts else rows[it].astype(object) for it in rows}

    @cache
    def told(column: str, cell) -> str:
        return "" if pd.isna(cell) else label(terms.get(column, {}), str(cell))

    columns = {*searched.head, *searched.body, *searched.naming}
    for values in zip(*cells.values(), strict=True):
        row = SimpleNamespace(**dict(zip(cells, values, strict=True)))
        if getattr(row, "source_kind", "") != "article":
            yield row, {column: told(column, getattr(row, column)) for column in columns}


def _written(evidence: Evidence) -> pd.DataFrame:
    """Of every document who wrote it, and when it was last revised."""
    sources = by_column(evidence, "sources", "source_id")
    year = sources["year"].astype("string").fillna("")
    revised = pd.to_numeric(sources["label_revision"].str.extract(r".*\b(20[0-9]{2})\b", expand=False))
    newest = revised.astype("Float64").fillna(sources["year"].astype("Float64")).fillna(0)
    by = sources["first_author"] + ". " + year + ". " + sources["publisher"]
    return pd.DataFrame({"written_by": by, "newest_year": newest})


def _with_origin(evidence: Evidence, table: str, rows: pd.DataFrame, written: pd.DataFrame) -> pd.DataFrame:
    """Rows with what their words need of their documents and arms."""
    if table == "events":
        return rows
    if table == "sources":
        trials = (evidence.arms["trial_name"] + " " + evidence.arms["nct"]).groupby(evidence.arms["source_id"])
        return rows.assign(trials=rows["source_id"].map(trials.agg(" ".join)))
    rows = with_details(evidence, rows.rename(columns={"primary_source_id": "source_id"}))
    rows = rows.join(written, on="source_id").fillna({"newest_year": 0})
    if "grade" in rows:
        grades = rows["grade"].map("Grade {:.0f}".format, na_action="ignore").astype("string")
        rows = rows.assign(grade_named=grades.fillna("any grade"))
    if "arm_id" in rows:
        arms = by_column(evidence, "arms", "arm_id")
        rows = rows.assign(**{column: rows["arm_id"].map(arms[column]) for column in OF_ARM})
    return rows


def _gives(row, table: str, searched: Searched) -> tuple[str, ...]:
    """The kinds of answer that a row gives, the foremost first: those whose figures it has."""
    if table == "management":
        return ("grading",) if row.topic == "grading" else ("management",)
    is_there = {ask: [getattr(row, column) for column in columns] for ask, columns in searched.one_of.items()}
    return tuple(
        ask
        for ask in searched.answers
        if ask not in is_there or any(pd.notna(figure) and figure != "" for figure in is_there[ask])
    )


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


def _weakness(row, searched: Searched) -> tuple:
    """Rules of the first jurisdictions come first, settled links before unsettled ones, and printed figures."""
    place = list(JURISDICTIONS).index(row.jurisdiction) if hasattr(row, "jurisdiction") else 0
    is_unsettled = getattr(row, "direction", "raises") not in ("raises", "lowers")
    return (place, is_unsettled, *(bool(pd.isna(getattr(row, name))) for name in searched.figures))


def _rank(row, is_of_other: bool) -> tuple:
    """Core before supporting evidence, the medicine itself before combinations, the whole study, more patients."""
    printed = [getattr(row, name, "") for name in COUNTS]
    n_patients = [int(n) for n in printed if pd.notna(n) and n != ""]
    period = getattr(row, "period", "")
    return (
        is_of_other,
        getattr(row, "counting_unit", "patients") != "patients",
        getattr(row, "subset", "all") != "all",
        getattr(row, "grade_band", "any") != "any",
        getattr(row, "tier", "core") == "supporting",
        getattr(row, "data_cut", "") == "interim",
        list(PERIODS).index(period) if period in PERIODS else 0,
        getattr(row, "measure", "") in WEAK_MEASURES,
        getattr(row, "source_kind", "") in SECONDARY_SOURCE_KINDS or getattr(row, "quotation", "") != "",
        -next(iter(n_patients), 0),
        row.line,
    )
