"""Slides, read back by python-pptx and their data sheets by openpyxl: the numbers are those of the rows."""

import io
from dataclasses import replace
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go
import pytest
from openpyxl import load_workbook
from openpyxl.chart.chartspace import ChartContainer
from openpyxl.xml.functions import fromstring
from pptx import Presentation

from adverse.exports import figures
from adverse.exports.marks import panels_of
from adverse.exports.slides import MOST_ROWS, deck

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)


def no_picture(view):
    return None


def slides_of(*views, picture=no_picture):
    return list(Presentation(io.BytesIO(deck(views, picture))).slides)


def charts_of(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def sheet_of(chart):
    return load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active


def x_values(series) -> list[float]:
    return [float(v.text) for v in series._element.findall(".//{*}xVal//{*}v")]


def marks_in(chart) -> list[tuple]:
    """(name, label, x, low, high) of every mark, from the data sheet behind the chart."""
    found, name = [], ""
    for first, second, label, above, below in sheet_of(chart).iter_rows(values_only=True, max_col=5):
        if first == "Value":
            name = second
        elif first is not None and name != "Rows":
            found.append((name, label, first, first - below, first + above))
    return found


def test_dots_hold_the_shares_and_intervals_of_the_rows(dots):
    found = [mark for slide in slides_of(dots) for chart in charts_of(slide) for mark in marks_in(chart)]
    rows = dots.rows[dots.rows["proportion"].notna()]
    assert len(found) == len(rows)
    by_key = {(row.arm_label, row.event): row for row in rows.itertuples()}
    for name, label, x, low, high in found:
        row = by_key[name, label]
        assert x == pytest.approx(100 * row.proportion)
        if pd.notna(row.proportion_low):
            assert (low, high) == pytest.approx((100 * row.proportion_low, 100 * row.proportion_high))


def test_chart_and_data_sheet_say_the_same(dots, differences, forest):
    for view in (dots, differences, forest):
        for slide in slides_of(view):
            for chart in charts_of(slide):
                sheet = sheet_of(chart)
                for series in chart.plots[0].series:
                    for tag, cached in (("xVal", x_values(series)), ("yVal", list(series.values))):
                        [reference] = series._element.findall(f".//{{*}}{tag}//{{*}}f")
                        cells = [cell.value for (cell,) in sheet[reference.text.split("!")[1]]]
                        assert cells == pytest.approx(cached)
                drawn = fromstring(chart.part.blob).find("{*}chart")
                ChartContainer.from_tree(drawn)  # a second reader takes the whole chart


def test_differences_stand_in_a_chart_of_their_own(differences):
    slides = slides_of(differences)
    assert [len(charts_of(slide)) for slide in slides] == [2] * len(slides)
    found = [mark for slide in slides for mark in marks_in(charts_of(slide)[1])]
    rows = differences.rows[differences.rows["risk_difference"].notna()]
    expected = {row.event: row for row in rows.itertuples()}
    assert sorted(label for _, label, *_ in found) == sorted(expected)
    for _, label, x, low, high in found:
        row = expected[label]
        assert (x, low, high) == pytest.approx(
            (100 * row.risk_difference, 100 * row.risk_difference_low, 100 * row.risk_difference_high)
        )


def test_a_bound_is_printed_beside_its_mark(differences, view_of):
    figure = go.Figure(differences.figure)
    figure.data[0].text = ["  <1%", *[""] * (len(figure.data[0].x) - 1)]
    view = view_of(figure, differences.rows)
    charts = [chart for slide in slides_of(view) for chart in charts_of(slide)]
    labels = [label.text for chart in charts for label in chart._chartSpace.findall(".//{*}dLbl//{*}t")]
    assert labels.count("<1%") == 1


def test_forest_holds_the_printed_ratios_on_a_log_axis(forest):
    charts = [chart for slide in slides_of(forest) for chart in charts_of(slide)]
    found = [mark for chart in charts for mark in marks_in(chart)]
    assert sorted(x for _, _, x, _, _ in found) == pytest.approx(sorted(forest.rows["estimate"]))
    assert all(chart._chartSpace.find(".//{*}logBase").get("val") == "10" for chart in charts)
    ends = {(chart.category_axis.minimum_scale, chart.category_axis.maximum_scale) for chart in charts}
    assert len(ends) == 1


def test_bars_hold_both_parts_of_each_arm(bars):
    found = {}
    for slide in slides_of(bars):
        for chart in charts_of(slide):
            for series in chart.plots[0].series:
                pairs = zip(chart.plots[0].categories, series.values, strict=True)
                found |= {(label, series.name): value for label, value in pairs if value is not None}
    expected = {}
    for row in bars.rows.itertuples():
        expected[f"{row.event}, {row.arm_label}", "grade 3 or higher"] = row.percent_severe
        expected[f"{row.event}, {row.arm_label}", "grade 1-2"] = row.percent_grade_1_2
    assert found == pytest.approx(expected)


def test_every_slide_has_its_words_and_notes(dots):
    for slide in slides_of(dots):
        texts = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        assert slide.shapes.title.text.startswith(dots.title)
        assert texts["Takeaway"] == dots.sentence
        assert dots.verdict in texts["Sources"] and dots.address in texts["Sources"]
        assert f"data version {dots.about['version']}" in texts["Sources"]
        notes = slide.notes_slide.notes_text_frame.text
        for definition in dots.definitions["definition"]:
            assert definition in notes
        for title in dots.sources["title"]:
            assert title in notes


@pytest.mark.parametrize("n_words", [3, 30, 60, 400])
def test_long_words_stay_in_their_boxes(dots, n_words):
    text = " ".join(["Thrombocytopenia", "and", "so"] * (n_words // 3))
    slide = slides_of(replace(dots, title=text, sentence=text))[0]
    boxes = [slide.shapes.title, next(shape for shape in slide.shapes if shape.name == "Takeaway")]
    for box in boxes:
        [paragraph] = box.text_frame.paragraphs
        size = paragraph.font.size.pt
        lines = wrap(paragraph.text, int(box.width.pt / (0.55 * size)))
        assert len(lines) * 1.2 * size < box.height.pt
        assert text.startswith(paragraph.text.partition("…")[0])
    title, takeaway = boxes
    assert title.top + title.height <= takeaway.top
    assert takeaway.top + takeaway.height <= min(s.top for s in slide.shapes if s.has_chart)
    assert text in slide.notes_slide.notes_text_frame.text


def test_long_charts_go_on_over_several_slides(forest):
    n_rows = len(panels_of(forest.figure)[0].labels)
    slides = slides_of(forest)
    assert len(slides) == -(-n_rows // MOST_ROWS) > 1
    assert slides[0].shapes.title.text.endswith(f"(1 of {len(slides)})")


def test_other_charts_are_a_picture_or_a_table(heat_map):
    [with_picture] = slides_of(heat_map, picture=lambda view: PNG)
    assert [shape.image.blob for shape in with_picture.shapes if hasattr(shape, "image")] == [PNG]
    [without] = slides_of(heat_map)
    [table] = [shape.table for shape in without.shapes if shape.has_table]
    assert table.cell(1, 0).text == heat_map.rows["event"].iloc[0]


def test_a_picture_on_a_slide_repeats_no_words_of_the_slide(heat_map):
    figure = figures.on_slide(heat_map)
    said = " ".join(note.text for note in figure.layout.annotations if note.text)
    assert heat_map.note in said
    for text in (heat_map.title, heat_map.sentence, heat_map.verdict, heat_map.about["version"], heat_map.address):
        assert text not in said
    assert not figure.layout.title.text
    assert figure.layout.height <= figures.SLIDE_HEIGHT


def test_a_slide_in_words_is_a_table_and_its_speaker_says_more(heat_map):
    table = pd.DataFrame({"Verdict": ["Accurate", "Wrong unit"], "What it means": ["=1", ""]})
    view = replace(heat_map, figure=go.Figure(), in_words=table, speech="Let the room guess first.")
    [slide] = slides_of(view, picture=lambda view: PNG)
    [shown] = [shape.table for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in shown.rows] == [list(table), *table.values.tolist()]
    assert not [shape for shape in slide.shapes if hasattr(shape, "image")]
    assert view.speech in slide.notes_slide.notes_text_frame.text
    assert not [shape for shape in slide.shapes if shape.has_text_frame and view.speech in shape.text_frame.text]


def test_axes_have_whole_numbers_at_even_steps_and_hold_every_mark(dots, differences, bars):
    for view in (dots, differences, bars):
        for panel in panels_of(view.figure):
            assert panel.low % panel.step == pytest.approx(0) and panel.high % panel.step == pytest.approx(0)
            assert panel.step in (1, 2, 5, 10, 20, 50)
            values = [x for series in panel.series for x in series.x if pd.notna(x)]
            assert panel.low <= min(values) and max(values) <= panel.high
        axes = [
            chart.value_axis if panel.bars else chart.category_axis
            for panel, chart in zip(panels_of(view.figure), charts_of(slides_of(view)[0]), strict=True)
        ]
        assert [axis.major_unit for axis in axes] == [panel.step for panel in panels_of(view.figure)]
    assert panels_of(dots.figure)[0].low == 0


def test_two_plots_beside_each_other_have_their_rows_level(differences):
    left, right = charts_of(slides_of(differences)[0])
    assert left.has_legend and not right.has_legend
    tops = [c._chartSpace.find(".//{*}plotArea/{*}layout//{*}y").get("val") for c in (left, right)]
    heights = [c._chartSpace.find(".//{*}plotArea/{*}layout//{*}h").get("val") for c in (left, right)]
    assert len(set(tops)) == len(set(heights)) == 1


def test_hollow_marks_can_be_seen_on_white_and_the_axis_of_bars_is_below(differences, bars):
    fills = [
        fill.get("val")
        for chart in charts_of(slides_of(differences)[0])
        for fill in chart._chartSpace.findall(".//{*}marker/{*}spPr/{*}solidFill/{*}srgbClr")
    ]
    symbols = charts_of(slides_of(differences)[0])[0]._chartSpace.findall(".//{*}dPt/{*}marker")
    assert symbols and all(marker.find("{*}symbol") is not None for marker in symbols)
    assert len(set(fills)) > 2 and "FFFFFF" not in fills
    [chart] = charts_of(slides_of(bars)[0])
    assert chart.value_axis._element.find("{*}crosses").get("val") == "max"


def test_a_deck_keeps_the_order_and_the_same_views_give_the_same_bytes(dots, bars):
    assert deck([dots, bars], no_picture) == deck([dots, bars], no_picture)
    titles = [charts_of(slide)[0].chart_type for slide in slides_of(bars, dots)]
    assert titles[0] != titles[-1]
