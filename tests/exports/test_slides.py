"""Slides, read back by python-pptx and their data sheets by openpyxl: the numbers are those of the rows."""

import io
from dataclasses import replace
from math import log10
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go
import pytest
from openpyxl import load_workbook
from openpyxl.chart.chartspace import ChartContainer
from openpyxl.xml.functions import fromstring
from pptx import Presentation

from adverse.charts.compare import signed
from adverse.charts.values import is_of_column
from adverse.exports import figures
from adverse.exports.marks import panels_of
from adverse.exports.slides import MOST_ROWS, deck

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)


NO_FORM = go.Figure(go.Scatter(x=[1], y=[1]))  # a chart that PowerPoint has no form for


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


def y_values(series) -> list[float]:
    return [float(v.text) for v in series._element.findall(".//{*}yVal//{*}v")]


def marks_in(chart) -> list[tuple]:
    """(name, label, x, low, high) of every mark, from the data sheet behind the chart."""
    columns = [list(column) for column in sheet_of(chart).iter_cols(values_only=True)]
    found = []
    for place, header in enumerate(columns):
        if [column[0] for column in columns[place + 2 : place + 5]] == ["Label", "Lower end", "Upper end"]:
            values, labels, lows, highs = header, *columns[place + 2 : place + 5]
            name = columns[place + 1][0]
            rows = list(zip(labels, values, lows, highs, strict=True))[1:]
            found += [(name, *row) for row in rows if row[1] is not None]
    return found


def row_names(chart) -> list[tuple[str, bool]]:
    """The names of the rows, each with whether it is bold."""
    last = chart.plots[0].series[len(chart.plots[0].series) - 1]._element
    return [
        (
            " ".join(text.text.strip("\u00a0") for text in label.findall(".//{*}t")),
            label.find(".//{*}rPr").get("b") == "1",
        )
        for label in last.findall(".//{*}dLbl")
    ]


def test_dots_hold_the_shares_and_intervals_of_the_rows(dots):
    found = [mark for slide in slides_of(dots) for chart in charts_of(slide) for mark in marks_in(chart)]
    rows = dots.rows[dots.rows["proportion"].notna()]
    assert len(found) == len(rows)
    by_key = {(row.arm_label, row.event): row for row in rows.itertuples()}
    for name, label, x, low, high in found:
        row = by_key[name.partition(", N = ")[0], label]
        assert name == f"{row.arm_label}, N = {row.n_at_risk}"
        assert x == pytest.approx(100 * row.proportion)
        if pd.notna(row.proportion_low):
            assert (low, high) == pytest.approx((100 * row.proportion_low, 100 * row.proportion_high))


def test_chart_and_data_sheet_say_the_same(dots, differences, forest):
    for view in (dots, differences, forest):
        for slide in slides_of(view):
            for chart in charts_of(slide):
                sheet = sheet_of(chart)
                for series in chart.plots[0].series:
                    for tag, cached in (("xVal", x_values(series)), ("yVal", y_values(series))):
                        [reference] = series._element.findall(f".//{{*}}{tag}//{{*}}f")
                        cells = [cell.value for (cell,) in sheet[reference.text.split("!")[1]]]
                        assert [cell for cell in cells if cell is not None] == pytest.approx(cached)
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


def test_every_share_with_its_count_and_every_difference_is_written_beside_the_plots(differences):
    charts = [chart for slide in slides_of(differences) for chart in charts_of(slide)]
    labels = [label.text or "" for chart in charts for label in chart._chartSpace.findall(".//{*}dLbl//{*}t")]
    rows = differences.rows[differences.rows["n_with_event"].notna()]
    for row in rows.itertuples():
        assert any(label.endswith(f"  {row.n_with_event}/{row.n_at_risk}") for label in labels), row.event
    for row in rows[rows["risk_difference"].notna()].itertuples():
        assert any(label.startswith(signed(100 * row.risk_difference)) for label in labels), row.event


def test_a_bound_is_printed_with_its_sign(differences, view_of):
    figure = go.Figure(differences.figure)
    column = next(trace for trace in figure.data if is_of_column(trace))
    column.text = ["<b>&lt;1%</b>", *column.text[1:]]
    charts = [chart for slide in slides_of(view_of(figure, differences.rows)) for chart in charts_of(slide)]
    labels = [label.text or "" for chart in charts for label in chart._chartSpace.findall(".//{*}dLbl//{*}t")]
    assert sum(label.startswith("<1%  ") for label in labels) == 1


def test_forest_holds_the_printed_ratios_on_a_log_axis(forest):
    charts = [chart for slide in slides_of(forest) for chart in charts_of(slide)]
    found = [mark for chart in charts for mark in marks_in(chart)]
    assert sorted(x for _, _, x, _, _ in found) == pytest.approx(sorted(forest.rows["estimate"]))
    assert all(chart._chartSpace.find(".//{*}logBase").get("val") == "10" for chart in charts)
    [(low, high)] = {(chart.category_axis.minimum_scale, chart.category_axis.maximum_scale) for chart in charts}
    assert low < 1 < high and {log10(low) % 1, log10(high) % 1} == {0}


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
        assert f"evidence of {dots.about['evidence_date']}" in texts["Sources"]
        assert "Not medical advice." in texts["Sources"]
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


def test_long_charts_go_on_over_several_slides_and_a_heading_stays_with_its_rows(forest):
    slides = slides_of(forest)
    assert len(slides) > 1
    assert slides[0].shapes.title.text.endswith(f"(1 of {len(slides)})")
    found = []
    for slide in slides:
        [chart] = charts_of(slide)
        names = row_names(chart)
        assert len(names) <= MOST_ROWS
        assert names[0][1] and not names[-1][1], "a slide begins with a heading and does not end with one"
        found += names
    [panel] = panels_of(forest.figure)
    assert [name for name, is_heading in found if not is_heading] == [
        label for label, is_heading in zip(panel.labels, panel.is_heading, strict=True) if not is_heading
    ]


@pytest.mark.parametrize("is_heading", ["HrrHrrrHr", "Hrrrrrrrrr", "rrrrrrrrr", "HrHrHrHrHr", "r"])
@pytest.mark.parametrize("most", [3, 4, 9])
def test_pages_hold_every_row_once_and_no_heading_alone(forest, is_heading, most):
    [panel] = panels_of(forest.figure)
    headings = [letter == "H" for letter in is_heading]
    pages = panel._replace(labels=list(is_heading), is_heading=headings).pages(most)
    assert max(map(len, pages)) <= most
    assert [row for page in pages for row in page if not headings[row]] == [
        row for row, heading in enumerate(headings) if not heading
    ]
    for page in pages:
        assert not headings[page[-1]]
        assert headings[page[0]] == any(headings)


def cells_of(slide) -> list[list[str]]:
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text_frame.text for cell in row.cells] for row in table.rows]


def test_other_charts_are_a_picture_with_its_text_alternative(heat_map):
    [slide] = slides_of(heat_map, picture=lambda view: PNG)
    [shape] = [shape for shape in slide.shapes if hasattr(shape, "image")]
    assert shape.image.blob == PNG
    assert shape._element.nvPicPr.cNvPr.get("descr") == heat_map.alt


def test_without_a_picture_a_chart_is_its_first_rows_and_says_so(heat_map):
    rows = heat_map.rows.copy()
    rows.loc[rows.index[0], ["n_with_event", "n_at_risk"]] = None
    rows.loc[rows.index[0], ["percent", "percent_decimals", "percent_qualifier"]] = [1.0, 0, "<"]
    [slide] = slides_of(replace(heat_map, rows=rows))
    header, first, *others = cells_of(slide)
    assert header == ["Event", "Arm", "Patients", "Source"]
    assert first == [rows["event"].iloc[0], rows["arm_label"].iloc[0], "<1%", rows["source_name"].iloc[0]]
    said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert f"first {len(others) + 1} of {len(rows)} rows" in said


def test_without_a_picture_a_timeline_has_its_days_and_rates_their_ratios(evidence, view_of):
    days = evidence.onset[evidence.onset["onset_median_days"].notna()].head(3)
    days = days.assign(source_name="Source", arm_label="")
    [slide] = slides_of(view_of(NO_FORM, days))
    for row, cells in zip(days.itertuples(), cells_of(slide)[1:], strict=True):
        assert f"median {row.onset_median_days:g} day" in cells[2] and cells[1] == row.drug
    rates = pd.DataFrame([{"event": "Anemia", "arm_label": "A", "rate": 1.5, "rate_control": 0.0, "source_id": "x"}])
    rates = rates.assign(crude_ratio=0.651, rate_ratio=float("inf"), rate_source_name="Rates")
    [slide] = slides_of(view_of(NO_FORM, rates))
    assert cells_of(slide)[1] == ["Anemia", "A", "1.5", "0", "0.65", "Inf", "Rates"]


def test_tables_stay_on_their_slide(heat_map):
    [slide] = slides_of(heat_map)
    [shape] = [shape for shape in slide.shapes if shape.has_table]
    assert sum(row.height for row in shape.table.rows) + shape.top <= next(
        other.top for other in slide.shapes if other.name == "Sources"
    )


def test_a_picture_on_a_slide_repeats_no_words_of_the_slide(heat_map):
    figure = figures.on_slide(heat_map)
    said = " ".join(note.text for note in figure.layout.annotations if note.text)
    assert heat_map.note in said
    for text in (heat_map.title, heat_map.sentence, heat_map.verdict, heat_map.about["version"], heat_map.address):
        assert text not in said
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


def test_a_deck_keeps_the_order_and_the_same_views_give_the_same_bytes(dots, bars):
    assert deck([dots, bars], no_picture) == deck([dots, bars], no_picture)
    titles = [charts_of(slide)[0].chart_type for slide in slides_of(bars, dots)]
    assert titles[0] != titles[-1]
