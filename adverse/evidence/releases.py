"""The releases of a data folder and what changed with each: data/changes.json, written by `adverse.evidence.diff`."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from adverse.evidence.changes import ChangedRow, ChangedTable
from adverse.evidence.tables import TABLES

FILE = "changes.json"
FIRST = "The first release: there is nothing to compare it with."


class ChangedAnswer(NamedTuple):
    """A computed sentence that is another one now; empty where one of the two states has none."""

    address: str
    before: str
    after: str


class Release(NamedTuple):
    """One numbered state of the tables, and what changed since the one before.

    `note` says what could not be compared; `fingerprint` is that of the tables as they were released.
    """

    version: str
    evidence_date: str
    previous: str
    fingerprint: str
    note: str
    tables: list[ChangedTable]
    rows: list[ChangedRow]
    answers: list[ChangedAnswer]

    @property
    def title(self) -> str:
        """Its number and day."""
        return f"Version {self.version}, evidence of {self.evidence_date}"

    @property
    def summary(self) -> str:
        """What changed, in one or two sentences."""
        n_rows = sum(table.n_rows for table in self.tables)
        if not self.previous:
            return f"{FIRST} It has {n_rows:,} rows in {len(self.tables)} tables."
        added, mended, withdrawn = (
            sum(getattr(table, change) for table in self.tables) for change in ("added", "mended", "withdrawn")
        )
        told = f"Since version {self.previous}: {added:,} rows added, {mended:,} mended, {withdrawn:,} withdrawn"
        answers = f"; {len(self.answers)} answers changed" if not self.note else ""
        return " ".join(filter(None, [f"{told}; {n_rows:,} rows in all{answers}.", self.note]))


def fingerprint(files: Mapping[str, bytes]) -> str:
    """A checksum of the tables of a folder, by name -> content."""
    tables = (f"{name}.csv" for name in TABLES)
    return sha256(b"\0".join(name.encode() + b"\0" + files.get(name, b"") for name in tables)).hexdigest()


def releases_in(folder: Path, version: str) -> tuple[tuple[Release, ...], list[str]]:
    """The releases that changes.json of a folder lists, and what is wrong with it, as `releases_of`."""
    path = folder / FILE
    try:
        return releases_of({FILE: path.read_bytes()} if path.exists() else {}, version)
    except OSError as error:
        return (), [f"{FILE} cannot be read: {error.strerror}."]


def releases_of(files: Mapping[str, bytes], version: str) -> tuple[tuple[Release, ...], list[str]]:
    """The releases that changes.json lists, the newest first, and what is wrong with it; none where it is not there."""
    if FILE not in files:
        return (), []
    try:
        found = tuple(_release(item) for item in json.loads(files[FILE])["releases"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return (), [f"{FILE} cannot be read; write it again with: python -m adverse.evidence.diff OLD NEW --write."]
    if not found or found[0].version != version:
        told = f"the newest release is {found[0].version if found else 'missing'}, and about.toml has {version}"
        return (), [f"{FILE}: {told}; write it again with: python -m adverse.evidence.diff OLD NEW --write."]
    return found, []


def _release(item: dict[str, Any]) -> Release:
    return Release(
        **item
        | {
            "tables": [ChangedTable(**table) for table in item["tables"]],
            "rows": [ChangedRow(**row) for row in item["rows"]],
            "answers": [ChangedAnswer(**answer) for answer in item["answers"]],
        }
    )


def releases_text(releases: tuple[Release, ...]) -> str:
    """The releases as the text of changes.json, one row a line."""
    items = []
    for release in releases:
        item: dict[str, Any] = release._asdict()
        parts = {name: item.pop(name) for name in ("tables", "rows", "answers")}
        head = json.dumps(item, ensure_ascii=False).removesuffix("}")
        lists = [f'"{name}": [{_lines(part)}]' for name, part in parts.items()]
        items.append(", ".join([head, *lists]) + "}")
    return '{"releases": [\n' + ",\n".join(items) + "\n]}\n"


def _lines(part: list) -> str:
    lines = [json.dumps(line._asdict(), ensure_ascii=False) for line in part]
    return "\n" + ",\n".join(lines) + "\n" if lines else ""
