"""Bytes of a quarter's file -> lines with one field for each column; what cannot be read is counted, with its reason.

Files mix UTF-8 and Windows-1252, run two records together, break one over two lines, and hold a `$` inside a field.
A line is mended only where there is one way to do it that leaves every field in the form of its column.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from adverse.reports.layouts import Heading

BLOCK = 1 << 22
FEWEST_TO_JUDGE = 20  # lines, to see from them how the lines of a file end
LEFT_OUT = {
    "too_many_fields": "more fields than columns, and no single way to read them",
    "too_few_fields": "fewer fields than columns, and no next line that completes them",
    "heading_again": "the line of column names once more",
}
MENDED = {
    "not_utf_8": "read as Windows-1252",
    "run_together": "two records on one line, parted",
    "broken_line": "one record on two lines, joined",
    "dollar_inside": "a $ inside a field, taken as a space",
    "control_characters": "control characters, taken as spaces",
}
CONTROLS = bytes({*range(32), 127} - {*b"\t\n"})
AS_SPACES = bytes.maketrans(CONTROLS, b" " * len(CONTROLS))


class Lines:
    """The lines of one file: iterate over `blocks`, then read what was counted.

    `n_read` counts the lines below the first that are not blank, `n_blank` the blank ones; `mended` and `left_out`
    count by reason. Lines that run together count once for each record in them.
    """

    def __init__(self, chunks: Iterable[bytes]):
        self.mended: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.n_read = self.n_blank = 0
        self._blocks = _text_blocks(chunks, self.mended)
        self._first = next(self._blocks, [""])
        self.heading_line = self._first.pop(0).lstrip("\ufeff") if self._first else ""
        self._pending = ""
        self._ends = False  # whether a $ may stand behind the last field of a line

    def blocks(self, heading: Heading) -> Iterator[str]:
        """Text of many lines at a time, each with one field for each name of the heading."""
        width = len(heading.names)
        ended = sum(line.endswith("$") and line.count("$") == width for line in self._first)
        self._ends = heading.is_aers or 2 * ended > max(len(self._first), FEWEST_TO_JUDGE)
        yield self._well_formed(self._first, heading, width)
        for lines in self._blocks:
            yield self._well_formed(lines, heading, width)
        if self._pending:
            self._leave_out("too_few_fields", self._pending)

    def _well_formed(self, lines: list[str], heading: Heading, width: int) -> str:
        dollars = width - 1
        if self._ends:
            lines = [line[:-1] if line[-1:] == "$" and line.count("$") == width else line for line in lines]
        good = [line for line in lines if line.count("$") == dollars]
        if len(good) < len(lines) or self._pending or not dollars:  # a blank line of one column has no $ either
            good = [text for line in lines for text in self._read(line, heading, width)]
        else:
            self.n_read += len(good)
        if self.heading_line in good:
            self.left_out["heading_again"] += good.count(self.heading_line)
            good = [line for line in good if line != self.heading_line]
        return "\n".join([*good, ""])

    def _read(self, line: str, heading: Heading, width: int) -> list[str]:
        """The records of one line; a line that is too short waits for the next one."""
        if not line.strip():
            self.n_blank += 1
            return []
        fields = self._fields(line, width)
        if len(fields) == width:
            self._give_up_pending()
            self.n_read += 1
            return ["$".join(fields)]
        if self._pending:
            joined = self._fields(f"{self._pending} {line}", width)
            if len(joined) == width and _fits(joined, heading):
                self._pending = ""
                self.n_read += 1
                self.mended["broken_line"] += 1
                return ["$".join(joined)]
            if len(joined) < width:
                self._pending = "$".join(joined)
                return []
            self._give_up_pending()
        if len(fields) < width:
            self._pending = line
            return []
        records, mend = parted(fields, heading), "run_together"
        if len(records) < 2:
            records, mend = without_dollar(fields, heading), "dollar_inside"
        if records:
            self.n_read += len(records)
            self.mended[mend] += 1
            return ["$".join(record) for record in records]
        self._leave_out("too_many_fields", line)
        return []

    def _fields(self, line: str, width: int) -> list[str]:
        fields = line.split("$")
        return fields[:-1] if self._ends and len(fields) == width + 1 and not fields[-1].strip() else fields

    def _give_up_pending(self) -> None:
        if self._pending:
            self._leave_out("too_few_fields", self._pending)
            self._pending = ""

    def _leave_out(self, reason: str, line: str) -> None:
        self.n_read += 1
        self.left_out[reason] += 1
        self.examples.setdefault(reason, line[:120])


def parted(fields: list[str], heading: Heading) -> list[list[str]]:
    """The records that run together in these fields, or none where they do not."""
    width = len(heading.names)
    if len(fields) < 2 * width - 1 or not any(fields[width:]):
        whole = fields[:width]
        return [whole] if not any(fields[width:]) and len(whole) == width and _fits(whole, heading) else []
    rest = parted(fields[width:], heading) if _fits(fields[:width], heading) else []
    if rest:  # the first record ended with a $
        return [fields[:width], *rest]
    found = []
    last = fields[width - 1]
    has_case = heading.names[1] == "caseid"
    for start in range(len(last.rstrip("0123456789")), len(last)):
        first, others = [*fields[: width - 1], last[:start]], [last[start:], *fields[width:]]
        version = others[0].removeprefix(others[1].strip()) if has_case else "1"
        if version not in ("", others[0]) and _fits(first, heading) and (rest := parted(others, heading)):
            found.append([first, *rest])
        if not has_case:
            break  # without a case beside it, all digits at the end are the number of the next report
    return found[0] if len(found) == 1 else []


def without_dollar(fields: list[str], heading: Heading) -> list[list[str]]:
    """The record whose one field holds a `$`: empty unless every way to read it says the same of known columns."""
    if len(fields) != len(heading.names) + 1:
        return []
    ways = {}
    for place in range(len(heading.names)):
        way = [*fields[:place], f"{fields[place]} {fields[place + 1]}", *fields[place + 2 :]]
        others_fit = all(
            form.fullmatch(field.strip())
            for at, (field, form) in enumerate(zip(way, heading.forms, strict=True))
            if at != place
        )
        halves_fit = all(heading.forms[place].fullmatch(half.strip()) for half in fields[place : place + 2])
        if others_fit and (halves_fit or heading.forms[place].fullmatch(way[place].strip())):
            known = tuple(field.strip() for field, name in zip(way, heading.names, strict=True) if name)
            ways.setdefault(known, way)
    return list(ways.values()) if len(ways) == 1 else []


def _fits(fields: list[str], heading: Heading) -> bool:
    return all(form.fullmatch(field.strip()) for field, form in zip(fields, heading.forms, strict=True))


def _text_blocks(chunks: Iterable[bytes], mended: Counter) -> Iterator[list[str]]:
    """Lists of lines as text; a line ends at a line feed, and a carriage return before it belongs to the end."""
    rest = b""
    for chunk in chunks:
        whole, feed, rest = (rest + chunk).rpartition(b"\n")
        if feed:
            yield _decoded(whole, mended)
    if rest:
        yield _decoded(rest, mended)


def _decoded(block: bytes, mended: Counter) -> list[str]:
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").removesuffix(b"\r")
    if len(block.translate(None, CONTROLS)) < len(block):
        mended["control_characters"] += sum(line != line.translate(AS_SPACES) for line in block.split(b"\n"))
        block = block.translate(AS_SPACES)
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError:
        lines = []
        for line in block.split(b"\n"):
            try:
                lines.append(line.decode("utf-8"))
            except UnicodeDecodeError:
                mended["not_utf_8"] += 1
                lines.append(_windows_1252(line))
        text = "\n".join(lines)
    return text.split("\n")


def _windows_1252(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing in Windows-1252
        return line.decode("latin-1")
