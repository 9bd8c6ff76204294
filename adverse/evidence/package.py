"""What is generated from the schema: the Data Package, docs/data.md, and the data dictionary behind them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from adverse import vocabulary
from adverse.evidence.cells import LIST_MARK
from adverse.evidence.load import Evidence
from adverse.evidence.tables import TABLES

FIELD_TYPES = {"Int64": "integer", "float64": "number"}
VOCABULARIES = {
    name.replace("_", " ").capitalize(): terms
    for name, terms in vars(vocabulary).items()
    if name.isupper() and isinstance(terms, dict)
}


class Column(NamedTuple):
    """What the schema says of one column; what it does not say is "" or None."""

    table: str
    name: str
    title: str
    description: str
    type: str
    unit: str
    required: bool
    terms: dict[str, vocabulary.Term] | None
    is_list: bool
    minimum: float | None
    maximum: float | None
    pattern: str | None
    references: str

    @property
    def allowed(self) -> str:
        """The allowed values in words; "" when any text will do. A number may be empty as well."""
        empty = [] if self.required else ["(empty)"]
        if self.terms is not None:
            several = [f"several joined by {LIST_MARK}"] if self.is_list else []
            return ", ".join([*filter(None, self.terms), *several, *empty])
        if self.references:
            table, column = self.references.split(".")
            return ", ".join([f"{column} of {table}", *empty])
        if self.pattern is not None:
            return f"matches {self.pattern}"
        if self.minimum is not None:
            return f"{self.minimum} or more" if self.maximum is None else f"{self.minimum} to {self.maximum}"
        if self.type != "string":
            return "any number"
        return "not empty" if self.required else ""


def columns_of(table: str) -> list[Column]:
    """The columns of a table in file order."""
    return [_column(table, name, declared) for name, declared in TABLES[table].columns.items()]


def _column(table: str, name: str, declared: Any) -> Column:
    rules = {check.name: check.statistics for check in declared.checks}
    metadata = declared.metadata or {}
    if "isin" in rules:
        required = "" not in rules["isin"]["allowed_values"]
    else:
        pattern = rules.get("str_matches", {}).get("pattern")
        required = "str_length" in rules or (pattern is not None and not re.match(pattern, ""))
    return Column(
        table=table,
        name=name,
        title=declared.title,
        description=declared.description,
        type=FIELD_TYPES.get(str(declared.dtype), "string"),
        unit=metadata.get("unit", ""),
        required=required,
        terms=metadata.get("terms"),
        is_list=metadata.get("is_list", False),
        minimum=rules.get("greater_than_or_equal_to", {}).get("min_value"),
        maximum=rules.get("less_than_or_equal_to", {}).get("max_value"),
        pattern=rules.get("str_matches", {}).get("pattern"),
        references=metadata.get("references", ""),
    )


@cache
def data_dictionary() -> pd.DataFrame:
    """Every column of every table: columns table, column, title, type, unit, description, allowed (all text).

    `type` is string, integer or number. `allowed` is "" when any text will do; a number may be empty as well.
    """
    names = ["table", "column", "title", "type", "unit", "description", "allowed"]
    columns = [column for table in TABLES for column in columns_of(table)]
    rows = [
        (item.table, item.name, item.title, item.type, item.unit, item.description, item.allowed) for item in columns
    ]
    return pd.DataFrame(rows, columns=names, dtype=str)


def data_package(about: dict[str, Any]) -> dict[str, Any]:
    """The descriptor of the data folder, as Data Package v1; `about` is data/about.toml."""
    return {
        "profile": "tabular-data-package",
        "name": about["name"],
        "title": about["title"],
        "version": about["version"],
        "created": f"{about['evidence_date']}T00:00:00Z",
        "licenses": [{"name": about["license"]}],
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: str) -> dict[str, Any]:
    columns = columns_of(table)
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": f"{table}.csv",
        "title": table.replace("_", " ").capitalize(),
        "description": TABLES[table].model.__doc__,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in columns],
            "missingValues": [""],
            "primaryKey": list(TABLES[table].key),
            "foreignKeys": [_foreign_key(column) for column in columns if column.references],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        "required": column.required or None,
        "enum": [key for key in column.terms if key] if column.terms and not column.is_list else None,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "pattern": column.pattern,
    }
    field = {
        "name": column.name,
        "type": column.type,
        "title": column.title,
        "description": column.description,
        "unit": column.unit,
        "constraints": {name: value for name, value in constraints.items() if value is not None},
    }
    return {name: value for name, value in field.items() if value != "" and value != {}}


def _foreign_key(column: Column) -> dict[str, Any]:
    table, other_column = column.references.split(".")
    return {"fields": column.name, "reference": {"resource": table, "fields": other_column}}


def data_page(evidence: Evidence) -> str:
    """The data dictionary as a Markdown page: the tables, then the allowed values of every closed list."""
    about = evidence.about
    parts = [
        "# Data",
        "<!-- Generated by python -m adverse.generate: do not edit. -->",
        f"{about['title']}, version {about['version']}, evidence of {about['evidence_date']}.",
        "Every table is a CSV file in `data/`. An empty cell means not reported; 0 means reported as none. "
        "No two rows of a table share a row key.",
        "## Tables",
        *(part for name, table in evidence.tables.items() for part in _table_section(name, len(table))),
        "## Allowed values",
        *(part for title, terms in VOCABULARIES.items() for part in _vocabulary_section(title, terms)),
    ]
    return "\n\n".join(parts) + "\n"


def _table_section(table: str, n_rows: int) -> list[str]:
    key = ", ".join(f"`{column}`" for column in TABLES[table].key)
    rows = [
        (f"`{column.name}`", column.title, column.unit, _allowed_cell(column), column.description)
        for column in columns_of(table)
    ]
    return [
        f"### {table}",
        f"One row: {TABLES[table].model.__doc__}",
        f"Row key: {key}. Rows: {n_rows}.",
        markdown_table(("Column", "Title", "Unit", "Allowed values", "Description"), rows),
    ]


def _allowed_cell(column: Column) -> str:
    """The allowed values in words, or a link to their list."""
    for title, terms in VOCABULARIES.items():
        if column.terms == terms:
            link = f"[{title}](#{title.lower().replace(' ', '-')})"
            several = f", several joined by {LIST_MARK}" if column.is_list else ""
            return f"{link}{several}" if column.required else f"{link}{several}, (empty)"
    return f"`{column.allowed}`" if column.pattern else column.allowed


def _vocabulary_section(title: str, terms: dict[str, vocabulary.Term]) -> list[str]:
    """The list with its labels and definitions; nothing for a list that no column uses."""
    users = [column for table in TABLES for column in columns_of(table) if column.terms == terms]
    if not users:
        return []
    header = ("Value", "Label", "Definition", "CDISC counterpart")
    width = len(header) if any(term.cdisc for term in terms.values()) else len(header) - 1
    rows = [(f"`{key}`" if key else "(empty)", *term)[:width] for key, term in terms.items()]
    return [
        f"### {title}",
        f"Used in {', '.join(f'`{column.table}.{column.name}`' for column in users)}.",
        markdown_table(header[:width], rows),
    ]


def markdown_table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown; a bar in a cell is escaped."""
    lines = [header, ("---",) * len(header), *rows]
    escaped = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in escaped)
