"""The data sheet behind a chart: one table a series, side by side, in the cells to which the chart's formulas point."""

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

from numpy import clip
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from adverse.charts import theme
from adverse.exports.panel import Panel, Series

SHEET = "Sheet1"
ROW_NAMES, VALUES, REFERENCE, INTERVALS = "Rows", "Values", "No difference", "intervals"
JOINS, HOLLOW = "line", "hollow marks"
OF_MARKS = ("Label", "Lower end", "Upper end")


class Block(NamedTuple):
    """One series of the native chart and its table: `x` and `y` (None where a line is broken), and further columns.

    `column` is the table's first column, counted from 0; the table has `x`, `y` and `more` beside each other.
    """

    name: str
    x: list[float]
    y: Sequence[float | None]
    column: int
    header: tuple[str, ...] = ()
    more: tuple[list, ...] = ()
    series: Series | None = None
    line_color: str = ""
    line_width: float = 1.5
    is_dotted: bool = False
    in_legend: bool = False
    hollow: str = ""  # the symbol of white marks on top of others


def blocks_of(panel: Panel) -> list[Block]:
    """What is drawn, from the back: line of no difference, intervals, marks, figures beside them, names of the rows."""
    found = [_reference(panel, float(panel.line))] if panel.line is not None else []
    found += [_intervals(item, panel) for item in panel.series if (item.above > 0).any() or (item.below > 0).any()]
    found += [_joined(item) for item in panel.series if item.line_color]
    for item in panel.series:
        if item.line_color and not item.symbol and not item.in_legend:
            continue  # a line alone
        hollow = [_hollow(item)] if item.symbol and any(item.is_open) else []
        found += [*hollow, _marks(item, panel), *hollow]  # PowerPoint draws the last on top, LibreOffice the first
    if panel.values:
        told, at = [text.text for text in panel.values], [text.y + 1 for text in panel.values]
        found.append(Block(VALUES, [float(panel.scale.high)] * len(told), at, 0, ("Value and count",), (told,)))
    low, n_rows = float(panel.scale.low), len(panel.labels)
    rows = [float(row) for row in range(1, n_rows + 1)]
    found.append(Block(ROW_NAMES, [low] * n_rows, rows, 0, ("Label",), (panel.labels,)))
    column, columns = 0, {}
    for block in found:
        if _content(block) not in columns:
            columns[_content(block)] = column
            column += 3 + len(block.more)
    return [block._replace(column=columns[_content(block)]) for block in found]


def _content(block: Block) -> tuple:
    """What tells two tables apart: series of one name may hold different marks."""
    return block.name, tuple(block.x), tuple(block.y)


def _reference(panel: Panel, at: float) -> Block:
    ends = [0.4, len(panel.labels) + 0.6]
    return Block(REFERENCE, [at, at], ends, 0, line_color=theme.QUIET[False], line_width=1.25, is_dotted=True)


def _intervals(item: Series, panel: Panel) -> Block:
    """Lines from end to end, one after the other; an end beyond the axis is drawn to the axis' own end.

    They are lines and no error bars, because LibreOffice opens a chart without the error bars along x.
    """
    x, y = [], []
    for value, row, above, below in zip(item.x, item.y, item.above, item.below, strict=True):
        if above > 0 or below > 0:
            low, high = clip([value - below, value + above], panel.scale.low, panel.scale.high)
            x += [float(low), float(high), float(high)]
            y += [float(row) + 1, float(row) + 1, None]
    return Block(_name(item, INTERVALS), x, y, 0, line_color=item.interval_color, line_width=2.25)


def _marks(item: Series, panel: Panel) -> Block:
    labels = [panel.labels[round(float(row))] for row in item.y]
    ends = [float(v) for v in item.x - item.below], [float(v) for v in item.x + item.above]
    return Block(
        item.name,
        [float(v) for v in item.x],
        [float(v) + 1 for v in item.y],
        0,
        OF_MARKS,
        (labels, *ends),
        item,
        in_legend=item.in_legend and bool(item.name),
    )


def _joined(item: Series) -> Block:
    x, y = [float(v) for v in item.x], [float(v) + 1 for v in item.y]
    return Block(_name(item, JOINS), x, y, 0, line_color=item.line_color, is_dotted=item.is_dotted)


def _hollow(item: Series) -> Block:
    open_marks = [index for index, is_open in enumerate(item.is_open) if is_open]
    x, y = ([float(values[index]) for index in open_marks] for values in (item.x, item.y + 1))
    return Block(_name(item, HOLLOW), x, y, 0, hollow=item.symbol.removesuffix("-open"))


def _name(item: Series, part: str) -> str:
    return f"{item.name}: {part}" if item.name else part


def bind(native, block: Block, length: int) -> None:
    """Let a series of the chart show the cells of its block; all series have `length` cells, the last of them empty.

    LibreOffice draws no series that has fewer cells than a later one.
    """
    element = native._element
    for tag, offset, values in (("xVal", 0, block.x), ("yVal", 1, block.y)):
        cells = "".join(
            f'<c:pt idx="{index}"><c:v>{value!r}</c:v></c:pt>'
            for index, value in enumerate(values)
            if value is not None
        )
        xml = (
            f"<c:{tag} {nsdecls('c')}><c:numRef><c:f>{_cells(block.column + offset, 2, length + 1)}</c:f><c:numCache>"
            f'<c:formatCode>General</c:formatCode><c:ptCount val="{length}"/>{cells}</c:numCache></c:numRef></c:{tag}>'
        )
        old = element.find(qn(f"c:{tag}"))
        element.replace(old, parse_xml(xml))
    element.find(qn("c:tx")).find(f".//{qn('c:f')}").text = _cells(block.column + 1, 1, 1)


def _cells(column: int, first: int, last: int) -> str:
    name = xl_col_to_name(column)
    return f"{SHEET}!${name}${first}" + (f":${name}${last}" if last > first else "")


def sheet_of_blocks(blocks: list[Block], about: dict) -> bytes:
    """The data sheet of marks."""
    columns: dict[int, list[Any]] = {}
    for block in blocks:
        titles = ("Value", block.name, *block.header)
        for offset, (title, values) in enumerate(zip(titles, (block.x, block.y, *block.more), strict=True)):
            columns[block.column + offset] = [title, *values]
    return _sheet(columns, about)


def sheet_of_bars(panel: Panel, about: dict) -> bytes:
    """The data sheet of bars: a row each, a column for each series."""
    columns: dict[int, list[Any]] = {0: ["Row", *panel.labels]}
    for index, series in enumerate(panel.series, start=1):
        values = dict(zip(series.y, series.x, strict=True))
        columns[index] = [series.name, *(values.get(float(row)) for row in range(len(panel.labels)))]
    return _sheet(columns, about)


def _sheet(columns: dict[int, list], about: dict) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.combine(about["evidence_date"], time())})
        sheet = book.add_worksheet(SHEET)
        for column, cells in columns.items():
            for row, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell)
    return buffer.getvalue()
