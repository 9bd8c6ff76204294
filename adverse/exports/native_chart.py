"""A plot as a chart of PowerPoint's own, whose numbers stand in its data sheet and can be edited there."""

from typing import Any, NamedTuple

from numpy import isnan
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from adverse.charts import theme
from adverse.exports.chart_sheet import Block, bind, blocks_of, sheet_of_bars, sheet_of_blocks
from adverse.exports.native_frame import (
    Frame,
    add_row_names,
    add_values,
    frame_of,
    hide_in_legend,
    label_size,
    rgb,
    set_frame,
    set_row_axis,
    set_value_axis,
)
from adverse.exports.panel import Panel, Series

# Every symbol has a form of its own, and those of the first arms can be hollow; PowerPoint has no other triangles.
SYMBOLS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "triangle-right": XL_MARKER_STYLE.TRIANGLE,  # a lower bound alone, which is written beside it
    "triangle-down": XL_MARKER_STYLE.DASH,
    "star": XL_MARKER_STYLE.STAR,
    "hexagon": XL_MARKER_STYLE.DOT,
    "cross": XL_MARKER_STYLE.PLUS,
    "x": XL_MARKER_STYLE.X,
}
MARK_SIZE, HOLLOW_SIZE = 9, 5


class Place(NamedTuple):
    """Where a chart lies on its slide, in the units of PowerPoint."""

    left: int
    top: int
    width: int
    height: int


def add_charts(slide, panels: list[Panel], places: list[Place], about: dict, alt: str) -> None:
    """Put the plots of one figure on a slide: bars as bars, marks as points with lines for their intervals.

    Marks stand at row 1, 2, 3 ... from above; the rows' names are the labels of a series of their own at the left edge
    of the first plot. All plots have one height, so that a row is one row in each.
    """
    frames = [
        frame_of(panel, place.width, place.height, has_names=index == 0)
        for index, (panel, place) in enumerate(zip(panels, places, strict=True))
    ]
    top = max(frame.top for frame in frames)
    for panel, place, frame in zip(panels, places, frames, strict=True):
        if panel.series:
            shape = _bars(slide, panel, place, about) if panel.bars else _marks(slide, panel, place, about, frame, top)
            described = shape._element.nvGraphicFramePr.cNvPr
            described.set("descr", alt)


def _bars(slide, panel: Panel, place: Place, about: dict):
    data = CategoryChartData(number_format="0.0")
    data.categories = panel.labels
    for series in panel.series:
        at_row = dict(zip(series.y, series.x, strict=True))
        data.add_series(series.name, [at_row.get(float(row)) for row in range(len(panel.labels))])
    kind = XL_CHART_TYPE.BAR_STACKED if panel.bars == "stacked" else XL_CHART_TYPE.BAR_CLUSTERED
    shape = slide.shapes.add_chart(kind, *place, data)
    chart = shape.chart
    set_frame(chart, panel, frame_of(panel, place.width, place.height, has_names=False), None)
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100
    rows = chart.category_axis
    rows.reverse_order = True
    rows.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    rows.tick_labels.font.size = Pt(label_size(len(panel.labels)))
    rows.format.line.color.rgb = rgb(theme.GRID[False])
    rows.has_major_gridlines = False
    set_value_axis(chart.value_axis, panel)
    for native, series in zip(chart.plots[0].series, panel.series, strict=True):
        _paint_bars(native, series)
    chart.part.chart_workbook.update_from_xlsx_blob(sheet_of_bars(panel, about))
    return shape


def _paint_bars(native, series: Series) -> None:
    native.invert_if_negative = False
    common = series.colors[0] if series.colors else theme.INK[False]
    _fill(native.format, common, is_open=False)
    if series.is_hatched:
        _hatch(native.format, common)
    for color, is_open, text, y in zip(series.colors, series.is_open, series.texts, series.y, strict=True):
        point = native.points[round(float(y))]
        if is_open or color != common:
            _fill(point.format, color, is_open)
            place = point._element.xpath(f"c:dPt[c:idx/@val='{round(float(y))}']/c:idx")[0]
            place.addnext(parse_xml(f'<c:invertIfNegative {nsdecls("c")} val="0"/>'))
        if text:
            point.data_label.text_frame.text, point.data_label.position = text, XL_LABEL_POSITION.OUTSIDE_END


def _marks(slide, panel: Panel, place: Place, about: dict, frame: Frame, top: float):
    panel = panel._replace(series=[_without_gaps(item) for item in panel.series])
    blocks = blocks_of(panel)
    data = XyChartData(number_format="General")
    for block in blocks:
        data.add_series(block.name).add_data_point(0, 0)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    chart = shape.chart
    set_frame(chart, panel, frame, top)
    set_value_axis(chart.category_axis, panel)
    set_row_axis(chart.value_axis, len(panel.labels))
    for native, block in zip(chart.plots[0].series, blocks, strict=True):
        bind(native, block, max(len(each.x) for each in blocks))
        native.marker.style = XL_MARKER_STYLE.NONE
        _draw(native, block)
    add_row_names(chart.plots[0].series[len(blocks) - 1], frame.names, frame.size)
    if panel.values:
        add_values(chart.plots[0].series[len(blocks) - 2], panel.values)
    hide_in_legend(chart, [index for index, block in enumerate(blocks) if not block.in_legend])
    chart.part.chart_workbook.update_from_xlsx_blob(sheet_of_blocks(blocks, about))
    return shape


def _draw(native, block: Block) -> None:
    line = native.format.line
    if block.line_color:
        line.color.rgb, line.width = rgb(block.line_color), Pt(block.line_width)
        line.dash_style = MSO_LINE.ROUND_DOT if block.is_dotted else MSO_LINE.SOLID
    else:
        line.fill.background()
    if block.series:
        _draw_marks(native, block.series)
    elif block.hollow:
        _set_marker(native.marker, SYMBOLS[block.hollow], HOLLOW_SIZE, theme.PAPER[False])


def _without_gaps(item: Series) -> Series:
    keep = [index for index, x in enumerate(item.x) if not isnan(x)]
    arrays: dict[str, Any] = {name: getattr(item, name)[keep] for name in ("x", "y", "above", "below")}
    lists: dict[str, Any] = {
        name: [getattr(item, name)[index] for index in keep] for name in ("colors", "is_open", "texts")
    }
    return item._replace(**arrays, **lists)


def _draw_marks(native, item: Series) -> None:
    """Full marks; what makes one hollow is a white mark of a series of its own, as LibreOffice draws no outline.

    A mark of another color also has another size than its series, without which LibreOffice keeps the series' color.
    """
    if not item.symbol or not len(item.x):
        return
    symbol, is_mixed = SYMBOLS[item.symbol.removesuffix("-open")], len(set(item.colors)) > 1
    _set_marker(native.marker, symbol, MARK_SIZE - is_mixed, item.colors[0])
    for index, color in enumerate(item.colors):
        if is_mixed:
            _set_marker(native.points[index].marker, symbol, MARK_SIZE, color)
    for index, text in enumerate(item.texts):
        if text:
            label = native.points[index].data_label
            label.text_frame.text, label.position = text, XL_LABEL_POSITION.RIGHT


def _set_marker(marker, symbol, size: int, color: str) -> None:
    marker.style, marker.size = symbol, size
    _fill(marker.format, color, is_open=False)


def _hatch(form, color: str) -> None:
    form.fill.patterned()
    form.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    form.fill.fore_color.rgb, form.fill.back_color.rgb = rgb(color), rgb(theme.mild(color, False))


def _fill(form, color: str, is_open: bool) -> None:
    form.fill.solid()
    form.fill.fore_color.rgb = rgb(theme.PAPER[False] if is_open else color)
    form.line.color.rgb, form.line.width = rgb(color), Pt(1.5)
