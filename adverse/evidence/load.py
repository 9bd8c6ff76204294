"""The data folder -> Evidence, whole and checked, or one error that lists every problem."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from adverse.errors import EvidenceError
from adverse.evidence.about import problems_in_about, problems_in_about_form, with_every_part
from adverse.evidence.checks import problems_in_evidence
from adverse.evidence.memo import Memo
from adverse.evidence.possible_counts import with_possible_counts
from adverse.evidence.read import read_table
from adverse.evidence.releases import Release, releases_in
from adverse.evidence.reviews import with_review
from adverse.evidence.stories import FOLDER as STORIES
from adverse.evidence.stories import Story, read_stories
from adverse.evidence.tables import NEVER_EMPTY, TABLES, TableDefinition

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"
NUMBER_FORMS = {
    "Int64": (re.compile(r"-?[0-9]{1,15}"), "a whole number of at most 15 digits"),
    "float64": (
        re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?"),
        "a number like 12 or 12.5, with at most 15 digits before and after the point",
    ),
}

CellFault = tuple[int, str, str]  # position of the row, column, what is wrong


@dataclass(frozen=True, eq=False)
class Evidence:
    """The checked tables of one data folder.

    Every table has the columns of its model plus `line` (line in the file) and `row_key` (its key columns joined by
    "|"); claims and tables with a review status also have `review` (what a reader is told of it). Columns whose printed
    decimals matter have them beside (`percent_decimals`), and incidence has the columns of `with_possible_counts`.
    `about` is data/about.toml with every part, `stories` are those of data/stories, `releases` those of changes.json,
    the newest first, `memo` holds what was worked out; `folder` is that of a data package.
    `reports` is the opened store of safety reports (`adverse.reports.Reports`), `labels` are the label files beside it
    (`adverse.reports.openfda.Label`), where a server has them.
    """

    about: dict[str, Any]
    sources: pd.DataFrame
    arms: pd.DataFrame
    events: pd.DataFrame
    glossary: pd.DataFrame
    incidence: pd.DataFrame
    listings: pd.DataFrame
    onset: pd.DataFrame
    risk_factors: pd.DataFrame
    exposure_adjusted_rates: pd.DataFrame
    signals: pd.DataFrame
    report_names: pd.DataFrame
    management: pd.DataFrame
    grading_criteria: pd.DataFrame
    vignettes: pd.DataFrame
    lessons: pd.DataFrame
    claims: pd.DataFrame
    known_discrepancies: pd.DataFrame
    reviews: pd.DataFrame
    stories: tuple[Story, ...] = ()
    releases: tuple[Release, ...] = ()
    folder: Path | None = None
    reports: Any = None
    labels: tuple[Any, ...] = ()
    memo: Memo = field(init=False, repr=False, default_factory=Memo)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Table name -> table, in the order of the data dictionary."""
        return {name: getattr(self, name) for name in TABLES}


def load_evidence(folder: Path = DATA_FOLDER) -> Evidence:
    """Load and check every table of `folder`.

    Raises EvidenceError with one sentence for every broken rule; rules between tables are checked once each table
    keeps its own.
    """
    about, problems = _read_about(folder / "about.toml")
    tables = {}
    for name, definition in TABLES.items():
        tables[name], found = table_of(folder / f"{name}.csv", definition)
        problems += found
    if not problems:
        tables["incidence"] = with_possible_counts(tables["incidence"])
        problems = [*problems_in_about(about, tables), *problems_in_evidence(tables)]
    stories, found = read_stories(folder / STORIES, set(tables["sources"].get("source_id", ())))
    releases, unread = releases_in(folder, about.get("version", ""))
    if problems := problems or [*found, *unread]:
        raise EvidenceError(problems)
    reviewed = {name: with_review(name, table, tables["reviews"]) for name, table in tables.items()}
    return Evidence(about=about, **reviewed, stories=stories, releases=releases, folder=folder)


def table_of(path: Path, definition: TableDefinition) -> tuple[pd.DataFrame, list[str]]:
    """The table of one file with its declared types, and a sentence for every rule that it breaks by itself."""
    raw, problems = read_table(path, list(definition.columns))
    return (raw, problems) if problems else typed_table(path.stem, raw, definition)


def typed_table(
    name: str, raw: pd.DataFrame, definition: TableDefinition, *, may_be_empty: bool = False
) -> tuple[pd.DataFrame, list[str]]:
    """Convert a table of text (with `line`) to its declared types; return (table with `row_key`, problems)."""
    if raw.empty and name in NEVER_EMPTY and not may_be_empty:
        return raw, [f"{name}.csv has no rows."]
    lines = raw["line"].astype(int)
    cells, faults = _with_plain_numbers(raw.drop(columns="line"), definition.columns)
    try:
        cells = definition.model.validate(cells, lazy=True)
    except pa.errors.SchemaErrors as errors:
        faults += _schema_faults(errors.failure_cases, definition.columns)
    order = {column: position for position, column in enumerate(definition.columns)}
    problems = [
        f"{name}.csv, line {lines.loc[index]}, column {column}: {fault}."
        for index, column, fault in sorted(faults, key=lambda fault: (fault[0], order[fault[1]]))
    ]
    first, *others = (raw[column] for column in definition.key)
    row_key = first.str.cat(others, sep="|").str.removesuffix("|")  # an empty last part of a key adds nothing
    first_lines = lines.groupby(row_key).transform("min") if len(raw) else lines
    problems += [
        f"{name}.csv, line {line}: the same key as line {first} ({key})."
        for line, first, key in zip(lines, first_lines, row_key, strict=True)
        if line != first
    ]
    return cells.assign(line=lines, row_key=row_key.astype(str), **_decimals(raw, definition.columns)), problems


def _decimals(raw: pd.DataFrame, columns: dict) -> dict[str, pd.Series]:
    """How many decimals are printed in each cell of the columns where that matters, by the name of a column beside."""
    return {
        f"{column}_decimals": raw[column]
        .map(lambda cell: len(cell.partition(".")[2]))
        .astype("Int64")
        .mask(raw[column] == "")
        for column, declared in columns.items()
        if (declared.metadata or {}).get("has_decimals")
    }


def _with_plain_numbers(cells: pd.DataFrame, columns: dict) -> tuple[pd.DataFrame, list[CellFault]]:
    """Blank every cell of a number column that is empty or not written in plain digits; the latter are faults.

    pandas would read "nan" as not reported, and "inf", "1e3" and " 5" as numbers.
    """
    numbers, faults = {}, []
    for column, declared in columns.items():
        if str(declared.dtype) in NUMBER_FORMS:
            form, wanted = NUMBER_FORMS[str(declared.dtype)]
            is_plain = cells[column].map(lambda cell, form=form: form.fullmatch(cell) is not None).astype(bool)
            odd = cells.loc[~is_plain & (cells[column] != ""), column]
            faults += [(index, column, f"'{cell}' is not {wanted}") for index, cell in odd.items()]
            numbers[column] = cells[column].where(is_plain, None)
    return cells.assign(**numbers), faults


def _schema_faults(failures: pd.DataFrame, columns: dict) -> Iterator[CellFault]:
    """What is wrong with each cell that breaks a rule of its column."""
    for failure in failures.itertuples():
        check, value = failure.check, failure.failure_case
        if check.startswith("isin"):
            allowed = columns[failure.column].checks[0].statistics["allowed_values"]
            shown = f"'{value}'" if value else "an empty cell"
            fault = f"{shown} is not one of {', '.join(key or '(empty)' for key in allowed)}"
        elif check.startswith("str_length"):
            fault = "the cell is empty"
        elif check.startswith("str_matches"):
            fault = f"'{value}' is not {columns[failure.column].metadata['expected']}"
        else:
            side = "below" if check.startswith("greater_than") else "above"
            fault = f"{float(value):.15g} is {side} {float(check.split('(')[1].rstrip(')')):g}"
        yield int(failure.index), failure.column, fault


def _read_about(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        about = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}, [f"{path.name} is missing."]
    except OSError as error:
        return {}, [f"{path.name} cannot be read: {error.strerror}."]
    except RecursionError:
        return {}, [f"{path.name} cannot be read: it is nested too deeply."]
    except ValueError as error:
        return {}, [f"{path.name} cannot be read: {error}."]
    return with_every_part(about), list(problems_in_about_form(about))
