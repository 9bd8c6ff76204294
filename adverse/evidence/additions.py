"""Rows that a person would add to the tables: checked by every rule that the tables keep, and written as a patch."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from adverse.evidence.about import problems_in_about
from adverse.evidence.checks import problems_in_evidence
from adverse.evidence.load import DATA_FOLDER, Evidence, typed_table
from adverse.evidence.possible_counts import with_possible_counts
from adverse.evidence.read import read_table
from adverse.evidence.tables import TABLES

CONTEXT = 3  # lines of a file that a patch repeats, so that it is applied where it belongs


class NewRow(NamedTuple):
    """A row to add at the end of a table, as text; a cell that is not given is empty."""

    table: str
    cells: Mapping[str, str]

    @property
    def values(self) -> list[str]:
        """The cells in the order of the file, each on one line."""
        return [" ".join(self.cells.get(column, "").split()) for column in TABLES[self.table].columns]

    @property
    def line(self) -> str:
        """The row as a line of its file."""
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="").writerow(self.values)
        return text.getvalue()


def problems_in_additions(evidence: Evidence, rows: Sequence[NewRow]) -> list[str]:
    """A sentence for every rule that the tables break with these rows at their ends; none when they may be added."""
    tables, problems = dict(evidence.tables), []
    for name in {row.table: None for row in rows}:
        columns = list(TABLES[name].columns)
        raw, found = read_table(folder_of(evidence) / f"{name}.csv", columns)
        added = pd.DataFrame([row.values for row in rows if row.table == name], columns=columns, dtype=str)
        after = _last_line(evidence, name)
        raw = pd.concat([raw, added.assign(line=range(after + 1, after + 1 + len(added)))], ignore_index=True)
        tables[name], broken = typed_table(name, raw, TABLES[name])
        problems += found + broken
    if problems:
        return problems
    tables["incidence"] = with_possible_counts(tables["incidence"][list(_stored(tables["incidence"]))])
    return [*problems_in_about(evidence.about, tables), *problems_in_evidence(tables)]


def _stored(incidence: pd.DataFrame) -> list[str]:
    """The columns of the loader without those that are worked out of them."""
    columns = [*TABLES["incidence"].columns, "line", "row_key"]
    return [column for column in incidence if column in columns or column.endswith("_decimals")]


def patch_of(evidence: Evidence, rows: Sequence[NewRow]) -> str:
    """The rows as one unified diff of the data folder, as `git apply` takes it."""
    parts = []
    for name in {row.table: None for row in rows}:
        lines = _text(evidence, name).split("\n")[:-1]
        kept, added = lines[-CONTEXT:], [row.line for row in rows if row.table == name]
        first, path = len(lines) - len(kept) + 1, f"{DATA_FOLDER.name}/{name}.csv"
        parts += [
            f"diff --git a/{path} b/{path}",
            f"--- a/{path}",
            f"+++ b/{path}",
            f"@@ -{first},{len(kept)} +{first},{len(kept) + len(added)} @@",
            *(f" {line}" for line in kept),
            *(f"+{line}" for line in added),
        ]
    return "\n".join(parts) + "\n" if parts else ""


def folder_of(evidence: Evidence):
    """The folder of the tables; the shipped one where the evidence was read from none."""
    return evidence.folder or DATA_FOLDER


def _text(evidence: Evidence, name: str) -> str:
    return (folder_of(evidence) / f"{name}.csv").read_bytes().decode("utf-8")


def _last_line(evidence: Evidence, name: str) -> int:
    return _text(evidence, name).count("\n")
