"""What differs between two states of the tables, read as text, so that an older schema is no obstacle."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from adverse.errors import EvidenceError
from adverse.evidence.tables import TABLES

ADDED, MENDED, WITHDRAWN = CHANGES = ("added", "mended", "withdrawn")
SOURCE_COLUMNS = ("source_id", "primary_source_id")
Cells = dict[str, str]


class ChangedRow(NamedTuple):
    """A row that one of two states lacks, or whose cells differ: column -> [before, after]."""

    table: str
    change: str
    event: str
    source_id: str
    key: str
    cells: dict[str, list[str]]


class ChangedTable(NamedTuple):
    """What became of one table: how many rows of each change, and which columns only one of the two states has."""

    table: str
    n_rows: int
    added: int
    mended: int
    withdrawn: int
    new_columns: list[str]
    gone_columns: list[str]


class TextTable(NamedTuple):
    """A table as it stands in its file."""

    columns: list[str]
    rows: list[Cells]


def files_of(place: Path) -> dict[str, bytes]:
    """The files of a data folder or of a zip of one, by name; EvidenceError where there is neither."""
    if place.is_dir():
        return {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}
    try:
        return unzipped(place.read_bytes())
    except OSError as error:
        raise EvidenceError([f"{place} is no data folder, and no zip of one: {error.strerror}."]) from None
    except zipfile.BadZipFile:
        raise EvidenceError([f"{place} is no data folder, and no zip of one."]) from None


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files beside about.toml in a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        about = [name for name in archive.namelist() if name.rpartition("/")[2] == "about.toml"]
        if not about:
            raise EvidenceError(["The zip holds no about.toml."])
        above = about[0].removesuffix("about.toml")
        names = [name for name in archive.namelist() if name.startswith(above) and "/" not in name[len(above) :]]
        return {name[len(above) :]: archive.read(name) for name in names if name != above}


def text_tables(files: Mapping[str, bytes]) -> dict[str, TextTable]:
    """Table name -> its rows as text; a table without a file has no column and no row."""
    tables = {}
    for name in TABLES:
        reader = csv.DictReader(io.StringIO(files.get(f"{name}.csv", b"").decode("utf-8-sig")))
        tables[name] = TextTable(list(reader.fieldnames or ()), [dict(row) for row in reader])
    return tables


def changed_tables(
    old: Mapping[str, TextTable], new: Mapping[str, TextTable]
) -> tuple[list[ChangedTable], list[ChangedRow]]:
    """What became of every table and of every row that is not the same in both.

    Rows are the same one where the columns of their key that both states have are the same; of several of one key the
    alike ones first, then in their order. A column that only one state has makes no row a mended one.
    """
    tables, rows = [], []
    for name in TABLES:
        found = list(_changed_rows(name, old[name], new[name]))
        n = {change: sum(row.change == change for row in found) for change in CHANGES}
        gone = [column for column in old[name].columns if column not in new[name].columns]
        fresh = [column for column in new[name].columns if column not in old[name].columns] if old[name].columns else []
        tables.append(ChangedTable(name, len(new[name].rows), **n, new_columns=fresh, gone_columns=gone))
        rows += found
    return tables, rows


def _changed_rows(name: str, old: TextTable, new: TextTable) -> Iterable[ChangedRow]:
    shared = [column for column in new.columns if column in old.columns]
    key = [column for column in TABLES[name].key if column in shared] or list(TABLES[name].key)
    before, after = _by_key(old.rows, key), _by_key(new.rows, key)
    for where in [*before, *(where for where in after if where not in before)]:
        left, right = _without_alike(before.get(where, []), after.get(where, []), shared)
        for was, now in zip(left, right, strict=False):
            cells = {column: [was[column], now[column]] for column in shared if was[column] != now[column]}
            yield _told(name, MENDED, now, cells)
        n = min(len(left), len(right))
        for was in left[n:]:
            yield _told(name, WITHDRAWN, was, {})
        for now in right[n:]:
            yield _told(name, ADDED, now, {})


def _by_key(rows: list[Cells], key: list[str]) -> dict[tuple[str, ...], list[Cells]]:
    found = defaultdict(list)
    for row in rows:
        found[tuple(row.get(column, "") for column in key)].append(row)
    return found


def _without_alike(old: list[Cells], new: list[Cells], shared: list[str]) -> tuple[list[Cells], list[Cells]]:
    left, right = [], list(new)
    for row in old:
        alike = next((one for one in right if all(one[column] == row[column] for column in shared)), None)
        if alike is None:
            left.append(row)
        else:
            right.remove(alike)
    return left, right


def _told(name: str, change: str, row: Cells, cells: dict[str, list[str]]) -> ChangedRow:
    source = next((row[column] for column in SOURCE_COLUMNS if row.get(column)), "")
    key = "|".join(row.get(column, "") for column in TABLES[name].key).removesuffix("|")
    return ChangedRow(name, change, row.get("event", ""), source, key, cells)


def by_event_and_source(rows: Iterable[ChangedRow]) -> list[dict[str, Any]]:
    """How many rows of each change each event of each document has, the most changed first."""
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(CHANGES, 0))
    for row in rows:
        counts[row.event, row.source_id][row.change] += 1
    lines = [{"event": event, "source_id": source, **n} for (event, source), n in counts.items()]
    return sorted(lines, key=lambda line: (-sum(line[change] for change in CHANGES), line["event"], line["source_id"]))
