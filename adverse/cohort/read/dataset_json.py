"""CDISC Dataset-JSON, versions 1.0 and 1.1, also as lines of JSON, and plain lists of records -> tables of text."""

import json
import re
from datetime import date, timedelta
from typing import Any

from adverse.cohort.limits import check_columns, check_rows
from adverse.cohort.read.raw import File, RawTable, table_of
from adverse.errors import OwnDataError

EPOCH = date(1960, 1, 1)
DATE_FORMAT = re.compile(r"(DATE|E8601DA|YYMMDD|DDMMYY|MMDDYY)[\d.]*", re.IGNORECASE)
FORM = "Dataset-JSON"


def is_dataset(found: dict[str, Any]) -> bool:
    """Whether an object is a data set of either version."""
    return "clinicalData" in found or "referenceData" in found or ("columns" in found and "rows" in found)


def read_datasets(name: str, found: dict[str, Any]) -> list[RawTable]:
    """The tables of a data set; raises OwnDataError where rows are missing or of another width."""
    if "columns" in found:
        return [_table(name, found.get("columns"), found.get("rows"), found.get("records"))]
    groups = {}
    for part in ("clinicalData", "referenceData"):
        data = found.get(part)
        if isinstance(data, dict) and isinstance(data.get("itemGroupData"), dict):
            groups |= data["itemGroupData"]
    if not groups:
        raise OwnDataError([f"{name} is Dataset-JSON without a table."])
    told = len(groups) > 1
    return [
        _table(f"{name} ({key})" if told else name, group.get("items"), group.get("itemData"), group.get("records"))
        for key, group in groups.items()
        if isinstance(group, dict)
    ]


def from_lines(file: File) -> RawTable | None:
    """A data set of which the first line has the columns and every further line a row; None for any other text."""
    first, _, rest = file.content.partition(b"\n")
    try:
        head = json.loads(first)
    except ValueError:
        return None
    if not isinstance(head, dict) or not isinstance(head.get("columns"), list):
        return None
    rows = []
    for number, line in enumerate(rest.splitlines(), start=2):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except ValueError:
                raise OwnDataError([f"{file.name}, line {number}: the row is not JSON, or ends too early."]) from None
    return _table(file.name, head["columns"], rows, head.get("records"))


def from_records(name: str, records: list[dict[str, Any]]) -> RawTable:
    """A plain list of records, each an object with the same names."""
    check_rows(name, len(records))
    header = list(dict.fromkeys(key for record in records for key in record))
    check_columns(name, len(header))
    columns = [[_text(name, row, key, record.get(key)) for row, record in enumerate(records, 1)] for key in header]
    return table_of(name, "JSON records", header, columns)


def _table(name: str, items: Any, rows: Any, declared: Any) -> RawTable:
    if not isinstance(items, list) or not all(isinstance(item, dict) and item.get("name") for item in items):
        raise OwnDataError([f"{name}: its list of columns is missing or damaged."])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise OwnDataError([f"{name}: its rows are missing or damaged."])
    header = [str(item["name"]) for item in items]
    check_columns(name, len(header))
    check_rows(name, len(rows))
    for number, row in enumerate(rows, 1):
        if len(row) != len(header):
            raise OwnDataError([f"{name}, row {number}: {len(row)} cells where there are {len(header)} columns."])
    if isinstance(declared, int) and len(rows) < declared:
        raise OwnDataError([f"{name} ends too early: {len(rows):,} of {declared:,} records."])
    columns = []
    for place, item in enumerate(items):
        is_day = DATE_FORMAT.fullmatch(str(item.get("displayFormat") or "")) is not None
        cells = [_text(name, number, header[place], row[place]) for number, row in enumerate(rows, 1)]
        columns.append([_day(cell) for cell in cells] if is_day else cells)
    return table_of(name, FORM, header, columns)


def _text(name: str, row: int, column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, (dict, list)):
        raise OwnDataError([f"{name}, row {row}, column {column}: a cell holds a list where one value is expected."])
    return str(value)


def _day(cell: str) -> str:
    if not re.fullmatch(r"-?\d{1,6}(\.0)?", cell):
        return cell
    return (EPOCH + timedelta(days=int(float(cell)))).isoformat()
