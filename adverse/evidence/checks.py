"""Rules that one column alone cannot say: counts, ranges and keys between tables.

Every check yields sentences that name table, line and column.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pandas as pd

from adverse.evidence.cells import LIST_MARK
from adverse.evidence.checks_grades import problems_in_grades_counted
from adverse.evidence.checks_grading import problems_in_grading
from adverse.evidence.checks_lessons import problems_in_lessons
from adverse.evidence.checks_notes import problems_in_notes
from adverse.evidence.claim_checks import problems_in_claims
from adverse.evidence.discrepancies import problems_in_figures
from adverse.evidence.listings import problems_in_listings
from adverse.evidence.patients import problems_in_trials
from adverse.evidence.pivotal import problems_in_pivotal
from adverse.evidence.tables import TABLES

Tables = dict[str, pd.DataFrame]


def problems_in_evidence(tables: Tables) -> Iterator[str]:
    """Every broken rule between cells, rows and tables."""
    yield from _foreign_keys(tables)
    yield from problems_in_trials(tables["arms"])
    yield from problems_in_pivotal(tables["arms"])
    yield from _counts(tables)
    yield from _grade_order(tables["incidence"])
    yield from problems_in_grades_counted(tables["incidence"])
    yield from problems_in_notes(tables)
    yield from _event_columns(tables)
    yield from _authors(tables["sources"])
    yield from problems_in_listings(tables)
    yield from _names_of_terms(tables["glossary"])
    yield from _ranges(tables)
    yield from problems_in_claims(tables["claims"])
    yield from problems_in_figures(tables)
    yield from _reviews(tables)
    yield from problems_in_grading(tables)
    yield from problems_in_lessons(tables)


def _foreign_keys(tables: Tables) -> Iterator[str]:
    for name, definition in TABLES.items():
        for column, declared in definition.columns.items():
            metadata = declared.metadata or {}
            if not (reference := metadata.get("references") or metadata.get("list_of")):
                continue
            other, other_column = reference.split(".")
            known = set(tables[other][other_column]) | {""}
            named = tables[name][column]
            named = named.str.split(LIST_MARK).explode() if metadata.get("list_of") else named
            for index, value in named[~named.isin(known)].items():
                line = tables[name].loc[index, "line"]
                yield f"{name}.csv, line {line}, column {column}: '{value}' is not in {other}.csv."


def _counts(tables: Tables) -> Iterator[str]:
    for name, with_event, total in (
        ("incidence", "n_with_event", "n_at_risk"),
        ("risk_factors", "n_with_event", "n_total"),
    ):
        table = tables[name]
        for row in table[(table[with_event] > table[total]).fillna(False)].itertuples():
            counts = f"{getattr(row, with_event)} is more than {total} {getattr(row, total)}"
            yield f"{name}.csv, line {row.line}, column {with_event}: {counts}."
    incidence = tables["incidence"]
    is_about = (incidence["percent_qualifier"] == "~") & incidence["n_at_risk"].notna()  # so many patients, no percent
    has_percent = incidence["percent"].notna()
    wrong = (has_percent != (incidence["percent_qualifier"] != "")) & ~(is_about & ~has_percent)
    for row in incidence[wrong].itertuples():
        where = f"incidence.csv, line {row.line}, column percent_qualifier"
        yield f"{where}: a percent needs a qualifier, and a qualifier needs a percent."
    for row in incidence[incidence["percent"].isna() & incidence["n_with_event"].isna()].itertuples():
        yield f"incidence.csv, line {row.line}: neither a count nor a percent is given."


def _grade_order(incidence: pd.DataFrame) -> Iterator[str]:
    """Patients with grade 3 or higher are among those with any grade: compared within one source and denominator."""
    same = ["arm_id", "event", "subset", "period", "counting_unit", "source_id", "n_at_risk"]
    any_grade = incidence[incidence["grade_band"] == "any"]
    severe = incidence[incidence["grade_band"] == "ge3"].merge(any_grade, on=same, suffixes=("", "_any"))
    for row in severe[(severe["n_with_event"] > severe["n_with_event_any"]).fillna(False)].itertuples():
        counts = f"{row.n_with_event} with grade 3 or higher is more than {row.n_with_event_any} with any grade"
        yield f"incidence.csv, line {row.line}, column n_with_event: {counts} (line {row.line_any})."


def _event_columns(tables: Tables) -> Iterator[str]:
    events = tables["events"].set_index("event")
    incidence = tables["incidence"]
    for column in ("event_group", "soc"):
        expected = incidence["event"].map(events[column])
        for row in incidence[expected.notna() & (incidence[column] != expected)].itertuples():
            value = getattr(row, column)
            yield f"incidence.csv, line {row.line}, column {column}: '{value}' differs from events.csv for {row.event}."


def _authors(sources: pd.DataFrame) -> Iterator[str]:
    for row in sources[(sources["first_author"] == "") != (sources["author_kind"] == "")].itertuples():
        where = f"sources.csv, line {row.line}, column author_kind"
        yield f"{where}: an author needs its kind, and a kind needs an author."


def _names_of_terms(glossary: pd.DataFrame) -> Iterator[str]:
    """Every name, whatever its case, stands for one term."""
    named = {}
    for row in glossary.itertuples():
        others = row.other_names.split("|") if row.other_names else []
        for column, name in [("term", row.term), *(("other_names", name) for name in others)]:
            where = f"glossary.csv, line {row.line}, column {column}"
            first = named.get(name.lower())
            if not name or name != name.strip():
                yield f"{where}: '{getattr(row, column)}' has an empty name, or a space at the end of a name."
            elif first:
                yield f"{where}: '{name}' already names {first.term} (line {first.line})."
            else:
                named[name.lower()] = row


def _ranges(tables: Tables) -> Iterator[str]:
    ordered: dict[str, list[tuple[str, ...]]] = {
        "onset": [
            ("onset_min_days", "onset_median_days", "onset_max_days"),
            ("onset_q1_days", "onset_median_days", "onset_q3_days"),
            ("window_start_day", "window_end_day"),
            ("duration_min_days", "duration_median_days", "duration_max_days"),
        ],
        "risk_factors": [("ci_low", "estimate", "ci_high")],
        "exposure_adjusted_rates": [("ci_low", "rate_per_patient_year", "ci_high")],
        "signals": [("ror_ci_low", "ror", "ror_ci_high")],
    }
    for name, chains in ordered.items():
        table = tables[name]
        for chain in chains:
            for low, high in combinations(chain, 2):
                for row in table[table[low] > table[high]].itertuples():
                    values = f"{getattr(row, low):.15g} is more than {high} {getattr(row, high):.15g}"
                    yield f"{name}.csv, line {row.line}, column {low}: {values}."


def _reviews(tables: Tables) -> Iterator[str]:
    for row in tables["reviews"].itertuples():
        where = f"reviews.csv, line {row.line}"
        if row.table not in tables:
            yield f"{where}, column table: there is no table '{row.table}'."
        elif row.key not in set(tables[row.table]["row_key"]):
            yield f"{where}, column key: no row of {row.table}.csv has the key {row.key}."
        if not _is_day(row.date):
            yield f"{where}, column date: '{row.date}' is not a day of the calendar."


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
