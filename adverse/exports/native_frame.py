"""Around the marks of a native chart: axes, legend, the names of its rows, and the room that each of them has."""

from textwrap import wrap
from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from adverse.charts import theme
from adverse.exports.panel import Panel, Text

LETTER, LINE = 0.55, 1.12  # mean width of a letter and distance of lines, as shares of the size
AXIS_SIZE, LEGEND_SIZE, VALUE_SIZE = 11, 11, 10  # points
AXIS_ROOM, EDGE = 0.14, 0.03  # shares of the chart: below the plot, and right of it
WIDEST_NAMES, NARROWEST_NAMES = 0.44, 0.08  # the room left of the plot, as a share of the chart
MOST_LINES, SMALLEST = 3, 9  # of the names; points
KEY = 6  # letters that the key of a legend's entry takes


class Frame(NamedTuple):
    """Where the plot begins and ends, as shares of the chart, the lines of each row's name and their size in points."""

    left: float
    top: float
    names: list[tuple[list[str], bool]]
    size: int
    right: float = 1.0


def frame_of(panel: Panel, width: int, height: int, *, has_names: bool) -> Frame:
    """The room that legend and names of the rows need in a chart of this size (units of PowerPoint)."""
    wide, high = Emu(width).pt, Emu(height).pt
    right = 1 - EDGE
    if panel.values:
        right -= (max(len(text.text) for text in panel.values) + 2) * VALUE_SIZE * LETTER / wide
    top = 0.03 + _legend_lines(legend_of(panel), wide) * LEGEND_SIZE * 1.6 / high
    if not has_names:
        return Frame(0.09, top, [([""], False)] * len(panel.labels), AXIS_SIZE, right)
    row_height = high * (1 - top - AXIS_ROOM) / max(len(panel.labels), 1)
    for size in range(label_size(len(panel.labels)), SMALLEST - 1, -1):
        most = max(1, min(MOST_LINES, int(row_height / (size * LINE))))
        widest = int(WIDEST_NAMES * wide / (size * LETTER)) - 2
        lines = [wrap(label, widest) or [""] for label in panel.labels]
        if max(map(len, lines), default=0) <= most:
            break
    else:
        lines = [wrap(label, widest, max_lines=most, placeholder=" …") or [""] for label in panel.labels]
    longest = max((len(line) for each in lines for line in each), default=0) + 2
    left = max(NARROWEST_NAMES, min(WIDEST_NAMES, longest * size * LETTER / wide))
    return Frame(left, top, list(zip(lines, panel.is_heading, strict=True)), size, right)


def names_fit(panel: Panel, width: int, height: int) -> bool:
    """Whether the names of the rows stand whole beside a chart of this size."""
    shown = frame_of(panel, width, height, has_names=True).names
    return [" ".join(lines) for lines, _ in shown] == [" ".join(label.split()) for label in panel.labels]


def _legend_lines(names: list[str], width: float) -> int:
    """Lines of a legend whose entries stand in columns as wide as the longest of them."""
    if len(names) < 2:
        return 0
    n_columns = max(1, int(width / ((max(map(len, names)) + KEY) * LEGEND_SIZE * LETTER)))
    return -(-len(names) // n_columns)


def legend_of(panel: Panel) -> list[str]:
    """The names in the legend."""
    return [series.name for series in panel.series if series.in_legend and series.name]


def label_size(n_rows: int) -> int:
    """Points of the rows' names."""
    return 12 if n_rows <= 14 else 11 if n_rows <= 18 else 9


def set_frame(chart, panel: Panel, frame: Frame, top: float | None) -> None:
    """Letters, legend and, where `top` is given, the place of the plot."""
    chart.font.size, chart.font.color.rgb = Pt(AXIS_SIZE), rgb(theme.INK[False])
    chart.has_title = False
    chart.has_legend = len(legend_of(panel)) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(LEGEND_SIZE)
    if top is None:
        return
    places = {"x": frame.left, "y": top, "w": frame.right - frame.left, "h": 1 - AXIS_ROOM - top}
    values = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in places.items())
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = (
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{values}</c:manualLayout></c:layout>'
    )
    area.insert(0, parse_xml(layout))


def set_value_axis(axis, panel: Panel) -> None:
    """The axis of values, below the last row."""
    low, high, step, is_log, is_percent = panel.scale
    axis.minimum_scale, axis.maximum_scale = low, high
    if is_log:
        scaling = axis._element.find(qn("c:scaling"))
        scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="{step:g}"/>'))
    else:
        axis.major_unit = step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(theme.GRID[False])
    axis.format.line.color.rgb = rgb(theme.GRID[False])
    number = ('0"%"' if step >= 1 else '0.0"%"') if is_percent else "General"
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number, False
    axis.tick_labels.font.size = Pt(AXIS_SIZE)
    axis._element.find(qn("c:crosses")).set("val", "max")  # the first row is on top: the end of rows is below
    if panel.axis_title:
        axis.has_title = True
        axis.axis_title.text_frame.text = panel.axis_title
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(AXIS_SIZE), False


def set_row_axis(axis, n_rows: int) -> None:
    """The axis of rows, the first on top; it is not drawn itself."""
    axis.minimum_scale, axis.maximum_scale = 0.4, n_rows + 0.6
    axis.reverse_order = True
    axis.has_major_gridlines = False
    axis.visible = False


def add_row_names(native, names: list[tuple[list[str], bool]], size: int) -> None:
    """The rows' names as labels left of marks that are not drawn; headings are bold."""
    texts = "".join(
        f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>'
        + "".join(
            f'<a:p><a:pPr algn="r"/><a:r><a:rPr lang="en-US" sz="{100 * size}" b="{int(is_bold)}"/><a:t/></a:r></a:p>'
            for _ in lines
        )
        + f'</c:rich></c:tx><c:dLblPos val="l"/>{_SHOWN}</c:dLbl>'
        for index, (lines, is_bold) in enumerate(names)
    )
    element = parse_xml(f'<c:dLbls {nsdecls("c", "a")}>{texts}<c:dLblPos val="l"/>{_SHOWN}</c:dLbls>')
    written = [line for lines, _ in names for line in lines]
    for text, line in zip(element.iter(qn("a:t")), written, strict=True):
        text.text = f"{line}\u00a0\u00a0" if line else ""  # a mark at the edge does not touch the name of its row
    native._element.find(qn("c:xVal")).addprevious(element)


def add_values(native, values: tuple[Text, ...]) -> None:
    """Figures as labels right of marks that are not drawn, at the end of the axis, in the color of their marks."""
    texts = "".join(
        f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr algn="l"/><a:r>'
        f'<a:rPr lang="en-US" sz="{100 * VALUE_SIZE}"><a:solidFill><a:srgbClr val="{rgb(value.color)}"/></a:solidFill>'
        f'</a:rPr><a:t/></a:r></a:p></c:rich></c:tx><c:dLblPos val="r"/>{_SHOWN}</c:dLbl>'
        for index, value in enumerate(values)
    )
    element = parse_xml(f'<c:dLbls {nsdecls("c", "a")}>{texts}<c:dLblPos val="r"/>{_SHOWN}</c:dLbls>')
    for text, value in zip(element.iter(qn("a:t")), values, strict=True):
        text.text = value.text
    native._element.find(qn("c:xVal")).addprevious(element)


_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def hide_in_legend(chart, indexes: list[int]) -> None:
    """Leave the series at these places out of the legend."""
    if chart.has_legend:
        position = chart.legend._element.find(qn("c:legendPos"))
        for index in reversed(indexes):
            entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{index}"/><c:delete val="1"/></c:legendEntry>'
            position.addnext(parse_xml(entry))


def rgb(color: str) -> RGBColor:
    """A color of the theme."""
    return RGBColor.from_string(color.removeprefix("#"))
