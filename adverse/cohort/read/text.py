"""A text file of cells -> one table: any separator, encoding and decimal sign, or one sentence on what is wrong."""

import csv
import io
import re

from adverse.cohort.limits import check_columns, check_rows
from adverse.cohort.read.raw import File, RawTable, table_of
from adverse.errors import OwnDataError

SEPARATORS = {",": ",", ";": ";", "\t": "tabs", "|": "|", "$": "$"}
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # bytes that Windows-1252 has no letter for
WITH_COMMA = re.compile(r"[+-]?\d+,\d+")
WHOLE = re.compile(r"[+-]?\d*")
N_SAMPLE = 200  # rows by which the separator is chosen


def read_text(file: File) -> RawTable:
    """Read a delimited text; raises OwnDataError, with row and column, for one that is damaged."""
    text, encoding = _decoded(file)
    if not text.strip():
        raise OwnDataError([f"{file.name} is empty."])
    _check_letters(file.name, text)
    check_rows(file.name, text.count("\n"))
    first, _, rest = text.partition("\n")
    hint = re.fullmatch(r'"?sep=(.)"?', first.strip())
    body, begins = (rest, 2) if hint else (text, 1)
    separator = hint[1] if hint else _separator(body)
    records, lines = _records(file.name, body, separator, begins)
    header = records.pop(0)
    check_columns(file.name, len(header))
    lines.pop(0)
    is_filled = [any(cell.strip() for cell in record) for record in records]
    records = [record for record, filled in zip(records, is_filled, strict=True) if filled]
    lines = [line for line, filled in zip(lines, is_filled, strict=True) if filled]
    columns = [list(column) for column in zip(*records, strict=True)] or [[] for _ in header]
    columns, has_comma = _with_points(columns, separator)
    parts = [f"{SEPARATORS.get(separator, separator)} between cells"] if separator != "," or has_comma else []
    parts += ["a comma in decimals"] if has_comma else []
    told = f"Read as {encoding}" + (f" with {' and '.join(parts)}" if parts else "") + "."
    notes = (told,) if parts or encoding != "UTF-8" else ()
    return table_of(file.name, "delimited text", header, columns, lines=lines, notes=notes)


def _decoded(file: File) -> tuple[str, str]:
    content = file.content
    for mark, codec in MARKS:
        if content.startswith(mark):
            return _by_codec(file, codec), "UTF-8" if codec == "utf-8-sig" else "UTF-16"
    sample = content[:2000]
    if len(sample) > 3 and sample.count(0) > len(sample) / 3:
        odd = sample[1::2].count(0) > sample[::2].count(0)
        return _by_codec(file, "utf-16-le" if odd else "utf-16-be"), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    if unknown := UNDEFINED.search(content):
        line = content.count(b"\n", 0, unknown.start()) + 1
        raise OwnDataError(
            [
                f"{file.name}, line {line}: the byte 0x{unknown[0].hex().upper()} is neither UTF-8 nor Windows-1252. "
                "Save the file as UTF-8."
            ]
        )
    return content.decode("cp1252"), "Windows-1252"


def _by_codec(file: File, codec: str) -> str:
    try:
        return file.content.decode(codec)
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        raise OwnDataError(
            [f"{file.name}, line {line}: byte {error.start} is not what the file's mark says."]
        ) from None


def _check_letters(name: str, text: str) -> None:
    """A NUL stands in damaged files, other control signs in those that are no text."""
    if "\0" in text:
        before = text[: text.index("\0")]
        line = before.count("\n") + 1
        header, row = text.partition("\n")[0], before.rpartition("\n")[2]
        separator = _separator(text.replace("\0", ""))
        names, place = header.split(separator), row.count(separator)
        column = f", column {names[place].strip()}" if place < len(names) and line > 1 else ""
        raise OwnDataError([f"{name}, line {line}{column}: there is a NUL byte; the file looks damaged."])
    if re.search(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]", text[:2000]):
        raise OwnDataError([f"{name} is not a text file, nor another form that is read here."])


def _separator(text: str) -> str:
    """The separator that gives the first rows the most equal number of cells, and the most of them."""
    head = "\n".join(text[:200_000].splitlines()[:N_SAMPLE])

    def fit(separator: str) -> tuple[float, int]:
        widths = [head_line.count(separator) for head_line in re.sub(r'"[^"]*"', "", head).split("\n") if head_line]
        if not widths or widths[0] == 0:
            return 0.0, 0
        return sum(width == widths[0] for width in widths) / len(widths), widths[0]

    best = max(SEPARATORS, key=fit)
    return best if fit(best)[1] else ","


def _records(name: str, body: str, separator: str, begins: int) -> tuple[list[list[str]], list[int]]:
    """Every row with the line on which it ends; one error that names every row of another width."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    records, lines, faults, start = [], [], [], begins
    try:
        for record in reader:
            if record:
                records.append(record)
                lines.append(reader.line_num + begins - 1)
            start = reader.line_num + begins
    except csv.Error as error:
        faults.append((start, _in_words(error)))
    if not records:
        raise OwnDataError([f"{name}, line {start}: {faults[0][1]}." if faults else f"{name} is empty."])
    width = len(records[0])
    for place, record in enumerate(records):
        spare = record[width:]
        if len(record) > width and not any(spare):
            records[place] = record[:width]
        elif len(record) != width and any(cell.strip() for cell in record):
            faults.append((lines[place], f"{len(record)} cell{'s' * (len(record) > 1)} where the header has {width}"))
        elif len(record) < width:
            records[place] = record + [""] * (width - len(record))
    if faults:
        faults.sort()
        told = [f"line {line}: {fault}" for line, fault in faults[:3]]
        more = f"; and {len(faults) - 3:,} more lines" if len(faults) > 3 else ""
        raise OwnDataError([f"{name}, {'; '.join(told)}{more}. The file looks damaged, or cut off."])
    return records, lines


def _in_words(error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"a cell has more than {csv.field_size_limit():,} characters, or its quote never ends"
    if "expected after" in str(error):
        return "a quoted cell ends before its separator; a quote inside a cell is written twice"
    return "a quoted cell of the row that begins here never ends"


def _with_points(columns: list[list[str]], separator: str) -> tuple[list[list[str]], bool]:
    """Columns of numbers with a comma in decimals, told apart from thousands by their digits, get a point instead."""
    found = False
    for place, column in enumerate(columns):
        values = {cell.strip() for cell in set(column)}
        commas = {value for value in values if WITH_COMMA.fullmatch(value)}
        is_number = commas and all(WHOLE.fullmatch(value) for value in values - commas)
        may_be_thousands = all(len(value.partition(",")[2]) == 3 for value in commas)
        if is_number and not (separator == "," and may_be_thousands):
            columns[place] = [cell.replace(",", ".") for cell in column]
            found = True
    return columns, found
