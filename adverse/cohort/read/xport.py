"""A SAS transport file, version 5 or 8 -> one table of text, read from memory by pyreadstat."""

import io
import math
import re
from datetime import date, timedelta

import pandas as pd

from adverse.cohort.limits import check_columns, check_rows
from adverse.cohort.read.raw import File, RawTable, table_of
from adverse.errors import OwnDataError

RECORD = 80  # bytes
START = b"HEADER RECORD*******LIB"
NAMES = re.compile(rb"HEADER RECORD\*{7}NAM(?:ESTR|STV8) HEADER RECORD!{7}(\d{10})")
DATA = re.compile(rb"HEADER RECORD\*{7}OBS(?:V8)? +HEADER RECORD!{7}( *\d+)?")
MEMBER = re.compile(rb"HEADER RECORD\*{7}MEMB(?:ER|V8)")
HEADERS_BEFORE_NAMES, NAME_BYTES = 8, 140
EPOCH = date(1960, 1, 1)  # from which SAS counts days and seconds
DATE_FORMATS = ("DATE", "E8601DA", "YYMMDD", "DDMMYY", "MMDDYY", "IS8601DA", "B8601DA")
TIMED_FORMATS = ("DATETIME", "E8601DT", "IS8601DT", "B8601DT", "DTDATE")
DAY_SECONDS = 86_400


def is_transport(content: bytes) -> bool:
    """Whether the bytes begin as a transport file does."""
    return content.startswith(START)


def read_transport(file: File) -> RawTable:
    """Read a transport file; raises OwnDataError for one that is none or ends too early."""
    _check_whole(file)
    import pyreadstat

    def read(encoding: str | None):
        return pyreadstat.read_xport(io.BytesIO(file.content), disable_datetime_conversion=True, encoding=encoding)

    unread = (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OverflowError, MemoryError)
    notes: tuple[str, ...] = ()
    try:
        table, about = read(None)
        if re.search(rb"[\x80-\xff]{2}", file.content) and _has_other_letters(table):
            notes = ("Its letters were read as UTF-8.",)
    except unread:
        try:
            table, about = read("WINDOWS-1252")
            notes = ("Its letters are not UTF-8; they were read as Windows-1252.",)
        except unread:
            raise OwnDataError([f"{file.name} is damaged: it cannot be read as a SAS transport file."]) from None
    check_columns(file.name, len(table.columns))
    check_rows(file.name, len(table))
    told = _declared_rows(file.content)
    if told is not None and len(table) < told:
        raise OwnDataError([f"{file.name} ends too early: {len(table):,} of {told:,} records."])
    if len(MEMBER.findall(file.content)) > 1:
        notes += ("It holds more than one table; the first was read.",)
    columns = [_as_text(table[name], about.original_variable_types.get(name)) for name in table.columns]
    return table_of(file.name, "SAS transport", list(table.columns), columns, notes=notes)


def _has_other_letters(table: pd.DataFrame) -> bool:
    texts = (table[name] for name in table.columns if not pd.api.types.is_numeric_dtype(table[name]))
    return any(not str(text).isascii() for column in texts for text in column.dropna().unique())


def _check_whole(file: File) -> None:
    if not is_transport(file.content):
        raise OwnDataError([f"{file.name} is not a SAS transport file."])
    n_records, rest = divmod(len(file.content), RECORD)
    names = NAMES.search(file.content)
    n_names = int(names[1][:10]) if names else 1
    fewest = HEADERS_BEFORE_NAMES + math.ceil(n_names * NAME_BYTES / RECORD) + 1
    if rest or DATA.search(file.content) is None:
        whole = max(fewest, n_records + 1)
        raise OwnDataError(
            [f"{file.name} ends too early: {n_records:,} of at least {whole:,} records of {RECORD} bytes are whole."]
        )


def _declared_rows(content: bytes) -> int | None:
    """How many rows a file of version 8 says that it has; version 5 does not say."""
    found = DATA.search(content)
    return int(found[1]) if content.startswith(START + b"V8") and found and found[1] else None


def _as_text(column: pd.Series, form: str | None) -> list[str]:
    if not pd.api.types.is_numeric_dtype(column):
        return ["" if pd.isna(value) else str(value) for value in column.to_numpy(dtype=object)]
    kind = re.sub(r"[\d.]+$", "", (form or "").upper())
    write = _day if kind in DATE_FORMATS else _moment if kind in TIMED_FORMATS else _number
    written = {value: write(value) for value in column.dropna().unique()}
    return [written.get(value, "") for value in column.tolist()]


def _number(value: float) -> str:
    return f"{value:.15g}"


def _day(value: float) -> str:
    try:
        return (EPOCH + timedelta(days=math.floor(value))).isoformat()
    except (OverflowError, ValueError):
        return _number(value)


def _moment(value: float) -> str:
    return _day(value / DAY_SECONDS) if abs(value) < 1e12 else _number(value)
