"""One CSV file -> one table of text with the line number of every row, or sentences on why it cannot be read."""

import csv
import io
from pathlib import Path

import pandas as pd


def read_table(path: Path, columns: list[str]) -> tuple[pd.DataFrame, list[str]]:
    """Read `path` as text; return (table, problems).

    The table has the named columns plus `line`, the line of the file on which the row ends. Windows line ends and a
    byte-order mark are accepted. When there are problems the table is empty: nothing is half-loaded.
    """
    nothing = pd.DataFrame(columns=[*columns, "line"], dtype=str)
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return nothing, [f"{path.name} is not UTF-8 text (byte {error.start})."]
    except FileNotFoundError:
        return nothing, [f"{path.name} is missing."]
    except OSError as error:
        return nothing, [f"{path.name} cannot be read: {error.strerror}."]
    if "\0" in content:
        line = content[: content.index("\0")].count("\n") + 1
        return nothing, [f"{path.name}, line {line}: there is a NUL byte; the file looks damaged."]
    reader = csv.reader(io.StringIO(content), strict=True)
    records, lines, begins = [], [], 1
    try:
        for record in reader:
            if record:
                records.append(record)
                lines.append(reader.line_num)
            begins = reader.line_num + 1
    except csv.Error as error:
        ends_early = "expected after" in str(error)
        reason = "ends before its comma; write a quote inside a cell twice" if ends_early else "never ends"
        return nothing, [f"{path.name}, line {begins}: a quoted cell of the row that begins here {reason}."]
    if not records:
        return nothing, [f"{path.name} is empty: it has no header line."]
    problems = _header_problems(f"{path.name}, line {lines[0]}", records[0], columns)
    problems = problems or _width_problems(path.name, records, lines)
    if not problems and not content.endswith("\n"):
        problems = [f"{path.name}, line {lines[-1]}: the line has no line end; the file looks cut off."]
    if problems:
        return nothing, problems
    return pd.DataFrame(records[1:], columns=columns, dtype=str).assign(line=lines[1:]), []


def _header_problems(where: str, header: list[str], columns: list[str]) -> list[str]:
    faults = {
        "missing": [column for column in columns if column not in header],
        "unknown": [column or "(no name)" for column in header if column not in columns],
        "more than once": [column for column in columns if header.count(column) > 1],
    }
    parts = [f"{fault} {', '.join(found)}" for fault, found in faults.items() if found]
    if parts:
        return [f"{where}: the columns differ from the data dictionary: {'; '.join(parts)}."]
    if header != columns:
        return [f"{where}: the columns are in another order than in the data dictionary: {', '.join(columns)}."]
    return []


def _width_problems(name: str, records: list[list[str]], lines: list[int]) -> list[str]:
    width = len(records[0])
    return [
        f"{name}, line {line}: {len(record)} cells where the header has {width}"
        + ("; the file looks cut off." if record is records[-1] and len(record) < width else ".")
        for record, line in zip(records[1:], lines[1:], strict=True)
        if len(record) != width
    ]
