"""A plot as a chart of PowerPoint's own, whose numbers stand in its data sheet and can be edited there."""

import io
from datetime import datetime, time

from numpy import isnan
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from xlsxwriter import Workbook

from adverse.charts import theme
from adverse.exports.marks import Panel, Series

SYMBOLS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "triangle-down": XL_MARKER_STYLE.TRIANGLE,
    "star": XL_MARKER_STYLE.STAR,
    "cross": XL_MARKER_STYLE.PLUS,
    "x": XL_MARKER_STYLE.X,
}
MARK_SIZE = 8  # points
ROW_NAMES = "Rows"
COLUMNS = ("Value", "Row", "Label", "To upper end", "To lower end")


def add_chart(
    slide,
    panel: Panel,
    place: tuple[int, int, int, int],
    about: dict,
    *,
    with_labels: bool = True,
    below_legend: bool = False,
) -> None:
    """Put a plot on a slide at `place` (left, top, width, height): bars as bars, marks as points with error bars.

    Marks stand at row 1, 2, 3 ... from above; the rows' names are the labels of a series of their own at the left edge.
    `below_legend` leaves the room of a legend above it, so that its rows stand level with those of the plot beside it.
    """
    if panel.bars:
        _add_bars(slide, panel, place, about)
    else:
        _add_marks(slide, panel, place, about, with_labels, below_legend)


def has_legend(panel: Panel) -> bool:
    """Whether a plot needs a legend: it has more than one named series."""
    return len([series for series in panel.series if series.in_legend and series.name]) > 1


def _add_bars(slide, panel: Panel, place, about: dict) -> None:
    data = CategoryChartData(number_format="0.0")
    data.categories = panel.labels
    for series in panel.series:
        at_row = dict(zip(series.y, series.x, strict=True))
        data.add_series(series.name, [at_row.get(float(row)) for row in range(len(panel.labels))])
    kind = XL_CHART_TYPE.BAR_STACKED if panel.bars == "stacked" else XL_CHART_TYPE.BAR_CLUSTERED
    chart = slide.shapes.add_chart(kind, *place, data).chart
    _set_looks(chart, panel)
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100
    chart.category_axis.reverse_order = True
    _set_crossing(chart.value_axis, "max")  # the axis of values stands below the last row
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.tick_labels.font.size = Pt(_label_size(len(panel.labels)))
    chart.category_axis.format.line.color.rgb = _rgb(theme.GRID[False])
    _set_value_axis(chart.value_axis, panel)
    chart.value_axis.tick_labels.number_format = "0;0"
    for native, series in zip(chart.plots[0].series, panel.series, strict=True):
        native.format.fill.solid()
        native.format.fill.fore_color.rgb = _rgb(series.colors[0])
        native.invert_if_negative = False
    rows = [["Row", *(series.name for series in panel.series)]]
    by_row = [dict(zip(series.y, series.x, strict=True)) for series in panel.series]
    rows += [[label, *(values.get(float(row)) for values in by_row)] for row, label in enumerate(panel.labels)]
    chart.part.chart_workbook.update_from_xlsx_blob(_sheet(rows, about))


def _add_marks(slide, panel: Panel, place, about: dict, with_labels: bool, below_legend: bool) -> None:
    n_rows = len(panel.labels)
    series = [_without_gaps(item) for item in panel.series]
    data, low = XyChartData(number_format="General"), float(panel.low)
    for item in series:
        points = data.add_series(item.name)
        for x, y in zip(item.x, item.y, strict=True):
            points.add_data_point(float(x), float(y) + 1)
    names = data.add_series(ROW_NAMES)
    for row in range(n_rows):
        names.add_data_point(low, row + 1)
    chart = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data).chart
    _set_looks(chart, panel)
    _set_value_axis(chart.category_axis, panel)
    _set_row_axis(chart.value_axis, n_rows)
    *drawn, row_series = chart.plots[0].series
    first_row = 2
    for native, item in zip(drawn, series, strict=True):
        _set_series(native, item)
        if (item.above > 0).any() or (item.below > 0).any():
            _add_intervals(native, item, first_row)
        first_row += len(item.x) + 2
    _set_row_names(row_series, panel.labels if with_labels else [""] * n_rows)
    hidden = [index for index, item in enumerate(series) if not item.in_legend] + [len(series)]
    _hide_in_legend(chart, hidden)
    _set_plot_area(chart, left=0.32 if with_labels else 0.04, top=0.1 if below_legend or chart.has_legend else 0.02)
    chart.part.chart_workbook.update_from_xlsx_blob(_sheet(_rows_of_marks(series, panel.labels, low), about))


def _without_gaps(item: Series) -> Series:
    keep = [index for index, x in enumerate(item.x) if not isnan(x)]
    arrays = {name: getattr(item, name)[keep] for name in ("x", "y", "above", "below")}
    lists = {name: [getattr(item, name)[index] for index in keep] for name in ("colors", "is_open", "texts")}
    return item._replace(**arrays, **lists)


def _rows_of_marks(series: list[Series], labels: list[str], low: float) -> list[list]:
    """The data sheet: each series a table below the last, in the places to which the chart's formulas point."""
    rows = []
    for item in series:
        rows.append([COLUMNS[0], item.name, *COLUMNS[2:]])
        for x, y, above, below in zip(item.x, item.y, item.above, item.below, strict=True):
            rows.append([float(x), float(y) + 1, labels[round(float(y))], float(above), float(below)])
        rows.append([])
    rows.append([COLUMNS[0], ROW_NAMES, COLUMNS[2]])
    return rows + [[low, row + 1, label] for row, label in enumerate(labels)]


def _sheet(rows: list[list], about: dict) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.combine(about["evidence_date"], time())})
        sheet = book.add_worksheet("Sheet1")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell)
        sheet.set_column(2, 2, 40)
    return buffer.getvalue()


def _set_looks(chart, panel: Panel) -> None:
    chart.font.size, chart.font.color.rgb = Pt(11), _rgb(theme.INK[False])
    chart.has_title = False
    chart.has_legend = has_legend(panel)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False


def _set_value_axis(axis, panel: Panel) -> None:
    axis.minimum_scale, axis.maximum_scale = float(panel.low), float(panel.high)
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = _rgb(theme.GRID[False])
    axis.format.line.color.rgb = _rgb(theme.GRID[False])
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "General", False
    if panel.axis_title:
        axis.has_title = True
        axis.axis_title.text_frame.text = panel.axis_title
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(11), False
    if panel.is_log:
        scaling = axis._element.find(qn("c:scaling"))
        scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
    else:
        axis.major_unit = panel.step


def _set_crossing(axis, where: str) -> None:
    """Where this axis meets the other one: "max" is the far end, which is below where rows run downwards."""
    axis._element.find(qn("c:crosses")).set("val", where)


def _set_row_axis(axis, n_rows: int) -> None:
    axis.minimum_scale, axis.maximum_scale = 0.4, n_rows + 0.6
    axis.reverse_order = True
    axis.crosses = XL_AXIS_CROSSES.MAXIMUM  # the axis of values stands below the last row
    axis.has_major_gridlines = False
    axis.visible = False


def _set_series(native, item: Series) -> None:
    line = native.format.line
    if item.is_line:
        line.color.rgb, line.width = _rgb(item.colors[0]), Pt(1.5)
    else:
        line.fill.background()
    marker = native.marker
    if not item.symbol:
        marker.style = XL_MARKER_STYLE.NONE
        return
    style = SYMBOLS.get(item.symbol.removesuffix("-open"), XL_MARKER_STYLE.CIRCLE)
    looks = list(zip(item.colors, item.is_open, strict=True))
    common = max(looks, key=looks.count)  # a program that draws every mark of a series alike is right about most
    _paint(marker, style, *common)
    for index, look in enumerate(looks):
        if look != common:
            _paint(native.points[index].marker, style, *look)
    for index, text in enumerate(item.texts):
        if text:
            label = native.points[index].data_label
            label.text_frame.text, label.position = text, XL_LABEL_POSITION.RIGHT


def _paint(marker, style: XL_MARKER_STYLE, color: str, is_open: bool) -> None:
    """A mark of one color, a hollow one pale within: some programs draw no outline, and white would not be seen."""
    marker.style, marker.size = style, MARK_SIZE  # of every point: some programs draw none where only the color is said
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = _rgb(theme.mild(color, False) if is_open else color)
    marker.format.line.color.rgb, marker.format.line.width = _rgb(color), Pt(1.5)


def _add_intervals(native, item: Series, first_row: int) -> None:
    """Error bars that point to the data sheet, so that they move with an edited interval."""
    last_row = first_row + len(item.x) - 1
    ends = "".join(
        f"<c:{tag}><c:numRef><c:f>Sheet1!${column}${first_row}:${column}${last_row}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(lengths)}"/>'
        + "".join(f'<c:pt idx="{index}"><c:v>{float(v)!r}</c:v></c:pt>' for index, v in enumerate(lengths))
        + f"</c:numCache></c:numRef></c:{tag}>"
        for tag, column, lengths in (("plus", "D", item.above), ("minus", "E", item.below))
    )
    xml = (
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="x"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/>{ends}<c:spPr><a:ln w="19050"><a:solidFill>'
        f'<a:srgbClr val="{_rgb(item.colors[0])}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    native._element.find(qn("c:xVal")).addprevious(parse_xml(xml))


def _set_row_names(native, labels: list[str]) -> None:
    """The rows' names as labels left of marks that are not drawn."""
    native.format.line.fill.background()
    native.marker.style = XL_MARKER_STYLE.NONE
    size = f"{100 * _label_size(len(labels)):.0f}"
    texts = "".join(
        f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:r>'
        f'<a:rPr lang="en-US" sz="{size}"/><a:t/></a:r></a:p></c:rich></c:tx><c:dLblPos val="l"/>{_SHOWN}</c:dLbl>'
        for index in range(len(labels))
    )
    xml = f'<c:dLbls {nsdecls("c", "a")}>{texts}<c:dLblPos val="l"/>{_SHOWN}</c:dLbls>'
    element = parse_xml(xml)
    for text, label in zip(element.iter(qn("a:t")), labels, strict=True):
        text.text = label
    native._element.find(qn("c:xVal")).addprevious(element)


_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _hide_in_legend(chart, indexes: list[int]) -> None:
    if chart.has_legend:
        position = chart.legend._element.find(qn("c:legendPos"))
        for index in reversed(indexes):
            entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{index}"/><c:delete val="1"/></c:legendEntry>'
            position.addnext(parse_xml(entry))


def _set_plot_area(chart, *, left: float, top: float) -> None:
    sizes = {"x": left, "y": top, "w": 0.97 - left, "h": 0.86 - top}
    values = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in sizes.items())
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{values}</c:manualLayout></c:layout>'
        ),
    )


def _label_size(n_rows: int) -> int:
    return 12 if n_rows <= 14 else 10 if n_rows <= 20 else 9


def _rgb(color: str) -> RGBColor:
    if color.startswith("rgba"):
        red, green, blue = (int(part) for part in color.removeprefix("rgba(").split(",")[:3])
        return RGBColor(red, green, blue)
    return RGBColor.from_string(color.removeprefix("#"))
