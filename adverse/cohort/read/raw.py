"""What a file of a reader is before anybody asks what it means."""

from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from adverse.cohort.limits import check_columns, check_rows
from adverse.errors import OwnDataError


class File(NamedTuple):
    """A file as it came: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, eq=False)
class RawTable:
    """One table of text: a column for each name of the header, an empty text where a cell is empty.

    The index is the line of the file on which a row ends, or its number where a file has no lines; `row_word` says
    which. `notes` say how the file was understood, one sentence each.
    """

    file: str
    form: str
    cells: pd.DataFrame
    row_word: str = "line"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Registry:
    """The results of one study as ClinicalTrials.gov prints them: groups and counts, no patients.

    `groups`: group, label, n_at_risk. `counts`: group, event, soc, subset, n_with_event, n_at_risk, where a count that
    the record leaves out is missing. `is_apart`: whether no patient can stand in two groups.
    """

    file: str
    study: str
    title: str
    groups: pd.DataFrame
    counts: pd.DataFrame
    threshold_percent: float | None
    is_apart: bool
    is_randomized: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Label:
    """The sections of a medicine's label as openFDA gives them: text, never a count. `sections`: section, text."""

    file: str
    medicine: str
    sections: pd.DataFrame
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """Everything that the files of a reader hold."""

    tables: list[RawTable] = field(default_factory=list)
    registries: list[Registry] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def table_of(
    file: str,
    form: str,
    header: list[str],
    columns: list[list[str]],
    *,
    lines: list[int] | None = None,
    notes: tuple[str, ...] = (),
) -> RawTable:
    """A table of text from its columns; raises OwnDataError for a header that cannot name them and for no rows.

    A column without a name is left out where it is empty, and else named by its place.
    """
    names = [name.strip() for name in header]
    check_columns(file, len(names))
    kept = [place for place, name in enumerate(names) if name or any(columns[place])]
    names = [name or f"column {place + 1}" for place, name in enumerate(names)]
    folded = [names[place].casefold() for place in kept]
    for place in kept:
        if folded.count(names[place].casefold()) > 1:
            raise OwnDataError([f"{file}, line 1: two columns have the name '{names[place]}'."])
    n_rows = len(columns[kept[0]]) if kept else 0
    if n_rows == 0:
        raise OwnDataError([f"{file} has a header and no rows."])
    check_rows(file, n_rows)
    cells = pd.DataFrame({names[place]: pd.array(columns[place], dtype="str") for place in kept})
    cells = cells.apply(lambda column: column.str.strip())
    cells.index = pd.Index(lines if lines is not None else range(1, n_rows + 1), name="line")
    return RawTable(file, form, cells, "line" if lines is not None else "row", notes)
