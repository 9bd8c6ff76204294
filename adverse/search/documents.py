"""One searchable document a row: what it is about, the words that it holds, and how readily it answers."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd

from adverse.evidence import Evidence
from adverse.evidence.select import with_details
from adverse.search.text import SHARE, folded, split_off_left_out, stems
from adverse.vocabulary import (
    AGE_GROUPS,
    ARM_ROLES,
    DRUG_CLASSES,
    FACTOR_GROUPS,
    GRADING_SYSTEMS,
    JURISDICTIONS,
    MANAGEMENT_TOPICS,
    PERIODS,
    RISK_MEASURES,
    SECONDARY_SOURCE_KINDS,
    SETTINGS,
    SOURCE_KINDS,
    SUBSETS,
    VERDICTS,
    label,
)

# Which tables are searched, and which of their columns hold a row's head (weighs more) and the rest of its words.
SEARCHED = {
    "incidence": (("event", "arm_label", "trial_name"), ("population", "arm_id", "n_safety", "drug", "source_name")),
    "onset": (("event", "arm_label", "trial_name", "onset_window"), ("drug", "arm_id", "n_safety", "source_name")),
    "management": (
        ("event", "grade_or_condition", "population"),
        ("drug", "action", "drug_or_dose", "plain_name", "source_name"),
    ),
    "risk_factors": (("event", "factor", "level"), ("drug", "reference_level", "source_name")),
    "grading_criteria": (("event", "grade_named", "wording"), ("system_name", "source_name")),
    "glossary": (("term", "other_names"), ("plain_definition", "professional_definition")),
    "events": (("event",), ("plain_name", "definition", "soc")),
    "claims": (("statement",), ("section", "topic", "value", "unit", "primary_value", "primary_unit", "explanation")),
    "signals": (("event",), ("drug", "background", "source_name")),
    "exposure_adjusted_rates": (("event", "arm_label", "trial_name"), ("drug", "source_name")),
    "sources": (
        ("short_name",),
        ("title", "first_author", "year", "publisher", "label_revision", "doi", "pmid", "source_id"),
    ),
}
# Columns whose keys are shown, and therefore asked for, by their labels.
CODED = {
    "period": PERIODS,
    "subset": SUBSETS,
    "age_group": AGE_GROUPS,
    "setting": SETTINGS,
    "arm_role": ARM_ROLES,
    "drug_class": DRUG_CLASSES,
    "factor_group": FACTOR_GROUPS,
    "jurisdiction": JURISDICTIONS,
    "topic": MANAGEMENT_TOPICS,
    "source_kind": SOURCE_KINDS,
    "verdict": VERDICTS,
}
OF_A_STUDY = ("incidence", "onset", "risk_factors", "signals", "exposure_adjusted_rates")  # their source's author tells
NAMING = {  # columns that may name an event beside the row's own
    "risk_factors": ["factor"],
    "claims": ["statement", "section"],
    "sources": ["title", "short_name"],
    "onset": ["onset_window"],
    "grading_criteria": ["wording"],
    "management": ["grade_or_condition", "action", "drug_or_dose"],
}
ARM_DETAILS = ("arm_label", "trial_name", "tier", "setting", "age_group", "arm_role", "drug_class")
ARM_COLUMNS = ["trial_id", "nct", "population", "dosing", "n_safety"]
GRADES_IN_NAMES = {"grade 3 or higher": ("grade_band", "ge3"), "serious": ("subset", "serious")}
GRADES_IN_NAMES |= {"fatal": ("subset", "fatal")}
WEIGHT = re.compile(r"(?P<sign><|>=)\s?(?P<kg>\d+) kg|(?P<kg2>\d+) kg (and over|or more)")


@dataclass(frozen=True, slots=True)
class Document:
    """A row with its words; `rank` orders rows that answer equally well, lowest first.

    `head` are the stems of what it is about, `stems` all of them, `mentions` the events that its text names beside its
    own, `left_out` the stems of what it says it is not about.
    """

    table: str
    row: Any
    event: str
    products: frozenset[str]
    grade_band: str
    subset: str
    kilograms: tuple[float, float] | None
    head: frozenset[str]
    left_out: frozenset[str]
    stems: frozenset[str]
    mentions: frozenset[str]
    year: int
    rank: tuple


def documents_of(evidence: Evidence, products_in, stems_of_event, events_in) -> list[Document]:
    """Every row of the searched tables.

    `products_in` finds the products that a treatment's name holds, `stems_of_event` the stems of an event's names,
    `events_in` the events that texts name.
    """
    found = []
    sources = evidence.sources
    years = {row.source_id: _year(row) for row in sources.itertuples()}
    by = sources["first_author"] + ". " + sources["year"].astype("string").fillna("") + ". " + sources["publisher"]
    written_by = dict(zip(sources["source_id"], by, strict=True))
    beside = _words_beside(evidence)
    for table, (head, body) in SEARCHED.items():
        rows = _readable(evidence, table)
        coded = {column: terms for column, terms in CODED.items() if column in rows}
        for row in rows.itertuples():
            first = [str(getattr(row, column)) for column in head]
            rest = [str(getattr(row, column)) for column in body if pd.notna(getattr(row, column))]
            rest += [written_by.get(getattr(row, "source_id", ""), "")] if table in OF_A_STUDY else []
            rest += [label(RISK_MEASURES, row.measure)] if table == "risk_factors" else []
            rest += beside.get((table, getattr(row, "measure", ""), getattr(row, "source_id", "")), [])
            rest += [label(terms, str(getattr(row, column) or "")) for column, terms in coded.items()]
            drug, event = getattr(row, "drug", "") or "", getattr(row, "event", "")
            grade_band, subset = _grade_and_subset(row)
            first += [label(MANAGEMENT_TOPICS, row.topic)] if table == "management" else []
            parts = [_without_left_out(value) for value in first]
            told = [_without_left_out(str(getattr(row, column))) for column in NAMING.get(table, ())]
            own = stems_of_event(event) if event else frozenset()
            found.append(
                Document(
                    table=table,
                    row=row,
                    event=event,
                    products=products_in(drug),
                    grade_band=grade_band,
                    subset=subset,
                    kilograms=_kilograms(". ".join(first)),
                    head=frozenset(word for value, _ in parts for word in stems(value)),
                    left_out=frozenset(word for _, value in (*parts, *told) for word in stems(value)),
                    stems=frozenset(word for value in (*first, *rest) for word in stems(value)) | own | _shares(row),
                    mentions=events_in([value for value, _ in told]),
                    year=years.get(getattr(row, "source_id", ""), 0),
                    rank=_rank(evidence, table, row, drug, grade_band, subset),
                )
            )
    return found


def _shares(row) -> frozenset[str]:
    """The percentages that a row prints as its figure, as "43%"."""
    printed = [getattr(row, "percent", None), getattr(row, "estimate", None)]
    said = SHARE.findall(getattr(row, "statement", ""))
    return frozenset(f"{value:g}%" for value in printed if pd.notna(value)) | {f"{share}%" for share in said}


def _without_left_out(value: str) -> tuple[str, str]:
    kept, out = split_off_left_out(folded(value))
    return (kept, out) if out else (value, "")  # a text that is read again as it stands is folded once


def _words_beside(evidence: Evidence) -> dict[tuple[str, str, str], list[str]]:
    """(table, measure, source) -> what other tables say of it: the trials of a report, the patient of a case report."""
    found = defaultdict(list)
    for arm in evidence.arms.itertuples():
        found["sources", "", arm.source_id] += [arm.trial_name, arm.nct]
    for rule in evidence.management.itertuples():
        if rule.topic == "rare_serious":
            found["onset", "single_case", rule.source_id] += [rule.grade_or_condition, rule.population]
    return found


def _drugs_of_sources(evidence: Evidence) -> dict[str, str]:
    """The medicine that a document's rows are of: this package's own wherever they name it."""
    arms, own = evidence.arms, evidence.about["drug"]
    rows = evidence.incidence.merge(arms[["arm_id", "drug"]], on="arm_id")
    tables = [arms, rows, evidence.onset, evidence.risk_factors, evidence.signals, evidence.management]
    pairs = pd.concat([table[["source_id", "drug"]] for table in tables]).drop_duplicates().groupby("source_id")["drug"]
    return {source: own if own in set(drugs) else " / ".join(drugs) for source, drugs in pairs}


def _year(source) -> int:
    """The last year that a document's revision names, else the year it came out; 0 where neither is known."""
    years = map(int, re.findall(r"\b20[0-9]{2}\b", source.label_revision))
    return max(years, default=0 if pd.isna(source.year) else int(source.year))


def _readable(evidence: Evidence, table: str) -> pd.DataFrame:
    """Rows that may answer: those that rest on the starting article stand under check and answer nothing."""
    rows = evidence.tables[table]
    if table == "claims":
        rows = rows.rename(columns={"primary_source_id": "source_id"})
    if table == "sources":
        drugs = rows["source_id"].map(_drugs_of_sources(evidence)).fillna("")
        return rows.assign(source_kind=rows["kind"], drug=drugs)
    if table == "events":
        return rows
    rows = with_details(evidence, rows)
    if table == "grading_criteria":
        grades = rows["grade"].map("Grade {:.0f}".format, na_action="ignore").astype("string").fillna("any grade")
        rows = rows.assign(grade_named=grades, system_name=rows["system"].map(lambda key: label(GRADING_SYSTEMS, key)))
    if "arm_id" in rows:
        arms = evidence.arms.set_index("arm_id")
        rows = rows.assign(**{name: rows["arm_id"].map(arms[name].astype("string")).fillna("") for name in ARM_COLUMNS})
    for column in (*ARM_DETAILS, "source_name", "source_kind"):
        if column in rows:
            rows = rows.assign(**{column: rows[column].fillna("")})
    return rows[rows["source_kind"] != "article"]


def _grade_and_subset(row) -> tuple[str, str]:
    """The grades and events that a row counts, from its columns or from its event's name."""
    counted = {"grade_band": getattr(row, "grade_band", "any"), "subset": getattr(row, "subset", "all")}
    _, _, suffix = getattr(row, "event", "").rpartition(", ")
    if suffix in GRADES_IN_NAMES:
        column, key = GRADES_IN_NAMES[suffix]
        counted[column] = key
    return counted["grade_band"], counted["subset"]


def _kilograms(text: str) -> tuple[float, float] | None:
    """The body weights that a row is for: "<45 kg", "45 kg and over"."""
    if not (found := WEIGHT.search(text)):
        return None
    kilograms = float(found["kg"] or found["kg2"])
    return (0, kilograms - 0.5) if found["sign"] == "<" else (kilograms, 500)


def _rank(evidence: Evidence, table: str, row, drug: str, grade_band: str, subset: str) -> tuple:
    """Core before supporting evidence, the medicine itself before combinations, the whole study, more patients."""
    periods = list(PERIODS)
    n_patients = [getattr(row, name, None) for name in ("n_at_risk", "n_total", "n_patients", "n_reports", "n_safety")]
    n_patients = next((int(n) for n in n_patients if pd.notna(n) and n != ""), 0)
    notes = getattr(row, "notes", "").lower()
    timed = table == "onset" and pd.isna(row.onset_median_days)
    counted_only = table == "signals" and pd.isna(row.ror) and pd.isna(row.ror_ci_low)
    return (
        drug not in ("", evidence.about["drug"]),
        getattr(row, "counting_unit", "patients") != "patients",
        subset != "all",
        grade_band != "any",
        getattr(row, "tier", "core") == "supporting",
        periods.index(row.period) if getattr(row, "period", "") in periods else 0,
        getattr(row, "measure", "onset") in ("single_case", "peak", "nadir"),
        getattr(row, "source_kind", "") in SECONDARY_SOURCE_KINDS or "secondary" in notes,
        timed or counted_only,
        -n_patients,
        row.line,
    )
