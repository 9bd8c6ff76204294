"""One archive of the FDA -> the typed Parquet tables of its quarter, and a count of every row with its fate."""

import codecs
import hashlib
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from adverse.errors import ReportsError
from adverse.reports.database import rows_of
from adverse.reports.layouts import DELETED_NAME, FILE_NAME, FILES, Heading, columns_missing, heading_of
from adverse.reports.lines import BLOCK, Lines

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TYPED = files("adverse.reports") / "sql/typed"
MOST_BYTES = 8 << 30  # unpacked; a quarter has about half a gigabyte
MOST_LEFT_OUT = 0.1  # of the lines of a file: with more, the file is not what it says it is
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
REASONS = {
    "no_number": "no number that could be read",
    "no_name": "nothing in the column that the row is about",
    "no_report": "no report of this number in the quarter",
    "same_row_again": "the same row again, or a further dose of the same medicine",
}
REMARKS = {
    "no_case": "no case number: kept as a case of its own",
    "case_no_number": "a case number that is none: kept as a case of its own",
    "no_day_received": "no full date on which the FDA had it: any dated version comes before it",
    "event_date_unreadable": "an event date that is no date: taken as not given",
    "start_date_unreadable": "a start date that is no date: taken as not given",
    "age_unreadable": "an age without a unit, no number, or beyond 0 to 120 years: taken as not given",
    "weight_unreadable": "a weight without a unit, no number, or beyond 0 to 700 kilograms: taken as not given",
    "role_unknown": "a role that is none of PS, SS, C and I: counted under any role only",
}
KEPT = "SELECT DISTINCT * EXCLUDE (left_out, remarks) FROM typed WHERE left_out IS NULL"
DELETED_HEADING = Heading(("caseid",), (re.compile(r".*"),))


def sha256_of(archive: Path) -> str:
    """The fingerprint of a file."""
    with archive.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_quarter(archive: Path, folder: Path, connection: "DuckDBPyConnection") -> dict[str, Any]:
    """Write the tables of the archive's quarter into `folder`; return the manifest entry of the quarter.

    Raises ReportsError, in a sentence, for anything that is no whole quarter; what lies in `folder` then means nothing.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            return _tables_of(opened, archive, folder, connection)
    except FileNotFoundError as error:
        raise ReportsError(f"{archive.name} is not there.") from error
    except IsADirectoryError as error:
        raise ReportsError(f"{archive.name} is a folder; name the zip archives.") from error
    except DAMAGED as error:
        raise ReportsError(
            f"{archive.name} is no whole zip archive ({error}). Download it again: nothing of it was added."
        ) from error


class Prepared(NamedTuple):
    """A file of the quarter as text that DuckDB reads: what was counted on the way, its columns, where it lies."""

    lines: Lines
    heading: Heading
    text: Path
    name: str


def _tables_of(opened: zipfile.ZipFile, archive: Path, folder: Path, connection) -> dict[str, Any]:
    quarter, members, deleted, others = _members(opened, archive.name)
    for macro in (TYPED / "macros.sql").read_text(encoding="utf-8").split(";\n"):
        if macro.strip():
            rows_of(connection, macro)
    counts, layout = {}, ""

    def prepare(kind: str) -> Prepared:
        table = FILES[kind].table if kind in FILES else kind
        if kind == "deleted_cases":
            lines, heading, name = (
                Lines(_lists_of_deleted(opened, deleted)),
                DELETED_HEADING,
                "its list of deleted cases",
            )
        elif kind in members:
            lines, name = Lines(_chunks(opened, members[kind])), _base(members[kind])
            heading = heading_of(kind, lines.heading_line)
        else:
            lines, heading, name = Lines(()), heading_of(kind, "$".join(FILES[kind].columns)), ""
        if kind in FILES and (missing := columns_missing(kind, heading)):
            raise ReportsError(
                f"{archive.name}: {name} has no column {' and no column '.join(missing)}. Its first line is: "
                f"{lines.heading_line[:120]!r}. Nothing of it was added."
            )
        prepared = Prepared(lines, heading, folder / f"{table}.txt", f"{archive.name}: {name}")
        _write_text(prepared)
        return prepared

    with ThreadPoolExecutor(1) as reader:  # the next file is read while DuckDB types the one before
        kinds = [*FILES, "deleted_cases"]
        for kind, prepared in zip(kinds, reader.map(prepare, kinds), strict=True):
            table = FILES[kind].table if kind in FILES else kind
            layout = layout or ("AERS" if prepared.heading.is_aers else "FAERS")
            counts[table] = _write_table(table, prepared, quarter, connection)
            if not counts["reports"]["rows_kept"]:
                raise ReportsError(f"{prepared.name} holds no report. Nothing of it was added.")
    without = [file.holds for kind, file in FILES.items() if kind not in members]
    return {
        "quarter": quarter,
        "archive": archive.name,
        "sha256": sha256_of(archive),
        "layout": layout,
        "tables": counts,
        "without": without + ([] if deleted else ["deleted cases"]),
        "files_not_read": others,
    }


def _members(opened: zipfile.ZipFile, archive: str) -> tuple[str, dict[str, str], list[str], list[str]]:
    """Quarter, kind of file -> member, lists of deleted cases, and other members of text."""
    members: dict[str, str] = {}
    deleted, others, quarters = [], [], {}
    for item in opened.infolist():
        base = _base(item.filename)
        if item.is_dir() or not base or "__MACOSX" in item.filename:
            continue
        if item.flag_bits & 1:
            raise ReportsError(f"{archive} is locked with a password. Nothing of it was added.")
        if found := FILE_NAME.fullmatch(base):
            kind, year, number = found[1].lower(), found[2], found[3]
            if kind in members:
                raise ReportsError(f"{archive} holds {kind.upper()} twice: {members[kind]} and {item.filename}.")
            members[kind] = item.filename
            quarters.setdefault(f"20{year}Q{number}", base)
        elif DELETED_NAME.fullmatch(base):
            deleted.append(item.filename)
        else:
            others.append(item.filename)
    if missing := [kind.upper() for kind, file in FILES.items() if file.required and kind not in members]:
        raise ReportsError(
            f"{archive} is no whole quarter of ASCII files: it holds no {' and no '.join(missing)} file. "
            "Nothing of it was added."
        )
    if len(quarters) > 1:
        raise ReportsError(f"{archive} mixes quarters: {' and '.join(quarters.values())}. Nothing of it was added.")
    if sum(item.file_size for item in opened.infolist()) > MOST_BYTES:
        raise ReportsError(f"{archive} unpacks to more than {MOST_BYTES >> 30} GB. Nothing of it was added.")
    return next(iter(quarters)), members, deleted, others


def _base(member: str) -> str:
    return re.split(r"[/\\]", member)[-1]  # archives made on Windows may part folders with a backslash


def _chunks(opened: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    with opened.open(member) as stream:
        yield from iter(partial(stream.read, BLOCK), b"")


def _lists_of_deleted(opened: zipfile.ZipFile, members: list[str]) -> Iterator[bytes]:
    """The lists one after the other, below a first line: they have none of their own."""
    yield b"caseid\n"
    for member in members:
        end = b"\n"
        for place, chunk in enumerate(_chunks(opened, member)):
            yield chunk if place else chunk.removeprefix(codecs.BOM_UTF8)
            end = chunk[-1:]
        if end != b"\n":
            yield b"\n"


def _write_text(prepared: Prepared) -> None:
    lines = prepared.lines
    with prepared.text.open("w", encoding="utf-8", newline="\n") as stream:
        for block in lines.blocks(prepared.heading):
            stream.write(block)
    if lines.left_out.total() > MOST_LEFT_OUT * max(lines.n_read, 10):
        raise ReportsError(
            f"{prepared.name}: {lines.left_out.total():,} of {lines.n_read:,} lines do not have the "
            f"{len(prepared.heading.names)} fields of its first line, for example "
            f"{next(iter(lines.examples.values()))!r}. Nothing of it was added."
        )


def _write_table(table: str, prepared: Prepared, quarter: str, connection) -> dict[str, Any]:
    """Type the text and write it as Parquet; how many rows were read, kept and left out, by reason."""
    import duckdb

    lines, parquet = prepared.lines, prepared.text.with_suffix(".parquet")
    _view_raw(table, prepared, connection)
    select = (TYPED / f"{table}.sql").read_text(encoding="utf-8")
    try:
        rows_of(connection, f"CREATE OR REPLACE TEMP TABLE typed AS {select}", quarter=quarter)
    except duckdb.InvalidInputException as error:  # its reader of text takes lines of 2 million characters
        raise ReportsError(f"{prepared.name} has a line that is too long. Nothing of it was added.") from error
    prepared.text.unlink()
    fates = rows_of(connection, "SELECT left_out, remarks, count(*) FROM typed GROUP BY ALL")
    rows_of(connection, f"CREATE OR REPLACE TEMP TABLE {table} AS {KEPT}")
    connection.table(table).write_parquet(str(parquet), compression="zstd")
    [(n_kept,)] = rows_of(connection, "SELECT count(*) FROM read_parquet($path)", path=str(parquet))
    n_lines = sum(n_rows for _, _, n_rows in fates) + lines.left_out.total()
    if n_lines != lines.n_read:  # nothing that was read may be lost on the way
        raise ReportsError(f"{prepared.name}: {lines.n_read:,} lines read, {n_lines:,} arrived. Nothing was added.")
    left_out, remarks = Counter(lines.left_out), Counter()
    for reason, said, n_rows in fates:
        left_out[reason] += n_rows if reason else 0
        for remark in filter(None, said.split("|")):
            remarks[remark] += n_rows
    del left_out[None]
    left_out["same_row_again"] = lines.n_read - left_out.total() - n_kept
    return {
        "rows_read": lines.n_read,
        "rows_kept": n_kept,
        "left_out": {reason: n for reason, n in sorted(left_out.items()) if n},
        "mended": dict(sorted(lines.mended.items())),
        "remarks": dict(sorted(remarks.items())),
        "blank_lines": lines.n_blank,
    }


def _view_raw(table: str, prepared: Prepared, connection) -> None:
    """The text as the view `raw`: every column is there as text, one that the file has not is empty."""
    names = [name or f"unread_{place}" for place, name in enumerate(prepared.heading.names)]
    if prepared.text.stat().st_size:
        rows = connection.read_csv(
            str(prepared.text),
            columns=dict.fromkeys(names, "VARCHAR"),
            header=False,
            delimiter="$",
            quotechar="",
            escapechar="",
            auto_detect=False,
        )
    else:
        rows = connection.sql(f"SELECT {', '.join(f'NULL::VARCHAR AS {name}' for name in names)} LIMIT 0")
    known = next((file.columns for file in FILES.values() if file.table == table), {})
    absent = [f"NULL::VARCHAR AS {column}" for column in known if column not in names]
    rows.project(", ".join(["*", *absent])).create_view("raw", replace=True)
